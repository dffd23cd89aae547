import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  certificateDocument,
  type DisposalHold,
  type DisposalStanding,
  decideDisposal,
  heldUpInWords,
  holdInWords,
  liftHold,
  placeHold,
  proposeDisposal,
  whatKeeps,
} from './disposal.ts';
import { textsOf } from './document.ts';
import type { Result } from './result.ts';
import type { KeptRecord } from './retention.ts';

const source = { text: 'A law, section 1', says: 'It is kept for 75 years' };
const record = (until: string | null): KeptRecord => ({
  ...{ class: 'looked-after', title: 'The record', child: 0, until, why: 'It is not recorded yet', source },
});
const gone: DisposalStanding = {
  ...{ records: [record('2026-01-01')], holds: [], today: '2026-04-01', wasOnCase: false },
};
const said = (result: Result<unknown>) =>
  result.ok ? 'allowed' : result.problems.map(({ message }) => message);
const propose = (changes: Partial<DisposalStanding> = {}, because = 'day-reached') =>
  said(proposeDisposal({ because, note: '' }, { ...gone, ...changes }));

test('a hold always wins: with one, nothing is proposed or approved, on whatever day', () => {
  const holds = fc.subarray(Object.keys(holdInWords) as DisposalHold[], { minLength: 1 });
  const day = fc.constantFrom('1900-01-01', '2026-04-01', '2199-12-31');
  fc.assert(
    fc.property(holds, day, day, (held, until, today) => {
      const standing = { ...gone, holds: held, records: [record(until)], today };
      assert.notEqual(propose(standing), 'allowed');
      const about = {
        disposal: { proposedBy: 'one', outcome: null, carriedOutAt: null },
        by: 'two',
        standing,
      };
      assert.equal(decideDisposal({ outcome: 'approved', note: '' }, about).ok, false);
      assert.equal(decideDisposal({ outcome: 'refused', note: 'No' }, about).ok, true);
      for (const hold of held) assert.ok(whatKeeps(standing).includes(holdInWords[hold]));
    }),
  );
});

test('a case is proposed to go once its day has come, for a reason, by somebody who had no part in it', () => {
  assert.equal(propose(), 'allowed');
  assert.equal(propose({ today: '2026-01-01' }), 'allowed');
  assert.deepEqual(propose({ today: '2025-12-31' }), ['It is kept until 1 January 2026']);
  assert.deepEqual(propose({}, 'tidy'), ['Choose why it can go']);
  assert.deepEqual(propose({ records: [] }), ['Nothing says how long it is kept']);
  assert.deepEqual(propose({ records: [record('2020-01-01'), record(null)] }), [
    'The record: it is not recorded yet',
  ]);
  assert.match(String(propose({ wasOnCase: true })), /^You are or were on this case/);
});

test('it goes only by another than who proposed it; that it stays anybody may say until it is gone', () => {
  const proposed = { proposedBy: 'one', outcome: null, carriedOutAt: null };
  const decide = (outcome: string, changes: object = {}, note = '') =>
    said(
      decideDisposal(
        { outcome, note },
        { disposal: { ...proposed, ...changes }, by: 'two', standing: gone, ...changes },
      ),
    );
  assert.equal(decide('approved'), 'allowed');
  assert.deepEqual(decide('approved', { by: 'one' }), ['You proposed it, so somebody else decides']);
  assert.match(String(decide('approved', { standing: { ...gone, wasOnCase: true } })), /^You are or were/);
  assert.equal(decide('refused', { by: 'one' }, 'Wait'), 'allowed');
  assert.deepEqual(decide('refused'), ['Enter why it stays']);
  assert.deepEqual(decide(''), ['Choose whether it can go']);
  assert.deepEqual(decide('approved', { outcome: 'approved' }), ['It was approved already']);
  assert.equal(decide('refused', { outcome: 'approved' }, 'Stop'), 'allowed');
  assert.match(String(decide('approved', { outcome: 'refused' })), /Propose it again/);
  assert.deepEqual(decide('refused', { carriedOutAt: new Date() }, 'Stop'), ['It is gone already']);
});

test('a hold is placed and lifted with a reason, and lifted once', () => {
  assert.equal(said(placeHold('A claim')), 'allowed');
  assert.deepEqual(said(placeHold('')), ['Enter why nothing of it may go']);
  assert.equal(said(liftHold({ liftedAt: null }, 'Settled')), 'allowed');
  assert.deepEqual(said(liftHold({ liftedAt: null }, '')), ['Enter why it is no longer needed']);
  assert.deepEqual(said(liftHold({ liftedAt: new Date() }, 'Settled')), ['It was lifted already']);
});

test('what held a disposal up is told in sentences, and a word nobody knows is left out', () => {
  assert.deepEqual(heldUpInWords('open-action day other'), [
    'Something that was agreed is not done yet',
    'Its day has not come',
  ]);
  assert.deepEqual(heldUpInWords(''), []);
});

test('a certificate says what went, how much, by which rule, who said so and when', () => {
  const at = new Date('2026-04-01T10:00:00Z');
  const document = certificateDocument({
    ...{
      reference: 'Ash-1',
      council: 'Derby City Council',
      scheduleVersion: '2026-11',
      because: 'day-reached',
    },
    ...{ kept: [record('2026-01-01')], proposer: 'Tess', proposedAt: at, decider: 'Ines', decidedAt: at },
    ...{ carriedOutAt: at, removed: { child: { rows: 2, sha256: 'abc' }, 'queued jobs': { rows: 1 } } },
    ...{ files: [{ id: 'x', kind: 'child' }], filesGoneAt: null, sha256: 'def' },
  });
  const words = document.sections.flatMap(({ blocks }) => blocks.flatMap(textsOf)).join('\n');
  for (const wanted of [
    '3 records',
    'Tess',
    'Ines',
    'child\n2\nabc',
    '2026-11',
    'A law, section 1',
    'def',
    'still to be taken',
  ])
    assert.ok(words.includes(wanted), wanted);
});
