import type { CaseRecord } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { listInWords } from '../../domain/words.ts';
import { dutyReason } from '../../web/duty-reason.ts';
import { areaField, form } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { dutyAddress } from './state-duty-done.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly duty: PlannedDuty;
  /** Why this person cannot decide that it is not needed; undefined when they can. */
  readonly needed: string | undefined;
  readonly managers: readonly string[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const decisionPart = (shell: Shell, { record, duty, needed, managers, typed, problems }: Shown): Html => {
  if (duty.standing.is === 'not-needed')
    return html`<p class="govuk-body">${duty.standing.evidence}</p>
      <p class="govuk-body"><a class="govuk-link" href="${dutyAddress(record, duty)}/not-needed/take-back">Take that decision back</a></p>`;
  if (needed !== undefined)
    return html`<p class="govuk-body">${needed}.</p>
      ${managers.length > 0 && html`<p class="govuk-body">Managers on this case: ${listInWords(managers)}.</p>`}`;
  return form(shell, {
    action: `${dutyAddress(record, duty)}/not-needed`,
    button: 'Record that it is not needed',
    body: areaField({
      name: 'reason',
      label: 'Why is it not needed in this case?',
      hint: 'Kept with the case and in its history, with your name.',
      typed,
      problems,
      rows: 4,
    }),
  });
};

export const decideNotNeededView = (shell: Shell, shown: Shown): string =>
  page(shell, {
    title: 'Record that this is not needed',
    problems: shown.problems,
    back: { href: `/disruptions/${shown.record.id}`, text: shown.record.reference },
    body: html`
      <h1 class="govuk-heading-l">Record that this is not needed</h1>
      ${dutyReason(shown.duty)}
      ${decisionPart(shell, shown)}`,
  });
