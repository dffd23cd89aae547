import {
  Kysely,
  type Transaction as KyselyTransaction,
  type Logger,
  PostgresDialect,
  type RawBuilder,
  sql,
} from 'kysely';
import pg from 'pg';
import type { AuditOutcome, Trail } from '../domain/audit-outcome.ts';
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

/** A statement of which every list has another length is another statement: a connection keeps no more than these. */
const MOST_PREPARED = 400;

/**
 * Lets a connection keep the plans of the statements it is sent: with row-level security, planning one anew takes longer
 * than reading what it asks for. The policies ask who acts each time it runs, so a kept plan is nobody's in particular.
 */
const keepPlans = (client: pg.PoolClient): void => {
  const names = new Map<string, string>();
  const send = client.query.bind(client) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `kept_${names.size}`);
    return names.get(text);
  };
  const query = (text: string, values: unknown[] = []) => {
    const name = nameOf(text);
    return send({ text, values, ...(name !== undefined && { name }) });
  };
  Object.assign(client, { query });
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
        .on('connect', (client) => {
          client.on('error', () => {});
          keepPlans(client);
        })
        .on('error', () => {
          // An idle connection was cut; the pool has dropped it already, and the next query opens another.
        }),
    }),
  });

/** A database and what time it is there; without a clock, the server's own. */
export type Dated = { readonly db: Database; readonly clock?: () => Date };

/** Somebody who acts: `address` is where from, and `trail` is told once what they did stands in the audit. */
export type Acting = { readonly id: string; readonly address?: string; readonly trail?: Trail };

/** What transactions wrote into the audit: see audit.ts. */
const audited = new WeakMap<Transaction, Set<AuditOutcome>>();
export const markAudited = (tx: Transaction, outcome: AuditOutcome): void => {
  audited.set(tx, (audited.get(tx) ?? new Set()).add(outcome));
};
export const isAudited = (tx: Transaction): boolean => audited.has(tx);

type Beginning = (at: string | null) => RawBuilder<unknown>;

/** When, and from where, a transaction acts: what stands in its entries in the audit. */
const whenAndWhere = (at: string | null, address: string) =>
  sql`set_config('app.now', ${at ?? ''}, true), set_config('app.address', ${address}, true)`;

const acting = async <T>(
  { db, clock }: Dated,
  begin: Beginning,
  work: Work<T>,
  trail?: Trail,
): Promise<T> => {
  let wrote: ReadonlySet<AuditOutcome> | undefined;
  if (trail) trail.underWay += 1;
  try {
    const result = await db.transaction().execute(async (tx) => {
      await begin(clock?.().toISOString() ?? null).execute(tx);
      const done = await work(tx);
      wrote = audited.get(tx);
      return done;
    });
    for (const outcome of wrote ?? []) trail?.outcomes.add(outcome);
    return result;
  } finally {
    if (trail) trail.underWay -= 1;
  }
};

/**
 * Does the work in one transaction that sees what this signed-in person may see, at this time; a throw undoes all of it.
 * Somebody who has left sees nothing.
 */
export const asPerson = <T>(dated: Dated, { id, address = '', trail }: Acting, work: Work<T>): Promise<T> =>
  acting(dated, (at) => sql`select app_begin_person(${id}, ${at}, ${address})`, work, trail);

/** Does the work in one transaction that sees what the holder of this one invitation may see. */
export const asGuest = <T>(dated: Dated, { id, address = '', trail }: Acting, work: Work<T>): Promise<T> =>
  acting(
    dated,
    (at) => sql`select set_config('app.guest', ${id}, true), ${whenAndWhere(at, address)}`,
    work,
    trail,
  );

/**
 * Does the work in one transaction of the directory that a key belongs to: it sees who works for its own organisation,
 * and no case. Null, and nothing is done, when the key is none, has run out or was revoked.
 */
export const asDirectory = <T>(
  dated: Dated,
  { keyHash, address = '', trail }: Omit<Acting, 'id'> & { readonly keyHash: Buffer },
  work: (tx: Transaction, organisationId: string) => Promise<T>,
): Promise<T | null> =>
  acting(
    dated,
    (at) => sql`select app_begin_directory(${keyHash}, ${at}, ${address})`,
    async (tx) => {
      const { rows } = await sql<{ id: string | null }>`select app_directory() as id`.execute(tx);
      const id = rows[0]?.id ?? null;
      return id === null ? null : work(tx, id);
    },
    trail,
  );

/** Does the work in one transaction of nobody in particular, which sees nothing: only the audit takes anything from it. */
export const asNobody = <T>(
  dated: Dated,
  work: Work<T>,
  { address = '', trail }: Omit<Acting, 'id'> = {},
): Promise<T> => acting(dated, (at) => sql`select ${whenAndWhere(at, address)}`, work, trail);

/** Does the work in one transaction that sees everything: for jobs, sign-in and start-up, never for a screen's data. */
export const asService = <T>(
  dated: Dated,
  work: Work<T>,
  { address = '', trail }: Omit<Acting, 'id'> = {},
): Promise<T> =>
  acting(
    dated,
    (at) => sql`select set_config('app.service', 'on', true), ${whenAndWhere(at, address)}`,
    work,
    trail,
  );

/**
 * Does a part of a person's transaction with the service's eyes: what they set off reaches rows that they must not see.
 * Each caller is named in test/house-rules.test.ts.
 */
export const beyondTheirSight = async <T>(tx: Transaction, work: () => Promise<T>): Promise<T> => {
  const { rows } = await sql<{
    was: string;
  }>`select coalesce(current_setting('app.service', true), '') as was,
    set_config('app.service', 'on', true)`.execute(tx);
  const result = await work();
  await sql`select set_config('app.service', ${rows[0]?.was ?? ''}, true)`.execute(tx);
  return result;
};
