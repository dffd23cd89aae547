import { timeInLondon, timeInWords } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** How long a case stays open to somebody who is not on it. */
export const HOURS_OPEN = 4;

/** A few words are no reason: whoever reviews it has to understand it without asking. */
const SHORTEST_REASON = 15;

/** Checks that somebody may try to open a case that is not theirs: by its reference, with a reason, for four hours. */
export const breakGlass = (
  proposal: { readonly reference: string; readonly reason: string },
  now: Date,
): Result<{ readonly reference: string; readonly reason: string; readonly until: Date }> => {
  const { reference, reason } = proposal;
  const problems: Problem[] = [];
  if (reference === '')
    problems.push({
      field: 'reference',
      message: 'Enter the reference of the case, such as Walnut-71514653',
    });
  if (reason.length < SHORTEST_REASON)
    problems.push({
      field: 'reason',
      message: 'Enter why you need to open it, so that somebody who was not there understands it',
    });
  if (problems.length > 0) return refused(problems);
  return allowed({ reference, reason, until: new Date(now.getTime() + HOURS_OPEN * 3_600_000) });
};

/** The same words whether there is no such case, it is another council's, or it is restricted. */
export const nothingToOpen: Problem = {
  field: 'reference',
  message: 'There is no case with this reference that you can open. Check it, or ask the manager of the case',
};

/** How many references somebody may try in an hour that open nothing: a number misheard, and not a search. */
const MISSES_AN_HOUR = 5;
const HOUR = 3_600_000;

/** Since when the references somebody tried count against them. */
export const missesCountSince = (now: Date): Date => new Date(now.getTime() - HOUR);

/** Why somebody has to wait before they try another reference; undefined while they need not. */
export const whyToWait = (
  misses: readonly Date[],
): { readonly until: Date; readonly problem: Problem } | undefined => {
  const first = misses.at(-MISSES_AN_HOUR);
  if (first === undefined) return undefined;
  // The page names a minute: by then the hour is over.
  const until = new Date(Math.ceil((first.getTime() + HOUR) / 60_000) * 60_000);
  const message = `You have tried ${MISSES_AN_HOUR} references in an hour that opened nothing. Try again at ${timeInWords(timeInLondon(until))}`;
  return { until, problem: { field: 'reference', message } };
};
