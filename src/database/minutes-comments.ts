import { randomUUID } from 'node:crypto';
import type { Comment, Saying } from '../domain/checking.ts';
import type { Transaction } from './connection.ts';

const comments = (tx: Transaction) =>
  tx
    .selectFrom('minutes_comment as comment')
    .innerJoin('copy', 'copy.id', 'comment.copy_id')
    .innerJoin('copy_passage as held', (join) =>
      join.onRef('held.copy_id', '=', 'comment.copy_id').onRef('held.ref', '=', 'comment.ref'),
    )
    .leftJoin('person', 'person.id', 'comment.settled_by')
    .orderBy('said_at')
    .orderBy('comment.id')
    .select([
      'comment.id',
      'passage_id as passageId',
      'comment.invitation_id as invitationId',
      'comment.ref',
      'copy.version',
      'is_right as isRight',
      'words',
      'said_at as saidAt',
      'outcome',
      'because',
      'person.name as settledBy',
    ]);

/** What was said of the drafts of a meeting's minutes, the earliest first. */
export const loadComments = (tx: Transaction, meetingId: string): Promise<readonly Comment[]> =>
  comments(tx).where('copy.meeting_id', '=', meetingId).execute();

/** What somebody said of one copy, without what only those on the case may know of it. */
export const ownCommentsOn = (
  tx: Transaction,
  copyId: string,
): Promise<readonly Pick<Comment, 'ref' | 'isRight' | 'words' | 'saidAt' | 'outcome'>[]> =>
  tx
    .selectFrom('minutes_comment')
    .where('copy_id', '=', copyId)
    .orderBy('said_at')
    .orderBy('id')
    .select(['ref', 'is_right as isRight', 'words', 'said_at as saidAt', 'outcome'])
    .execute();

/**
 * Keeps what somebody said of passages of their own copy. The database refuses, as `comment_on_own_copy`, what is said of
 * a passage that the copy does not hold.
 */
export const saveSaid = async (
  tx: Transaction,
  said: readonly Saying[],
  about: {
    readonly disruptionId: string;
    readonly invitationId: string;
    readonly copyId: string;
    /** Null for somebody who says it by a private link. */
    readonly saidBy: string | null;
    readonly at: Date;
  },
): Promise<void> => {
  if (said.length === 0) return;
  await tx
    .insertInto('minutes_comment')
    .values(
      said.map(({ ref, isRight, words }) => ({
        ...{ id: randomUUID(), disruption_id: about.disruptionId, invitation_id: about.invitationId },
        ...{ copy_id: about.copyId, ref, is_right: isRight, words, said_by: about.saidBy, said_at: about.at },
      })),
    )
    .execute();
};

/** Whether an error is the database's answer to something said of what one's own copy does not hold. */
export const isOfNoOwnCopy = (error: unknown): boolean =>
  ['comment_on_own_copy', 'minutes_comment_copy_id_ref_fkey'].includes(
    (error as { readonly constraint?: string }).constraint ?? '',
  );
