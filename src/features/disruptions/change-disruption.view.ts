import type { CaseRecord } from '../../domain/case.ts';
import type { PlannedDuty } from '../../domain/plan.ts';
import type { Problem } from '../../domain/result.ts';
import { asksInWords } from '../../domain/words.ts';
import { areaField, dateField, form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = { readonly record: CaseRecord; readonly typed: Typed; readonly problems: readonly Problem[] };

export const correctDateView = (shell: Shell, { record, typed, problems }: Shown): string =>
  page(shell, {
    title: 'Correct the date the placement ended',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Correct the date the placement ended</h1>
      <p class="govuk-body">Every date your procedure counts from it is worked out again. The date that was recorded stays in the history.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/correct-date`,
        button: 'Save the corrected date',
        body: html`
          ${dateField({ name: 'brokeDownOn', label: 'When did it end?', typed, problems })}
          ${textField({ name: 'reason', label: 'Why is it being corrected?', typed, problems })}`,
      })}`,
  });

export const stateDutyView = (
  shell: Shell,
  { record, duty, typed, problems }: Shown & { readonly duty: PlannedDuty },
): string =>
  page(shell, {
    title: 'Record as done',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Record as done</h1>
      <p class="govuk-body">${asksInWords(duty.asks)}.</p>
      <p class="govuk-body">${duty.because.document}, paragraph ${duty.because.paragraph}: ${duty.because.says}</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/duties/${duty.rule}`,
        button: 'Save',
        body: html`
          ${dateField({ name: 'doneOn', label: 'When was it done?', typed, problems })}
          ${areaField({ name: 'note', label: 'What was done, and where is it recorded?', typed, problems, rows: 4 })}`,
      })}`,
  });
