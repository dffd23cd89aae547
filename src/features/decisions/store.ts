import type { Transaction } from '../../database/connection.ts';
import type { MeetingDecision } from '../../domain/case.ts';

/** Keeps a decision whether to meet. It counts from now on; the ones before it stay. */
export const insertDecision = async (
  tx: Transaction,
  { toMeet, why, decidedOn }: Pick<MeetingDecision, 'toMeet' | 'why' | 'decidedOn'>,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly decidedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('meeting_decision')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      to_meet: toMeet,
      why,
      decided_on: decidedOn,
      decided_by: about.decidedBy,
      decided_at: about.at,
    })
    .execute();
};

/** Keeps a manager's review beside the decision it is of. */
export const saveReviewed = async (
  tx: Transaction,
  review: { readonly decisionId: string; readonly agrees: boolean; readonly note: string },
  about: { readonly reviewedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('meeting_decision')
    .set({
      agrees: review.agrees,
      review_note: review.note,
      reviewed_by: about.reviewedBy,
      reviewed_at: about.at,
    })
    .where('id', '=', review.decisionId)
    .execute();
};
