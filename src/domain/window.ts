import { addDays, addPeriod, daysBetween, nextWorkingDay, type Period, type PlainDate } from './dates.ts';
import type { DateFact, Facts, Pause } from './facts.ts';
import type { WindowRule } from './procedure.ts';

/** Which days are worked in England and Wales, and what today is. */
export type Calendar = {
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
  /** The last day up to which the bank holidays are known; without it all of them are. */
  readonly knownUntil?: PlainDate;
  readonly today: PlainDate;
};

/** The days on which something may be done, both ends included. Without `from` there is no earliest day. */
export type Window = { readonly from?: PlainDate; readonly to: PlainDate };

/** From which day a window was counted, in which direction, and how many days of pauses it leaves out. */
export type Counted = {
  readonly from: DateFact;
  readonly on: PlainDate;
  readonly direction: 'after' | 'before';
  readonly pausedDays: number;
  /** Its working days run past this one, after which the bank holidays are not known yet. */
  readonly uncertainAfter?: PlainDate;
};

/** Where a window lies; while the day it is counted from is not known, what it waits for. */
export type Placed =
  | { readonly window: Window; readonly counted: Counted; readonly paused?: Pause }
  | { readonly awaits: DateFact };

/** A pause with both its ends. */
type Stop = { readonly from: PlainDate; readonly until: PlainDate };

/** How many days from `anchor` on are stopped by what began up to `end`. `stops` are in order of their beginning. */
const stoppedDays = (stops: readonly Stop[], anchor: PlainDate, end: PlainDate): number => {
  let stopped = 0;
  let seen = anchor;
  for (const { from, until } of stops) {
    const days = Math.min(daysBetween(from, until), daysBetween(seen, until));
    if (from > end || days <= 0) continue;
    stopped += days;
    seen = until;
  }
  return stopped;
};

/** The day that many days later than `end` as were stopped since `anchor`, those that the move itself reaches too. */
const movedBy = (stops: readonly Stop[], anchor: PlainDate, end: PlainDate, days = 0): PlainDate => {
  const moved = days === 0 ? end : addDays(end, days);
  const stopped = stoppedDays(stops, anchor, moved);
  return stopped === days ? moved : movedBy(stops, anchor, end, stopped);
};

/** The day after which working days were counted without knowing the bank holidays; undefined when there is none. */
const uncertainAfter = (
  { from, to }: WindowRule,
  days: readonly PlainDate[],
  { knownUntil }: Calendar,
): PlainDate | undefined => {
  const countsWorkingDays = [from, to].some((period) => period !== undefined && 'working-days' in period);
  return knownUntil !== undefined && countsWorkingDays && days.some((day) => day > knownUntil)
    ? knownUntil
    : undefined;
};

/** The first day from `day` on that is not stopped. `stops` are in order of their beginning. */
const resumedOn = (stops: readonly Stop[], day: PlainDate): PlainDate =>
  stops.reduce((open, { from, until }) => (from <= open && open < until ? until : open), day);

const countForward = (
  anchor: PlainDate,
  period: Period,
  stops: readonly Stop[],
  { bankHolidays }: Calendar,
) => {
  const nextCounted = (day: PlainDate): PlainDate => {
    const next = nextWorkingDay(day, 1, bankHolidays);
    const open = resumedOn(stops, next);
    return open === next ? next : nextCounted(addDays(open, -1));
  };
  const end = addPeriod(anchor, period, 1, nextCounted);
  return 'working-days' in period ? end : movedBy(stops, anchor, end);
};

/**
 * Where a rule's window lies. Days a pause takes are not counted: an end in calendar time moves later by as many as lie
 * between the day it is counted from and itself, and working days go on when the pause is over. A pause that goes on
 * still has lasted until today. Time before a day is not paused. `paused` is why the window's time stands still today.
 */
export const placeWindow = (rule: WindowRule, facts: Facts, calendar: Calendar): Placed => {
  const direction = 'after' in rule ? 'after' : 'before';
  const countedFrom = 'after' in rule ? rule.after : rule.before;
  const anchor = facts[countedFrom];
  if (anchor === undefined) return { awaits: countedFrom };
  const { bankHolidays, today } = calendar;
  const pauses =
    'after' in rule ? (facts.pauses ?? []).filter(({ reason }) => rule['paused-by']?.includes(reason)) : [];
  const stops = pauses
    .map(({ from, until = today }) => ({ from, until }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const place = (period: Period): PlainDate =>
    'after' in rule
      ? countForward(anchor, period, stops, calendar)
      : addPeriod(anchor, period, -1, (day) => nextWorkingDay(day, -1, bankHolidays));
  const to = place(rule.to);
  // Ends in different units can cross, over Christmas or a pause of a weekend: then the last day stands.
  const [from] = rule.from === undefined ? [] : [place(rule.from), to].sort();
  const paused = pauses.find(
    (pause) => pause.from <= today && (pause.until === undefined || today < pause.until) && pause.from <= to,
  );
  const unknownAfter = uncertainAfter(rule, [anchor, to], calendar);
  const counted: Counted = {
    from: countedFrom,
    on: anchor,
    direction,
    pausedDays: stoppedDays(stops, anchor, to),
    ...(unknownAfter && { uncertainAfter: unknownAfter }),
  };
  return { window: { ...(from && { from }), to }, counted, ...(paused && { paused }) };
};
