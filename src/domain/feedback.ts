import type { Capacity } from './capacity.ts';
import type { PlainDate } from './dates.ts';
import { allowed, type Result, refused } from './result.ts';

/** In which part somebody says how a meeting was for them: the smallest thing that is kept of who they are. */
export const feedbackGroups = ['children', 'family', 'carers', 'professionals'] as const;
export type FeedbackGroup = (typeof feedbackGroups)[number];

export const feedbackGroupInWords: Readonly<Record<FeedbackGroup, string>> = {
  children: 'Children and young people',
  family: 'Parents and family',
  carers: 'Carers and adopters',
  professionals: 'Professionals',
};

export const feedbackChoices = ['yes', 'partly', 'no', 'not-said'] as const;
export type FeedbackChoice = (typeof feedbackChoices)[number];

/** An answer as each part reads it. */
const choiceWords: Readonly<Record<FeedbackChoice, string>> = {
  yes: 'Yes',
  partly: 'A bit',
  no: 'No',
  'not-said': 'I would rather not say',
};

export type FeedbackQuestion = {
  readonly key: string;
  /** As those who are asked read it. */
  readonly asks: string;
  /** As those read it who learn from the answers. */
  readonly title: string;
};

const heard: FeedbackQuestion = {
  key: 'heard',
  asks: 'Did people listen to you?',
  title: 'Felt listened to',
};
const understood: FeedbackQuestion = {
  key: 'understood',
  asks: 'Do you know what happened and what comes next?',
  title: 'Knows what happened and what comes next',
};
const respected: FeedbackQuestion = {
  key: 'respected',
  asks: 'Were people kind and fair to you?',
  title: 'Was treated kindly and fairly',
};
const papers: FeedbackQuestion = {
  key: 'papers',
  asks: 'Did you get what you had to read in time?',
  title: 'Had the papers in time',
};

/** What each part is asked, in words that a nine-year-old can read. */
export const feedbackQuestions: Readonly<Record<FeedbackGroup, readonly FeedbackQuestion[]>> = {
  children: [
    { ...heard, asks: 'Did the grown-ups listen to you?' },
    { ...understood, asks: 'Do you know what will happen next?' },
  ],
  family: [heard, understood, respected],
  carers: [heard, understood, respected],
  professionals: [heard, understood, papers],
};

/** What the pages that ask say around the questions: those of a child speak to a child. */
export const feedbackWords = {
  title: 'How was the meeting for you?',
  opening: [
    'What you say helps us to do better. You do not have to answer.',
    'We do not keep your name with it. We only look at what more than five people said, all together.',
  ],
  better: 'What would have made it better? (optional)',
  hint: 'Please do not write names, or where people live. If you do, we do not keep what you wrote here.',
  send: 'Send my answers',
  thanks: 'Thank you. You have told us.',
  tooEarly: 'You can tell us here when the meeting is over.',
  nothing: 'Please choose an answer, or write something.',
  tooLong: 'This is too long. Please make it shorter.',
  link: 'Tell us how the meeting was for you',
  choices: choiceWords,
} as const;
export const childFeedbackWords = {
  ...feedbackWords,
  title: 'How was it for you?',
  opening: [
    'You can tell us how the meeting was for you. You do not have to.',
    'We do not keep your name with it. No one can see that it was you.',
  ],
  better: 'What can we do better? You can leave this empty.',
  hint: 'Please do not write any names here.',
  link: 'Tell us how it was for you',
  nothing: 'You can choose a face, or write some words.',
} as const;

const wordsMost = 1000;

/** The part in which somebody who is invited says how it was. */
export const feedbackGroupOf = (capacity: Capacity): FeedbackGroup => {
  if (capacity === 'child') return 'children';
  if (capacity === 'birth-family') return 'family';
  if (capacity === 'adopters' || capacity === 'former-carers' || capacity === 'current-carer')
    return 'carers';
  return 'professionals';
};

export type Feedback = {
  readonly answers: Readonly<Record<string, FeedbackChoice>>;
  /** What would have made it better; empty when nothing was written. */
  readonly words: string;
};

const isChoice = (text: string): text is FeedbackChoice =>
  (feedbackChoices as readonly string[]).includes(text);

/**
 * What somebody said, a choice for each question of their part: what is left open is not said, so that all answers look alike.
 * Refused where nothing was said, and where the words are too long.
 */
export const readFeedback = (
  group: FeedbackGroup,
  read: (field: string) => string,
  says: Readonly<{ nothing: string; tooLong: string }> = feedbackWords,
): Result<Feedback> => {
  const words = read('better');
  const questions = feedbackQuestions[group];
  const chosen = questions.map(({ key }) => [key, read(key)] as const);
  if (words === '' && chosen.every(([, choice]) => !isChoice(choice)))
    return refused([{ field: questions[0]?.key ?? '', message: says.nothing }]);
  if (words.length > wordsMost) return refused([{ field: 'better', message: says.tooLong }]);
  const answers = chosen.map(([key, choice]) => [key, isChoice(choice) ? choice : 'not-said'] as const);
  return allowed({ answers: Object.fromEntries(answers), words });
};

/** Answers are shown where more than so many are in a group. */
export const MOST_TOO_FEW = 5;

export type GivenFeedback = {
  readonly group: FeedbackGroup;
  readonly quarter: PlainDate;
  readonly answers: Readonly<Record<string, string>>;
};

/** Quarters whose answers are shown together, and how many of each choice there are. */
export type FeedbackPool = {
  readonly group: FeedbackGroup;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly count: number;
  readonly said: readonly {
    readonly title: string;
    readonly counts: Readonly<Record<FeedbackChoice, number>>;
  }[];
};

const poolOf = (group: FeedbackGroup, given: readonly GivenFeedback[]): FeedbackPool => ({
  group,
  from: given[0]?.quarter ?? '',
  until: given.at(-1)?.quarter ?? '',
  count: given.length,
  said: feedbackQuestions[group].map(({ key, title }) => {
    const of = (choice: FeedbackChoice) =>
      given.filter(({ answers }) => (answers[key] ?? 'not-said') === choice).length;
    return {
      title,
      counts: { yes: of('yes'), partly: of('partly'), no: of('no'), 'not-said': of('not-said') },
    };
  }),
});

/**
 * What may be shown of the answers of one council: those of quarters that are over, the quarters put together from the earliest
 * on until more than five people answered. An answer belongs to the quarter in which it was given, so a quarter that is over
 * does not change; each answer is in one group for good, and what is shown today and was shown before differ by whole groups.
 */
export const poolsOf = (given: readonly GivenFeedback[], thisQuarter: PlainDate): readonly FeedbackPool[] =>
  feedbackGroups.flatMap((group) => {
    const own = given.filter((one) => one.group === group && one.quarter < thisQuarter);
    const quarters = [...new Set(own.map(({ quarter }) => quarter))].toSorted();
    const pools: FeedbackPool[] = [];
    let waiting: readonly GivenFeedback[] = [];
    for (const quarter of quarters) {
      waiting = [...waiting, ...own.filter((one) => one.quarter === quarter)];
      if (waiting.length <= MOST_TOO_FEW) continue;
      pools.push(poolOf(group, waiting));
      waiting = [];
    }
    return pools;
  });

/** Whether words that were written in a quarter belong to a group that is shown. */
export const isInPool = (
  { group, quarter }: Pick<GivenFeedback, 'group' | 'quarter'>,
  pool: FeedbackPool,
): boolean => group === pool.group && quarter >= pool.from && quarter <= pool.until;
