import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, ChildView, MeetingDecision } from './case.ts';
import { dutyState, planFor, urgencyOf } from './plan.ts';

const procedures = readProcedures('procedures');
const derby = procedures.version('derby-city/adoption', '2020-11');
const guidance = procedures.version('guidance-2017/disruption-meetings', '2017');
const calendar = { today: '2026-03-10', bankHolidays: new Map<string, string>() };
const plan = (changes: Partial<CaseRecord> = {}) => planFor(derby, exampleRecord(changes), calendar);
const standing = (rule: string, changes: Partial<CaseRecord> = {}) =>
  plan(changes).duties.find((duty) => duty.rule === rule)?.standing;

const view: ChildView = {
  id: 'v1',
  childId: 'robin',
  words: 'I miss the dog.',
  whoseWords: 'child',
  way: 'told-worker',
  sharing: null,
  recordedById: 'amina',
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
  const copies = { prepared: 0, released: 0, held: 0, panelReleasedOn: null };
  const convened = exampleMeeting({ invitations: [{ status: 'invited' } as never] });
  const held = { ...convened, status: 'held' } as const;
  const agreed = { ...held, minutesStatus: 'agreed', copies } as const;
  const released = {
    ...agreed,
    copies: { prepared: 1, released: 1, held: 0, panelReleasedOn: '2026-04-09' },
  };
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
      'Whether the child’s plan should be reviewed and the adopters’ approval looked at again',
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

const fostered = (changes: Partial<CaseRecord> = {}) =>
  planFor(
    guidance,
    exampleRecord({
      stage: 'in-placement',
      placement: examplePlacement({ kind: 'foster-long-term', provider: 'in-house', familySource: null }),
      ...changes,
    }),
    calendar,
  );
const decision: MeetingDecision = {
  id: 'decision',
  toMeet: false,
  why: 'The reasons are known and agreed.',
  decidedOn: '2026-03-05',
  decidedById: 'amina',
  decidedBy: 'Amina Hussain',
  review: null,
};

test('where the procedure leaves it open, the first thing is to decide whether to meet', () => {
  assert.equal(fostered().next?.screen, 'decision');
  assert.equal(fostered({ decision: { ...decision, toMeet: true } }).next?.screen, 'convene');
});

test('a decision not to meet waits for a manager, and then the rest of the work goes on', () => {
  const { next } = fostered({ decision });
  assert.deepEqual([next?.screen, next?.by], ['review', 'team-manager']);
  const agreed = fostered({
    decision: { ...decision, review: { agrees: true, note: '', by: 'Gareth Pugh' } },
  });
  assert.equal(agreed.next?.screen, 'plan');
  assert.ok(!agreed.duties.some(({ asks }) => 'meeting' in asks || 'invite' in asks));
  const met = exampleMeeting({ status: 'held', minutesStatus: 'agreed' });
  const late = fostered({ decision: { ...decision, toMeet: true }, meeting: met, views: [view] });
  assert.equal(late.next?.label, 'Review the decision to hold a meeting', 'after the meeting at the latest');
  const again = fostered({ decision: { ...decision, review: { agrees: false, note: 'No', by: 'Gareth' } } });
  assert.equal(again.next?.screen, 'decision');
});

test('a placement at risk asks for a meeting to prevent its end, and after it for how it went on', () => {
  const risk = (changes: Partial<CaseRecord>) => fostered({ stage: 'at-risk', ending: null, ...changes });
  assert.equal(risk({}).next?.screen, 'convene');
  const held = exampleMeeting({ status: 'held', minutesStatus: 'agreed' });
  assert.equal(risk({ meeting: held }).next?.screen, 'outcome');
  const outcome = { is: 'continues', on: '2026-04-02', note: 'Respite agreed.' } as const;
  assert.equal(risk({ meeting: held, outcome, status: 'closed' }).next, null);
});

test('a window that moved away from the meeting asks for another date or the reason, until one is there', () => {
  const moved = { brokeDownOn: '2026-01-01', meeting: exampleMeeting() };
  assert.equal(plan(moved).next?.label, 'Choose a date in the window, or give the reason for another');
  assert.match(JSON.stringify(standing('DC-1a', moved)), /outside the window, and no reason is recorded/);
  const explained = { ...moved, meeting: exampleMeeting({ outsideWindowReason: 'The carers were away.' }) };
  assert.notEqual(plan(explained).next?.screen, 'convene');
});

test('a duty that is not needed says who decided that and why; what was done all the same stays done', () => {
  const notNeeded = [
    { id: 'n', ruleId: 'DC-2b', reason: 'The child is a baby.', decidedBy: 'Gareth Pugh', byManager: true },
    {
      id: 'm',
      ruleId: 'DC-1a',
      reason: 'The adopters moved abroad.',
      decidedBy: 'Gareth Pugh',
      byManager: true,
    },
  ];
  assert.deepEqual(standing('DC-2b', { notNeeded }), {
    is: 'not-needed',
    evidence: 'Gareth Pugh decided that it is not needed: The child is a baby.',
  });
  assert.equal(standing('DC-2b', { notNeeded, views: [view] })?.is, 'done');
  assert.notEqual(plan({ notNeeded }).next?.screen, 'convene', 'no meeting is asked for any more');
  const byWorker = notNeeded.map((one) => ({ ...one, byManager: false }));
  assert.equal(standing('DC-2b', { notNeeded: byWorker })?.is, 'open', 'it has become a must since');
});

test('a duty shows as due, soon, overdue, paused, met or not needed', () => {
  const [duty] = plan().duties.filter(({ rule }) => rule === 'DC-1a');
  assert.ok(duty);
  assert.equal(dutyState(duty, '2026-04-01'), 'due');
  assert.equal(dutyState(duty, '2026-04-05'), 'soon');
  assert.equal(dutyState(duty, '2026-04-12'), 'soon');
  assert.equal(dutyState(duty, '2026-04-13'), 'overdue');
  const paused = { from: '2026-03-05', reason: 'complaint' } as const;
  assert.equal(dutyState({ ...duty, paused }, '2026-04-13'), 'paused');
  assert.equal(dutyState({ ...duty, paused, standing: { is: 'done', evidence: '' } }, '2026-04-13'), 'met');
  assert.equal(
    dutyState({ ...duty, standing: { is: 'not-needed', evidence: '' } }, '2026-04-13'),
    'not-needed',
  );
});

test('a date is overdue after it, soon within a week, and later beyond', () => {
  const urgencies = ['2026-03-09', '2026-03-10', '2026-03-17', '2026-03-18', null].map((due) =>
    urgencyOf(due, '2026-03-10'),
  );
  assert.deepEqual(urgencies, ['overdue', 'soon', 'soon', 'later', 'undated']);
});
