import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Facts, Pause } from './facts.ts';
import type { WindowRule } from './procedure.ts';
import { placeWindow, type Window } from './window.ts';

const calendar = {
  bankHolidays: new Map([
    ['2025-12-25', 'Christmas Day'],
    ['2025-12-26', 'Boxing Day'],
    ['2026-01-01', 'New Year’s Day'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
  ]),
  today: '2026-03-20',
};
const placed = (rule: WindowRule, facts: Facts) => {
  const place = placeWindow(rule, facts, calendar);
  assert.ok('window' in place);
  return place;
};
const windowOf = (rule: WindowRule, facts: Facts): Window => placed(rule, facts).window;

describe('Derby’s meeting, from day 28 to day 42', () => {
  const derby = { from: { days: 28 }, to: { days: 42 }, after: 'broke-down-on' } as const;
  const mayMeetOn = (day: string, brokeDownOn: string): boolean => {
    const { from = '', to } = windowOf(derby, { 'broke-down-on': brokeDownOn });
    return from <= day && day <= to;
  };
  const days = [
    ['over the spring clock change', '2026-03-01', '2026-03-28', '2026-03-29', '2026-04-12', '2026-04-13'],
    ['over the autumn clock change', '2026-10-11', '2026-11-07', '2026-11-08', '2026-11-22', '2026-11-23'],
    ['over 29 February', '2028-02-01', '2028-02-28', '2028-02-29', '2028-03-14', '2028-03-15'],
    ['over a February without one', '2027-02-01', '2027-02-28', '2027-03-01', '2027-03-15', '2027-03-16'],
    ['over the year’s end', '2026-12-04', '2026-12-31', '2027-01-01', '2027-01-15', '2027-01-16'],
  ] as const;
  for (const [when, brokeDownOn, day27, day28, day42, day43] of days)
    test(`${when}: day 27 is too early, 28 and 42 are allowed, 43 is too late`, () => {
      const allowed = [day27, day28, day42, day43].map((day) => mayMeetOn(day, brokeDownOn));
      assert.deepEqual(allowed, [false, true, true, false]);
    });

  test('waits for the day it ended, while nobody knows it', () => {
    assert.deepEqual(placeWindow(derby, { 'panel-on': '2026-03-01' }, calendar), { awaits: 'broke-down-on' });
  });

  test('is not paused by a complaint, which Derby does not name', () => {
    const pauses: readonly Pause[] = [{ from: '2026-03-05', reason: 'complaint' }];
    const { window, paused } = placed(derby, { 'broke-down-on': '2026-03-01', pauses });
    assert.deepEqual([window, paused], [{ from: '2026-03-29', to: '2026-04-12' }, undefined]);
  });
});

describe('a deadline after a day', () => {
  test('a month after 31 January is the last day of February', () => {
    const rule = { to: { months: 1 }, after: 'decided-on' } as const;
    assert.deepEqual(windowOf(rule, { 'decided-on': '2026-01-31' }), { to: '2026-02-28' });
  });

  test('five working days from Christmas Eve end on 5 January', () => {
    const rule = { to: { 'working-days': 5 }, after: 'broke-down-on' } as const;
    assert.deepEqual(windowOf(rule, { 'broke-down-on': '2025-12-24' }), { to: '2026-01-05' });
  });

  test('one working day from Maundy Thursday, or from any day of Easter, is the Tuesday', () => {
    const rule = { to: { 'working-days': 1 }, after: 'broke-down-on' } as const;
    for (const day of ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-06'])
      assert.deepEqual(windowOf(rule, { 'broke-down-on': day }), { to: '2026-04-07' });
  });

  test('beyond the years of the list only weekends are not worked', () => {
    const rule = { to: { 'working-days': 1 }, after: 'broke-down-on' } as const;
    assert.deepEqual(windowOf(rule, { 'broke-down-on': '2040-12-24' }), { to: '2040-12-25' });
  });

  test('says that bank holidays are not known where working days run past those that are', () => {
    const known = { ...calendar, knownUntil: '2028-12-31' };
    const after = (to: WindowRule['to'], day: string) => {
      const placed = placeWindow({ to, after: 'meeting-on' }, { 'meeting-on': day }, known);
      return 'window' in placed && placed.counted.uncertainAfter;
    };
    assert.equal(after({ 'working-days': 5 }, '2028-12-22'), undefined);
    assert.equal(after({ 'working-days': 5 }, '2028-12-27'), '2028-12-31');
    assert.equal(after({ days: 9 }, '2028-12-27'), undefined, 'which are counted without a calendar');
    const back: WindowRule = { to: { 'working-days': 3 }, before: 'meeting-on' };
    const placed = placeWindow(back, { 'meeting-on': '2029-01-02' }, known);
    assert.ok('window' in placed && placed.counted.uncertainAfter, 'a day before it may be a holiday');
  });

  test('ends that cross because one counts working days leave the last day', () => {
    const rule = { from: { 'working-days': 5 }, to: { days: 7 }, after: 'broke-down-on' } as const;
    assert.deepEqual(windowOf(rule, { 'broke-down-on': '2025-12-24' }), {
      from: '2025-12-31',
      to: '2025-12-31',
    });
  });
});

describe('a window before a day', () => {
  test('28 to 14 days before the panel begins with the earlier of them', () => {
    const rule = { from: { days: 28 }, to: { days: 14 }, before: 'panel-on' } as const;
    assert.deepEqual(windowOf(rule, { 'panel-on': '2026-03-31' }), { from: '2026-03-03', to: '2026-03-17' });
  });

  test('one working day before the Tuesday after Easter is Maundy Thursday', () => {
    const rule = { to: { 'working-days': 1 }, before: 'meeting-on' } as const;
    assert.deepEqual(windowOf(rule, { 'meeting-on': '2026-04-07' }), { to: '2026-04-02' });
  });

  test('is not paused: the panel sits when it sits', () => {
    const rule = { to: { days: 14 }, before: 'panel-on', 'paused-by': ['complaint'] } as const;
    const pauses: readonly Pause[] = [{ from: '2026-03-05', reason: 'complaint' }];
    assert.deepEqual(placed(rule, { 'panel-on': '2026-03-31', pauses }), {
      window: { to: '2026-03-17' },
      counted: { from: 'panel-on', on: '2026-03-31', direction: 'before', pausedDays: 0 },
    });
  });
});

describe('a pause', () => {
  const rule = {
    from: { days: 28 },
    to: { days: 42 },
    after: 'broke-down-on',
    'paused-by': ['complaint', 'police-investigation'],
  } as const;
  const during = (...pauses: readonly Pause[]) => placed(rule, { 'broke-down-on': '2026-03-01', pauses });
  const complaint = (from: string, until?: string): Pause => ({
    from,
    ...(until && { until }),
    reason: 'complaint',
  });
  const unmoved = { from: '2026-03-29', to: '2026-04-12' };

  test('of seven days moves both ends by seven', () => {
    const { window } = during(complaint('2026-03-05', '2026-03-12'));
    assert.deepEqual(window, { from: '2026-04-05', to: '2026-04-19' });
  });

  test('between the first day and the last moves the last alone', () => {
    assert.deepEqual(during(complaint('2026-04-01', '2026-04-08')).window, {
      from: '2026-03-29',
      to: '2026-04-19',
    });
  });

  test('from the last day itself moves it; from the day after it moves nothing', () => {
    assert.equal(during(complaint('2026-04-12', '2026-04-15')).window.to, '2026-04-15');
    assert.deepEqual(during(complaint('2026-04-13', '2026-04-16')).window, unmoved);
  });

  test('before the day it is counted from moves nothing, and one that goes on over it only from there', () => {
    assert.deepEqual(during(complaint('2026-02-01', '2026-03-01')).window, unmoved);
    assert.deepEqual(during(complaint('2026-02-01', '2026-03-04')).window, {
      from: '2026-04-01',
      to: '2026-04-15',
    });
  });

  test('counts once where two overlap, and a second one that the first moved the end onto counts too', () => {
    const police: Pause = { from: '2026-03-10', until: '2026-03-15', reason: 'police-investigation' };
    assert.equal(during(complaint('2026-03-05', '2026-03-12'), police).window.to, '2026-04-22');
    const later = complaint('2026-04-15', '2026-04-17');
    assert.equal(during(later, complaint('2026-03-05', '2026-03-12')).window.to, '2026-04-21');
  });

  test('for a reason the procedure does not name moves nothing', () => {
    const court: Pause = { from: '2026-03-05', reason: 'court-proceedings' };
    const { window, counted, paused } = during(court);
    assert.deepEqual([window, counted.pausedDays, paused], [unmoved, 0, undefined]);
  });

  test('that goes on has lasted until today, and says why time stands still', () => {
    const open = complaint('2026-03-10');
    assert.deepEqual(during(open), {
      window: { from: '2026-04-08', to: '2026-04-22' },
      counted: { from: 'broke-down-on', on: '2026-03-01', direction: 'after', pausedDays: 10 },
      paused: open,
    });
    const known = complaint('2026-03-10', '2026-03-24');
    assert.deepEqual(during(known).paused, known);
  });

  test('that is over, is still to come, or came after the last day stops nothing today', () => {
    assert.equal(during(complaint('2026-03-05', '2026-03-20')).paused, undefined);
    assert.equal(during(complaint('2026-03-21')).paused, undefined);
    const shorter = { to: { days: 7 }, after: 'broke-down-on', 'paused-by': ['complaint'] } as const;
    const past = placed(shorter, { 'broke-down-on': '2026-03-01', pauses: [complaint('2026-03-09')] });
    assert.deepEqual(
      [past.window, past.counted.pausedDays, past.paused],
      [{ to: '2026-03-08' }, 0, undefined],
    );
  });

  test('takes its days out of those that are worked: one of five was done before it, four come after', () => {
    const iro = { to: { 'working-days': 5 }, after: 'broke-down-on', 'paused-by': ['complaint'] } as const;
    const pauses = [complaint('2026-03-04', '2026-03-12')];
    assert.deepEqual(windowOf(iro, { 'broke-down-on': '2026-03-02', pauses }), { to: '2026-03-17' });
    assert.deepEqual(windowOf(iro, { 'broke-down-on': '2026-03-02' }), { to: '2026-03-09' });
  });

  test('from the first day on: the first working day after it is the first that counts', () => {
    const iro = { to: { 'working-days': 1 }, after: 'broke-down-on', 'paused-by': ['complaint'] } as const;
    const pauses = [complaint('2026-03-02', '2026-03-05')];
    assert.deepEqual(windowOf(iro, { 'broke-down-on': '2026-03-02', pauses }), { to: '2026-03-05' });
  });
});
