import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';

/** Closes the case of a placement at risk that goes on. */
export const saveContinues = async (
  tx: Transaction,
  disruptionId: string,
  outcome: { readonly on: PlainDate; readonly note: string },
): Promise<void> => {
  await tx
    .updateTable('disruption')
    .set({ status: 'closed', outcome: 'continues', outcome_on: outcome.on, outcome_note: outcome.note })
    .where('id', '=', disruptionId)
    .execute();
};
