import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord, ruth, staff } from '../../test/example-record.ts';
import type { Meeting } from './case.ts';
import { agreeToChair, type ChairChoice } from './chair-agreement.ts';
import type { PlannedDuty } from './standing.ts';

const gareth = staff('gareth', 'Gareth Pugh', 'team-manager');
const helen = staff('helen', 'Helen Marsh', 'service-manager');
const placement = examplePlacement({
  roles: [gareth, helen].map((person) => ({
    personId: person.id,
    role: person.post,
    fromOn: '2025-01-01',
    untilOn: null,
    person,
  })),
});
const chairRule: PlannedDuty = {
  standing: { is: 'open' },
  holders: [],
  rule: 'X-4',
  duty: 'should',
  by: 'team-manager',
  asks: { chair: { 'on-the-case': ['team-manager'] } },
  because: { document: 'Guidance', paragraph: 'Chair', says: 'The team manager chairs.', facts: [] },
};
const reasons = ['is an independent chair'];

const agree = (reason: string, changes: Partial<ChairChoice> = {}) =>
  agreeToChair(reason, {
    record: exampleRecord({ placement }),
    duties: [chairRule],
    chair: { person: ruth, eligibility: { is: 'needs-agreement', reasons } },
    capacities: ['team-manager'],
    ...changes,
  });

const chairedBy = (changes: Partial<Meeting>) =>
  exampleRecord({ placement, meeting: exampleMeeting(changes) });
const agreed = { chairAgreement: { by: 'Gareth Pugh', reason: 'Gareth is on leave' } };

test('a manager on the case agrees with a reason, and is asked for one that is missing', () => {
  assert.deepEqual(agree('Gareth is on leave'), {
    ok: true,
    value: { is: 'given', reason: 'Gareth is on leave' },
  });
  assert.deepEqual(agree(''), {
    ok: false,
    problems: [
      {
        field: 'chairAgreementReason',
        message: 'Enter why you agree that Ruth Barlow chairs: is an independent chair',
        because: 'Guidance, Chair (rule X-4)',
      },
    ],
  });
});

test('a social worker is told whom to ask, whatever reason they give', () => {
  const decision = agree('I would like it', { capacities: ['child-social-worker'] });
  assert.ok(!decision.ok);
  assert.deepEqual(
    decision.problems.map(({ field, message }) => [field, message]),
    [
      [
        'chairId',
        'Only a manager can agree that Ruth Barlow chairs: is an independent chair. Ask Gareth Pugh or Helen Marsh, or choose another chair',
      ],
    ],
  );
});

test('an agreement stands when the meeting is changed later, until a manager gives another', () => {
  const record = chairedBy({ chair: ruth, ...agreed });
  const stands = { ok: true, value: { is: 'stands' } };
  assert.deepEqual(agree('', { record, capacities: ['child-social-worker'] }), stands);
  assert.deepEqual(agree('Gareth is on leave', { record }), stands);
  assert.deepEqual(agree('Gareth has left', { record }), {
    ok: true,
    value: { is: 'given', reason: 'Gareth has left' },
  });
});

test('an agreement to one chair is none to another', () => {
  const record = chairedBy({ chair: helen, ...agreed });
  assert.equal(agree('', { record, capacities: ['child-social-worker'] }).ok, false);
});

test('nobody can agree to a chair whom the procedure rules out, and nobody has to for one it wants', () => {
  const out = agree('All the same', {
    chair: { person: ruth, eligibility: { is: 'not-eligible', reasons } },
  });
  assert.deepEqual(out, {
    ok: false,
    problems: [{ field: 'chairId', message: 'Ruth Barlow cannot chair: is an independent chair' }],
  });
  assert.deepEqual(agree('', { chair: { person: gareth, eligibility: { is: 'eligible' } } }), {
    ok: true,
    value: { is: 'not-needed' },
  });
});
