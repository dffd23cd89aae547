import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { CompiledQuery, sql } from 'kysely';
import { buildApp, serviceFrom } from '../src/app.ts';
import { asNobody, asPerson, asService } from '../src/database/connection.ts';
import { testConfig } from './app.ts';
import { type Row, tablesWithRule, viewersOf } from './barriers-model.ts';
import { type BarriersWorld, type Case, far, startBarriersWorld } from './barriers-world.ts';
import { emailOfStaff, type StaffKey } from './example-case.ts';
import { csrfTokenIn, openBrowser, signInAs } from './identity-provider.ts';
import { routesOf } from './routes.ts';
import { type Statements, watchStatements } from './statements.ts';

let world: BarriersWorld;
let app: FastifyInstance;
let watched: ReturnType<typeof watchStatements>;

before(async () => {
  world = await startBarriersWorld();
  watched = watchStatements(world.running.databaseUrl);
  const config = testConfig();
  app = await buildApp(
    config,
    serviceFrom(config, watched.db, () => world.running.time.now),
  );
});
after(async () => {
  await app.close();
  await watched.db.destroy();
  await world.stop();
});

test('whoever asks for a whole table gets the rows that are theirs to see, and no other', async () => {
  const wrong: string[] = [];
  let shown = 0;
  for (const { table, placement, rule } of await tablesWithRule(world)) {
    const all = await asService(world.running.service, (tx) =>
      sql<Row>`select t.ctid::text as at, ${sql.raw(placement)} as placement, to_jsonb(t) as row
        from ${sql.table(table)} t`.execute(tx),
    );
    for (const viewer of viewersOf(world)) {
      const { key } = viewer;
      const { rows } = await asPerson(world.running.service, viewer, (tx) =>
        sql<{ at: string }>`select t.ctid::text as at from ${sql.table(table)} t`.execute(tx),
      );
      const seen = new Set(rows.map(({ at }) => at));
      shown += seen.size;
      for (const row of all.rows)
        if (seen.has(row.at) !== rule(viewer, row))
          wrong.push(
            `${key} ${seen.has(row.at) ? 'sees' : 'misses'} ${table} ${JSON.stringify(row.row).slice(0, 200)}`,
          );
    }
    const unknown = await asNobody(world.running.service, (tx) =>
      sql`select from ${sql.table(table)}`.execute(tx),
    );
    if (unknown.rows.length > 0) wrong.push(`whoever is not known sees ${table}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(shown > 500, `${shown} rows were seen`);
});

type Policy = { readonly table: string; readonly policy: string };

test('each rule of row-level security about reading, let go alone, shows somebody what is not theirs', async (t) => {
  const { rows: policies } = await world.owner.query<Policy>(
    `select tablename as "table", policyname as policy from pg_policies
      where qual is not null and cmd in ('SELECT', 'ALL') order by 1, 2`,
  );
  const tables = await tablesWithRule(world);
  const unnoticed: string[] = [];
  for (const { table, policy } of policies) {
    const { placement, rule } = tables.find((one) => one.table === table) ?? assert.fail(table);
    const all = await world.owner.query<Row>(
      `select t.ctid::text as at, ${placement} as placement, to_jsonb(t) as row from ${table} t`,
    );
    await world.owner.query(`begin; alter policy ${policy} on ${table} using (true)`);
    let isNoticed = false;
    for (const viewer of [...viewersOf(world), null]) {
      await world.owner.query('savepoint viewer; set local role disruption_app');
      if (viewer)
        await world.owner.query(`select app_begin_person($1, $2, '')`, [viewer.id, world.running.time.now]);
      const { rows } = await world.owner.query<{ at: string }>(`select ctid::text as at from ${table}`);
      await world.owner.query('rollback to viewer');
      const seen = new Set(rows.map(({ at }) => at));
      isNoticed ||= all.rows.some((row) => seen.has(row.at) && !(viewer && rule(viewer, row)));
      if (isNoticed) break;
    }
    await world.owner.query('rollback');
    if (!isNoticed) unnoticed.push(`${policy} on ${table}, of ${all.rows.length} rows`);
  }
  assert.deepEqual(unnoticed, []);
  t.diagnostic(`${policies.length} rules`);
});

test('somebody of another region sees nobody who works here', async () => {
  const seen = await asPerson(world.running.service, { id: far.person }, async (tx) => [
    await tx.selectFrom('organisation').select('name').execute(),
    await tx.selectFrom('person').select('name').orderBy('name').execute(),
    await tx.selectFrom('person_post').select('person_id').execute(),
  ]);
  assert.deepEqual(seen, [
    [{ name: 'Far Away' }],
    [{ name: 'Far' }, { name: 'Further' }],
    [{ person_id: far.person }],
  ]);
});

/** Every page of a case there is, read from the routes themselves. */
const casePages = (method: 'GET' | 'POST'): readonly string[] =>
  routesOf(app).flatMap((route) =>
    route.path.startsWith('/disruptions/:id') && route.method === method ? [route.path] : [],
  );

const addressOf = (path: string, disruptionId: string): string => {
  const filled: Readonly<Record<string, string>> = {
    ...world.ids,
    id: disruptionId,
    personId: world.running.example.people.iro,
    capacity: 'iro',
    source: `carer-${world.ids.carerId}`,
    rule: 'DC-1',
    messageId: world.ids.pauseId,
    passageId: world.ids.pauseId,
    childId: world.running.example.childIds[0] ?? '',
    viewId: world.ids.pauseId,
    givenId: world.ids.pauseId,
    answerId: world.ids.pauseId,
    stepId: world.ids.pauseId,
    linkId: world.ids.pauseId,
    parted: `carer-${world.ids.carerId}`,
    apartId: world.ids.pauseId,
    askedId: world.ids.pauseId,
    sheet: 'pictures',
    fileId: world.ids.pauseId,
    readerId: world.ids.invitationId,
    findingId: world.ids.pauseId,
    filingId: world.ids.pauseId,
    record: 'adoption',
    kind: 'child',
    commentId: world.ids.pauseId,
    paperId: world.ids.pauseId,
    purpose: 'lessons',
    detailId: world.ids.pauseId,
    eventId: world.ids.pauseId,
    holdId: world.ids.pauseId,
    section: 'learning',
    sendingId: world.ids.pauseId,
    format: 'csv',
    item: 'school',
    about: `child-${world.running.example.childIds[0]}`,
    followUp: 'plan-review',
    list: 'meetings',
    lessonId: world.ids.pauseId,
  };
  return path.replaceAll(/:(\w+)/g, (_all, name) => filled[name] ?? assert.fail(`no ${name} for ${path}`));
};

const browserOf = async (key: StaffKey) => {
  const browser = openBrowser(app);
  Object.assign(browser.cookies, await signInAs(app, emailOfStaff(key)));
  return browser;
};

/** What every page of the case asked the database for, as one of those who may open it. */
const recordPages = async (): Promise<{ readonly asked: Statements; readonly shown: readonly string[] }> => {
  const asked: CompiledQuery[] = [];
  const shown = new Set<string>();
  for (const key of ['amina', 'gareth', 'chair'] as const) {
    const browser = await browserOf(key);
    for (const path of casePages('GET')) {
      if (shown.has(path)) continue;
      const { value, statements } = await watched.during(() =>
        browser.ask(addressOf(path, world.running.id)),
      );
      if (value.status !== 200) continue;
      shown.add(path);
      asked.push(...statements);
    }
  }
  return { asked, shown: [...shown] };
};

/** Runs statements again as somebody, each undone, and answers all that came back. */
const replay = (statements: Statements, key: StaffKey): Promise<string> =>
  asPerson(world.running.service, { id: world.running.example.people[key] }, async (tx) => {
    const answers: unknown[] = [];
    for (const { sql: text, parameters } of statements) {
      await sql`savepoint again`.execute(tx);
      try {
        answers.push((await tx.executeQuery(CompiledQuery.raw(text, [...parameters]))).rows);
      } catch (error) {
        assert.match(String(error), /row-level security/);
      }
      await sql`rollback to again`.execute(tx);
    }
    return JSON.stringify(answers);
  });

test('what the pages of a case ask the database gives nobody else anything of it, with no page to stop them', async () => {
  const { asked, shown } = await recordPages();
  assert.ok(shown.length >= 14, shown.join('\n'));
  // Who it is for, and where the service itself looks: what the pages ask of the case is all else.
  const questions = asked.filter(
    ({ sql: text }) => !/app_begin_person|set_config|^(begin|commit|rollback|savepoint)/.test(text),
  );
  const { reference } = await asService(world.running.service, (tx) =>
    tx
      .selectFrom('disruption')
      .where('id', '=', world.running.id)
      .select('reference')
      .executeTakeFirstOrThrow(),
  );
  const telling = [
    world.running.id,
    world.running.example.placementId,
    reference,
    'Oldroyd',
    'Featherstone',
    'Lindqvist',
  ];
  const found = async (key: StaffKey) => {
    const answer = await replay(questions, key);
    return telling.filter((word) => answer.includes(word));
  };
  assert.ok((await found('amina')).length >= 5, 'the questions do bring the case to those on it');
  for (const key of [
    'outsider',
    'admin',
    'otherteam',
    'former',
    'guardian',
    'governance',
    'records',
    'chair2',
  ] as const)
    assert.deepEqual(await found(key), [], key);
});

/** What somebody outside can tell answers apart by: all but the clock, the token and the key of a form. */
const outside = (answer: Awaited<ReturnType<ReturnType<typeof openBrowser>['ask']>>) => ({
  status: answer.status,
  headers: [...answer.headers].filter(
    ([name]) => !['date', 'set-cookie', 'x-ratelimit-remaining', 'x-ratelimit-reset'].includes(name),
  ),
  body: answer.body.replaceAll(/name="_(csrf|key)" value="[^"]*"/g, ''),
});

for (const method of ['GET', 'POST'] as const)
  test(`${method}: a case of another council answers as none does, to the byte, after the same questions`, async () => {
    const browser = await browserOf('outsider');
    const _csrf = csrfTokenIn((await browser.ask('/account')).body);
    for (const path of casePages(method)) {
      const ask = async (id: string) => {
        const fields = method === 'POST' ? { _csrf, _key: randomUUID() } : undefined;
        const { value, statements } = await watched.during(() => browser.ask(addressOf(path, id), fields));
        return { ...outside(value), asked: statements.map((one) => one.sql) };
      };
      const foreign = await ask(world.running.id);
      // What is typed into minutes is read as JSON before anything is looked for.
      assert.equal(foreign.status, path.endsWith('/:passageId') && method === 'POST' ? 400 : 404, path);
      assert.deepEqual(foreign, await ask(randomUUID()), path);
    }
  });

test('a reference that opens nothing answers alike whatever the reason, after the same questions', async () => {
  const browser = await browserOf('otherteam');
  const _csrf = csrfTokenIn((await browser.ask('/account')).body);
  const references = await asService(world.running.service, (tx) =>
    tx.selectFrom('disruption').select(['placement_id as placement', 'reference']).execute(),
  );
  const referenceOf = (name: Case) =>
    references.find(({ placement }) => placement === world.placements[name])?.reference ?? assert.fail(name);
  const ask = async (reference: string) => {
    const fields = { _csrf, _key: randomUUID(), reference, reason: 'The police ask where he sleeps tonight' };
    const { value, statements } = await watched.during(() => browser.ask('/open-a-case', fields));
    const answer = outside(value);
    const asked = statements.map((one) => one.sql);
    return { ...answer, body: answer.body.replaceAll(reference, ''), asked };
  };
  for (const name of ['elsewhere', 'restricted'] as const) {
    const reference = referenceOf(name);
    const answer = await ask(reference);
    assert.equal(answer.status, 422);
    // Of one length: what was typed stands on the page again.
    assert.deepEqual(answer, await ask(reference.replaceAll(/\d/g, '0')), name);
  }
});
