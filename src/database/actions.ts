import type { RecordedAction } from '../domain/action.ts';
import { inWords } from '../domain/dates.ts';
import type { Transaction } from './connection.ts';
import { addHistory } from './history.ts';

/** Keeps a new action, and says so in the history of the case. */
export const addAction = async (
  tx: Transaction,
  { what, owner, dueOn }: RecordedAction,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly meetingId: string | null;
    readonly by: { readonly id: string; readonly name: string };
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
      created_by: about.by.id,
      created_at: about.at,
    })
    .execute();
  await addHistory(tx, about.disruptionId, {
    at: about.at,
    by: about.by,
    act: 'record-action',
    summary: `Added an action for ${owner.name}, by ${inWords(dueOn)}: ${what}`,
    facts: { actionId: about.id, dueOn },
  });
};
