import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { buildApp, serviceFrom } from '../src/app.ts';
import { asNobody, asPerson, asService } from '../src/database/connection.ts';
import { savePause } from '../src/features/pauses/pause-case.ts';
import { testConfig } from './app.ts';
import { type CopiesApp, copyOf, startCopiesApp } from './copies-app.ts';
import { emailOfStaff, type StaffKey } from './example-case.ts';
import { invitationOf } from './guest.ts';
import { addGuidanceCase } from './guidance-case.ts';
import { csrfTokenIn, openBrowser, signInAs } from './identity-provider.ts';
import { routesOf } from './routes.ts';
import { type Statements, watchStatements } from './statements.ts';

type Case = 'adoption' | 'team' | 'restricted' | 'elsewhere';

/** Who opens which case of this world: by name, as a manager, or for a few hours. Nobody else does. */
const opens: Readonly<Record<Case, readonly StaffKey[]>> = {
  adoption: ['amina', 'agency', 'iro', 'gareth', 'helen', 'chair', 'minutes'],
  team: ['amina', 'gareth', 'helen', 'otherteam'],
  restricted: ['amina'],
  elsewhere: ['outsider'],
};

let running: CopiesApp;
let owner: pg.Client;
let app: FastifyInstance;
let watched: ReturnType<typeof watchStatements>;
const placements = {} as Record<Case, string>;
const ids = { pauseId: '', copyId: '', invitationId: '', actionId: randomUUID(), carerId: '' };

before(async () => {
  running = await startCopiesApp();
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  watched = watchStatements(running.databaseUrl);
  const config = testConfig();
  app = await buildApp(
    config,
    serviceFrom(config, watched.db, () => running.time.now),
  );
  await releaseToPanel();
  await fillAdoption();
  await addOtherCases();
  await addRequest();
  await addWhatIsMissing();
});
after(async () => {
  await owner.end();
  await app.close();
  await watched.db.destroy();
  await running.stop();
});

const releaseToPanel = async () => {
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  const { id, sha256 } = await copyOf(running, 'Joy Okafor');
  const released = await gareth.post(`${running.copies}/release`, {
    copies: `${id}.${sha256}`,
    confirmed: 'yes',
  });
  assert.equal(released.status, 303);
  ids.copyId = id;
};

const fillAdoption = async () => {
  const { service, example, id } = running;
  placements.adoption = example.placementId;
  ids.invitationId = (await invitationOf(running, 'Kirsty Oldroyd')).id;
  const pausing = { disruptionId: id, key: randomUUID() };
  const from = { 'from-day': '20', 'from-month': '3', 'from-year': '2026' };
  const paused = await savePause(service, example.actors.amina, pausing, {
    reason: 'complaint',
    note: 'At stage 2',
    ...from,
  });
  assert.ok(paused.ok);
  await asService(service, async (tx) => {
    await tx
      .insertInto('action')
      .values({
        id: ids.actionId,
        disruption_id: id,
        what: 'Tell the panel',
        owner_id: example.people.panel,
        owner_name: 'Joy Okafor',
        due_on: '2026-04-20',
        created_by: example.people.minutes,
        created_at: running.time.now,
      })
      .execute();
    ids.pauseId = (await tx.selectFrom('pause').select('id').executeTakeFirstOrThrow()).id;
    ids.carerId = (
      await tx
        .selectFrom('placement_carer')
        .where('placement_id', '=', example.placementId)
        .select('id')
        .executeTakeFirstOrThrow()
    ).id;
  });
};

/** Three more: one seen through the team and opened for a time, one restricted, one of another council. */
const addOtherCases = async () => {
  const { people, actors } = running.example;
  for (const [key, byName] of [
    ['team', ['amina', 'admin']],
    ['restricted', ['amina']],
    ['elsewhere', ['outsider']],
  ] as const) {
    const { id, placementId } = await addGuidanceCase(running);
    placements[key] = placementId;
    await asService(running.service, async (tx) => {
      await sql`delete from placement_access where placement_id = ${placementId}`.execute(tx);
      for (const who of byName)
        await sql`select app_put_on_case(${placementId}, ${people[who]}, 'child-social-worker')`.execute(tx);
      if (key === 'elsewhere') {
        const organisation_id = actors.outsider.organisationId;
        await sql`update child set organisation_id = ${organisation_id} where id in (
          select child_id from placement_child where placement_id = ${placementId})`.execute(tx);
        await tx.updateTable('placement').set({ organisation_id }).where('id', '=', placementId).execute();
        await tx.updateTable('disruption').set({ organisation_id }).where('id', '=', id).execute();
      }
      if (key === 'restricted')
        await tx
          .updateTable('placement')
          .set({ restricted: 'other', restricted_reason: 'x' })
          .where('id', '=', placementId)
          .execute();
    });
    if (key !== 'team') continue;
    const { reference } = await asService(running.service, (tx) =>
      tx.selectFrom('disruption').where('id', '=', id).select('reference').executeTakeFirstOrThrow(),
    );
    const open = (who: StaffKey, at: Date, until: Date) =>
      asPerson({ db: running.service.db, clock: () => at }, { id: people[who] }, (tx) =>
        sql`select app_break_glass(${reference}, 'A call at night', ${until})`.execute(tx),
      );
    const { now } = running.time;
    await open('otherteam', now, new Date(now.getTime() + 3_600_000));
    // To the very minute over.
    await open('former', new Date(now.getTime() - 3_600_000), now);
  }
};

/** A request to see what is held, with something of an open case and something of a restricted one in it. */
const addRequest = async () => {
  const { people, actors } = running.example;
  const { organisationId } = actors.records;
  const about = { organisation_id: organisationId, request_id: randomUUID() };
  const at = running.time.now;
  await asService(running.service, async (tx) => {
    await tx
      .insertInto('subject_request')
      .values({
        ...{ id: about.request_id, organisation_id: organisationId, reference: 'Alder-1', asker: 'child' },
        ...{ about: 'child', name: 'Robin', received_on: '2026-03-31', recorded_by: people.records },
        recorded_at: at,
      })
      .execute();
    await tx
      .insertInto('subject_pause')
      .values({
        ...{ ...about, id: randomUUID(), reason: 'scope', note: 'Which years?', from_on: '2026-03-31' },
        begun_by: people.records,
      })
      .execute();
    await tx
      .insertInto('subject_person')
      .values({
        ...{ ...about, kind: 'child', record_id: randomUUID(), label: 'Robin' },
        ...{ confirmed_by: people.records, confirmed_at: at },
      })
      .execute();
    for (const name of ['adoption', 'restricted'] as const) {
      const caseId = randomUUID();
      await tx
        .insertInto('subject_case')
        .values({ ...about, id: caseId, placement_id: placements[name] })
        .execute();
      await tx
        .insertInto('subject_item')
        .values({
          ...{ ...about, id: randomUUID(), case_id: caseId, position: 1, key: name, category: 'people' },
          ...{ source: name, text: name, whose: '', is_typed: false, others: '[]', gathered_at: at },
        })
        .execute();
    }
    await tx
      .insertInto('subject_bag')
      .values({
        ...{ ...about, id: randomUUID(), makers: [people.records], sha256: '0'.repeat(64) },
        ...{ proposed_by: people.records, proposed_at: at },
      })
      .execute();
    // One of the officers asks for their own record: they see no more of it than anybody who handles no requests.
    const own = { organisation_id: organisationId, request_id: ownRequest };
    await tx
      .insertInto('subject_request')
      .values({
        ...{ id: ownRequest, organisation_id: organisationId, reference: 'Alder-2', asker: 'staff' },
        ...{ about: 'staff', name: '', email: emailOfStaff('records2'), received_on: '2026-03-31' },
        ...{ recorded_by: people.records, recorded_at: at },
      })
      .execute();
    await tx
      .insertInto('subject_bag')
      .values({
        ...{ ...own, id: randomUUID(), makers: [people.records], sha256: '0'.repeat(64) },
        ...{ proposed_by: people.records, proposed_at: at },
      })
      .execute();
  });
};

const ownRequest = randomUUID();

/** People of another region. */
const far = { organisation: randomUUID(), person: randomUUID(), manager: randomUUID() };

/** A row of every kind that nothing before has made: in an empty table nobody could see what is not theirs. */
const addWhatIsMissing = async () => {
  const { people, actors } = running.example;
  const { organisationId } = actors.amina;
  const of = (text: string) => `'${text}'`;
  const now = of(running.time.now.toISOString());
  const [adoption, amina, derby] = [running.id, people.amina, organisationId].map(of);
  const id = 'gen_random_uuid()';
  const hash = `repeat('0', 64)`;
  const [team, link, passage] = [randomUUID(), randomUUID(), randomUUID()].map(of);
  const rows: Readonly<Record<string, readonly string[]>> = {
    'audit_anchor (id, place, seal_number, at)': [`${id}, 'file', 1, ${now}`],
    'audit_seal (number, first_id, last_id, entries, sha256, sealed_at)': [`1, 1, 1, 1, ${hash}, ${now}`],
    'organisation (id, name, kind, colour, region)': [
      `'${far.organisation}', 'Far Away', 'council', '#000000', 'North'`,
    ],
    'person (id, organisation_id, name, email)': [
      `'${far.person}', '${far.organisation}', 'Far', 'far@far.example'`,
      `'${far.manager}', '${far.organisation}', 'Further', 'further@far.example'`,
    ],
    'person_post (id, organisation_id, person_id, post)': [
      `${id}, '${far.organisation}', '${far.person}', 'social-worker'`,
    ],
    'line_management (person_id, manager_id, from_on)': [`'${far.person}', '${far.manager}', '2026-01-01'`],
    'team (id, organisation_id, name)': [
      `${team}, ${derby}, 'North'`,
      `${id}, '${far.organisation}', 'South'`,
    ],
    'directory_key (id, organisation_id, token_hash, made_by, made_at, expires_on)': [
      `${id}, ${derby}, 'x', ${amina}, ${now}, '2026-12-01'`,
    ],
    'people_import (id, organisation_id, brought_by, brought_at, list, rows, state)': [
      `${id}, ${derby}, ${amina}, ${now}, 'Name', 1, 'checked'`,
      `${id}, '${far.organisation}', '${far.person}', ${now}, 'Name', 1, 'checked'`,
    ],
    'directory_member (organisation_id, team_id, person_id)': [`${derby}, ${team}, ${amina}`],
    'disagreement (id, disruption_id, about, whose, words, received_on, recorded_by, recorded_at)': [
      `${id}, ${adoption}, 'account', 'Her mother', 'It was not so', '2026-03-30', ${amina}, ${now}`,
    ],
    'sent_disagreement (id, disruption_id, invitation_id, copy_id, words, sent_at)': [
      `${id}, ${adoption}, '${ids.invitationId}', '${ids.copyId}', 'It was not so', ${now}`,
    ],
    'duty_not_needed (id, disruption_id, rule_id, reason, by_manager, decided_by, decided_at)': [
      `${id}, ${adoption}, 'DC-1', 'Not here', true, ${amina}, ${now}`,
    ],
    'duty_statement (disruption_id, rule_id, done_on, note, stated_by, stated_at)': [
      `${adoption}, 'DC-1', '2026-03-30', 'Filed', ${amina}, ${now}`,
    ],
    'guest_link (id, invitation_id, token_hash, expires_at)': [`${link}, '${ids.invitationId}', 'x', ${now}`],
    'guest_code (id, link_id, code_hash, expires_at, created_at)': [`${id}, ${link}, 'x', ${now}, ${now}`],
    'guest_session (id_hash, link_id, expires_at)': [`'x', ${link}, ${now}`],
    'handover (id, organisation_id, leaver_id, to_id, why_nobody, placement_id, reference, kind, capacity, at)':
      [
        `${id}, ${derby}, '${people.former}', '${people.gareth}', null, '${placements.adoption}', 'L-1', 'part', 'iro', ${now}`,
        `${id}, ${derby}, '${people.former}', null, 'no-manager', '${placements.adoption}', 'L-1', 'part', 'iro', ${now}`,
      ],
    'left_out (id, disruption_id, meeting_id, capacity, name, reason)': [
      `${id}, ${adoption}, (select id from meeting limit 1), 'guest', 'A neighbour', 'Not asked'`,
    ],
    'meeting_decision (id, disruption_id, to_meet, why, decided_on, decided_by, decided_at)': [
      `${id}, ${adoption}, true, 'To learn', '2026-03-01', ${amina}, ${now}`,
    ],
    'outbox (id, sent_at, recipient, subject, raw)': [`${id}, ${now}, 'a@derby.example', 'A meeting', 'x'`],
    'passage_conflict (id, disruption_id, passage_id, text, typed_by, typed_at)': [
      `${id}, ${adoption}, ${passage}, 'Words', ${amina}, ${now}`,
    ],
    'vault_opening (id, disruption_id, person_id, reason, at)': [
      `${id}, ${adoption}, ${amina}, 'To write to them', ${now}`,
    ],
  };
  await owner.query('begin; set local session_replication_role = replica');
  for (const [into, values] of Object.entries(rows))
    await owner.query(`insert into ${into} values ${values.map((one) => `(${one})`)}`);
  await owner.query('commit');
};

type Row = {
  readonly at: string;
  readonly placement: string | null;
  readonly row: Readonly<Record<string, unknown>>;
};
type Viewer = { readonly key: StaffKey; readonly id: string; readonly organisation: string };

const viewers = (): readonly Viewer[] =>
  (Object.entries(running.example.actors) as [StaffKey, (typeof running.example.actors)[StaffKey]][]).map(
    ([key, { id, organisationId: organisation }]) => ({ key, id, organisation }),
  );

const opensIt = ({ key }: Viewer, placement: string | null): boolean =>
  (Object.keys(placements) as Case[]).some(
    (name) => placements[name] === placement && opens[name].includes(key),
  );

/** Of a case, and yet not seen by those who open it, or also seen by others. */
const ofCase: Readonly<Record<string, (viewer: Viewer, row: Row) => boolean>> = {
  // Their own parts, and those of the people below them.
  placement_access: ({ id, key }, { row }) =>
    row.person_id === id ||
    (key === 'gareth' && row.person_id === running.example.people.amina) ||
    (key === 'helen' &&
      [running.example.people.amina, running.example.people.gareth].includes(String(row.person_id))),
  break_glass: (viewer, { placement, row }) =>
    opensIt(viewer, placement) ||
    row.person_id === viewer.id ||
    (['guardian', 'governance'].includes(viewer.key) && row.organisation_id === viewer.organisation),
  copy: (viewer, { placement, row }) =>
    opensIt(viewer, placement) || (viewer.key === 'panel' && row.id === ids.copyId),
  invitation: (viewer, { placement, row }) =>
    opensIt(viewer, placement) || (row.person_id === viewer.id && viewer.key === 'panel'),
  action: (viewer, { placement, row }) => opensIt(viewer, placement) || row.owner_id === viewer.id,
  guest_code: () => false,
  guest_session: () => false,
  // Who carers are stays shut until their vault is opened for a reason.
  carer_identity: () => false,
};

const ofOrganisation = (viewer: Viewer, { row }: Row): boolean => row.organisation_id === viewer.organisation;
/** Those who deal with requests of their own council. */
const ofRequest = (viewer: Viewer, row: Row): boolean =>
  ['records', 'records2', 'guardian'].includes(viewer.key) && ofOrganisation(viewer, row);
const notTheirOwn = (viewer: Viewer, row: Row): boolean =>
  ofRequest(viewer, row) &&
  !(viewer.key === 'records2' && [row.row.id, row.row.request_id].includes(ownRequest));
const inRegion = (_: Viewer, { row }: Row): boolean =>
  ![row.id, row.organisation_id, row.person_id].some((id) => Object.values<unknown>(far).includes(id));

/** Of no case. Those who are in one region see who works there; the demonstration's outbox is everybody's. */
const ofNoCase: Readonly<Record<string, (viewer: Viewer, row: Row) => boolean>> = {
  organisation: inRegion,
  person: inRegion,
  person_post: inRegion,
  team: inRegion,
  line_management: inRegion,
  outbox: inRegion,
  organisation_procedure: ofOrganisation,
  session: ({ id }, { row }) => row.person_id === id,
  notice: ({ id }, { row }) => row.person_id === id,
  submission: ({ id }, { row }) => row.actor === id,
  audit_entry: ({ key, organisation }, { row }) =>
    key === 'governance' && [row.organisation_id, row.actor_organisation_id].includes(organisation),
  directory_key: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  directory_member: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  people_import: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  // Of a case, by its reference alone: to whom it was handed, or to the guardian while nobody has it.
  handover: (viewer, row) =>
    row.row.to_id === viewer.id ||
    (row.row.to_id === null && viewer.key === 'guardian' && ofOrganisation(viewer, row)),
  subject_request: notTheirOwn,
  subject_pause: ofRequest,
  subject_person: ofRequest,
  subject_case: ofRequest,
  // What is of a restricted case waits for the guardian.
  subject_item: (viewer, row) => ofRequest(viewer, row) && row.row.key !== 'restricted',
  subject_bag: notTheirOwn,
  audit_anchor: ({ key }) => key === 'governance',
  audit_seal: ({ key }) => key === 'governance',
};

/** How the placement is found whose row it is, where no column of it says so. */
const throughOthers: Readonly<Record<string, string>> = {
  placement: 't.id',
  child: '(select min(pc.placement_id::text)::uuid from placement_child pc where pc.child_id = t.id)',
  carer_identity: '(select c.placement_id from placement_carer c where c.id = t.id)',
  guest_link:
    '(select d.placement_id from invitation i join disruption d on d.id = i.disruption_id where i.id = t.invitation_id)',
  guest_code:
    '(select d.placement_id from guest_link l join invitation i on i.id = l.invitation_id join disruption d on d.id = i.disruption_id where l.id = t.link_id)',
  guest_session:
    '(select d.placement_id from guest_link l join invitation i on i.id = l.invitation_id join disruption d on d.id = i.disruption_id where l.id = t.link_id)',
};

const tablesWithRule = async () => {
  const { rows } = await asService(running.service, (tx) =>
    sql<{
      table: string;
      columns: string[];
    }>`select c.relname::text as table, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      group by c.relname order by 1`.execute(tx),
  );
  return rows.flatMap(({ table, columns }) => {
    const placement = columns.includes('placement_id')
      ? 't.placement_id'
      : columns.includes('disruption_id')
        ? '(select d.placement_id from disruption d where d.id = t.disruption_id)'
        : throughOthers[table];
    const rule =
      ofNoCase[table] ??
      ofCase[table] ??
      (placement && ((who: Viewer, row: Row) => opensIt(who, row.placement)));
    if (!rule) throw new Error(`Say in this test whose the rows of ${table} are`);
    return [{ table, placement: placement ?? 'null::uuid', rule }];
  });
};

test('whoever asks for a whole table gets the rows that are theirs to see, and no other', async () => {
  const wrong: string[] = [];
  let shown = 0;
  for (const { table, placement, rule } of await tablesWithRule()) {
    const all = await asService(running.service, (tx) =>
      sql<Row>`select t.ctid::text as at, ${sql.raw(placement)} as placement, to_jsonb(t) as row
        from ${sql.table(table)} t`.execute(tx),
    );
    for (const viewer of viewers()) {
      const { key } = viewer;
      const { rows } = await asPerson(running.service, viewer, (tx) =>
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
    const unknown = await asNobody(running.service, (tx) => sql`select from ${sql.table(table)}`.execute(tx));
    if (unknown.rows.length > 0) wrong.push(`whoever is not known sees ${table}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(shown > 500, `${shown} rows were seen`);
});

type Policy = { readonly table: string; readonly policy: string };

test('each rule of row-level security about reading, let go alone, shows somebody what is not theirs', async (t) => {
  const { rows: policies } = await owner.query<Policy>(
    `select tablename as "table", policyname as policy from pg_policies
      where qual is not null and cmd in ('SELECT', 'ALL') order by 1, 2`,
  );
  const tables = await tablesWithRule();
  const unnoticed: string[] = [];
  for (const { table, policy } of policies) {
    const { placement, rule } = tables.find((one) => one.table === table) ?? assert.fail(table);
    const all = await owner.query<Row>(
      `select t.ctid::text as at, ${placement} as placement, to_jsonb(t) as row from ${table} t`,
    );
    await owner.query(`begin; alter policy ${policy} on ${table} using (true)`);
    let isNoticed = false;
    for (const viewer of [...viewers(), null]) {
      await owner.query('savepoint viewer; set local role disruption_app');
      if (viewer) await owner.query(`select app_begin_person($1, $2, '')`, [viewer.id, running.time.now]);
      const { rows } = await owner.query<{ at: string }>(`select ctid::text as at from ${table}`);
      await owner.query('rollback to viewer');
      const seen = new Set(rows.map(({ at }) => at));
      isNoticed ||= all.rows.some((row) => seen.has(row.at) && !(viewer && rule(viewer, row)));
      if (isNoticed) break;
    }
    await owner.query('rollback');
    if (!isNoticed) unnoticed.push(`${policy} on ${table}, of ${all.rows.length} rows`);
  }
  assert.deepEqual(unnoticed, []);
  t.diagnostic(`${policies.length} rules`);
});

/** What each way to change a table is, tried on rows as they are, of the columns that the service may write. */
const changes: Readonly<Record<string, (table: string, columns: string) => string>> = {
  update: (table, columns) => `update ${table} set ${columns.split(', ').map((one) => `${one} = ${one}`)}`,
  delete: (table) => `delete from ${table}`,
  insert: (table, columns) => `insert into ${table} (${columns}) select ${columns} from ${table}`,
};

/** Tries it as somebody, undone; answers whether row-level security left nothing to change. */
const isStopped = async (viewer: Viewer, statement: string): Promise<boolean> => {
  await owner.query('savepoint viewer; set local role disruption_app');
  await owner.query(`select app_begin_person($1, $2, '')`, [viewer.id, running.time.now]);
  try {
    return (await owner.query(statement)).rowCount === 0;
  } catch (error) {
    return /row-level security/.test(String(error));
  } finally {
    await owner.query('rollback to viewer');
  }
};

test('whoever opened a case for a few hours changes nothing of it, by each rule that says so', async (t) => {
  const { rows } = await owner.query<Policy & { readonly how: string; readonly columns: string }>(
    `select tablename as "table", policyname as policy, lower(cmd) as how, (select string_agg(column_name, ', ')
        from information_schema.columns c where c.table_schema = 'public' and c.table_name = tablename
          and c.is_identity = 'NO' and (cmd = 'DELETE' or has_column_privilege('disruption_app', tablename, column_name, cmd))) as columns
      from pg_policies where policyname like 'reads_alone_%'
        -- Nobody has a rule that lets them change or take away whose placement it is.
        and not (tablename = 'placement_child' and cmd <> 'INSERT')
        and case when cmd = 'DELETE' then has_table_privilege('disruption_app', tablename, cmd)
          else has_any_column_privilege('disruption_app', tablename, cmd) end
      order by 1, 2`,
  );
  const viewer = viewers().find(({ key }) => key === 'otherteam') ?? assert.fail();
  const wrong: string[] = [];
  for (const { table, policy, how, columns } of rows) {
    const statement = changes[how]?.(table, columns) ?? assert.fail(how);
    // Without the triggers, which refuse some of it too; and as if they had added the placement, and written what is there.
    await owner.query(`begin; set local session_replication_role = replica;
      update placement set created_by = '${viewer.id}'; update child set created_by = '${viewer.id}';
      update disagreement set recorded_by = '${viewer.id}';
      insert into break_glass (id, organisation_id, placement_id, disruption_id, person_id, reason, at, until_at)
        select gen_random_uuid(), d.organisation_id, d.placement_id, d.id, '${viewer.id}', 'A call', now.at, now.at + interval '1 hour'
          from disruption d, (select '${running.time.now.toISOString()}'::timestamptz as at) now where d.id = '${running.id}'`);
    if (!(await isStopped(viewer, statement))) wrong.push(`${viewer.key} may ${how} ${table}`);
    await owner.query(
      `alter policy ${policy} on ${table} ${how === 'insert' ? 'with check' : 'using'} (true)`,
    );
    if (await isStopped(viewer, statement)) wrong.push(`without ${policy} on ${table} nothing changes`);
    await owner.query('rollback');
  }
  assert.deepEqual(wrong, []);
  t.diagnostic(`${rows.length} rules`);
});

test('somebody of another region sees nobody who works here', async () => {
  const seen = await asPerson(running.service, { id: far.person }, async (tx) => [
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
    ...ids,
    id: disruptionId,
    personId: running.example.people.iro,
    capacity: 'iro',
    rule: 'DC-1',
    messageId: ids.pauseId,
    passageId: ids.pauseId,
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
      const { value, statements } = await watched.during(() => browser.ask(addressOf(path, running.id)));
      if (value.status !== 200) continue;
      shown.add(path);
      asked.push(...statements);
    }
  }
  return { asked, shown: [...shown] };
};

/** Runs statements again as somebody, each undone, and answers all that came back. */
const replay = (statements: Statements, key: StaffKey): Promise<string> =>
  asPerson(running.service, { id: running.example.people[key] }, async (tx) => {
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
  const { reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', running.id).select('reference').executeTakeFirstOrThrow(),
  );
  const telling = [
    running.id,
    running.example.placementId,
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
      const foreign = await ask(running.id);
      // What is typed into minutes is read as JSON before anything is looked for.
      assert.equal(foreign.status, path.endsWith('/:passageId') && method === 'POST' ? 400 : 404, path);
      assert.deepEqual(foreign, await ask(randomUUID()), path);
    }
  });

test('a reference that opens nothing answers alike whatever the reason, after the same questions', async () => {
  const browser = await browserOf('otherteam');
  const _csrf = csrfTokenIn((await browser.ask('/account')).body);
  const references = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select(['placement_id as placement', 'reference']).execute(),
  );
  const referenceOf = (name: Case) =>
    references.find(({ placement }) => placement === placements[name])?.reference ?? assert.fail(name);
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
