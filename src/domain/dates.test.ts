import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import {
  addDays,
  addPeriod,
  ageOn,
  dateInLondon,
  daysBetween,
  fromToday,
  instantInLondon,
  inWords,
  inWordsWithWeekday,
  isPlainDate,
  nextWorkingDay,
  notAWorkingDay,
  type Period,
  timeInLondon,
  timeInWords,
} from './dates.ts';

const someDate = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('28 days after 1 March 2026 is Sunday 29 March, the day the clocks change', () => {
  assert.equal(addDays('2026-03-01', 28), '2026-03-29');
  assert.equal(inWordsWithWeekday('2026-03-29'), 'Sunday 29 March 2026');
});

test('days added and counted agree, across leap years, clock changes and year ends', () => {
  fc.assert(
    fc.property(someDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
      assert.equal(daysBetween(date, addDays(date, days)), days);
      // An independent count: midnights in UTC, which has no clock changes.
      const expected = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
        .toISOString()
        .slice(0, 10);
      assert.equal(addDays(date, days), expected);
    }),
  );
});

test('30 February and words are not dates', () => {
  assert.equal(isPlainDate('2026-02-28'), true);
  for (const text of ['2026-02-30', '2026-2-3', 'yesterday', '', '2026-13-01'])
    assert.equal(isPlainDate(text), false);
});

test('a summer evening after midnight in London is the next day there', () => {
  assert.equal(dateInLondon(new Date('2026-07-01T23:30:00Z')), '2026-07-02');
  assert.equal(timeInLondon(new Date('2026-07-01T23:30:00Z')), '00:30');
  assert.equal(dateInLondon(new Date('2026-01-01T23:30:00Z')), '2026-01-01');
});

test('ten o’clock in London is nine UTC in summer and ten in winter', () => {
  assert.equal(instantInLondon('2026-07-01', '10:00').toISOString(), '2026-07-01T09:00:00.000Z');
  assert.equal(instantInLondon('2026-01-05', '10:00').toISOString(), '2026-01-05T10:00:00.000Z');
});

test('dates, times and distances are said as people say them', () => {
  assert.equal(inWords('2026-04-12'), '12 April 2026');
  assert.deepEqual(['00:00', '10:00', '12:00', '14:30'].map(timeInWords), ['12am', '10am', '12pm', '2:30pm']);
  const said = ['2026-03-10', '2026-03-11', '2026-03-09', '2026-03-19', '2026-03-01'].map((date) =>
    fromToday(date, '2026-03-10'),
  );
  assert.deepEqual(said, ['today', 'tomorrow', 'yesterday', 'in 9 days', '9 days ago']);
});

test('a child born on 29 February has a birthday on 1 March in other years', () => {
  assert.equal(ageOn('2020-02-29', '2026-02-28'), 5);
  assert.equal(ageOn('2020-02-29', '2026-03-01'), 6);
});

test('weekends and bank holidays are pointed out, working days are not', () => {
  const holidays = new Map([['2026-04-03', 'Good Friday']]);
  assert.equal(notAWorkingDay('2026-04-03', holidays), 'a bank holiday (Good Friday)');
  assert.equal(notAWorkingDay('2026-04-12', holidays), 'a Sunday');
  assert.equal(notAWorkingDay('2026-04-10', holidays), null);
});

describe('a period', () => {
  test('of a month or a year ends on the same day of the month, or on its last', () => {
    assert.equal(addPeriod('2026-01-15', { months: 1 }), '2026-02-15');
    assert.equal(addPeriod('2026-01-31', { months: 1 }), '2026-02-28');
    assert.equal(addPeriod('2028-01-31', { months: 1 }), '2028-02-29');
    assert.equal(addPeriod('2026-08-31', { months: 13 }), '2027-09-30');
    assert.equal(addPeriod('2028-02-29', { years: 1 }), '2029-02-28');
    assert.equal(addPeriod('2026-12-31', { weeks: 1 }), '2027-01-07');
  });

  test('counts backward as well: a month before 31 March is the end of February', () => {
    assert.equal(addPeriod('2026-03-31', { months: 1 }, -1), '2026-02-28');
    assert.equal(addPeriod('2028-02-29', { years: 1 }, -1), '2027-02-28');
    assert.equal(addPeriod('2026-03-01', { days: 28 }, -1), '2026-02-01');
    assert.equal(addPeriod('2026-01-05', { weeks: 2 }, -1), '2025-12-22');
  });

  test('of working days begins to count on the first of them after the day itself', () => {
    assert.equal(addPeriod('2026-03-06', { 'working-days': 1 }), '2026-03-09');
    assert.equal(addPeriod('2026-03-07', { 'working-days': 1 }), '2026-03-09');
    assert.equal(addPeriod('2026-03-09', { 'working-days': 5 }), '2026-03-16');
    assert.equal(addPeriod('2026-03-09', { 'working-days': 5 }, -1), '2026-03-02');
  });

  test('of no working days is the day itself, or the next on which anybody works', () => {
    assert.equal(addPeriod('2026-03-06', { 'working-days': 0 }), '2026-03-06');
    assert.equal(addPeriod('2026-03-07', { 'working-days': 0 }), '2026-03-09');
    assert.equal(addPeriod('2026-03-07', { 'working-days': 0 }, -1), '2026-03-06');
  });

  test('agrees with Temporal in every unit, forward and backward', () => {
    fc.assert(
      fc.property(
        someDate,
        fc.constantFrom('days' as const, 'weeks' as const, 'months' as const, 'years' as const),
        fc.nat({ max: 500 }),
        fc.constantFrom(1 as const, -1 as const),
        (date, unit, count, direction) => {
          const period = { [unit]: count } as Period;
          assert.equal(
            addPeriod(date, period, direction),
            Temporal.PlainDate.from(date)
              .add({ [unit]: direction * count })
              .toString(),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('that leads beyond the year 9999 is still a date', () => {
    assert.equal(addPeriod('9999-12-31', { days: 1 }), Temporal.PlainDate.from('+010000-01-01').toString());
  });
});

test('days between two dates, weekdays and dates in words are those of Temporal', () => {
  fc.assert(
    fc.property(someDate, someDate, (from, to) => {
      const day = Temporal.PlainDate.from(from);
      assert.equal(daysBetween(from, to), day.until(to, { largestUnit: 'days' }).days);
      assert.equal(
        inWordsWithWeekday(from),
        day.toLocaleString('en-GB', { dateStyle: 'full' }).replace(',', ''),
      );
    }),
    { numRuns: 1_000 },
  );
});

test('after Maundy Thursday the next working day is the Tuesday, and before Tuesday it is the Thursday', () => {
  const easter = new Map([
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
  ]);
  assert.equal(nextWorkingDay('2026-04-02', 1, easter), '2026-04-07');
  assert.equal(nextWorkingDay('2026-04-07', -1, easter), '2026-04-02');
  assert.equal(nextWorkingDay('2026-04-02'), '2026-04-03');
});

describe('the list of bank holidays', () => {
  const listed: { 'known-until': string; days: Record<string, string> } = parse(
    readFileSync(join(import.meta.dirname, '../../reference/bank-holidays.yaml'), 'utf8'),
  );

  /** Easter Sunday by the Gregorian reckoning of Meeus, Jones and Butcher. */
  const easterIn = (year: number): string => {
    const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
    const leaps = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
    const moon = (19 * golden + century - Math.floor(century / 4) - leaps + 15) % 30;
    const week = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
    const late = Math.floor((golden + 11 * moon + 22 * week) / 451);
    return addDays(`${year}-03-22`, moon + week - 7 * late);
  };
  const mondayFrom = (date: string): string =>
    inWordsWithWeekday(date).startsWith('Monday') ? date : mondayFrom(addDays(date, 1));
  /** What the law and custom give in any year, without what one year alone was given. */
  const usualIn = (year: number) => [
    nextWorkingDay(`${year - 1}-12-31`),
    addDays(easterIn(year), -2),
    addDays(easterIn(year), 1),
    ...[`${year}-05-01`, `${year}-05-25`, `${year}-08-25`].map(mondayFrom),
    ...[1, 2].map((days) => addPeriod(`${year}-12-24`, { 'working-days': days })),
  ];

  test('has every one from 2018 to the end of the year it is known until, and nothing else', () => {
    const until = Number(listed['known-until'].slice(0, 4));
    assert.equal(listed['known-until'], `${until}-12-31`);
    const movedAway = ['2020-05-04', '2022-05-30'];
    const oneOff = ['2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08'];
    const usual = Array.from({ length: until - 2017 }, (_, index) => usualIn(2018 + index)).flat();
    assert.deepEqual(
      Object.keys(listed.days),
      [...usual.filter((date) => !movedAway.includes(date)), ...oneOff].sort(),
    );
  });
});
