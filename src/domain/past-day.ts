import { inWords, type PlainDate } from './dates.ts';
import type { Problem } from './result.ts';

/** Within what a day has to lie: on or after `since`, which is explained in words, and not after today. */
type PastDay = {
  readonly since: PlainDate;
  readonly which: string;
  readonly today: PlainDate;
  readonly missing?: string;
};

/** What is wrong with the day on which something happened: none was given, it is still to come, or it is too early. */
export const pastDayProblems = (
  field: string,
  day: PlainDate | null,
  { since, which, today, missing = 'Enter the date' }: PastDay,
): readonly Problem[] => {
  if (day === null) return [{ field, message: missing }];
  if (day > today) return [{ field, message: 'The date must be today or in the past' }];
  return day < since ? [{ field, message: `The date must be on or after ${inWords(since)}, ${which}` }] : [];
};

/** The first day on which anything can have been done in a case. */
export const sinceCase = (record: { readonly brokeDownOn: PlainDate }) => ({
  since: record.brokeDownOn,
  which: 'the day this case counts from',
});
