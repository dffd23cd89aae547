import { sql } from 'kysely';
import type { RecordKind } from '../domain/filing.ts';
import type { Transaction } from './connection.ts';

/** Where a council files one kind of record, and what came of the last test document. */
export type FilingConnection = {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: RecordKind;
  readonly system: string;
  readonly folder: string;
  readonly chosenBy: string;
  readonly chosenAt: Date;
  readonly tryAskedAt: Date | null;
  readonly triedAt: Date | null;
  readonly tryWorked: boolean | null;
  readonly trySays: string;
};

const connections = (tx: Transaction) =>
  tx
    .selectFrom('filing_connection as one')
    .innerJoin('person', 'person.id', 'one.chosen_by')
    .select(['one.id', 'one.organisation_id as organisationId', 'one.kind', 'one.system', 'one.folder'])
    .select(['person.name as chosenBy', 'one.chosen_at as chosenAt', 'one.try_asked_at as tryAskedAt'])
    .select(['one.tried_at as triedAt', 'one.try_worked as tryWorked', 'one.try_says as trySays']);

/** Where a council files now; a kind that has none is filed in the service's own folder. */
export const connectionsOf = (
  tx: Transaction,
  organisationId: string,
): Promise<readonly FilingConnection[]> =>
  connections(tx)
    .where('one.organisation_id', '=', organisationId)
    .where('one.replaced_at', 'is', null)
    .execute();

/** One connection, replaced since or not. */
export const loadConnection = (tx: Transaction, id: string): Promise<FilingConnection | undefined> =>
  connections(tx).where('one.id', '=', id).executeTakeFirst();

/** Ends what a council files one kind of record by; then it is filed in the service's own folder, until another is chosen. */
export const endConnection = async (
  tx: Transaction,
  {
    organisationId,
    kind,
    at,
  }: { readonly organisationId: string; readonly kind: RecordKind; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('filing_connection')
    .set({ replaced_at: at })
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('replaced_at', 'is', null)
    .execute();
};

export const insertConnection = async (
  tx: Transaction,
  connection: Pick<
    FilingConnection,
    'id' | 'organisationId' | 'kind' | 'system' | 'folder' | 'chosenBy' | 'chosenAt'
  >,
): Promise<void> => {
  const { id, organisationId, kind, system, folder, chosenBy, chosenAt } = connection;
  await tx
    .insertInto('filing_connection')
    .values({
      ...{ id, organisation_id: organisationId, kind, system, folder },
      ...{ chosen_by: chosenBy, chosen_at: chosenAt },
    })
    .execute();
};

/** Queues the job that tries a connection with a test document. */
export const askForTry = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx.updateTable('filing_connection').set({ try_asked_at: at }).where('id', '=', id).execute();
  await sql`select app_add_job('try-filing', jsonb_build_object('connectionId', ${id}::text), 'try-filing:' || ${id}::text)`.execute(
    tx,
  );
};

/** Keeps what came of a test document. */
export const saveTried = async (
  tx: Transaction,
  id: string,
  { at, worked, says }: { readonly at: Date; readonly worked: boolean; readonly says: string },
): Promise<void> => {
  await tx
    .updateTable('filing_connection')
    .set({ tried_at: at, try_worked: worked, try_says: says, try_asked_at: null })
    .where('id', '=', id)
    .execute();
};

/** Queues the job that reads back everything that a council has on file. */
export const askForCheck = async (tx: Transaction, organisationId: string): Promise<void> => {
  await sql`select app_add_job('check-filings', jsonb_build_object('organisationId', ${organisationId}::text),
    'check-filings:' || ${organisationId}::text)`.execute(tx);
};

/** What is not on file in the council of whoever asks, and why; of which case it is is not theirs to know. */
export type NotOnFile = {
  readonly id: string;
  readonly kind: RecordKind;
  readonly status: 'queued' | 'sent' | 'filed' | 'failed';
  readonly queuedAt: Date;
  readonly attempts: number;
  readonly lastError: string;
  readonly nextTryAt: Date | null;
  readonly keptAt: string;
  readonly checkedAt: Date | null;
  readonly problems: readonly string[];
  readonly checkTrouble: string;
};

export const notOnFile = async (tx: Transaction): Promise<readonly NotOnFile[]> => {
  const { rows } = await sql<NotOnFile>`
    select id, kind, status, queued_at as "queuedAt", attempts, last_error as "lastError", next_try_at as "nextTryAt",
      kept_at as "keptAt", checked_at as "checkedAt", problems, check_trouble as "checkTrouble"
    from app_filings_not_on_file()`.execute(tx);
  return rows;
};

/** How much of a kind of record is on file, and since when all of it has been checked. */
export type OnFile = {
  readonly kind: RecordKind;
  readonly filed: number;
  readonly checkedSince: Date | null;
};

export const onFile = async (tx: Transaction): Promise<readonly OnFile[]> => {
  const { rows } =
    await sql<OnFile>`select kind, filed, checked_since as "checkedSince" from app_filings_on_file()`.execute(
      tx,
    );
  return rows;
};
