import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { draws } from '../../test/draws.ts';
import {
  type Breakdown,
  type ByCouncil,
  type Counts,
  method,
  type Published,
  protect,
  rounded,
  shownEachAlone,
  sum,
} from './disclosure.ts';

const councils = 4;
/** Numbers from 0 up to 1. */
const chancesOf = (from: number) => {
  const { below } = draws(from);
  return () => below(1_000_000) / 1_000_000;
};
/** A table as it is met with: few a year in each council, one council often larger, many cells with nearly nothing. */
const tableOf = (chance: () => number): Counts => {
  const whole = (most: number): number => Math.floor(chance() * (most + 1));
  const sizes = Array.from({ length: councils }, () => whole(chance() < 0.3 ? 40 : 14));
  const spreadOver = (cells: number): readonly ByCouncil[] => {
    const table = Array.from({ length: cells }, () => Array.from({ length: councils }, () => 0));
    for (const [council, size] of sizes.entries())
      for (let one = 0; one < size; one += 1) {
        // Most of them in the first cells.
        const row = table[Math.floor(chance() ** 2 * cells)];
        if (row) row[council] = (row[council] ?? 0) + 1;
      }
    return table;
  };
  const parts = (key: string, cells: number): Breakdown<ByCouncil> => ({
    ...{ key, is: 'parts' },
    cells: spreadOver(cells).map((count, at) => ({ key: `${at}`, count })),
  });
  const several: Breakdown<ByCouncil> = {
    ...{ key: 'factors', is: 'several' },
    cells: Array.from({ length: 6 }, (_, at) => {
      const share = chance();
      return { key: `${at}`, count: sizes.map((size) => Math.round(size * share)) };
    }),
  };
  const ofCouncils: Breakdown<ByCouncil> = {
    ...{ key: 'council', is: 'councils' },
    cells: sizes.map((size, at) => ({ key: `${at}`, count: sizes.map((_, of) => (of === at ? size : 0)) })),
  };
  return {
    total: sizes,
    breakdowns: [parts('kind', 2 + whole(6)), parts('window', 2), several, ofCouncils],
  };
};

/** What may stand behind a shown number, as somebody reads it who knows the method; null for no end. */
type Reading = (shown: number | null, isTotal: boolean) => readonly [least: number, most: number | null];
const byMethod: Reading = (shown, isTotal) =>
  shown === null ? [0, null] : [Math.max(isTotal ? method.leastTotal : method.least, shown - 2), shown + 2];

const bit = (at: number): bigint => 1n << BigInt(Math.max(0, at));
/** Every whole number of a range as the bits of one: what can be, not only between what. */
const all = (least: number, most: number): bigint => (most < least ? 0n : bit(most + 1) - bit(least));
const sums = (one: bigint, other: readonly [number, number]): bigint => {
  let every = 0n;
  for (let add = other[0]; add <= other[1]; add += 1) every |= one << BigInt(add);
  return every;
};
const valuesIn = (set: bigint): readonly number[] => {
  const values: number[] = [];
  for (let [rest, at] = [set, 0]; rest > 0n; rest >>= 1n, at += 1) if (rest & 1n) values.push(at);
  return values;
};

/**
 * Somebody who sees all that is published and knows one council’s own counts (or none) works out, number by number, which
 * values each count of the others can have: by trying every sum, and not by the bounds that the method itself goes by.
 */
const pinnedBy = (counts: Counts, published: Published, council: number | null, reading: Reading): number => {
  const own = (count: ByCouncil): number => (council === null ? 0 : (count[council] ?? 0));
  const rest = (count: ByCouncil): number => sum(count) - own(count);
  const [least, most] = reading(published.total, true);
  const highest = (most ?? sum(counts.total)) - own(counts.total);
  const rangesOf = ({ cells }: Breakdown<number | null>, of: Breakdown<ByCouncil>) =>
    cells.map(({ count }, at): readonly [number, number] => {
      const [low, high] = reading(count, false);
      const mine = own(of.cells[at]?.count ?? []);
      return [Math.max(0, low - mine), Math.min(highest, high === null ? highest : high - mine)];
    });
  const ranges = published.breakdowns.map((one, at) => rangesOf(one, counts.breakdowns[at] ?? assert.fail()));
  let totals = all(Math.max(0, least - own(counts.total)), highest);
  for (const [at, { is }] of counts.breakdowns.entries())
    if (is !== 'several') totals &= (ranges[at] ?? []).reduce(sums, 1n);
  assert.ok(totals & bit(rest(counts.total)), 'what is true can be true');
  let pinned = 0;
  for (const [at, { is, cells }] of counts.breakdowns.entries())
    for (const [cell, { count }] of cells.entries()) {
      const [low = 0, high = 0] = ranges[at]?.[cell] ?? [];
      const others = (ranges[at] ?? []).filter((_, other) => other !== cell).reduce(sums, 1n);
      const can = valuesIn(all(low, high)).filter((value) =>
        is === 'several' ? totals >> BigInt(value) : totals & (others << BigInt(value)),
      );
      assert.ok(can.includes(rest(count)), 'what is true can be true');
      if (rest(count) >= 1 && rest(count) <= 5 && can.length === 1) pinned += 1;
    }
  return pinned;
};
const pinnedIn = (counts: Counts, published: Published, reading: Reading = byMethod): number =>
  [null, ...counts.total.keys()].reduce<number>(
    (pinned, council) => pinned + pinnedBy(counts, published, council, reading),
    0,
  );

const seed = 20_261_201;
const tables = (many: number): readonly Counts[] => {
  const chance = chancesOf(seed);
  return Array.from({ length: many }, () => tableOf(chance));
};

test(`of 10,000 tables no count of 1 to 5 can be told, not by one who knows a council’s own (seed ${seed})`, (t) => {
  let [shown, cells, some, alone] = [0, 0, 0, 0];
  for (const counts of tables(10_000)) {
    const published = protect(counts);
    if (published === null) continue;
    some += 1;
    if (pinnedIn(counts, shownEachAlone(counts)) > 0) alone += 1;
    assert.equal(pinnedIn(counts, published), 0, JSON.stringify({ counts, published }));
    for (const { count } of published.breakdowns.flatMap((one) => one.cells)) {
      cells += 1;
      if (count !== null) shown += 1;
    }
  }
  t.diagnostic(`${some} tables had enough to show, ${shown} of their ${cells} counts`);
  assert.ok(alone > 0, 'where each is looked at alone, some can be told');
  assert.ok(some > 3_000 && shown / cells > 0.1, 'and not because nothing is shown');
});

test('the same attack tells counts where they are only left out, or only rounded, or only each alone', () => {
  const told = (publish: (counts: Counts) => Published, reading: Reading): number =>
    tables(1_500)
      .filter((counts) => protect(counts) !== null)
      .filter((counts) => pinnedIn(counts, publish(counts), reading) > 0).length;
  const each =
    (show: (count: number) => number | null) =>
    (counts: Counts): Published => ({
      total: show(sum(counts.total)) ?? 0,
      breakdowns: counts.breakdowns.map((one) => ({
        ...one,
        cells: one.cells.map(({ key, count }) => ({ key, count: show(sum(count)) })),
      })),
    });
  const leftOut = each((count) => (count >= 1 && count <= 5 ? null : count));
  assert.ok(told(leftOut, (shown) => (shown === null ? [1, 5] : [shown, shown])) > 100, 'left out');
  const aboveFive = each((count) => (count <= 5 ? null : count));
  assert.ok(told(aboveFive, (shown) => (shown === null ? [0, 5] : [shown, shown])) > 100, 'with noughts');
  const nearest = each((count) => Math.round(count / 2) * 2);
  assert.ok(told(nearest, (shown) => [Math.max(0, (shown ?? 0) - 1), shown ?? 0]) > 0, 'rounded to two');
});

test('what is shown is a multiple of five, six or more, of three councils or more, and none of them most of it', () => {
  fc.assert(
    fc.property(fc.integer(), (from) => {
      const counts = tableOf(chancesOf(from));
      const published = protect(counts);
      if (published === null) return;
      assert.ok(published.total % 5 === 0 && Math.abs(published.total - sum(counts.total)) <= 2);
      for (const [at, { is, cells }] of published.breakdowns.entries())
        for (const [cell, { count }] of cells.entries()) {
          const of = counts.breakdowns[at]?.cells[cell]?.count ?? assert.fail();
          if (count === null) continue;
          assert.ok(sum(of) >= 6 && count === rounded(sum(of)));
          if (is === 'councils') continue;
          assert.ok(of.filter((one) => one > 0).length >= 3 && Math.max(...of) <= sum(of) * 0.6);
        }
      // Protection only ever leaves out more.
      for (const [at, { cells }] of shownEachAlone(counts).breakdowns.entries())
        for (const [cell, { count }] of cells.entries())
          assert.ok(count !== null || published.breakdowns[at]?.cells[cell]?.count === null);
    }),
    { numRuns: 500 },
  );
});

test('too few, of too few councils, or most of one council: nothing is shown', () => {
  const of = (...total: number[]): Counts => ({ total, breakdowns: [] });
  assert.equal(protect(of(5, 5, 5, 4)), null);
  assert.equal(protect(of(20, 20, 0, 0)), null);
  assert.equal(protect(of(30, 5, 5, 5)), null);
  assert.deepEqual(protect(of(8, 8, 4, 3)), { total: 25, breakdowns: [] });
});
