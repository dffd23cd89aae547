import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeBag, goesOn, type NumberedItem, readyToCheck } from './subject-bag.ts';
import type { ItemDecision, Redaction } from './subject-decision.ts';

const give: ItemDecision = { decision: 'give', redactions: [], because: null, reason: null, note: '' };
const part = (...words: readonly string[]): ItemDecision => ({
  ...give,
  decision: 'part',
  redactions: words.map((each): Redaction => ({ words: each, reason: 'another-person', note: '' })),
});
const withhold: ItemDecision = { ...give, decision: 'withhold', reason: 'serious-harm' };
const thing = (
  number: number,
  text: string,
  decided: ItemDecision | null,
  changes: Partial<NumberedItem> = {},
): NumberedItem => ({
  ...{
    number,
    text,
    decided,
    key: `${number}`,
    category: 'minutes',
    on: null,
    isTyped: true,
    source: 'Larch-1',
  },
  ...{ whose: '', others: [], keptFrom: [], fromVault: null, ...changes },
});
const problemsOf = (result: { ok: boolean; problems?: readonly { message: string }[] }): string =>
  (result.problems ?? []).map(({ message }) => message).join('\n');
const request: Parameters<typeof composeBag>[0] = {
  reference: 'Alder-1',
  asker: 'parent',
  aboutWhom: 'child',
  council: 'A council',
  about: ['Robin Oldroyd'],
  madeOn: '2026-04-01',
};

const ready = (items: readonly NumberedItem[]) => readyToCheck(composeBag(request, items), items);

test('nothing is put together while something is not decided, or nothing is there', () => {
  assert.match(problemsOf(ready([])), /Nothing is gathered/);
  assert.match(problemsOf(ready([thing(1, 'a', give), thing(2, 'b', null)])), /^One thing is not decided/);
  assert.equal(ready([thing(1, 'a', give)]).ok, true);
});

test('words that are left out of one thing are given in no other', () => {
  const items = [thing(3, 'Kirsty wept.', part('Kirsty')), thing(7, 'We saw KIRSTY on Sunday.', give)];
  assert.match(problemsOf(ready(items)), /left out of number 3 stand in number 7/);
  const saidBy = [
    thing(3, 'Kirsty wept.', part('Kirsty')),
    thing(7, 'It rained.', give, { whose: 'Kirsty Oldroyd' }),
  ];
  assert.match(problemsOf(ready(saidBy)), /number 7/);
  const both = [
    thing(3, 'Kirsty wept.', part('Kirsty')),
    thing(7, 'We saw KIRSTY on Sunday.', part('Kirsty')),
  ];
  assert.equal(ready(both).ok, true);
});

test('what people wrote in something that is withheld is given in no other, whole or eight words in a row', () => {
  const words = 'she said that the house in Belper was always cold at night';
  const items = (decided: ItemDecision) => [
    thing(1, words, withhold),
    thing(2, `Minutes: ${words.slice(9)} and more`, decided),
  ];
  assert.match(problemsOf(ready(items(give))), /left out of number 1 stand in number 2/);
  assert.equal(ready(items(withhold)).ok, true);
  const few = 'Dad hits me at night';
  const harm = [thing(1, few, withhold), thing(2, `She wrote: ${few}.`, give)];
  assert.match(
    problemsOf(ready(harm)),
    /left out of number 1 stand in number 2/,
    'of what could do harm a few words are enough',
  );
  // What the service itself writes down is the same in many things.
  assert.equal(
    ready([
      thing(1, 'A message was sent.', withhold, { isTyped: false }),
      thing(2, 'A message was sent.', give),
    ]).ok,
    true,
  );
});

test('words that every copy says of itself are too few to be left out, and so is the day of the thing itself', () => {
  assert.match(
    problemsOf(ready([thing(1, 'The council knew.', part('council'))])),
    /what every copy says of itself/,
  );
  const dated = thing(1, 'It was 1 March 2026.', part('1 March 2026'), { on: '2026-03-01' });
  assert.match(problemsOf(ready([dated])), /left out of number 1 stand in number 1/);
});

test('a bag tells why things are left out, but of serious harm nothing that a count or a mark would tell', () => {
  const { leftOut, groups } = composeBag(request, [
    thing(1, 'Kirsty wept. Dorothy slept.', part('Kirsty', 'Dorothy')),
    thing(2, 'It would do harm.', withhold),
    thing(3, 'Robin slept.', give, { category: 'view' }),
  ]);
  assert.deepEqual(leftOut, ['It is about another person', 'Or another reason that the law allows']);
  assert.deepEqual(composeBag(request, [thing(1, 'It would do harm.', withhold)]).leftOut, [
    'Or another reason that the law allows',
  ]);
  assert.deepEqual(composeBag(request, [thing(1, 'Robin slept.', give)]).leftOut, []);
  assert.deepEqual(
    groups.map(({ category, things }) => [category, things.map(({ text }) => text)]),
    [
      ['view', ['Robin slept.']],
      ['minutes', ['[left out] wept. [left out] slept.']],
    ],
  );
});

test('what the vault holds stands where the officer saw that it is there', () => {
  const { groups } = composeBag(request, [
    thing(1, 'As the vault has it.', give, { fromVault: 'Name: Ada Example' }),
  ]);
  assert.equal(groups[0]?.things[0]?.text, 'Name: Ada Example');
});

test('what everybody does here goes on being written down, and is not waited for', () => {
  assert.equal(goesOn({ category: 'access', key: 'opened-1' }), true);
  assert.equal(goesOn({ category: 'account', key: 'done-2026-03-31-see' }), true);
  assert.equal(goesOn({ category: 'account', key: 'post-1' }), false);
});
