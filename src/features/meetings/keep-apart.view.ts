import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import type { Invitee } from '../../domain/invitation.ts';
import { whyApartInWords } from '../../domain/kept-apart.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** Where staff record people who must not meet. */
export const keepApartView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly could: readonly Invitee[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, could, typed, problems } = shown;
  const people = could.map(({ source, name, capacity }) => ({
    value: source,
    text: name,
    hint: capacityInWords[capacity],
  }));
  return page(shell, {
    title: 'Record people who must not meet',
    problems,
    back: { href: `/disruptions/${record.id}/apart` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Record people who must not meet</h1>
      <p class="govuk-body">Only staff on the case see this. Nothing of it reaches the people it is about.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/apart/new`,
        button: 'Save',
        body: html`
          ${checkboxesField({ name: 'oneSide', label: 'Who?', typed, problems, choices: people })}
          ${checkboxesField({ name: 'otherSide', label: 'Whom must they not meet?', typed, problems, choices: people })}
          ${radiosField({
            name: 'why',
            label: 'Why?',
            typed,
            problems,
            choices: Object.entries(whyApartInWords).map(([value, text]) => ({ value, text })),
          })}
          ${checkboxesField({
            name: 'isUnseen',
            label: 'Seeing and hearing',
            typed,
            problems,
            choices: [{ value: 'yes', text: 'They must not see or hear each other either, by video too' }],
          })}
          ${areaField({ name: 'note', label: 'What do staff need to know of it?', hint: 'For example, what the order forbids, and until when.', typed, problems, rows: 3 })}
          ${dateField({ name: 'sinceOn', label: 'Since when?', typed, problems })}
          ${textField({ name: 'decidedBy', label: 'Who decided it?', hint: 'For example, a court, a manager, or the person themselves.', typed, problems })}`,
      })}`,
  });
};
