import type { CaseRecord } from '../../domain/case.ts';
import type { Duty } from '../../domain/duty.ts';
import type { Problem } from '../../domain/result.ts';
import { dutyReason } from '../../web/duty-reason.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { decisionSummary } from './decide-on-meeting.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly duty: Duty;
  readonly viewerId: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const reviewPart = (shell: Shell, { record, viewerId, typed, problems }: Shown): Html | null => {
  const { id, decision } = record;
  if (decision === null)
    return html`<p class="govuk-body">Nothing has been decided yet. <a class="govuk-link" href="/disruptions/${id}/decision">Decide whether to hold a meeting</a></p>`;
  if (decision.review !== null) return null;
  if (decision.decidedById === viewerId)
    return html`<p class="govuk-body">You made this decision. Another manager on the case reviews it.</p>`;
  return form(shell, {
    action: `/disruptions/${id}/decision/review`,
    button: 'Save the review',
    body: html`
      ${radiosField({
        name: 'agrees',
        label: 'Do you agree?',
        typed,
        problems,
        choices: [
          { value: 'yes', text: 'I agree' },
          {
            value: 'no',
            text: 'I do not agree',
            hint: 'It is then undecided again, until somebody decides anew.',
          },
        ],
      })}
      ${areaField({
        name: 'note',
        label: 'What do you want to add?',
        hint: 'If you do not agree, enter why.',
        typed,
        problems,
        rows: 4,
      })}`,
  });
};

export const reviewDecisionView = (shell: Shell, shown: Shown): string => {
  const { record, duty, problems } = shown;
  return page(shell, {
    title: 'Review the decision about a meeting',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Review the decision about a meeting</h1>
      ${record.decision && decisionSummary(record.decision)}
      ${dutyReason(duty)}
      ${reviewPart(shell, shown)}`,
  });
};
