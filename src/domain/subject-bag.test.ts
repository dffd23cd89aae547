import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkBag,
  closeRequest,
  composeBag,
  goesOn,
  type NumberedItem,
  type ProposedBag,
  readyToCheck,
  releaseBag,
} from './subject-bag.ts';
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

const bag = (changes: Partial<ProposedBag> = {}): ProposedBag => ({
  ...{ makers: ['maker'], proposedBy: 'proposer', outcome: null, checkedAt: null, releasedAt: null },
  ...changes,
});
const officer = (id: string, ...posts: readonly string[]) => ({ id, posts: ['records-officer', ...posts] });

test('whoever decided in a bag or put it together does not check it; of a restricted case a guardian does', () => {
  const right = { outcome: 'right', note: '' };
  const check = (by: ReturnType<typeof officer>, holdsRestricted = false, proposal = right, of = bag()) =>
    problemsOf(checkBag(proposal, { bag: of, by, holdsRestricted }));
  assert.match(check(officer('maker')), /somebody else checks/);
  assert.match(check(officer('proposer')), /somebody else checks/);
  assert.equal(check(officer('other')), '');
  assert.match(check(officer('other'), true), /Caldicott guardian/);
  assert.equal(check(officer('other', 'caldicott-guardian'), true), '');
  assert.match(check(officer('other'), false, { outcome: '', note: '' }), /Choose whether/);
  assert.match(check(officer('other'), false, { outcome: 'not-right', note: '' }), /Enter what is not right/);
  const found = bag({ outcome: 'right', checkedAt: new Date(1) });
  assert.match(check(officer('other'), false, right, found), /found it right already/);
  // What was found right can be taken back until it is released, by those who made it as well.
  const wrong = { outcome: 'not-right', note: 'An aunt' };
  assert.equal(check(officer('maker'), true, wrong, found), '');
  assert.equal(check(officer('maker'), false, wrong), '');
  assert.match(
    check(officer('other'), false, wrong, { ...found, releasedAt: new Date(2) }),
    /released already/,
  );
});

test('a bag is released once, when it is clear who asks and it was found right, by somebody who made nothing of it', () => {
  const clear = { identityProof: 'Passport', pauses: [] };
  const right = { outcome: 'right', checkedAt: new Date(5) } as const;
  const release = (
    id: string,
    changes: Partial<ProposedBag>,
    asked: Partial<Parameters<typeof releaseBag>[1]> = {},
  ) => problemsOf(releaseBag(bag(changes), { by: { id }, request: clear, guardianAt: null, ...asked }));
  assert.match(release('other', {}), /found it right/);
  assert.match(release('other', { ...right, outcome: 'not-right' }), /found it right/);
  assert.match(release('maker', right), /somebody else releases/);
  assert.match(release('proposer', right), /somebody else releases/);
  assert.match(release('other', { ...right, releasedAt: new Date(6) }), /released already/);
  assert.equal(release('other', right), '');
  assert.match(release('other', right, { request: { ...clear, identityProof: '' } }), /who asks/);
  const pause = { id: 'p', note: 'x', fromOn: '2026-03-01', untilOn: null } as const;
  assert.match(
    release('other', right, { request: { ...clear, pauses: [{ ...pause, reason: 'identity' }] } }),
    /who asks/,
  );
  assert.equal(
    release('other', right, { request: { ...clear, pauses: [{ ...pause, reason: 'scope' }] } }),
    '',
  );
  assert.match(
    release('other', right, { guardianAt: new Date(6) }),
    /became part of it after it was checked/,
  );
  assert.equal(release('other', right, { guardianAt: new Date(4) }), '');
});

test('a request is closed with how it ended and when, and only as it did end', () => {
  const facts = {
    receivedOn: '2026-03-01',
    today: '2026-03-31',
    releasedOn: null as string | null,
    isGathered: false,
    held: 0,
  };
  const close = (
    proposal: Partial<Parameters<typeof closeRequest>[0]>,
    changes: Partial<typeof facts> = {},
  ) =>
    problemsOf(
      closeRequest({ closedAs: '', closedOn: '2026-03-20', note: '', ...proposal }, { ...facts, ...changes }),
    );
  assert.match(close({}), /Choose how it ended/);
  assert.match(close({ closedAs: 'handed-over' }), /not released yet/);
  assert.equal(close({ closedAs: 'handed-over' }, { releasedOn: '2026-03-15', held: 3 }), '');
  assert.match(close({ closedAs: 'nothing-held', note: 'x' }, { held: 1 }), /Something is held/);
  assert.match(close({ closedAs: 'nothing-held' }), /where you looked/);
  assert.equal(close({ closedAs: 'nothing-held' }, { isGathered: true }), '');
  assert.match(
    close({ closedAs: 'handed-over', closedOn: '2026-03-14' }, { releasedOn: '2026-03-15' }),
    /from 15 March 2026/,
  );
  for (const closedAs of ['refused', 'taken-back']) {
    assert.match(close({ closedAs }), /Enter why/);
    assert.equal(close({ closedAs, note: 'x' }), '');
  }
  for (const closedOn of ['2026-02-28', '2026-04-01'])
    assert.match(close({ closedAs: 'refused', note: 'x', closedOn }), /from 1 March 2026 to today/);
  assert.match(close({ closedAs: 'refused', note: 'x', closedOn: null }), /Enter when it ended/);
});

test('what everybody does here goes on being written down, and is not waited for', () => {
  assert.equal(goesOn({ category: 'access', key: 'opened-1' }), true);
  assert.equal(goesOn({ category: 'account', key: 'done-2026-03-31-see' }), true);
  assert.equal(goesOn({ category: 'account', key: 'post-1' }), false);
});
