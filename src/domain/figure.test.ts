import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limitsOf, signalsIn } from './control-chart.ts';
import { addDays } from './dates.ts';
import { ageBandOf, type Counted, countUp, figuresToMake, shareOf } from './figure.ts';
import { breakdownInWords, trendInWords } from './figure-words.ts';
import { quarterOf, quartersIn, spanInWords } from './quarter.ts';

const councils = ['a', 'b', 'c', 'd'];
const factorKeys = ['pace', 'therapy'];
const one = (council: string, on: string, kind = 'adoptive'): Counted => ({
  ...{ council, on, factors: ['pace'], days: {} },
  is: { kind, stage: 'before-order', how: 'unplanned', age: '0-4' },
});
const region = { councils, factorKeys, after: null, today: '2027-01-15' };
const many = (on: string, each: number): readonly Counted[] =>
  councils.flatMap((council) => Array.from({ length: each }, () => one(council, on)));

test('a quarter is the three months that a day is in', () => {
  assert.deepEqual(quarterOf('2026-02-28'), { from: '2026-01-01', until: '2026-03-31' });
  assert.deepEqual(quarterOf('2026-12-31'), { from: '2026-10-01', until: '2026-12-31' });
  assert.equal(quartersIn({ from: '2025-10-01', until: '2026-06-30' }), 3);
  assert.equal(spanInWords(quarterOf('2026-02-28')), 'January to March 2026');
  assert.equal(spanInWords({ from: '2025-10-01', until: '2026-03-31' }), 'October 2025 to March 2026');
  assert.deepEqual([0, 4, 5, 9, 10, 15, 16].map(ageBandOf), [
    '0-4',
    '0-4',
    '5-9',
    '5-9',
    '10-15',
    '10-15',
    '16-17',
  ]);
});

test('a quarter with too few is counted with the next, and one that is not over is not counted', () => {
  const made = figuresToMake(
    'endings',
    [...many('2026-02-01', 3), ...many('2026-05-01', 6), ...many('2026-08-01', 9), ...many('2027-01-10', 9)],
    region,
  );
  assert.deepEqual(
    made.map(({ from, until, figures }) => [from, until, figures.total]),
    [
      ['2026-01-01', '2026-06-30', 35],
      ['2026-07-01', '2026-09-30', 35],
    ],
  );
  const later = figuresToMake('endings', many('2026-05-01', 30), { ...region, after: '2026-06-30' });
  assert.deepEqual(later, [], 'what was published is not made again');
});

test('a case is in one span, whatever comes and whenever figures are made', () => {
  const day = fc.integer({ min: 0, max: 1_100 }).map((days) => addDays('2024-01-01', days));
  const counted = fc.array(fc.tuple(fc.constantFrom(...councils), day), { minLength: 60, maxLength: 300 });
  fc.assert(
    fc.property(counted, fc.array(day, { maxLength: 4 }), (all, stops) => {
      const cases = all.map(([council, on]) => one(council, on));
      let after: string | null = null;
      const spans: { from: string; until: string }[] = [];
      for (const today of [...stops.toSorted(), '2027-03-01']) {
        const made = figuresToMake(
          'endings',
          cases.filter(({ on }) => on < today),
          { ...region, after, today },
        );
        spans.push(...made);
        after = made.at(-1)?.until ?? after;
        assert.ok(spans.every(({ until }) => until < today));
      }
      for (const [at, { from, until }] of spans.entries()) {
        assert.ok(from < until && from === quarterOf(from).from && until === quarterOf(until).until);
        assert.ok(at === 0 || from === addDays(spans[at - 1]?.until ?? '', 1));
      }
    }),
    { numRuns: 200 },
  );
});

test('what is counted up by kind comes to the total, and by council too', () => {
  const { total, breakdowns } = countUp(
    'endings',
    [one('a', '2026-01-02'), one('a', '2026-01-03', 'residential'), one('c', '2026-02-01')],
    region,
  );
  assert.deepEqual(total, [2, 0, 1, 0]);
  const kind = breakdowns.find(({ key }) => key === 'kind')?.cells;
  assert.deepEqual(kind?.find(({ key }) => key === 'adoptive')?.count, [1, 0, 1, 0]);
  assert.deepEqual(kind?.find(({ key }) => key === 'residential')?.count, [1, 0, 0, 0]);
  assert.deepEqual(
    breakdowns.at(-1)?.cells.map(({ count }) => count),
    [
      [2, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ],
  );
  const meetings = countUp('meetings', [one('b', '2026-01-02')], region);
  assert.deepEqual(meetings.breakdowns.find(({ is }) => is === 'several')?.cells, [
    { key: 'pace', count: [0, 1, 0, 0] },
    { key: 'therapy', count: [0, 0, 0, 0] },
  ]);
});

test('how long it took is the middle of all, to the nearest five days, where there are enough', () => {
  const timed = many('2026-02-01', 6).map((each, at) => ({ ...each, days: { toMeeting: 10 + at } }));
  const [made] = figuresToMake('meetings', timed, region);
  assert.deepEqual(made?.figures.days, { toMeeting: 20, toMinutes: null });
});

test('limits are the mean and 2.66 times the mean difference of neighbours, and want eight values', () => {
  assert.equal(limitsOf([1, 2, 3, 4, 5, 6, 7]), null);
  const values = [10, 20, 10, 20, 10, 20, 10, 20, 10];
  const limits = limitsOf(values);
  assert.ok(limits);
  assert.equal(Math.round(limits.mean * 100) / 100, 14.44);
  assert.equal(Math.round(limits.upper * 100) / 100, 41.04);
  assert.equal(limits.lower, 0);
  assert.deepEqual(signalsIn(values, limits), []);
  assert.deepEqual(signalsIn([10, 50], limits), [{ at: 1, is: 'above' }]);
  assert.deepEqual(signalsIn([11, 11, 11, 11, 11, 11, 11, 11, 11], limits), [{ at: 7, is: 'run' }]);
});

test('a sentence says what is shown, and how much is not', () => {
  const cells = [
    { key: 'a', label: 'adoptive placement', count: 25 },
    { key: 'b', label: 'residential placement', count: null },
    { key: 'c', label: 'supported lodgings', count: 10 },
  ];
  const about = { total: 40, one: 'placements that ended' };
  assert.equal(
    breakdownInWords({ key: 'kind', title: 'Kind', cells }, about),
    'Kind: of about 40 placements that ended, about 25 (about 65%) were “adoptive placement”, more than any other that is shown. One line has too few to be shown.',
  );
  assert.equal(
    breakdownInWords(
      { key: 'kind', title: 'Kind', cells: cells.map((cell) => ({ ...cell, count: null })) },
      about,
    ),
    'Kind: of about 40 placements that ended there are too few of each to show any of them apart.',
  );
  assert.equal(shareOf(null, 40), null);
  const [span] = figuresToMake('endings', many('2026-02-01', 6), region);
  assert.ok(span);
  assert.equal(
    trendInWords([span], 'placements that ended', null, []),
    'January to March 2026: about 25 placements that ended.',
  );
});
