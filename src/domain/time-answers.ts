import type { Capacity } from './capacity.ts';
import type { Invitation, Meeting } from './case.ts';
import type { Duty } from './duty.ts';
import { mustAttend } from './invitation.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** What somebody says to one time they are asked about. */
export const timeAnswerInWords = {
  can: 'can',
  'if-needed': 'can if needed',
  cannot: 'cannot',
} as const;
export type TimeAnswer = keyof typeof timeAnswerInWords;
const isTimeAnswer = (text: string): text is TimeAnswer => Object.hasOwn(timeAnswerInWords, text);

/** A time that people are asked about. */
export type ProposedTime = { readonly id: string } & Pick<Meeting, 'heldOn' | 'startsAt'>;

/** Somebody who is asked, with what they said; a time they said nothing to is not in it. */
export type Asked = Pick<Invitation, 'id' | 'name' | 'capacity' | 'personId'> & {
  readonly answers: ReadonlyMap<string, Given>;
};
export type Given = {
  readonly answer: TimeAnswer;
  /** Who told a worker so, and how; empty for what they answered themselves. */
  readonly toldBy: string;
  readonly toldHow: string;
  readonly recordedBy: string | null;
};

/** Whether the meeting wants somebody above all: its chair, the child’s social worker, and whoever must attend (DC-2a). */
export const isEssential = (
  { capacity }: { readonly capacity: Capacity },
  duties: readonly Duty[],
): boolean => capacity === 'chair' || capacity === 'child-social-worker' || mustAttend(duties).has(capacity);

/** How well a time fits, and why. */
export type Fit = {
  readonly time: ProposedTime;
  /** Those the meeting wants above all who cannot come, and who have not said. */
  readonly essentialMissing: readonly string[];
  readonly essentialSilent: readonly string[];
  readonly can: number;
  readonly ifNeeded: number;
  readonly cannot: number;
  readonly silent: number;
  readonly because: string;
};

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

const inWords = (fit: Omit<Fit, 'because'>): string => {
  const { essentialMissing, essentialSilent, can, ifNeeded, cannot, silent } = fit;
  const first =
    essentialMissing.length > 0
      ? `${listInWords(essentialMissing)} must be there and cannot come.`
      : essentialSilent.length > 0
        ? `Nobody who must be there said no; ${listInWords(essentialSilent)} ${essentialSilent.length === 1 ? 'has' : 'have'} not answered.`
        : 'Everybody who must be there can come.';
  const counts = [
    `${people(can)} can`,
    ...(ifNeeded > 0 ? [`${ifNeeded} more if needed`] : []),
    ...(cannot > 0 ? [`${cannot} cannot`] : []),
    ...(silent > 0 ? [`${silent} ${silent === 1 ? 'has' : 'have'} not answered`] : []),
  ];
  return `${first} ${counts.join(', ')}.`;
};

const fitOf = (time: ProposedTime, asked: readonly Asked[], duties: readonly Duty[]): Fit => {
  const saying = (answer: TimeAnswer | undefined) =>
    asked.filter(({ answers }) => answers.get(time.id)?.answer === answer);
  const essential = (those: readonly Asked[]) =>
    those.filter((one) => isEssential(one, duties)).map(({ name }) => name);
  const fit = {
    time,
    essentialMissing: essential(saying('cannot')),
    essentialSilent: essential(saying(undefined)),
    can: saying('can').length,
    ifNeeded: saying('if-needed').length,
    cannot: saying('cannot').length,
    silent: saying(undefined).length,
  };
  return { ...fit, because: inWords(fit) };
};

/** What counts first is first: less of each is better. */
const weights = (fit: Fit): readonly number[] => [
  fit.essentialMissing.length,
  fit.essentialSilent.length,
  -(fit.can + fit.ifNeeded),
  -fit.can,
];

const byMoment = (a: ProposedTime, b: ProposedTime): number =>
  `${a.heldOn}T${a.startsAt}`.localeCompare(`${b.heldOn}T${b.startsAt}`);

/**
 * The times, the best first, each with why: the fewest missing of those the meeting wants above all, then the fewest of them
 * unheard, then the most who can come at all, then the most who can easily; of equals the earliest.
 */
export const rankTimes = (
  times: readonly ProposedTime[],
  asked: readonly Asked[],
  duties: readonly Duty[],
): readonly Fit[] =>
  times
    .map((time) => fitOf(time, asked, duties))
    .toSorted((a, b) => {
      const others = weights(b);
      const apart = weights(a)
        .map((weight, at) => weight - (others[at] ?? 0))
        .find((difference) => difference !== 0);
      return apart ?? byMoment(a.time, b.time);
    });

/** The field in which somebody answers one time. */
export const answerField = ({ id }: Pick<ProposedTime, 'id'>): string => `time-${id}`;
export const isAnswerField = (name: string): boolean =>
  /^time-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

/** Somebody’s answers to the times they are asked about: one to each. `ask` is how a missing one is asked for. */
export const readTimeAnswers = (
  times: readonly ProposedTime[],
  typed: (field: string) => string,
  ask: string,
): Result<readonly { readonly timeId: string; readonly answer: TimeAnswer }[]> => {
  const read = times.map((time) => ({ time, answer: typed(answerField(time)) }));
  const problems: Problem[] = read
    .filter(({ answer }) => !isTimeAnswer(answer))
    .map(({ time }) => ({ field: answerField(time), message: ask }));
  if (problems.length > 0) return refused(problems);
  return allowed(
    read.flatMap(({ time, answer }) => (isTimeAnswer(answer) ? [{ timeId: time.id, answer }] : [])),
  );
};

/** Answers come too late once a time was taken or the times were taken back, and while others are asked about now. */
export const tooLateForTimes: Problem = {
  field: '',
  message: 'The times have changed. Please look at the page again',
};

/** Why something has to wait while people are asked which times they can come. */
export const timesStillAsked =
  'People are asked which times they can come. Take the times back first, so that they are told';
