import type { Transaction } from '../../database/connection.ts';
import type { ChildView } from '../../domain/case.ts';

/** Keeps a child's words. The database refuses every later change of them. */
export const insertView = async (
  tx: Transaction,
  view: Omit<ChildView, 'recordedBy'>,
  about: { readonly disruptionId: string; readonly recordedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('child_view')
    .values({
      id: view.id,
      disruption_id: about.disruptionId,
      child_id: view.childId,
      words: view.words,
      whose_words: view.whoseWords,
      how: view.how,
      said_on: view.saidOn,
      withheld_from: [...view.withheldFrom],
      recorded_by: about.recordedBy,
      recorded_at: about.at,
    })
    .execute();
};
