import type { Transaction } from '../../database/connection.ts';
import type { Action } from '../../domain/case.ts';

/** Closes an action with its evidence. */
export const saveCompleted = async (
  tx: Transaction,
  { id, doneOn, evidence }: Pick<Action, 'id' | 'doneOn' | 'evidence'>,
): Promise<void> => {
  await tx.updateTable('action').set({ done_on: doneOn, evidence }).where('id', '=', id).execute();
};
