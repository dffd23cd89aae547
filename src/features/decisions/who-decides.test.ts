import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { readProcedures } from '../../procedures/read-procedures.ts';

let running: TestApp;
let address: string;
before(async () => {
  running = await startTestApp();
  Object.assign(running.service, { procedures: readProcedures('test/procedures') });
  const procedure = { id: 'elsewhere/learning-from-endings', version: '2026-04' };
  const { id, placementId } = await addGuidanceCase(running, { kind: 'foster-permanent', procedure });
  address = `/disruptions/${id}`;
  const head = { placement_id: placementId, person_id: running.example.people.otherteam };
  await asService(running.service, async (tx) => {
    await tx
      .insertInto('case_role')
      .values({ id: randomUUID(), ...head, role: 'head-of-service', from_on: '2025-06-02' })
      .execute();
    await tx
      .insertInto('placement_access')
      .values({ ...head, capacity: 'head-of-service' })
      .execute();
  });
});
after(() => running.stop());

const notToMeet = {
  toMeet: 'no',
  why: 'The report has the reasons.',
  'decidedOn-day': '9',
  'decidedOn-month': '3',
  'decidedOn-year': '2026',
};

test('where the procedure names the head of service, others on the case are told whose decision it is', async () => {
  for (const key of ['amina', 'gareth', 'iro'] as const) {
    const visitor = await running.as(key);
    assert.doesNotMatch((await visitor.get(address)).body, /Decide whether to hold a meeting<\/a>/, key);
    const page = await visitor.get(`${address}/decision`);
    assert.equal(page.status, 200);
    assertValidPage(page.body);
    assert.match(page.body, /is for the head of service \(Nadia Rahman\) to decide/, key);
    assert.doesNotMatch(page.body, /name="toMeet"/, key);
    const refused = await visitor.post(`${address}/decision`, notToMeet);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /is for the head of service \(Nadia Rahman\) to decide/, key);
  }
});

test('the head of service decides, and another manager reviews it', async () => {
  const nadia = await running.as('otherteam');
  assert.match((await nadia.get(`${address}/decision`)).body, /name="toMeet"/);
  assert.equal((await nadia.post(`${address}/decision`, notToMeet)).status, 303);
  const review = `${address}/decision/review`;
  assert.equal((await nadia.post(review, { agrees: 'yes' })).status, 422);
  assert.equal((await (await running.as('gareth')).post(review, { agrees: 'yes' })).status, 303);
  assert.match((await nadia.get(address)).body, /Gareth Pugh agreed/);
});
