import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { Answer, AnswerTexts, Giving } from '../../domain/child-answer.ts';
import { type About, signed } from './store.ts';

/** Saves a letter as it was typed. Whatever was agreed of it before is not agreed any more. */
export const saveAnswer = async (
  tx: Transaction,
  texts: AnswerTexts,
  {
    answer,
    meetingId,
    about,
  }: { readonly answer: Answer | null; readonly meetingId: string; readonly about: About },
): Promise<void> => {
  const row = {
    told_us: texts.toldUs,
    talked_about: texts.talkedAbout,
    happens_next: texts.happensNext,
    why_moved: texts.whyMoved,
    who_to_talk_to: texts.whoToTalkTo,
    written_by: about.recordedBy,
    written_at: about.at,
  };
  if (answer === null)
    await tx
      .insertInto('child_answer')
      .values({
        ...row,
        id: randomUUID(),
        disruption_id: about.disruptionId,
        meeting_id: meetingId,
        child_id: about.childId,
      })
      .execute();
  else
    await tx
      .updateTable('child_answer')
      .set({ ...row, revision: answer.revision + 1, agreed_by: null, agreed_at: null, told_because: '' })
      .where('id', '=', answer.id)
      .execute();
};

export const saveAgreed = async (
  tx: Transaction,
  answerId: string,
  by: { readonly id: string; readonly at: Date; readonly toldBecause: string },
): Promise<void> => {
  await tx
    .updateTable('child_answer')
    .set({ agreed_by: by.id, agreed_at: by.at, told_because: by.toldBecause })
    .where('id', '=', answerId)
    .execute();
};

export const insertGiving = async (
  tx: Transaction,
  giving: Omit<Giving, 'recordedBy'>,
  about: Omit<About, 'childId'> & { readonly answerId: string },
): Promise<void> => {
  await tx
    .insertInto('answer_giving')
    .values({
      ...signed(about),
      answer_id: about.answerId,
      given_on: giving.givenOn,
      how: giving.how,
      who_was_there: giving.whoWasThere,
      response: giving.response,
    })
    .execute();
};
