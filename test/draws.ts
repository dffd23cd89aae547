/** Draws that are the same each time for the same seed (a linear congruential generator, modulus 2^32). */
export const draws = (seed: number) => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    /** A whole number from 0 up to, and without, `most`. */
    below: (most: number): number => Math.floor(next() * most),
    one: <Value>(values: readonly Value[]): Value => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error('There is nothing to draw from');
      return value;
    },
  };
};
