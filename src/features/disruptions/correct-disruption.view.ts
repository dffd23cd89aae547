import type { CaseRecord } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { checkboxesField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const correctView = (shell: Shell, { record, choices, typed, problems }: Shown): string => {
  const title = 'Correct what was recorded';
  return page(shell, {
    title,
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">What your procedure asks, and every date it counts, is worked out again. What was recorded
        before stays in the history.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/correct`,
        button: 'Save the correction',
        body: html`
          ${radiosField({ name: 'happened', label: 'What happened to the placement?', typed, problems, choices })}
          ${dateField({ name: 'brokeDownOn', label: 'When was that?', typed, problems })}
          ${
            record.stage === 'at-risk'
              ? null
              : dateField({
                  name: 'returnedOn',
                  label: 'When did the child return to the agency’s care?',
                  hint: 'Leave empty if it is not known. A review of the child’s case can have days of its own from then',
                  typed,
                  problems,
                })
          }
          ${dateField({
            name: 'panelOn',
            label: 'When does the panel look at it?',
            hint: 'Leave empty if no panel does, or it is not known. Papers for a panel can be due before it',
            typed,
            problems,
          })}
          ${checkboxesField({ name: 'isComplex', label: 'Is there anything unusual?', typed, problems, choices: [{ value: 'yes', text: 'This is a complex case' }] })}
          ${textField({ name: 'reason', label: 'Why is it being corrected?', typed, problems })}`,
      })}`,
  });
};
