import { Temporal } from 'temporal-polyfill';

/** A date of practice, `YYYY-MM-DD`, with no time and no zone. */
export type PlainDate = string;
/** A time of day in London, `HH:MM`. */
export type PlainTime = string;

const LONDON = 'Europe/London';

export const isPlainDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
};

/** A length of time in exactly one unit, as procedures give it. Working days are those of England and Wales. */
export type Period =
  | { readonly days: number }
  | { readonly 'working-days': number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };
/** Towards later days, or towards earlier ones. */
type Direction = 1 | -1;

// Days are counted at midnight in UTC, which has no clock changes: six times as fast as Temporal, and tested against it.
const DAY = 86_400_000;
const plainDate = (midnight: Date): PlainDate => midnight.toISOString().slice(0, -'T00:00:00.000Z'.length);

/** The date `days` calendar days after (or, when negative, before) `date`. */
export const addDays = (date: PlainDate, days: number): PlainDate =>
  plainDate(new Date(Date.parse(date) + days * DAY));

/** Calendar days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  (Date.parse(to) - Date.parse(from)) / DAY;

const addMonths = (date: PlainDate, months: number): PlainDate => {
  const day = new Date(date);
  const wanted = day.getUTCDate();
  day.setUTCMonth(day.getUTCMonth() + months);
  // A month without that day has run over into the next.
  if (day.getUTCDate() !== wanted) day.setUTCDate(0);
  return plainDate(day);
};

/** The first working day after `date`, or before it; `date` itself never. */
export const nextWorkingDay = (
  date: PlainDate,
  direction: Direction = 1,
  bankHolidays: ReadonlyMap<PlainDate, string> = new Map(),
): PlainDate => {
  let day = addDays(date, direction);
  while (notAWorkingDay(day, bankHolidays) !== null) day = addDays(day, direction);
  return day;
};

const addWorkingDays = (date: PlainDate, days: number, direction: Direction, next: typeof nextWorkingDay) => {
  let day = days === 0 ? addDays(date, -direction) : date;
  for (let left = Math.max(days, 1); left > 0; left -= 1) day = next(day, direction);
  return day;
};

/**
 * The date a period after `date`, or before it. A month or year that has no such day gives its last: 31 January and one
 * month is the end of February. `date` is working day 0, and `next` says which is the next (Monday to Friday, unless
 * given); no working days at all is `date` itself or, when nobody works then, the next.
 */
export const addPeriod = (
  date: PlainDate,
  period: Period,
  direction: Direction = 1,
  next = nextWorkingDay,
): PlainDate => {
  if ('days' in period) return addDays(date, direction * period.days);
  if ('weeks' in period) return addDays(date, direction * period.weeks * 7);
  if ('months' in period) return addMonths(date, direction * period.months);
  if ('years' in period) return addMonths(date, direction * period.years * 12);
  return addWorkingDays(date, period['working-days'], direction, next);
};

/** The date in London at an instant; a day ends at midnight there, also in summer. */
export const dateInLondon = (instant: Date): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(LONDON)
    .toPlainDate()
    .toString();

/** The time of day in London at an instant. */
export const timeInLondon = (instant: Date): PlainTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(LONDON)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** The instant at which it is `time` on `date` in London. */
export const instantInLondon = (date: PlainDate, time: PlainTime): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(LONDON).epochMilliseconds);

/** Whole years from birth to a date, as a person counts birthdays. */
export const ageOn = (bornOn: PlainDate, on: PlainDate): number =>
  Temporal.PlainDate.from(bornOn).until(Temporal.PlainDate.from(on), { largestUnit: 'years' }).years;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "29 March 2026". */
export const inWords = (date: PlainDate): string => {
  const day = new Date(date);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
};

/** "Sunday 29 March 2026". */
export const inWordsWithWeekday = (date: PlainDate): string => `${weekdayOf(date)} ${inWords(date)}`;

/** The time of day so many minutes later; past midnight it begins again. */
export const addMinutes = (time: PlainTime, minutes: number): PlainTime =>
  Temporal.PlainTime.from(time).add({ minutes }).toString({ smallestUnit: 'minute' });

/** "10am", "2:30pm". */
export const timeInWords = (time: PlainTime): string => {
  const { hour, minute } = Temporal.PlainTime.from(time);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
};

/** An instant as London has it: "10 March 2026 at 10am". */
export const instantInWords = (instant: Date): string =>
  `${inWords(dateInLondon(instant))} at ${timeInWords(timeInLondon(instant))}`;

/** "today", "tomorrow", "in 9 days", "3 days ago": how far `date` is from `today`. */
export const fromToday = (date: PlainDate, today: PlainDate): string => {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
};

export const weekdayOf = (date: PlainDate): (typeof weekdays)[number] =>
  weekdays[new Date(date).getUTCDay()] ?? 'Monday';

/** Why an ordinary meeting would not be held that day ("a Sunday", "Good Friday"), or null for a working day. */
export const notAWorkingDay = (
  date: PlainDate,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): string | null => {
  const holiday = bankHolidays.get(date);
  if (holiday !== undefined) return `a bank holiday (${holiday})`;
  const weekday = weekdayOf(date);
  return weekday === 'Saturday' || weekday === 'Sunday' ? `a ${weekday}` : null;
};
