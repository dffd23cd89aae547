import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decideItem,
  givenOf,
  type ItemProposal,
  type ItemToDecide,
  isPlainlyTheirs,
  leftToDecide,
  markedIn,
} from './subject-decision.ts';

const item: ItemToDecide = {
  text: 'Robin asked for Kirsty. Mrs Kirsty Oldroyd said she was tired, and Adopter 2 wept.',
  whose: 'Kirsty Oldroyd',
  others: [
    { who: 'Kirsty Oldroyd, parent or family member', how: 'said' },
    { who: 'Adopter 2, carer of the placement', how: 'named' },
  ],
  isSealed: false,
};

const decide = (proposal: Partial<ItemProposal>, changes: Partial<ItemToDecide> = {}) =>
  decideItem(
    { decision: 'give', redactions: [], because: '', reason: '', note: '', ...proposal },
    {
      item: { ...item, ...changes },
      own: ['Robin Oldroyd'],
      field: (row, field) => `left-${row}-${field}`,
    },
  );
const left = (...words: readonly string[]): Partial<ItemProposal> => ({
  decision: 'part',
  redactions: words.map((each) => ({ words: each, reason: 'another-person', note: '' })),
});
const problemsOf = (result: ReturnType<typeof decide>): readonly string[] =>
  result.ok ? [] : result.problems.map(({ field, message }) => `${field}: ${message}`);
const decided = (result: ReturnType<typeof decide>) => {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

test('nothing chosen, and nothing left out where words are, is said beside the field', () => {
  assert.deepEqual(problemsOf(decide({ decision: '' })), ['decision: Choose what they get of it']);
  assert.deepEqual(problemsOf(decide(left())), ['left-0-words: Enter the words to leave out']);
  assert.deepEqual(problemsOf(decide({ decision: 'withhold' })), ['reason: Choose why it is left out']);
  assert.deepEqual(problemsOf(decide({ decision: 'withhold', reason: 'other' })), ['note: Enter the reason']);
  assert.deepEqual(
    problemsOf(
      decide({
        decision: 'part',
        redactions: [
          { words: '', reason: 'serious-harm', note: '' },
          { words: 'Kirsty', reason: 'no such', note: '' },
          { words: 'Thursday', reason: 'other', note: '' },
        ],
      }),
    ),
    [
      'left-0-words: Enter the words to leave out',
      'left-1-reason: Choose why it is left out',
      'left-2-words: These words are not in it: copy them from the text above',
      'left-2-note: Enter the reason',
    ],
  );
});

test('all of it is given where nobody else is in it, and otherwise with why', () => {
  assert.equal(decided(decide({}, { others: [] })).because, null);
  assert.match(problemsOf(decide({})).join(), /^because: .*Kirsty Oldroyd.*; Adopter 2/);
  assert.match(problemsOf(decide({ because: 'no such' })).join(), /^because/);
  assert.equal(decided(decide({ because: 'consent' })).because, 'consent');
});

test('words are left out wherever they stand, whatever the case and spaces, and who said it as well', () => {
  const given = givenOf(
    { ...item, text: 'KIRSTY  oldroyd came. Kirsty\nOldroyd wept; the old road.' },
    decided(decide({ ...left('Kirsty Oldroyd'), because: 'known' })),
  );
  assert.deepEqual(given, {
    text: '[left out] came. [left out] wept; the old road.',
    whose: '[left out]',
  });
});

test('who still stands in what is given is asked for by a part of their name that is not the child’s own', () => {
  assert.match(problemsOf(decide(left('Kirsty Oldroyd', 'Adopter 2'))).join(), /still in it: Kirsty Oldroyd/);
  const all = decided(decide(left('Kirsty Oldroyd', 'asked for Kirsty', 'Adopter 2')));
  assert.equal(all.because, null);
  // The family name is the child's as well.
  const rest = 'Robin Oldroyd slept.';
  assert.equal(decided(decide(left('slept'), { text: rest, whose: '' })).because, null);
});

test('a name that is only a part with a number is found whole', () => {
  const own = 'Adopter 1 was glad.';
  assert.equal(decided(decide(left('glad'), { text: own, whose: '' })).because, null);
});

test('before anybody decides, the names of everybody else are marked as they stand in it', () => {
  const own = ['Robin Oldroyd'];
  assert.deepEqual(
    markedIn(item, own).map(({ words, reason }) => [words, reason]),
    [
      ['Kirsty Oldroyd', 'another-person'],
      ['Adopter 2', 'another-person'],
    ],
  );
  assert.deepEqual(
    markedIn({ ...item, text: 'Kirsty and Robin Oldroyd came.', whose: '' }, own).map(({ words }) => words),
    ['Kirsty'],
  );
});

test('words that stand in the mark itself are too few to be left out', () => {
  assert.match(problemsOf(decide(left('left out'), { text: 'She left out the dog.' })).join(), /too few/);
});

test('nothing of a thing that is withheld is given, and what the vault holds is given whole or not at all', () => {
  assert.equal(givenOf(item, decided(decide({ decision: 'withhold', reason: 'legal-privilege' }))), null);
  assert.match(problemsOf(decide(left('Kirsty'), { isSealed: true })).join(), /whole or not at all/);
});

test('what can be given with others at once is what no person wrote and nobody else is in', () => {
  assert.equal(isPlainlyTheirs({ key: 'meeting-1', others: [], isTyped: false }), true);
  const file = 'file-00000000-0000-4000-8000-000000000001';
  assert.equal(isPlainlyTheirs({ key: file, others: [], isTyped: false }), false);
  assert.equal(isPlainlyTheirs({ key: `view-${file}`, others: [], isTyped: false }), false);
  assert.equal(isPlainlyTheirs({ key: 'meeting-1', others: [], isTyped: true }), false);
  assert.equal(isPlainlyTheirs({ key: 'meeting-1', others: item.others, isTyped: false }), false);
});

test('what is left to decide is counted kind by kind, in the order of a bag', () => {
  const give = decided(decide({ because: 'known' }));
  const things = [
    { category: 'view', decided: null },
    { category: 'placement', decided: give },
    { category: 'view', decided: give },
  ] as const;
  assert.deepEqual(leftToDecide(things), [
    { category: 'placement', all: 1, open: 0 },
    { category: 'view', all: 2, open: 1 },
  ]);
});
