import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.ts';
import { addGuidanceCase } from '../../test/guidance-case.ts';
import { recordExample } from '../../test/recorded.ts';
import { asService } from '../database/connection.ts';
import { correctIdentity, openVault } from '../database/vault.ts';
import { submit } from './case-door.ts';

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
});
after(() => running.stop());

/** The newest entry in the audit of an act. */
const entryOf = async (act: string) => {
  const { rule, outcome, organisation_id, subject_id } = await asService(running.service, (tx) =>
    tx
      .selectFrom('audit_entry')
      .where('act', '=', act)
      .orderBy('id', 'desc')
      .selectAll()
      .executeTakeFirstOrThrow(),
  );
  return { rule, outcome, of: organisation_id, about: subject_id };
};

test('an address that is no id leads nowhere, for a page and for a form', async () => {
  const gareth = await running.as('gareth');
  for (const path of ['/disruptions/nonsense/correct', '/disruptions/nonsense/restriction']) {
    assert.equal((await gareth.get(path)).status, 404, path);
    assert.equal((await gareth.post(path, {})).status, 404, path);
  }
  const tess = await running.as('records');
  assert.equal((await tess.get('/subject-access/nonsense/pause')).status, 404);
  assert.equal((await tess.post('/subject-access/nonsense/pause', {})).status, 404);
  assert.equal((await entryOf('prepare-subject-access')).about, null);
});

test('a form without a key is not read', async () => {
  const gareth = await running.as('gareth');
  for (const key of ['', 'nonsense'])
    assert.equal((await gareth.post(`/disruptions/${id}/restriction`, {}, key)).status, 400);
});

test('a form that would leave no entry in the audit is undone', async () => {
  const { service, example } = running;
  const { amina, gareth } = example.actors;
  const work = () =>
    submit(service, amina, randomUUID(), async (tx) => {
      await tx
        .updateTable('placement')
        .set({ agency_name: 'Another' })
        .where('id', '=', example.placementId)
        .execute();
      return `/disruptions/${gareth.id}`;
    });
  await assert.rejects(work, /leaves no entry in the audit/);
  const { agency_name } = await asService(service, (tx) =>
    tx
      .selectFrom('placement')
      .where('id', '=', example.placementId)
      .select('agency_name')
      .executeTakeFirstOrThrow(),
  );
  assert.equal(agency_name, 'Adoption East Midlands');
});

test('who comes to a case is written down by the rule that let them in, with whose case it is', async () => {
  const { organisationId } = running.example.actors.amina;
  const priya = await running.as('agency');
  assert.equal((await priya.get(`/disruptions/${id}`)).status, 200);
  assert.deepEqual(await entryOf('see-disruption'), {
    ...{ rule: 'named', outcome: 'allowed', of: organisationId, about: id },
  });
  const admin = await running.as('admin');
  assert.equal((await admin.get('/organisation')).status, 200);
  assert.deepEqual(await entryOf('administer-organisation'), {
    ...{ rule: 'post', outcome: 'allowed', of: organisationId, about: null },
  });
});

test('the vault is opened with an entry of its own', async () => {
  const amina = await running.as('amina');
  const reason = 'To send them what they are owed after the meeting';
  assert.equal((await amina.post(`/disruptions/${id}/identities`, { reason })).status, 200);
  assert.equal((await entryOf('open-vault')).rule, 'reason-given');
});

test('the vault opens for one placement, also in the service’s own eyes, and keeps who somebody was', async () => {
  const { service, example } = running;
  await addGuidanceCase(running);
  const of = {
    placementId: example.placementId,
    disruptionId: id,
    organisationId: example.actors.amina.organisationId,
  };
  const opened = () => asService(service, (tx) => openVault(tx, service, of, 'sends-message'));
  const before = Object.keys(await opened());
  assert.equal(before.length, 2);
  const [carerId = ''] = before;
  await asService(service, (tx) => correctIdentity(tx, service, of, { carerId, name: 'Martin Feather' }));
  assert.deepEqual(
    (await opened())[carerId]?.map(({ name }) => name),
    ['Martin Feather', 'Martin Featherstone'],
  );
});

test('of two who change one case at once, the second decides on what the first has left', async () => {
  const { example, databaseUrl } = running;
  const gareth = await running.as('gareth');
  const first = new pg.Client({ connectionString: databaseUrl });
  await first.connect();
  await first.query(`begin; select from disruption where id = '${id}' for update;
    update placement set restricted = 'other', restricted_reason = 'x' where id = '${example.placementId}'`);
  const second = gareth.post(`/disruptions/${id}/restriction`, {
    restriction: 'other',
    reason: 'A relative',
  });
  // Long enough for the form to come to the case.
  await setTimeout(500);
  await first.query('commit');
  await first.end();
  const { status, body } = await second;
  assert.equal(status, 422);
  assert.match(body, /That is how it is already/);
});

test('what a directory without a key sends is not read', async () => {
  const { statusCode } = await running.app.inject({
    ...{ method: 'POST', url: '/scim/v2/Users', payload: 'no JSON' },
    headers: { 'content-type': 'application/scim+json' },
  });
  assert.equal(statusCode, 401);
});

test('a form that goes by a post changes nothing for whoever has another', async () => {
  const amina = await running.as('amina');
  assert.equal((await amina.post('/directory', {})).status, 404);
  assert.equal((await amina.post('/teams/new', { name: 'North' })).status, 404);
  assert.equal((await entryOf('administer-people')).rule, 'post');
  const made = await asService(running.service, async (tx) => [
    await tx.selectFrom('team').select('id').execute(),
    await tx.selectFrom('directory_key').select('id').execute(),
  ]);
  assert.deepEqual(made, [[], []]);
});

test('what goes by a post and wants a fresh sign-in asks for one', async () => {
  const gareth = await running.as('gareth');
  assert.equal((await gareth.get('/open-a-case')).status, 200);
  running.time.now = new Date(running.time.now.getTime() + (running.service.stepUpMinutes + 1) * 60_000);
  const answer = await gareth.get('/open-a-case');
  assert.deepEqual([answer.status, answer.location?.slice(0, 14)], [303, '/sign-in?again']);
});

test('a case that is closed says so to every form that it no longer takes', async () => {
  const helen = await running.as('helen');
  await asService(running.service, (tx) =>
    tx.updateTable('disruption').set({ status: 'closed' }).where('id', '=', id).execute(),
  );
  const answer = await helen.post(`/disruptions/${id}/correct`, {});
  assert.equal(answer.status, 422);
  assert.match(answer.body, /This case is closed/);
});
