import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Logger, runMigrations as migrateJobQueue } from 'graphile-worker';
import pg from 'pg';

type Migration = { readonly name: string; readonly text: string; readonly sha256: string };

const folder = new URL('migrations/', import.meta.url);
const silent = new Logger(() => () => undefined);

/** The migrations in order, as they are on disk. */
export const readMigrations = async (): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
};

/**
 * Brings a database up to date, forward only: each file in its own transaction, with a row that remembers it.
 * Throws, changing nothing, when a file already applied has changed or is not known to this version. Two processes
 * starting at once take turns.
 */
export const migrate = async (databaseUrl: string): Promise<void> => {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('disruption migration'))`);
    // From here on, rather fail than queue behind a long transaction with everybody else queued behind us.
    await client.query(`set lock_timeout = '5s'`);
    await client.query(`create table if not exists migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied = new Map(
      (await client.query<Migration>('select name, sha256 from migration')).rows.map((row) => [
        row.name,
        row.sha256,
      ]),
    );
    refuseRewrittenPast(migrations, applied);
    await migrateJobQueue({ connectionString: databaseUrl, logger: silent });
    for (const migration of migrations.filter(({ name }) => !applied.has(name)))
      await apply(client, migration);
    // The grant on "all tables" in 0001 catches this one too.
    await client.query('revoke all on table migration from disruption_app');
  } finally {
    await client.end();
  }
};

const refuseRewrittenPast = (
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): void => {
  const known = new Map(migrations.map(({ name, sha256 }) => [name, sha256]));
  for (const [name, sha256] of applied) {
    if (!known.has(name))
      throw new Error(
        `The database has ${name}, which this version does not know: it is of a newer version.`,
      );
    if (known.get(name) !== sha256)
      throw new Error(`${name} has changed since it was applied: put it back, and write a new migration.`);
  }
};

const apply = async (client: pg.Client, { name, text, sha256 }: Migration): Promise<void> => {
  try {
    await client.query('begin');
    // An owner who is no superuser is held to row-level security too, and a migration may have to change rows.
    await client.query(`select set_config('app.service', 'on', true)`);
    await client.query(text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    throw new Error(`Migration ${name} failed; the database is as it was before it.`, { cause: error });
  }
};
