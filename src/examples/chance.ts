import { createHash } from 'node:crypto';

export type Chance = {
  /** A whole number, both ends included. */
  readonly whole: (least: number, most: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
};

/** The item at a place of a list that begins anew where it ends. */
export const nth = <T>(items: readonly T[], place: number): T => {
  const item = items[place % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Chance that falls the same way whenever the seed is the same, so that every demonstration has the same cases. */
export const chanceOf = (seed: string): Chance => {
  let draws = 0;
  const whole = (least: number, most: number): number =>
    least + (digest(`${seed} ${draws++}`).readUInt32BE() % (most - least + 1));
  return {
    whole,
    pick: (items) => nth(items, whole(0, items.length - 1)),
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: whole(0, 2 ** 32 - 2) }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
};

/** The identity that a text always has, in the form of a UUID (RFC 9562, version 8). */
export const uuidOf = (text: string): string => {
  const hex = digest(text).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
