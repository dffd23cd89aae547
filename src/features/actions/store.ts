import type { Transaction } from '../../database/connection.ts';
import type { RecordedAction } from '../../domain/action.ts';
import type { Action } from '../../domain/case.ts';

/** Keeps a new action. */
export const insertAction = async (
  tx: Transaction,
  { what, owner, dueOn }: RecordedAction,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly meetingId: string | null;
    readonly createdBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('action')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      meeting_id: about.meetingId,
      what,
      owner_id: owner.personId,
      owner_name: owner.name,
      due_on: dueOn,
      created_by: about.createdBy,
      created_at: about.at,
    })
    .execute();
};

/** Closes an action with its evidence. */
export const saveCompleted = async (
  tx: Transaction,
  { id, doneOn, evidence }: Pick<Action, 'id' | 'doneOn' | 'evidence'>,
): Promise<void> => {
  await tx.updateTable('action').set({ done_on: doneOn, evidence }).where('id', '=', id).execute();
};
