import { sql } from 'kysely';
import type { Database } from './connection.ts';

/**
 * Does something that no two processes may do at once, by its name; answers undefined, and does nothing, while another does
 * it. It ends with its connection: what a killed process held is free again.
 */
export const oneAtATime = <T>(db: Database, name: string, work: () => Promise<T>): Promise<T | undefined> =>
  db.connection().execute(async (connection) => {
    const taken = await sql<{
      is: boolean;
    }>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as is`.execute(connection);
    if (taken.rows[0]?.is !== true) return undefined;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(connection);
    }
  });
