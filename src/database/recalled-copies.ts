import { sql } from 'kysely';
import type { PaperOut } from '../domain/release.ts';
import type { Transaction } from './connection.ts';

/**
 * Recalls every copy of a meeting's minutes as these are written in again or agreed anew: none that waits goes, with why, and
 * nobody opens one that is out. Answers whose were out. Whoever was handed one on paper is told by a person (`told_at`).
 */
export const recallCopies = async (
  tx: Transaction,
  meetingId: string,
  at: Date,
  because: string,
): Promise<
  readonly { readonly id: string; readonly invitationId: string; readonly openedAt: Date | null }[]
> => {
  await tx
    .updateTable('copy')
    .set({ held_by: null, held_at: null, held_until: null, stopped_because: because })
    .where('meeting_id', '=', meetingId)
    .where('released_at', 'is', null)
    .where('held_at', 'is not', null)
    .execute();
  return tx
    .updateTable('copy')
    .set({ withdrawn_at: at })
    .where('meeting_id', '=', meetingId)
    .where('released_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'invitation_id as invitationId', 'opened_at as openedAt'])
    .execute();
};

/** Copies on paper of minutes that are not as they were: those whose holders nobody has told yet. */
export const papersToCallIn = async (tx: Transaction, meetingId: string): Promise<readonly PaperOut[]> =>
  tx
    .selectFrom('printed_copy as paper')
    .innerJoin('copy', 'copy.id', 'paper.copy_id')
    .innerJoin('meeting', 'meeting.id', 'paper.meeting_id')
    .where('paper.meeting_id', '=', meetingId)
    .where('paper.told_at', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('copy.withdrawn_at', 'is not', null),
        eb('copy.version', '<>', sql<number>`meeting.minutes_version`),
        // Withdrawn and released anew, it is another than the one that was printed.
        eb('copy.released_at', '>', sql<Date>`paper.printed_at`),
      ]),
    )
    .orderBy('paper.number')
    .select(['paper.id', 'paper.number', 'printed_for as printedFor', 'copy.version'])
    .execute();
