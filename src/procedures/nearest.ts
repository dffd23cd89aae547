/** How many letters have to be changed, added or left out to make one word the other. */
const lettersApart = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, otherLetter] of [...other].entries())
      next.push(
        Math.min((row[j] ?? 0) + (letter === otherLetter ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** A question for the word that was probably meant, "Did you mean “stage”?"; otherwise all that can be written. */
export const didYouMean = (typed: string, words: readonly string[]): string => {
  const [nearest] = words
    .map((word) => ({ word, apart: lettersApart(typed.toLowerCase(), word) }))
    .filter(({ word, apart }) => apart <= Math.max(2, word.length / 3))
    .sort((a, b) => a.apart - b.apart);
  if (nearest !== undefined) return `Did you mean “${nearest.word}”?`;
  return words.length === 0 ? '' : `There is: ${words.join(', ')}`;
};
