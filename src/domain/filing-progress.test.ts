import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  afterFiling,
  backOff,
  type FilingEvent,
  type FilingProgress,
  MOST_TRIES,
  nextStepOf,
} from './filing-progress.ts';

const queued: FilingProgress = {
  ...{ status: 'queued', attempts: 0, expects: null, reference: null, checksum: null },
  ...{ lastError: '', nextTryAt: null },
};
const at = new Date('2026-03-31T12:00:00Z');

/** What can go wrong in one turn of a worker. */
const mishap = fc.record({
  /** After how many of its deeds, each a step of its own, the worker is killed; past the last, it is not. */
  killedAfter: fc.integer({ min: 0, max: 12 }),
  losesAnswer: fc.boolean(),
  isAway: fc.boolean(),
  /** Whether what is kept there is altered before it is read, or only what is read. */
  flips: fc.constantFrom('nothing', 'nothing', 'kept', 'read'),
  /** Whether somebody takes away what is there. */
  isTakenAway: fc.boolean(),
  /** What the same minutes come to when they are written by another version of the service. */
  composes: fc.constantFrom('a', 'a', 'b'),
  pressesAgain: fc.boolean(),
});
type Mishap = typeof mishap extends fc.Arbitrary<infer T> ? T : never;
const none: Mishap = {
  ...{ killedAfter: 99, losesAnswer: false, isAway: false, flips: 'nothing' },
  ...{ isTakenAway: false, composes: 'a', pressesAgain: true },
};

class Killed extends Error {}

/** The other side: what it holds, by the key it is put under, and everything that was ever made there. */
const otherSide = () => {
  const held = new Map<string, string>();
  let made = 0;
  let alongside = 0;
  return {
    held,
    counts: () => ({ made, alongside }),
    put: (key: string, content: string) => {
      if (held.has(key)) {
        alongside += 1;
        return;
      }
      made += 1;
      held.set(key, content);
    },
  };
};

/** A worker and what it keeps: one turn does steps until there is nothing to do, trouble comes, or it is killed. */
const startWorker = (other: ReturnType<typeof otherSide>) => {
  let kept = queued;
  const seen: FilingProgress[] = [];
  const keep = (event: FilingEvent) => {
    kept = afterFiling(kept, event);
    seen.push(kept);
  };
  const work = (m: Mishap): void => {
    let deeds = 0;
    const deed = <T>(what: () => T): T => {
      if (deeds === m.killedAfter) throw new Killed();
      deeds += 1;
      return what();
    };
    const trouble = (because: string): void => {
      deed(() => keep({ what: 'trouble', because, isFinal: false, waitSeconds: 0, at }));
    };
    if (m.isTakenAway && kept.status !== 'filed') other.held.delete('key');
    for (;;) {
      const step = nextStepOf(kept);
      if (step === 'nothing') return;
      if (m.isAway) {
        trouble('It could not be reached');
        return;
      }
      if (step === 'send') {
        const isThere = deed(() => other.held.has('key'));
        if (!isThere) {
          deed(() => keep({ what: 'begins', expects: m.composes }));
          deed(() => other.put('key', m.composes));
        }
        if (m.losesAnswer) {
          trouble('Its answer was lost');
          return;
        }
        if (kept.expects === null) {
          trouble('It has what was not sent by us');
          return;
        }
        deed(() => keep({ what: 'has-reference', reference: 'key' }));
      } else {
        const there = deed(() => other.held.get('key'));
        if (there === undefined) {
          deed(() => keep({ what: 'not-there' }));
          continue;
        }
        if (m.flips === 'kept') other.held.set('key', `${there}!`);
        const read = m.flips === 'nothing' ? there : `${there}!`;
        const was = kept;
        deed(() => keep({ what: 'read-back', checksum: read }));
        if (kept === was) {
          trouble('What was read back is not what was sent');
          return;
        }
      }
    }
  };
  return {
    seen,
    get kept() {
      return kept;
    },
    turn: (m: Mishap) => {
      try {
        work(m);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      if (m.pressesAgain) keep({ what: 'asked-again' });
    },
  };
};

describe('a filing that is killed, loses answers and finds bytes flipped at any moment', () => {
  test('is never filed without a reference and the checksum of what was sent, and never doubled or lost', () => {
    fc.assert(
      fc.property(fc.array(mishap, { maxLength: 30 }), (mishaps) => {
        const other = otherSide();
        const filing = startWorker(other);
        for (const m of mishaps) {
          const was = filing.kept;
          filing.turn(m);
          const { kept } = filing;
          if (was.status === 'filed') assert.deepEqual(kept, was);
          if (kept.status === 'filed') {
            assert.ok(kept.reference !== null && kept.checksum !== null);
            assert.equal(kept.checksum, kept.expects);
          }
          if (kept.status === 'filed' && was.status !== 'filed')
            assert.equal(other.held.get('key'), kept.checksum);
          if (kept.status === 'failed') assert.notEqual(kept.lastError, '');
        }
        assert.equal(other.counts().alongside, 0, 'nothing is put beside what is there');
        // Everything works again, and a person takes away what was altered there.
        if (filing.kept.status !== 'filed' && other.held.get('key') !== filing.kept.expects)
          other.held.delete('key');
        filing.turn(none);
        filing.turn(none);
        filing.turn(none);
        assert.equal(filing.kept.status, 'filed', JSON.stringify(filing.kept));
        assert.equal(other.held.get('key') ?? filing.kept.checksum, filing.kept.checksum);
      }),
      { numRuns: 2000 },
    );
  });

  test('changes by no event that does not fit where it stands', () => {
    const event: fc.Arbitrary<FilingEvent> = fc.oneof(
      fc.record({ what: fc.constant('begins' as const), expects: fc.constantFrom('a', 'b') }),
      fc.record({ what: fc.constant('has-reference' as const), reference: fc.constant('r') }),
      fc.record({ what: fc.constant('read-back' as const), checksum: fc.constantFrom('a', 'b') }),
      fc.record({ what: fc.constantFrom('not-there' as const, 'asked-again' as const) }),
      fc.record({
        ...{ what: fc.constant('trouble' as const), because: fc.constant('busy'), at: fc.constant(at) },
        ...{ isFinal: fc.boolean(), waitSeconds: fc.integer({ min: 0, max: 90_000 }) },
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let progress = queued;
        for (const one of events) {
          const before = progress;
          progress = afterFiling(before, one);
          if (before.status === 'filed') assert.equal(progress, before);
          assert.equal(progress.status === 'filed', progress.checksum !== null);
          if (progress.status === 'sent' || progress.status === 'filed') {
            assert.notEqual(progress.reference, null);
            assert.notEqual(progress.expects, null);
          }
          if (progress.checksum !== null) assert.equal(progress.checksum, progress.expects);
          if (before.reference !== null && progress.reference === null) assert.equal(one.what, 'not-there');
          if (progress.status === 'failed') assert.equal(progress.nextTryAt, null);
        }
      }),
    );
  });
});

test('each wait is twice the last, up to six hours, and never less than the other side asked for', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 10, 11, 12, 13].map((attempts) => backOff(attempts, 0)),
    [15, 30, 60, 120, 7680, 15_360, 21_600, 21_600],
  );
  assert.equal(backOff(1, 120), 120);
  assert.equal(backOff(12, 120), 21_600);
});

test('after the last try it waits for a person, with why; before, with a time', () => {
  let progress = queued;
  const trouble = { what: 'trouble', because: 'It is away', isFinal: false, waitSeconds: 0, at } as const;
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    progress = afterFiling(progress, trouble);
    assert.equal(progress.status, 'queued');
    assert.ok(progress.nextTryAt !== null && progress.nextTryAt > at);
  }
  progress = afterFiling(progress, trouble);
  assert.deepEqual([progress.status, progress.lastError, progress.nextTryAt], ['failed', 'It is away', null]);
  assert.equal(afterFiling(queued, { ...trouble, isFinal: true }).status, 'failed');
  assert.deepEqual(
    [afterFiling(progress, { what: 'asked-again' })].map(({ status, attempts }) => [status, attempts]),
    [['queued', 0]],
  );
});
