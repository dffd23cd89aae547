import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  carerInWords,
  carerOfSource,
  correctCarer,
  correctedInWords,
  postcodeIn,
  reasonToOpen,
  sourceOfCarer,
} from './carer-identity.ts';

const nothing = { name: '', email: '', phone: '', address: '' };
const contacts = [{ name: 'Kirsty Oldroyd', email: 'Kirsty@oldroyd.example' }];

test('a carer is told by their part and place, whatever the kind of placement', () => {
  assert.equal(carerInWords('adoptive', 0), 'Adopter 1');
  assert.equal(carerInWords('foster-long-term', 1), 'Former carer 2');
  assert.equal(carerInWords('special-guardianship', 0), 'Former carer 1');
});

test('an invitation says whose it is when it is a carer’s, and of nobody else', () => {
  assert.equal(carerOfSource(sourceOfCarer('a1')), 'a1');
  assert.equal(carerOfSource('contact-a1'), undefined);
});

for (const [address, postcode] of [
  ['7 Quillet Row, Belper, DQ56 9ZZ', 'DQ56 9ZZ'],
  ['7 Quillet Row\ndq569zz', 'dq569zz'],
  ['c/o 2 Mill Lane NG1 1AA, now 7 Quillet Row DQ56 9ZZ', 'DQ56 9ZZ'],
  ['7 Quillet Row', ''],
] as const)
  test(`the postcode of “${address.replace('\n', '⏎')}” is “${postcode}”`, () => {
    assert.equal(postcodeIn(address), postcode);
  });

test('what was left empty stays, and what was put right is named without a word of it', () => {
  const corrected = correctCarer(
    { ...nothing, phone: '01632 960113', address: '3 Teasel Way' },
    { contacts },
  );
  assert.deepEqual(corrected, { ok: true, value: { phone: '01632 960113', address: '3 Teasel Way' } });
  assert.ok(corrected.ok);
  assert.equal(correctedInWords(corrected.value), 'phone number and address');
});

for (const [what, typed, says] of [
  ['nothing', nothing, /Enter what is to be put right/],
  ['no e-mail address', { ...nothing, email: 'a@b' }, /Enter an e-mail address/],
  ['the mother’s address', { ...nothing, email: 'kirsty@OLDROYD.example' }, /address of Kirsty Oldroyd/],
] as const)
  test(`a correction of ${what} is refused`, () => {
    const refused = correctCarer(typed, { contacts });
    assert.ok(!refused.ok);
    assert.match(refused.problems[0]?.message ?? '', says);
  });

test('a reason names nobody who is in the vault, nor who was before a correction', () => {
  const identities = {
    a1: [
      { ...nothing, name: 'Martin Holloway' },
      { ...nothing, name: 'Martin Featherstone', address: '7 Quillet Row, DQ56 9ZZ' },
    ],
  } as const;
  assert.ok(reasonToOpen('To send their belongings on', identities).ok);
  for (const reason of [
    '',
    'x'.repeat(501),
    'To ring Martin',
    'The Featherstone family asked',
    'Letter for 7 quillet row',
  ])
    assert.ok(!reasonToOpen(reason, identities).ok, reason);
});
