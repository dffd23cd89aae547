import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CaseRecord } from './case.ts';
import {
  copyReminderDue,
  endOf,
  giveTime,
  hasExpired,
  isReadable,
  lastDayToRead,
  readableFrom,
  type Waiting,
} from './copy-time.ts';
import { addDays, dateInLondon } from './dates.ts';
import type { CopyReminder } from './procedure.ts';

const bankHolidays = new Map([
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
]);
const rule: CopyReminder = { key: 'copy', to: 'not-opened', after: { 'working-days': 5 }, at: '09:00' };
const releasedAt = new Date('2026-03-31T12:00:00Z');
const sent: Waiting['messages'][number] = {
  ...{ status: 'sent', channel: 'email', sentAt: new Date('2026-03-31T12:01:00Z') },
  ...{ reminderRule: null, reminderDay: null },
};
const copy = (changes: Partial<Waiting> = {}): Waiting => ({
  ...{ releasedAt, withdrawnAt: null, readableUntil: readableFrom(releasedAt), openedAt: null },
  ...{ isReached: true, messages: [sent] },
  ...changes,
});
const dueAt = (one: Waiting, now: string, rules: readonly CopyReminder[] = [rule]): string | undefined =>
  copyReminderDue(rules, one, { now: new Date(now), bankHolidays })?.key;

test('a copy can be read to the end of the fourteenth day after its release, by London’s clocks', () => {
  assert.equal(readableFrom(releasedAt).toISOString(), '2026-04-14T23:00:00.000Z');
  assert.equal(readableFrom(new Date('2026-10-20T12:00:00Z')).toISOString(), '2026-11-04T00:00:00.000Z');
  assert.equal(lastDayToRead(readableFrom(releasedAt)), '2026-04-14');
  const end = readableFrom(releasedAt).getTime();
  assert.equal(isReadable(copy(), new Date(end - 1)), true);
  assert.equal(isReadable(copy(), new Date(end)), false);
  assert.deepEqual([hasExpired(copy(), new Date(end - 1)), hasExpired(copy(), new Date(end))], [false, true]);
});

test('what was withdrawn, or never released, neither can be read nor has expired', () => {
  for (const one of [copy({ withdrawnAt: releasedAt }), copy({ releasedAt: null, readableUntil: null })])
    for (const now of [releasedAt, new Date('2027-01-01T00:00:00Z')])
      assert.deepEqual([isReadable(one, now), hasExpired(one, now)], [false, false]);
});

test('the last day somebody is told is the day whose end it ends with', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const day = addDays('2024-01-01', days);
      assert.equal(lastDayToRead(endOf(day)), day);
      assert.equal(dateInLondon(endOf(day)), addDays(day, 1));
    }),
  );
});

test('whoever has not opened their copy is reminded from the minute that the rule says, over Easter too', () => {
  assert.equal(dueAt(copy(), '2026-04-09T07:59:59Z'), undefined);
  assert.equal(dueAt(copy(), '2026-04-09T08:00:00Z'), 'copy');
});

test('nobody is reminded whose copy was opened or withdrawn or has expired, or whom it has not reached', () => {
  const now = '2026-04-10T12:00:00Z';
  const byHand = (channel: 'letter' | 'by-hand') => copy({ messages: [{ ...sent, channel }] });
  assert.equal(dueAt(copy(), now), 'copy');
  for (const [why, one] of Object.entries({
    opened: copy({ openedAt: new Date('2026-04-01T12:00:00Z') }),
    withdrawn: copy({ withdrawnAt: new Date('2026-04-01T12:00:00Z') }),
    expired: copy({ readableUntil: new Date(now) }),
    'gone, or sent nothing': copy({ isReached: false }),
    'not sent yet': copy({ messages: [{ ...sent, status: 'queued', sentAt: null }] }),
    posted: byHand('letter'),
    'handed over': byHand('by-hand'),
    'a moment ago': copy({ messages: [{ ...sent, sentAt: new Date('2026-04-10T09:00:00Z') }] }),
    'reminded already': copy({
      messages: [sent, { ...sent, status: 'failed', reminderRule: 'copy', reminderDay: '2026-03-31' }],
    }),
  }))
    assert.equal(dueAt(one, now), undefined, why);
});

test('of two reminders that both came due the later alone is sent, and then neither again', () => {
  const rules: readonly CopyReminder[] = [rule, { ...rule, key: 'again', after: { 'working-days': 6 } }];
  assert.equal(dueAt(copy(), '2026-04-13T12:00:00Z', rules), 'again');
  const reminded = copy({
    messages: [
      sent,
      {
        ...sent,
        sentAt: new Date('2026-04-10T08:00:00Z'),
        ...{ reminderRule: 'again', reminderDay: '2026-03-31' },
      },
    ],
  });
  assert.equal(dueAt(reminded, '2026-04-13T12:00:00Z', rules), undefined);
});

test('a copy that was released anew is reminded of anew', () => {
  const before = { ...sent, reminderRule: 'copy', reminderDay: '2026-03-24' };
  assert.equal(dueAt(copy({ messages: [before, sent] }), '2026-04-10T12:00:00Z'), 'copy');
});

const record = { placement: { roles: [] }, meeting: null } as unknown as CaseRecord;
const by = { record, personId: 'p', authors: ['a'], field: 'until', today: '2026-04-10' };

test('more time is until the end of a day from today to ninety days on, expired or not', () => {
  const given = (day: string | null, one: Waiting = copy()) => giveTime(one, day, by);
  assert.deepEqual(given('2026-04-10'), { ok: true, value: new Date('2026-04-10T23:00:00Z') });
  assert.deepEqual(given('2026-07-09'), { ok: true, value: new Date('2026-07-09T23:00:00Z') });
  assert.equal(given('2026-05-01', copy({ readableUntil: new Date('2026-04-01T00:00:00Z') })).ok, true);
  for (const day of ['2026-04-09', '2026-07-10', null])
    assert.match(JSON.stringify(given(day)), /Enter a day from today to 9 July 2026/);
});

test('nobody gives time to a copy that was taken back, or in whose minutes they wrote', () => {
  assert.match(
    JSON.stringify(giveTime(copy({ withdrawnAt: releasedAt }), '2026-05-01', by)),
    /not with its reader/,
  );
  assert.match(
    JSON.stringify(giveTime(copy(), '2026-05-01', { ...by, personId: 'a' })),
    /You wrote in these minutes, so somebody else gives more time: the team manager/,
  );
});
