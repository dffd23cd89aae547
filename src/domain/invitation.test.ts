import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import { factsOf } from './case-facts.ts';
import { dutiesFor } from './duty.ts';
import { familyOnTheCase, listedButAbsent, proposeInvitees } from './invitation.ts';

const procedures = readProcedures('procedures');
const calendar = { today: '2026-03-10', bankHolidays: new Map<string, string>() };
const ended = {
  brokeDownOn: '2026-03-01',
  ending: 'unplanned',
  isComplex: false,
  returnedOn: null,
} as const;

const adopted = examplePlacement();
const derby = dutiesFor(
  procedures.version('derby-city/adoption', '2020-11'),
  factsOf(adopted, { ...ended, stage: 'before-order' }),
  calendar,
);
const fostered = examplePlacement({ kind: 'foster-long-term', provider: 'in-house', familySource: null });
const guidance = dutiesFor(
  procedures.version('guidance-2017/disruption-meetings', '2017'),
  factsOf(fostered, { ...ended, stage: 'in-placement' }),
  calendar,
);

test('Derby’s list is found on the case, each once; the mother is on offer, and a person decides', () => {
  assert.deepEqual(
    proposeInvitees(derby, { placement: adopted }).map(({ name, asked }) => `${name}: ${asked}`),
    [
      'Adopter 1: attend',
      'Adopter 2: attend',
      'Priya Shah: attend',
      'Dorothy Lindqvist: attend',
      'Tomasz Nowak: attend',
      'Joy Okafor: attend',
    ],
  );
  assert.deepEqual(
    familyOnTheCase(derby, { placement: adopted }).map(({ name }) => name),
    ['Kirsty Oldroyd'],
  );
  assert.deepEqual(listedButAbsent(derby, { placement: adopted }), []);
});

test('under the guidance people come or contribute, the parents as appropriate, and carers are no adopters', () => {
  const proposed = proposeInvitees(guidance, { placement: fostered });
  const kirsty = proposed.find(({ name }) => name === 'Kirsty Oldroyd');
  assert.deepEqual([kirsty?.asked, kirsty?.isOptional], ['either', true]);
  const former = proposed.find(({ name }) => name === 'Former carer 1');
  assert.deepEqual([former?.capacity, former?.asked], ['former-carers', 'either']);
  assert.deepEqual(familyOnTheCase(guidance, { placement: fostered }), [], 'the list has her already');
});

test('whom the procedure lists and nobody on the case is, is named: the child, and the missing colleagues', () => {
  assert.deepEqual(listedButAbsent(guidance, { placement: fostered }), [
    'child',
    'personal-adviser',
    'team-manager',
    'supervising-social-worker',
  ]);
});
