import type { Found } from './identifying.ts';
import { spansIn } from './leak-check.ts';
import { type IsOrdinary, nearMisses } from './near-miss.ts';
import { fold, type Secret } from './secret.ts';

/** What is known of the case that a lesson was written from; empty where it is read without one. */
export type Known = {
  /** Names, addresses and other details of everybody on it. */
  readonly secrets: readonly Secret[];
  /** What children said, in their words. */
  readonly childWords: readonly string[];
  /** Whatever else was written: contributions, minutes, what shows a finding. */
  readonly otherWords: readonly string[];
};

/** So many words in a row are no chance any more. */
const run = 6;

const wordsOf = (text: string) =>
  Array.from(text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu), ({ 0: word, index }) => ({
    word: fold(word).toLowerCase().replaceAll('’', "'"),
    start: index,
    end: index + word.length,
  }));

const runsOf = (texts: readonly string[], length: number): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) => {
      const words = wordsOf(text);
      return words.slice(length - 1).map((_, at) =>
        words
          .slice(at, at + length)
          .map(({ word }) => word)
          .join(' '),
      );
    }),
  );

/** Where six words in a row stand in another text too; overlapping runs are one. */
const copiedFrom = (text: string, sources: readonly string[], kind: Found['kind']): readonly Found[] => {
  const known = runsOf(sources, run);
  const words = wordsOf(text);
  const found: { kind: Found['kind']; start: number; end: number }[] = [];
  for (const [at, { start }] of words.entries()) {
    const these = words.slice(at, at + run);
    if (these.length < run || !known.has(these.map(({ word }) => word).join(' '))) continue;
    const end = these.at(-1)?.end ?? start;
    const last = found.at(-1);
    if (last && start <= last.end) last.end = end;
    else found.push({ kind, start, end });
  }
  return found;
};

const placesOf = (text: string, words: string, kind: Found['kind']): readonly Found[] => {
  const start = fold(text).length === text.length ? fold(text).indexOf(words) : text.indexOf(words);
  return start === -1 ? [] : [{ kind, start, end: start + words.length }];
};

/** Finds in one text what is known of the case: each place, whatever the case of letters, accents and spelling. */
export const findInText = (text: string, known: Known, isOrdinary: IsOrdinary): readonly Found[] => {
  const { secrets, childWords, otherWords } = known;
  const named = spansIn(text, new Map(secrets.map((secret) => [secret, secret.label])));
  return [
    ...named.map(({ start, end }): Found => ({ kind: 'name', start, end })),
    ...nearMisses([{ part: '', text }], secrets, isOrdinary).flatMap(({ found }) =>
      placesOf(text, found, 'near-name'),
    ),
    ...copiedFrom(text, childWords, 'copied'),
    ...copiedFrom(text, otherWords, 'copied-record'),
  ];
};
