import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { saveOutcome } from './record-outcome.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const continues = {
  outcome: 'continues',
  note: 'Respite every other weekend, and a keyworker at school.',
  'on-day': '9',
  'on-month': '3',
  'on-year': '2026',
};

const caseOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
  );
const historyOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).select(['act', 'summary', 'facts']).execute(),
  );
const atRisk = async () => {
  const added = await addGuidanceCase(running, { stage: 'at-risk' });
  return { ...added, address: `/disruptions/${added.id}/outcome` };
};

test('a placement that continues closes its case, which can still be read', async () => {
  const { id, address } = await atRisk();
  const amina = await running.as('amina');
  const page = await amina.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /The risk was raised on 1 March 2026/);
  const saved = await amina.post(address, continues);
  assert.deepEqual([saved.status, saved.location], [303, `/disruptions/${id}`]);
  const row = await caseOf(id);
  assert.deepEqual(
    [row.status, row.outcome, row.outcome_on, row.outcome_note, row.next_duty],
    ['closed', 'continues', '2026-03-09', continues.note, null],
  );
  const [entry] = await historyOf(id);
  assert.equal(
    entry?.summary,
    `Recorded on 9 March 2026 that the placement continues, and closed the case: ${continues.note}`,
  );
  const closed = await amina.get(address);
  assertValidPage(closed.body);
  assert.match(closed.body, /The placement continues: recorded for 9 March 2026/);
  assert.match(closed.body, /This case is closed\. It can still be read\./);
  assert.doesNotMatch(closed.body, /name="outcome"/);
  assert.equal((await amina.get(`/disruptions/${id}`)).status, 200);
  const late = await amina.post(address, continues);
  assert.equal(late.status, 422);
  assertValidPage(late.body);
});

test('a placement that has ended leads on to recording the ending, and saves nothing yet', async () => {
  const { id, placementId, address } = await atRisk();
  const saved = await (await running.as('gareth')).post(address, { outcome: 'ended' });
  assert.deepEqual([saved.status, saved.location], [303, `/disruptions/new?placement=${placementId}`]);
  assert.equal((await caseOf(id)).status, 'open');
  assert.deepEqual(await historyOf(id), []);
});

test('a case does not close while people are asked which times they can come', async () => {
  const { id, address } = await atRisk();
  await asService(running.service, (tx) =>
    tx
      .insertInto('meeting')
      .values({
        ...{ id: randomUUID(), disruption_id: id, status: 'proposed', calendar_uid: randomUUID() },
        ...{ held_on: '2026-03-31', starts_at: '10:00', minutes_long: 90, outside_window_reason: '' },
        ...{ chair_id: running.example.people.chair, convened_by: running.example.people.amina },
        convened_at: running.time.now,
      })
      .execute(),
  );
  const refused = await (await running.as('amina')).post(address, continues);
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Take the times back first, so that they are told/);
  assert.equal((await caseOf(id)).status, 'open');
});

test('an unmade choice, a missing note and a day before the risk are refused', async () => {
  const { id, address } = await atRisk();
  const amina = await running.as('amina');
  const unmade = await amina.post(address, {});
  assert.equal(unmade.status, 422);
  assertValidPage(unmade.body);
  assert.match(unmade.body, /Choose whether the placement continues/);
  const early = await amina.post(address, { ...continues, 'on-month': '2', note: '' });
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /on or after 1 March 2026, when the risk was raised/);
  assert.match(early.body, /Enter what makes it go on/);
  assert.equal((await caseOf(id)).status, 'open');
});

test('two people who record it at once close it once, and one form sent twice is one record', async () => {
  const { id } = await atRisk();
  const { service, example } = running;
  const send = (who: 'amina' | 'gareth', key: string) =>
    saveOutcome(service, example.actors[who], { disruptionId: id, key }, continues);
  const key = randomUUID();
  const outcomes = await Promise.all([send('amina', key), send('amina', key), send('gareth', randomUUID())]);
  assert.deepEqual(outcomes[0], outcomes[1]);
  assert.equal((await historyOf(id)).length, 1);
});

test('there is no such page for an ending, nor for somebody who may not', async () => {
  const ended = await addGuidanceCase(running);
  const amina = await running.as('amina');
  assert.equal((await amina.get(`/disruptions/${ended.id}/outcome`)).status, 404);
  assert.equal((await amina.post(`/disruptions/${ended.id}/outcome`, continues)).status, 404);
  const { id, address } = await atRisk();
  for (const who of ['iro', 'outsider'] as const) {
    const visitor = await running.as(who);
    assert.equal((await visitor.get(address)).status, 404);
    assert.equal((await visitor.post(address, continues)).status, 404);
  }
  assert.equal((await caseOf(id)).status, 'open');
});
