import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement, exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import {
  correctEnding,
  happenedAs,
  type Proposal,
  type RecordingFacts,
  recordDisruption,
  stageOf,
} from './disruption.ts';

const derby = readProcedures('procedures').version('derby-city/adoption', '2020-11');
const guidance = readProcedures('procedures').version('guidance-2017/disruption-meetings', '2017');
const proposal: Proposal = {
  brokeDownOn: '2026-03-01',
  stage: 'before-order',
  ending: 'unplanned',
  isComplex: false,
  returnedOn: null,
  panelOn: null,
  account: 'What happened.',
};
const calendar = { today: '2026-03-10', bankHolidays: new Map<string, string>() };
const facts: RecordingFacts = {
  placement: examplePlacement(),
  procedures: [derby, guidance],
  unplannedEndings: [],
  openCase: null,
  calendar,
};
const fostered = examplePlacement({ kind: 'foster-permanent', provider: 'in-house', familySource: null });

const openRisk = {
  id: 'risk',
  reference: 'Larch-1',
  stage: 'at-risk',
  brokeDownOn: '2026-02-20',
  convenedFor: null,
  areTimesAsked: false,
} as const;

const fieldsRefused = (
  changes: Partial<Proposal>,
  about: Partial<RecordingFacts> = {},
): readonly string[] => {
  const decision = recordDisruption({ ...proposal, ...changes }, { ...facts, ...about });
  return decision.ok ? [] : decision.problems.map(({ field }) => field);
};

test('an ending after the child moved in is recorded with the procedure of that day and what it asks', () => {
  const decision = recordDisruption(proposal, facts);
  assert.ok(decision.ok);
  assert.equal(decision.value.procedureVersion, '2020-11');
  assert.equal(decision.value.duties[0]?.rule, 'DC-1a');
});

test('today is allowed, tomorrow is refused', () => {
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-03-10' }), []);
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-03-11' }), ['brokeDownOn']);
});

test('the day the child moved in is allowed, the day before is refused', () => {
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2025-11-03' }), []);
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2025-11-02' }), ['brokeDownOn']);
});

test('the first of the council’s procedures that is about the case counts', () => {
  const procedureOf = (changes: Partial<Proposal>, about: Partial<RecordingFacts> = {}) => {
    const decision = recordDisruption({ ...proposal, ...changes }, { ...facts, ...about });
    return decision.ok ? decision.value.procedureId : decision.problems;
  };
  assert.equal(procedureOf({}), 'derby-city/adoption');
  assert.equal(procedureOf({ stage: 'at-risk', ending: null }), 'guidance-2017/disruption-meetings');
  const ordered = { placement: examplePlacement({ orderMadeOn: '2026-02-01' }) };
  assert.equal(procedureOf({ stage: 'after-order' }, ordered), 'guidance-2017/disruption-meetings');
  assert.equal(
    procedureOf({ stage: 'in-placement' }, { placement: fostered }),
    'guidance-2017/disruption-meetings',
  );
});

test('what no procedure of the council is about is refused, and so is a day before any was in force', () => {
  assert.deepEqual(fieldsRefused({ stage: 'in-placement' }, { placement: fostered, procedures: [derby] }), [
    'happened',
  ]);
  assert.deepEqual(fieldsRefused({}, { procedures: [] }), ['happened']);
});

test('at which stage it was follows from the placement and the day', () => {
  const ordered = examplePlacement({ orderMadeOn: '2026-03-01' });
  const on = (day: string, placement = ordered) => stageOf('unplanned', placement, day).stage;
  assert.equal(on('2026-02-28'), 'before-order');
  assert.equal(on('2026-03-01'), 'after-order');
  assert.equal(on('2026-03-01', fostered), 'in-placement');
  assert.deepEqual(stageOf('at-risk', ordered, '2026-03-01'), { stage: 'at-risk', ending: null });
  for (const happened of ['unplanned', 'abrupt', 'planned', 'introductions', 'at-risk'] as const)
    assert.equal(happenedAs(stageOf(happened, ordered, '2026-02-01')), happened);
});

test('a placement with an open ending is not recorded twice, nor twice as at risk', () => {
  const risk = openRisk;
  const ending = { ...risk, stage: 'before-order' } as const;
  assert.deepEqual(fieldsRefused({}, { openCase: ending }), ['placementId']);
  assert.deepEqual(fieldsRefused({ stage: 'at-risk', ending: null }, { openCase: risk }), ['placementId']);
  assert.deepEqual(fieldsRefused({ stage: 'at-risk', ending: null }, { openCase: ending }), ['placementId']);
});

test('the ending of a placement at risk follows that case, and comes no earlier than the risk', () => {
  const openCase = openRisk;
  const decision = recordDisruption(proposal, { ...facts, openCase });
  assert.ok(decision.ok);
  assert.equal(decision.value.followsId, 'risk');
  assert.equal(decision.value.takesTimesBack, false);
  const asked = recordDisruption(proposal, { ...facts, openCase: { ...openCase, areTimesAsked: true } });
  assert.ok(asked.ok && asked.value.takesTimesBack, 'nobody is asked any more when to meet about a risk');
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-02-19' }, { openCase }), ['brokeDownOn']);
  const convened = { ...openCase, convenedFor: '2026-03-12' };
  assert.deepEqual(
    fieldsRefused({}, { openCase: convened }),
    ['placementId'],
    'those invited are told first',
  );
});

test('a permanent foster placement in-house asks to consider an early review; an agency’s does not', () => {
  const rules = (provider: 'in-house' | 'external') => {
    const placement = { ...fostered, provider };
    const decision = recordDisruption({ ...proposal, stage: 'in-placement' }, { ...facts, placement });
    return decision.ok ? decision.value.duties.map(({ rule }) => rule) : [];
  };
  assert.ok(rules('in-house').includes('PG-12'));
  assert.ok(!rules('external').includes('PG-12'));
  assert.ok(rules('external').includes('PG-1'));
});

test('introductions end between their first day and the day of the move', () => {
  const introductions = { stage: 'introductions' } as const;
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2025-10-20' }), []);
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2025-10-19' }), ['brokeDownOn']);
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2026-03-01' }), ['happened']);
  const notMoved = { placement: examplePlacement({ startedOn: null }) };
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2026-03-01' }, notMoved), []);
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-03-01' }, notMoved), ['happened']);
});

test('introductions are of adoptive placements alone', () => {
  assert.deepEqual(fieldsRefused({ stage: 'introductions' }, { placement: fostered }), ['happened']);
});

test('the child cannot have returned to the agency before the placement ended', () => {
  assert.deepEqual(fieldsRefused({ returnedOn: '2026-02-28' }), ['returnedOn']);
  assert.deepEqual(fieldsRefused({ returnedOn: '2026-03-01' }), []);
  assert.deepEqual(fieldsRefused({ returnedOn: '2026-03-11' }), ['returnedOn'], 'not yet');
});

test('the panel looks at it on any day from the ending on, which can be still to come', () => {
  assert.deepEqual(fieldsRefused({ panelOn: '2026-02-28' }), ['panelOn']);
  for (const panelOn of ['2026-03-01', '2026-06-01']) assert.deepEqual(fieldsRefused({ panelOn }), []);
});

test('every problem is named at once', () => {
  const openCase = { ...openRisk, stage: 'before-order' } as const;
  const placement = examplePlacement({ startedOn: '2026-03-20' });
  assert.deepEqual(
    fieldsRefused({ brokeDownOn: '2026-03-11', returnedOn: '2026-03-01' }, { placement, openCase }),
    ['placementId', 'brokeDownOn', 'brokeDownOn', 'returnedOn'],
  );
});

test('a correction is checked like the first record, owes a reason, and says what was', () => {
  const about = {
    record: exampleRecord(),
    procedure: derby,
    reason: 'The carers’ diary says Saturday',
    calendar,
  };
  const { stage, ending, isComplex, returnedOn, panelOn } = exampleRecord();
  const correction = { brokeDownOn: '2026-02-28', stage, ending, isComplex, returnedOn, panelOn };
  const decision = correctEnding(correction, about);
  assert.deepEqual(decision.ok && decision.value.before, { brokeDownOn: '2026-03-01' });
  const refused = correctEnding({ ...correction, brokeDownOn: '2026-03-11' }, { ...about, reason: '' });
  assert.deepEqual(!refused.ok && refused.problems.map(({ field }) => field), ['brokeDownOn', 'reason']);
  assert.equal(correctEnding({ ...correction, brokeDownOn: '2026-03-01' }, about).ok, false, 'nothing new');
  const asRisk = correctEnding({ ...correction, stage: 'at-risk', ending: null }, about);
  assert.ok(
    !asRisk.ok && asRisk.problems.some(({ message }) => message.startsWith('Whether the placement ended')),
  );
  const follows = { id: 'risk', reference: 'Larch-1', brokeDownOn: '2026-03-01' };
  const tooEarly = correctEnding(correction, { ...about, record: exampleRecord({ follows }) });
  assert.deepEqual(!tooEarly.ok && tooEarly.problems.map(({ field }) => field), ['brokeDownOn']);
});

test('of a second ending a correction can be made, and what is corrected is counted once', () => {
  const of = (at: number) => ({ of: ['child'], 'at-least': at, within: { months: 12 } }) as const;
  const aboutEndings = (at: number) => ({
    ...derby,
    scope: { ...derby.scope, when: { 'unplanned-endings': of(at) } },
  });
  const before = ['2025-10-01', '2026-03-01'].map((on) => ({ whose: 'child', on }) as const);
  const record = exampleRecord({ unplannedEndings: before });
  const { stage, ending, isComplex, returnedOn, panelOn } = record;
  const corrected = (at: number) =>
    correctEnding(
      { brokeDownOn: '2026-02-28', stage, ending, isComplex, returnedOn, panelOn },
      { record, procedure: aboutEndings(at), reason: 'The diary says so', calendar },
    ).ok;
  assert.deepEqual([corrected(2), corrected(3)], [true, false]);
});
