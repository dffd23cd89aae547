/**
 * Numbers for other councils, out of which nobody can be told (docs/domain.md, 4.11). A count of 5 or fewer, nought among
 * them, is not shown, and what is shown is the nearest multiple of 5. A figure of the region has three councils in it, of
 * which none has more than three fifths, and a period that is too small is counted together with the next. What is left
 * is tried as somebody would who knows all of one council’s own counts (and as somebody who knows none): as long as a
 * small count could be told to within two values, something more is left out. The rules are those of published statistics
 * on children in care in England, with the thresholds of the Office for National Statistics for sensitive counts.
 */
export const method = {
  version: '1',
  /** The least count that is shown. */
  least: 6,
  roundedTo: 5,
  /** The least number of which there is anything to say, of how many councils, and the most that one may have. */
  leastTotal: 20,
  leastCouncils: 3,
  mostOfOne: 0.6,
  /** Of how many values a small count must still be able to be. */
  leastValues: 3,
} as const;

/** How many there were of something in each council, in the order of the councils. */
export type ByCouncil = readonly number[];

export type Breakdown<Count> = {
  readonly key: string;
  /** Whether each is in exactly one cell; if not, in as many as apply. */
  readonly is: 'parts' | 'several' | 'councils';
  readonly cells: readonly { readonly key: string; readonly count: Count }[];
};

/** How many there were, and how many of what kind. */
export type Counts = { readonly total: ByCouncil; readonly breakdowns: readonly Breakdown<ByCouncil>[] };

/** The same as it can be shown: null for a count that is not. */
export type Published = {
  readonly total: number;
  readonly breakdowns: readonly Breakdown<number | null>[];
};

export const sum = (counts: ByCouncil): number => counts.reduce((all, one) => all + one, 0);

/** The nearest multiple of 5. */
export const rounded = (count: number): number => Math.round(count / method.roundedTo) * method.roundedTo;

/** Whether enough councils have a part in it, and none too much. */
const isOfMany = (counts: ByCouncil): boolean =>
  counts.filter((one) => one > 0).length >= method.leastCouncils &&
  Math.max(...counts) <= sum(counts) * method.mostOfOne;

/** Whether there is enough to say anything of. */
export const isEnough = (total: ByCouncil): boolean => sum(total) >= method.leastTotal && isOfMany(total);

/** What can be shown of a count by itself. */
const shownAlone = (count: ByCouncil, { is }: Breakdown<ByCouncil>, total: ByCouncil): number | null => {
  const [some, others] = [sum(count), sum(total) - sum(count)];
  if (some < method.least) return null;
  if (is !== 'councils' && !isOfMany(count)) return null;
  // That all but a few had something tells as much as that a few had it not.
  return is === 'several' && others < method.least ? null : rounded(some);
};

/** Every count by itself, before it is tried what they tell together. */
export const shownEachAlone = ({ total, breakdowns }: Counts): Published => ({
  total: rounded(sum(total)),
  breakdowns: breakdowns.map((breakdown) => ({
    ...breakdown,
    cells: breakdown.cells.map(({ key, count }) => ({ key, count: shownAlone(count, breakdown, total) })),
  })),
});

type Range = readonly [least: number, most: number];
const within = ([a, b]: Range, [c, d]: Range): Range => [Math.max(a, c), Math.min(b, d)];
const half = (method.roundedTo - 1) / 2;

/** Between what a count lies, by what is shown of it. */
const rangeOf = (shown: number | null, least: number = method.least): Range =>
  shown === null ? [0, Number.POSITIVE_INFINITY] : [Math.max(least, shown - half), shown + half];

const less = ([least, most]: Range, own: number): Range => [Math.max(0, least - own), most - own];
const leastOf = (ranges: readonly Range[]): number => ranges.reduce((all, [least]) => all + least, 0);
const mostOf = (ranges: readonly Range[]): number => ranges.reduce((all, [, most]) => all + most, 0);

/** Between what each part lies, where together they come to something in a range. */
const partsWithin = (parts: readonly Range[], [least, most]: Range): readonly Range[] =>
  parts.map((part, at) => {
    const others = parts.filter((_, other) => other !== at);
    return within(part, [least - mostOf(others), most - leastOf(others)]);
  });

type Told = { readonly breakdown: number; readonly cell: number };

/** Which small counts of the others somebody can tell who knows one council’s own; `council` is null for who knows none. */
const toldTo = (counts: Counts, published: Published, council: number | null): readonly Told[] => {
  const own = (count: ByCouncil): number => (council === null ? 0 : (count[council] ?? 0));
  const parts = counts.breakdowns.map((breakdown, index) =>
    breakdown.cells.map(({ count }, cell) =>
      less(rangeOf(published.breakdowns[index]?.cells[cell]?.count ?? null), own(count)),
    ),
  );
  const known = less(rangeOf(published.total, method.leastTotal), own(counts.total));
  // Every breakdown in parts comes to the same total.
  const total = counts.breakdowns.reduce<Range>(
    (range, { is }, index) =>
      is === 'several' ? range : within(range, [leastOf(parts[index] ?? []), mostOf(parts[index] ?? [])]),
    known,
  );
  const others = (count: ByCouncil): number => sum(count) - own(count);
  const isTold = (small: number, [least, most]: Range): boolean =>
    small >= 1 && small < method.least && most - least + 1 < method.leastValues;
  return counts.breakdowns.flatMap(({ is, cells }, breakdown) => {
    const alone = parts[breakdown] ?? [];
    const ranges =
      is === 'several' ? alone.map((range) => within(range, [0, total[1]])) : partsWithin(alone, total);
    return cells.flatMap(({ count }, cell) => {
      const range = ranges[cell] ?? known;
      const without: Range = [Math.max(0, total[0] - range[1]), total[1] - range[0]];
      const isOut =
        isTold(others(count), range) ||
        (is === 'several' && isTold(others(counts.total) - others(count), without));
      return isOut ? [{ breakdown, cell }] : [];
    });
  });
};

/** Leaves out the smallest count that a breakdown still shows; undefined when it shows none. */
const withLess = (counts: Counts, published: Published, breakdown: number): Published | undefined => {
  const shown = published.breakdowns[breakdown]?.cells.flatMap(({ count }, cell) => {
    const of = counts.breakdowns[breakdown]?.cells[cell]?.count;
    return count === null || of === undefined ? [] : [{ cell, size: sum(of) }];
  });
  const [smallest] = (shown ?? []).toSorted((one, other) => one.size - other.size);
  if (smallest === undefined) return undefined;
  return {
    ...published,
    breakdowns: published.breakdowns.map((one, index) => ({
      ...one,
      cells: one.cells.map((cell, at) =>
        index === breakdown && at === smallest.cell ? { ...cell, count: null } : cell,
      ),
    })),
  };
};

/**
 * What can be shown of counts, so that nobody can tell a count of 1 to 5: not by taking sums from each other, and not who
 * knows one council’s own. Null where there is too little to show anything. Counts of the same things must never be shown
 * twice: see `figure.ts` for how periods follow each other without one in two of them.
 */
export const protect = (counts: Counts): Published | null => {
  if (!isEnough(counts.total)) return null;
  const whoKnow = [null, ...counts.total.keys()];
  let published = shownEachAlone(counts);
  for (;;) {
    const told = whoKnow.flatMap((council) => toldTo(counts, published, council));
    const [first] = told;
    if (first === undefined) return published;
    const more = told
      .map(({ breakdown }) => withLess(counts, published, breakdown))
      .find((one) => one !== undefined);
    if (more === undefined) return null;
    published = more;
  }
};
