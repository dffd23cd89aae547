import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startTestApp, type TestApp, testConfig } from '../test/app.ts';
import { family } from '../test/example-case.ts';
import { inviteFamily } from '../test/guest.ts';
import { startTestMailbox } from '../test/mailbox.ts';
import { notifyEnvironment, startNotifyServer } from '../test/notify-server.ts';
import { startWork } from './work.ts';

const { mother } = family;
let running: TestApp;
let owner: pg.Client;
before(async () => {
  running = await startTestApp();
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  await inviteFamily(running);
});
after(async () => {
  await owner.end();
  await running.stop();
});

/** Works with these settings until every message is sent, after all of them were put back. */
const sendAllWith = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  await owner.query(`update message set status = 'queued', sent_at = null`);
  await owner.query(
    `select app_add_job('send-message', jsonb_build_object('messageId', id), 'message:' || id) from message`,
  );
  await using working = new AsyncDisposableStack();
  await startWork(testConfig(environment), running.service, running.databaseUrl, working);
  for (const until = Date.now() + 20_000; ; await wait(50)) {
    const { rows } = await owner.query(`select status, last_error from message where status <> 'sent'`);
    if (rows.length === 0) return;
    if (Date.now() > until) assert.fail(JSON.stringify(rows));
  }
};
const inOutbox = async () =>
  (await owner.query('select recipient from outbox')).rows.map(({ recipient }) => recipient);

test('a demonstration’s messages are in its outbox', async () => {
  await sendAllWith({});
  assert.ok((await inOutbox()).includes(mother.email));
});

test('with a mail server, messages leave by it, and nothing is in the outbox', async () => {
  const mailbox = await startTestMailbox();
  const before = (await inOutbox()).length;
  await sendAllWith({ SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'council@service.example' });
  await mailbox.stop();
  assert.ok(mailbox.received.some(({ to }) => to === mother.email));
  assert.equal((await inOutbox()).length, before);
});

test('with a key of GOV.UK Notify, messages leave by it, and it is kept what it took', async () => {
  const server = await startNotifyServer({ clock: running.service.clock });
  const before = (await inOutbox()).length;
  await sendAllWith(notifyEnvironment(server.url));
  await server.stop();
  assert.ok(server.taken.some(({ to }) => to === mother.email));
  assert.equal((await inOutbox()).length, before);
  const { rows } = await owner.query('select notification_id, message_id from message_taken');
  const both = (pairs: readonly (readonly string[])[]) => pairs.map((pair) => pair.join()).toSorted();
  assert.deepEqual(
    both(rows.map((row) => [row.notification_id, row.message_id])),
    both(server.taken.map(({ id, reference }) => [id, reference])),
  );
});
