import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptRows } from './kept-rows.ts';

const at = new Date('2026-04-01T10:00:00Z');

test('what says how long a case is kept is held about its people, in the words of whoever wrote it', () => {
  const rows = keptRows({
    events: [
      {
        ...{ id: 'one', kind: 'child-died', childId: 'wren', on: '2026-03-30', recordedAt: at },
        evidence: 'The certificate',
      },
      {
        id: 'two',
        kind: 'placed-again',
        childId: null,
        on: '2026-03-30',
        recordedAt: at,
        evidence: 'A letter',
      },
    ],
    holds: [{ id: 'three', reason: 'A claim', placedAt: at, liftedBecause: 'Settled' }],
  });
  assert.deepEqual(
    rows.map(({ key, of, text, isTyped }) => [key, of, text, isTyped]),
    [
      ['life-event-one', ['child-wren'], 'The child died: 30 March 2026. The certificate', true],
      ['life-event-two', [], 'The child was placed again: 30 March 2026. A letter', true],
      ['legal-hold-three', [], 'Nothing of the case may go: A claim Settled', true],
    ],
  );
});
