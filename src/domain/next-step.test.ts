import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord, staff } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, Invitation, Statement } from './case.ts';
import { nextStep } from './next-step.ts';
import { planFor } from './plan.ts';

const elsewhere = readProcedures('test/procedures').version('elsewhere/learning-from-endings', '2026-04');
const guidance = readProcedures('procedures').version('guidance-2017/disruption-meetings', '2017');

const onTheCase = (role: string, id: string, name: string) => ({
  personId: id,
  role,
  fromOn: '2025-01-01',
  untilOn: null,
  person: staff(id, name, role),
});
const placement = examplePlacement({
  kind: 'foster-permanent',
  provider: 'in-house',
  familySource: null,
  roles: [
    onTheCase('child-social-worker', 'amina', 'Amina Hussain'),
    onTheCase('team-manager', 'gareth', 'Gareth Pugh'),
    onTheCase('head-of-service', 'farah', 'Farah Lund'),
  ],
});
const fostered = (changes: Partial<CaseRecord> = {}) =>
  exampleRecord({ stage: 'in-placement', brokeDownOn: '2026-04-01', placement, ...changes });
const next = (record: CaseRecord, today = '2026-04-02', procedure = elsewhere) =>
  planFor(procedure, record, { today, bankHolidays: new Map() }).next;

const stated = (...rules: readonly string[]): readonly Statement[] =>
  rules.map((ruleId) => ({ ruleId, doneOn: '2026-04-02', note: 'On file', statedBy: 'Amina Hussain' }));
const decided = {
  id: 'decision',
  toMeet: true,
  why: 'Two homes can learn from it.',
  decidedOn: '2026-04-20',
  decidedById: 'farah',
  decidedBy: 'Farah Lund',
  review: null,
} as const;
const invited = (capacity: Invitation['capacity']): Invitation => ({
  id: capacity,
  source: `staff-${capacity}`,
  personId: null,
  capacity,
  reader: 'staff',
  name: capacity,
  email: `${capacity}@derby.example`,
  mode: 'attend',
  mayKnowPlace: true,
  addedReason: '',
  status: 'invited',
  ownWay: null,
  withdrawnReason: '',
  reply: null,
  replyNote: '',
  contribution: '',
  contributionAnswers: [],
  contributionFiles: [],
  contributionShare: 'everyone',
  contributionChairShare: null,
  attended: null,
  contributionRead: false,
});

test('people are told and the report is written before the head of service decides on it', () => {
  const steps = [[], ['LE-1'], ['LE-1', 'LE-2-report']].map((rules) =>
    next(fostered({ statements: stated(...rules) })),
  );
  assert.deepEqual(
    steps.map((step) => [step?.screen, step?.dueOn, step?.holders]),
    [
      ['plan', '2026-04-08', ['Amina Hussain']],
      ['plan', '2026-04-15', ['Amina Hussain']],
      ['decision', '2026-04-22', ['Farah Lund']],
    ],
  );
});

test('a team manager reviews what the head of service decided, and another manager what they decided', () => {
  const reviewers = ['farah', 'gareth'].map((decidedById) => {
    const decision = { ...decided, toMeet: false, decidedById };
    const step = next(fostered({ decision, statements: stated('LE-1', 'LE-2-report') }));
    return [step?.screen, step?.holders];
  });
  assert.deepEqual(reviewers, [
    ['review', ['Gareth Pugh']],
    ['review', ['Farah Lund']],
  ]);
});

test('what is paused does not come first', () => {
  const pauses = [{ id: 'p', from: '2026-04-02', reason: 'allegation', note: 'Looked into' } as const];
  const step = next(fostered({ pauses, statements: stated('LE-1') }), '2026-04-03');
  assert.equal(step?.screen, 'decision', 'and not the report, whose days stand still');
});

test('a step without a day of its own waits only for what is overdue or due within a week', () => {
  const [telling] = elsewhere.rules;
  assert.ok(telling);
  const later = { ...telling, window: { to: { days: 28 }, after: 'broke-down-on' } } as const;
  const procedure = { ...guidance, rules: [...guidance.rules, later] };
  const screens = ['2026-04-21', '2026-04-22', '2026-05-22'].map(
    (today) => next(fostered(), today, procedure)?.screen,
  );
  assert.deepEqual(screens, ['decision', 'plan', 'plan']);
});

const early = stated('LE-1', 'LE-2-report');
const meeting = exampleMeeting({
  heldOn: '2026-05-12',
  invitations: [invited('child-social-worker'), invited('team-manager'), invited('minute-taker')],
});
const steps = (...cases: readonly Partial<CaseRecord>[]) =>
  cases.map((changes) => {
    const step = next(fostered({ decision: decided, statements: early, meeting, ...changes }), '2026-04-21');
    return [step?.label, step?.dueOn];
  });
const views = [
  {
    id: 'v',
    childId: 'robin',
    words: 'I miss the dog.',
    whoseWords: 'child',
    way: 'told-worker',
    sharing: null,
    recordedById: 'amina',
    how: 'said',
    saidOn: '2026-04-05',
    withheldFrom: [],
    recordedBy: 'Amina Hussain',
  },
] as const;

test('those who must attend, the papers and the child’s views come before the meeting, by their own days', () => {
  const papers = stated('LE-1', 'LE-2-report', 'LE-7-chair');
  assert.deepEqual(
    steps(
      { meeting: { ...meeting, invitations: meeting.invitations.slice(0, 2) }, statements: papers },
      {},
      { statements: papers },
      { statements: papers, views },
      { statements: papers, views, meeting: { ...meeting, agenda: guidance.agenda } },
    ).map(([label, on]) => [label?.slice(0, 24), on]),
    [
      ['Invite the child’s socia', '2026-05-12'],
      ['Send a chronology to the', '2026-05-07'],
      ['Bring the child’s views ', '2026-05-08'],
      ['Build the agenda for thi', '2026-05-12'],
      ['Hold the meeting', '2026-05-12'],
    ],
  );
});

test('minutes are due by the days the procedure names, and by none of ours', () => {
  const held = { ...meeting, status: 'held' } as const;
  const written = stated('LE-1', 'LE-2-report', 'LE-7-chair', 'LE-9-draft', 'LE-9-corrections');
  const after = { meeting: held, views, statements: written };
  const draft = { ...after, statements: written.slice(0, 3) };
  const agreed = { ...after, meeting: { ...held, minutesStatus: 'agreed' } } as const;
  assert.deepEqual(steps(draft, after, agreed), [
    ['Send the draft minutes to the chair and the child’s social worker', '2026-05-19'],
    ['Finish and agree the minutes', '2026-06-12'],
    ['Release each person’s copy of the minutes', '2026-06-12'],
  ]);
  const derby = readProcedures('procedures').version('derby-city/adoption', '2020-11');
  const adoptive = exampleRecord({ meeting: { ...held, heldOn: '2026-04-01' }, views });
  assert.equal(next(adoptive, '2026-04-02', derby)?.dueOn, '2026-04-11', 'where it names none');
});

test('papers for a panel are due before the day it looks at the case', () => {
  const record = exampleRecord({ brokeDownOn: '2026-04-01', panelOn: '2026-06-01' });
  const calendar = { today: '2026-04-02', bankHolidays: new Map<string, string>() };
  const papers = planFor(elsewhere, record, calendar).duties.find(({ rule }) => rule === 'LE-7-panel');
  assert.deepEqual(papers?.window, { to: '2026-05-18' });
});

test('a closed case still asks for the minutes of its meeting, and for nothing else', () => {
  const outcome = { is: 'ended', on: '2026-04-02', note: '' } as const;
  const closed = { status: 'closed', stage: 'at-risk', ending: null, outcome } as const;
  const next = (changes: Partial<CaseRecord>) =>
    nextStep([], exampleRecord({ ...closed, ...changes }), '2026-04-10');
  assert.equal(next({ meeting: exampleMeeting({ status: 'held' }) })?.label, 'Finish and agree the minutes');
  assert.equal(next({ meeting: exampleMeeting() }), null);
  assert.equal(next({}), null);
});
