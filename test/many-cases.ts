import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** A social worker who is signed in: their session's cookie, and the open disruptions that are theirs. */
export type SignedInWorker = {
  readonly id: string;
  readonly session: string;
  readonly disruptionIds: readonly string[];
};

const asOwner = async <T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Fills a migrated, empty database with this many disruptions, always the same, as they stand on a day. */
export const addManyCases = (databaseUrl: string, size: number, today: string): Promise<void> =>
  asOwner(databaseUrl, async (client) => {
    await client.query('begin');
    // The foreign keys of millions of rows take most of the time, and only a superuser may leave them unchecked.
    await client.query(`select set_config('session_replication_role', 'replica', true)
      from pg_roles where rolname = current_user and rolsuper`);
    await client.query(
      `select set_config('app.service', 'on', true), set_config('many.size', $1, true), set_config('many.today', $2, true)`,
      [String(size), today],
    );
    await client.query(await readFile(new URL('many-cases.sql', import.meta.url), 'utf8'));
    await client.query('commit');
    await client.query('vacuum (analyze)');
  });

/** Signs in social workers from all over the cases that were added, at most so many. */
export const signInWorkers = (
  databaseUrl: string,
  most: number,
  at: Date,
): Promise<readonly SignedInWorker[]> =>
  asOwner(databaseUrl, async (client) => {
    await client.query(`select set_config('app.service', 'on', false)`);
    const { rows } = await client.query<Omit<SignedInWorker, 'session'>>(
      `select recorded_by as id, array_agg(id order by reference) as "disruptionIds" from disruption
      where status = 'open' group by recorded_by order by recorded_by limit $1`,
      [most],
    );
    const workers = rows.map((row) => ({ ...row, session: randomBytes(32).toString('base64url') }));
    for (const { id, session } of workers)
      await client.query(
        `insert into session (id_hash, person_id, created_at, authenticated_at, last_seen_at, expires_at, id_token, browser)
        values ($1, $2, $3, $3, $3, $3::timestamptz + interval '12 hours', '', 'A browser')`,
        [createHash('sha256').update(session).digest(), id, at],
      );
    return workers;
  });

/** Signs in the service manager of one council: all its cases are below them. Answers the session. */
export const signInManager = (databaseUrl: string, at: Date): Promise<string> =>
  asOwner(databaseUrl, async (client) => {
    await client.query(`select set_config('app.service', 'on', false)`);
    const session = randomBytes(32).toString('base64url');
    await client.query(
      `insert into session (id_hash, person_id, created_at, authenticated_at, last_seen_at, expires_at, id_token, browser)
        select $1, person_id, $2, $2, $2, $2::timestamptz + interval '12 hours', '', 'A browser' from person_post
        where post = 'service-manager' order by person_id limit 1`,
      [createHash('sha256').update(session).digest(), at],
    );
    return session;
  });
