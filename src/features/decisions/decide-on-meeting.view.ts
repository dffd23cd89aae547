import type { CaseRecord, MeetingDecision } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Duty } from '../../domain/duty.ts';
import type { Problem } from '../../domain/result.ts';
import { dutyReason } from '../../web/duty-reason.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const reviewInWords = ({ review }: MeetingDecision): Html => {
  if (review === null) return html`A manager has still to review it`;
  return html`${review.by} ${review.agrees ? 'agrees' : 'does not agree, so it is to be decided again'}${review.note !== '' && html`: <span class="app-words">${review.note}</span>`}`;
};

/** What was decided last, by whom and why, and what a manager made of it. */
export const decisionSummary = (decision: MeetingDecision): Html =>
  summaryList({
    rows: [
      {
        key: { text: 'Decision' },
        value: { text: decision.toMeet ? 'A meeting is held' : 'No meeting is held' },
      },
      { key: { text: 'Why' }, value: { html: html`<span class="app-words">${decision.why}</span>` } },
      { key: { text: 'Who' }, value: { text: `${decision.decidedBy}, ${inWords(decision.decidedOn)}` } },
      { key: { text: 'Review' }, value: { html: reviewInWords(decision) } },
    ],
  });

export const decideOnMeetingView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly duty: Duty;
    readonly meetingDuty: Duty | undefined;
    readonly mayReview: boolean;
    /** Why this person does not decide; undefined when they do. */
    readonly notToDecide: string | undefined;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, duty, meetingDuty, mayReview, notToDecide, typed, problems } = shown;
  const { decision } = record;
  const address = `/disruptions/${record.id}/decision`;
  const decisionForm = form(shell, {
    action: address,
    button: 'Save the decision',
    body: html`
      ${radiosField({
        name: 'toMeet',
        label: 'Is a meeting held?',
        typed,
        problems,
        choices: [
          { value: 'yes', text: 'Hold a meeting', hint: 'You can convene it next.' },
          { value: 'no', text: 'Do not hold a meeting', hint: 'The reasons are then the record of it.' },
        ],
      })}
      ${areaField({
        name: 'why',
        label: 'Why?',
        hint: 'What a meeting would bring, or would not, for this child and for those the child lived with.',
        typed,
        problems,
        rows: 5,
      })}
      ${dateField({ name: 'decidedOn', label: 'When was it decided?', typed, problems })}`,
  });
  return page(shell, {
    title: 'Decide whether to hold a meeting',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Decide whether to hold a meeting</h1>
      <p class="govuk-body">Your procedure asks for this decision. A manager who did not make it reviews it.</p>
      ${dutyReason(duty)}
      ${meetingDuty && html`<p class="govuk-body">It also says what is expected:</p>${dutyReason(meetingDuty)}`}
      ${
        decision !== null &&
        html`<h2 class="govuk-heading-m">The decision so far</h2>
          ${decisionSummary(decision)}
          ${mayReview && decision.review === null && html`<p class="govuk-body"><a class="govuk-link" href="${address}/review">Review this decision</a></p>`}`
      }
      ${
        record.status === 'closed'
          ? html`<p class="govuk-body">This case is closed. It can still be read.</p>`
          : notToDecide !== undefined
            ? html`<p class="govuk-body">${notToDecide}.</p>`
            : html`<h2 class="govuk-heading-m">${decision === null ? 'Your decision' : 'Decide again'}</h2>${decisionForm}`
      }`,
  });
};
