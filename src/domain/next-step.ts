import { managersOf } from './access.ts';
import { asksInWords, isShownByStatement } from './asks.ts';
import type { Capacity } from './capacity.ts';
import { type CaseRecord, hasLeft, holdersOf, type Meeting } from './case.ts';
import { checkersOf, isChecked } from './checking.ts';
import { addDays, type PlainDate } from './dates.ts';
import { type Duty, needsMeeting } from './duty.ts';
import { isOutsideWindow, type PlannedDuty } from './standing.ts';

/** The one thing to do next on a case, for the person who has it. */
export type NextStep = {
  readonly label: string;
  readonly by: Capacity | 'releaser';
  readonly holders: readonly string[];
  /** The day it can first be done, when there is one. */
  readonly from: PlainDate | null;
  /** The last day; null when the procedure names none. */
  readonly dueOn: PlainDate | null;
  readonly screen:
    | 'decision'
    | 'review'
    | 'convene'
    | 'views'
    | 'agenda'
    | 'checking'
    | 'minutes'
    | 'copies'
    | 'checking'
    | 'outcome'
    | 'plan';
  /** Why its time stands still today, if it does. */
  readonly paused?: Duty['paused'];
};

/** How close a date is to be soon. */
export const DAYS_SOON = 7;

/** After day 42 has gone by the work is still owed; the days a chair has to agree minutes are ours, not a rule's. */
const DAYS_TO_AGREE_MINUTES = 10;

const stepOf = (duty: PlannedDuty, screen: NextStep['screen'], label = asksInWords(duty.asks)): NextStep => ({
  label,
  by: duty.by,
  holders: duty.holders,
  from: duty.window?.from ?? null,
  dueOn: duty.window?.to ?? null,
  screen,
  ...(duty.paused === undefined ? {} : { paused: duty.paused }),
});

/** Whether to meet has to be decided, or a manager to review that nobody should; null when neither waits. */
const decisionStep = (duties: readonly PlannedDuty[], record: CaseRecord): NextStep | null => {
  const duty = duties.find(({ asks }) => 'decision' in asks);
  if (duty === undefined || record.meeting !== null) return null;
  if (duty.standing.is === 'open') return stepOf(duty, 'decision');
  return record.decision?.toMeet === false ? reviewStep(duties, record) : null;
};

/** A manager has still to review the decision whether to meet; null when none waits for that. */
const reviewStep = (duties: readonly PlannedDuty[], record: CaseRecord): NextStep | null => {
  const duty = duties.find(({ asks }) => 'decision' in asks);
  if (duty === undefined || duty.standing.is !== 'arranged') return null;
  const othersOf = (managers: ReturnType<typeof managersOf>) =>
    managers.filter(({ personId }) => personId !== record.decision?.decidedById).map(({ name }) => name);
  const ofTheTeam = othersOf(holdersOf(record, 'team-manager'));
  return {
    ...stepOf(
      duty,
      'review',
      `Review the decision ${record.decision?.toMeet ? '' : 'not '}to hold a meeting`,
    ),
    by: 'team-manager',
    holders: ofTheTeam.length > 0 ? ofTheTeam : othersOf(managersOf(record)),
  };
};

/**
 * When the minutes are to be agreed and circulated: by the procedure; where that names no day for any minutes, in days of
 * ours. Drafts and corrections have days of their own, as steps of their own.
 */
const minutesDueOn = (duties: readonly PlannedDuty[], { heldOn }: Meeting): PlainDate | null => {
  const dated = duties.filter(({ asks, window }) => 'minutes' in asks && window !== undefined);
  if (dated.length === 0) return addDays(heldOn, DAYS_TO_AGREE_MINUTES);
  const owed = dated.filter(
    ({ asks, standing }) => !isShownByStatement(asks) && standing.is !== 'not-needed',
  );
  return owed.flatMap(({ window }) => window?.to ?? []).toSorted()[0] ?? null;
};

/** A meeting whose chair is gone by then waits for whoever convenes it. */
const anotherChair = (record: CaseRecord, { chair, heldOn }: Meeting, today: PlainDate): NextStep => ({
  label: `Choose a new chair (${chair.name} ${hasLeft(chair, today) ? 'has left' : 'leaves before the meeting'})`,
  by: 'child-social-worker',
  holders: holdersOf(record, 'child-social-worker').map(({ name }) => name),
  from: null,
  dueOn: heldOn,
  screen: 'convene',
});

/** What a draft waits for that is being checked: that its copies go, what people say of it, and the chair’s agreement. */
const checkStep = (meeting: Meeting, chair: Pick<NextStep, 'by' | 'holders'>, today: PlainDate): NextStep => {
  const { check, copies } = meeting;
  const dueOn = check?.by ?? null;
  if (copies.released + copies.held < checkersOf(meeting).length)
    return {
      label: 'Release the copies of the draft, to be checked',
      by: 'releaser',
      holders: ['anyone on the case who did not write the minutes'],
      ...{ from: null, dueOn, screen: 'copies' },
    };
  if (check !== null && check.unsettled > 0)
    return {
      ...{ ...chair, label: 'Decide what becomes of what people said of the draft' },
      ...{ from: null, dueOn, screen: 'checking' },
    };
  const isOver = isChecked(meeting, today);
  return {
    ...chair,
    label: isOver ? 'Agree the minutes' : 'Agree the minutes once the draft is checked',
    from: isOver || dueOn === null ? null : addDays(dueOn, 1),
    ...{ dueOn: null, screen: 'checking' },
  };
};

/** What the meeting itself waits for, from convening it to the last copy of its minutes; null when nothing does. */
const meetingStep = (
  duties: readonly PlannedDuty[],
  record: CaseRecord,
  today: PlainDate,
): NextStep | null => {
  const { meeting } = record;
  const toDo = duties.filter(({ standing }) => standing.is === 'open');
  if (meeting === null) {
    const invite = toDo.find(({ asks }) => 'invite' in asks || 'chair' in asks || 'meeting' in asks);
    const held = duties.find(({ asks }) => 'meeting' in asks);
    if (invite === undefined || held === undefined || held.standing.is === 'not-needed') return null;
    const step = stepOf(invite, 'convene', 'Convene the meeting');
    return { ...step, from: held.window?.from ?? null, dueOn: step.dueOn ?? held.window?.to ?? null };
  }
  const gone = hasLeft(meeting.chair, today);
  if (meeting.status === 'convened' && hasLeft(meeting.chair, meeting.heldOn))
    return anotherChair(record, meeting, today);
  const asked = duties.find(({ asks }) => 'meeting' in asks);
  if (asked !== undefined && meeting.status === 'convened' && isOutsideWindow(asked, meeting))
    return stepOf(asked, 'convene', 'Choose a date in the window, or give the reason for another');
  const first =
    toDo.find(({ asks }) => 'invite' in asks) ??
    toDo.find(({ asks }) => 'record' in asks) ??
    toDo.find(({ asks }) => 'agenda' in asks);
  if (first !== undefined && meeting.status === 'convened') {
    const [dueOn = meeting.heldOn] = [first.window?.to ?? meeting.heldOn, meeting.heldOn].toSorted();
    const screen = 'invite' in first.asks ? 'plan' : 'record' in first.asks ? 'views' : 'agenda';
    return { ...stepOf(first, screen), dueOn };
  }
  const chair = {
    by: 'chair' as const,
    holders: gone ? [] : holdersOf(record, 'chair').map(({ name }) => name),
  };
  if (meeting.minutesStatus === 'draft')
    return meeting.status === 'convened'
      ? {
          ...chair,
          label: 'Hold the meeting',
          from: meeting.heldOn,
          dueOn: meeting.heldOn,
          screen: 'minutes',
        }
      : {
          ...chair,
          label: `Finish and agree the minutes${gone ? ` for ${meeting.chair.name}, who has left` : ''}`,
          from: null,
          dueOn: minutesDueOn(duties, meeting),
          screen: 'minutes',
        };
  if (meeting.minutesStatus === 'being-checked') return checkStep(meeting, chair, today);
  if (
    meeting.copies.released + meeting.copies.held <
    meeting.invitations.filter(({ status }) => status === 'invited').length
  )
    return {
      label: 'Release each person’s copy of the minutes',
      by: 'releaser',
      holders: ['anyone on the case who did not write the minutes'],
      from: null,
      dueOn: minutesDueOn(duties, meeting),
      screen: 'copies',
    };
  return null;
};

/** What a placement at risk waits for once the meeting was held, or was not needed: how it went on. */
const outcomeStep = (duties: readonly PlannedDuty[], record: CaseRecord): NextStep | null => {
  const held = duties.find(({ asks }) => 'meeting' in asks);
  if (record.stage !== 'at-risk' || record.outcome !== null || held === undefined) return null;
  return held.standing.is === 'done' || held.standing.is === 'not-needed'
    ? { ...stepOf(held, 'outcome', 'Record whether the placement continues'), from: null, dueOn: null }
    : null;
};

/** The duties that are still open, without those of a meeting that there is not going to be. */
const stillOpen = (duties: readonly PlannedDuty[], record: CaseRecord): readonly PlannedDuty[] => {
  const held = duties.find(({ asks }) => 'meeting' in asks);
  const noMeeting = record.meeting === null && (held === undefined || held.standing.is === 'not-needed');
  return duties.filter((duty) => duty.standing.is === 'open' && !(noMeeting && needsMeeting(duty)));
};

const restStep = (open: readonly PlannedDuty[]): NextStep | null => {
  const first = open.find(({ duty }) => duty !== 'consider') ?? open[0];
  return first === undefined ? null : stepOf(first, 'plan');
};

/** The first to fall due of what is owed beside the meeting and its decision: telling people, papers, reports, drafts. */
const earliestBeside = (open: readonly PlannedDuty[]): PlannedDuty | undefined =>
  open
    .filter(
      ({ duty, asks, paused }) => duty !== 'consider' && isShownByStatement(asks) && paused === undefined,
    )
    .filter(({ window }) => window !== undefined)
    .toSorted((a, b) => ((a.window?.to ?? '') < (b.window?.to ?? '') ? -1 : 1))[0];

/**
 * The one thing to do next on a case; null when nothing is left, or the case is closed. That is the next step towards the
 * meeting and its minutes, or then the first of the rest, unless something else the procedure says must or should be done
 * is due before it. A step without a day of its own only waits for what is overdue or due soon.
 */
export const nextStep = (
  duties: readonly PlannedDuty[],
  record: CaseRecord,
  today: PlainDate,
): NextStep | null => {
  // What a meeting agreed is written up and circulated though the case is closed.
  if (record.status === 'closed')
    return record.meeting?.status === 'held' ? meetingStep(duties, record, today) : null;
  const open = stillOpen(duties, record);
  const step =
    decisionStep(duties, record) ??
    meetingStep(duties, record, today) ??
    outcomeStep(duties, record) ??
    reviewStep(duties, record) ??
    restStep(open);
  const beside = earliestBeside(open);
  if (step === null || beside?.window === undefined) return step;
  const isFirst =
    step.dueOn === null ? beside.window.to <= addDays(today, DAYS_SOON) : beside.window.to < step.dueOn;
  return isFirst ? stepOf(beside, 'plan') : step;
};
