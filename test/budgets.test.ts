import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { CompiledQuery } from 'kysely';
import { buildApp, serviceFrom } from '../src/app.ts';
import { testConfig } from './app.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { csrfTokenIn, openBrowser } from './identity-provider.ts';
import { addManyCases, type SignedInWorker, signInManager, signInWorkers } from './many-cases.ts';
import { type Statements, watchStatements, withNewIds } from './statements.ts';

const now = new Date('2026-03-10T10:00:00Z');
const BIG_TABLE = 1_000;

let database: TestDatabase;
let watched: ReturnType<typeof watchStatements>;
let app: FastifyInstance;
let worker: SignedInWorker;
let browser: ReturnType<typeof openBrowser>;

before(async () => {
  database = await createTestDatabase();
  await addManyCases(database.url, 3_000, '2026-03-10');
  watched = watchStatements(database.url);
  app = await buildApp(
    testConfig(),
    serviceFrom(testConfig(), watched.db, () => now),
  );
  [worker = assert.fail('nobody works here')] = await signInWorkers(database.url, 1, now);
  browser = openBrowser(app);
  browser.cookies.session = worker.session;
});
after(async () => {
  await app.close();
  await watched.db.destroy();
  await database.drop();
});

/** A page of a case that has no meeting yet (0), one convened (5) or one held (10): see many-cases.sql. */
const ofCase = (number: number, page = ''): string => `/disruptions/${worker.disruptionIds[number]}${page}`;

/** Asks for a page, or posts a form, and answers its bytes and what it sent to the database. */
const visit = async (path: string, fields?: Readonly<Record<string, string>>) => {
  const { value, statements } = await watched.during(() => browser.ask(path, fields));
  assert.equal(value.status, fields ? 303 : 200, `${path} answers ${value.status}`);
  return { statements, bytes: Buffer.byteLength(value.body) };
};

const action = async () => ({
  what: 'Bring the life story book up to date',
  owner: `staff:${worker.id}`,
  'dueOn-day': '1',
  'dueOn-month': '5',
  'dueOn-year': '2026',
  _csrf: csrfTokenIn((await browser.ask('/account')).body),
  _key: randomUUID(),
});

type Explained = { readonly 'QUERY PLAN': readonly { readonly Plan: Readonly<Record<string, number>> }[] };
type Scanned = { readonly table: string };

/** Does statements again and undoes them: the buffers they read, and the big tables they read from end to end. */
const costOf = (statements: Statements) =>
  database.db.connection().execute(async (connection) => {
    const ask = async <Row>(text: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
      (await connection.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
    let buffers = 0;
    const scanned: string[] = [];
    for (const { sql, parameters } of statements)
      if (sql === 'begin') {
        // What a connection has counted stays with it for a while after the transaction's end.
        await ask('select pg_stat_force_next_flush()');
        await ask('begin');
      } else if (sql === 'commit') {
        const tables = 'select relname as table from pg_stat_xact_user_tables where seq_tup_read >= $1';
        scanned.push(...(await ask<Scanned>(tables, [BIG_TABLE])).map(({ table }) => table));
        await ask('rollback');
      } else if (sql.includes('set_config')) await ask(sql, parameters);
      else {
        const [explained] = await ask<Explained>(
          `explain (analyze, buffers, format json) ${sql}`,
          parameters,
        );
        const { Plan: plan = {} } = explained?.['QUERY PLAN'][0] ?? {};
        buffers += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      }
    return { buffers, scanned };
  });

type Budget = { readonly statements: number; readonly buffers: number; readonly bytes: number };

const stayWithin = (budget: Budget, spent: Budget): void => {
  const over = (['statements', 'buffers', 'bytes'] as const).filter((name) => spent[name] > budget[name]);
  assert.deepEqual(over, [], `spent ${JSON.stringify(spent)} of ${JSON.stringify(budget)}`);
};

const home = () => '/';
const heldDisruption = () => ofCase(10);
// One statement of each is the entry in the audit, and one what the person is to know: notices, and who opened the case
// without being on it.
const pages = [
  ['the home page', home, { statements: 12, buffers: 420, bytes: 17_000 }],
  // And two of what people do not agree with: attached, and sent but not attached yet; and one of links to look at again.
  ['the page of a disruption', heldDisruption, { statements: 16, buffers: 380, bytes: 24_600 }],
  [
    'the page that convenes a meeting',
    () => ofCase(0, '/meeting'),
    // What each possible chair was, where and when, is read with dates, as are the social worker's teams.
    { statements: 15, buffers: 520, bytes: 37_000 },
  ],
] as const;

for (const [name, path, budget] of pages)
  test(`${name} stays within its budget of statements, buffers and bytes`, async () => {
    const { statements, bytes } = await visit(path());
    // The first time, a connection also reads what it then remembers about the tables.
    await costOf(statements);
    const { buffers } = await costOf(statements);
    stayWithin(budget, { statements: statements.length, buffers, bytes });
  });

test('recording an action stays within its budget of statements and buffers, and answers with no page', async () => {
  const path = ofCase(10, '/actions/new');
  const { statements: again } = await visit(path, await action());
  const { statements, bytes } = await visit(path, await action());
  await costOf(withNewIds(statements, again));
  const { buffers } = await costOf(withNewIds(statements, again));
  stayWithin({ statements: 17, buffers: 580, bytes: 0 }, { statements: statements.length, buffers, bytes });
});

test('neither the home page nor a disruption’s page reads a big table from end to end', async () => {
  for (const path of [home, heldDisruption]) {
    const { scanned } = await costOf((await visit(path())).statements);
    assert.deepEqual(scanned, [], path());
  }
});

test('the dashboard of a whole council is one question, and stays within its budget', async () => {
  const manager = openBrowser(app);
  manager.cookies.session = await signInManager(database.url, now);
  const { value, statements } = await watched.during(() => manager.ask('/dashboard'));
  assert.equal(value.status, 200);
  await costOf(statements);
  const { buffers } = await costOf(statements);
  const bytes = Buffer.byteLength(value.body);
  // It reads every case of the council, its meeting and its open actions, each once.
  stayWithin(
    { statements: 9, buffers: 22_000, bytes: 14_000 },
    { statements: statements.length, buffers, bytes },
  );
});
