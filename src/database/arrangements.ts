import { randomUUID } from 'node:crypto';
import type { ChecklistAnswer } from '../domain/case.ts';
import type { Transaction } from './connection.ts';

/** Keeps an answer to a matter of the checklist; the one before stays, and counts no more. */
export const addAnswer = async (
  tx: Transaction,
  answer: Omit<ChecklistAnswer, 'answeredBy'>,
  about: {
    readonly disruptionId: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> => {
  const { itemKey, doneBy, doneOn, actionId, ...words } = answer;
  await tx
    .insertInto('checklist_answer')
    .values({
      ...words,
      ...{ id: randomUUID(), disruption_id: about.disruptionId, item_key: itemKey },
      ...{ done_by: doneBy, done_on: doneOn, action_id: actionId },
      ...{ recorded_by: about.by.id, by_name: about.by.name, at: about.at },
    })
    .execute();
};
