import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { auditJobs, sealAtTheEnd } from '../src/features/audit/jobs.ts';
import { deliveryJobs } from '../src/features/delivery/jobs.ts';
import { type Caller, guestCaller, send, staffCaller } from './callers.ts';
import { type CopiesApp, startCopiesApp } from './copies-app.ts';
import { routesOf } from './routes.ts';

let running: CopiesApp;
let owner: pg.Client;
let amina: Caller;
let guest: Caller;
before(async () => {
  running = await startCopiesApp();
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  guest = await guestCaller(running, 'Kirsty Oldroyd');
  amina = await staffCaller(running, 'amina');
});
after(async () => {
  await owner.end();
  await running.stop();
});

const recordWords = /Oldroyd|Featherstone|Lindqvist|Robin|Council House/;

/** Everything there is, but when sessions were last used. */
const everything = async (): Promise<string> => {
  const tables = await owner.query<{ name: string }>(
    `select c.relname::text as name from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relkind = 'r' and c.relname not in ('session', 'guest_session') order by 1`,
  );
  const sums: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await owner.query(
      `select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as sum from "${name}" t`,
    );
    sums.push(`${name} ${rows[0].sum}`);
  }
  return sums.join('\n');
};

/** Does something while the audit takes no entry. */
const withoutAudit = async (work: () => Promise<void>): Promise<void> => {
  await owner.query(`create function no_audit() returns trigger language plpgsql as
    $$ begin raise exception 'no audit'; end $$;
    create trigger no_audit before insert on audit_entry for each row execute function no_audit()`);
  try {
    await work();
  } finally {
    await owner.query('drop trigger no_audit on audit_entry; drop function no_audit()');
  }
};

test('while the audit takes nothing, no page gives a byte of a record, and no form changes anything', async () => {
  const routes = routesOf(running.app).filter(
    ({ method, path }) =>
      ['GET', 'POST'].includes(method) &&
      /^\/(disruptions|private|panel|placements|subject|people|audit)/.test(path),
  );
  assert.ok(routes.length > 90, `${routes.length} routes`);
  const before = await everything();
  const typed = { reply: 'coming', note: '', words: 'I was not asked', text: 'x', reason: 'y', what: 'z' };
  await withoutAudit(async () => {
    for (const { method, path } of routes) {
      const caller = path.startsWith('/private') ? guest : amina;
      const where = path.replace('/disruptions/:id', `/disruptions/${running.id}`);
      const filled = where.replaceAll(/:\w+/g, running.id);
      const answer = await send(running.app, caller, { method, path: filled }, typed);
      assert.equal(answer.status, 500, `${method} ${path}`);
      assert.equal(answer.location, null, `${method} ${path}`);
      assert.doesNotMatch(answer.body, recordWords, `${method} ${path}`);
    }
  });
  assert.equal(await everything(), before);
});

test('while the audit takes nothing, no message leaves', async () => {
  const sent: string[] = [];
  const mailer = { send: async ({ to }: { readonly to: string }) => void sent.push(to), close: () => {} };
  const jobs = deliveryJobs(running.service, { mailer: mailer as never, from: 'a@b.example' });
  await send(running.app, guest, { method: 'POST', path: '/private/code' });
  const { rows } = await owner.query(
    `select id from message where kind = 'code' and status = 'queued' order by queued_at desc, (content ->> 'codeId' in (
      select id::text from guest_code where spent_at is null)) desc limit 1`,
  );
  const payload = { messageId: rows[0].id };
  const run = async () => jobs['send-message']?.(payload, { job: { attempts: 1, max_attempts: 5 } } as never);
  await withoutAudit(async () => {
    await assert.rejects(run, /no audit/);
  });
  assert.deepEqual(sent, []);
  await run();
  assert.equal(sent.length, 1);
  const entries = await owner.query(
    `select act, outcome, subject_kind from audit_entry where subject_id = $1 order by id`,
    [payload.messageId],
  );
  assert.deepEqual(
    entries.rows.map(({ act, outcome, subject_kind }) => [act, outcome, subject_kind]),
    ['try-message', 'send-message'].map((act) => [act, 'allowed', 'message']),
  );
});

test('the sealer waits two seconds for its turn, says so, and seals once it comes', async () => {
  const said: string[] = [];
  const say = (problem: string) => void said.push(problem);
  await owner.query('select pg_advisory_lock(418, 0)');
  const began = Date.now();
  await sealAtTheEnd(running.service, say);
  assert.ok(Date.now() - began < 10_000);
  assert.deepEqual(said, ['The audit could not be sealed: its turn did not come within 2 seconds']);
  await owner.query('select pg_advisory_unlock(418, 0)');
  await sealAtTheEnd(running.service, say);
  const { rows } = await owner.query(
    'select (select max(id) from audit_entry) = (select max(last_id) from audit_seal) as all_sealed',
  );
  assert.deepEqual([rows[0].all_sealed, said.length], [true, 1]);
});

test('of the two places outside, one that fails keeps nothing from the other, and each failure is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anchors-'));
  const file = join(folder, 'anchors.jsonl');
  const [said, sent]: [string[], string[]] = [[], []];
  const jobs = (places: { readonly file: string; readonly mailFails: boolean }) =>
    auditJobs(running.service, {
      mailer: {
        send: async ({ to }: { readonly to: string }) => {
          if (places.mailFails) throw new Error('Kirsty Oldroyd');
          sent.push(to);
        },
        close: () => {},
      } as never,
      ...{
        file: places.file,
        email: 'audit@elsewhere.example',
        say: (problem: string) => void said.push(problem),
      },
    });
  await assert.rejects(async () =>
    jobs({ file: '/nowhere/at/all', mailFails: false })['anchor-audit']?.({}, {} as never),
  );
  assert.deepEqual(sent, ['audit@elsewhere.example']);
  await assert.rejects(async () => jobs({ file, mailFails: true })['anchor-audit']?.({}, {} as never));
  assert.match(await readFile(file, 'utf8'), /"sha256"/);
  await rm(folder, { recursive: true });
  assert.equal(said.length, 2, said.join('\n'));
  assert.match(said[0] ?? '', /by file: The file could not be written/);
  assert.match(said[1] ?? '', /could not be anchored by email/);
  assert.doesNotMatch(said.join('\n'), recordWords);
});
