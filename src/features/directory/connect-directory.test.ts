import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const keyIn = (body: string): string | undefined => /scim_[\w-]{43}/.exec(body)?.[0];
const usesKey = (key: string) =>
  running.app.inject({ url: '/scim/v2/Users', headers: { authorization: `Bearer ${key}` } });

test('a key is shown once, works, is kept as a hash, and two at most work at a time', async () => {
  const admin = await running.as('admin');
  const empty = await admin.get('/directory');
  assertValidPage(empty.body);
  assert.match(empty.body, /no directory is connected/);

  const formKey = randomUUID();
  const made = await admin.post('/directory', {}, formKey);
  assert.equal(made.status, 200);
  assertValidPage(made.body);
  const key = keyIn(made.body) ?? assert.fail('no key is shown');
  assert.equal((await usesKey(key)).statusCode, 200);
  const twice = await admin.post('/directory', {}, formKey);
  assert.equal(twice.status, 303);
  assert.equal(keyIn((await admin.get('/directory')).body), undefined);
  const kept = await asService(running.service, (tx) => tx.selectFrom('directory_key').selectAll().execute());
  assert.equal(kept.length, 1);
  assert.ok(!JSON.stringify(kept).includes(key));

  await admin.post('/directory', {});
  const third = await admin.post('/directory', {});
  assert.equal(third.status, 422);
  assertValidPage(third.body);
  assert.match(third.body, /There are two keys already/);

  const { id = '' } = kept[0] ?? {};
  assert.equal((await admin.post(`/directory/${id}/revoke`, {})).status, 303);
  assert.equal((await usesKey(key)).statusCode, 401);
  assert.match((await admin.get('/directory')).body, /Revoked on 10 March 2026/);
  assert.equal((await admin.post(`/directory/${id}/revoke`, {})).status, 303);
});

test('nobody else sees the page, and nobody revokes another organisation’s key', async () => {
  const amina = await running.as('amina');
  assert.equal((await amina.get('/directory')).status, 404);
  assert.equal((await amina.post('/directory', {})).status, 404);
  await asService(running.service, (tx) =>
    tx
      .insertInto('person_post')
      .values({
        id: randomUUID(),
        organisation_id: running.example.actors.outsider.organisationId,
        person_id: running.example.people.outsider,
        post: 'administrator',
      })
      .execute(),
  );
  const elsewhere = await running.as('outsider');
  const [key] = await asService(running.service, (tx) =>
    tx.selectFrom('directory_key').where('revoked_at', 'is', null).select('id').execute(),
  );
  assert.equal((await elsewhere.post(`/directory/${key?.id}/revoke`, {})).status, 404);
  assert.doesNotMatch((await elsewhere.get('/directory')).body, /Wendy Admin/);
});

test('making a key asks for a fresh sign-in', async () => {
  const admin = await running.as('admin');
  running.time.now = new Date('2026-03-10T10:20:00Z');
  const page = await admin.get('/directory');
  assert.equal(page.status, 303);
  assert.match(page.location ?? '', /again=yes/);
  running.time.now = new Date('2026-03-10T10:00:00Z');
});
