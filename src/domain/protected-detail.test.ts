import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agenda, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import { addDetail, type ProtectedDetail } from './protected-detail.ts';

const typed = {
  kind: 'school',
  value: 'Larkspur Primary',
  toldAs: '',
  withheldFrom: ['birth-family', 'staff', 'nobody'],
};

describe('adding a detail', () => {
  test('it is kept from those who were chosen, and told as withheld where no words were given', () => {
    assert.deepEqual(addDetail(typed), {
      ok: true,
      value: {
        ...{ kind: 'school', value: 'Larkspur Primary' },
        ...{ toldAs: '(school withheld)', withheldFrom: ['birth-family'] },
      },
    });
  });

  for (const [why, changes, fields] of [
    ['nothing at all', { kind: '', value: '', withheldFrom: [] }, ['kind', 'value', 'withheldFrom']],
    ['another kind', { kind: 'hobby' }, ['kind']],
    ['a name with nobody’s part', { kind: 'name', value: 'Jo' }, ['toldAs']],
    ['words that say it', { kind: 'name', value: 'Jane Ash', toldAs: 'the aunt, Jane' }, ['toldAs']],
    ['an address of no e-mail', { kind: 'email', value: 'jo at home' }, ['value']],
    ['a phone number of few digits', { kind: 'phone', value: '999' }, ['value']],
    ['a dash', { value: '—' }, ['value']],
    ['a page of text', { value: 'a'.repeat(201) }, ['value']],
    ['staff alone', { withheldFrom: ['staff'] }, ['withheldFrom']],
  ] as const)
    test(`is refused: ${why}`, () => {
      const decision = addDetail({ ...typed, ...changes });
      assert.deepEqual(decision.ok ? [] : decision.problems.map(({ field }) => field), fields);
    });
});

describe('a copy', () => {
  const detail = (kind: ProtectedDetail['kind'], value: string, toldAs: string): ProtectedDetail => ({
    ...{ id: value, kind, value, toldAs },
    withheldFrom: ['birth-family'],
  });
  const details = [
    detail('name', 'Josephine Larkspur', 'the maternal aunt'),
    detail('school', 'Larch Primary', '(school withheld)'),
    detail('workplace', 'Crown Bakery', '(workplace withheld)'),
    detail('number-plate', 'AB12 CDE', '(number plate withheld)'),
  ];
  const copyFor = (reader: Reader, text: string): string => {
    const record = heldCase();
    const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
    assert.ok(invitation);
    const facts = {
      record,
      passages: [passage(text)],
      agenda,
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
    };
    const keptApart = { contactDetails: {}, identities: exampleIdentities, details };
    return textOf(composeCopy({ ...facts, reader: invitation, keptApart }).doc);
  };
  const text =
    'Josephine rang from Larch Primary; Larkspur’s car, ab12cde, stood at the crown bakery. Jo left.';

  test('tells it in other words to those it is kept from, nicknames too', () => {
    assert.match(
      copyFor('birth-family', text),
      /The maternal aunt rang from \(school withheld\); the maternal aunt’s car, \(number plate withheld\), stood at the \(workplace withheld\)\. The maternal aunt left\./,
    );
  });

  test('and leaves it as it is to everybody else', () => {
    assert.ok(copyFor('adopters', text).includes(text));
  });
});
