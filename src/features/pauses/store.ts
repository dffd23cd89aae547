import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { PauseReason } from '../../domain/facts.ts';

/** Keeps a pause that goes on from now. */
export const insertPause = async (
  tx: Transaction,
  pause: { readonly reason: PauseReason; readonly note: string; readonly from: PlainDate },
  about: { readonly id: string; readonly disruptionId: string; readonly begunBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('pause')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      reason: pause.reason,
      note: pause.note,
      from_on: pause.from,
      begun_by: about.begunBy,
      begun_at: about.at,
    })
    .execute();
};

/** Ends a pause: days count again from the day given. */
export const saveEnded = async (
  tx: Transaction,
  pause: { readonly id: string; readonly until: PlainDate },
  about: { readonly endedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('pause')
    .set({ until_on: pause.until, ended_by: about.endedBy, ended_at: about.at })
    .where('id', '=', pause.id)
    .execute();
};
