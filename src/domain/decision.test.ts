import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord, staff } from '../../test/example-record.ts';
import type { CaseRecord, MeetingDecision } from './case.ts';
import { decideOnMeeting, reviewDecision, whyNotToDecide } from './decision.ts';
import type { Result } from './result.ts';

const today = '2026-03-10';
const problems = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);

const made = (changes: Partial<MeetingDecision> = {}): MeetingDecision => ({
  id: 'decision',
  toMeet: false,
  why: 'The carers and the child had said goodbye in their own way.',
  decidedOn: '2026-03-03',
  decidedById: 'amina',
  decidedBy: 'Amina Hussain',
  review: null,
  ...changes,
});
const review = (agrees: boolean) => ({ agrees, note: 'Seen', by: 'Gareth Pugh' });

const decide = (
  choice: Partial<Parameters<typeof decideOnMeeting>[0]> = {},
  record: Partial<CaseRecord> = {},
  areTimesAsked = false,
) =>
  decideOnMeeting(
    { toMeet: false, why: 'Everybody was heard already', decidedOn: today, ...choice },
    {
      record: exampleRecord(record),
      duty: { by: 'child-social-worker' },
      capacities: ['child-social-worker'],
      today,
      areTimesAsked,
    },
  );

test('a decision says which, why, and on a day between the ending and today', () => {
  assert.deepEqual(decide(), {
    ok: true,
    value: { toMeet: false, why: 'Everybody was heard already', decidedOn: today },
  });
  assert.ok(decide({ decidedOn: '2026-03-01' }).ok);
  assert.deepEqual(problems(decide({ toMeet: null, why: '', decidedOn: null })), [
    ['toMeet', 'Choose whether a meeting is held'],
    ['why', 'Enter why'],
    ['decidedOn', 'Enter the date of the decision'],
  ]);
  assert.deepEqual(problems(decide({ decidedOn: '2026-02-28' })), [
    ['decidedOn', 'The date must be on or after 1 March 2026, the day this case counts from'],
  ]);
  assert.deepEqual(problems(decide({ decidedOn: '2026-03-11' })), [
    ['decidedOn', 'The date must be today or in the past'],
  ]);
});

test('what stands is not decided again, the opposite is, and so is what the manager did not agree with', () => {
  assert.deepEqual(problems(decide({}, { decision: made() })), [
    ['toMeet', 'That is what was already decided'],
  ]);
  assert.ok(decide({ toMeet: true }, { decision: made({ review: review(true) }) }).ok);
  assert.ok(decide({}, { decision: made({ review: review(false) }) }).ok);
});

test('nobody decides against a meeting that people are invited to, or that was held, nor on a closed case', () => {
  assert.deepEqual(problems(decide({}, { meeting: exampleMeeting() })), [
    ['toMeet', 'A meeting is convened. Cancel it first, so that those invited are told'],
  ]);
  assert.deepEqual(problems(decide({}, { meeting: exampleMeeting({ status: 'held' }) })), [
    ['toMeet', 'The meeting has been held'],
  ]);
  assert.ok(decide({ toMeet: true }, { meeting: exampleMeeting() }).ok);
  assert.deepEqual(problems(decide({}, { status: 'closed' })), [['', 'This case is closed']]);
});

test('who decides is for the procedure to say, and nobody else on the case does', () => {
  const person = staff('farah', 'Farah Lund', 'head-of-service');
  const head = { personId: 'farah', role: 'head-of-service', fromOn: '2025-01-01', untilOn: null, person };
  const placement = examplePlacement({ roles: [...examplePlacement().roles, head] });
  const record = exampleRecord({ placement });
  const duty = { by: 'head-of-service' } as const;
  const why = (...capacities: readonly string[]) => whyNotToDecide({ duty, record, capacities });
  assert.equal(why('head-of-service'), undefined);
  for (const capacity of ['child-social-worker', 'team-manager', 'iro'])
    assert.equal(
      why(capacity),
      'Whether to hold a meeting is for the head of service (Farah Lund) to decide',
    );
  const facts = { record, duty, capacities: ['team-manager'], today, areTimesAsked: false };
  assert.deepEqual(problems(decideOnMeeting({ toMeet: false, why: 'Heard', decidedOn: today }, facts)), [
    ['', 'Whether to hold a meeting is for the head of service (Farah Lund) to decide'],
  ]);
});

test('a manager decides in the social worker’s place, or where nobody is what the procedure names', () => {
  const record = exampleRecord();
  const why = (by: 'child-social-worker' | 'head-of-service', capacity: string) =>
    whyNotToDecide({ duty: { by }, record, capacities: [capacity] });
  assert.equal(why('child-social-worker', 'team-manager'), undefined);
  assert.equal(why('head-of-service', 'team-manager'), undefined);
  assert.equal(
    why('head-of-service', 'child-social-worker'),
    'Whether to hold a meeting is for the head of service or a manager on the case to decide',
  );
  assert.equal(
    why('child-social-worker', 'iro'),
    'Whether to hold a meeting is for the child’s social worker (Amina Hussain) or a manager on the case to decide',
  );
});

const reviewed = (
  typed: Partial<Parameters<typeof reviewDecision>[0]>,
  facts: Partial<Parameters<typeof reviewDecision>[1]> = {},
) =>
  reviewDecision(
    { agrees: true, note: '', ...typed },
    { decision: made(), meeting: null, reviewerId: 'gareth', areTimesAsked: false, ...facts },
  );

test('a manager agrees without a note, and disagrees with one', () => {
  assert.deepEqual(reviewed({}), { ok: true, value: { decisionId: 'decision', agrees: true, note: '' } });
  assert.ok(reviewed({ agrees: false, note: 'The school has not been heard' }).ok);
  assert.deepEqual(problems(reviewed({ agrees: false })), [
    ['note', 'Enter why you do not agree, so that it can be decided again'],
  ]);
  assert.deepEqual(problems(reviewed({ agrees: null })), [['agrees', 'Choose whether you agree']]);
});

test('nobody reviews their own decision, one that is reviewed, or none', () => {
  assert.deepEqual(problems(reviewed({}, { reviewerId: 'amina' })), [
    ['', 'You made this decision. Another manager on the case reviews it'],
  ]);
  assert.deepEqual(problems(reviewed({}, { decision: made({ review: review(false) }) })), [
    ['', 'Gareth Pugh has reviewed this decision already'],
  ]);
  assert.deepEqual(problems(reviewed({}, { decision: null })), [['', 'There is no decision to review yet']]);
});

test('a decision to meet stands while people are invited', () => {
  const facts = { decision: made({ toMeet: true }), meeting: exampleMeeting() };
  assert.deepEqual(problems(reviewed({ agrees: false, note: 'Not needed' }, facts)), [
    ['agrees', 'A meeting is convened. Cancel it first, so that those invited are told'],
  ]);
  assert.ok(reviewed({ agrees: true }, facts).ok);
});

test('while people are asked which times they can, nobody decides that there is no meeting', () => {
  const asked =
    'People are asked which times they can come. Take the times back first, so that they are told';
  assert.deepEqual(problems(decide({}, {}, true)), [['toMeet', asked]]);
  assert.ok(decide({ toMeet: true }, {}, true).ok);
  const facts = { decision: made({ toMeet: true }), areTimesAsked: true };
  assert.deepEqual(problems(reviewed({ agrees: false, note: 'No' }, facts)), [['agrees', asked]]);
  assert.ok(reviewed({}, facts).ok);
});
