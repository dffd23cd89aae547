import type { PlainDate } from '../domain/dates.ts';
import type { FeedbackGroup, GivenFeedback } from '../domain/feedback.ts';
import { beyondTheirSight, type Transaction } from './connection.ts';

/** By which of the two ways in somebody answers. */
export type FeedbackFrom =
  | { readonly invitationId: string; readonly childPageId?: never }
  | { readonly childPageId: string; readonly invitationId?: never };

/** Whether the meeting of a case was held, and whether somebody has said how it was. */
export const feedbackStanding = (
  tx: Transaction,
  disruptionId: string,
  from: FeedbackFrom | null,
): Promise<{ readonly isHeld: boolean; readonly hasAnswered: boolean }> =>
  beyondTheirSight(tx, async () => {
    const held = await tx
      .selectFrom('meeting')
      .where('disruption_id', '=', disruptionId)
      .where('status', '=', 'held')
      .select('id')
      .executeTakeFirst();
    const mark = await tx
      .selectFrom('feedback_mark')
      .$if(from?.invitationId !== undefined, (query) =>
        query.where('invitation_id', '=', from?.invitationId ?? null),
      )
      .$if(from?.childPageId !== undefined, (query) =>
        query.where('child_page_id', '=', from?.childPageId ?? null),
      )
      .where('disruption_id', '=', disruptionId)
      .select('id')
      .executeTakeFirst();
    return { isHeld: held !== undefined, hasAnswered: from !== null && mark !== undefined };
  });

/** Marks that somebody has answered; false when they had already. */
export const markAnswered = async (
  tx: Transaction,
  disruptionId: string,
  { invitationId = null, childPageId = null }: Partial<Record<'invitationId' | 'childPageId', string | null>>,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('feedback_mark')
    .values({ disruption_id: disruptionId, invitation_id: invitationId, child_page_id: childPageId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
};

type Where = {
  readonly organisationId: string;
  readonly quarter: PlainDate;
  readonly group: FeedbackGroup;
};

/** Keeps answers, and words apart from them, with nothing of whose they are. */
export const insertFeedback = async (
  tx: Transaction,
  { organisationId, quarter, group }: Where,
  { answers, words }: { readonly answers: Readonly<Record<string, string>>; readonly words: string },
): Promise<void> => {
  const where = { organisation_id: organisationId, quarter, role_group: group };
  await tx
    .insertInto('meeting_feedback')
    .values({ ...where, answers: JSON.stringify(answers) })
    .execute();
  if (words !== '')
    await tx
      .insertInto('feedback_words')
      .values({ ...where, words })
      .execute();
};

/** The invitation by which a member of staff was asked to the meeting of a case. */
export const ownInvitationTo = (
  tx: Transaction,
  disruptionId: string,
  personId: string,
): Promise<{ readonly id: string } | undefined> =>
  tx
    .selectFrom('invitation')
    .where('disruption_id', '=', disruptionId)
    .where('person_id', '=', personId)
    .where('status', '=', 'invited')
    .select('id')
    .executeTakeFirst();

export type WrittenFeedback = Pick<GivenFeedback, 'group' | 'quarter'> & {
  readonly id: string;
  readonly words: string;
  readonly state: 'unread' | 'shown' | 'left-out';
};

/**
 * Everything that a council was told, for `poolsOf` to say what of it is shown. The words come by their random ids, which says
 * nothing of when they were written.
 */
export const loadFeedback = (
  tx: Transaction,
  organisationId: string,
): Promise<{ readonly given: readonly GivenFeedback[]; readonly written: readonly WrittenFeedback[] }> =>
  beyondTheirSight(tx, async () => ({
    given: await tx
      .selectFrom('meeting_feedback')
      .where('organisation_id', '=', organisationId)
      .orderBy('id')
      .select(['role_group as group', 'quarter', 'answers'])
      .execute(),
    written: await tx
      .selectFrom('feedback_words')
      .where('organisation_id', '=', organisationId)
      .orderBy('id')
      .select(['id', 'role_group as group', 'quarter', 'words', 'state'])
      .execute(),
  }));

/** Keeps what somebody who read the words decided of them. */
export const settleWords = (tx: Transaction, id: string, state: 'shown' | 'left-out'): Promise<void> =>
  beyondTheirSight(tx, async () => {
    await tx.updateTable('feedback_words').set({ state }).where('id', '=', id).execute();
  });
