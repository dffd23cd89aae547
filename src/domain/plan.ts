import { type CaseRecord, holdersOf } from './case.ts';
import { factsOf } from './case-facts.ts';
import { addDays, type PlainDate } from './dates.ts';
import { dutiesFor, meetingWindow } from './duty.ts';
import { DAYS_SOON, type NextStep, nextStep } from './next-step.ts';
import type { Procedure } from './procedure.ts';
import { type PlannedDuty, standingOf } from './standing.ts';
import type { Calendar, Window } from './window.ts';

export type Plan = {
  readonly duties: readonly PlannedDuty[];
  readonly window: Window | undefined;
  readonly next: NextStep | null;
};

/** A disruption in somebody's list of what needs doing. */
export type Waiting = Pick<CaseRecord, 'id' | 'reference' | 'brokeDownOn' | 'stage'> & {
  readonly children: readonly { readonly givenName: string; readonly familyName: string }[];
  readonly next: NextStep | null;
  /** How many people a message waits for, that no machine can send. */
  readonly notReached: number;
  /** By when the first of what is to be told or arranged is, of what nobody has answered; null where none has a day. */
  readonly arrangementsDueOn: PlainDate | null;
  /** How many children’s own pages a message could not be sent to. */
  readonly pagesNotReached: number;
};

/** An action somebody still has to do. */
export type OwnAction = {
  readonly id: string;
  readonly disruptionId: string;
  readonly reference: string;
  readonly what: string;
  readonly dueOn: PlainDate;
};

/** What the procedure asks in this case, how far each duty has come, and the one thing to do next. */
export const planFor = (procedure: Procedure, record: CaseRecord, calendar: Calendar): Plan => {
  const duties = dutiesFor(procedure, factsOf(record.placement, record), calendar).map((duty) => ({
    ...duty,
    standing: standingOf(duty, record),
    holders: holdersOf(record, duty.by).map(({ name }) => name),
  }));
  const next = nextStep(duties, record, calendar.today);
  const paused = record.pauses.find(({ until }) => until === undefined);
  return {
    duties,
    window: meetingWindow(duties),
    // Days go on where the procedure does not stop them. What has no days waits as long as the case is paused.
    next: next === null || paused === undefined || next.dueOn !== null ? next : { ...next, paused },
  };
};

/** How pressing a date is today: past it, within a week, or later. A duty without a date is never late. */
export const urgencyOf = (
  dueOn: PlainDate | null,
  today: PlainDate,
): 'overdue' | 'soon' | 'later' | 'undated' => {
  if (dueOn === null) return 'undated';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, DAYS_SOON) ? 'soon' : 'later';
};

/** How a duty is shown today: met or arranged, not needed, or owed and how pressing that is. */
export type DutyState = 'met' | 'arranged' | 'not-needed' | 'paused' | 'overdue' | 'soon' | 'due';

export const dutyState = ({ standing, paused, window }: PlannedDuty, today: PlainDate): DutyState => {
  if (standing.is === 'done') return 'met';
  if (standing.is !== 'open') return standing.is;
  if (paused !== undefined) return 'paused';
  const urgency = urgencyOf(window?.to ?? null, today);
  return urgency === 'overdue' || urgency === 'soon' ? urgency : 'due';
};
