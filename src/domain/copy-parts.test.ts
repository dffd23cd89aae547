import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { CaseRecord, Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import type { Disagreement } from './disagreement.ts';
import type { Passage } from './minutes.ts';

const copyFor = (
  reader: Reader,
  record: CaseRecord,
  passages: readonly Passage[] = [],
  disagreements: readonly Disagreement[] = [],
) => {
  const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
  return composeCopy({
    keptWords: [],
    found: { findings: [], purposes: [] },
    record,
    passages,
    agenda,
    reader: invitation,
    keptApart,
    disagreements,
  });
};
const told = (...asked: Parameters<typeof copyFor>): string => textOf(copyFor(...asked).doc);

test('what nobody said, wrote or agreed has no heading in a copy', () => {
  assert.doesNotMatch(
    told('professionals', heldCase(), [passage('Plan sooner.', { agendaKey: 'findings' })]),
    /also wrote|views and feelings|What the meeting talked about|What will be done|do not agree/,
  );
});

test('whoever was invited and did not come is told that they were invited', () => {
  const record = heldCase({}, { invitation: () => ({ attended: false }) });
  assert.match(told('carers', record), /You were invited to the meeting\./);
});

test('a professional who wrote is not among the others who did', () => {
  const written = { contribution: 'He did well in class.', contributionRead: true };
  const record = heldCase({}, { invitation: ({ reader }) => (reader === 'professionals' ? written : {}) });
  const text = told('professionals', record);
  assert.doesNotMatch(text, /also wrote/);
  assert.match(text, /What you wrote to the meeting\n\nHe did well in class\./);
});

test('a passage about an only child does not say which', () => {
  assert.doesNotMatch(
    told('carers', heldCase(), [passage('Slept.', { aboutChildId: 'robin' })]),
    /About Robin/,
  );
});

test('nothing is kept from staff', () => {
  assert.match(told('staff', heldCase(), [passage('Slept.', { withheldFrom: ['staff'] })]), /Slept\./);
});

test('a statement kept from a reader is counted and looked for, although it names nobody', () => {
  const words = 'Nobody asked us before the move.';
  const statement: Disagreement = {
    ...{ id: 's', about: 'minutes', recordId: null, invitationId: null, whose: 'Adopter 1', words },
    ...{ receivedOn: '2026-04-10', withheldFrom: ['birth-family'], recordedBy: 'Amina Hussain' },
  };
  const { withheld, secrets } = copyFor('birth-family', heldCase(), [], [statement]);
  assert.ok(withheld.some(({ what, count }) => what === 'statements of disagreement' && count === 1));
  assert.ok(secrets.some(({ value }) => value === words));
});
