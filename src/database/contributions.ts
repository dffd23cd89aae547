import type { Answer, Share } from '../domain/case.ts';
import { answersOf, composed, type OwnContribution, type Writing } from '../domain/contribution-answers.ts';
import type { OwnFile } from '../domain/contribution-file.ts';
import { chairShareAfterGiving, isShared } from '../domain/contribution-mark.ts';
import type { Transaction } from './connection.ts';
import { withdrawPaper } from './packs.ts';

/** Whose writing it is: an invitation of a case. */
export type Author = { readonly invitationId: string; readonly disruptionId: string };

/** What somebody has added to their writing, the earliest first, as they alone see all of it. */
export const loadOwnFiles = (tx: Transaction, invitationId: string): Promise<readonly OwnFile[]> =>
  tx
    .selectFrom('contribution_file')
    .where('invitation_id', '=', invitationId)
    .orderBy('added_at')
    .orderBy('id')
    .select(['id', 'format', 'description', 'is_given as isGiven'])
    .execute();

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
      'invitation.contribution_given_at as givenAt',
      'invitation.contribution_recorded_at as recordedAt',
      'draft.answers as draftAnswers',
      'draft.share as draftShare',
    ])
    .executeTakeFirstOrThrow();
  const { share, chairShare, isRead, givenAt, recordedAt, draftAnswers, draftShare } = row;
  return {
    draft: draftAnswers === null ? null : { answers: draftAnswers, share: draftShare },
    given: answersOf(row),
    files: await loadOwnFiles(tx, invitationId),
    ...{ share, chairShare, isRead, givenAt, recordedAt },
  };
};

/** An invitation whose writing can still be changed: its meeting is to come, and what was given is not read yet. */
export const stillOpen = (tx: Transaction, invitationId: string) =>
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

/** Files go with the words: given with them, and taken back with them. */
const markFiles = async (
  tx: Transaction,
  invitationId: string,
  { isGiven }: { readonly isGiven: boolean },
): Promise<void> => {
  await tx
    .updateTable('contribution_file')
    .set({ is_given: isGiven })
    .where('invitation_id', '=', invitationId)
    .where('is_given', '<>', isGiven)
    .execute();
};

/** Who writes down what somebody else gave them, and how they were given it. */
type Recorded = { readonly by: string; readonly how: string };
const notRecorded = {
  contribution_recorded_by: null,
  contribution_recorded_at: null,
  contribution_recorded_how: '',
};

/** Takes back what was recorded for somebody, with the files that came with it; false once it is too late. */
export const takeBackRecorded = async (tx: Transaction, invitationId: string, at: Date): Promise<boolean> => {
  const open = await stillOpen(tx, invitationId)
    .select('invitation.id')
    .forUpdate('invitation')
    .executeTakeFirst();
  if (open === undefined) return false;
  await tx
    .deleteFrom('contribution_file')
    .where('invitation_id', '=', invitationId)
    .where('added_by', 'is not', null)
    .execute();
  await tx
    .updateTable('invitation')
    .where('id', '=', invitationId)
    .set({ contribution: '', contribution_answers: '[]', contribution_given_at: null, ...notRecorded })
    .execute();
  await withdrawPaper(tx, invitationId, at);
  return true;
};

/**
 * Does with somebody's writing what they asked: keeps it for them alone, gives it to the meeting, or takes back what was
 * given, which is then theirs alone again. `recorded` where somebody writes it down for them. Answers whether it was the first giving; "too-late" once the meeting was held, the
 * writing read in it or the invitation withdrawn.
 */
export const saveWriting = async (
  tx: Transaction,
  author: Author,
  writing: Writing,
  at: Date,
  recorded: Recorded | null = null,
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
    await change
      .set({ contribution: '', contribution_answers: '[]', contribution_given_at: null, ...notRecorded })
      .execute();
    await markFiles(tx, invitationId, { isGiven: false });
    await withdrawPaper(tx, invitationId, at);
    return 'done';
  }
  const chairShare = chairShareAfterGiving(writing.share, now.chairShare);
  await change
    .set({
      contribution: composed(writing.answers),
      contribution_answers: JSON.stringify(writing.answers),
      contribution_share: writing.share,
      contribution_given_at: at,
      ...(recorded === null
        ? notRecorded
        : {
            contribution_recorded_by: recorded.by,
            contribution_recorded_at: at,
            contribution_recorded_how: recorded.how,
          }),
      ...(chairShare === null && { contribution_chair_share: null, contribution_agreement: '' }),
      ...(now.mode === 'contribute' && { reply: 'will-write', replied_at: at }),
    })
    .execute();
  // What its author keeps to themselves beside it stays theirs.
  if (recorded === null) {
    await removeDraft(tx, invitationId);
    await markFiles(tx, invitationId, { isGiven: true });
  }
  await withdrawPaper(tx, invitationId, at);
  return now.contribution === '' ? 'first' : 'done';
};

/**
 * What people wrote to a meeting for the chair and the social workers alone, answer by answer: to look for it in the copies,
 * whoever prepares them, and for nothing else.
 */
export const loadKeptWords = async (tx: Transaction, meetingId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('invitation')
    .where('meeting_id', '=', meetingId)
    .where('contribution', '<>', '')
    .select(['contribution', 'contribution_answers as contributionAnswers'])
    .select(['contribution_share as contributionShare', 'contribution_chair_share as contributionChairShare'])
    .execute();
  return rows.filter((row) => !isShared(row)).flatMap((row) => answersOf(row).map(({ words }) => words));
};
