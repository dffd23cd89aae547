import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement } from '../../test/example-record.ts';
import { recordView, type ViewProposal } from './child-view.ts';

const facts = { children: examplePlacement().children, today: '2026-03-20' };
const proposal: ViewProposal = {
  childId: 'robin',
  words: 'I miss the dog.',
  whoseWords: 'child',
  way: 'told-worker',
  how: 'In a talk at home',
  saidOn: '2026-03-20',
};

const problemsOf = (changes: Partial<ViewProposal>): readonly string[] => {
  const decision = recordView({ ...proposal, ...changes }, facts);
  return decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('a child’s words are kept as they were said, with where they come from', () => {
  assert.deepEqual(recordView(proposal, facts), { ok: true, value: proposal });
});

test('nothing of where they come from may be missing', () => {
  assert.deepEqual(
    problemsOf({
      childId: 'another child',
      words: '',
      whoseWords: 'somebody',
      way: 'shouted',
      how: '',
      saidOn: null,
    }),
    [
      'childId: Choose whose views these are',
      'words: Enter what was said',
      'whoseWords: Choose whose words these are',
      'way: Choose how they reached you',
      'how: Enter how they were given',
      'saidOn: Enter when they were given',
    ],
  );
});

test('they are of today or earlier, and of this child’s life', () => {
  assert.deepEqual(problemsOf({ saidOn: '2026-03-21' }), ['saidOn: The date must be today or in the past']);
  assert.deepEqual(problemsOf({ saidOn: '2018-05-03' }), ['saidOn: The date must be after 4 May 2018']);
  assert.deepEqual(problemsOf({ saidOn: '2018-05-04' }), []);
});
