import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, type Period, type PlainDate } from './dates.ts';
import { type Pause, pauseReasonInWords } from './facts.ts';
import type { WindowRule } from './procedure.ts';
import { placeWindow, type Window } from './window.ts';

const runs = { numRuns: 2_000 };

// What a case can be: any day of 2015 to 2040, days off and pauses around it, and a today.
const anchors = fc.integer({ min: 0, max: 9_496 }).map((days) => addDays('2015-01-01', days));
const units = fc.constantFrom('days' as const, 'working-days' as const, 'weeks' as const, 'months' as const);
const periods = fc.tuple(units, fc.nat({ max: 50 })).map(([unit, count]) => ({ [unit]: count }) as Period);
const ordered = fc
  .tuple(units, fc.nat({ max: 50 }), fc.nat({ max: 50 }))
  .map(([unit, a, b]) => ({ from: { [unit]: Math.min(a, b) }, to: { [unit]: Math.max(a, b) } }))
  .map((ends) => ends as { readonly from: Period; readonly to: Period });
const reasons = Object.keys(pauseReasonInWords) as Pause['reason'][];
const aroundIt = fc.integer({ min: -60, max: 120 });
const pauseAfter = fc.record({
  begins: aroundIt,
  lasts: fc.option(fc.nat({ max: 60 }), { nil: undefined }),
  reason: fc.constantFrom(...reasons),
});
const cases = fc
  .record({
    anchor: anchors,
    off: fc.array(aroundIt, { maxLength: 12 }),
    pauses: fc.array(pauseAfter, { maxLength: 4 }),
    pausedBy: fc.subarray(reasons),
    today: aroundIt,
  })
  .map(({ anchor, off, pauses, pausedBy, today }) => ({
    anchor,
    calendar: {
      bankHolidays: new Map(off.map((days) => [addDays(anchor, days), 'A day off'])),
      today: addDays(anchor, today),
    },
    pauses: pauses.map(({ begins, lasts, reason }): Pause => {
      const from = addDays(anchor, begins);
      return { from, ...(lasts !== undefined && { until: addDays(from, lasts) }), reason };
    }),
    pausedBy,
  }));
type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

/** A case of no days off and no pauses. */
const quiet = (anchor: PlainDate): Case => ({
  anchor,
  calendar: { bankHolidays: new Map(), today: anchor },
  pauses: [],
  pausedBy: [],
});

type Ends = Pick<WindowRule, 'from' | 'to'>;
const placed = (rule: WindowRule, { anchor, calendar, pauses }: Case) => {
  const place = placeWindow(rule, { 'broke-down-on': anchor, 'panel-on': anchor, pauses }, calendar);
  assert.ok('window' in place);
  return place;
};
const placedAfter = (ends: Ends, one: Case) =>
  placed({ ...ends, after: 'broke-down-on', 'paused-by': one.pausedBy }, one);
const after = (ends: Ends, one: Case): Window => placedAfter(ends, one).window;
const before = (ends: Ends, one: Case): Window =>
  placed({ ...ends, before: 'panel-on', 'paused-by': one.pausedBy }, one).window;

// A second implementation that shares nothing with the first: one day at a time, with the dates of JavaScript in UTC.
const iso = (day: Date): PlainDate => day.toISOString().slice(0, 10);
const isWorked = (day: Date, { calendar }: Case): boolean =>
  day.getUTCDay() % 6 !== 0 && !calendar.bankHolidays.has(iso(day));
const isPaused = (day: Date, { pauses, pausedBy, calendar }: Case): boolean =>
  pauses.some(({ from, until, reason }) => {
    const time = day.getTime();
    const end = new Date(until ?? calendar.today).getTime();
    return pausedBy.includes(reason) && new Date(from).getTime() <= time && time < end;
  });
const workingDayByHand = (count: number, step: 1 | -1, one: Case): PlainDate => {
  const counts = (day: Date) => isWorked(day, one) && !(step === 1 && isPaused(day, one));
  const day = new Date(one.anchor);
  let counted = 0;
  while (counted < count || !counts(day)) {
    day.setUTCDate(day.getUTCDate() + step);
    if (counts(day)) counted += 1;
  }
  return iso(day);
};
/** The day numbered `count` when the first day without a pause is 0, the next without one 1, and so on. */
const unpausedDayByHand = (count: number, one: Case): PlainDate => {
  const day = new Date(one.anchor);
  let number = isPaused(day, one) ? -1 : 0;
  while (number < count) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (!isPaused(day, one)) number += 1;
  }
  return iso(day);
};

test('a window never ends before it begins, in any unit, paused or not', () => {
  fc.assert(
    fc.property(ordered, cases, (ends, one) => {
      const { from = '', to } = after(ends, one);
      assert.ok(from <= to, `${from} to ${to}`);
      const earlier = before({ from: ends.to, to: ends.from }, one);
      assert.ok((earlier.from ?? '') <= earlier.to);
    }),
    runs,
  );
});

test('ends given in two units never cross either', () => {
  fc.assert(
    fc.property(periods, periods, cases, (from, to, one) => {
      for (const window of [after({ from, to }, one), before({ from, to }, one)])
        assert.ok((window.from ?? '') <= window.to);
    }),
    runs,
  );
});

test('Derby’s window holds day 28 and day 42, and neither day 27 nor day 43', () => {
  fc.assert(
    fc.property(anchors, (anchor) => {
      const { from = '', to } = after({ from: { days: 28 }, to: { days: 42 } }, quiet(anchor));
      const isInside = (day: number) => {
        const date = iso(new Date(Date.parse(anchor) + day * 86_400_000));
        return from <= date && date <= to;
      };
      assert.deepEqual([27, 28, 42, 43].map(isInside), [false, true, true, false]);
    }),
    runs,
  );
});

describe('pauses', () => {
  test('one of n days, begun by the end, moves the end n days; the first day only when begun by then', () => {
    const asked = fc.record({ begins: fc.nat({ max: 60 }), lasts: fc.nat({ max: 400 }) });
    fc.assert(
      fc.property(anchors, asked, (anchor, { begins, lasts }) => {
        const from = addDays(anchor, begins);
        const pause: Pause = { from, until: addDays(from, lasts), reason: 'complaint' };
        const one: Case = { ...quiet(anchor), pauses: [pause], pausedBy: ['complaint'] };
        const window = after({ from: { days: 28 }, to: { days: 42 } }, one);
        assert.equal(daysBetween(anchor, window.from ?? ''), begins <= 28 ? 28 + lasts : 28);
        assert.equal(daysBetween(anchor, window.to), begins <= 42 ? 42 + lasts : 42);
      }),
      runs,
    );
  });

  test('counting the days without a pause one by one gives the same end, in days, weeks and months', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), cases, (count, one) => {
        assert.equal(after({ to: { days: count } }, one).to, unpausedDayByHand(count, one));
        assert.equal(after({ to: { weeks: count } }, one).to, unpausedDayByHand(count * 7, one));
        const unpaused = after({ to: { months: count } }, { ...one, pausedBy: [] }).to;
        const days = daysBetween(one.anchor, unpaused);
        assert.equal(after({ to: { months: count } }, one).to, unpausedDayByHand(days, one));
      }),
      runs,
    );
  });

  test('leave out as many days as are said to be left out, in any unit', () => {
    fc.assert(
      fc.property(periods, cases, (to, one) => {
        const { window, counted } = placedAfter({ to }, one);
        let days = 0;
        for (let day = one.anchor; day < window.to; day = addDays(day, 1))
          if (isPaused(new Date(day), one)) days += 1;
        assert.equal(counted.pausedDays, days);
      }),
      runs,
    );
  });

  test('neither their order matters, nor that one is written twice', () => {
    fc.assert(
      fc.property(periods, cases, (to, one) => {
        const again = { ...one, pauses: [...one.pauses.toReversed(), ...one.pauses] };
        assert.deepEqual(after({ to }, again), after({ to }, one));
      }),
      runs,
    );
  });

  test('one more pause never brings an end forward', () => {
    fc.assert(
      fc.property(periods, cases, (to, one) => {
        const fewer = { ...one, pauses: one.pauses.slice(1) };
        assert.ok(after({ to }, one).to >= after({ to }, fewer).to);
      }),
      runs,
    );
  });
});

describe('working days', () => {
  test('never land on a weekend, on a bank holiday or in a pause', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), cases, (count, one) => {
        const period = { 'working-days': count };
        const [end, start] = [after({ to: period }, one).to, before({ to: period }, one).to];
        for (const day of [end, start]) assert.ok(isWorked(new Date(day), one), day);
        assert.ok(!isPaused(new Date(end), one), end);
      }),
      runs,
    );
  });

  test('counted one day at a time give the same day, after and before', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), cases, (count, one) => {
        const period = { 'working-days': count };
        assert.equal(after({ to: period }, one).to, workingDayByHand(count, 1, one));
        assert.equal(before({ to: period }, one).to, workingDayByHand(count, -1, one));
      }),
      runs,
    );
  });
});

test('months end on the same day of the month, or on the last day of a shorter one', () => {
  fc.assert(
    fc.property(anchors, fc.integer({ min: 0, max: 50 }), (anchor, months) => {
      const [year = 0, month = 0, day = 0] = anchor.split('-').map(Number);
      for (const [{ to }, count] of [
        [after({ to: { months } }, quiet(anchor)), months],
        [before({ to: { months } }, quiet(anchor)), -months],
      ] as const) {
        const lastDay = new Date(Date.UTC(year, month + count, 0));
        assert.equal(to.slice(0, 7), iso(lastDay).slice(0, 7));
        assert.equal(Number(to.slice(8)), Math.min(day, lastDay.getUTCDate()));
      }
    }),
    runs,
  );
});

test('a window before a day mirrors one after it, and no pause moves it', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), cases, (first, more, one) => {
      const ends = { from: { days: first + more }, to: { days: first } };
      const { from = '', to } = before(ends, one);
      assert.deepEqual([daysBetween(from, one.anchor), daysBetween(to, one.anchor)], [first + more, first]);
      const unpaused = { ...one, pauses: [] };
      assert.equal(after({ to: ends.from }, { ...unpaused, anchor: from }).to, one.anchor);
      assert.deepEqual(before(ends, unpaused), { from, to });
    }),
    runs,
  );
});
