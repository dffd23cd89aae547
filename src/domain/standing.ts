import { shownBy } from './asks.ts';
import type { Capacity } from './capacity.ts';
import { type CaseRecord, type ChildView, hasLeft, holdersOf, type Meeting } from './case.ts';
import { dateInLondon, inWordsWithWeekday, timeInWords } from './dates.ts';
import type { Duty } from './duty.ts';
import { listInWords } from './words.ts';

/** Where a duty stands: done with its evidence, arranged, decided not to be needed, or still to do. */
export type Standing =
  | { readonly is: 'done' | 'arranged' | 'not-needed'; readonly evidence: string }
  | { readonly is: 'open' };

export type PlannedDuty = Duty & {
  readonly standing: Standing;
  readonly holders: readonly string[];
};

const open: Standing = { is: 'open' };
const done = (evidence: string): Standing => ({ is: 'done', evidence });

const decisionStands = ({ decision }: CaseRecord): Standing => {
  if (decision === null || decision.review?.agrees === false) return open;
  const decided = `${decision.decidedBy} decided on ${inWordsWithWeekday(decision.decidedOn)} ${decision.toMeet ? 'to hold a meeting' : 'not to hold a meeting'}: ${decision.why}`;
  return decision.review === null
    ? { is: 'arranged', evidence: `${decided}. A manager has still to review it` }
    : done(`${decided}. ${decision.review.by} agreed`);
};

const tellers: Record<Exclude<ChildView['whoseWords'], 'child'>, string> = {
  worker: 'a worker',
  advocate: 'an advocate',
  carer: 'a carer',
};

/** Whether each child's views are recorded, and whose words they are when not the child's own. */
const viewsStand = ({ placement, views }: CaseRecord): Standing => {
  const ofEach = placement.children.map(({ id }) => views.filter(({ childId }) => childId === id));
  if (ofEach.some((ofChild) => ofChild.length === 0)) return open;
  const told = ofEach
    .filter((ofChild) => ofChild.every(({ whoseWords }) => whoseWords !== 'child'))
    .flatMap((ofChild) =>
      ofChild.flatMap(({ whoseWords }) => (whoseWords === 'child' ? [] : [tellers[whoseWords]])),
    );
  return done(
    told.length === 0 ? 'Recorded in their words' : `Recorded, as told by ${listInWords([...new Set(told)])}`,
  );
};

/** Met once somebody is invited and, of each who must attend, somebody is or was left out with a reason. */
const invitationsStand = (
  { asks }: Duty,
  record: CaseRecord,
  { invitations, leftOut }: NonNullable<CaseRecord['meeting']>,
): Standing => {
  const invited = invitations.filter(({ status }) => status === 'invited');
  const isSeenTo = (capacity: Capacity): boolean => {
    // Somebody can be invited in another part of theirs: a team manager as the chair.
    const holders = holdersOf(record, capacity).map(({ personId }) => personId);
    return (
      leftOut.some((one) => one.capacity === capacity) ||
      invited.some(
        (one) => one.capacity === capacity || (one.personId !== null && holders.includes(one.personId)),
      )
    );
  };
  const must = ('invite' in asks && asks.invite['must-attend']) || [];
  if (invited.length === 0 || !must.every(isSeenTo)) return open;
  const left = leftOut.length;
  return done(`${invited.length} invited${left === 0 ? '' : `, ${left} left out with a reason`}`);
};

const agendaStands = ({ agenda, status, heldOn }: NonNullable<CaseRecord['meeting']>): Standing => {
  if (agenda !== null) return done(`Built, ${agenda.length} ${agenda.length === 1 ? 'item' : 'items'}`);
  return status === 'held'
    ? done(`The meeting on ${inWordsWithWeekday(heldOn)} followed the one that is suggested`)
    : open;
};

/** How far the checking of a draft shows that it went out, or that people could put it right. */
const draftStands = (
  stage: 'draft' | 'corrections',
  { check, minutesStatus }: NonNullable<CaseRecord['meeting']>,
): Standing => {
  if (check === null) return open;
  const sent = `Sent to be checked on ${inWordsWithWeekday(dateInLondon(check.sentAt))}`;
  if (stage === 'draft') return done(sent);
  const answered = `${check.answered} of ${check.asked} answered`;
  return minutesStatus === 'agreed'
    ? done(`${sent}; ${answered}`)
    : { is: 'arranged', evidence: `${sent}, until ${inWordsWithWeekday(check.by)}; ${answered}` };
};

const copiesStand = (meeting: NonNullable<CaseRecord['meeting']>): Standing => {
  const readers = meeting.invitations.filter(({ status }) => status === 'invited').length;
  const { released } = meeting.copies;
  if (meeting.minutesStatus !== 'agreed') return open;
  return released >= readers
    ? done(`${released} copies released`)
    : { is: 'arranged', evidence: `Agreed; ${released} of ${readers} copies released` };
};

/** Whether a meeting lies outside a duty's window without a reason: the window may have moved since it was convened. */
export const isOutsideWindow = (
  { window }: Pick<Duty, 'window'>,
  { heldOn, outsideWindowReason }: Pick<Meeting, 'heldOn' | 'outsideWindowReason'>,
): boolean =>
  window !== undefined &&
  outsideWindowReason === '' &&
  (heldOn > window.to || (window.from !== undefined && heldOn < window.from));

/** What the service itself holds that shows how far a duty has come. */
const evidenceOf = (duty: Duty, record: CaseRecord): Standing => {
  const { meeting } = record;
  const shown = shownBy(duty.asks);
  switch (shown) {
    case 'the-decision':
      return decisionStands(record);
    case 'the-views':
      return viewsStand(record);
    case 'the-panel-copy':
      return meeting?.copies.panelReleasedOn
        ? done(
            `Minutes released to the panel advisor on ${inWordsWithWeekday(meeting.copies.panelReleasedOn)}`,
          )
        : open;
    case 'a-statement':
      return meeting !== null && 'minutes' in duty.asks && duty.asks.minutes.stage !== 'final'
        ? draftStands(duty.asks.minutes.stage, meeting)
        : open;
  }
  if (meeting === null) return open;
  switch (shown) {
    case 'the-chair':
      // Whoever will have left by the day does not chair it.
      if (meeting.status === 'convened' && hasLeft(meeting.chair, meeting.heldOn)) return open;
      return done(`${meeting.chair.name} chairs`);
    case 'the-invitations':
      return invitationsStand(duty, record, meeting);
    case 'the-agenda':
      return agendaStands(meeting);
    case 'the-copies':
      return copiesStand(meeting);
    case 'the-minutes':
      return meeting.minutesStatus === 'agreed' ? done('In the agreed minutes') : open;
    default: {
      const when = inWordsWithWeekday(meeting.heldOn);
      const outside = isOutsideWindow(duty, meeting)
        ? '. That is outside the window, and no reason is recorded'
        : '';
      return meeting.status === 'held'
        ? done(`Held on ${when}${outside}`)
        : { is: 'arranged', evidence: `Convened for ${when} at ${timeInWords(meeting.startsAt)}${outside}` };
    }
  }
};

/** Whether only a manager can decide that a duty is not needed: what must be done, the meeting, and who chairs it. */
export const takesManager = ({ duty, asks }: Pick<Duty, 'duty' | 'asks'>): boolean =>
  duty === 'must' || 'meeting' in asks || 'chair' in asks;

/** How far a duty has come: by somebody's word, by what the service holds, or by a decision that it is not needed. */
export const standingOf = (duty: Duty, record: CaseRecord): Standing => {
  const statement = record.statements.find(({ ruleId }) => ruleId === duty.rule);
  if (statement !== undefined)
    return done(`${statement.note} (${statement.statedBy}, ${inWordsWithWeekday(statement.doneOn)})`);
  const shown = evidenceOf(duty, record);
  const decided = record.notNeeded.find(({ ruleId }) => ruleId === duty.rule);
  return shown.is !== 'done' && decided !== undefined && (decided.byManager || !takesManager(duty))
    ? { is: 'not-needed', evidence: `${decided.decidedBy} decided that it is not needed: ${decided.reason}` }
    : shown;
};
