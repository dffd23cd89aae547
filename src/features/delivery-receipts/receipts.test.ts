import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import {
  callbackToken,
  type Notification,
  type NotifyServer,
  notifyEnvironment,
  notifySettings,
  receiptOf,
  sendReceipt,
  startNotifyServer,
} from '../../../test/notify-server.ts';
import { asService } from '../../database/connection.ts';
import { createNotify } from '../../delivery/notify.ts';
import { deliveryJobs } from '../delivery/jobs.ts';
import { noticeJobs } from '../notices/jobs.ts';
import { keepTaken } from './store.ts';

const { mother } = family;
const [carer, writer] = family.carers;
const from = 'Derby City Council <no-reply@service.example>';

let running: TestApp;
let id: string;
let server: NotifyServer;
let owner: pg.Client;
const logged: string[] = [];

before(async () => {
  server = await startNotifyServer({ clock: () => running.time.now });
  running = await startTestApp({ environment: notifyEnvironment(server.url) });
  id = await inviteFamily(running);
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  await deliver();
});
after(async () => {
  await owner.end();
  await running.stop();
  await server.stop();
});
afterEach(async () => {
  const names = /Oldroyd|Featherstone|Lindqvist|@\w+\.example|Robin/i;
  assert.doesNotMatch(logged.join('\n'), names, 'the log names nobody');
  for (const table of ['message_taken', 'audit_entry']) {
    const { rows } = await owner.query(`select t::text as text from ${table} t`);
    assert.doesNotMatch(rows.map(({ text }) => text).join('\n'), names, `${table} names nobody`);
  }
});

/** Does every job that waits, those that wait for their next try too. */
const deliver = async (onTaken = keepTaken(running.service)): Promise<void> => {
  const { clock } = running.service;
  const { mailer } = createNotify({ ...notifySettings, url: server.url, clock, onTaken });
  await owner.query('update graphile_worker._private_jobs set run_at = now()');
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: {
      ...deliveryJobs(running.service, { mailer, from }),
      ...noticeJobs(running.service, { mailer }),
    },
    logger: new Logger(() => (_level, message) => void logged.push(message)),
    noHandleSignals: true,
  });
  running.time.now = new Date(running.time.now.getTime() + 60_000);
};

const lastTo = async (name: string) => {
  const invitation = await invitationOf(running, name);
  return asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .orderBy('queued_at', 'desc')
      .select(['id', 'status', 'attempts', 'last_error', 'arrived_at'])
      .executeTakeFirstOrThrow(),
  );
};
const standing = async (name: string) => {
  const { status, last_error, arrived_at } = await lastTo(name);
  return [status, last_error, arrived_at !== null];
};
const takenOf = async (name: string): Promise<readonly Notification[]> => {
  const message = await lastTo(name);
  return server.taken.filter(({ reference }) => reference === message.id);
};
const newestOf = async (name: string): Promise<Notification> =>
  (await takenOf(name)).at(-1) ?? assert.fail(name);
const says = async (one: Notification, status: string) => {
  one.status = status;
  const answer = await sendReceipt(running.app, receiptOf(one, status));
  assert.deepEqual([answer.statusCode, answer.body], [200, '{}']);
};
const retry = async (name: string) => {
  const amina = await running.as('amina');
  const message = await lastTo(name);
  assert.equal((await amina.post(`/disruptions/${id}/messages/${message.id}/retry`, {})).status, 303);
};
const refusedAddress = 'The e-mail address does not exist, or it was refused there';

test('everybody’s message reaches Notify once, to them alone, and nothing in it names a child or anybody else', async () => {
  const known = await asService(running.service, (tx) =>
    tx.selectFrom('invitation').select(['name', 'email']).execute(),
  );
  const people = known.map(({ name, email }) => ({
    name,
    email: family.adopters[adopterWords.indexOf(name as 'Adopter 1')]?.email ?? email,
  }));
  assert.deepEqual(server.taken.map(({ to }) => to).sort(), people.map(({ email }) => email).sort());
  for (const { to, raw } of server.taken) {
    const said = raw.toString();
    assert.doesNotMatch(said, /Robin|adopt|disrupt|placement/i);
    for (const other of people.filter(({ email }) => email !== to))
      assert.ok(!said.includes(other.name) && !said.includes(other.email), `${to} is told of ${other.name}`);
  }
});

test('what was delivered is noted, once', async () => {
  const one = await newestOf(mother.name);
  await says(one, 'delivered');
  assert.deepEqual(await standing(mother.name), ['sent', '', true]);
  await says(one, 'permanent-failure');
  assert.deepEqual(await standing(mother.name), ['sent', '', true]);
});

test('what failed for good is a task on the case that says why, and a person tries again', async () => {
  const first = await newestOf(writer.name);
  await says(first, 'permanent-failure');
  assert.deepEqual(await standing(writer.name), ['failed', refusedAddress, false]);
  const amina = await running.as('amina');
  assert.match((await amina.get(`/disruptions/${id}`)).body, /could not be sent/);
  const { body } = await amina.get(`/disruptions/${id}/invitations`);
  assertValidPage(body);
  assert.ok(body.includes(`not sent. ${refusedAddress}.`));

  await retry(writer.name);
  await says(first, 'permanent-failure');
  assert.equal(
    (await lastTo(writer.name)).status,
    'queued',
    'an old word said again does not stop the next try',
  );
  await deliver();
  assert.equal((await takenOf(writer.name)).length, 2);
  await says(first, 'permanent-failure');
  await says(first, 'delivered');
  assert.deepEqual(await standing(writer.name), ['sent', '', false]);

  const second = await newestOf(writer.name);
  await says(second, 'delivered');
  assert.deepEqual(await standing(writer.name), ['sent', '', true]);
});

test('each way of failing is said in words of its own', async () => {
  const one = await newestOf(carer.name);
  await says(one, 'temporary-failure');
  assert.deepEqual(await standing(carer.name), [
    'failed',
    'The mailbox is full, or did not take it for now',
    false,
  ]);
  await retry(carer.name);
  await deliver();
  await says(await newestOf(carer.name), 'technical-failure');
  assert.deepEqual(await standing(carer.name), ['failed', 'GOV.UK Notify could not send it', false]);
});

test('when an answer was lost, what Notify then says counts, and the message is not sent twice', async () => {
  await retry(carer.name);
  server.loseAnswers(1);
  await deliver();
  const count = (await takenOf(carer.name)).length;
  assert.deepEqual(await standing(carer.name), ['queued', 'GOV.UK Notify could not be reached', false]);
  await deliver();
  assert.equal((await takenOf(carer.name)).length, count);
  assert.equal((await lastTo(carer.name)).status, 'sent');
  await says(await newestOf(carer.name), 'permanent-failure');
  assert.deepEqual(await standing(carer.name), ['failed', refusedAddress, false]);

  await retry(carer.name);
  server.loseAnswers(1);
  await deliver();
  await says(await newestOf(carer.name), 'permanent-failure');
  assert.equal((await lastTo(carer.name)).status, 'failed', 'it need not wait for the next try');
});

test('what arrived before the next try is noted, and the next try sends nothing', async () => {
  await retry(carer.name);
  server.loseAnswers(1);
  await deliver();
  const count = (await takenOf(carer.name)).length;
  await says(await newestOf(carer.name), 'delivered');
  await deliver();
  assert.equal((await takenOf(carer.name)).length, count);
  assert.deepEqual(await standing(carer.name), ['sent', '', true]);
});

test('what arrived though its sending seemed to fail is taken for sent', async () => {
  const martin = adopterWords[0];
  await says(await newestOf(martin), 'permanent-failure');
  await retry(martin);
  server.loseAnswers(1);
  await owner.query('update graphile_worker._private_jobs set attempts = max_attempts - 1');
  await deliver();
  assert.equal((await lastTo(martin)).status, 'failed');
  await says(await newestOf(martin), 'delivered');
  assert.deepEqual(await standing(martin), ['sent', '', true]);
});

test('a message that was replaced meanwhile stays replaced', async () => {
  const lucy = adopterWords[1];
  const { id: messageId } = await lastTo(lucy);
  await owner.query(`update message set status = 'not-needed' where id = $1`, [messageId]);
  await says(await newestOf(lucy), 'permanent-failure');
  assert.equal((await lastTo(lucy)).status, 'not-needed');
});

test('a notice to a colleague that did not arrive is known not to have', async () => {
  const noticeId = randomUUID();
  const { id: personId, organisationId } = running.example.actors.gareth;
  await owner.query(
    `insert into notice (id, organisation_id, person_id, kind, reference, path, at)
     select $1, $2, $3, kind, 'L-1', '/', now() from unnest(array[$4]) kind`,
    [noticeId, organisationId, personId, 'case-opened'],
  );
  await owner.query(`update notice set status = 'sent' where id = $1`, [noticeId]);
  const receipt = receiptOf({ ...(await newestOf(mother.name)), reference: noticeId }, 'permanent-failure');
  assert.equal((await sendReceipt(running.app, receipt)).statusCode, 200);
  const { rows } = await owner.query('select status, last_error from notice where id = $1', [noticeId]);
  assert.deepEqual(rows, [{ status: 'failed', last_error: refusedAddress }]);
});

const everything = async () =>
  (
    await owner.query(`select (select jsonb_agg(m order by m.id) from message m) as message,
      (select jsonb_agg(t order by t.notification_id) from message_taken t) as taken,
      (select jsonb_agg(n order by n.id) from notice n) as notice`)
  ).rows[0];

test('a receipt of nothing of ours, of nothing final or of another kind is answered, and changes nothing', async () => {
  const one = await newestOf(mother.name);
  const stood = await everything();
  const receipt = receiptOf({ ...one, id: randomUUID() }, 'permanent-failure');
  for (const other of [
    { ...receipt, reference: randomUUID() },
    { ...receipt, reference: null },
    { ...receipt, reference: "x'; drop table message" },
    { ...receipt, status: 'sending' },
    { ...receipt, status: 'made up' },
    { ...receipt, notification_type: 'letter' },
    { ...receipt, created_at: '2020-01-01T00:00:00.000000Z' },
  ])
    assert.equal((await sendReceipt(running.app, other)).statusCode, 200, JSON.stringify(other));
  assert.deepEqual(await everything(), stood);
});

test('what is no receipt is refused, and changes nothing', async () => {
  const stood = await everything();
  const receipt = receiptOf(await newestOf(mother.name), 'permanent-failure');
  for (const [status, body, headers] of [
    [400, '{', {}],
    [400, '[]', {}],
    [400, '', {}],
    [400, JSON.stringify({ ...receipt, id: 'x' }), {}],
    [400, JSON.stringify({ ...receipt, created_at: 'yesterday' }), {}],
    [400, `{"__proto__": {"status": "x"}, "id": "${receipt.id}"}`, {}],
    [413, JSON.stringify({ ...receipt, to: 'a'.repeat(20_000) }), {}],
    [
      415,
      new URLSearchParams({ id: receipt.id }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [415, JSON.stringify(receipt), { 'content-type': 'text/plain' }],
  ] as const)
    assert.equal((await sendReceipt(running.app, body, headers)).statusCode, status, body.slice(0, 80));
  assert.deepEqual(await everything(), stood);
});

test('without the token it is an address that leads nowhere, whatever is sent and whoever is signed in', async () => {
  const stood = await everything();
  const receipt = receiptOf(await newestOf(mother.name), 'permanent-failure');
  const nowhere = await running.app.inject('/nowhere');
  const plain = (body: string) => body.replaceAll(/value="[^"]*"/g, '');
  const { cookies } = await running.as('amina');
  const cookie = Object.entries(cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  for (const headers of [
    { authorization: '' },
    { authorization: callbackToken },
    { authorization: `Bearer ${callbackToken}x` },
    { authorization: `Bearer ${callbackToken.slice(0, -1)}` },
    { authorization: 'Bearer ', cookie },
    { authorization: `Basic ${callbackToken}` },
  ]) {
    const answer = await sendReceipt(running.app, receipt, headers);
    assert.equal(answer.statusCode, 404);
    assert.equal(plain(answer.body), plain(nowhere.body));
  }
  assert.deepEqual(await everything(), stood);
  assert.equal((await running.app.inject('/notify/callback')).statusCode, 404);
});

test('every receipt that counts is in the audit by what it was about, and every one that was turned away', async () => {
  const { id: messageId } = await lastTo(mother.name);
  const { rows } = await owner.query(
    `select actor_kind, rule, outcome, intent, organisation_id from audit_entry
     where act = 'note-receipt' and subject_kind = 'message' and subject_id = $1 order by id`,
    [messageId],
  );
  const entry = { actor_kind: 'service', outcome: 'allowed', intent: 'change' };
  const { organisationId } = running.example.actors.amina;
  const of = (rule: string) => ({ ...entry, rule, organisation_id: organisationId });
  assert.deepEqual(rows.slice(0, 2), [of('delivered'), of('permanent-failure')]);
  const refused = await owner.query(
    `select distinct actor_kind, outcome from audit_entry where act = 'delivery-service' and rule = 'answer-404'`,
  );
  assert.deepEqual(refused.rows, [{ actor_kind: 'nobody', outcome: 'refused' }]);
});

test('a service that does not send by Notify takes no receipt with any token', async () => {
  const other = await startTestApp();
  for (const authorization of ['', 'Bearer undefined', `Bearer ${callbackToken}`]) {
    const answer = await sendReceipt(other.app, '{}', { authorization });
    assert.equal(answer.statusCode, 404);
  }
  await other.stop();
});
