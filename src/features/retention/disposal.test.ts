import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import type { Visitor } from '../../../test/app.ts';
import { wordsIn } from '../../../test/canaries/detect.ts';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { sealAudit } from '../../database/audit-chain.ts';
import { verifyAudit } from '../../database/verify-audit.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import type { Schedule } from '../../domain/retention.ts';
import { typedDate } from '../../web/typed.ts';
import { filingJobs } from '../filing/jobs.ts';
import type { Service } from '../service.ts';
import { disposalJobs } from './jobs.ts';

let running: CopiesApp;
let owner: pg.Client;
let folder: string;
let other: Awaited<ReturnType<typeof addGuidanceCase>>;
const visitors = new Map<StaffKey, Visitor>();
let kept: string;
let atOffice: string;

/** What only this family’s case says; and each part of it that says something alone. */
const words = [
  ...[...family.adopters, ...family.carers, family.mother].flatMap((one) => Object.values(one)),
  ...[
    'Robin',
    'Oldroyd',
    'Featherstone',
    'Lindqvist',
    'woke most nights',
    'I miss the dog.',
    'A shed with bats',
  ],
];

/** The schedule, once the council has decided for how long adopters are kept. */
const decided = (schedule: Schedule): Schedule => ({
  ...schedule,
  councils: [
    {
      council: 'derby-city',
      keeps: [
        {
          ...{ class: 'prospective-adopters', from: 'last-entry', years: 10 },
          source: { text: 'The schedule of this council', says: 'Ten years' },
        },
      ],
    },
  ],
});

const signInAll = async () => {
  for (const key of ['amina', 'gareth', 'records', 'records2', 'governance'] as const)
    visitors.set(key, await running.as(key));
};
const as = (key: StaffKey): Visitor => visitors.get(key) ?? assert.fail(key);
const read = async (key: StaffKey, path: string): Promise<string> => {
  const { status, body } = await as(key).get(path);
  assert.equal(status, 200, `${key} ${path}`);
  assertValidPage(body);
  return body;
};
const send = async (key: StaffKey, path: string, fields: Record<string, string>, status = 303) => {
  const answer = await as(key).post(path, fields);
  const said = /govuk-error-summary[\s\S]*?<\/ul>/.exec(answer.body)?.[0].replaceAll(/<[^>]+>|\s+/g, ' ');
  assert.equal(answer.status, status, `${key} ${path} ${said}`);
  if (status === 422) assertValidPage(answer.body);
  return answer;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disposal-'));
  running = await startCopiesApp(
    { actions: [{ what: 'A shed with bats is looked at', owner: 'Dorothy' }] },
    { environment: { FILING_DIR: folder } },
  );
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  other = await addGuidanceCase(running);
  await signInAll();
  kept = `/disruptions/${running.id}/kept`;
  atOffice = `/retention/cases/${running.example.placementId}`;
});
after(async () => {
  await owner.end();
  await running.stop();
});

test('a case says how long each of its records is kept, why, and what says so', async () => {
  const open = await read('amina', kept);
  assert.match(open, /not known yet until when this case is kept/);
  assert.match(open, /Your council has not decided yet/);
  assert.match(open, /: Robin[\s\S]+Until 4 May 2093[\s\S]+regulation 50/);
  Object.assign(running.service, { retention: decided(running.service.retention) });
  assert.match(await read('amina', kept), /All of this case is kept until 4 May 2093/);
  assert.match((await as('gareth').get(`/disruptions/${running.id}/filing`)).body, /\/kept"/);
});

test('what happened since is recorded with what shows it, changes the day, and is taken back', async () => {
  const at = `${kept}/events/new`;
  assert.match(await read('amina', at), /What happened\?/);
  const empty = await send('amina', at, { evidence: 'Kept <words>' }, 422);
  assert.match(empty.body, /Choose what happened[\s\S]+Kept &lt;words&gt;/);
  const died = {
    kind: 'child-died',
    evidence: 'The certificate',
    ...(typedDate('on', '2026-03-30') as object),
  };
  await send('amina', at, died);
  const changed = await read('amina', kept);
  assert.match(changed, /Until 30 March 2041/);
  assert.match(changed, /The child died \(Robin\)/);
  const takeBack = /action="([^"]+take-back)"/.exec(changed)?.[1] ?? '';
  await send('amina', takeBack, {});
  assert.match(await read('amina', kept), /kept until 4 May 2093/);
  // Once more changes nothing; what was never recorded is not there.
  await send('amina', takeBack, {});
  const never = takeBack.replace(/events\/[^/]+/, `events/${randomUUID()}`);
  assert.equal((await as('amina').post(never, {})).status, 404);
});

test('a legal hold is placed and lifted with a reason, by a manager or by those who look after records', async () => {
  assert.equal((await as('amina').get(`${kept}/hold`)).status, 404);
  await read('gareth', `${kept}/hold`);
  await send('gareth', `${kept}/hold`, {}, 422);
  await send('gareth', `${kept}/hold`, { reason: 'A claim was announced' });
  const body = await read('records', atOffice);
  assert.match(body, /A claim was announced[\s\S]+Placed by Gareth/);
  assert.match(body, /A legal hold is on it/);
  for (const word of ['Robin', 'Oldroyd']) assert.ok(!body.includes(word), word);
  const lift = new RegExp(`href="(${atOffice}/holds/[^"]+/lift)"`).exec(body)?.[1] ?? '';
  await read('governance', lift);
  await send('governance', lift, {}, 422);
  await send('governance', lift, { because: 'It was settled' });
  await send('governance', lift, { because: 'Again' }, 422);
  await read('governance', `${atOffice}/hold`);
  await send('governance', `${atOffice}/hold`, { reason: 'A second claim' });
  const shown = await read('gareth', kept);
  assert.match(shown, /Lifted by Leonard Hughes[\s\S]+It was settled/);
  const own = [...shown.matchAll(new RegExp(`href="(${kept}/holds/[^"]+/lift)"`, 'g'))].at(-1)?.[1] ?? '';
  await read('gareth', own);
  await send('gareth', own, { because: 'That too' });
  assert.match(await read('amina', kept), /That too/);
});

test('the schedule and what has reached its day are for those who look after records', async () => {
  for (const key of ['amina', 'gareth'] as const) assert.equal((await as(key).get('/retention')).status, 404);
  assert.match(await read('records', '/retention'), /Cases whose day has come[\s\S]+There are none\./);
  const schedule = await read('governance', '/retention/schedule');
  assert.match(schedule, /SI 2005\/888[\s\S]+Ten years/);
  await send('records', `${atOffice}/propose`, { because: 'day-reached' }, 422);
});

/** Everything in every table that a case can be in, counted. */
const counts = async (): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in
      ('audit_entry', 'audit_seal', 'session', 'submission', 'disposal', 'legal_hold')`,
  );
  const all: Record<string, number> = {};
  for (const { name } of rows)
    all[name] = Number((await owner.query(`select count(*) as n from "${name}"`)).rows[0].n);
  return all;
};

const carryOut = async (id: string, service: Service = running.service): Promise<void> => {
  await disposalJobs(service)['dispose-case']?.({ disposalId: id }, {} as never);
};
const disposalOf = async (id: string) =>
  (await owner.query('select * from disposal where id = $1', [id])).rows[0];

let disposalId: string;
const theirs = async (table: string, placementId: string): Promise<number> =>
  Number(
    (
      await owner.query(
        `select count(*) as n from ${table} t join disruption d on d.id = t.disruption_id where d.placement_id = $1`,
        [placementId],
      )
    ).rows[0].n,
  );

test('once its day has come, whatever is still open keeps a case', async () => {
  running.time.now = new Date('2093-05-04T10:00:00Z');
  await signInAll();
  const held = await read('records', '/retention');
  assert.match(held, /The case is still open[\s\S]+not done yet[\s\S]+not on file yet/);
  await send('records', `${atOffice}/propose`, { because: 'day-reached' }, 422);
  await owner.query(`update disruption set status = 'closed' where id = $1`, [running.id]);
  // As it was in the week of the meeting: what is written into a case counts from its own day.
  running.time.now = new Date('2026-04-02T10:00:00Z');
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: filingJobs(running.service),
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
  });
  assert.equal((await readdir(join(folder, 'adoption-records'))).length, 1);
  running.time.now = new Date('2093-05-04T10:00:00Z');
  const { body } = await send('records', `${atOffice}/propose`, { because: 'day-reached' }, 422);
  assert.match(body, /Something that was agreed is not done yet/);
  await owner.query(`update action set done_on = '2026-04-10', evidence = 'Done'`);
});

test('one proposes, who had no part in it, and another decides', async () => {
  assert.match(await read('records', '/retention'), /Can be proposed/);
  // Somebody who was on the case, long ago.
  await owner.query(
    `insert into case_role (id, placement_id, person_id, role, from_on, until_on)
      values (gen_random_uuid(), $1, $2, 'matched', '2025-01-01', '2025-02-01')`,
    [running.example.placementId, running.example.people.records2],
  );
  await send('records2', `${atOffice}/propose`, { because: 'day-reached' }, 422);
  await read('records', `${atOffice}/propose`);
  await send('records', `${atOffice}/propose`, {}, 422);
  const proposed = await send('records', `${atOffice}/propose`, {
    ...{ because: 'day-reached', note: 'Robin Oldroyd asked for nothing' },
  });
  await send('records', `${atOffice}/propose`, { because: 'day-reached' }, 422);
  disposalId = proposed.location?.split('/').at(-1) ?? '';
  const at = `/retention/disposals/${disposalId}`;
  assert.match(await read('records', at), /You proposed it, so somebody else decides/);
  assert.match((await send('records', `${at}/decide`, { outcome: 'approved' }, 422)).body, /somebody else/);
  assert.match((await send('records2', `${at}/decide`, { outcome: 'approved' }, 422)).body, /are or were on/);
  assert.equal((await as('records').get(`${at}.pdf`)).status, 404);
  await read('governance', `${at}/decide`);
  await send('governance', `${at}/decide`, {}, 422);
  await send('governance', `${at}/decide`, { outcome: 'approved' });
  assert.match(await read('governance', at), /It goes within a minute/);
});

test('the database itself asks for two people, and lets nobody through but by what was approved', async (t) => {
  const { people, actors } = running.example;
  const row = (proposer: string, outcome: string | null, decider: string | null) =>
    owner.query(
      `insert into disposal (id, organisation_id, of_placement, reference, schedule_version, kept, due_on, because,
          proposed_by, proposed_at, outcome, decided_by, decided_at)
        values (gen_random_uuid(), $1, $2, 'x', 'x', '[]', '2000-01-01', 'day-reached', $3, now(), $4, $5, $6)`,
      [actors.records.organisationId, other.placementId, proposer, outcome, decider, outcome && new Date()],
    );
  await assert.rejects(row(people.records, 'approved', people.records), /decided beforehand/);
  await row(people.records, null, null);
  await assert.rejects(
    owner.query(
      `update disposal set outcome = 'approved', decided_by = proposed_by, decided_at = now(), carried_in = 'x'
        where of_placement = $1`,
      [other.placementId],
    ),
    /decided_by_another|nobody decides for another/,
  );
  const { rows } = await owner.query('select id from disposal where of_placement = $1', [other.placementId]);
  await owner.query(`select set_config('app.service', 'on', false)`);
  await assert.rejects(owner.query('select app_dispose($1)', [rows[0].id]), /not approved/);
  await assert.rejects(owner.query('select app_dispose($1)', [randomUUID()]), /not approved/);
  await assert.rejects(owner.query('delete from disposal'), /append-only/);
  await assert.rejects(owner.query('delete from history'), /append-only/);
  await assert.rejects(owner.query('delete from passage'), /agreed/);
  await owner.query(`select set_config('app.service', '', false)`);
  await assert.rejects(owner.query('select app_dispose($1)', [disposalId]), /the service alone/);
  await owner.query(`set role disruption_app`);
  t.after(() => owner.query('reset role'));
  for (const table of [
    'placement',
    'child',
    'disruption',
    'meeting',
    'invitation',
    'action',
    'history',
    'filing',
    'disposal',
  ])
    await assert.rejects(owner.query(`delete from ${table}`), /permission denied/, table);
  await assert.rejects(
    owner.query(`update disposal set carried_in = pg_current_xact_id()::text`),
    /permission denied/,
  );
});

test('a hold that came after the approval keeps the case, and nothing of it is gone', async () => {
  await send('governance', `${atOffice}/hold`, { reason: 'An inquiry wrote' });
  const before = await counts();
  await carryOut(disposalId);
  assert.deepEqual(await counts(), before);
  const at = `/retention/disposals/${disposalId}`;
  const body = await read('records', at);
  assert.match(body, /Nothing was deleted[\s\S]+A legal hold is on it/);
  const office = await read('records', atOffice);
  const lift =
    [...office.matchAll(new RegExp(`href="(${atOffice}/holds/[^"]+/lift)"`, 'g'))].at(-1)?.[1] ?? '';
  await send('governance', lift, { because: 'It is over' });
  await send('records', `${at}/again`, {});
});

test('a process that is killed while everything goes leaves all of it', async () => {
  const before = await counts();
  await owner.query(`create function killed() returns trigger language plpgsql as
    $$ begin raise exception 'killed'; end $$`);
  await owner.query(`create trigger killed before insert on audit_entry for each row
    when (new.act = 'carry-out-disposal') execute function killed()`);
  await assert.rejects(carryOut(disposalId), /could not be carried out/);
  await owner.query('drop trigger killed on audit_entry');
  assert.deepEqual(await counts(), before);
  assert.equal((await disposalOf(disposalId)).carried_out_at, null);
});

/** Which of the family’s words stand in which tables. */
const inTables = async (): Promise<readonly string[]> => {
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

test('then everything goes: no word of the family stands in any table, and another case has all of its own', async () => {
  const placementId = running.example.placementId;
  const mine = [
    ...['Kirsty Oldroyd in public.contact', 'woke most nights in public.passage'],
    ...[
      'I miss the dog. in public.child_view',
      'A shed with bats in public.action',
      'Robin in public.disposal',
    ],
  ];
  const found = await inTables();
  for (const one of mine) assert.ok(found.includes(one), one);
  const { rows: queued } = await owner.query('select count(*) as n from graphile_worker._private_jobs');
  assert.ok(Number(queued[0].n) > 1, 'messages wait to be sent');
  const history = await theirs('history', other.placementId);
  const { rows: audit } = await owner.query('select count(*) as n, max(id) as last from audit_entry');

  // Killed between the database and the disk.
  let times = 0;
  const clock = () => {
    times += 1;
    if (times === 3) throw new Error('killed');
    return running.time.now;
  };
  await assert.rejects(carryOut(disposalId, { ...running.service, clock }), /killed/);
  assert.equal((await readdir(join(folder, 'adoption-records'))).length, 1);
  assert.deepEqual(await inTables(), []);
  assert.equal((await disposalOf(disposalId)).files_gone_at, null);
  await carryOut(disposalId);
  for (const records of ['adoption-records', 'looked-after-records'])
    assert.deepEqual(await readdir(join(folder, records)), []);

  for (const table of ['placement', 'disruption'])
    assert.deepEqual(
      (
        await owner.query(
          `select id from ${table} where $1 in (id, ${table === 'placement' ? 'id' : 'placement_id'})`,
          [placementId],
        )
      ).rows,
      [],
    );
  assert.equal(await theirs('history', other.placementId), history);
  assert.equal(
    (await owner.query('select 1 from placement_child where placement_id = $1', [other.placementId]))
      .rowCount,
    1,
  );
  const { rows: left } = await owner.query('select payload::text as text from graphile_worker._private_jobs');
  assert.deepEqual(
    left.filter(({ text }) => !text.includes('disposalId')),
    [],
    'nothing is left to be sent',
  );
  // The audit has all it had, and its chain holds.
  const { rows: since } = await owner.query('select count(*) as n from audit_entry where id <= $1', [
    audit[0].last,
  ]);
  assert.equal(since[0].n, audit[0].n);
  await sealAudit(running.service);
  assert.equal((await verifyAudit(running.service)).ok, true);
});

test('the certificate stays: on a page, as a PDF, and as it is', async () => {
  const at = `/retention/disposals/${disposalId}`;
  const body = await read('governance', at);
  for (const wanted of [
    'Tess Akintola',
    'Leonard Hughes',
    'regulation 50',
    'child view',
    'taken off the disk',
  ])
    assert.ok(body.includes(wanted), wanted);
  assert.deepEqual([...(await wordsIn(Buffer.from(body), words))], []);
  const pdf = await as('records').get(`${at}.pdf`);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  const text = (await readBackPdf(pdf.bytes)).map((part) => part.text).join('\n');
  const { sha256, removed, note } = await disposalOf(disposalId);
  assert.equal(note, '');
  assert.ok(text.replaceAll(/\s/g, '').includes(sha256), 'with its checksum');
  assert.match(removed.history.sha256, /^[0-9a-f]{64}$/);
  assert.match(await read('records', '/retention'), /Certificates[\s\S]+Gone on 4 May 2093/);
  await send('governance', `${at}/decide`, { outcome: 'refused', note: 'Too late' }, 422);
  await assert.rejects(
    owner.query(`update disposal set reference = 'another' where id = $1`, [disposalId]),
    /stays as it is/,
  );
  await carryOut(disposalId);
  assert.equal((await as('records').get(atOffice)).status, 404);
});

test('everything that refers to a case goes with it, or is named here', async () => {
  const { rows } = await owner.query<{ name: string }>(`
    with recursive of (oid) as (
      values ('disruption'::regclass::oid), ('placement'::regclass), ('child'::regclass)
      union select conrelid from pg_constraint join of on confrelid = of.oid where contype = 'f')
    select oid::regclass::text as name from of
    except select name from app_goes_with_case() order by 1`);
  assert.deepEqual(rows, []);
  // An owner who is no superuser is held to row-level security, and takes out what the service may.
  const { rows: shut } = await owner.query<{
    name: string;
  }>(`select name from app_goes_with_case() where not exists (
    select from pg_policy where polrelid = name::regclass and polpermissive and polcmd in ('*', 'd')
      and pg_get_expr(polqual, polrelid) like '%app_is_service()%') order by 1`);
  assert.deepEqual(shut, []);
});
