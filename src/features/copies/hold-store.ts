import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';

/** Puts a copy on hold, and queues the job that lets it go when its time is over. */
export const markHeld = async (
  tx: Transaction,
  copyId: string,
  by: { readonly id: string; readonly at: Date; readonly until: Date },
): Promise<void> => {
  await tx
    .updateTable('copy')
    .set({ held_by: by.id, held_at: by.at, held_until: by.until, stopped_because: '' })
    .where('id', '=', copyId)
    .execute();
  await queueGoing(tx, copyId, by.until);
};

export const queueGoing = async (tx: Transaction, copyId: string, due: Date): Promise<void> => {
  await sql`select app_add_job_at('let-copy-go', jsonb_build_object('copyId', ${copyId}::text),
    'held-copy:' || ${copyId}::text, ${due})`.execute(tx);
};

/** Takes copies off hold, with why when the service did it: nobody has had them. */
export const takeOffHold = async (
  tx: Transaction,
  { copyIds }: { readonly copyIds: readonly string[] },
  because = '',
): Promise<void> => {
  if (copyIds.length === 0) return;
  await tx
    .updateTable('copy')
    .set({ held_by: null, held_at: null, held_until: null, stopped_because: because })
    .where('released_at', 'is', null)
    .where('held_at', 'is not', null)
    .where('id', 'in', copyIds)
    .execute();
};

/** Whose case a copy is of that waits to go; undefined when it does not. */
export const findHeld = (
  tx: Transaction,
  copyId: string,
): Promise<{ readonly disruptionId: string } | undefined> =>
  tx
    .selectFrom('copy')
    .where('id', '=', copyId)
    .where('held_at', 'is not', null)
    .where('released_at', 'is', null)
    .select('disruption_id as disruptionId')
    .executeTakeFirst();
