import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement, exampleRecord } from '../../test/example-record.ts';
import { carerReviewPaper, nameIn } from './carer-review-paper.ts';
import { textsOf } from './document.ts';
import { followUpKinds, recordFollowUp } from './follow-up.ts';
import { followUpsOf, isThoughtOf } from './follow-ups-of.ts';
import { decideOnResource, resourceKey, resourceNotice } from './resource-use.ts';

const facts = { brokeDownOn: '2026-03-01', today: '2026-03-20' };
const fieldsOf = (result: { readonly ok: boolean } & object) =>
  'problems' in result ? (result.problems as readonly { field: string }[]).map(({ field }) => field) : [];
const nothing = { outcome: '', whom: '', words: '', happenedOn: null };

test('each follow-up wants its outcome and its day, and of whom and why where that is asked', () => {
  const missing = Object.fromEntries(
    followUpKinds.map((kind) => [kind, fieldsOf(recordFollowUp(kind, nothing, facts))]),
  );
  assert.deepEqual(missing, {
    'carer-review': ['outcome', 'happenedOn', 'words'],
    'plan-review': ['outcome', 'happenedOn', 'words'],
    'order-revocation': ['outcome', 'happenedOn', 'words'],
    'support-offered': ['outcome', 'happenedOn', 'whom', 'words'],
    debrief: ['outcome', 'happenedOn', 'whom'],
  });
});

test('of a debrief nothing is kept of what was said, and a placement order that is not there needs no reason', () => {
  const debrief = { outcome: 'held', whom: 'Ruth Barlow', words: 'Somebody cried', happenedOn: '2026-03-10' };
  const kept = recordFollowUp('debrief', debrief, facts);
  assert.ok(kept.ok);
  assert.equal(kept.value.words, '');
  const none = { outcome: 'no-order', whom: '', words: '', happenedOn: '2026-03-10' };
  assert.ok(recordFollowUp('order-revocation', none, facts).ok);
  assert.deepEqual(fieldsOf(recordFollowUp('order-revocation', { ...none, outcome: 'keep' }, facts)), [
    'words',
  ]);
  assert.deepEqual(fieldsOf(recordFollowUp('plan-review', { ...debrief, outcome: 'held' }, facts)), [
    'outcome',
  ]);
});

test('what is thought of follows from the kind of placement, and nothing while it goes on', () => {
  const of = (placement: Parameters<typeof examplePlacement>[0], stage = 'in-placement' as const) =>
    exampleRecord({ placement: examplePlacement(placement), stage });
  const fostered = of({ kind: 'foster-permanent', provider: 'in-house' });
  assert.deepEqual(followUpsOf(fostered, []), ['carer-review', 'plan-review', 'support-offered', 'debrief']);
  const home = of({ kind: 'residential', provider: 'external', agencyName: 'Larch House' });
  assert.deepEqual(followUpsOf(home, []), ['plan-review', 'debrief']);
  assert.ok(isThoughtOf('resource-use', home, []));
  assert.ok(!isThoughtOf('resource-use', fostered, []));
  const adoptive = of({ kind: 'adoptive', provider: null, orderMadeOn: null });
  assert.ok(followUpsOf(adoptive, []).includes('order-revocation'));
  const ordered = of({ kind: 'adoptive', provider: null, orderMadeOn: '2020-01-01' });
  assert.ok(!followUpsOf(ordered, []).includes('order-revocation'));
  assert.deepEqual(followUpsOf({ ...home, stage: 'at-risk' }, []), []);
});

test('a resource is the same one however its name is typed', () => {
  for (const name of ['Larch House', ' larch  house ', 'LARCH-HOUSE', 'Larch House Ltd.', 'Lárch House'])
    assert.equal(resourceKey(name), 'larch house', name);
  assert.equal(resourceKey('St. Mary’s & Co'), resourceKey('St Marys and Co'));
  assert.notEqual(resourceKey('Larch House'), resourceKey('Larch House 2'));
  assert.equal(resourceKey(' – '), '');
});

const decided = {
  ...{ decision: 'use-with-conditions', conditions: 'Two staff at night', because: 'It learnt from it' },
  ...{ urn: 'sc 012345', decidedOn: '2026-03-10', reviewOn: '2026-09-10', hasReviewDay: true },
};

test('a decision on a resource has a reason, its conditions, and a day on which it is looked at again', () => {
  const kept = decideOnResource(decided, facts);
  assert.ok(kept.ok);
  assert.deepEqual([kept.value.urn, kept.value.conditions], ['SC012345', 'Two staff at night']);
  const empty = {
    ...decided,
    decision: '',
    conditions: '',
    because: '',
    urn: '',
    decidedOn: null,
    reviewOn: null,
  };
  assert.deepEqual(fieldsOf(decideOnResource({ ...empty, hasReviewDay: false }, facts)), [
    ...['decision', 'because', 'decidedOn'],
  ]);
  const unreviewed = { ...decided, reviewOn: null, hasReviewDay: false };
  assert.deepEqual(fieldsOf(decideOnResource(unreviewed, facts)), ['reviewOn']);
  assert.deepEqual(fieldsOf(decideOnResource({ ...unreviewed, decision: 'not-use' }, facts)), ['reviewOn']);
  const plain = decideOnResource({ ...unreviewed, decision: 'use' }, facts);
  assert.ok(plain.ok && plain.value.conditions === '', 'conditions of another choice are not kept');
  assert.deepEqual(fieldsOf(decideOnResource({ ...decided, reviewOn: '2026-03-09' }, facts)), ['reviewOn']);
  assert.deepEqual(fieldsOf(decideOnResource({ ...decided, urn: 'twelve' }, facts)), ['urn']);
  assert.deepEqual(fieldsOf(decideOnResource({ ...decided, conditions: '' }, facts)), ['conditions']);
});

test('the notice has what, when, who and the conditions, and not why', () => {
  const value = decideOnResource(decided, facts);
  assert.ok(value.ok);
  const signed = { id: '1', resource: 'Larch House', byName: 'Helen Marsh', byPost: 'Service manager' };
  const notice = resourceNotice({ ...value.value, ...signed });
  assert.equal(
    notice,
    'Larch House: use it again with conditions. Helen Marsh (Service manager) decided this on 10 March 2026. Conditions: Two staff at night It is looked at again on 10 September 2026.',
  );
  assert.doesNotMatch(notice, /learnt/);
});

test('the referral names no child and nobody of the family, and says what is in it', () => {
  const record = exampleRecord({
    placement: examplePlacement({ kind: 'foster-permanent', provider: 'in-house' }),
    unplannedEndings: [{ whose: 'carer', on: '2024-05-01' }],
  });
  const followUp = {
    id: '1',
    byName: 'Gareth Pugh',
    byPost: 'Team manager',
    happenedOn: '2026-03-10',
    whom: '',
  };
  const doc = carerReviewPaper({
    ...{ record, support: [], madeOn: '2026-03-20' },
    decided: { ...followUp, kind: 'carer-review', outcome: 'yes', words: 'Two endings in a year' },
  });
  const words = doc.sections
    .flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)])
    .join('\n');
  for (const wanted of [
    'The review is held early, 10 March 2026',
    'Two endings in a year',
    '1 May 2024',
    'Not in it',
  ])
    assert.ok(words.includes(wanted), wanted);
  const names = [
    ...record.placement.children.flatMap(({ givenName, familyName }) => [givenName, familyName]),
    ...record.placement.contacts.map(({ name }) => name),
  ];
  assert.equal(nameIn(words, names), undefined);
  assert.ok(!words.includes(record.account) || record.account === '');
});

test('a name is found as a word of its own, however it is written', () => {
  assert.equal(nameIn('It was ROBIN who asked', ['Robin']), 'Robin');
  assert.equal(nameIn('Mo and Ms Stone', ['Mo Stone']), 'Mo Stone');
  assert.equal(nameIn('The robins sang', ['Robin', '']), undefined);
});
