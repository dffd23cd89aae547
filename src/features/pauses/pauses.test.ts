import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { readProcedures } from '../../procedures/read-procedures.ts';
import { savePauseEnd } from './end-pause.ts';
import { savePause } from './pause-case.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
  const { service } = running;
  const all = [...service.procedures.all, ...readProcedures('test/procedures').all];
  const version = (id: string, wanted: string) =>
    all.find((one) => one.id === id && one.version === wanted) ?? assert.fail(`no ${id} ${wanted}`);
  Object.assign(service, { procedures: { ...service.procedures, all, version } });
});
after(() => running.stop());

const date = (name: string, number: number) => ({
  [`${name}-day`]: String(number),
  [`${name}-month`]: '3',
  [`${name}-year`]: '2026',
});
const complaint = { reason: 'complaint', note: 'The complaint is at stage 2.', ...date('from', 4) };
/** A procedure whose days an open complaint stops. */
const stopping = { id: 'elsewhere/learning-from-endings', version: '2026-04' };

const pausesOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('pause').where('disruption_id', '=', id).selectAll().execute(),
  );
const historyOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).orderBy('id').selectAll().execute(),
  );
const dueOn = async (id: string) =>
  (
    await asService(running.service, (tx) =>
      tx.selectFrom('disruption').where('id', '=', id).select('next_due_on').executeTakeFirstOrThrow(),
    )
  ).next_due_on;

/** What is due before the decision whether to meet is done, so that the decision is next. */
const doneBeforeTheDecision = (id: string) =>
  asService(running.service, (tx) =>
    tx
      .insertInto('duty_statement')
      .values(
        ['LE-1', 'LE-2-report'].map((rule_id) => ({
          disruption_id: id,
          rule_id,
          done_on: '2026-03-03',
          note: 'On file',
          stated_by: running.example.people.amina,
          stated_at: running.service.clock(),
        })),
      )
      .execute(),
  );

const paused = async (options: NonNullable<Parameters<typeof addGuidanceCase>[1]> = {}) => {
  const { service, example } = running;
  const { id } = await addGuidanceCase(running, options);
  if (options.procedure === stopping) await doneBeforeTheDecision(id);
  const outcome = await savePause(
    service,
    example.actors.amina,
    { disruptionId: id, key: randomUUID() },
    complaint,
  );
  assert.ok(outcome.ok);
  const [pause] = await pausesOf(id);
  assert.ok(pause);
  return { id, pauseId: pause.id };
};

test('the page says honestly that no dates move where the procedure names nothing that stops them', async () => {
  const { id } = await addGuidanceCase(running);
  const page = await (await running.as('amina')).get(`/disruptions/${id}/pauses`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Your procedure names nothing that stops its days: the dates stay/);
  assert.doesNotMatch(page.body, /Pauses so far/);
});

test('the page names what stops the days of a procedure, and which pauses do', async () => {
  const { id } = await paused({ procedure: stopping });
  const page = await (await running.as('amina')).get(`/disruptions/${id}/pauses`);
  assertValidPage(page.body);
  assert.match(page.body, /Your procedure stops its days for:/);
  assert.match(page.body, /<li>an open complaint<\/li>/);
  assert.match(page.body, /Since 4 March 2026\. Where your procedure says so, these days do not count\./);
  assert.match(page.body, /The complaint is at stage 2\./);
});

test('a pause for a reason the procedure names moves the date, and its end settles by how much', async () => {
  const { id, pauseId } = await paused({ procedure: stopping });
  // Three weeks to decide, from 1 March, and six days of pause until today, the 10th.
  assert.equal(await dueOn(id), '2026-03-28');
  const amina = await running.as('amina');
  const address = `/disruptions/${id}/pauses/${pauseId}/end`;
  const page = await amina.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /the days of your procedure count again/);
  const early = await amina.post(address, date('until', 3));
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /on or after 4 March 2026, when the pause began/);
  const ended = await amina.post(address, date('until', 6));
  assert.deepEqual([ended.status, ended.location], [303, `/disruptions/${id}/pauses`]);
  assert.equal(await dueOn(id), '2026-03-24');
  assert.deepEqual(
    (await historyOf(id)).map(({ act, summary, facts }) => [act, summary, facts.from, facts.to]),
    [
      [
        'pause-case',
        'Paused the case from 4 March 2026 (an open complaint): The complaint is at stage 2.',
        '2026-03-04',
        undefined,
      ],
      [
        'pause-case',
        'Ended the pause of 4 March 2026 on 6 March 2026 (an open complaint)',
        '2026-03-04',
        '2026-03-06',
      ],
    ],
  );
  const over = await amina.get(address);
  assertValidPage(over.body);
  assert.match(over.body, /This pause has ended/);
  assert.doesNotMatch(over.body, /name="until-day"/);
});

test('an empty form and a second pause for the same reason are refused beside their fields', async () => {
  const { id } = await paused();
  const amina = await running.as('amina');
  const empty = await amina.post(`/disruptions/${id}/pauses`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const words of ['Choose why it is paused', 'Enter what it waits for', 'Enter the date'])
    assert.match(empty.body, new RegExp(words));
  const twice = await amina.post(`/disruptions/${id}/pauses`, complaint);
  assert.equal(twice.status, 422);
  assertValidPage(twice.body);
  assert.match(twice.body, /It is already paused for this reason: an open complaint/);
});

test('two people who pause at once for one reason make one pause, as does one form sent twice', async () => {
  const { id } = await addGuidanceCase(running);
  const { service, example } = running;
  const send = (who: 'amina' | 'gareth', key: string) =>
    savePause(service, example.actors[who], { disruptionId: id, key }, complaint);
  const atOnce = await Promise.all([send('amina', randomUUID()), send('gareth', randomUUID())]);
  assert.deepEqual(atOnce.map(({ ok }) => ok).toSorted(), [false, true]);
  const [pause] = await pausesOf(id);
  assert.ok(pause);
  const end = { disruptionId: id, pauseId: pause.id, key: randomUUID() };
  const ending = () => savePauseEnd(service, example.actors.amina, end, date('until', 9));
  assert.deepEqual(await ending(), await ending());
  assert.equal((await pausesOf(id)).length, 1);
  assert.equal((await historyOf(id)).length, 2);
});

test('somebody who may not finds no page, nor does anybody for a pause of another case', async () => {
  const { id, pauseId } = await paused();
  const other = await addGuidanceCase(running);
  for (const who of ['iro', 'outsider'] as const) {
    const visitor = await running.as(who);
    assert.equal((await visitor.get(`/disruptions/${id}/pauses`)).status, 404);
    assert.equal((await visitor.post(`/disruptions/${id}/pauses`, complaint)).status, 404);
    const end = `/disruptions/${id}/pauses/${pauseId}/end`;
    assert.equal((await visitor.post(end, date('until', 9))).status, 404);
  }
  const amina = await running.as('amina');
  assert.equal((await amina.get(`/disruptions/${other.id}/pauses/${pauseId}/end`)).status, 404);
  assert.equal((await pausesOf(id))[0]?.until_on, null);
});
