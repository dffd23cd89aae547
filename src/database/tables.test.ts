import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
let owner: pg.Client;

before(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await database.drop();
});

const list = async (text: string): Promise<string[]> =>
  (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name);

test('every table has row-level security that holds its owner too', async () => {
  const bare = await list(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`);
  assert.deepEqual(bare, ['migration']);
});

test('there is no view, which would read with its owner’s eyes', async () => {
  assert.deepEqual(
    await list(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
    ),
    [],
  );
});

test('three functions alone run with their owner’s powers: those that add a job, and the door that a case goes through', async () => {
  assert.deepEqual(
    await list(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
    ),
    ['app_add_job', 'app_add_job_at', 'app_dispose'],
  );
});

test('the service’s role can neither pass row-level security nor touch the record of migrations', async () => {
  const { rows } = await owner.query(`select rolsuper or rolbypassrls as passes,
    has_table_privilege('disruption_app', 'migration', 'select, insert, update, delete') as touches
    from pg_roles where rolname = 'disruption_app'`);
  assert.deepEqual(rows, [{ passes: false, touches: false }]);
});

test('the service’s role owns nothing, makes nothing, and is a member of no other role', async () => {
  const { rows } = await owner.query(`select
    (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid)
      + (select count(*)::int from pg_namespace where nspowner = r.oid) as owns,
    (select count(*)::int from pg_auth_members where member = r.oid) as "memberOf",
    has_schema_privilege(r.oid, 'public', 'create') as makes, r.rolcreaterole or r.rolcreatedb or r.rolreplication as rules
    from pg_roles r where rolname = 'disruption_app'`);
  assert.deepEqual(rows, [{ owns: 0, memberOf: 0, makes: false, rules: false }]);
});

test('no policy lets everybody through, and none is for a role of its own', async () => {
  assert.deepEqual(
    await list(`select polrelid::regclass || '.' || polname as name from pg_policy where polroles <> '{0}'
      or pg_get_expr(polqual, polrelid) = 'true' or pg_get_expr(polwithcheck, polrelid) = 'true'`),
    [],
  );
});

test('a function that runs with its owner’s powers, or looks with the service’s eyes, is one of these', async () => {
  assert.deepEqual(
    await list(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      and not coalesce(array_to_string(proconfig, ',') like 'search_path=%', false)`),
    [],
  );
  const looking = await list(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace
    and prosrc like '%set_config(''app.service'', ''on''%' order by 1`);
  assert.deepEqual(
    looking.filter((name) => !looksFurther.has(name)),
    [],
    'say in looksFurther why it looks further than whoever asks',
  );
  const left = await list(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace
    and prosrc like '%set_config(''app.service'', ''on''%' and prosrc !~ 'set_config\\(''app.service'', (coalesce\\(was, ''''\\)|'''')'`);
  assert.deepEqual(left, [], 'each puts it back');
});

/** Each with what it answers of what whoever asks may not see. */
const looksFurther: ReadonlyMap<string, string> = new Map([
  ['app_audit_refusal', 'nothing: whose record a refusal was about, into the audit'],
  ['app_begin_person', 'nothing: who the person is, into the settings of the transaction'],
  ['app_begin_directory', 'nothing: which organisation a key is of, into the settings of the transaction'],
  ['app_break_glass', 'the id of a case of their own council that is then open to them'],
  ['app_case_for_audit', 'the id of a case of their own council by its reference, to information governance'],
  ['app_earlier_roles', 'what staff did on other placements of the same children, with dates'],
  ['app_end_access', 'whether a part in a case that they see had gone on'],
  [
    'app_named_elsewhere',
    'which of the names in their minutes are of other cases of their own council, and not whose',
  ],
  ['app_nearest_case', 'the id of a case, in whose place nothing is then shown that they may not see'],
  [
    'app_filings_not_on_file',
    'what of their own council is not on file, to administrators: of no case, and not whose',
  ],
  ['app_filings_on_file', 'how much of their own council is on file, to administrators'],
  ['app_is_own_request', 'whether a request is about whoever asks'],
  ['app_panel_actions', 'their own actions, with the reference of the case'],
  [
    'app_panel_tray',
    'the cases of which a report was sent to the panel that they advise, by reference and council',
  ],
  ['app_people_on', 'who is on a case that they see'],
  ['app_place_known_child', 'whether a child of their own council is who they say'],
  ['app_put_on_case', 'nothing'],
  ['app_reference_for_audit', 'the reference of a case of their own council, to information governance'],
  ['app_reference_of_opening', 'the reference of a case that was opened, to those who review it'],
  ['app_references_missed', 'when their own tries opened nothing'],
  ['guard_comment', 'whether the copy that somebody says something of is their own, and with them as it is'],
  ['keep_minutes_version', 'nothing'],
  ['app_runs_elsewhere', 'which words of their minutes stand in others of their own council, and not whose'],
  ['app_sent_to_panel', 'the copies released to them, with the reference of the case'],
  ['app_subject_case_is_open', 'whether a case is restricted that was gathered for a request they handle'],
  ['app_tell_child_gave', 'nothing'],
  ['app_tell_panel', 'nothing'],
  ['app_was_on_case', 'whether whoever asks is or was on a case themselves'],
  ['app_unplanned_endings', 'the days on which placements of the same children ended'],
  ['print_agreed_minutes', 'nothing: numbers that stand for the words of minutes just agreed'],
]);

test('what has to be unique is unique in an organisation, or tells nobody anything by a refusal', async () => {
  const { rows } = await owner.query<{ index: string; columns: string[] }>(`
    select i.indexrelid::regclass::text as index, array_agg(coalesce(a.attname::text, 'an expression') || ' '
      || coalesce(format_type(a.atttypid, null), '') order by key.n) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
      cross join lateral unnest(i.indkey) with ordinality key(number, n)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = key.number
    where i.indisunique group by i.indexrelid`);
  // A random id in it is known only to whoever sees the row it is of.
  const open = rows.filter(
    ({ columns }) => !columns.some((column) => column === 'organisation_id uuid' || column.endsWith(' uuid')),
  );
  assert.deepEqual(
    open.map(({ index }) => index).filter((index) => !uniqueForAll.has(index)),
    [],
    'say in uniqueForAll why a refusal tells nobody anything',
  );
});

/** Each with why a duplicate tells nobody that something is there which they may not see. */
const uniqueForAll: ReadonlyMap<string, string> = new Map([
  ['audit_entry_pkey', 'counted by the database'],
  ['audit_seal_pkey', 'written by the service alone'],
  ['figure_snapshot_region_population_from_on_key', 'written by the service alone'],
  ['figure_snapshot_region_population_until_on_key', 'written by the service alone'],
  ['history_pkey', 'counted by the database'],
  ['meeting_event_pkey', 'counted by the database'],
  ['migration_pkey', 'out of the service’s reach'],
  ['organisation_name_key', 'organisations are public, and added by those who run the service'],
  ['person_issuer_subject_key', 'what an identity provider calls somebody, written at their own sign-in'],
  ['session_pkey', 'a hash of 256 random bits'],
  ['guest_session_pkey', 'a hash of 256 random bits'],
  ['guest_link_token_hash_key', 'a hash of 256 random bits'],
]);

test('the table types name the columns that the database has, and which of them may be empty', async () => {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(`
    select table_name as table, array_agg(column_name || case is_nullable when 'YES' then '?' else '' end
      order by column_name) as columns
    from information_schema.columns where table_schema = 'public' and table_name <> 'migration'
    group by table_name order by table_name`);
  assert.deepEqual(
    await typedTables(),
    Object.fromEntries(rows.map(({ table, columns }) => [table, columns])),
  );
});

/** Reads tables.ts as text, since types are gone when a test runs: table → columns, a ? after each nullable one. */
const typedTables = async () => {
  const source = await readFile(new URL('tables.ts', import.meta.url), 'utf8');
  const types = new Map(
    [...source.matchAll(/^type (\w+Table) = \{([^}]*)\}/gm)].map(([, name, body = '']) => [
      name,
      [...body.matchAll(/(?:^|[;{])\s*(\w+):\s([^;]*)/gm)]
        .map(([, column, type = '']) => (/\bnull\b/.test(type) ? `${column}?` : `${column}`))
        .sort(),
    ]),
  );
  const tables = source.slice(source.indexOf('export type Tables'));
  return Object.fromEntries(
    [...tables.matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, t, type]) => [t, types.get(type)]),
  );
};
