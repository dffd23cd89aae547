import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { readProcedures } from '../../procedures/read-procedures.ts';
import { saveVersionChange } from './change-version.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp({ now: '2026-04-02T10:00:00Z' });
  Object.assign(running.service, { procedures: readProcedures('test/procedures') });
});
after(() => running.stop());

const older = { id: 'elsewhere/learning-from-endings', version: '2023-01' };
const newer = { ...older, version: '2026-04' };
const typed = { version: '2026-04', reason: 'The head of service asked for it for all open cases.' };

const added = async (procedure = older) => {
  const { id } = await addGuidanceCase(running, { kind: 'foster-permanent', procedure });
  return { id, address: `/disruptions/${id}/version` };
};
const caseOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
  );
const historyOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).select(['act', 'summary', 'facts']).execute(),
  );

test('a manager sees what a newer version changes for this case, and moves it with a reason', async () => {
  const { id, address } = await added();
  const gareth = await running.as('gareth');
  const page = await gareth.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /follows “Endings reviews”, version 2023-01/);
  assert.match(page.body, /Version 2026-04 has been in force since 1 April 2026/);
  assert.match(
    page.body,
    /Before: Send “the ending report” to the “service manager”, on the form “ending-report”: Should, by Sunday 29 March 2026/,
  );
  assert.match(
    page.body,
    /After: Must, by Friday 13 March 2026, child’s social worker and supervising social worker</,
  );
  assert.match(page.body, /The agenda of the meeting changes too/);
  const silent = await gareth.post(address, { version: '2026-04' });
  assert.equal(silent.status, 422);
  assertValidPage(silent.body);
  assert.match(silent.body, /Enter why the case is moved/);
  assert.equal((await gareth.post(address, typed)).status, 303);
  const row = await caseOf(id);
  assert.equal(row.procedure_version, '2026-04');
  assert.match(JSON.stringify(row.next_duty), /Tell the Independent Reviewing Officer/);
  const [entry] = await historyOf(id);
  assert.equal(
    entry?.summary,
    `Moved the case from version 2023-01 of its procedure to version 2026-04: ${typed.reason}`,
  );
  assert.deepEqual([entry?.facts.from, entry?.facts.to], ['2023-01', '2026-04']);
  const kept = entry?.facts.differences;
  assert.ok(Array.isArray(kept) && kept.some(({ rule, is }) => rule === 'LE-2-report' && is === 'changed'));
});

test('a case under the newest version has nowhere to go, and the page says so', async () => {
  const { address } = await added(newer);
  const gareth = await running.as('gareth');
  const page = await gareth.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /There is no newer version for it/);
  const refused = await gareth.post(address, typed);
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
});

test('differences that nobody read are not agreed to', async () => {
  const { id, address } = await added();
  const refused = await (await running.as('helen')).post(address, { ...typed, version: '2025-01' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Read the differences again/);
  assert.equal((await caseOf(id)).procedure_version, '2023-01');
});

test('two managers who move a case at once move it once, as does one form sent twice', async () => {
  const { id } = await added();
  const { service, example } = running;
  const key = randomUUID();
  const send = (who: 'gareth' | 'helen', form: string) =>
    saveVersionChange(service, example.actors[who], { disruptionId: id, key: form }, typed);
  const outcomes = await Promise.all([send('gareth', key), send('gareth', key), send('helen', randomUUID())]);
  assert.deepEqual(outcomes[0], outcomes[1]);
  assert.equal((await historyOf(id)).length, 1);
});

test('only a manager on the case finds the page', async () => {
  const { id, address } = await added();
  for (const who of ['amina', 'iro', 'outsider', 'otherteam'] as const) {
    const visitor = await running.as(who);
    assert.equal((await visitor.get(address)).status, 404, who);
    assert.equal((await visitor.post(address, typed)).status, 404, who);
  }
  assert.deepEqual(await historyOf(id), []);
});
