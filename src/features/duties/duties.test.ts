import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { saveNotNeeded } from './decide-not-needed.ts';
import { saveDutyDone } from './state-duty-done.ts';
import { saveNeededAgain } from './take-back-not-needed.ts';

let running: TestApp;
let derby: string;
before(async () => {
  running = await startTestApp();
  derby = `/disruptions/${await recordExample(running)}`;
});
after(() => running.stop());

const done = {
  'doneOn-day': '9',
  'doneOn-month': '3',
  'doneOn-year': '2026',
  note: 'Filed on the child’s record, 9 March.',
};
const reason = 'Wren’s aunt asked for the carers not to be in touch for now.';

const historyOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).orderBy('id').selectAll().execute(),
  );
const notNeededOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('duty_not_needed').where('disruption_id', '=', id).selectAll().execute(),
  );
const added = async () => {
  const { id } = await addGuidanceCase(running);
  return { id, duties: `/disruptions/${id}/duties` };
};

test('a person’s word closes a duty the service has no evidence of, once', async () => {
  const { id, duties } = await added();
  const amina = await running.as('amina');
  const page = await amina.get(`${duties}/PG-10-file`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /<strong>Must<\/strong>/);
  const empty = await amina.post(`${duties}/PG-10-file`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Enter the date it was done/);
  const saved = await amina.post(`${duties}/PG-10-file`, done);
  assert.deepEqual([saved.status, saved.location], [303, `/disruptions/${id}`]);
  const again = await amina.post(`${duties}/PG-10-file`, done);
  assert.equal(again.status, 422);
  assertValidPage(again.body);
  assert.match(again.body, /This is already done: Filed on the child’s record/);
  assert.match((await historyOf(id))[0]?.summary ?? '', /^Recorded as done: Record /);
});

test('what the service sees for itself takes nobody’s word, and no rule makes a page of its own', async () => {
  const amina = await running.as('amina');
  for (const rule of ['DC-1a', 'DC-2b', 'XX-1', '%2F'])
    assert.equal((await amina.get(`${derby}/duties/${rule}`)).status, 404, rule);
  assert.equal((await amina.post(`${derby}/duties/DC-1a`, done)).status, 404);
});

test('what should be done is set aside with a reason, and taken back', async () => {
  const { id, duties } = await added();
  const amina = await running.as('amina');
  const address = `${duties}/PG-8/not-needed`;
  const page = await amina.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const silent = await amina.post(address, {});
  assert.equal(silent.status, 422);
  assertValidPage(silent.body);
  assert.match(silent.body, /Enter why it is not needed in this case/);
  assert.equal((await amina.post(address, { reason })).status, 303);
  const decided = await amina.get(address);
  assertValidPage(decided.body);
  assert.match(decided.body, /Amina Hussain decided that it is not needed/);
  const twice = await amina.post(address, { reason });
  assert.equal(twice.status, 422);
  assertValidPage(twice.body);

  const back = await amina.get(`${address}/take-back`);
  assert.equal(back.status, 200);
  assertValidPage(back.body);
  assert.match(back.body, /Wren’s aunt asked/);
  assert.equal((await amina.post(`${address}/take-back`, {})).status, 303);
  assert.equal((await amina.get(`${address}/take-back`)).status, 404);
  assert.equal((await amina.post(address, { reason })).status, 303, 'it can be decided again');
  assert.deepEqual((await notNeededOf(id)).map(({ taken_back_by }) => taken_back_by !== null).toSorted(), [
    false,
    true,
  ]);
  assert.deepEqual(
    (await historyOf(id)).map(({ act, facts }) => [act, facts.rule, facts.from, facts.to]),
    [
      ['decide-not-needed', 'PG-8', 'open', 'not-needed'],
      ['decide-not-needed', 'PG-8', 'not-needed', 'open'],
      ['decide-not-needed', 'PG-8', 'open', 'not-needed'],
    ],
  );
});

test('a word that was wrong is taken back: the duty is owed again, and both stay in the history', async () => {
  const { id, duties } = await added();
  const amina = await running.as('amina');
  assert.equal((await amina.get(`${duties}/PG-10-file/take-back`)).status, 404, 'nobody has said it yet');
  await amina.post(`${duties}/PG-10-file`, done);
  assert.match((await amina.get(`/disruptions/${id}`)).body, /PG-10-file\/take-back/);
  const page = await amina.get(`${duties}/PG-10-file/take-back`);
  assertValidPage(page.body);
  assert.match(page.body, /Amina Hussain recorded that it was done on 9 March 2026:/);
  const taken = await amina.post(`${duties}/PG-10-file/take-back`, {});
  assert.deepEqual([taken.status, taken.location], [303, `/disruptions/${id}`]);
  assert.equal((await amina.post(`${duties}/PG-10-file`, done)).status, 303, 'it can be said again');
  assert.deepEqual((await historyOf(id)).map(({ summary }) => summary.split(':')[0]).slice(-3), [
    'Recorded as done',
    'Took back that this was done',
    'Recorded as done',
  ]);
});

test('what must be done is set aside by a manager alone, and the page says who they are', async () => {
  const { id, duties } = await added();
  const address = `${duties}/PG-6-reasons/not-needed`;
  const amina = await running.as('amina');
  const page = await amina.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Only a manager on the case can decide that it is not needed\./);
  assert.match(page.body, /Managers on this case: Gareth Pugh and Helen Marsh\./);
  assert.doesNotMatch(page.body, /name="reason"/);
  const refused = await amina.post(address, { reason });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.deepEqual(await notNeededOf(id), []);
  assert.equal((await (await running.as('gareth')).post(address, { reason })).status, 303);
});

test('a decision about a meeting cannot be set aside instead of made', async () => {
  const { duties } = await added();
  const page = await (await running.as('gareth')).get(`${duties}/PG-1/not-needed`);
  assertValidPage(page.body);
  assert.match(page.body, /Decide whether to hold a meeting instead/);
  assert.doesNotMatch(page.body, /name="reason"/);
});

test('two people who set a duty aside at once do it once, and a form sent twice has one effect', async () => {
  const { id } = await added();
  const { service, example } = running;
  const form = { disruptionId: id, rule: 'PG-8', key: randomUUID() };
  const outcomes = await Promise.all([
    saveNotNeeded(service, example.actors.amina, form, { reason }),
    saveNotNeeded(service, example.actors.amina, form, { reason }),
    saveNotNeeded(service, example.actors.gareth, { ...form, key: randomUUID() }, { reason }),
  ]);
  assert.deepEqual(outcomes[0], outcomes[1]);
  assert.equal((await notNeededOf(id)).length, 1);
  const back = { ...form, key: randomUUID() };
  const takeBack = () => saveNeededAgain(service, example.actors.gareth, back);
  assert.deepEqual(await takeBack(), await takeBack());
  const stated = { ...form, rule: 'PG-10-file', key: randomUUID() };
  const state = () => saveDutyDone(service, example.actors.amina, stated, done);
  assert.deepEqual(await state(), await state());
  assert.equal((await historyOf(id)).length, 3);
});

test('somebody who may not finds no page', async () => {
  const { id, duties } = await added();
  const outsider = await running.as('outsider');
  for (const path of ['PG-10-file', 'PG-8/not-needed', 'PG-8/not-needed/take-back']) {
    assert.equal((await outsider.get(`${duties}/${path}`)).status, 404, path);
    assert.equal((await outsider.post(`${duties}/${path}`, { ...done, reason })).status, 404, path);
  }
  assert.deepEqual(await historyOf(id), []);
});
