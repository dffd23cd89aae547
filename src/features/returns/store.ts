import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { CellProblem } from '../../domain/ssda903/check-row.ts';
import type { ReturnFile } from '../../domain/ssda903/columns.ts';
import { contentOf, type Proposal } from '../../domain/ssda903/proposal.ts';
import { silentSince } from '../../domain/ssda903/reading.ts';

/** Collection years whose returns are kept: the last two, so that endings of the year before can be looked at beside. */
const YEARS_KEPT = 2;

/** Begins to read a return; false when another of that council and year is being read. One that fell silent is stopped. */
export const beginReturn = async (
  tx: Transaction,
  begun: {
    readonly id: string;
    readonly organisationId: string;
    readonly year: number;
    readonly by: string;
    readonly at: Date;
    readonly bytes: number;
  },
): Promise<boolean> => {
  const { id, organisationId, year, by, at, bytes } = begun;
  await tx
    .updateTable('return_import')
    .set({ state: 'stopped' })
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'reading')
    .where('moved_at', '<', silentSince(at))
    .execute();
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('return_import')
    .values({
      ...{ id, organisation_id: organisationId, collection_year: year, brought_by: by, brought_at: at },
      ...{ state: 'reading', moved_at: at, bytes_expected: String(bytes) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return added === 1n;
};

/** Says how far the reading is. Answers whether it is to go on: nobody asked to cancel it, and it was not taken for dead. */
export const tellReading = async (
  tx: Transaction,
  id: string,
  far: { readonly rows: number; readonly bytes: number; readonly at: Date },
): Promise<boolean> => {
  const found = await tx
    .updateTable('return_import')
    .set({ rows_read: far.rows, bytes_read: String(far.bytes), moved_at: far.at })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .returning('cancel_asked as isCancelled')
    .executeTakeFirst();
  return found !== undefined && !found.isCancelled;
};

/** Ends a reading that is not finished, with the words for whoever brought the return. */
export const endReading = async (
  tx: Transaction,
  id: string,
  end: { readonly state: 'refused' | 'cancelled' | 'stopped'; readonly because: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('return_import')
    .set({ state: end.state, refused_because: end.because, moved_at: end.at })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute();
};

type Counted = { readonly added: number; readonly changed: number; readonly same: number };

/** Keeps some proposals of a return: those that are there already keep their answers, whatever the rows say now. */
export const saveProposals = async (
  tx: Transaction,
  of: { readonly id: string; readonly organisationId: string; readonly year: number; readonly at: Date },
  proposals: readonly Proposal[],
): Promise<Counted> => {
  const rows = JSON.stringify(
    proposals.map((one) => ({ ...one, content: JSON.parse(contentOf(one)) as unknown })),
  );
  // What each was before is read from the same snapshot as the rows are changed in: later than this nobody can tell.
  const { rows: done } = await sql<{ known: number; changed: number }>`
    with incoming as (
      select * from jsonb_to_recordset(${rows}::jsonb) as r (key text, kind text, file text, row integer, content jsonb)
    ), before as (
      select kept.content <> incoming.content or kept.gone_at is not null as is_changed
      from return_proposal kept join incoming using (key)
      where kept.organisation_id = ${of.organisationId} and kept.collection_year = ${of.year}
    ), saved as (
      insert into return_proposal as kept (id, organisation_id, collection_year, key, kind, file, row, content, seen_in,
          first_seen_at)
        select gen_random_uuid(), ${of.organisationId}, ${of.year}, key, kind, file, row, content, ${of.id}, ${of.at}
        from incoming
      on conflict (organisation_id, collection_year, key) do update set
        kind = excluded.kind, file = excluded.file, row = excluded.row, content = excluded.content,
        seen_in = excluded.seen_in, gone_at = null,
        changed_at = case when kept.content <> excluded.content or kept.gone_at is not null then ${of.at}
          else kept.changed_at end
    )
    select count(*)::int as known, (count(*) filter (where is_changed))::int as changed from before`.execute(
    tx,
  );
  const { known = 0, changed = 0 } = done[0] ?? {};
  return { added: proposals.length - known, changed, same: known - changed };
};

/**
 * Finishes a reading, in the transaction that saved its proposals: what the files that came no longer say is marked so, and
 * what is older than the two last years goes. Answers how many are gone.
 */
export const finishReturn = async (
  tx: Transaction,
  of: { readonly id: string; readonly organisationId: string; readonly year: number; readonly at: Date },
  read: {
    readonly files: readonly ReturnFile[];
    readonly rows: number;
    readonly counted: Counted;
    readonly problems: { readonly first: readonly CellProblem[]; readonly count: number };
  },
): Promise<void> => {
  const gone = await tx
    .updateTable('return_proposal')
    .set({ gone_at: of.at })
    .where('organisation_id', '=', of.organisationId)
    .where('collection_year', '=', of.year)
    .where('seen_in', '<>', of.id)
    .where('gone_at', 'is', null)
    .where('file', 'in', [...read.files])
    .executeTakeFirst();
  await tx
    .updateTable('return_import')
    .set({
      state: 'finished',
      files: [...read.files],
      ...{ rows_read: read.rows, moved_at: of.at },
      problems: JSON.stringify(read.problems.first),
      problem_count: read.problems.count,
      proposals_new: read.counted.added,
      proposals_changed: read.counted.changed,
      proposals_same: read.counted.same,
      proposals_gone: Number(gone.numUpdatedRows),
    })
    .where('id', '=', of.id)
    .execute();
  for (const table of ['return_import', 'return_proposal'] as const)
    await sql`delete from ${sql.table(table)} where organisation_id = ${of.organisationId} and collection_year <= (
      select max(collection_year) - ${YEARS_KEPT} from return_import
      where organisation_id = ${of.organisationId} and state = 'finished')`.execute(tx);
};

const imports = (tx: Transaction) =>
  tx
    .selectFrom('return_import')
    .innerJoin('person', 'person.id', 'return_import.brought_by')
    .select([
      'return_import.id',
      'collection_year as year',
      'brought_at as broughtAt',
      'person.name as broughtBy',
      'state',
      'files',
      'rows_read as rows',
      'bytes_read as bytes',
      'bytes_expected as bytesExpected',
      'moved_at as movedAt',
      'cancel_asked as isCancelAsked',
      'refused_because as refusedBecause',
      'problem_count as problemCount',
      'proposals_new as added',
      'proposals_changed as changed',
      'proposals_same as same',
      'proposals_gone as gone',
    ]);
export type StoredReturn = Awaited<ReturnType<typeof recentReturns>>[number];

/** The returns of a council that were brought last. */
export const recentReturns = (tx: Transaction, organisationId: string) =>
  imports(tx)
    .where('return_import.organisation_id', '=', organisationId)
    .orderBy('brought_at', 'desc')
    .limit(20)
    .execute();

export const findReturn = (tx: Transaction, id: string) =>
  imports(tx).where('return_import.id', '=', id).executeTakeFirst();

/** The problems of a return that were kept with their rows. */
export const problemsOf = async (tx: Transaction, id: string): Promise<readonly CellProblem[]> =>
  ((await tx.selectFrom('return_import').where('id', '=', id).select('problems').executeTakeFirst())
    ?.problems as CellProblem[] | undefined) ?? [];

/** Asks whoever reads a return to let go of it, which they do within a second or two. */
export const askToCancel = async (tx: Transaction, id: string): Promise<void> => {
  await tx
    .updateTable('return_import')
    .set({ cancel_asked: true })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute();
};
