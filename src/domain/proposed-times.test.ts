import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, exampleRecord, ruth } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import { peopleToDecideOn } from './meeting-people.ts';
import { planFor } from './plan.ts';
import { proposeTimes, type TimesProposal, timesChanged } from './proposed-times.ts';

const derby = readProcedures('procedures').version('derby-city/adoption', '2020-11');
const calendar = { bankHolidays: new Map([['2026-04-03', 'Good Friday']]), today: '2026-03-10' };
const record = exampleRecord();
const { duties } = planFor(derby, record, calendar);
const could = peopleToDecideOn(duties, record);
const facts = { record, duties, calendar, timeNow: '12:00', chair: ruth, could };
const at = (...moments: readonly string[]): TimesProposal['times'] =>
  moments.map((moment, row) => {
    const [heldOn = '', startsAt = ''] = moment.split(' ');
    return { row, heldOn, startsAt };
  });
const proposal: TimesProposal = {
  times: at('2026-04-01 14:00', '2026-03-31 10:00'),
  people: could.map(({ source }) => source),
  outsideWindowReason: '',
  dayConfirmed: false,
};
const propose = (changes: Partial<TimesProposal>, about: Partial<typeof facts> = {}) =>
  proposeTimes({ ...proposal, ...changes }, { ...facts, ...about });
const fieldsRefused = (...asked: Parameters<typeof propose>) => {
  const decision = propose(...asked);
  return decision.ok ? [] : decision.problems.map(({ field }) => field);
};

test('times in the window are proposed, the earliest first, to those chosen, the chair and the child’s social worker', () => {
  const decision = propose({ people: could.slice(0, 1).map(({ source }) => source) });
  assert.ok(decision.ok);
  assert.deepEqual(decision.value.times, [
    { heldOn: '2026-03-31', startsAt: '10:00' },
    { heldOn: '2026-04-01', startsAt: '14:00' },
  ]);
  assert.deepEqual(
    decision.value.people.map(({ capacity }) => capacity),
    [could[0]?.capacity, 'child-social-worker', 'chair'],
  );
});

test('a time outside the window wants the reason, and a day that is not worked a confirmation, as arranging a meeting does', () => {
  assert.deepEqual(fieldsRefused({ times: at('2026-03-27 10:00') }), ['outsideWindowReason']);
  assert.deepEqual(fieldsRefused({ times: at('2026-04-13 10:00', '2026-04-03 10:00') }), [
    'outsideWindowReason',
    'dayConfirmed',
  ]);
  const confirmed = { outsideWindowReason: 'The child is in hospital', dayConfirmed: true };
  assert.deepEqual(fieldsRefused({ times: at('2026-04-13 10:00', '2026-04-03 10:00'), ...confirmed }), []);
});

test('a time that has passed, today too, and one that is there twice are refused at their row', () => {
  const reason = { outsideWindowReason: 'Sooner is better' };
  assert.deepEqual(fieldsRefused({ times: at('2026-03-10 12:00', '2026-03-10 12:01'), ...reason }), [
    'time-0-heldOn',
  ]);
  assert.deepEqual(fieldsRefused({ times: at('2026-03-31 10:00', '2026-03-31 10:00') }), ['time-1-startsAt']);
});

test('no time, no chair and nobody to ask are each named; strangers are asked nothing', () => {
  assert.deepEqual(
    fieldsRefused({ times: [], people: ['contact-of-another-case'] }, { chair: null as never }),
    ['time-0-heldOn', 'chairId', 'people'],
  );
});

test('nobody is asked while a meeting stands, or when none is asked for', () => {
  const convened = { ...record, meeting: exampleMeeting() };
  assert.deepEqual(fieldsRefused({}, { record: convened }), ['']);
  assert.deepEqual(fieldsRefused({}, { duties: [] }), ['']);
});

test('of other times, those that stay keep what was said to them', () => {
  const before = [
    { id: 'a', heldOn: '2026-03-31', startsAt: '10:00' },
    { id: 'b', heldOn: '2026-04-01', startsAt: '14:00' },
  ];
  assert.deepEqual(timesChanged(before, at('2026-04-01 14:00', '2026-04-02 09:00')), {
    takenBack: [before[0]],
    added: [{ row: 1, heldOn: '2026-04-02', startsAt: '09:00' }],
  });
});
