import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson } from '../../database/connection.ts';
import { renewNextStep } from '../case-door.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

test('a case whose next step has no date says how long it has been open', async () => {
  const { service, example, time } = running;
  const { id } = await addGuidanceCase(running);
  await asPerson(service, { id: example.people.amina }, (tx) => renewNextStep(service, tx, id));
  for (const [now, said] of [
    ['2026-03-01T09:00:00Z', /No date in the procedure</],
    ['2026-03-02T09:00:00Z', /No date in the procedure; open for 1 day</],
    ['2026-03-21T09:00:00Z', /No date in the procedure; open for 20 days</],
  ] as const) {
    time.now = new Date(now);
    const { body } = await (await running.as('amina')).get('/');
    assertValidPage(body);
    assert.match(body.replaceAll(/\s+</g, '<'), said);
  }
});
