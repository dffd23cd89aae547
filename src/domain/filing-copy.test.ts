import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, heldCase, passage } from '../../test/example-minutes.ts';
import { exampleIdentities, examplePlacement } from '../../test/example-record.ts';
import type { ChildView } from './case.ts';
import { type CopyFacts, composeCopy } from './copy.ts';
import type { Doc } from './document.ts';
import { type BagFacts, filesOf, filingsFor, metadataOf, readmeOf, whoseRecord } from './filing.ts';
import { composeFiling } from './filing-copy.ts';
import { leaksIn } from './withhold.ts';

const [robin] = examplePlacement().children;
assert.ok(robin);
const leo = { ...robin, id: 'leo', givenName: 'Leo', caseNumber: '4711-LEO' };
const [martin] = exampleIdentities.a1;
assert.ok(martin);

const view = (childId: string, words: string): ChildView => ({
  ...{ id: `view of ${childId}`, childId, words, whoseWords: 'child', way: 'drew', how: 'Drawing' },
  ...{ saidOn: '2026-03-20', withheldFrom: [], recordedBy: 'Amina Hussain', recordedById: 'amina' },
  sharing: { agreed: 'everyone', readers: [], agreedOn: '2026-03-20', recordedBy: 'Amina Hussain' },
});
const record = heldCase(
  {
    children: [robin, leo],
    contacts: [
      { id: 'w', kind: 'adopters-social-worker', name: 'Priya Raman', email: 'priya@agency.example' },
      { id: 's', kind: 'other-professional', name: 'Viv Marlow', email: '' },
    ],
  },
  { views: [view(robin.id, 'I miss the old dog a lot.'), view('leo', 'I want my blue bike back now.')] },
);
const passages = [
  passage(`${martin.name} read to them both each night, at ${martin.address}.`),
  passage('Robin woke most nights and asked for the light.', { aboutChildId: robin.id }),
  passage('Leo would not eat at the table with the others.', { aboutChildId: 'leo' }),
  passage(`The reference is ${record.reference}, as every letter says.`),
  passage('Priya Raman spoke for the family, and Viv Marlow for the school.'),
];
const facts: Omit<CopyFacts, 'reader'> = {
  ...{ record, passages, agenda, keptWords: [], disagreements: [] },
  found: { findings: [], purposes: [] },
  keptApart: { contactDetails: {}, identities: exampleIdentities, details: [] },
};
const words = (doc: Doc): string => JSON.stringify(doc);
const filed = (kind: 'looked-after' | 'adoption' | 'child', childId: string | null) =>
  composeFiling(facts, { kind, childId });

test('minutes of an adoptive placement go to two kinds of record, and all others to each child’s file', () => {
  assert.deepEqual(filingsFor(record.placement), [
    { kind: 'looked-after', childId: robin.id },
    { kind: 'looked-after', childId: 'leo' },
    { kind: 'adoption', childId: null },
  ]);
  assert.deepEqual(filingsFor({ ...record.placement, kind: 'foster-long-term' }), [
    { kind: 'child', childId: robin.id },
    { kind: 'child', childId: 'leo' },
  ]);
  assert.equal(
    whoseRecord({ kind: 'adoption', childId: null }, record.placement.children),
    'The adoption record',
  );
});

test('nothing that is only about a brother or sister is on a child’s record', () => {
  for (const kind of ['looked-after', 'child'] as const) {
    const robins = words(filed(kind, robin.id).doc);
    assert.match(robins, /Robin woke most nights/);
    assert.match(robins, /I miss the old dog/);
    assert.doesNotMatch(robins, /Leo|blue bike|would not eat/);
    const leos = words(filed(kind, 'leo').doc);
    assert.match(leos, /would not eat/);
    assert.match(leos, /blue bike/);
    assert.doesNotMatch(leos, /Robin woke|old dog/);
  }
});

test('the check of a child’s record finds what is only about a brother or sister', () => {
  const { secrets, known } = filed('child', robin.id);
  const found = (text: string) =>
    leaksIn([{ part: 'a page', text }], secrets, known).map(({ label }) => label);
  assert.deepEqual(found('Leo would not eat at the table with the others.'), [
    'something that is only about a brother or sister',
  ]);
  assert.deepEqual(found('I want my blue bike back now.'), [
    'something that is only about a brother or sister',
  ]);
  assert.deepEqual(found('Robin woke most nights and asked for the light.'), []);
});

test('a looked-after record tells the adopters by their part, and nothing by which the other record is found', () => {
  const { doc, secrets, known } = filed('looked-after', robin.id);
  const text = words(doc);
  assert.match(text, /read to them both each night/);
  assert.match(text, /Viv Marlow for the school/);
  for (const one of [martin.name, martin.name.split(' ')[0] ?? '', martin.address, record.reference, 'Priya'])
    assert.ok(!text.includes(one), one);
  assert.deepEqual(leaksIn([{ part: 'all', text }], secrets, known), []);
  const labels = leaksIn(
    [{ part: 'a page', text: `${martin.name}, ${martin.address}. ${record.reference}` }],
    secrets,
    known,
  ).map(({ label }) => label);
  assert.ok(
    labels.some((label) => label.startsWith('the name of Adopter 1')),
    labels.join(),
  );
  assert.ok(
    labels.some((label) => label.startsWith('the address of')),
    labels.join(),
  );
  assert.ok(labels.includes('the reference of the adoption record'), labels.join());
});

test('the adoption record has the minutes whole', () => {
  const text = words(filed('adoption', null).doc);
  for (const { text: one } of passages) assert.ok(text.includes(one), one);
  assert.match(text, /blue bike/);
});

test('a record is no copy: it tells nobody what to do with it', () => {
  for (const { kind, childId } of filingsFor(record.placement)) {
    const text = words(filed(kind, childId).doc);
    assert.doesNotMatch(text, /made for you|Copy for|If something is wrong/);
  }
  const [reader] = record.meeting?.invitations ?? [];
  assert.ok(reader);
  assert.match(words(composeCopy({ ...facts, reader }).doc), /If something is wrong/);
});

test('a later version says that it takes the place of the one before it', () => {
  assert.ok(record.meeting);
  const second = { ...record, meeting: { ...record.meeting, minutesVersion: 2 } };
  const { doc } = composeFiling({ ...facts, record: second }, { kind: 'adoption', childId: null });
  assert.match(words(doc), /This version takes the place of the one before it/);
});

const about: BagFacts = {
  ...{ id: 'folder-2', kind: 'looked-after', council: 'Derby City Council', found: '1234' },
  ...{ about: 'Robin Oldroyd', heldOn: '2026-03-31', madeOn: '2026-04-02', version: 2, replaces: 'folder-1' },
};

test('the folder says in plain words what it is and which folder it takes the place of', () => {
  const readme = readmeOf(about);
  assert.match(readme, /held on 31 March 2026\nabout Robin Oldroyd/);
  assert.match(readme, /takes the place of folder folder-1, which was put right/);
  assert.match(readmeOf({ ...about, replaces: null }), /takes the place of no other folder/);
  for (const kind of ['looked-after', 'adoption', 'child'] as const)
    assert.match(readmeOf({ ...about, kind }), new RegExp(`${filesOf[kind].name}\\.pdf`));
  assert.doesNotMatch(readmeOf(about), /adoption/i);
  assert.equal(metadataOf(about).takesThePlaceOf, 'folder-1');
});
