import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideNotNeeded, stateDutyDone, whyNeeded } from './duty-standing.ts';
import type { Result } from './result.ts';
import type { PlannedDuty, Standing } from './standing.ts';

const problems = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);

const because = { document: 'A procedure', paragraph: '5', says: 'The panel thinks about it.', facts: [] };
const duty = (changes: Partial<PlannedDuty> = {}): PlannedDuty => ({
  rule: 'DC-5',
  duty: 'should',
  by: 'panel-advisor',
  asks: { 'follow-up': 'whether the child’s plan is looked at again' },
  because,
  standing: { is: 'open' },
  holders: [],
  ...changes,
});
const standing = (is: 'done' | 'arranged' | 'not-needed'): Standing => ({ is, evidence: 'On file' });

const state = (doneOn: string | null, note = 'Panel considered it', of = duty()) =>
  stateDutyDone({ doneOn, note }, { duty: of, brokeDownOn: '2026-03-01', today: '2026-03-10' });

test('a statement is about a day between the ending and today, and says what was done', () => {
  for (const day of ['2026-03-01', '2026-03-10']) assert.ok(state(day).ok, day);
  assert.deepEqual(problems(state(null, '')), [
    ['doneOn', 'Enter the date it was done'],
    ['note', 'Enter what was done and where it is recorded'],
  ]);
  assert.deepEqual(problems(state('2026-02-28')), [
    ['doneOn', 'The date must be on or after 1 March 2026, the day this case counts from'],
  ]);
  assert.deepEqual(problems(state('2026-03-11')), [['doneOn', 'The date must be today or in the past']]);
});

test('what is done is not stated again, and what was not needed can be done all the same', () => {
  assert.deepEqual(problems(state('2026-03-10', 'Again', duty({ standing: standing('done') }))), [
    ['', 'This is already done'],
  ]);
  assert.ok(state('2026-03-10', 'Done anyway', duty({ standing: standing('not-needed') })).ok);
});

test('what should be done or considered is set aside by anybody with duties, and a must only by a manager', () => {
  const decide = (of: PlannedDuty, capacities: readonly string[]) =>
    problems(decideNotNeeded('The panel is told in another way', { duty: of, capacities }));
  const worker = ['child-social-worker'];
  assert.deepEqual(decide(duty(), worker), []);
  assert.deepEqual(decide(duty({ duty: 'consider' }), worker), []);
  assert.deepEqual(decide(duty({ duty: 'must' }), worker), [
    [
      '',
      'Your procedure says this must be done. Only a manager on the case can decide that it is not needed',
    ],
  ]);
  for (const manager of ['team-manager', 'service-manager'])
    assert.deepEqual(decide(duty({ duty: 'must' }), [manager]), []);
});

test('the meeting, and who chairs it, are set aside by a manager alone, however strongly they are asked', () => {
  for (const asks of [
    { meeting: { name: 'Disruption meeting' } },
    { chair: { 'on-the-case': ['iro'] } },
  ] as const) {
    assert.equal(
      whyNeeded(duty({ asks }), ['iro']),
      'Only a manager on the case can decide that this is not needed',
    );
    assert.equal(whyNeeded(duty({ asks }), ['service-manager']), undefined);
  }
});

test('nothing is set aside without a reason, twice, or after it was done', () => {
  const decide = (of: PlannedDuty, reason = 'Not here') =>
    problems(decideNotNeeded(reason, { duty: of, capacities: ['team-manager'] }));
  assert.deepEqual(decide(duty(), ''), [['reason', 'Enter why it is not needed in this case']]);
  assert.deepEqual(decide(duty({ standing: standing('not-needed') })), [
    ['', 'It is already decided that this is not needed'],
  ]);
  assert.deepEqual(decide(duty({ standing: standing('done') })), [['', 'This is already done']]);
});

test('a decision about a meeting is made, not set aside, and a meeting people are invited to is cancelled first', () => {
  const managers = ['team-manager'];
  assert.match(
    whyNeeded(duty({ asks: { decision: {} } }), managers) ?? '',
    /^Decide whether to hold a meeting/,
  );
  const meeting = duty({ asks: { meeting: { name: 'Disruption meeting' } } });
  assert.equal(whyNeeded(meeting, managers), undefined);
  assert.match(whyNeeded({ ...meeting, standing: standing('arranged') }, managers) ?? '', /Cancel it first/);
});
