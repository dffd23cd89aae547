import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { failureInWords, meaningOf, type Receipt, receiptStatuses, type Taken } from './receipt.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 10, minute));
const taken = (notificationId: string, minute: number, receipt: Taken['receipt'] = null): Taken => ({
  ...{ notificationId, takenAt: at(minute), receipt },
});
const said = (notificationId: string, minute: number, status: Receipt['status'] = 'permanent-failure') => ({
  ...{ notificationId, status, takenAt: at(minute) },
});
const nothing = { isKept: false, becomes: 'as-it-was' };

test('the first word on what was taken last is what became of the message', () => {
  assert.deepEqual(meaningOf(said('a', 0), [taken('a', 0)]), { isKept: true, becomes: 'failed' });
  assert.deepEqual(meaningOf(said('a', 0, 'delivered'), [taken('a', 0)]), {
    isKept: true,
    becomes: 'arrived',
  });
});

test('a second word on the same changes nothing, whatever it says', () => {
  for (const status of receiptStatuses)
    assert.deepEqual(meaningOf(said('a', 0, status), [taken('a', 0, 'permanent-failure')]), nothing);
});

test('a word on an earlier try says nothing of the later one', () => {
  assert.deepEqual(meaningOf(said('a', 0), [taken('a', 0), taken('b', 5)]), {
    isKept: true,
    becomes: 'as-it-was',
  });
  assert.deepEqual(meaningOf(said('lost', 0), [taken('b', 5)]), nothing);
});

test('what was taken and not noted counts when it is the last', () => {
  assert.deepEqual(meaningOf(said('lost', 5), []), { isKept: true, becomes: 'failed' });
  assert.deepEqual(meaningOf(said('lost', 5), [taken('a', 0, 'permanent-failure')]), {
    isKept: true,
    becomes: 'failed',
  });
});

test('however receipts come, late, twice or out of order, a message ends as its last try did', () => {
  const tries = fc.array(
    fc.record({
      status: fc.constantFrom(...receiptStatuses),
      isNoted: fc.boolean(),
      comesAt: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(tries, (all) => {
      const receipts = all.flatMap(({ status, comesAt }, n) =>
        comesAt.map((late) => ({ when: n * 20 + 1 + late, receipt: said(`${n}`, n * 20, status) })),
      );
      const events = [...all.map((one, n) => ({ when: n * 20, sent: { ...one, n } })), ...receipts].toSorted(
        (a, b) => a.when - b.when,
      );
      const known = new Map<string, Taken>();
      let standing = 'waits';
      for (const event of events) {
        if ('sent' in event) {
          standing = 'sent';
          const { n, isNoted } = event.sent;
          if (isNoted) known.set(`${n}`, taken(`${n}`, n * 20));
          continue;
        }
        const { notificationId, status, takenAt } = event.receipt;
        const { isKept, becomes } = meaningOf(event.receipt, [...known.values()]);
        if (isKept) known.set(notificationId, { notificationId, takenAt, receipt: status });
        if (becomes !== 'as-it-was') standing = becomes;
      }
      const last = all.at(-1);
      assert.equal(standing, last?.status === 'delivered' ? 'arrived' : 'failed');
    }),
    { numRuns: 500 },
  );
});

test('why something did not arrive is said of an address or of a telephone, without a full stop', () => {
  const words = (['email', 'sms'] as const).flatMap((way) =>
    (['permanent-failure', 'temporary-failure', 'technical-failure'] as const).map((status) =>
      failureInWords(way, status),
    ),
  );
  assert.equal(new Set(words).size, 5);
  for (const text of words) assert.match(text, /^[A-Z].*[a-z]$/);
  assert.match(failureInWords('email', 'permanent-failure'), /address/);
  assert.match(failureInWords('sms', 'permanent-failure'), /telephone/);
});
