import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord } from './case.ts';
import type { Procedure } from './procedure.ts';
import type { Result } from './result.ts';
import { changeVersion, differenceInWords, newerVersion, versionDifferences } from './version.ts';

const problems = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);

const elsewhere = readProcedures('test/procedures');
const before = elsewhere.version('elsewhere/learning-from-endings', '2023-01');
const after = elsewhere.version('elsewhere/learning-from-endings', '2026-04');
const record = exampleRecord();
const calendar = { bankHolidays: new Map<string, string>(), today: '2026-05-01' };

const newer = (today: string, current = before, of: CaseRecord = record) =>
  newerVersion(elsewhere.all, current, of, today)?.version;

test('a case can go to the version that came into force since, from its first day on', () => {
  assert.equal(newer('2026-03-31'), undefined);
  assert.equal(newer('2026-04-01'), '2026-04');
  assert.equal(newer('2026-05-01', after), undefined);
});

test('of several newer versions it is the newest in force, and never one that is about other cases', () => {
  const version = (from: string): Procedure => ({ ...after, version: from, inForce: { from } });
  const all = [before, version('2024-01-01'), version('2025-01-01'), version('2027-01-01')];
  assert.equal(newerVersion(all, before, record, '2026-05-01')?.version, '2025-01-01');
  const parents = exampleRecord({
    stage: 'in-placement',
    placement: examplePlacement({ kind: 'parents', familySource: null }),
  });
  assert.equal(newer('2026-05-01', before, parents), undefined);
});

test('what changes for this very case is said rule by rule, with the terms before and after', () => {
  const found = versionDifferences(record, before, after, calendar).map(differenceInWords);
  const ofRule = (rule: string) => found.find((one) => one.rule === rule);
  assert.deepEqual(ofRule('LE-3-before-order'), {
    rule: 'LE-3-before-order',
    is: 'changed',
    asks: 'Hold the “Learning from Endings meeting” (families first, then professionals), 120 to 180 minutes long',
    before: 'Hold the “Endings review”: Should, by Monday 1 June 2026, team manager',
    after: 'Must, between Sunday 29 March 2026 and Friday 1 May 2026, child’s social worker',
  });
  assert.deepEqual(ofRule('LE-2-report'), {
    rule: 'LE-2-report',
    is: 'removed',
    asks: 'Send “the ending report” to the “service manager”, on the form “ending-report”',
    before: 'Should, by Sunday 29 March 2026, child’s social worker',
  });
  assert.deepEqual(ofRule('LE-9-draft'), {
    rule: 'LE-9-draft',
    is: 'added',
    asks: 'Send the draft minutes to the chair and the child’s social worker',
    after: 'Must, counted from the day of the meeting, which is not known yet, minute taker',
  });
  assert.match(ofRule('LE-10-review')?.after ?? '', /, chair, team manager and learning lead$/);
  assert.equal(ofRule('LE-2-decision'), undefined, 'a rule about other cases is no difference here');
});

const change = (
  typed: Partial<Parameters<typeof changeVersion>[0]> = {},
  facts: Partial<Parameters<typeof changeVersion>[1]> = {},
) =>
  changeVersion(
    { version: '2026-04', reason: 'The new dates suit this child', ...typed },
    { record, current: before, newer: after, ...facts },
  );

test('a case is moved to the version whose differences were read, and with a reason', () => {
  assert.deepEqual(change(), {
    ok: true,
    value: { version: '2026-04', reason: 'The new dates suit this child' },
  });
  assert.deepEqual(problems(change({ reason: '' })), [['reason', 'Enter why the case is moved']]);
  assert.deepEqual(problems(change({ version: '2025-01' })), [
    ['', 'The procedure has changed since you opened this page. Read the differences again'],
  ]);
});

test('a case without a newer version stays, as does one that is closed', () => {
  assert.deepEqual(problems(change({}, { newer: undefined })), [
    ['', 'There is no newer version of the procedure for this case'],
  ]);
  assert.deepEqual(problems(change({}, { record: exampleRecord({ status: 'closed' }) })), [
    ['', 'This case is closed'],
  ]);
});

test('minutes written to one agenda are never shown under another', () => {
  const withMeeting = exampleRecord({ meeting: exampleMeeting() });
  assert.deepEqual(problems(change({}, { record: withMeeting })), [
    ['', 'A meeting is convened, and the newer version has another agenda. This case keeps its version'],
  ]);
  assert.ok(change({}, { record: withMeeting, newer: { ...after, agenda: before.agenda } }).ok);
});
