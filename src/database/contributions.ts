import type { Answer, Share } from '../domain/case.ts';
import { answersOf, composed, type OwnContribution, type Writing } from '../domain/contribution-answers.ts';
import { chairShareAfterGiving } from '../domain/contribution-mark.ts';
import type { Transaction } from './connection.ts';

/** Whose writing it is: an invitation of a case. */
export type Author = { readonly invitationId: string; readonly disruptionId: string };

/** What somebody wrote to a meeting and what they saved of it, as they alone see both. */
export const loadOwnContribution = async (
  tx: Transaction,
  invitationId: string,
): Promise<Omit<OwnContribution, 'asked'>> => {
  const row = await tx
    .selectFrom('invitation')
    .leftJoin('contribution_draft as draft', 'draft.invitation_id', 'invitation.id')
    .where('invitation.id', '=', invitationId)
    .select([
      'invitation.contribution',
      'invitation.contribution_answers as contributionAnswers',
      'invitation.contribution_share as share',
      'invitation.contribution_chair_share as chairShare',
      'invitation.contribution_read as isRead',
      'draft.answers as draftAnswers',
      'draft.share as draftShare',
    ])
    .executeTakeFirstOrThrow();
  const { share, chairShare, isRead, draftAnswers, draftShare } = row;
  return {
    draft: draftAnswers === null ? null : { answers: draftAnswers, share: draftShare },
    given: answersOf(row),
    ...{ share, chairShare, isRead },
  };
};

/** An invitation whose writing can still be changed: its meeting is to come, and what was given is not read yet. */
const stillOpen = (tx: Transaction, invitationId: string) =>
  tx
    .selectFrom('invitation')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .where('invitation.id', '=', invitationId)
    .where('invitation.status', '=', 'invited')
    .where('meeting.status', '=', 'convened')
    .where('invitation.contribution_read', '=', false);

const saveDraft = async (
  tx: Transaction,
  { invitationId, disruptionId }: Author,
  { answers, share }: { readonly answers: readonly Answer[]; readonly share: Share | null },
  at: Date,
): Promise<void> => {
  const saved = { answers: JSON.stringify(answers), share, saved_at: at };
  await tx
    .insertInto('contribution_draft')
    .values({ invitation_id: invitationId, disruption_id: disruptionId, ...saved })
    .onConflict((conflict) => conflict.column('invitation_id').doUpdateSet(saved))
    .execute();
};

const removeDraft = async (tx: Transaction, invitationId: string): Promise<void> => {
  await tx.deleteFrom('contribution_draft').where('invitation_id', '=', invitationId).execute();
};

/**
 * Does with somebody's writing what they asked: keeps it for them alone, gives it to the meeting, or takes back what was
 * given, which is then theirs alone again. Answers whether it was the first giving; "too-late" once the meeting was held, the
 * writing read in it or the invitation withdrawn.
 */
export const saveWriting = async (
  tx: Transaction,
  author: Author,
  writing: Writing,
  at: Date,
): Promise<'done' | 'first' | 'too-late'> => {
  const { invitationId } = author;
  const now = await stillOpen(tx, invitationId)
    .select([
      'invitation.mode',
      'invitation.contribution',
      'invitation.contribution_answers as contributionAnswers',
      'invitation.contribution_share as share',
      'invitation.contribution_chair_share as chairShare',
    ])
    .forUpdate('invitation')
    .executeTakeFirst();
  if (now === undefined) return 'too-late';
  const change = tx.updateTable('invitation').where('id', '=', invitationId);
  if (writing.does === 'save') {
    await saveDraft(tx, author, writing, at);
    return 'done';
  }
  if (writing.does === 'take-back') {
    if (now.contribution === '') return 'done';
    await saveDraft(tx, author, { answers: answersOf(now), share: now.share }, at);
    await change.set({ contribution: '', contribution_answers: '[]' }).execute();
    return 'done';
  }
  const chairShare = chairShareAfterGiving(writing.share, now.chairShare);
  await change
    .set({
      contribution: composed(writing.answers),
      contribution_answers: JSON.stringify(writing.answers),
      contribution_share: writing.share,
      ...(chairShare === null && { contribution_chair_share: null, contribution_agreement: '' }),
      ...(now.mode === 'contribute' && { reply: 'will-write', replied_at: at }),
    })
    .execute();
  await removeDraft(tx, invitationId);
  return now.contribution === '' ? 'first' : 'done';
};
