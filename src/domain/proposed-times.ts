import type { CaseRecord, Staff } from './case.ts';
import { notAWorkingDay, type PlainDate, type PlainTime } from './dates.ts';
import { type Invitee, runningTheMeeting } from './invitation.ts';
import { dayProblems, whyNoMeeting } from './meeting.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';
import type { Calendar } from './window.ts';

/** How many times can be proposed at once. */
export const TIMES_AT_MOST = 5;

export type TimesProposal = {
  /** As typed, a row each. */
  readonly times: readonly {
    readonly row: number;
    readonly heldOn: PlainDate;
    readonly startsAt: PlainTime;
  }[];
  /** The sources of those who are asked, besides the chair and the child’s social worker. */
  readonly people: readonly string[];
  readonly outsideWindowReason: string;
  readonly dayConfirmed: boolean;
};

/** The field of a row's day, and of its time. */
export const timeFields = (row: number) => ({
  heldOn: `time-${row}-heldOn`,
  startsAt: `time-${row}-startsAt`,
});

const momentOf = ({
  heldOn,
  startsAt,
}: {
  readonly heldOn: PlainDate;
  readonly startsAt: PlainTime;
}): string => `${heldOn}T${startsAt}`;

const timeProblems = (
  proposal: TimesProposal,
  facts: {
    readonly duties: readonly PlannedDuty[];
    readonly calendar: Calendar;
    readonly timeNow: PlainTime;
  },
): readonly Problem[] => {
  const { times } = proposal;
  const now = `${facts.calendar.today}T${facts.timeNow}`;
  const seen = new Set<string>();
  const problems: readonly Problem[] = times.flatMap((time): readonly Problem[] => {
    const fields = timeFields(time.row);
    const moment = momentOf(time);
    if (moment <= now) return [{ field: fields.heldOn, message: 'The time must still be to come' }];
    if (seen.has(moment)) return [{ field: fields.startsAt, message: 'This time is proposed twice' }];
    seen.add(moment);
    return dayProblems({ ...proposal, heldOn: time.heldOn }, facts);
  });
  return problems;
};

/** What is asked of whom, as it will stand. */
export type TimesAskedOf = {
  readonly chair: Staff;
  readonly times: readonly { readonly heldOn: PlainDate; readonly startsAt: PlainTime }[];
  readonly outsideWindowReason: string;
  readonly people: readonly Invitee[];
};

/**
 * Checks times that are proposed for a meeting (DC-1b, DC-2a): up to five, each still to come, once, and inside the window or
 * with a reason, on working days or as confirmed; a chair, and whom else to ask. The earliest is first.
 */
export const proposeTimes = (
  proposal: TimesProposal,
  facts: {
    readonly record: Pick<CaseRecord, 'placement' | 'meeting'>;
    readonly duties: readonly PlannedDuty[];
    readonly calendar: Calendar;
    readonly timeNow: PlainTime;
    readonly chair: Staff | null;
    /** Everybody who could be asked. */
    readonly could: readonly Invitee[];
  },
): Result<TimesAskedOf> => {
  const { record, duties, chair, could } = facts;
  const none =
    record.meeting === null ? whyNoMeeting(duties) : 'A meeting is arranged. Change it, or cancel it first';
  if (none !== null) return refused([{ field: '', message: none }]);
  const problems: Problem[] = [...timeProblems(proposal, facts)];
  if (proposal.times.length === 0)
    problems.push({ field: timeFields(0).heldOn, message: 'Enter at least one time' });
  if (chair === null)
    problems.push({ field: 'chairId', message: 'Choose who is to chair, so that they are asked' });
  const people = could.filter(({ source }) => proposal.people.includes(source));
  if (people.length === 0) problems.push({ field: 'people', message: 'Choose whom to ask' });
  if (problems.length > 0 || chair === null) return refused(problems);
  const running = runningTheMeeting(record, chair, null);
  const runs = new Set(running.map(({ source }) => source));
  return allowed({
    chair,
    times: proposal.times
      .map(({ heldOn, startsAt }) => ({ heldOn, startsAt }))
      .toSorted((a, b) => momentOf(a).localeCompare(momentOf(b))),
    outsideWindowReason: proposal.outsideWindowReason,
    people: [...people.filter(({ source }) => !runs.has(source)), ...running],
  });
};

/** Whether a day that is taken has to be confirmed, as it was when it was proposed. */
export const isDayOff = (heldOn: PlainDate, { bankHolidays }: Pick<Calendar, 'bankHolidays'>): boolean =>
  notAWorkingDay(heldOn, bankHolidays) !== null;

/** What changes when other times, or other people, take the place of those there were. */
export const timesChanged = <T extends { readonly heldOn: PlainDate; readonly startsAt: PlainTime }>(
  before: readonly T[],
  after: readonly { readonly heldOn: PlainDate; readonly startsAt: PlainTime }[],
): { readonly takenBack: readonly T[]; readonly added: TimesAskedOf['times'] } => {
  const [old, now] = [before, after].map((times) => new Set(times.map(momentOf)));
  return {
    takenBack: before.filter((time) => !now?.has(momentOf(time))),
    added: after.filter((time) => !old?.has(momentOf(time))),
  };
};
