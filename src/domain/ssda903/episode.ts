import { type DateRead, NO_DATE } from './check-row.ts';

/** One episode of a child, its dates read and its codes in capitals; what stood nowhere is empty. */
export type Episode = {
  readonly row: number;
  readonly startedOn: DateRead;
  /** RNE: why the episode began. */
  readonly newBecause: string;
  readonly legalStatus: string;
  readonly place: string;
  readonly endedOn: DateRead;
  /** REC: X1 when another episode follows at once. */
  readonly ceasedBecause: string;
  /** REASON_PLACE_CHANGE: why the placement ended, on the episode that ended. */
  readonly changeBecause: string;
  /** PL_POST: where. It is compared while a return is read, and kept nowhere. */
  readonly postcode: string;
  /** URN: the home or the agency, by its number at Ofsted. */
  readonly urn: string;
};

/** The numbers that one episode takes: its row, and which text stands in each of its cells. */
const WIDTH = 10;
const PER_BLOCK = 65_536;

type Children = Iterable<{ readonly child: string; readonly episodes: readonly Episode[] }>;

/**
 * Holds the episodes of a whole return, which come in no sure order: 44 bytes each, and every text once. `children` gives
 * them child by child, each child’s by the day they began.
 */
export const episodeStore = (): {
  readonly add: (row: number, cells: readonly string[]) => void;
  readonly children: () => Children;
} => {
  const blocks: Uint32Array[] = [];
  const before: Uint32Array[] = [];
  const texts: string[] = [''];
  const places = new Map<string, number>([['', 0]]);
  // Where the last episode of each child is, from 1, and each episode says where the one before it is.
  const lastOf = new Map<string, number>();
  let count = 0;
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const add = (row: number, cells: readonly string[]): void => {
    const at = count % PER_BLOCK;
    if (at === 0) {
      blocks.push(new Uint32Array(PER_BLOCK * WIDTH));
      before.push(new Uint32Array(PER_BLOCK));
    }
    const block = blocks.at(-1) as Uint32Array;
    block[at * WIDTH] = row;
    for (let place = 1; place < WIDTH; place++) block[at * WIDTH + place] = placeOf(cells[place] ?? '');
    const child = cells[0] ?? '';
    (before.at(-1) as Uint32Array)[at] = lastOf.get(child) ?? 0;
    count += 1;
    lastOf.set(child, count);
  };
  const read = (index: number): Episode => {
    const block = blocks[Math.floor(index / PER_BLOCK)] as Uint32Array;
    const start = (index % PER_BLOCK) * WIDTH;
    const text = (place: number): string => texts[block[start + place] ?? 0] ?? '';
    return {
      row: block[start] ?? 0,
      startedOn: text(1),
      newBecause: text(2),
      legalStatus: text(3),
      place: text(4),
      endedOn: text(5),
      ceasedBecause: text(6),
      changeBecause: text(7),
      postcode: text(8),
      urn: text(9),
    };
  };
  function* children(): Children {
    for (const [child, last] of lastOf) {
      const episodes: Episode[] = [];
      for (let at = last; at > 0; at = before[Math.floor((at - 1) / PER_BLOCK)]?.[(at - 1) % PER_BLOCK] ?? 0)
        episodes.push(read(at - 1));
      yield { child, episodes: episodes.sort(byStart) };
    }
  }
  return { add, children };
};

/** By the day they began, and by their rows on one day. What has no date comes last. */
const byStart = (one: Episode, other: Episode): number =>
  one.startedOn === other.startedOn
    ? one.row - other.row
    : (one.startedOn || NO_DATE) < (other.startedOn || NO_DATE)
      ? -1
      : 1;
