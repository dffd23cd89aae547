import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement, exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import { correctBreakdownDate, type Proposal, recordDisruption } from './disruption.ts';

const procedure = readProcedures('procedures').version('derby-city/adoption', '2020-11');
const proposal: Proposal = { brokeDownOn: '2026-03-01', stage: 'before-order', account: 'What happened.' };
const facts = { placement: examplePlacement(), procedure, alreadyOpen: false, today: '2026-03-10' };

const fieldsRefused = (changes: Partial<Proposal>, about: Partial<typeof facts> = {}): readonly string[] => {
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

test('the day of an Adoption Order and later are refused, citing the scope', () => {
  const placement = examplePlacement({ orderMadeOn: '2026-03-01' });
  const decision = recordDisruption(proposal, { ...facts, placement });
  assert.ok(!decision.ok);
  assert.equal(decision.problems[0]?.because, 'DC-0');
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-02-28' }, { placement }), []);
});

test('a placement with an open ending is not recorded twice', () => {
  assert.deepEqual(fieldsRefused({}, { alreadyOpen: true }), ['placementId']);
});

test('introductions end between their first day and the day of the move', () => {
  const introductions = { stage: 'introductions' } as const;
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2025-10-20' }), []);
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2025-10-19' }), ['brokeDownOn']);
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2026-03-01' }), ['stage']);
  const notMoved = { placement: examplePlacement({ startedOn: null }) };
  assert.deepEqual(fieldsRefused({ ...introductions, brokeDownOn: '2026-03-01' }, notMoved), []);
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-03-01' }, notMoved), ['stage']);
});

test('every problem is named at once', () => {
  const placement = examplePlacement({ orderMadeOn: '2026-01-01' });
  assert.deepEqual(fieldsRefused({ brokeDownOn: '2026-03-11' }, { placement, alreadyOpen: true }), [
    'placementId',
    'brokeDownOn',
    'brokeDownOn',
  ]);
});

test('a corrected date is checked like the first one, and owes a reason', () => {
  const about = {
    record: exampleRecord(),
    procedure,
    reason: 'The carers’ diary says Saturday',
    today: '2026-03-10',
  };
  assert.ok(correctBreakdownDate('2026-02-28', about).ok);
  const refused = correctBreakdownDate('2026-03-11', { ...about, reason: '' });
  assert.deepEqual(!refused.ok && refused.problems.map(({ field }) => field), ['brokeDownOn', 'reason']);
  assert.equal(correctBreakdownDate('2026-03-01', about).ok, false);
});
