import { type CaseRecord, factsOf, holdersOf } from './case.ts';
import { addDays, inWords, inWordsWithWeekday, type PlainDate, timeInWords } from './dates.ts';
import { type Duty, dutiesFor, meetingWindow, type Window } from './duty.ts';
import type { Capacity, Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { asksInWords } from './words.ts';

/** Where a duty stands: done with its evidence, arranged, or still to do. */
export type Standing =
  | { readonly is: 'done'; readonly evidence: string }
  | { readonly is: 'arranged'; readonly evidence: string }
  | { readonly is: 'open' };

export type PlannedDuty = Duty & {
  readonly standing: Standing;
  readonly holders: readonly string[];
};

/** The one thing to do next on a case, for the person who has it. */
export type NextStep = {
  readonly label: string;
  readonly by: Capacity | 'releaser';
  readonly holders: readonly string[];
  /** The day it can first be done, when there is one. */
  readonly from: PlainDate | null;
  /** The last day; null when the procedure names none. */
  readonly dueOn: PlainDate | null;
  readonly screen: 'convene' | 'views' | 'minutes' | 'copies' | 'plan';
};

export type Plan = {
  readonly duties: readonly PlannedDuty[];
  readonly window: Window | undefined;
  readonly next: NextStep | null;
};

/** A disruption in somebody's list of what needs doing. */
export type Waiting = {
  readonly id: string;
  readonly reference: string;
  readonly children: readonly { readonly givenName: string; readonly familyName: string }[];
  readonly brokeDownOn: PlainDate;
  readonly next: NextStep | null;
};

/** An action somebody still has to do. */
export type OwnAction = {
  readonly id: string;
  readonly disruptionId: string;
  readonly reference: string;
  readonly what: string;
  readonly dueOn: PlainDate;
};

const standingOf = (duty: Duty, record: CaseRecord): Standing => {
  const { meeting } = record;
  const statement = record.statements.find(({ ruleId }) => ruleId === duty.rule);
  if (statement !== undefined)
    return {
      is: 'done',
      evidence: `${statement.note} (${statement.statedBy}, ${inWordsWithWeekday(statement.doneOn)})`,
    };
  const { asks } = duty;
  if ('meeting' in asks || 'agenda' in asks) {
    if (meeting === null) return { is: 'open' };
    const when = inWordsWithWeekday(meeting.heldOn);
    return meeting.status === 'held'
      ? { is: 'done', evidence: `Held on ${when}` }
      : { is: 'arranged', evidence: `Convened for ${when} at ${timeInWords(meeting.startsAt)}` };
  }
  if ('chair' in asks)
    return meeting === null ? { is: 'open' } : { is: 'done', evidence: `${meeting.chair.name} chairs` };
  if ('invite' in asks) {
    if (meeting === null) return { is: 'open' };
    const invited = meeting.invitations.filter(({ status }) => status === 'invited').length;
    const left = meeting.leftOut.length;
    return {
      is: 'done',
      evidence: `${invited} invited${left === 0 ? '' : `, ${left} left out with a reason`}`,
    };
  }
  if ('record' in asks) {
    const heard = record.placement.children.filter(({ id }) =>
      record.views.some(({ childId }) => childId === id),
    );
    return heard.length === record.placement.children.length
      ? { is: 'done', evidence: 'Recorded in their words' }
      : { is: 'open' };
  }
  if ('report' in asks && meeting?.copies.panelReleasedOn)
    return {
      is: 'done',
      evidence: `Minutes released to the panel advisor on ${inWordsWithWeekday(meeting.copies.panelReleasedOn)}`,
    };
  return { is: 'open' };
};

/** After day 42 has gone by the work is still owed; the days a chair has to agree minutes are ours, not a rule's. */
const DAYS_TO_AGREE_MINUTES = 10;

const nextStep = (duties: readonly PlannedDuty[], record: CaseRecord): NextStep | null => {
  const { meeting } = record;
  const open = duties.filter(({ standing }) => standing.is === 'open');
  const step = (duty: PlannedDuty, screen: NextStep['screen']): NextStep => ({
    label: asksInWords(duty.asks),
    by: duty.by,
    holders: duty.holders,
    from: duty.window?.from ?? null,
    dueOn: duty.window?.to ?? null,
    screen,
  });
  const invite = open.find(({ asks }) => 'invite' in asks || 'chair' in asks);
  if (invite !== undefined && meeting === null) {
    const window = meetingWindow(duties);
    return { ...step(invite, 'convene'), label: 'Convene the meeting', from: window?.from ?? null };
  }
  const views = open.find(({ asks }) => 'record' in asks);
  if (views !== undefined && meeting?.status === 'convened')
    return { ...step(views, 'views'), dueOn: meeting.heldOn };
  if (meeting !== null && meeting.minutesStatus === 'draft') {
    const chair = holdersOf(record, 'chair').map(({ name }) => name);
    return meeting.status === 'convened'
      ? {
          label: 'Hold the meeting',
          by: 'chair',
          holders: chair,
          from: meeting.heldOn,
          dueOn: meeting.heldOn,
          screen: 'minutes',
        }
      : {
          label: 'Finish and agree the minutes',
          by: 'chair',
          holders: chair,
          from: null,
          dueOn: addDays(meeting.heldOn, DAYS_TO_AGREE_MINUTES),
          screen: 'minutes',
        };
  }
  if (
    meeting !== null &&
    meeting.copies.released < meeting.invitations.filter(({ status }) => status === 'invited').length
  )
    return {
      label: 'Release each person’s copy of the minutes',
      by: 'releaser',
      holders: ['anyone on the case who did not write the minutes'],
      from: null,
      dueOn: addDays(meeting.heldOn, DAYS_TO_AGREE_MINUTES),
      screen: 'copies',
    };
  const rest = open.find(({ duty }) => duty !== 'consider') ?? open[0];
  return rest === undefined ? null : step(rest, 'plan');
};

/** What the procedure asks in this case, how far each duty has come, and the one thing to do next. */
export const planFor = (procedure: Procedure, record: CaseRecord): Plan => {
  const duties = dutiesFor(procedure, factsOf(record.placement, record)).map((duty) => ({
    ...duty,
    standing: standingOf(duty, record),
    holders: holdersOf(record, duty.by).map(({ name }) => name),
  }));
  return { duties, window: meetingWindow(duties), next: nextStep(duties, record) };
};

/** Whether a person's word shows that a duty was done; the rest is shown by what the service itself has. */
export const isShownByStatement = ({ asks }: Pick<Duty, 'asks'>): boolean =>
  'report' in asks || 'follow-up' in asks;

/** Checks a person's word that a duty was done: on a day between the ending and today, and what was done. */
export const stateDutyDone = (
  statement: { readonly doneOn: PlainDate | null; readonly note: string },
  facts: { readonly duty: PlannedDuty; readonly brokeDownOn: PlainDate; readonly today: PlainDate },
): Result<{ readonly doneOn: PlainDate; readonly note: string }> => {
  const { doneOn, note } = statement;
  const problems: Problem[] = [];
  if (facts.duty.standing.is === 'done') problems.push({ field: 'note', message: 'This is already done' });
  if (doneOn === null) problems.push({ field: 'doneOn', message: 'Enter the date it was done' });
  else if (doneOn > facts.today)
    problems.push({ field: 'doneOn', message: 'The date must be today or in the past' });
  else if (doneOn < facts.brokeDownOn)
    problems.push({
      field: 'doneOn',
      message: `The date must be on or after ${inWords(facts.brokeDownOn)}, when the placement ended`,
    });
  if (note === '') problems.push({ field: 'note', message: 'Enter what was done and where it is recorded' });
  return problems.length > 0 || doneOn === null ? refused(problems) : allowed({ doneOn, note });
};

/** How pressing a date is today: past it, within a week, or later. A duty without a date is never late. */
export const urgencyOf = (
  dueOn: PlainDate | null,
  today: PlainDate,
): 'overdue' | 'soon' | 'later' | 'undated' => {
  if (dueOn === null) return 'undated';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, 7) ? 'soon' : 'later';
};
