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

/** The date `days` calendar days after (or, when negative, before) `date`. */
export const addDays = (date: PlainDate, days: number): PlainDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Calendar days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

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

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
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
  const day = Temporal.PlainDate.from(date);
  return `${day.day} ${months[day.month - 1]} ${day.year}`;
};

/** "Sunday 29 March 2026". */
export const inWordsWithWeekday = (date: PlainDate): string => `${weekdayOf(date)} ${inWords(date)}`;

/** "10am", "2:30pm". */
export const timeInWords = (time: PlainTime): string => {
  const { hour, minute } = Temporal.PlainTime.from(time);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
};

/** "today", "tomorrow", "in 9 days", "3 days ago": how far `date` is from `today`. */
export const fromToday = (date: PlainDate, today: PlainDate): string => {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
};

const weekdayOf = (date: PlainDate): (typeof weekdays)[number] =>
  weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'Monday';

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
