import type { CaseRecord } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { dutyReason } from '../../web/duty-reason.ts';
import { areaField, dateField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** Where the pages about one duty of a case are; a procedure may put any sign into the name of a rule. */
export const dutyAddress = (record: CaseRecord, { rule }: PlannedDuty): string =>
  `/disruptions/${record.id}/duties/${encodeURIComponent(rule)}`;

export const stateDutyDoneView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly duty: PlannedDuty;
    /** Whether it is the report to the panel, which is written and sent here. */
    readonly isPanelReport: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, duty, isPanelReport, typed, problems } = shown;
  return page(shell, {
    title: 'Record as done',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Record as done</h1>
      ${dutyReason(duty)}
      ${isPanelReport && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/panel-report">See, write and send the report to the panel</a>. Record it here only if it was sent in another way.</p>`}
      ${
        duty.standing.is === 'done'
          ? html`<p class="govuk-body">This is already done: ${duty.standing.evidence}</p>`
          : form(shell, {
              action: dutyAddress(record, duty),
              button: 'Save',
              body: html`
                ${dateField({ name: 'doneOn', label: 'When was it done?', typed, problems })}
                ${areaField({ name: 'note', label: 'What was done, and where is it recorded?', typed, problems, rows: 4 })}`,
            })
      }`,
  });
};
