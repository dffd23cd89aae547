import type { Part } from './leak-check.ts';
import { type NearMiss, type Nearness, nearnessInWords } from './near-miss.ts';
import { isCommonGivenName } from './nicknames.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/**
 * Something in minutes that may be a mistake, and that only a person can tell: it comes near what a reader must not learn,
 * stands in the minutes of another child too, or names somebody who is not linked to this child (docs/domain.md, 4.6).
 */
export type Doubt = {
  readonly kind: 'near-miss' | 'other-minutes' | 'not-linked';
  /** The words as they stand. */
  readonly found: string;
  /** Where: "“Findings” in the copy for Kirsty Oldroyd". */
  readonly place: string;
  /** What it may be: "is spelt almost like the name of Adopter 1". */
  readonly what: string;
};

/** A doubt as it is kept, with what somebody said who looked at it. */
export type KeptDoubt = Doubt & {
  readonly id: string;
  readonly because: string;
  readonly clearedBy: string | null;
  readonly clearedAt: Date | null;
};

/** What makes two doubts of one meeting the same: what a person said of one holds for the other. */
export const doubtKey = ({ kind, found, what }: Doubt): string => `${kind}\n${found}\n${what}`;

/** "“Hargrove” is spelt almost like the name of Adopter 1, in “Findings”". */
export const doubtInWords = ({ found, what, place }: Doubt): string => `“${found}” ${what}, in ${place}`;

export const doubtsOfMisses = (misses: readonly NearMiss[], copy: string): readonly Doubt[] =>
  misses.map(({ part, found, how, label }) => ({
    kind: 'near-miss',
    found,
    place: `${part}, in ${copy}`,
    what: `${nearnessInWords[how satisfies Nearness]} ${label}`,
  }));

/** Runs of words that overlap are told once, as the longest text they make: "a b c" and "b c d" are "a b c d". */
export const joinRuns = (runs: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const begin = run.slice(0, run.lastIndexOf(' '));
    if (last?.endsWith(begin)) joined.splice(-1, 1, `${last}${run.slice(begin.length)}`);
    else joined.push(run);
  }
  return joined;
};

const word = String.raw`\p{Lu}[\p{L}\p{M}'’]+(?:-\p{Lu}[\p{L}\p{M}'’]+)?`;
const pair = new RegExp(String.raw`(?<![\p{L}\p{N}])(?=(${word})[^\S\n](${word})(?![\p{L}\p{N}]))`, 'gu');
const titled = new RegExp(String.raw`(?<!\p{L})(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s(${word})(?![\p{L}\p{N}])`, 'gu');

/** Two capitalised words in a row, wherever they stand: each could be the name of a person. */
export const pairsIn = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(pair), ([, first, second]) => `${first} ${second}`)),
];

/**
 * People whom a text names and the case does not have: a title with a family name nobody on it has, or a common given name
 * with another word. `elsewhere` are the pairs that are the names of children and families of other cases. Names are compared
 * without regard to case.
 */
export const namesNotLinked = (
  { part, text }: Part,
  onCase: readonly string[],
  elsewhere: readonly string[],
): readonly Doubt[] => {
  const known = new Set(onCase.map((name) => name.toLowerCase()));
  const knownParts = new Set(onCase.flatMap((name) => name.toLowerCase().split(/[\s-]+/)));
  const doubt = (found: string, what: string): Doubt => ({ kind: 'not-linked', found, place: part, what });
  const pairs = pairsIn(text).filter((found) => !known.has(found.toLowerCase()));
  const isStranger = (found: string): boolean => {
    const [first = '', second = ''] = found.split(' ');
    return isCommonGivenName(first) && !knownParts.has(second.toLowerCase());
  };
  return [
    ...pairs
      .filter((found) => elsewhere.includes(found))
      .map((found) => doubt(found, 'is the name of somebody on another case')),
    ...pairs
      .filter((found) => !elsewhere.includes(found) && isStranger(found))
      .map((found) => doubt(found, 'may be the name of somebody who is not on this case')),
    ...[...new Set(Array.from(text.matchAll(titled), ([found]) => found))]
      .filter((found) => !knownParts.has((found.split(/\s/).at(-1) ?? '').toLowerCase()))
      .map((found) => doubt(found, 'may be the name of somebody who is not on this case')),
  ];
};

/**
 * Clears doubts: somebody who did not write in the minutes looked at them, and says why each may stand. Answers the doubts
 * that are cleared by it; one that is cleared already is not among them.
 */
export const clearDoubts = (
  doubts: readonly KeptDoubt[],
  asked: { readonly ids: readonly string[]; readonly because: string },
  by: { readonly id: string; readonly authors: readonly string[] },
): Result<{ readonly doubts: readonly KeptDoubt[]; readonly because: string }> => {
  const problems: Problem[] = [];
  if (by.authors.includes(by.id))
    problems.push({
      field: 'doubts',
      message: 'You wrote in these minutes, so somebody else says what may stand in them',
      because: 'Nobody checks their own words before they leave',
    });
  if (asked.ids.length === 0) problems.push({ field: 'doubts', message: 'Tick what may stand as it is' });
  if (asked.because === '') problems.push({ field: 'because', message: 'Enter why it may stand' });
  if (problems.length > 0) return refused(problems);
  return allowed({
    doubts: doubts.filter(({ id, clearedAt }) => asked.ids.includes(id) && clearedAt === null),
    because: asked.because,
  });
};

/** What still stops a release: doubts found now that nobody has cleared, each a sentence. */
export const notCleared = (found: readonly Doubt[], kept: readonly KeptDoubt[]): readonly string[] => {
  const cleared = new Set(kept.filter(({ clearedAt }) => clearedAt !== null).map(doubtKey));
  const open = new Map(
    found.filter((doubt) => !cleared.has(doubtKey(doubt))).map((doubt) => [doubtKey(doubt), doubt]),
  );
  return [...open.values()].map(doubtInWords);
};
