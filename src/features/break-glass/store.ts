import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';

/** The case of that reference, if the person sees it anyway; undefined otherwise. */
export const ownCaseWith = (
  tx: Transaction,
  reference: string,
): Promise<{ readonly id: string } | undefined> =>
  tx
    .selectFrom('disruption')
    .where(sql`lower(reference)`, '=', reference.toLowerCase())
    .where(sql<boolean>`app_on_placement(placement_id)`)
    .select('id')
    .executeTakeFirst();

/** Opens a case for a time and tells those who are to know; null when there is none that could be opened. */
export const openForATime = async (
  tx: Transaction,
  asked: { readonly reference: string; readonly reason: string; readonly until: Date },
): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>`
    select app_break_glass(${asked.reference}, ${asked.reason}, ${asked.until}) as id`.execute(tx);
  return rows[0]?.id ?? null;
};

export type Opening = {
  readonly id: string;
  readonly reference: string;
  readonly personId: string;
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
  readonly until: Date;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly review: 'right' | 'not-right' | null;
  readonly reviewNote: string;
};

/** Openings of a council's cases by people who were not on them: those nobody has reviewed first, the oldest first. */
export const openings = async (
  tx: Transaction,
  organisationId: string,
  only: { readonly id?: string } = {},
): Promise<readonly Opening[]> => {
  const { rows } = await sql<Opening>`
    select b.id, app_reference_of_opening(b.id) as reference, b.person_id as "personId", p.name, b.reason, b.at,
      b.until_at as until, by.name as "reviewedBy", b.reviewed_at as "reviewedAt", b.review,
      b.review_note as "reviewNote"
    from break_glass b join person p on p.id = b.person_id left join person by on by.id = b.reviewed_by
    where b.organisation_id = ${organisationId} and (${only.id ?? null}::uuid is null or b.id = ${only.id ?? null})
    order by b.reviewed_at is not null, case when b.reviewed_at is null then b.at end, b.at desc
    limit 200`.execute(tx);
  return rows;
};

export const saveReview = async (
  tx: Transaction,
  id: string,
  review: {
    readonly by: string;
    readonly at: Date;
    readonly is: 'right' | 'not-right';
    readonly note: string;
  },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('break_glass')
    .set({
      reviewed_by: review.by,
      reviewed_at: review.at,
      review: review.is,
      review_note: review.note,
    })
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/** When somebody has tried references since a time, which opened nothing. No other try of theirs goes on meanwhile. */
export const missedSince = async (tx: Transaction, since: Date): Promise<readonly Date[]> => {
  const { rows } = await sql<{ missed: Date[] }>`select app_references_missed(${since}) as missed`.execute(
    tx,
  );
  return rows[0]?.missed ?? [];
};
