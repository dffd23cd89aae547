import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Doc } from '../domain/document.ts';
import type { Filing, FilingOf } from '../domain/filing.ts';
import { afterFiling, type FilingProgress } from '../domain/filing-progress.ts';
import type { Transaction } from './connection.ts';

type About = {
  readonly disruptionId: string;
  readonly meetingId: string;
  readonly version: number;
  readonly by: string;
  readonly at: Date;
};

/** Queues the job that files something; a second one for the same that has not begun replaces the first. */
const queueFiling = async (tx: Transaction, filingId: string): Promise<void> => {
  await sql`select app_add_job('file-minutes', jsonb_build_object('filingId', ${filingId}::text),
    'filing:' || ${filingId}::text)`.execute(tx);
};

/**
 * Keeps what is to be filed of agreed minutes and queues the jobs that do it, in the transaction that agrees them. What is
 * kept already stays. Each takes the place of the latest version of the same record.
 */
export const insertFilings = async (
  tx: Transaction,
  filings: readonly (FilingOf & { readonly document: Doc })[],
  { disruptionId, meetingId, version, by, at }: About,
): Promise<void> => {
  const before = await tx
    .selectFrom('filing')
    .where('disruption_id', '=', disruptionId)
    .where('meeting_id', '=', meetingId)
    .where('version', '<', version)
    .orderBy('version', 'desc')
    .select(['id', 'kind', 'child_id as childId'])
    .execute();
  for (const { kind, childId, document } of filings) {
    const replaced = before.find((one) => one.kind === kind && one.childId === childId);
    const added = await tx
      .insertInto('filing')
      .values({
        ...{ id: randomUUID(), disruption_id: disruptionId, meeting_id: meetingId, version, kind },
        ...{ child_id: childId, replaces: replaced?.id ?? null, document: JSON.stringify(document) },
        ...{ queued_by: by, queued_at: at },
      })
      .onConflict((conflict) => conflict.constraint('filing_once').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added !== undefined) await queueFiling(tx, added.id);
  }
};

const columns = [
  'id',
  'version',
  'kind',
  'child_id as childId',
  'status',
  'queued_at as queuedAt',
  'attempts',
  'expects',
  'reference',
  'last_error as lastError',
  'next_try_at as nextTryAt',
  'kept_at as keptAt',
  'filed_at as filedAt',
  'checksum',
  'replaces',
  'checked_at as checkedAt',
  'problems',
  'check_trouble as checkTrouble',
] as const;

/** What was queued and filed of a case, the latest version first. */
export const loadFilings = async (tx: Transaction, disruptionId: string): Promise<readonly Filing[]> => {
  const rows = await tx
    .selectFrom('filing')
    .where('disruption_id', '=', disruptionId)
    .orderBy('queued_at', 'desc')
    .orderBy('version', 'desc')
    .orderBy('kind', 'desc')
    .orderBy('child_id')
    .select(columns)
    .execute();
  return rows.map((row) => ({ ...row, problems: row.problems as unknown as readonly string[] }));
};

/** A filing as the jobs have it. */
export type HeldFiling = Filing & {
  readonly disruptionId: string;
  /** Where it was sent, or was about to be; null for the service's own folder, or when it never was. */
  readonly connectionId: string | null;
  readonly document: Doc;
};

/** One filing; undefined when there is none. */
export const loadFiling = async (tx: Transaction, filingId: string): Promise<HeldFiling | undefined> => {
  const row = await tx
    .selectFrom('filing')
    .where('id', '=', filingId)
    .select([...columns, 'disruption_id as disruptionId', 'connection_id as connectionId', 'document'])
    .executeTakeFirst();
  return (
    row && { ...row, document: row.document as Doc, problems: row.problems as unknown as readonly string[] }
  );
};

/** Where something is sent, as it is kept with it. */
export type SentTo = { readonly connectionId: string | null; readonly keptAt: string };

/** Keeps how far a filing has come, and where it is sent when that is new; queues its next try when it waits for one. */
export const saveProgress = async (
  tx: Transaction,
  filingId: string,
  progress: FilingProgress,
  { at, sentTo }: { readonly at: Date; readonly sentTo?: SentTo },
): Promise<void> => {
  const { status, attempts, expects, reference, checksum, lastError, nextTryAt } = progress;
  await tx
    .updateTable('filing')
    .set({
      ...{ status, attempts, expects, reference, checksum, last_error: lastError, next_try_at: nextTryAt },
      ...(status === 'filed' && { filed_at: at, checked_at: at }),
      ...(sentTo && { connection_id: sentTo.connectionId, kept_at: sentTo.keptAt }),
    })
    .where('id', '=', filingId)
    .where('status', '<>', 'filed')
    .execute();
  if (nextTryAt !== null)
    await sql`select app_add_job_at('file-minutes', jsonb_build_object('filingId', ${filingId}::text),
      'filing:' || ${filingId}::text, ${nextTryAt})`.execute(tx);
};

/** Puts what failed on a case back in the queue. Answers which. */
export const requeueFilings = async (
  tx: Transaction,
  disruptionId: string,
  at: Date,
): Promise<readonly string[]> => {
  const failed = (await loadFilings(tx, disruptionId)).filter(({ status }) => status === 'failed');
  for (const filing of failed) {
    await saveProgress(tx, filing.id, afterFiling(filing, { what: 'asked-again' }), { at });
    await queueFiling(tx, filing.id);
  }
  return failed.map(({ id }) => id);
};

/** Queues again what should have been tried by now and was not, because the process that had it was killed. */
export const requeueForgotten = async (tx: Transaction, before: Date): Promise<void> => {
  const rows = await tx
    .selectFrom('filing')
    .where('status', 'in', ['queued', 'sent'])
    .where((eb) => eb(eb.fn.coalesce('next_try_at', 'queued_at'), '<', before))
    .select('id')
    .execute();
  for (const { id } of rows) await queueFiling(tx, id);
};

/** What is on file of a council, or of all, what was checked longest ago first. */
export const filedToCheck = async (
  tx: Transaction,
  { organisationId, most }: { readonly organisationId: string | null; readonly most: number },
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('filing')
    .innerJoin('disruption', 'disruption.id', 'filing.disruption_id')
    .where('filing.status', '=', 'filed')
    .$if(organisationId !== null, (query) =>
      query.where('disruption.organisation_id', '=', organisationId ?? ''),
    )
    .orderBy('filing.checked_at')
    .limit(most)
    .select('filing.id')
    .execute();
  return rows.map(({ id }) => id);
};

/** Keeps what checking something filed found: what is wrong with it, or why it could not be checked. */
export const saveChecked = async (
  tx: Transaction,
  filingId: string,
  found: { readonly at: Date; readonly problems: readonly string[] } | { readonly trouble: string },
): Promise<void> => {
  await tx
    .updateTable('filing')
    .set(
      'trouble' in found
        ? { check_trouble: found.trouble }
        : {
            ...{ checked_at: found.at, check_trouble: '' },
            problems: JSON.stringify(found.problems) as never,
          },
    )
    .where('id', '=', filingId)
    .execute();
};
