import { Kysely, type Transaction as KyselyTransaction, type Logger, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;

type Work<T> = (tx: Transaction) => Promise<T>;

const { builtins, getTypeParser } = pg.types;

/** Dates of practice stay the text they are: a JavaScript Date would move them by a day. Counts fit a number. */
const asTheDomainReads: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.DATE) return String;
    if (oid === builtins.INT8) return Number;
    return getTypeParser(oid, format);
  }) as typeof getTypeParser,
};

/**
 * The address with the role the service works in, asked for as the session starts: a connection that cannot take
 * the role is refused by the server, so none is ever open with the owner's powers.
 */
const inTheServicesRole = (databaseUrl: string): string => {
  const url = new URL(databaseUrl);
  const asked = url.searchParams.get('options') ?? '';
  url.searchParams.set('options', `${asked} -c role=disruption_app`.trim());
  return url.href;
};

/**
 * A pool of connections, each in the role disruption_app, to which row-level security always applies. `log` is told
 * of every statement.
 */
export const connect = (
  databaseUrl: string,
  options: { readonly max?: number; readonly log?: Logger } = {},
): Database =>
  new Kysely<Tables>({
    ...(options.log && { log: options.log }),
    dialect: new PostgresDialect({
      pool: new pg.Pool({
        connectionString: inTheServicesRole(databaseUrl),
        types: asTheDomainReads,
        max: options.max ?? 10,
        connectionTimeoutMillis: 5_000,
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 60_000,
      })
        // A connection cut between two statements of a transaction says so to nobody else; its next statement fails.
        .on('connect', (client) => client.on('error', () => {}))
        .on('error', () => {
          // An idle connection was cut; the pool has dropped it already, and the next query opens another.
        }),
    }),
  });

const actingAs = <T>(
  db: Database,
  setting: 'app.person' | 'app.guest' | 'app.service',
  value: string,
  work: Work<T>,
) =>
  db.transaction().execute(async (tx) => {
    await sql`select set_config(${setting}, ${value}, true)`.execute(tx);
    return work(tx);
  });

/** Does the work in one transaction that sees what this signed-in person may see; a throw undoes all of it. */
export const asPerson = <T>(db: Database, personId: string, work: Work<T>): Promise<T> =>
  actingAs(db, 'app.person', personId, work);

/** Does the work in one transaction that sees what the holder of this one invitation may see. */
export const asGuest = <T>(db: Database, invitationId: string, work: Work<T>): Promise<T> =>
  actingAs(db, 'app.guest', invitationId, work);

/** Does the work in one transaction that sees everything: for jobs, sign-in and start-up, never for a screen's data. */
export const asService = <T>(db: Database, work: Work<T>): Promise<T> =>
  actingAs(db, 'app.service', 'on', work);
