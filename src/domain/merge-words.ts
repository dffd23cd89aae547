/** One change of a text: the words from `start` until `end` become `words`. */
type Change = { readonly start: number; readonly end: number; readonly words: readonly string[] };

/** Words, and what stands between them, each on its own: joined again they are the text. */
const wordsIn = (text: string): readonly string[] => text.match(/\s|[^\s]+/g) ?? [];

/** The most comparisons of words to look for more than one change in a text: a second person's edits are few and short. */
const MOST_COMPARISONS = 4_000_000;

/** How many words two lists have in common from an end on, but for `most`. */
const inCommon = (
  a: readonly string[],
  b: readonly string[],
  from: 'start' | 'end',
  most: number,
): number => {
  const at = (words: readonly string[], n: number) =>
    from === 'start' ? words[n] : words[words.length - 1 - n];
  let count = 0;
  while (count < most && at(a, count) === at(b, count)) count += 1;
  return count;
};

/** The changes that make one list of words out of another, in their order; between two of them a word stays. */
const changesFrom = (before: readonly string[], after: readonly string[]): readonly Change[] => {
  const shorter = Math.min(before.length, after.length);
  const head = inCommon(before, after, 'start', shorter);
  const tail = inCommon(before, after, 'end', shorter - head);
  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_COMPARISONS)
    return [{ start: head, end: head + a.length, words: b }];

  // The longest words that stay, from the end: a table of how many stay from each place on.
  const width = b.length + 1;
  const stays = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      stays[i * width + j] =
        a[i] === b[j]
          ? (stays[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(stays[(i + 1) * width + j] ?? 0, stays[i * width + j + 1] ?? 0);
  const changes: Change[] = [];
  let [i, j, fromA, fromB] = [0, 0, 0, 0];
  const close = () => {
    if (i > fromA || j > fromB)
      changes.push({ start: head + fromA, end: head + i, words: b.slice(fromB, j) });
  };
  while (i < a.length && j < b.length)
    if (a[i] === b[j]) {
      close();
      [i, j] = [i + 1, j + 1];
      [fromA, fromB] = [i, j];
    } else if ((stays[(i + 1) * width + j] ?? 0) >= (stays[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  [i, j] = [a.length, b.length];
  close();
  return changes;
};

/** Whether two changes of one text meet: neither leaves a word between itself and the other. */
const meet = (one: Change, other: Change): boolean => one.start <= other.end && other.start <= one.end;

/**
 * Both of two texts that were made from one, where what was changed in them does not meet: every word that either typed is in
 * it, and none is that either took away. Null where it does meet, and a person has to choose; the same change made twice is
 * one.
 */
export const mergeWords = (base: string, mine: string, theirs: string): string | null => {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const words = wordsIn(base);
  const own = changesFrom(words, wordsIn(mine));
  const others = changesFrom(words, wordsIn(theirs));
  if (own.some((one) => others.some((other) => meet(one, other)))) return null;
  const merged: string[] = [];
  let at = 0;
  for (const { start, end, words: put } of [...own, ...others].sort((a, b) => a.start - b.start)) {
    merged.push(...words.slice(at, start), ...put);
    at = end;
  }
  return [...merged, ...words.slice(at)].join('');
};
