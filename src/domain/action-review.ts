import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Result, refused } from './result.ts';

/** Checks the day of a child's next review: a day from today on. Answers it, or what is wrong with it. */
export const planReview = (day: PlainDate | null, today: PlainDate): Result<PlainDate> => {
  if (day === null) return refused([{ field: 'reviewOn', message: 'Enter the date of the next review' }]);
  return day < today
    ? refused([{ field: 'reviewOn', message: `The date must be on or after ${inWords(today)}` }])
    : allowed(day);
};
