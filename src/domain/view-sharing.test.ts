import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { childView } from '../../test/example-minutes.ts';
import type { Sharing } from './case.ts';
import { confirmSharing, isSharedWith, mayReadView, sharableWith, sharingInWords } from './view-sharing.ts';

const facts = { saidOn: '2026-03-20', today: '2026-03-25' };
const agreed = (sharing: Partial<Sharing>): Sharing => ({
  agreed: 'nobody',
  readers: [],
  agreedOn: '2026-03-21',
  recordedBy: 'Amina Hussain',
  ...sharing,
});
const problemsOf = (changes: Partial<Parameters<typeof confirmSharing>[0]>): readonly string[] => {
  const decision = confirmSharing(
    { agreed: 'nobody', readers: [], agreedOn: '2026-03-21', ...changes },
    facts,
  );
  return decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('what a child agreed to is with whom, and when they said so', () => {
  assert.deepEqual(problemsOf({ agreed: '', agreedOn: null }), [
    'agreed: Choose what the child agreed to',
    'agreedOn: Enter when the child said so',
  ]);
  assert.deepEqual(problemsOf({ agreed: 'named', readers: ['everybody'] }), [
    'readers: Choose who may know it',
  ]);
  assert.deepEqual(problemsOf({ agreedOn: '2026-03-19' }), [
    'agreedOn: The date must be on or after 20 March 2026, when the words were given',
  ]);
  assert.deepEqual(problemsOf({ agreedOn: '2026-03-26' }), [
    'agreedOn: The date must be today or in the past',
  ]);
});

test('ticks left from another choice widen nothing', () => {
  const decision = confirmSharing({ agreed: 'nobody', readers: ['carers'], agreedOn: '2026-03-21' }, facts);
  assert.deepEqual(decision, { ok: true, value: { agreed: 'nobody', readers: [], agreedOn: '2026-03-21' } });
});

test('before anybody asked, the words are for the chair, the child’s social worker and who wrote them down', () => {
  const view = childView('I miss the dog.', { sharing: null, recordedById: 'bilal' });
  const may = (id: string, ...capacities: readonly string[]) => mayReadView(view, { id, capacities });
  assert.equal(may('ruth', 'chair'), true);
  assert.equal(may('amina', 'child-social-worker'), true);
  assert.equal(may('bilal', 'minute-taker'), true);
  for (const capacity of ['minute-taker', 'iro', 'team-manager', 'adopters-social-worker', 'break-glass'])
    assert.equal(may('somebody', capacity), false, capacity);
  for (const reader of sharableWith) assert.equal(isSharedWith(view, reader), false, reader);
});

test('whoever has a child’s words, the child agreed to that and no worker keeps the words from them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Sharing['agreed']>('nobody', 'everyone', 'named'),
      fc.subarray([...sharableWith]),
      fc.subarray([...sharableWith]),
      fc.constantFrom(...sharableWith),
      (choice, readers, withheldFrom, reader) => {
        const view = {
          sharing: agreed({ agreed: choice, readers: choice === 'named' ? readers : [] }),
          withheldFrom,
        };
        const isAgreed = choice === 'everyone' || (choice === 'named' && readers.includes(reader));
        assert.equal(isSharedWith(view, reader), isAgreed && !withheldFrom.includes(reader));
      },
    ),
  );
});

test('the page says who may know it, and who recorded that', () => {
  assert.match(sharingInWords(null, 'Robin'), /^Nobody has asked Robin yet/);
  assert.equal(
    sharingInWords(agreed({ agreed: 'named', readers: ['carers', 'staff'] }), 'Robin'),
    'Robin agreed on 21 March 2026 that current carers and council and agency staff on the case may know this. Recorded by Amina Hussain.',
  );
});
