import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBag, closeRequest, type ProposedBag, releaseBag } from './subject-handover.ts';

const problemsOf = (result: { ok: boolean; problems?: readonly { message: string }[] }): string =>
  (result.problems ?? []).map(({ message }) => message).join('\n');

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
  ) => problemsOf(releaseBag(bag(changes), { by: { id }, request: clear, guardianAnsweredAt: [], ...asked }));
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
    release('other', right, { guardianAnsweredAt: [new Date(1), new Date(6)] }),
    /became part of it after it was checked/,
  );
  assert.equal(release('other', right, { guardianAnsweredAt: [new Date(4)] }), '');
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
