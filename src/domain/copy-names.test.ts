import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, childView, heldCase, passage, teacher, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities, examplePlacement, staff } from '../../test/example-record.ts';
import type { Identities } from './carer-identity.ts';
import type { CaseRecord, Contact, Meeting, Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import { leaksIn, withheldFrom } from './withhold.ts';

const [carer, mother] = examplePlacement().contacts;
assert.ok(carer && mother);
const withContacts = (...contacts: readonly Contact[]): CaseRecord => heldCase({ contacts });
const withMeeting = (record: CaseRecord, changes: Partial<Meeting>): CaseRecord => {
  assert.ok(record.meeting);
  return { ...record, meeting: { ...record.meeting, ...changes } };
};

const copyFor = (
  reader: Reader,
  record: CaseRecord,
  typed = '',
  identities: Identities = exampleIdentities,
) => {
  const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  const keptApart = { contactDetails: {}, details: [], identities };
  return composeCopy({
    ...{
      record,
      passages: [passage(typed)],
      agenda,
      reader: invitation,
      keptApart,
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
    },
  });
};
const told = (...asked: Parameters<typeof copyFor>): string => textOf(copyFor(...asked).doc);

test('a household is told by the part that all in it had', () => {
  const record = withContacts(carer, mother, teacher);
  assert.match(told('adopters', record, 'The Oldroyds rested.'), /The birth family rested\./);
  assert.match(told('birth-family', record, 'The Lindqvists rested.'), /The current carers rested\./);
  assert.match(told('carers', record, 'The Marlows rested.'), /The professionals rested\./);
  assert.match(told('carers', record, 'Viv rested.'), /A professional rested\./);
});

test('two of one family are told apart by number, and by their family name together', () => {
  const record = withContacts(carer, mother, { ...mother, id: 'm2', name: 'Ian Oldroyd' });
  assert.match(told('carers', record, 'Kirsty met Ian.'), /Family member 1 met family member 2\./);
  assert.match(told('carers', record, 'Mr Oldroyd rang.'), /The birth family rang\./);
  assert.match(told('birth-family', record, 'Kirsty met Ian.'), /Kirsty met Ian\./);
});

test('a name that people of two parts have is told of neither', () => {
  const record = withContacts(carer, { ...mother, name: 'Ann Oldroyd' }, { ...teacher, name: 'Ann Marlow' });
  assert.match(told('carers', record, 'Ann rang.'), /A person not named here rang\./);
  const alone = withContacts({ ...carer, name: 'Dorothy' }, { ...mother, name: 'Dorothy Oldroyd' });
  assert.match(told('carers', alone, 'Dorothy cried.'), /A person not named here cried\./);
  const asAnAdopter = withContacts(carer, { ...mother, name: 'Lucasta Oldroyd' });
  assert.match(told('adopters', asAnAdopter, 'Lucasta cried.'), /A person not named here cried\./);
});

test('a household is found by its family name whatever that ends with', () => {
  const record = withContacts(carer, { ...mother, name: 'Kirsty Jones' });
  assert.match(told('carers', record, 'The Joneses rested.'), /The birth family rested\./);
});

test('a single name is not the ordinary word, and an initial is not looked for alone', () => {
  const hope = withContacts(carer, { ...mother, name: 'Hope' });
  assert.match(told('carers', hope, 'They hope so. Hope rang.'), /They hope so\. A family member rang\./);
  const initial = withContacts(carer, { ...mother, name: 'J Oldroyd' });
  assert.match(told('carers', initial, 'Plan J was made.'), /Plan J was made\./);
});

test('carers of one family name are named to each other, whatever else they are called', () => {
  const peter = { ...carer, id: 'c2', name: 'Peter Ann Lindqvist' };
  const married = heldCase(
    { contacts: [carer, peter] },
    { invitation: ({ source }) => (source === 'contact-c2' ? { name: 'Peter Vane' } : {}) },
  );
  assert.match(told('carers', married, 'Peter rang Mr Vane.'), /Peter rang Mr Vane\./);
});

test('the adopters’ own social worker is named to them, and to no other family', () => {
  const record = withContacts(carer, mother, { ...teacher, kind: 'adopters-social-worker' });
  assert.match(told('adopters', record, 'Viv rang.'), /Viv rang\./);
  assert.match(told('birth-family', record, 'Viv rang.'), /A professional rang\./);
});

test('professionals from elsewhere are not named to each other', () => {
  for (const name of ['Ned Quill', 'Ned Marlow']) {
    const record = withContacts(carer, teacher, { ...teacher, id: 't2', name });
    assert.match(told('professionals', record, 'Viv rang Ned.'), /Viv rang professional 2\./);
  }
});

test('adopters are reached by each other, and carers of one name are not', () => {
  assert.match(
    told('adopters', heldCase(), 'Write to lucasta@featherstone.example.'),
    /lucasta@featherstone/,
  );
  const other = { ...carer, id: 'c2', name: 'Peter Lindqvist', email: 'peter@lindqvist.example' };
  const record = withContacts(carer, other);
  assert.match(told('carers', record, 'Write to peter@lindqvist.example.'), /e-mail address withheld/);
  assert.match(told('carers', record, `Write to ${carer.email}.`), /dorothy@lindqvist/);
  assert.match(told('adopters', record, `Write to ${carer.email}.`), /e-mail address withheld/);
});

test('staff stand by their whole name, although somebody else has a part of it', () => {
  const placement = examplePlacement();
  const [first] = placement.roles;
  assert.ok(first);
  const roles = [{ ...first, person: staff('priya', 'Priya Lucasta') }];
  const views = [childView('hello', { recordedBy: 'Sam Lucasta' })];
  const invitation = ({ reader }: { readonly reader: Reader }) =>
    reader === 'staff' ? { name: 'Amina Lucasta' } : reader === 'carers' ? { name: 'Dorothy Lucasta' } : {};
  const held = heldCase({ roles }, { views, invitation });
  const record = withMeeting(held, { chair: staff('ruth', 'Ruth Lucasta') });
  for (const name of ['Priya Lucasta', 'Sam Lucasta', 'Amina Lucasta', 'Dorothy Lucasta', 'Ruth Lucasta'])
    assert.match(
      told('carers', record, `${name} met Lucasta.`),
      new RegExp(`${name} met a person not named here`),
    );
});

test('of two names that begin alike the longer is known whole', () => {
  const [first] = examplePlacement().roles;
  assert.ok(first);
  const roles = [{ ...first, person: staff('mary', 'Mary Ann') }];
  const record = withMeeting(heldCase({ roles }), { chair: staff('ann', 'Mary Ann Featherstone') });
  assert.match(told('carers', record, 'Mary Ann Featherstone rang.'), /Mary Ann Featherstone rang\./);
});

test('a chair who is called as somebody the reader must not know is not named', () => {
  const record = withMeeting(heldCase(), { chair: staff('ruth', 'Lucasta Featherstone') });
  assert.doesNotMatch(told('carers', record), /The chair was|Featherstone/);
});

test('a meeting whose place nobody wrote has none in a copy, and nothing is told for it', () => {
  const record = withMeeting(heldCase(), { place: '' });
  assert.doesNotMatch(told('carers', record), /Place:/);
  assert.ok(!copyFor('birth-family', record).secrets.some(({ value }) => value === ''));
});

test('what nobody has is not looked for', () => {
  assert.ok(copyFor('adopters', heldCase()).secrets.every(({ value }) => value !== ''));
});

test('the minutes stand for staff as they were typed, and nothing in them needs to be passed over', () => {
  const typed = 'He said the the word, and \u{e000} too.';
  const { doc, known } = copyFor('staff', heldCase(), typed);
  assert.ok(textOf(doc).includes(typed));
  assert.doesNotMatch('Lucasta Featherstone', known);
});

test('a known name is passed over where names are looked for, and nowhere else', () => {
  const secrets = [
    { kind: 'address', value: '7 Lane', label: 'an address' },
    { kind: 'name', value: 'Robin Quill', label: 'a name' },
  ] as const;
  assert.deepEqual(leaksIn([{ part: 'page 1', text: '7 Robin Lane' }], secrets, /Robin/gu), []);
  assert.deepEqual(leaksIn([{ part: 'page 2', text: 'Robin Quill' }], secrets, /Robin/gu), [
    { part: 'page 2', label: 'a name', kind: 'name' },
  ]);
});

test('the service’s own words are no leak where somebody is called by them', () => {
  for (const [name, typed] of [
    ['Ann Minutes', ''],
    ['Other Professional', 'An other professional came.'],
    ['Ann Findings', 'See Findings.'],
    ['Ann Derby', 'Derby City Council was there.'],
  ] as const) {
    const { doc, secrets, known } = copyFor('carers', withContacts(carer, { ...mother, name }), typed);
    assert.deepEqual(leaksIn([{ part: 'copy', text: textOf(doc) }], secrets, known), [], name);
    assert.match(textOf(doc), new RegExp(typed), name);
  }
  const { secrets, known } = copyFor('carers', withContacts(carer, { ...mother, name: 'Ann Page' }));
  assert.deepEqual(leaksIn([{ part: 'copy', text: 'Page 1 of 2' }], secrets, known), []);
  assert.equal(leaksIn([{ part: 'copy', text: 'Page came.' }], secrets, known).length, 1);
});

test('there is no copy without a meeting, nor while nobody knows who a carer is', () => {
  const record = heldCase();
  const [reader] = record.meeting?.invitations ?? [];
  assert.ok(reader);
  const facts = {
    passages: [],
    agenda,
    reader,
    disagreements: [],
    keptWords: [],
    found: { findings: [], purposes: [] },
  };
  const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
  assert.throws(
    () => composeCopy({ ...facts, keptApart, record: { ...record, meeting: null } }),
    /no meeting/,
  );
  assert.throws(() => told('carers', record, '', {}), /The vault has nobody for carer a1/);
});

test('where the meeting was is told as a place withheld', () => {
  const text = told('birth-family', heldCase(), 'We met at the Council House, room 3.');
  assert.match(text, /We met at \(place withheld\)\./);
});

test('a whole name of three stands for one person, and so do its first and last alone', () => {
  const record = withContacts(carer, { ...mother, name: 'Kirsty Ann Oldroyd' }, { ...mother, id: 'm2' });
  assert.match(told('carers', record, 'Then Kirsty Ann Oldroyd rang.'), /Then family member 1 rang\./);
  assert.match(told('carers', record, 'Then Ann rang.'), /Then family member 1 rang\./);
  const other = withContacts(
    carer,
    { ...mother, name: 'Jo Ann Vane' },
    { ...mother, id: 'm2', name: 'Ann Vane' },
  );
  assert.match(told('carers', other, 'Then Jo Vane rang.'), /Then family member 1 rang\./);
  assert.match(told('carers', other, 'Then Ann Vane rang.'), /Then family member 2 rang\./);
});

test('a case without a meeting has no place to keep back, and its people are kept apart all the same', () => {
  const record = heldCase();
  const reader = record.meeting?.invitations.find((invited) => invited.reader === 'carers');
  assert.ok(reader);
  const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
  const without = { ...record, meeting: null };
  const { secrets } = withheldFrom(without, { ...reader, mayKnowPlace: false }, keptApart, []);
  assert.ok(secrets.some(({ value }) => value === 'Lucasta Featherstone'));
  assert.ok(!secrets.some(({ label }) => label === 'the place of the meeting'));
});
