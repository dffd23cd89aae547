import { isManager } from './access.ts';
import type { PlainDate } from './dates.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { type PlannedDuty, takesManager } from './standing.ts';

/** Checks a person's word that a duty was done: on a day between the ending and today, and what was done. */
export const stateDutyDone = (
  statement: { readonly doneOn: PlainDate | null; readonly note: string },
  facts: { readonly duty: PlannedDuty; readonly brokeDownOn: PlainDate; readonly today: PlainDate },
): Result<{ readonly doneOn: PlainDate; readonly note: string }> => {
  const { doneOn, note } = statement;
  if (facts.duty.standing.is === 'done') return refused([{ field: '', message: 'This is already done' }]);
  const day = { ...sinceCase(facts), today: facts.today, missing: 'Enter the date it was done' };
  const problems: Problem[] = [...pastDayProblems('doneOn', doneOn, day)];
  if (note === '') problems.push({ field: 'note', message: 'Enter what was done and where it is recorded' });
  return problems.length > 0 || doneOn === null ? refused(problems) : allowed({ doneOn, note });
};

/**
 * Why somebody, in their capacities on the case, cannot decide that a duty is not needed; undefined when they can. Some
 * take a manager (see `takesManager`).
 */
export const whyNeeded = (duty: PlannedDuty, capacities: readonly string[]): string | undefined => {
  const { asks, standing } = duty;
  if (standing.is === 'done') return 'This is already done';
  if (standing.is === 'not-needed') return 'It is already decided that this is not needed';
  // An ending comes to a meeting, a decision with its reasons, or a visible wait: never to nothing.
  if ('decision' in asks)
    return 'Decide whether to hold a meeting instead: a decision not to is a record too';
  if ('meeting' in asks && standing.is === 'arranged')
    return 'A meeting is convened. Cancel it first, so that those invited are told';
  if (isManager(capacities) || !takesManager(duty)) return undefined;
  return duty.duty === 'must'
    ? 'Your procedure says this must be done. Only a manager on the case can decide that it is not needed'
    : 'Only a manager on the case can decide that this is not needed';
};

/** Checks a decision that a duty is not needed in this case: by somebody who can decide it, and with a reason. */
export const decideNotNeeded = (
  reason: string,
  facts: { readonly duty: PlannedDuty; readonly capacities: readonly string[] },
): Result<{ readonly reason: string }> => {
  const needed = whyNeeded(facts.duty, facts.capacities);
  if (needed !== undefined) return refused([{ field: '', message: needed }]);
  return reason === ''
    ? refused([{ field: 'reason', message: 'Enter why it is not needed in this case' }])
    : allowed({ reason });
};
