import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, childView, heldCase, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import {
  attachDisagreement,
  type Disagreement,
  disputables,
  whoMayDisagree,
  wrongWords,
} from './disagreement.ts';
import { leaksIn } from './withhold.ts';

const record = heldCase();
const records = disputables(record, [{ id: 'c1', name: 'Kirsty Oldroyd, version 1' }]);
const facts = { records, people: whoMayDisagree(record), today: '2026-04-10' };
const proposal = {
  about: 'account',
  whose: 'carer-a1',
  otherName: '',
  words: 'It was not like that.',
  receivedOn: '2026-04-10',
};

const fieldsOf = (changes: Partial<typeof proposal>) => {
  const result = attachDisagreement({ ...proposal, ...changes }, facts);
  return result.ok ? [] : result.problems.map(({ field }) => field);
};

test('a statement says beside which record, whose, what and when, and nothing else is taken', () => {
  assert.deepEqual(attachDisagreement(proposal, facts), {
    ok: true,
    value: {
      about: 'account',
      recordId: null,
      whose: 'Adopter 1',
      words: 'It was not like that.',
      receivedOn: '2026-04-10',
      beside: 'What led up to it, as it was recorded',
    },
  });
  for (const [changes, fields] of [
    [{ about: 'copy-of-somebody-else' }, ['about']],
    [{ whose: 'carer-elsewhere' }, ['whose']],
    [{ whose: 'other' }, ['otherName']],
    [{ words: '' }, ['words']],
    [{ words: 'x'.repeat(20_001) }, ['words']],
    [{ receivedOn: '2026-04-11' }, ['receivedOn']],
    [{ about: '', whose: '', words: '' }, ['about', 'whose', 'words']],
  ] as const)
    assert.deepEqual(fieldsOf(changes), fields, JSON.stringify(changes).slice(0, 80));
});

test('words of twenty thousand letters are taken, and no more', () => {
  assert.deepEqual(wrongWords('words', 'x'.repeat(20_000)), []);
  assert.equal(wrongWords('words', 'x'.repeat(20_001)).length, 1);
});

test('carers are offered by their part alone', () => {
  const texts = whoMayDisagree(record).map(({ text }) => text);
  assert.ok(texts.includes('Adopter 2') && texts.includes('Robin Oldroyd'));
  assert.doesNotMatch(texts.join(), /Featherstone/);
});

const statement = (changes: Partial<Disagreement>): Disagreement => ({
  id: 's1',
  about: 'minutes',
  recordId: 'meeting',
  invitationId: null,
  whose: 'Kirsty Oldroyd',
  words: 'Nobody asked me before the move was planned.',
  receivedOn: '2026-04-10',
  withheldFrom: [],
  recordedBy: 'Amina Hussain',
  ...changes,
});

const copyFor = (reader: Reader, ...disagreements: readonly Disagreement[]) => {
  const view = { ...childView('I miss the dog.'), id: 'v1', withheldFrom: ['birth-family'] as const };
  const withView = { ...heldCase(), views: [view] };
  const invitation = withView.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
  const copy = composeCopy({
    record: withView,
    ...{
      passages: [],
      agenda,
      keptApart,
      disagreements,
      keptWords: [],
      found: { findings: [], purposes: [] },
    },
    reader: invitation,
  });
  return { ...copy, text: textOf(copy.doc) };
};

test('whoever reads the minutes reads who does not agree with them, told by their part', () => {
  const { text } = copyFor('adopters', statement({}));
  assert.match(text, /What people do not agree with/);
  assert.match(text, /Nobody asked me before the move was planned\./);
  assert.doesNotMatch(text, /Kirsty/);
  assert.match(copyFor('staff', statement({})).text, /Kirsty Oldroyd\. Does not agree with the minutes/);
});

test('a statement that names somebody the reader must not know is not edited: the copy says that it is there', () => {
  const { doc, text, secrets, known, withheld } = copyFor(
    'birth-family',
    statement({
      whose: 'Adopter 1',
      words: 'My wife Lucasta Featherstone never said what is written here at all.',
    }),
  );
  assert.doesNotMatch(text, /Lucasta|never said/);
  assert.match(text, /Somebody does not agree with the minutes/);
  assert.deepEqual(leaksIn([{ part: '', text: textOf(doc) }], secrets, known), []);
  assert.deepEqual(
    withheld.find(({ what }) => what === 'statements of disagreement'),
    { what: 'statements of disagreement', count: 1 },
  );
});

test('a statement kept from a reader, about somebody else’s copy or about a view they may not read is not in their copy', () => {
  for (const one of [
    statement({ withheldFrom: ['birth-family'] }),
    statement({ about: 'copy', recordId: 'c9', invitationId: 'somebody-else' }),
    statement({ about: 'view', recordId: 'v1' }),
    statement({ about: 'account', recordId: null }),
  ]) {
    const { text } = copyFor('birth-family', one);
    assert.doesNotMatch(text, /Nobody asked me|do not agree with|does not agree/, one.about);
  }
});
