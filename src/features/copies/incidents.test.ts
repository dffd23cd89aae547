import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Visitor } from '../../../test/app.ts';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { incidentSteps } from '../../domain/copy-incident.ts';

const mother = family.mother.name;

let running: CopiesApp;
let gareth: Visitor;
let id: string;
before(async () => {
  running = await startCopiesApp();
  gareth = await running.as('gareth');
  await gareth.get(running.copies);
  const copy = await copyOf(running, mother);
  id = copy.id;
  await gareth.get(`${running.copies}/${id}`);
  await gareth.post(`${running.copies}/release`, { copies: `${id}.${copy.sha256}`, confirmed: 'yes' });
  await letHeldGo(running);
});
after(() => running.stop());

const report = (happened: string) =>
  gareth.post(`${running.copies}/${id}/wrong-person`, { [`happened-${id}`]: happened });
const incidents = () =>
  asService(running.service, (tx) => tx.selectFrom('copy_incident').selectAll().execute());

test('without a word of what happened nothing is withdrawn, and the form is shown again', async () => {
  const { status, body } = await report('');
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Enter what happened/);
  assert.equal((await copyOf(running, mother)).withdrawn_at, null);
});

test('one form withdraws the copy at once, writes it down and lists what to do', async () => {
  assert.equal((await report('It went to a former address')).location, running.copies);
  assert.deepEqual((await copyOf(running, mother)).withdrawn_at, running.time.now);
  const { body } = await gareth.get(running.copies);
  assertValidPage(body);
  assert.match(body, /Kirsty Oldroyd’s copy reached the wrong person/);
  assert.match(body, /Written down by Gareth Pugh on 31 March 2026 at 1:10pm: It went to a former address/);
  assert.match(body, /By 3 April 2026 at 1:10pm/);
  assert.match(body, />\s*Open\s*</);
});

test('each step is ticked once with who and when, and it stays open until all are done', async () => {
  const [incident] = await incidents();
  const steps = Object.keys(incidentSteps);
  for (const [n, step] of steps.entries()) {
    const { body } = await gareth.get(running.copies);
    assert.match(body, />\s*Open\s*</, `after ${n}`);
    const tick = () => gareth.post(`${running.copies}/incidents`, { incident: incident?.id ?? '', step });
    assert.deepEqual([(await tick()).status, (await tick()).status], [303, 303]);
  }
  const { body } = await gareth.get(running.copies);
  assertValidPage(body);
  assert.match(body, /Everything done/);
  assert.equal(body.match(/Done by Gareth Pugh on 31 March 2026/g)?.length, steps.length);
  const nonsense = { incident: incident?.id ?? '', step: 'nonsense' };
  assert.equal((await gareth.post(`${running.copies}/incidents`, nonsense)).status, 422);
});

test('a copy that nobody has is not said to have reached the wrong person', async () => {
  const { body } = await gareth.get(running.copies);
  assert.doesNotMatch(body, /wrong-person/);
});
