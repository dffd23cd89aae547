import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, exampleRecord } from '../../test/example-record.ts';
import type { CaseRecord } from './case.ts';
import type { Result } from './result.ts';
import { recordContinues } from './risk.ts';

const today = '2026-03-10';
const problems = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);

const continues = (
  typed: Partial<Parameters<typeof recordContinues>[0]> = {},
  record: Partial<CaseRecord> = {},
  areTimesAsked = false,
) =>
  recordContinues(
    { on: today, note: 'Respite every other weekend', ...typed },
    { record: exampleRecord({ stage: 'at-risk', ending: null, ...record }), today, areTimesAsked },
  );

test('a placement at risk goes on from a day since the risk was raised, with what makes it go on', () => {
  assert.deepEqual(continues(), { ok: true, value: { on: today, note: 'Respite every other weekend' } });
  assert.ok(continues({ on: '2026-03-01' }).ok);
  assert.deepEqual(problems(continues({ on: '2026-02-28', note: '' })), [
    ['on', 'The date must be on or after 1 March 2026, when the risk was raised'],
    ['note', 'Enter what makes it go on: what was agreed, and what support there is'],
  ]);
  assert.deepEqual(problems(continues({ on: '2026-03-11' })), [
    ['on', 'The date must be today or in the past'],
  ]);
  assert.deepEqual(problems(continues({ on: null })), [['on', 'Enter the date']]);
});

test('it closes only after the meeting people are invited to, and the minutes of one that was held', () => {
  assert.deepEqual(problems(continues({}, { meeting: exampleMeeting() })), [
    ['outcome', 'A meeting is convened. Hold it or cancel it first, so that those invited are told'],
  ]);
  const held = exampleMeeting({ status: 'held' });
  assert.deepEqual(problems(continues({}, { meeting: held })), [
    ['outcome', 'The minutes of the meeting are not agreed yet. Agree them first'],
  ]);
  assert.ok(continues({}, { meeting: { ...held, minutesStatus: 'agreed' } }).ok);
});

test('an ending does not continue, nor does a risk that is closed', () => {
  for (const record of [{ stage: 'before-order', ending: 'unplanned' }, { status: 'closed' }] as const)
    assert.deepEqual(problems(continues({}, record)), [['', 'This is no open case of a placement at risk']]);
});

test('it closes only once nobody is asked any more which times they can', () => {
  assert.deepEqual(problems(continues({}, {}, true)), [
    [
      'outcome',
      'People are asked which times they can come. Take the times back first, so that they are told',
    ],
  ]);
});
