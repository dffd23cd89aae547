import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, heldCase } from '../../test/example-minutes.ts';
import { exampleAction, exampleIdentities, examplePlacement } from '../../test/example-record.ts';
import type { ChildView } from './case.ts';
import { chronologyOf } from './chronology.ts';
import type { Told } from './chronology-entry.ts';
import type { CopyFacts } from './copy.ts';
import type { FilingOf } from './filing.ts';
import { readingLevelOf } from './reading-age.ts';
import { chronologyCsv, chronologyReadme, composeChronology } from './record-chronology.ts';

const [robin] = examplePlacement().children;
assert.ok(robin);
const leo = { ...robin, id: 'leo', givenName: 'Leo', caseNumber: '4711-LEO' };
const [martin] = exampleIdentities.a1;
assert.ok(martin);

const view = (childId: string, words: string, agreed: 'everyone' | 'nobody' = 'everyone'): ChildView => ({
  ...{ id: words, childId, words, whoseWords: 'child', way: 'drew', how: 'Drawing', saidOn: '2026-03-20' },
  ...{ withheldFrom: [], recordedBy: 'Amina Hussain', recordedById: 'amina' },
  sharing: { agreed, readers: [], agreedOn: '2026-03-20', recordedBy: 'Amina Hussain' },
});
const action = (id: string, what: string) =>
  exampleAction({ id, what, ownerName: martin.name, dueOn: '2026-05-01' });
const record = {
  ...heldCase(
    { children: [robin, leo] },
    {
      views: [
        view(robin.id, 'I miss the old dog a lot.'),
        view(robin.id, 'Nobody is to know this of me.', 'nobody'),
        view('leo', 'I want my blue bike back now.'),
      ],
      actions: [action('a', `Ask ${martin.name} at ${martin.address} for the photo albums`)],
    },
  ),
  account: `${martin.name} said it could not go on, as case ${'DIS-1'} has it.`,
};
const facts: Omit<CopyFacts, 'reader'> = {
  ...{ record, passages: [], agenda, keptWords: [], disagreements: [] },
  found: { findings: [], purposes: [] },
  keptApart: { contactDetails: {}, identities: exampleIdentities, details: [] },
};
const told: Told = {
  ...{ record, findings: [], filings: [], voice: { steps: [], answers: [] }, dutyTitle: (rule) => rule },
  history: [
    { id: 1, at: new Date('2026-03-02T10:00:00Z'), personName: 'Amina', act: 'x', summary: 'Sent a form' },
  ],
  ...{ followUps: [], resourceDecisions: [], panel: { sendings: [], steps: [] }, mayRead: () => true },
};
const composed = (of: FilingOf) => composeChronology(chronologyOf([told]), facts, of);
const words = (of: FilingOf): string => JSON.stringify(composed(of).doc);
const ofRobin: FilingOf = { kind: 'looked-after', childId: robin.id };
const adoption: FilingOf = { kind: 'adoption', childId: null };

test('of a looked-after record it names nobody the child lived with, and nothing of a brother or sister', () => {
  const said = words(ofRobin);
  for (const hidden of [martin.name, martin.address, 'blue bike', record.reference, 'Leo'])
    assert.ok(!said.includes(hidden), hidden);
  assert.match(said, /I miss the old dog a lot\./);
});

test('what a child keeps to themselves is in no record, and is looked for', () => {
  for (const filing of [ofRobin, adoption]) {
    assert.doesNotMatch(words(filing), /Nobody is to know/);
    assert.ok(composed(filing).secrets.some(({ value }) => value === 'Nobody is to know this of me.'));
  }
});

test('the adoption record has it whole, for all children, and no form that was only sent', () => {
  const said = words(adoption);
  for (const there of [martin.name, 'blue bike', 'old dog']) assert.ok(said.includes(there), there);
  assert.doesNotMatch(said, /Sent a form/);
});

test('no id is in it by which one record could be found from another', () => {
  for (const filing of [ofRobin, adoption])
    assert.doesNotMatch(JSON.stringify(composed(filing).entries), /[0-9a-f]{8}-[0-9a-f]{4}-/);
  assert.deepEqual(Object.keys(composed(ofRobin).entries[0] ?? {}).toSorted(), [
    ...['about', 'day', 'isQuoted', 'what', 'who', 'words'],
  ]);
});

test('the table has a row for each entry', () => {
  const { entries } = composed(adoption);
  assert.match(chronologyCsv(entries), /^Day,About,What happened,Words,Who\r\n/);
  assert.ok(chronologyCsv(entries).split('\r\n').length >= entries.length + 2);
});

test('its first words can be read by anybody', () => {
  for (const filing of [ofRobin, adoption]) {
    const readme = chronologyReadme({
      ...{
        of: filing,
        council: 'Derwentshire Council',
        about: 'Robin Oldroyd',
        madeOn: '2026-05-01',
        withMinutes: true,
      },
    });
    const prose = readme.split('THE FILES')[0] ?? '';
    const grade = readingLevelOf(prose)?.grade ?? 99;
    assert.ok(grade <= 6, `${grade}`);
  }
});
