import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from '../../../test/copies-app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';

let running: CopiesApp;
let copyId: string;
const actionId = randomUUID();

before(async () => {
  running = await startCopiesApp();
  await asService(running.service, (tx) =>
    tx
      .insertInto('action')
      .values({
        id: actionId,
        disruption_id: running.id,
        what: 'Tell the panel what was learnt',
        owner_id: running.example.people.panel,
        owner_name: 'Joy Okafor',
        due_on: '2026-04-20',
        created_by: running.example.people.minutes,
        created_at: running.time.now,
      })
      .execute(),
  );
});
after(() => running.stop());

test('before anything is released a panel advisor finds nothing, and no case', async () => {
  const panel = await running.as('panel');
  const page = await panel.get('/panel');
  assertValidPage(page.body);
  assert.match(page.body, /Nothing has been sent to you yet/);
  assert.equal((await panel.get(`/disruptions/${running.id}`)).status, 404);
});

test('a released copy is theirs to read and to keep, and is nobody else’s', async () => {
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  const { id, sha256 } = await copyOf(running, 'Joy Okafor');
  copyId = id;
  const panel = await running.as('panel');
  assert.equal((await panel.get(`/panel/copies/${copyId}`)).status, 404, 'not before it is released');
  await gareth.get(`${running.copies}/${id}`);
  const released = await gareth.post(`${running.copies}/release`, {
    copies: `${copyId}.${sha256}`,
    confirmed: 'yes',
  });
  assert.equal(released.status, 303, released.body.slice(0, 300));
  assert.equal((await panel.get(`/panel/copies/${copyId}`)).status, 404, 'not while it is held');
  await letHeldGo(running);
  const list = await panel.get('/panel');
  assert.match(list.body, new RegExp(`/panel/copies/${copyId}`));
  const page = await panel.get(`/panel/copies/${copyId}`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const pdf = await panel.get(`/panel/copies/${copyId}/minutes.pdf`);
  assert.equal(pdf.status, 200);
  assert.match(pdf.headers.get('content-disposition') ?? '', /filename="minutes.pdf"/);
  const { id: mothers } = await copyOf(running, 'Kirsty Oldroyd');
  assert.equal((await panel.get(`/panel/copies/${mothers}`)).status, 404, 'another’s copy');
  for (const key of ['amina', 'gareth', 'outsider', 'admin', 'governance'] as const)
    assert.equal((await (await running.as(key)).get(`/panel/copies/${copyId}`)).status, 404, key);
});

test('their own action closes with evidence, on a case that they do not open', async () => {
  const panel = await running.as('panel');
  const address = `/panel/actions/${actionId}`;
  assertValidPage((await panel.get(address)).body);
  const empty = await panel.post(address, { evidence: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.equal((await panel.post(address, { evidence: 'Minuted on 2 April' })).location, '/panel');
  assert.match(
    (await (await running.as('amina')).get(`/disruptions/${running.id}`)).body,
    /Minuted on 2 April/,
  );
  assert.match((await panel.post(address, { evidence: 'Again' })).body, /already done/);
  assert.equal((await (await running.as('amina')).get(address)).status, 404);
  assert.equal((await panel.get(`/panel/actions/${randomUUID()}`)).status, 404);
});

test('being on the case as something else shows a panel advisor no copy that was not sent to them as one', async () => {
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const { example } = running;
  await owner.query(
    `insert into placement_access (placement_id, person_id, capacity) values ($1, $2, 'iro')`,
    [...[example.placementId, example.people.panel]],
  );
  const panel = await running.as('panel');
  const status = async () => (await panel.get(`/panel/copies/${copyId}`)).status;
  assert.equal(await status(), 200);
  await owner.query('set session_replication_role = replica');
  for (const [table, wrong, right] of [
    ['invitation', `capacity = 'iro'`, `capacity = 'panel-advisor'`],
    ['invitation', `person_id = '${example.people.iro}'`, `person_id = '${example.people.panel}'`],
    [
      'copy',
      'released_at = null, released_by = null',
      `released_at = held_until, released_by = '${example.people.gareth}'`,
    ],
    ['copy', 'withdrawn_at = now()', 'withdrawn_at = null'],
  ]) {
    const which = `where ${table === 'copy' ? 'id' : 'id = (select invitation_id from copy where id'} = $1${table === 'copy' ? '' : ')'}`;
    await owner.query(`update ${table} set ${wrong} ${which}`, [copyId]);
    assert.equal(await status(), 404, wrong);
    await owner.query(`update ${table} set ${right} ${which}`, [copyId]);
  }
  assert.equal(await status(), 200);
  await owner.query(`delete from placement_access where person_id = $1 and capacity = 'iro'`, [
    example.people.panel,
  ]);
  await owner.end();
});

test('a copy that is withdrawn is gone at once', async () => {
  const gareth = await running.as('gareth');
  assert.equal((await gareth.post(`${running.copies}/${copyId}/withdraw`, {})).status, 303);
  const panel = await running.as('panel');
  assert.equal((await panel.get(`/panel/copies/${copyId}`)).status, 404);
  assert.equal((await panel.get(`/panel/copies/${copyId}/minutes.pdf`)).status, 404);
});
