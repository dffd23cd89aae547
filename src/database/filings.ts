import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Doc } from '../domain/document.ts';
import type { Filing, FilingOf } from '../domain/filing.ts';
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
  'last_error as lastError',
  'filed_at as filedAt',
  'checksum',
  'replaces',
  'checked_at as checkedAt',
  'problems',
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

/** Takes what is to be filed now, and holds it until it is; undefined when it is filed already, or waits for a person. */
export const holdFiling = async (
  tx: Transaction,
  filingId: string,
): Promise<(Filing & { readonly disruptionId: string; readonly document: Doc }) | undefined> => {
  const row = await tx
    .selectFrom('filing')
    .where('id', '=', filingId)
    .where('status', '=', 'queued')
    .select([...columns, 'disruption_id as disruptionId', 'document'])
    .forUpdate()
    .executeTakeFirst();
  return (
    row && { ...row, document: row.document as Doc, problems: row.problems as unknown as readonly string[] }
  );
};

/** Marks what was filed: its checksums were read back. */
export const saveFiled = async (
  tx: Transaction,
  filingId: string,
  { at, checksum }: { readonly at: Date; readonly checksum: string },
): Promise<void> => {
  await tx
    .updateTable('filing')
    .set(({ eb }) => ({
      ...{ status: 'filed' as const, filed_at: at, checksum, last_error: '', checked_at: at },
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', filingId)
    .execute();
};

/** Keeps why a try failed; with `gaveUp` it waits for a person. What was filed meanwhile stays filed. */
export const saveNotFiled = async (
  tx: Transaction,
  filingId: string,
  { because, gaveUp }: { readonly because: string; readonly gaveUp: boolean },
): Promise<void> => {
  await tx
    .updateTable('filing')
    .set(({ eb }) => ({
      last_error: because,
      attempts: eb('attempts', '+', 1),
      ...(gaveUp && { status: 'failed' as const }),
    }))
    .where('id', '=', filingId)
    .where('status', '=', 'queued')
    .execute();
};

/** Puts what failed back in the queue. Answers which. */
export const requeueFilings = async (tx: Transaction, disruptionId: string): Promise<readonly string[]> => {
  const rows = await tx
    .updateTable('filing')
    .set({ status: 'queued', last_error: '' })
    .where('disruption_id', '=', disruptionId)
    .where('status', '=', 'failed')
    .returning('id')
    .execute();
  for (const { id } of rows) await queueFiling(tx, id);
  return rows.map(({ id }) => id);
};

/** Keeps what checking a bag again found. */
export const saveChecked = async (
  tx: Transaction,
  filingId: string,
  { at, problems }: { readonly at: Date; readonly problems: readonly string[] },
): Promise<void> => {
  await tx
    .updateTable('filing')
    .set({ checked_at: at, problems: JSON.stringify(problems) as never })
    .where('id', '=', filingId)
    .execute();
};
