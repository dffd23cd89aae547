import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  ageOn,
  dateInLondon,
  daysBetween,
  fromToday,
  instantInLondon,
  inWords,
  inWordsWithWeekday,
  isPlainDate,
  notAWorkingDay,
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
