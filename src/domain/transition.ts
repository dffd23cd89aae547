import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** One thing that is done so that a child’s move goes well (PG-6): by whom and when, and how it went. */
export type Step = {
  readonly id: string;
  readonly childId: string;
  readonly what: string;
  readonly who: string;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
  readonly howItWent: string;
};

/** Checks a step of the plan for a child’s move: what, who, and by when, today or later. */
export const planStep = (
  { what, who, dueOn }: { readonly what: string; readonly who: string; readonly dueOn: PlainDate | null },
  today: PlainDate,
): Result<Pick<Step, 'what' | 'who' | 'dueOn'>> => {
  const problems: Problem[] = [];
  if (what === '') problems.push({ field: 'what', message: 'Enter what is to be done' });
  if (who === '') problems.push({ field: 'who', message: 'Enter who will do it' });
  if (dueOn === null) problems.push({ field: 'dueOn', message: 'Enter the date it is to be done by' });
  else if (dueOn < today)
    problems.push({ field: 'dueOn', message: `The date must be on or after ${inWords(today)}` });
  return problems.length > 0 || dueOn === null ? refused(problems) : allowed({ what, who, dueOn });
};

/** A step is done once, and somebody says how it went for the child. */
export const finishStep = (
  step: Pick<Step, 'doneOn'>,
  howItWent: string,
  today: PlainDate,
): Result<{ readonly doneOn: PlainDate; readonly howItWent: string }> => {
  if (step.doneOn !== null) return refused([{ field: '', message: 'This step is already done' }]);
  return howItWent === ''
    ? refused([{ field: 'howItWent', message: 'Enter how it went for the child' }])
    : allowed({ doneOn: today, howItWent });
};
