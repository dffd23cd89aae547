import type { Factor } from './factor.ts';
import { factDefinitions, type Stage } from './facts.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** How a version of a lesson stands, in words (docs/domain.md, 9). */
export const lessonStatusInWords = {
  draft: 'Being written',
  proposed: 'Waits for the learning lead',
  'sent-back': 'Sent back',
  approved: 'Approved',
  replaced: 'Replaced by a later version',
  withdrawn: 'Withdrawn',
} as const;
export type LessonStatus = keyof typeof lessonStatusInWords;

/** What can be done with a version of a lesson, and what it is then; what is not here cannot be done. */
const steps = {
  change: { draft: 'draft', 'sent-back': 'draft', proposed: 'draft' },
  propose: { draft: 'proposed', 'sent-back': 'proposed', proposed: 'proposed' },
  approve: { proposed: 'approved' },
  'send-back': { proposed: 'sent-back' },
  replace: { approved: 'replaced' },
  withdraw: { approved: 'withdrawn', replaced: 'withdrawn' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<LessonStatus, LessonStatus>>>>>;
export type LessonStep = keyof typeof steps;
export const lessonSteps = Object.keys(steps) as readonly LessonStep[];

/** What a version is after a step; null where it cannot be taken. */
export const afterStep = (status: LessonStatus, step: LessonStep): LessonStatus | null => {
  const from: Readonly<Partial<Record<LessonStatus, LessonStatus>>> = steps[step];
  return from[status] ?? null;
};

/** What becomes of a lesson, one step at a time. */
export const lessonEventInWords = {
  written: 'Written',
  changed: 'Changed',
  proposed: 'Sent to the learning lead',
  approved: 'Approved',
  'sent-back': 'Sent back',
  withdrawn: 'Withdrawn',
  'promise-made': 'A promised change was made',
  'promise-not-made': 'A promised change was not made',
} as const;
export type LessonEventKind = keyof typeof lessonEventInWords;

/** Why words that could lead back to somebody stay, as their writer says it. */
export type LessonAnswer = {
  readonly field: string;
  readonly words: string;
  readonly why: string;
  readonly reason: string;
};

/** What a council says it will change. */
export type Promised = { readonly what: string; readonly byYear: number };

/** What a lesson says: nothing in it is finer than a year, and its themes are those that all councils share. */
export type LessonText = {
  readonly stage: Stage;
  readonly factors: readonly string[];
  readonly title: string;
  readonly words: string;
  readonly recommends: string;
  readonly toWhom: string;
  readonly promised: readonly Promised[];
};

/** A version of a lesson. */
export type Lesson = LessonText & {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  readonly status: LessonStatus;
  readonly year: number;
};

/** What a form about a lesson says. */
export type TypedLesson = {
  readonly stage: string;
  readonly factors: readonly string[];
  readonly title: string;
  readonly words: string;
  readonly recommends: string;
  readonly toWhom: string;
  readonly promised: readonly { readonly what: string; readonly byYear: string }[];
};

const stages: Readonly<Record<Stage, string>> = factDefinitions.stage.values;
const isStage = (text: string): text is Stage => Object.hasOwn(stages, text);
export const lessonStages = Object.entries(stages) as readonly (readonly [Stage, string])[];

/** The longest that each part of a lesson may be. */
export const lessonLimits = {
  title: 120,
  words: 3_000,
  recommends: 1_500,
  toWhom: 200,
  promise: 300,
} as const;

const missing = {
  title: 'Give it a title',
  words: 'Say what was learnt',
  recommends: 'Say what is recommended',
  toWhom: 'Say to whom',
} as const;
const fields = Object.keys(missing) as readonly (keyof typeof missing)[];

const promiseProblems = ({ promised }: TypedLesson, thisYear: number): readonly Problem[] =>
  promised.flatMap(({ what, byYear }, row) => {
    const year = Number(byYear);
    return [
      ...(what === '' ? [{ field: `promise-${row}-what`, message: 'Say what will change' }] : []),
      ...(what.length > lessonLimits.promise
        ? [{ field: `promise-${row}-what`, message: `Shorten it to ${lessonLimits.promise} characters` }]
        : []),
      ...(Number.isInteger(year) && year >= thisYear && year <= thisYear + 5
        ? []
        : [
            {
              field: `promise-${row}-year`,
              message: `Enter a year from ${thisYear} to ${thisYear + 5}`,
            },
          ]),
    ];
  });

/**
 * Checks what somebody typed as a lesson: its parts, the stage, themes that all councils share, and what is promised.
 * Answers it whole, or every problem at once.
 */
export const writeLesson = (
  typed: TypedLesson,
  { factors, thisYear }: { readonly factors: readonly Factor[]; readonly thisYear: number },
): Result<LessonText> => {
  const chosen = factors.filter(({ key }) => typed.factors.includes(key)).map(({ key }) => key);
  const { stage } = typed;
  const problems: Problem[] = [
    ...fields.flatMap((field) => {
      if (typed[field] === '') return [{ field, message: missing[field] }];
      const over = typed[field].length - lessonLimits[field];
      return over > 0 ? [{ field, message: `This is ${over} characters too long` }] : [];
    }),
    ...(isStage(stage) ? [] : [{ field: 'stage', message: 'Choose how far it had come' }]),
    ...(chosen.length > 0 ? [] : [{ field: 'factors', message: 'Choose at least one theme' }]),
    ...promiseProblems(typed, thisYear),
  ];
  if (!isStage(stage) || problems.length > 0) return refused(problems);
  const { title, words, recommends, toWhom } = typed;
  const promised = typed.promised.map(({ what, byYear }) => ({ what, byYear: Number(byYear) }));
  return allowed({ stage, factors: chosen, title, words, recommends, toWhom, promised });
};

/**
 * Whether a learning lead may take a step on a version: never on what they wrote themselves, and not without a reason
 * where it goes back or is withdrawn. Answers what it then is.
 */
export const decideLesson = (
  { status, writers }: { readonly status: LessonStatus; readonly writers: readonly string[] },
  { step, by, reason }: { readonly step: string; readonly by: string; readonly reason: string },
): Result<LessonStatus> => {
  if (step !== 'approve' && step !== 'send-back' && step !== 'withdraw')
    return refused([{ field: 'step', message: 'Choose what you decide' }]);
  if (writers.includes(by))
    return refused([{ field: '', message: 'You wrote this lesson, so somebody else has to decide on it' }]);
  if (step !== 'approve' && reason === '') return refused([{ field: 'reason', message: 'Say why' }]);
  const next = afterStep(status, step);
  return next === null
    ? refused([{ field: '', message: 'Somebody has decided on this lesson already' }])
    : allowed(next);
};

/** What becomes of a promise. */
export const promiseStatusInWords = {
  open: 'Not made yet',
  made: 'Made',
  'not-made': 'Not made',
} as const;
export type PromiseStatus = keyof typeof promiseStatusInWords;

/** Checks what somebody says of a promise: made, with what shows it; or not made, and why. */
export const answerPromise = (
  status: string,
  says: string,
): Result<{ readonly status: Exclude<PromiseStatus, 'open'>; readonly says: string }> => {
  if (status !== 'made' && status !== 'not-made')
    return refused([{ field: 'status', message: 'Choose whether it was made' }]);
  if (says === '')
    return refused([{ field: 'says', message: status === 'made' ? 'Say what shows it' : 'Say why not' }]);
  return allowed({ status, says });
};
