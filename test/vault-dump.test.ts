import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { senderOf } from '../src/app.ts';
import { createMailer } from '../src/delivery/smtp.ts';
import { deliveryJobs } from '../src/features/delivery/jobs.ts';
import { typedDate } from '../src/web/typed.ts';
import { startTestApp, testConfig } from './app.ts';
import { wordsIn } from './canaries/detect.ts';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, writeAndAgree } from './copies-app.ts';
import { adopterWords, family, type StaffKey } from './example-case.ts';
import { enterAs, invitationOf, inviteFamily } from './guest.ts';
import { startTestMailbox } from './mailbox.ts';

const [first, second] = adopterWords;
const corrected = {
  name: 'Gwebbinthax Flockleblish',
  phone: '01632 960777',
  address: '3 Vrelquinkrow Way\nDE5 3QQ',
};
const moved = 'zwiffor@skanvorvex.example';
const added = {
  name: 'Dwuzzarmund Plyndlegorn',
  email: 'quorvath@brimptofjord.example',
  phone: '01632 960888',
  address: '8 Thraddlequist Close, NG1 1AA',
};
/** Everything that is or was in the vault, and each part of it that says something alone. */
const vaulted = [...family.adopters, corrected, { moved }, added]
  .flatMap((identity) => Object.values(identity))
  .flatMap((value) => [value, ...value.split(/[\s,\n@.]+/)])
  .filter((word) => word.length >= 4 && !['01632', 'example', 'Close', 'Belper'].includes(word));

let running: CopiesApp;
let owner: pg.Client;
let mailbox: Awaited<ReturnType<typeof startTestMailbox>>;
const logged: string[] = [];

before(async () => {
  const app = await startTestApp();
  const id = await inviteFamily(app);
  running = { ...app, id, copies: `/disruptions/${id}/copies` };
  mailbox = await startTestMailbox();
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  await liveThrough();
});
after(async () => {
  await owner.end();
  await mailbox.stop();
  await running.stop();
});

const deliver = async (): Promise<void> => {
  const from = senderOf(testConfig());
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from });
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: deliveryJobs(running.service, { mailer, from }),
    logger: new Logger(() => (_level, message) => void logged.push(message)),
    noHandleSignals: true,
  });
  mailer.close();
};

/** Somebody sends a form, and goes on. */
const send = async (key: StaffKey, path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const { status, body } = await (await running.as(key)).post(path, fields);
  assert.ok(status < 400, `${key} ${path}: ${status} ${status === 422 ? body : ''}`);
};

/** A case with all that happens to it: added, sent, answered, put right, opened, prepared, released, read. */
const liveThrough = async (): Promise<void> => {
  const { id, copies, example } = running;
  const at = `/disruptions/${id}`;
  mailbox.failNext(2, 451);
  await deliver();
  await owner.query('update graphile_worker._private_jobs set run_at = now()');
  await deliver();
  await (await enterAs(running, first)).post('/private/meeting/reply', { reply: 'coming', note: 'By train' });
  await deliver();
  await send('amina', `${at}/invitations/${(await invitationOf(running, first)).id}/address`, {
    email: moved,
    how: 'I rang him',
  });
  const { rows } = await owner.query(
    `select c.id from placement_carer c where placement_id = $1 order by position`,
    [example.placementId],
  );
  await send('amina', `${at}/identities/${rows[0].id}`, corrected);
  await send('gareth', `${at}/identities`, { reason: 'Their belongings are to be sent on' });
  running.time.now = new Date('2026-03-31T12:00:00Z');
  await writeAndAgree(running, id);
  await send('gareth', `${copies}/prepare`, {});
  const choices = await Promise.all([first, second, family.mother.name].map((name) => copyOf(running, name)));
  await openPreviews(
    running,
    'gareth',
    id,
    choices.map(({ id: copyId }) => copyId),
  );
  for (const { id: copyId, sha256 } of choices)
    await send('gareth', `${copies}/release`, { copies: `${copyId}.${sha256}`, confirmed: 'yes' });
  await letHeldGo(running);
  await deliver();
  const guest = await enterAs(running, first);
  await guest.get(`/private/copies/${choices[0]?.id}`);
  await send('amina', '/placements/new', {
    kind: 'adoptive',
    'children-0-givenName': 'Ash',
    'children-0-familyName': 'Winterbourne',
    ...(typedDate('children-0-bornOn', '2019-02-03') as Record<string, string>),
    'children-0-caseNumber': randomUUID(),
    ...(typedDate('startedOn', '2025-09-15') as Record<string, string>),
    ...Object.fromEntries(Object.entries(added).map(([field, value]) => [`carers-0-${field}`, value])),
    familySource: 'regional-agency',
    adoptersSocialWorkerId: example.people.agency,
    'currentCarers-0-name': 'Dot Lind',
    'currentCarers-0-email': 'dot@lind.example',
    iroId: example.people.iro,
    panelAdvisorId: example.people.panel,
  });
};

test('the mail did reach the adopters, at the address of each', () => {
  const reached = new Set(mailbox.received.map(({ to }) => to));
  for (const { email } of family.adopters) assert.ok(reached.has(email), email);
  assert.ok(reached.has(moved));
});

/** Which of some words stand in which tables. */
const inTables = async (words: readonly string[]): Promise<readonly string[]> => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<Readonly<Record<string, unknown>>>(`select * from ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row))) {
      const bytes = Buffer.isBuffer(value)
        ? value
        : Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
      for (const word of await wordsIn(bytes, words)) found.push(`${word} in ${name}`);
    }
  }
  return [...new Set(found)];
};

test('no row of any table holds a word of what is in the vault', async () => {
  const { email } = family.mother;
  assert.ok((await inTables([email])).includes(`${email} in public.contact`), 'what is plain is found');
  assert.deepEqual(await inTables(vaulted), []);
});

test('nor do the files of the database, where rows that were changed still lie', async () => {
  await owner.query('checkpoint');
  const { rows } = await owner.query<{ name: string; bytes: Buffer | null }>(
    `select relname as name, pg_read_binary_file(pg_relation_filepath(oid), true) as bytes from pg_class
      where relkind in ('r', 'i', 't') and relnamespace::regnamespace::text in ('public', 'graphile_worker', 'pg_toast')`,
  );
  const files = rows.map(({ name, bytes }) => ({
    name,
    text: bytes?.toString('latin1').toLowerCase() ?? '',
  }));
  assert.ok(
    files.some(({ text }) => text.includes('kirsty@oldroyd.example')),
    'the files are read',
  );
  const found = files.flatMap(({ name, text }) =>
    vaulted.filter((word) => text.includes(word.toLowerCase())).map((word) => `${word} in ${name}`),
  );
  assert.deepEqual(found, []);
});

test('no page for staff says a word of it, but the one that was opened for a reason', async () => {
  const pages = [
    '',
    '/chronology?kind=service',
    '/invitations',
    '/minutes',
    '/copies',
    '/identities',
    '/meeting',
    '/actions/new',
  ];
  let read = 0;
  for (const key of ['amina', 'gareth', 'chair', 'minutes', 'agency', 'iro'] as const) {
    const visitor = await running.as(key);
    for (const page of [
      '/',
      '/disruptions/new',
      ...pages.map((path) => `/disruptions/${running.id}${path}`),
    ]) {
      const { status, body } = await visitor.get(page);
      if (status === 200) read += 1;
      assert.deepEqual([...(await wordsIn(Buffer.from(body), vaulted))], [], `${key} at ${page}`);
    }
  }
  assert.ok(read > 25, `${read} pages were read`);
});

test('what the queue logs of a message that failed holds none of it either', async () => {
  assert.ok(logged.length > 0);
  assert.deepEqual([...(await wordsIn(Buffer.from(logged.join('\n')), vaulted))], []);
});
