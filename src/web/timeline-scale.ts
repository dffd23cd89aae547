import { addDays, daysBetween, inWords, type PlainDate } from '../domain/dates.ts';

/** Days from left to right. */
export type Scale = {
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly days: number;
  /** Days left free on both sides. */
  readonly room: number;
};

/** From the first of some days to the last, in whatever order they come. */
export const scaleOf = (days: readonly PlainDate[]): Scale => {
  const inOrder = [...days].sort();
  const [first = '', last = first] = [inOrder[0], inOrder.at(-1)];
  const between = daysBetween(first, last) + 1;
  return { first, last, days: between, room: Math.ceil(between / 25) };
};

/** How far across, in per cent, a day begins, or a part of a day later. */
export const at = ({ first, days, room }: Scale, date: PlainDate, later = 0): number =>
  Math.round(((daysBetween(first, date) + room + later) / (days + 2 * room)) * 10_000) / 100;

/** "1 Mar 2026". */
export const inShort = (date: PlainDate): string => {
  const [day, month = '', year] = inWords(date).split(' ');
  return `${day} ${month.slice(0, 3)} ${year}`;
};

/** A day to read the others by. */
export type Tick = { readonly on: PlainDate; readonly label: string };
/** On the narrowest screen there is no room for the words of more. */
const MOST_TICKS = 4;

/** Days to read the others by: so many days apart from the first, or the first days of months when the time is long. */
export const ticksOf = ({ first, last, days }: Scale): readonly Tick[] => {
  const step = [1, 2, 7, 14].find((each) => days / each <= MOST_TICKS);
  if (step !== undefined)
    return Array.from({ length: Math.ceil(days / step) }, (_, index) =>
      dayTick(addDays(first, index * step)),
    );
  // Counted from the year 0, so that every third month begins a quarter and every twelfth a year.
  const [from, to] = [first, last].map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)));
  const months = Array.from({ length: Number(to) - Number(from) }, (_, index) => Number(from) + index);
  const apart = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((each) => months.length / each <= MOST_TICKS) ?? 600;
  return months
    .filter((month) => month % apart === 0)
    .map((month) => (apart < 12 ? dayTick(firstOf(month)) : yearTick(firstOf(month))));
};

const firstOf = (month: number): PlainDate =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
const dayTick = (on: PlainDate): Tick => ({ on, label: inShort(on).slice(0, -' 2026'.length) });
const yearTick = (on: PlainDate): Tick => ({ on, label: on.slice(0, 4) });
