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

test('one function alone runs with its owner’s powers: the one that adds a job', async () => {
  assert.deepEqual(
    await list(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
    ),
    ['app_add_job'],
  );
});

test('the service’s role can neither pass row-level security nor touch the record of migrations', async () => {
  const { rows } = await owner.query(`select rolsuper or rolbypassrls as passes,
    has_table_privilege('disruption_app', 'migration', 'select, insert, update, delete') as touches
    from pg_roles where rolname = 'disruption_app'`);
  assert.deepEqual(rows, [{ passes: false, touches: false }]);
});

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
