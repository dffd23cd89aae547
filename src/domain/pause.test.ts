import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CasePause, CaseRecord } from './case.ts';
import { endPause, pauseCase, reasonsThatStopDays } from './pause.ts';
import type { Result } from './result.ts';

const today = '2026-03-10';
const problems = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);

const complaint: CasePause = { id: 'p1', reason: 'complaint', note: 'Stage 2', from: '2026-03-05' };
const pause = (typed: Partial<Parameters<typeof pauseCase>[0]> = {}, record: Partial<CaseRecord> = {}) =>
  pauseCase(
    { reason: 'complaint', note: 'The complaint is at stage 2', from: '2026-03-05', ...typed },
    { record: exampleRecord(record), today },
  );

test('a pause has a reason, what is waited for, and a day between the ending and today', () => {
  assert.ok(pause().ok);
  assert.ok(pause({ from: today }).ok);
  assert.deepEqual(problems(pause({ reason: null, note: '', from: null })), [
    ['reason', 'Choose why it is paused'],
    ['note', 'Enter what it waits for, without details of it'],
    ['from', 'Enter the date'],
  ]);
  assert.deepEqual(problems(pause({ from: '2026-03-11' })), [
    ['from', 'The date must be today or in the past'],
  ]);
  assert.deepEqual(problems(pause({ from: '2026-02-28' })), [
    ['from', 'The date must be on or after 1 March 2026, the day this case counts from'],
  ]);
});

test('a case is paused once for each reason at a time, again after that, and for another reason meanwhile', () => {
  assert.deepEqual(problems(pause({}, { pauses: [complaint] })), [
    ['reason', 'It is already paused for this reason: an open complaint'],
  ]);
  assert.ok(pause({}, { pauses: [{ ...complaint, until: '2026-03-08' }] }).ok);
  assert.ok(pause({ reason: 'allegation' }, { pauses: [complaint] }).ok);
  assert.deepEqual(problems(pause({}, { status: 'closed' })), [['', 'This case is closed']]);
});

test('a pause ends once, between its beginning and today', () => {
  const end = (until: string | null, of = complaint) => endPause(until, { pause: of, today });
  for (const day of ['2026-03-05', today]) assert.deepEqual(end(day), { ok: true, value: { until: day } });
  assert.deepEqual(problems(end('2026-03-04')), [
    ['until', 'The date must be on or after 5 March 2026, when the pause began'],
  ]);
  assert.deepEqual(problems(end('2026-03-11')), [['until', 'The date must be today or in the past']]);
  assert.deepEqual(problems(end(null)), [['until', 'Enter the date']]);
  assert.deepEqual(problems(end(today, { ...complaint, until: '2026-03-06' })), [
    ['', 'This pause ended on 6 March 2026'],
  ]);
});

test('the reasons that stop a procedure’s days are those its windows name, each once', () => {
  const elsewhere = readProcedures('test/procedures').version('elsewhere/learning-from-endings', '2026-04');
  assert.deepEqual(reasonsThatStopDays(elsewhere).toSorted(), [
    'allegation',
    'complaint',
    'court-proceedings',
    'other',
    'police-investigation',
    'section-47-enquiry',
  ]);
  const guidance = readProcedures('procedures').version('guidance-2017/disruption-meetings', '2017');
  assert.deepEqual(reasonsThatStopDays(guidance), []);
});
