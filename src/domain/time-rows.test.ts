import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeRows } from './time-rows.ts';

const held = {
  ...{ id: 't1', heldOn: '2026-03-31', startsAt: '10:00', source: 'contact-1', name: 'Kirsty Oldroyd' },
  said: { answer: 'if-needed', toldBy: '', toldHow: '', recordedBy: null },
  at: new Date('2026-03-10T10:00:00Z'),
} as const;

test('what somebody said of a time is theirs, with who wrote it down where somebody told a worker', () => {
  const told = {
    ...held.said,
    toldBy: 'Her sister',
    toldHow: 'On the telephone',
    recordedBy: 'Amina Hussain',
  };
  const [own, written] = timeRows([held, { ...held, said: told }]);
  assert.deepEqual(own, {
    ...{ key: 'time-t1-contact-1', on: '2026-03-10', isTyped: false },
    whose: { source: 'contact-1', name: 'Kirsty Oldroyd' },
    text: 'Asked about a meeting on Tuesday 31 March 2026 at 10am, Kirsty Oldroyd said: can if needed.',
  });
  assert.ok(written?.isTyped);
  assert.match(written.text, /Her sister said so \(On the telephone\), and Amina Hussain wrote it down\.$/);
});
