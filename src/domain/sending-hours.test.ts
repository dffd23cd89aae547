import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBankHolidays } from '../procedures/read-procedures.ts';
import { dateInLondon, timeInLondon } from './dates.ts';
import type { Sending } from './procedure.ts';
import { type SendingFacts, waitInWords, whenToSend } from './sending-hours.ts';

const { bankHolidays } = readBankHolidays(join(import.meta.dirname, '../../reference/bank-holidays.yaml'));
const sending: Sending = {
  hours: [
    { on: ['monday', 'tuesday', 'wednesday', 'thursday'], from: '09:00', to: '17:00' },
    { on: ['friday'], from: '09:00', to: '15:00' },
  ],
  'bank-holidays': 'no',
  'days-around-birthdays': 1,
  'child-told-first': 'yes',
  'hours-before-meeting': 48,
  because: { paragraph: '1', says: 'So that somebody is there.' },
};
const facts: SendingFacts = {
  ...{ kind: 'invitation', isStaff: false, isByHand: false, childrenAreTold: true },
  meeting: { heldOn: '2026-12-08', startsAt: '10:00' },
  bornOn: [],
  bankHolidays,
};
const wait = (now: string, changes: Partial<SendingFacts> = {}, by: Sending | undefined = sending) => {
  const held = whenToSend(new Date(now), by, { ...facts, ...changes });
  return held === null ? null : [held.at?.toISOString() ?? null, held.because];
};

test('within the hours a message leaves at once, from the first minute and up to the last', () => {
  assert.equal(wait('2026-03-10T09:00:00Z'), null);
  assert.equal(wait('2026-03-10T16:59:59Z'), null);
  assert.deepEqual(wait('2026-03-10T08:59:59Z'), ['2026-03-10T09:00:00.000Z', 'not sent before 9am']);
  assert.deepEqual(wait('2026-03-10T17:00:00Z'), [
    '2026-03-11T09:00:00.000Z',
    'not sent on a Tuesday evening',
  ]);
});

test('what is written on a Friday evening waits until Monday morning, across the change of the clocks too', () => {
  // The clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October.
  assert.deepEqual(wait('2026-03-27T17:30:00Z'), [
    '2026-03-30T08:00:00.000Z',
    'not sent on a Friday evening',
  ]);
  assert.deepEqual(wait('2026-03-27T15:00:00Z'), [
    '2026-03-30T08:00:00.000Z',
    'not sent on a Friday afternoon',
  ]);
  assert.deepEqual(wait('2026-10-23T16:30:00Z'), [
    '2026-10-26T09:00:00.000Z',
    'not sent on a Friday evening',
  ]);
  // Nine in London, one hour apart in UTC.
  assert.deepEqual(wait('2026-03-30T07:59:00Z'), ['2026-03-30T08:00:00.000Z', 'not sent before 9am']);
  assert.deepEqual(wait('2026-10-26T08:00:00Z'), ['2026-10-26T09:00:00.000Z', 'not sent before 9am']);
});

test('hours that lie in the hour the clocks skip, or have twice, are found all the same', () => {
  const night: Sending = { ...sending, hours: [{ on: ['sunday'], from: '01:30', to: '04:00' }] };
  assert.deepEqual(wait('2026-03-28T12:00:00Z', {}, night)?.[0], '2026-03-29T01:30:00.000Z');
  assert.deepEqual(wait('2026-10-24T12:00:00Z', {}, night)?.[0], '2026-10-25T00:30:00.000Z');
});

test('nothing is sent on a bank holiday, or at a weekend', () => {
  assert.deepEqual(wait('2026-04-03T10:00:00Z'), [
    '2026-04-07T08:00:00.000Z',
    'not sent on a bank holiday (Good Friday)',
  ]);
  assert.deepEqual(wait('2026-03-14T10:00:00Z'), ['2026-03-16T09:00:00.000Z', 'not sent on a Saturday']);
  assert.equal(wait('2026-04-03T10:00:00Z', {}, { ...sending, 'bank-holidays': 'yes' }), null);
});

test('nothing is sent to families and carers around the birthday of any child of the case', () => {
  const bornOn = ['2011-01-01', '2018-05-06'];
  assert.equal(wait('2026-05-01T10:00:00Z', { bornOn }), null);
  // Monday 4 May is a bank holiday, the 5th to the 7th are the birthday and a day on either side.
  for (const day of ['05', '06', '07'])
    assert.deepEqual(wait(`2026-05-${day}T10:00:00Z`, { bornOn }), [
      '2026-05-08T08:00:00.000Z',
      'not sent around a child’s birthday',
    ]);
  assert.deepEqual(
    wait('2026-12-31T10:00:00Z', { bornOn, meeting: { heldOn: '2027-02-01', startsAt: '10:00' } })?.[0],
    '2027-01-04T09:00:00.000Z',
  );
  assert.equal(wait('2026-05-06T10:00:00Z', { bornOn, isStaff: true }), null);
  assert.equal(wait('2027-03-02T10:00:00Z', { bornOn: ['2016-02-29'], kind: 'copy' }), null);
  assert.deepEqual(
    wait('2027-03-01T10:00:00Z', { bornOn: ['2016-02-29'], kind: 'copy' })?.[0],
    '2027-03-02T09:00:00.000Z',
  );
});

test('others hear of the meeting only once the child was told, and staff prepare it before', () => {
  const childrenAreTold = false;
  for (const kind of ['invitation', 'change', 'reminder', 'times', 'times-changed'] as const)
    assert.deepEqual(wait('2026-03-10T10:00:00Z', { kind, childrenAreTold }), [
      null,
      'the child is told first',
    ]);
  for (const kind of ['code', 'copy', 'cancellation', 'withdrawal'] as const)
    assert.equal(wait('2026-03-10T10:00:00Z', { kind, childrenAreTold }), null);
  assert.equal(wait('2026-03-10T10:00:00Z', { childrenAreTold, isStaff: true }), null);
  assert.equal(
    wait('2026-03-10T10:00:00Z', { childrenAreTold }, { ...sending, 'child-told-first': 'no' }),
    null,
  );
  // Also what a worker would hand over: they are to wait as well, and for no hour.
  assert.deepEqual(wait('2026-03-13T20:00:00Z', { childrenAreTold, isByHand: true })?.[0], null);
  assert.equal(wait('2026-03-13T20:00:00Z', { isByHand: true }), null);
});

test('a one-time code is never put off, and nothing is without hours', () => {
  assert.equal(
    wait('2026-12-25T23:00:00Z', { kind: 'code', childrenAreTold: false, bornOn: ['2015-12-25'] }),
    null,
  );
  assert.equal(
    whenToSend(new Date('2026-12-25T23:00:00Z'), undefined, { ...facts, childrenAreTold: false }),
    null,
  );
});

test('what would come too late before the meeting is not put off; a reminder is', () => {
  // Friday evening. The meeting is on Tuesday at ten: until Monday at nine it is 25 hours before.
  const meeting = { heldOn: '2026-03-17', startsAt: '10:00' };
  const friday = '2026-03-13T18:00:00Z';
  for (const kind of [
    'change',
    'cancellation',
    'withdrawal',
    'invitation',
    'pack',
    'times',
    'times-changed',
  ] as const)
    assert.equal(wait(friday, { kind, meeting }), null, kind);
  assert.ok(wait(friday, { kind: 'reminder', meeting }));
  assert.ok(
    wait(friday, { kind: 'change', meeting: { ...meeting, heldOn: '2026-03-18', startsAt: '09:00' } }),
  );
  // A change that somebody must hear of now does not wait for the child; an invitation does.
  assert.equal(wait('2026-03-16T12:00:00Z', { kind: 'change', meeting, childrenAreTold: false }), null);
  assert.deepEqual(wait('2026-03-16T12:00:00Z', { meeting, childrenAreTold: false })?.[0], null);
});

test('the page says until when, in London’s time', () => {
  const held = { at: new Date('2026-03-30T08:00:00Z'), because: 'not sent on a Friday evening' };
  assert.equal(waitInWords(held), 'waits until Monday 30 March 2026 at 9am: not sent on a Friday evening');
  assert.equal(
    waitInWords({ at: null, because: 'the child is told first' }),
    'waits: the child is told first',
  );
});

test('a message that waits leaves at the moment it was put off to, at a time and on a day on which it may, and not before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2026-01-01') / 60_000, max: Date.parse('2028-06-01') / 60_000 }),
      fc.array(fc.constantFrom('2012-02-29', '2014-12-25', '2016-07-03', '2019-10-24'), { maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (minute, bornOn, share) => {
        const now = new Date(minute * 60_000);
        const about = { ...facts, kind: 'reminder', bornOn } as const;
        const held = whenToSend(now, sending, about);
        if (held === null) return;
        const { at } = held;
        assert.ok(at !== null && at > now);
        assert.equal(whenToSend(at, sending, about), null);
        assert.equal(timeInLondon(at), '09:00');
        assert.equal(bankHolidays.has(dateInLondon(at)), false);
        const between = new Date(now.getTime() + share * (at.getTime() - now.getTime() - 1));
        assert.equal(whenToSend(between, sending, about)?.at?.getTime(), at.getTime());
      },
    ),
    { numRuns: 300 },
  );
});
