import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, childView, heldCase, passage } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Reader } from './case.ts';
import { besideFull } from './side-by-side.ts';

const therapy = {
  ...{
    group: 'support' as const,
    title: 'Therapy',
    evidence: 'Lucasta asked for it.',
    otherwiseBy: '',
    otherwise: '',
  },
  ...{ aboutChildId: null, withheldFrom: [] as readonly Reader[] },
} as const;

const besideFor = (reader: Reader) => {
  const kept = childView('I do not like Tuesdays.', { withheldFrom: ['birth-family'] });
  const record = heldCase({}, { views: [childView('I miss Lucasta.'), kept] });
  const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  return besideFull({
    ...{
      record,
      agenda,
      reader: invitation,
      keptWords: [],
      found: { findings: [therapy, { ...therapy, withheldFrom: ['birth-family'] }], purposes: [] },
    },
    disagreements: [],
    passages: [
      passage('Lucasta Featherstone was tired.'),
      passage('The police came.', { withheldFrom: ['birth-family'] }),
      passage('Everybody was kind.', { agendaKey: 'findings' }),
      passage(''),
    ],
    keptApart: { contactDetails: {}, details: [], identities: exampleIdentities },
  });
};

test('each text of the full minutes stands beside what a reader gets of it, with the reason in words', () => {
  const beside = besideFor('birth-family');
  assert.deepEqual(
    beside.map(({ heading, rows }) => [heading, ...rows.map(({ own, because }) => [own, ...because])]),
    [
      [
        'Robin’s views and feelings',
        [null, 'In somebody’s own words, which would tell who a person is'],
        [null, 'Kept from parents and family'],
      ],
      [
        'Life in the placement',
        ['Adopter 2 was tired.', 'Names told by their part'],
        [null, 'Kept from parents and family'],
      ],
      ['Findings', ['Everybody was kind.']],
      [
        'What played a part in it',
        ['Therapy. Adopter 2 asked for it.', 'Names told by their part'],
        [null, 'Kept from parents and family'],
      ],
    ],
  );
  assert.equal(beside[1]?.rows[0]?.full, 'Lucasta Featherstone was tired.');
});

test('who may read everything has nothing kept or told otherwise', () => {
  const rows = besideFor('staff').flatMap((section) => section.rows);
  assert.equal(rows.length, 7);
  for (const { full, own, because } of rows) assert.deepEqual([own, because], [full, []]);
});
