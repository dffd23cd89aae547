import type { Transaction } from '../../database/connection.ts';
import { loadComments } from '../../database/minutes-comments.ts';
import type { Comment } from '../../domain/checking.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { MinutesVersion } from '../../domain/minutes-version.ts';

/** Locks the minutes of a meeting while they are checked; the database keeps them as they are. */
export const saveSentToBeChecked = async (
  tx: Transaction,
  meetingId: string,
  sent: { readonly by: PlainDate; readonly sentBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({
      minutes_status: 'being-checked',
      check_by: sent.by,
      check_sent_by: sent.sentBy,
      check_sent_at: sent.at,
    })
    .where('id', '=', meetingId)
    .execute();
};

/** Opens minutes that were being checked, as the next version. */
export const saveDraftAgain = async (tx: Transaction, meetingId: string, version: number): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({
      ...{ minutes_status: 'draft', minutes_version: version },
      ...{ check_by: null, check_sent_by: null, check_sent_at: null },
    })
    .where('id', '=', meetingId)
    .execute();
};

/** Keeps what became of something that was said of a draft. */
export const saveSettled = async (
  tx: Transaction,
  commentId: string,
  settled: {
    readonly outcome: 'changed' | 'kept';
    readonly because: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .updateTable('minutes_comment')
    .set({
      outcome: settled.outcome,
      because: settled.because,
      settled_by: settled.by,
      settled_at: settled.at,
    })
    .where('id', '=', commentId)
    .execute();
};

/** Somebody’s own copy of the minutes as they are, if it is out; undefined when there is none. */
export const ownCopy = (tx: Transaction, meetingId: string, personId: string) =>
  tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .where('copy.meeting_id', '=', meetingId)
    .whereRef('copy.version', '=', 'meeting.minutes_version')
    .where('invitation.person_id', '=', personId)
    .where('invitation.status', '=', 'invited')
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .select(['copy.id', 'copy.document', 'copy.invitation_id as invitationId'])
    .executeTakeFirst();

/** Whose copies of the minutes as they are are with them, by their invitations. */
export const copiesOut = async (tx: Transaction, meetingId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('copy')
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .where('copy.meeting_id', '=', meetingId)
    .whereRef('copy.version', '=', 'meeting.minutes_version')
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .select('copy.invitation_id as invitationId')
    .execute();
  return rows.map(({ invitationId }) => invitationId);
};

/** The versions of a meeting’s minutes as they were each time they were locked, the latest first. */
export const loadVersions = async (
  tx: Transaction,
  meetingId: string,
): Promise<readonly MinutesVersion[]> => {
  const rows = await tx
    .selectFrom('minutes_version')
    .leftJoin('person', 'person.id', 'locked_by')
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .select(['version', 'stage', 'locked_at as lockedAt', 'person.name as lockedBy', 'passages'])
    .execute();
  return rows.map(({ passages, ...version }) => ({
    ...version,
    passages: passages as MinutesVersion['passages'],
  }));
};

/** What somebody said of the drafts of a meeting’s minutes. */
export const ownCommentsOf = async (
  tx: Transaction,
  meetingId: string,
  invitationId: string,
): Promise<readonly Comment[]> =>
  (await loadComments(tx, meetingId)).filter((comment) => comment.invitationId === invitationId);
