import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { csrfTokenIn, openBrowser } from '../../../test/identity-provider.ts';
import { asService } from '../../database/connection.ts';
import { importColumns } from '../../domain/people-import-row.ts';
import { importJobs } from './import-jobs.ts';

let running: TestApp;
let admin: Visitor;
let owner: pg.Client;
let logged: string[] = [];
before(async () => {
  running = await startTestApp();
  admin = await running.as('admin');
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await running.stop();
});
beforeEach(async () => {
  logged = [];
  await owner.query(`delete from people_import where state = 'checked'`);
});

const headings = 'Name,Email,Post,Team,From,Until,Manager';
const listOf = (...rows: readonly string[]): string => [headings, ...rows].join('\n');
const pair = listOf(
  'Ben <b>Example</b>,ben@derby.example,Social worker,,01/03/2026,,cleo@derby.example',
  'Cleo Example,cleo@derby.example,Team manager,,01/03/2026,,',
);
const fileOf = (content: string | Uint8Array<ArrayBuffer>, more: Readonly<Record<string, string>> = {}) => {
  const form = new FormData();
  form.set('file', new Blob([content], { type: 'text/csv' }), 'staff.csv');
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
};
const bring = (content: string | Uint8Array<ArrayBuffer>, key?: string) =>
  admin.post('/people/import', fileOf(content), key);
const pathOf = async (brought: ReturnType<typeof bring>): Promise<string> => {
  const { status, location } = await brought;
  assert.equal(status, 303);
  return location ?? '';
};
const lookedAtIn = (body: string): string => /name="looked-at" value="([^"]*)"/.exec(body)?.[1] ?? '';
const confirm = async (path: string): Promise<void> => {
  const lookedAt = lookedAtIn((await admin.get(path)).body);
  assert.equal((await admin.post(path, { 'looked-at': lookedAt })).status, 303);
};
/** Does the jobs that wait, those that wait for their next try too. */
const work = async (): Promise<void> => {
  await owner.query('update graphile_worker._private_jobs set run_at = now()');
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: importJobs(running.service),
    logger: new Logger(() => (_level, message) => void logged.push(message)),
    noHandleSignals: true,
  });
};
const peopleWith = async (...emails: readonly string[]): Promise<number> =>
  (await owner.query('select from person where email = any ($1)', [emails])).rowCount ?? 0;
const kept = async (path: string) =>
  (await owner.query('select * from people_import where id = $1', [path.split('/').at(-1)])).rows[0];

test('a file is looked at before anything changes, and a job brings it in whole', async () => {
  assertValidPage((await admin.get('/people/import')).body);
  const path = await pathOf(bring(pair));
  const looked = await admin.get(path);
  assertValidPage(looked.body);
  assert.match(looked.body, /Nothing is saved yet/);
  assert.match(looked.body, /Make all of these 5 changes/);
  assert.doesNotMatch(looked.body, /<b>Example/);
  assert.equal(await peopleWith('ben@derby.example', 'cleo@derby.example'), 0);
  await confirm(path);
  const waiting = await admin.get(path);
  assertValidPage(waiting.body);
  assert.match(waiting.body, /Rows done: 0 of 2/);
  assert.equal(waiting.headers.get('refresh'), '5');
  assert.equal((await admin.get(`${path}?refresh=no`)).headers.get('refresh'), null);
  await work();
  const done = await admin.get(path);
  assertValidPage(done.body);
  assert.match(done.body, /Rows done: 2 of 2/);
  assert.equal(done.headers.get('refresh'), null);
  assert.equal(await peopleWith('ben@derby.example', 'cleo@derby.example'), 2);
  const { rowCount } = await owner.query(`select from line_management l join person p on p.id = l.person_id
    join person m on m.id = l.manager_id where p.email = 'ben@derby.example' and m.email = 'cleo@derby.example'`);
  assert.equal(rowCount, 1);
  assert.equal((await kept(path)).list, null, 'the rows are kept no longer');
  assert.match((await admin.get('/people/import')).body, new RegExp(`${path}".*\n?.*brought in`));
});

test('the same file once more changes nothing, and its rows are told as left alone', async () => {
  const again = await admin.get(await pathOf(bring(pair)));
  assertValidPage(again.body);
  assert.match(again.body, /Nothing would change/);
  assert.match(again.body, /Rows 2 to 3/);
  assert.doesNotMatch(again.body, /looked-at/);
});

test('a list in Windows-1252 with semicolons is read as it was meant, and so are pasted rows', async () => {
  const list = listOf('Zoë Example,zoe@derby.example,Social worker,,01/03/2026,,').replaceAll(',', ';');
  const { body } = await admin.get(await pathOf(bring(Uint8Array.from(Buffer.from(list, 'latin1')))));
  assert.match(body, /Added as Zoë Example/);
  const pasted = await pathOf(admin.post('/people/import', { rows: list }));
  assert.match((await admin.get(pasted)).body, /Added as Zoë Example/);
});

test('one problem keeps everything out, and what was pasted is shown again', async () => {
  const list = `${pair}\nDan Example,dan@derby.example,Wizard,,01/03/2026,,`;
  const pasted = await admin.post('/people/import', { rows: list });
  assert.equal(pasted.status, 422);
  assertValidPage(pasted.body);
  assert.match(pasted.body, /href="#rows">Row 4, Post: Choose the post/);
  assert.match(pasted.body, /Dan Example,dan@derby\.example/);
  const file = await bring(list);
  assert.equal(file.status, 422);
  assert.match(file.body, /href="#file">Row 4, Post: Choose the post/);
});

test('of very many problems the first hundred head the page, and all of them are on it', async () => {
  const rows = Array.from({ length: 150 }, (_, n) => `P,p${n}@derby.example,Wizard,,01/03/2026,,`);
  const { body } = await bring(listOf(...rows));
  assertValidPage(body);
  assert.equal(body.match(/href="#file"/g)?.length, 100);
  assert.match(body, /50 more problems/);
  assert.match(body, /Row 151, Post/);
});

test('a file that is no list says what to do, and nothing of it is kept', async () => {
  const zip = Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 100 }, () => 0)]);
  for (const [what, form, says] of [
    ['a workbook', fileOf(zip), /is a workbook.*“Save as” and then “CSV UTF-8/],
    ['a picture', fileOf(Uint8Array.from([0x89, 0x50, 0])), /not known here, and no text/],
    ['an empty file', fileOf(''), /The file is empty/],
    ['no file', new FormData(), /Choose a file, or paste/],
    ['a file and rows', fileOf(pair, { rows: pair }), /not both/],
    ['6 MB', fileOf(`${headings}\n${'x'.repeat(6_000_000)}`), /larger than 5 MB/],
    ['20,001 rows', fileOf(headings + '\na,b,c'.repeat(20_001)), /20,001 rows. Bring 20,000/],
  ] as const) {
    const answer = await admin.post('/people/import', form);
    assert.equal(answer.status, 422, what);
    assertValidPage(answer.body);
    assert.match(answer.body, says, what);
  }
});

test('a form with a file is refused without our token, from another site and without a key, as every form is', async () => {
  const browser = openBrowser(running.app);
  Object.assign(browser.cookies, admin.cookies);
  const token = csrfTokenIn((await browser.ask('/account')).body);
  const before = (await owner.query('select from people_import')).rowCount;
  const ask = async (fields: Readonly<Record<string, string>>, headers = {}) =>
    (await browser.ask('/people/import', fileOf(pair, fields), headers)).status;
  const key = { _key: randomUUID() };
  assert.equal(await ask(key), 403, 'without a token');
  assert.equal(await ask({ ...key, _csrf: 'made-up' }), 403, 'with another token');
  assert.equal(await ask({ ...key, _csrf: token }, { 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await ask({ _csrf: token }), 400, 'without a key');
  assert.equal((await owner.query('select from people_import')).rowCount, before);
  assert.equal(await ask({ ...key, _csrf: token }), 303);
});

test('the same form sent twice keeps one list', async () => {
  const key = randomUUID();
  const [one, two] = await Promise.all([bring(pair, key), bring(pair, key)]);
  assert.equal(one.status, 303);
  assert.equal(one.location, two.location);
});

test('a file is taken by the one form that asks for it, and what no browser sends is refused', async () => {
  const browser = openBrowser(running.app);
  Object.assign(browser.cookies, admin.cookies);
  const token = csrfTokenIn((await browser.ask('/account')).body);
  const ours = { _csrf: token, _key: randomUUID() };
  assert.equal((await browser.ask('/people/new', fileOf(pair, ours))).status, 415);
  assert.equal((await browser.ask('/nowhere', fileOf(pair, ours))).status, 415);
  const two = fileOf(pair, ours);
  two.append('other', new Blob([pair]), 'more.csv');
  assert.equal((await browser.ask('/people/import', two)).status, 413);
  const huge = fileOf('x'.repeat(21_000_000), ours);
  assert.equal((await browser.ask('/people/import', huge)).status, 413);
  const raw = (body: string, boundary = '; boundary=x') =>
    running.app.inject({
      method: 'POST',
      url: '/people/import',
      headers: {
        'content-type': `multipart/form-data${boundary}`,
        cookie: Object.entries(browser.cookies)
          .map((one) => one.join('='))
          .join('; '),
      },
      payload: body,
    });
  assert.equal((await raw('--x\r\n', '')).statusCode, 400, 'no boundary');
  assert.equal((await raw('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb')).statusCode, 400);
  const json = 'Content-Disposition: form-data; name="_key"\r\nContent-Type: application/json';
  assert.equal((await raw(`--x\r\n${json}\r\n\r\n{"a":1}\r\n--x--\r\n`)).statusCode, 400);
  const proto = 'Content-Disposition: form-data; name="__proto__"';
  assert.equal((await raw(`--x\r\n${proto}\r\n\r\nb\r\n--x--\r\n`)).statusCode, 400);
});

test('what changed since it was looked at is not brought in, and the page says to look again', async () => {
  const list = listOf('Eve Example,eve@derby.example,Social worker,,01/03/2026,,');
  const [early, late] = [await pathOf(bring(list)), await pathOf(bring(list))];
  const lookedAt = lookedAtIn((await admin.get(late)).body);
  await confirm(early);
  await work();
  await admin.post(late, { 'looked-at': lookedAt });
  await work();
  const { body } = await admin.get(late);
  assertValidPage(body);
  assert.match(body, /Nothing was changed/);
  assert.match(body, /changed after this list was looked at/);
  assert.equal(await peopleWith('eve@derby.example'), 1);
  assert.equal((await kept(late)).list, null);
});

test('somebody who administers no more when the job begins changes nothing', async () => {
  const path = await pathOf(bring(listOf('Fay Example,fay@derby.example,Social worker,,01/03/2026,,')));
  await confirm(path);
  const post = `update person_post set until_on = $2 where person_id = $1 and post = 'administrator'`;
  await owner.query(post, [running.example.people.admin, '2026-03-09']);
  await work();
  await owner.query(post, [running.example.people.admin, null]);
  assert.match((await admin.get(path)).body, /Nothing was changed/);
  assert.equal(await peopleWith('fay@derby.example'), 0);
});

test('while a long list is brought in everybody sees how far it is, and nothing is there before all is; cut off, it begins again', async () => {
  const { amina, gareth } = running.example.people;
  const rows = Array.from(
    { length: 600 },
    (_, n) => `Person ${n},long${n}@derby.example,Social worker,,01/03/2026,,`,
  );
  const { rows: found } = await owner.query('select name, email from person where id = any ($1)', [
    [amina, gareth],
  ]);
  const emailOf = (start: string) => found.find(({ name }) => name.startsWith(start));
  const [worker, manager] = [emailOf('Amina'), emailOf('Gareth')];
  rows.push(`${worker.name},${worker.email},Personal adviser,,01/04/2026,,${manager.email}`);
  await owner.query('delete from line_management where person_id = $1', [amina]);
  const path = await pathOf(bring(listOf(...rows)));
  await confirm(path);

  // The last row waits for what somebody else has begun and not committed.
  const other = new pg.Client({ connectionString: running.databaseUrl });
  await other.connect();
  await other.query('begin');
  await other.query(`insert into line_management values ($1, $2, '2026-04-01')`, [amina, gareth]);
  const working = work();
  const isBlocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  let blocked: { pid: number } | undefined;
  while (blocked === undefined) blocked = (await owner.query(isBlocked)).rows[0];
  assert.match((await admin.get(path)).body, /Rows done: 500 of 601/);
  assert.equal(await peopleWith('long0@derby.example'), 0, 'nothing is there before all is');
  const added = await admin.post('/people/import', { rows: pair });
  assert.equal(added.status, 303, 'nobody else waits for it');
  await owner.query('select pg_terminate_backend($1)', [blocked.pid]);
  await working;
  await other.query('rollback');
  await other.end();

  const interrupted = await admin.get(path);
  assert.match(interrupted.body, /Rows done: 0 of 601/);
  assert.equal(await peopleWith('long0@derby.example'), 0);
  assert.doesNotMatch(logged.join('\n'), /Person \d|@derby/, 'the log names nobody');
  running.time.now = new Date('2026-03-10T10:06:00Z');
  const stuck = await admin.get(path);
  assertValidPage(stuck.body);
  assert.match(stuck.body, /Nothing has happened since 10 March 2026 at 10am/);
  await work();
  running.time.now = new Date('2026-03-10T10:00:00Z');
  assert.match((await admin.get(path)).body, /Rows done: 601 of 601/);
  assert.equal(await peopleWith('long0@derby.example', 'long599@derby.example'), 2);
});

test('a list that cannot be brought in is given up after five tries, and the page says what to do', async () => {
  const path = await pathOf(bring(listOf('Gus Example,gus@derby.example,Social worker,,01/03/2026,,')));
  await confirm(path);
  await owner.query(`alter table person add constraint no_gus check (email <> 'gus@derby.example')`);
  await work();
  await work();
  const trying = await admin.get(path);
  assertValidPage(trying.body);
  assert.match(trying.body, /this is try 2 of 5/);
  for (let more = 0; more < 3; more += 1) await work();
  await owner.query('alter table person drop constraint no_gus');
  const { body } = await admin.get(path);
  assertValidPage(body);
  assert.match(body, /tried 5 times.*and could not/);
  assert.equal((await kept(path)).list, null);
  const { rows } = await owner.query(
    `select outcome, rule from audit_entry where act = 'apply-import' and subject_id = $1 order by id`,
    [path.split('/').at(-1)],
  );
  assert.deepEqual(
    rows.map(({ outcome, rule }) => `${outcome} ${rule}`),
    [...Array.from({ length: 4 }, () => 'failed not-made'), 'failed gave-up'],
  );
});

test('of the lists that somebody did not confirm, the last five are kept', async () => {
  for (let more = 0; more < 7; more += 1) {
    running.time.now = new Date(`2026-03-10T10:00:0${more}Z`);
    await bring(pair);
  }
  running.time.now = new Date('2026-03-10T10:00:00Z');
  const { rows } = await owner.query(
    `select extract(second from brought_at)::int as second from people_import where state = 'checked' order by 1`,
  );
  assert.deepEqual(
    rows.map(({ second }) => second),
    [2, 3, 4, 5, 6],
  );
});

test('a list that nobody confirms is forgotten after a day', async () => {
  const path = await pathOf(bring(pair));
  const forget = () => importJobs(running.service)['forget-lists']?.({}, {} as never);
  await forget();
  assert.ok(await kept(path));
  running.time.now = new Date('2026-03-11T10:01:00Z');
  await forget();
  running.time.now = new Date('2026-03-10T10:00:00Z');
  assert.equal(await kept(path), undefined);
  assert.equal((await admin.get(path)).status, 404);
});

test('a list is for the administrators of its organisation alone', async () => {
  const others = listOf(
    'Fay Example,fay@derby.example,Social worker,,01/03/2026,,ruth.barlow@nottingham.example',
  );
  assert.match(
    (await bring(others)).body,
    /Row 2, Manager: Enter the work e-mail address of somebody of your/,
  );
  const path = await pathOf(bring(listOf('Hal Example,hal@derby.example,Social worker,,01/03/2026,,')));
  const { organisationId } = running.example.actors.outsider;
  await asService(running.service, (tx) =>
    tx
      .insertInto('person_post')
      .values({
        id: randomUUID(),
        organisation_id: organisationId,
        person_id: running.example.people.outsider,
        post: 'administrator',
      })
      .execute(),
  );
  const elsewhere = await running.as('outsider');
  assert.equal((await elsewhere.get(path)).status, 404);
  assert.equal((await elsewhere.post(path, { 'looked-at': 'x' })).status, 404);
  assert.doesNotMatch((await elsewhere.get('/people/import')).body, /Wendy/);
  for (const key of ['amina', 'gareth', 'governance'] as const) {
    const person = await running.as(key);
    for (const page of ['/people/import', '/people/import/template.csv', path])
      assert.equal((await person.get(page)).status, 404, `${key} ${page}`);
    assert.equal((await person.post('/people/import', fileOf(pair))).status, 404, key);
    assert.equal((await person.post(path, {})).status, 404, key);
  }
});

test('the file to fill in has the headings of the page and nobody in it', async () => {
  const { body, headers } = await admin.get('/people/import/template.csv');
  assert.equal(body, `${headings}\r\n`);
  assert.equal(headers.get('content-disposition'), 'attachment; filename="people.csv"');
});

test('the guide has the columns that the page has, and no other', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/how-to/import-people.md'), 'utf8');
  const columns = [...guide.matchAll(/^\| (\w+) \|/gm)].map(([, heading]) => heading).slice(1);
  assert.deepEqual(
    columns,
    importColumns.map(({ heading }) => heading),
  );
});
