import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, ChildView } from './case.ts';
import { planFor, stateDutyDone, urgencyOf } from './plan.ts';

const procedure = readProcedures('procedures').version('derby-city/adoption', '2020-11');
const plan = (changes: Partial<CaseRecord> = {}) => planFor(procedure, exampleRecord(changes));
const standing = (rule: string, changes: Partial<CaseRecord> = {}) =>
  plan(changes).duties.find((duty) => duty.rule === rule)?.standing;

const view: ChildView = {
  id: 'v1',
  childId: 'robin',
  words: 'I miss the dog.',
  whoseWords: 'child',
  how: 'said to the social worker',
  saidOn: '2026-03-05',
  withheldFrom: [],
  recordedBy: 'Amina Hussain',
};

test('a new case asks first for the meeting to be convened, by the child’s social worker, in the window', () => {
  assert.deepEqual(plan().next, {
    label: 'Convene the meeting',
    by: 'child-social-worker',
    holders: ['Amina Hussain'],
    from: '2026-03-29',
    dueOn: '2026-04-12',
    screen: 'convene',
  });
});

test('step by step the next thing is views, the meeting, the minutes, the copies, the panel, and then nothing', () => {
  const views = [view];
  const copies = { prepared: 0, released: 0, panelReleasedOn: null };
  const convened = exampleMeeting();
  const held = exampleMeeting({ status: 'held' });
  const agreed = exampleMeeting({
    status: 'held',
    minutesStatus: 'agreed',
    copies,
    invitations: [{ status: 'invited' } as never],
  });
  const released = { ...agreed, copies: { prepared: 1, released: 1, panelReleasedOn: '2026-04-09' } };
  const done = (ruleId: string) => ({
    ruleId,
    doneOn: '2026-04-10',
    note: 'Considered',
    statedBy: 'Joy Okafor',
  });
  const next = (changes: Partial<CaseRecord>) => plan(changes).next?.label;
  assert.deepEqual(
    [
      next({ meeting: convened }),
      next({ meeting: convened, views }),
      next({ meeting: held, views }),
      next({ meeting: agreed, views }),
      next({ meeting: released, views }),
      next({ meeting: released, views, statements: [done('DC-5')] }),
    ],
    [
      'Bring the child’s views and feelings to the meeting',
      'Hold the meeting',
      'Finish and agree the minutes',
      'Release each person’s copy of the minutes',
      "Whether the child's plan should be reviewed and the adopters' approval looked at again",
      undefined,
    ],
  );
});

test('a duty is done by what the service has, with the evidence in words', () => {
  const meeting = exampleMeeting({ status: 'held' });
  assert.deepEqual(standing('DC-1a', { meeting }), {
    is: 'done',
    evidence: 'Held on Wednesday 1 April 2026',
  });
  assert.deepEqual(standing('DC-1c', { meeting }), { is: 'done', evidence: 'Ruth Barlow chairs' });
  assert.deepEqual(standing('DC-2b'), { is: 'open' });
  assert.deepEqual(standing('DC-2b', { views: [view] }), { is: 'done', evidence: 'Recorded in their words' });
});

test('views of one sibling do not stand for the other', () => {
  const { placement } = exampleRecord();
  const second = {
    id: 'wren',
    givenName: 'Wren',
    familyName: 'Oldroyd',
    bornOn: '2020-01-01',
    caseNumber: 'DC-2',
  };
  const siblings = { ...placement, children: [...placement.children, second] };
  assert.deepEqual(standing('DC-2b', { placement: siblings, views: [view] }), { is: 'open' });
});

test('introductions that ended ask for the report, and a person’s word closes it', () => {
  const introductions = { stage: 'introductions' } as const;
  assert.equal(plan(introductions).window, undefined);
  assert.equal(
    plan(introductions).next?.label,
    'Send a report on the Disruption Data form to the Adoption East Midlands adoption panel',
  );
  assert.deepEqual(plan(introductions).next?.holders, ['Priya Shah']);
});

test('a statement is about a day between the ending and today, and says what was done', () => {
  const [duty] = plan().duties.filter(({ rule }) => rule === 'DC-5');
  assert.ok(duty);
  const facts = { duty, brokeDownOn: '2026-03-01', today: '2026-03-10' };
  assert.ok(stateDutyDone({ doneOn: '2026-03-10', note: 'Panel considered it' }, facts).ok);
  for (const doneOn of [null, '2026-02-28', '2026-03-11'])
    assert.equal(stateDutyDone({ doneOn, note: 'x' }, facts).ok, false, String(doneOn));
  assert.equal(stateDutyDone({ doneOn: '2026-03-10', note: '' }, facts).ok, false);
});

test('a date is overdue after it, soon within a week, and later beyond', () => {
  const urgencies = ['2026-03-09', '2026-03-10', '2026-03-17', '2026-03-18', null].map((due) =>
    urgencyOf(due, '2026-03-10'),
  );
  assert.deepEqual(urgencies, ['overdue', 'soon', 'soon', 'later', 'undated']);
});
