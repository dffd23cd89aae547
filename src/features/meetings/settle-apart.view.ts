import type { CaseRecord } from '../../domain/case.ts';
import type { KeptApart } from '../../domain/kept-apart.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const settleApartView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly keptApart: KeptApart;
    readonly names: ReadonlyMap<string, string>;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, keptApart, names, typed, problems } = shown;
  const [one, other] = [keptApart.oneSide, keptApart.otherSide].map((side) =>
    listInWords(side.map((source) => names.get(source) ?? 'somebody')),
  );
  return page(shell, {
    title: 'People who must not meet',
    problems,
    back: { href: `/disruptions/${record.id}/apart` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">People who must not meet</h1>
      <p class="govuk-body">${one} must not meet ${other}.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/apart/${keptApart.id}`,
        button: 'Save',
        body: html`
          ${radiosField({
            name: 'becomes',
            label: 'What is so now?',
            typed,
            problems,
            choices: [
              { value: 'over', text: 'It does not apply any more' },
              {
                value: 'together',
                text: 'They may be at this meeting together all the same',
                hint: 'The chair, or whoever convenes the meeting, decides this, for those whom it would bring together as it is planned now.',
              },
            ],
          })}
          ${areaField({ name: 'reason', label: 'Why?', hint: 'Kept for staff, with your name.', typed, problems, rows: 2 })}`,
      })}`,
  });
};
