import type { CaseAct } from '../../domain/access.ts';
import { asksInWords, isShownByStatement } from '../../domain/asks.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, ChildView, HistoryEntry } from '../../domain/case.ts';
import { inWords, type PlainDate } from '../../domain/dates.ts';
import { type Disagreement, disagreementsWith, type SentDisagreement } from '../../domain/disagreement.ts';
import { needsMeeting, windowInWords } from '../../domain/duty.ts';
import { factDefinitions, pauseReasonInWords } from '../../domain/facts.ts';
import { type DutyState, dutyState, type Plan } from '../../domain/plan.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { strengthInWords } from '../../domain/procedure.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { listInWords } from '../../domain/words.ts';
import { disagreementsPart } from '../../web/disagreements.ts';
import { whyDetails } from '../../web/duty-reason.ts';
import { insetText, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';

/** Everything the page of a case shows. */
export type CaseShown = {
  readonly record: CaseRecord;
  /** Who looks at it. */
  readonly actor: { readonly id: string };
  readonly procedure: Procedure;
  readonly hasNewerVersion: boolean;
  readonly plan: Plan;
  readonly today: PlainDate;
  readonly history: readonly HistoryEntry[];
  readonly disagreements: readonly Disagreement[];
  /** What people sent from their private pages that nobody has attached yet. */
  readonly sent: readonly SentDisagreement[];
  /** Whom a message waits for; with `childId`, the child whose own page it could not be sent to. */
  readonly held: readonly {
    readonly name: string;
    readonly childId: string | null;
    readonly status: 'failed' | 'waiting' | 'to-do';
  }[];
  /** Who opened it without being on it, and still reads it or waits for a review. */
  readonly openings: readonly {
    readonly name: string;
    readonly reason: string;
    readonly at: Date;
    readonly until: Date;
  }[];
  /** How many links to the last home should have been looked at again by now. */
  readonly linksOverdue: number;
  readonly may: (act: CaseAct) => boolean;
  readonly mayRead: (view: ChildView) => boolean;
};

export const link = ({ record }: Pick<CaseShown, 'record'>, path: string, text: string, about = ''): Html =>
  html`<a class="govuk-link" href="/disruptions/${record.id}/${path}">${text}${about === '' ? null : html`<span class="govuk-visually-hidden">: ${about}</span>`}</a>`;

const stateTags: Record<DutyState, { readonly text: string; readonly classes: string }> = {
  met: { text: 'Done', classes: 'govuk-tag--green' },
  arranged: { text: 'Arranged', classes: 'govuk-tag--blue' },
  'not-needed': { text: 'Not needed', classes: 'govuk-tag--grey' },
  paused: { text: 'Paused', classes: 'govuk-tag--purple' },
  overdue: { text: 'Overdue', classes: 'govuk-tag--red' },
  soon: { text: 'Due soon', classes: 'govuk-tag--yellow' },
  due: { text: 'To do', classes: 'govuk-tag--grey' },
};

const whenInWords = ({ window, awaits }: PlannedDuty): string => {
  if (window !== undefined) return `, ${windowInWords(window)}`;
  return awaits === undefined
    ? ''
    : `, counted from the ${factDefinitions[awaits].name}, which is not known yet`;
};

const choicesOf = (duty: PlannedDuty, shown: CaseShown): readonly Html[] => {
  const { may } = shown;
  const about = asksInWords(duty.asks);
  const to = (path: string, text: string) =>
    link(shown, `duties/${encodeURIComponent(duty.rule)}${path}`, text, about);
  const isOpen = duty.standing.is === 'open';
  return [
    ...(isOpen && isShownByStatement(duty.asks) && may('state-duty-done') ? [to('', 'Record as done')] : []),
    ...(isOpen && !('decision' in duty.asks) && may('decide-not-needed')
      ? [to('/not-needed', 'Not needed')]
      : []),
    ...(shown.record.statements.some(({ ruleId }) => ruleId === duty.rule) && may('state-duty-done')
      ? [to('/take-back', 'This was not done')]
      : []),
    ...(duty.standing.is === 'not-needed' && may('decide-not-needed')
      ? [to('/not-needed/take-back', 'It is needed after all')]
      : []),
  ];
};

const dutyItem = (duty: PlannedDuty, shown: CaseShown): Html => {
  const choices = shown.record.status === 'closed' ? [] : choicesOf(duty, shown);
  const who = [duty.by, ...(duty.with ?? [])].map((capacity) => capacityInWords[capacity]);
  return html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${asksInWords(duty.asks)}</h3>
    <p class="app-duties__tag">${tag(stateTags[dutyState(duty, shown.today)])}</p>
    <p class="app-duties__detail"><strong>${strengthInWords[duty.duty]}</strong>${whenInWords(duty)}</p>
    <p class="app-duties__detail">${duty.holders.length > 0 ? `${listInWords(duty.holders)}, ${listInWords(who)}` : `The ${listInWords(who)}`}</p>
    ${duty.standing.is === 'open' ? null : html`<p class="app-duties__detail">${duty.standing.evidence}</p>`}
    ${choices.length === 0 ? null : html`<p class="app-duties__detail app-duties__choices">${choices}</p>`}
    ${whyDetails(duty)}
  </li>`;
};

/** What the procedure asks. As long as no meeting is to be held for sure, what one would ask stands apart. */
export const planPart = (shown: CaseShown): Html => {
  const { plan, procedure, record, may } = shown;
  const isHeld = plan.duties.some(({ asks, standing }) => 'meeting' in asks && standing.is !== 'not-needed');
  const isDecided = plan.duties.every(
    ({ asks, standing }) => !('decision' in asks) || standing.is !== 'open',
  );
  const noMeeting = record.meeting === null && !(isHeld && isDecided);
  const isIf = (duty: PlannedDuty) => noMeeting && needsMeeting(duty);
  const list = (duties: readonly PlannedDuty[]) =>
    html`<ol class="app-duties">${duties.map((duty) => dutyItem(duty, shown))}</ol>`;
  const later = plan.duties.filter(isIf);
  return html`
    <h2 class="govuk-heading-m" id="plan">What your procedure asks</h2>
    <p class="govuk-body">${procedure.document}, version ${procedure.version}, in force since ${inWords(procedure.inForce.from)}.
      ${shown.hasNewerVersion && may('change-version') ? html`There is a newer version. ${link(shown, 'version', 'See what it would change for this case')}` : null}</p>
    ${list(plan.duties.filter((duty) => !isIf(duty)))}
    ${later.length === 0 ? null : html`<h3 class="govuk-heading-s">If a meeting is held</h3>${list(later)}`}`;
};

export const decisionPart = (shown: CaseShown): Html | null => {
  const { record, plan, may } = shown;
  const { decision } = record;
  if (decision === null) return null;
  const asked = plan.duties.some(({ asks }) => 'decision' in asks);
  const review =
    decision.review === null
      ? 'A manager has still to review it'
      : `${decision.review.by} ${decision.review.agrees ? 'agreed' : 'did not agree, so it has to be decided again'}${decision.review.note === '' ? '' : `: ${decision.review.note}`}`;
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  return html`
    <h2 class="govuk-heading-m" id="decision">The decision about a meeting</h2>
    ${summaryList({
      rows: [
        row('Decision', decision.toMeet ? 'Hold a meeting' : 'Do not hold a meeting'),
        row('Why', decision.why),
        row('Decided', `${decision.decidedBy}, ${inWords(decision.decidedOn)}`),
        row('Review', review),
      ],
    })}
    ${disagreementsPart(disagreementsWith(shown.disagreements, 'decision', decision.id))}
    <ul class="govuk-list">
      ${asked && decision.review === null && may('review-decision') ? html`<li>${link(shown, 'decision/review', 'Review the decision')}</li>` : null}
      ${asked && may('decide-on-meeting') && record.status === 'open' ? html`<li>${link(shown, 'decision', 'Decide again')}</li>` : null}
    </ul>`;
};

/** What can be done with the case as a whole: how a risk came out, a pause, who may open it. */
export const wholeCasePart = (shown: CaseShown): Html => {
  const { record, may } = shown;
  const open = record.pauses.filter(({ until }) => until === undefined);
  const isOpen = record.status === 'open';
  const links = [
    ...(isOpen && record.stage === 'at-risk' && may('record-outcome')
      ? [link(shown, 'outcome', 'Record the outcome: it continues, or it has ended')]
      : []),
    ...(isOpen && may('pause-case')
      ? [link(shown, 'pauses', open.length === 0 ? 'Pause this case' : 'Pauses: end one, or add another')]
      : []),
    ...(may('attach-disagreement')
      ? [link(shown, 'disagreements', 'Somebody says that a record is wrong: attach their statement')]
      : []),
    ...(may('see-who-may-open') ? [link(shown, 'people', 'Who may open this case')] : []),
  ];
  return html`
    ${open.map(({ reason, from, note }) => insetText({ html: html`<strong>Paused since ${inWords(from)}:</strong> ${pauseReasonInWords[reason]}. ${note}` }))}
    ${links.length > 0 && html`<ul class="govuk-list">${links.map((one) => html`<li>${one}</li>`)}</ul>`}`;
};

export const linkedPart = ({ record }: CaseShown): Html | null => {
  const { outcome, follows, ledTo } = record;
  const to = ({ id, reference }: NonNullable<typeof follows>) =>
    html`<a class="govuk-link" href="/disruptions/${id}">${reference}</a>`;
  if (follows !== null)
    return insetText({ html: html`This placement was recorded as at risk before: ${to(follows)}.` });
  if (outcome === null) return null;
  return insetText({
    html:
      outcome.is === 'continues'
        ? html`<strong>The placement continues</strong>, since ${inWords(outcome.on)}. ${outcome.note}`
        : html`<strong>The placement ended</strong> on ${inWords(outcome.on)}. ${ledTo === null ? null : html`The work goes on under ${to(ledTo)}.`}`,
  });
};
