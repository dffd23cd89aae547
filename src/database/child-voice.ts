import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { OwnPage, Voice } from '../domain/voice-rows.ts';
import type { Transaction } from './connection.ts';

const choicesOf = (tx: Transaction, disruptionId: string): Promise<Voice['choices']> =>
  tx
    .selectFrom('voice_choice as choice')
    .innerJoin('person', 'person.id', 'choice.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('choice.id')
    .select([
      'choice.id',
      'child_id as childId',
      'ways',
      'interpreter',
      'signs',
      'chosen_with as chosenWith',
      'chosen_on as chosenOn',
      'person.name as recordedBy',
    ])
    .execute();

const participationsOf = (tx: Transaction, disruptionId: string): Promise<Voice['participations']> =>
  tx
    .selectFrom('participation as part')
    .innerJoin('person', 'person.id', 'part.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('part.id')
    .select([
      'part.id',
      'child_id as childId',
      'meeting_id as meetingId',
      'code',
      'attended',
      'reason',
      'person.name as recordedBy',
    ])
    .execute();

const answersOf = async (tx: Transaction, disruptionId: string): Promise<Voice['answers']> => {
  const rows = await tx
    .selectFrom('child_answer as answer')
    .innerJoin('person as writer', 'writer.id', 'answer.written_by')
    .leftJoin('person as chair', 'chair.id', 'answer.agreed_by')
    .where('answer.disruption_id', '=', disruptionId)
    .orderBy('answer.written_at', 'desc')
    .orderBy('answer.id')
    .select((from) => [
      'answer.id',
      'answer.child_id as childId',
      'answer.meeting_id as meetingId',
      'answer.told_us as toldUs',
      'answer.talked_about as talkedAbout',
      'answer.happens_next as happensNext',
      'answer.why_moved as whyMoved',
      'answer.who_to_talk_to as whoToTalkTo',
      'answer.revision',
      'writer.name as writtenBy',
      'answer.written_at as writtenAt',
      'chair.name as agreedBy',
      'answer.agreed_at as agreedAt',
      'answer.told_because as toldBecause',
      jsonArrayFrom(
        from
          .selectFrom('answer_giving as giving')
          .innerJoin('person as giver', 'giver.id', 'giving.recorded_by')
          .whereRef('giving.answer_id', '=', 'answer.id')
          .orderBy('giving.recorded_at', 'desc')
          .orderBy('giving.id')
          .select([
            'giving.given_on as givenOn',
            'giving.how',
            'giving.who_was_there as whoWasThere',
            'giving.response',
            'giver.name as recordedBy',
          ]),
      ).as('givings'),
    ])
    .execute();
  return rows.map(({ toldUs, talkedAbout, happensNext, whyMoved, whoToTalkTo, ...answer }) => ({
    ...answer,
    texts: { toldUs, talkedAbout, happensNext, whyMoved, whoToTalkTo },
  }));
};

const stepsOf = (tx: Transaction, disruptionId: string): Promise<Voice['steps']> =>
  tx
    .selectFrom('transition_step')
    .where('disruption_id', '=', disruptionId)
    .orderBy('due_on')
    .orderBy('id')
    .select([
      'id',
      'child_id as childId',
      'what',
      'who',
      'due_on as dueOn',
      'done_on as doneOn',
      'how_it_went as howItWent',
    ])
    .execute();

const linksOf = async (tx: Transaction, disruptionId: string): Promise<Voice['links']> => {
  const rows = await tx
    .selectFrom('kept_link as link')
    .where('link.disruption_id', '=', disruptionId)
    .orderBy('link.recorded_at')
    .orderBy('link.id')
    .select((from) => [
      'link.id',
      'link.child_id as childId',
      'link.who',
      'link.what_they_are as whatTheyAre',
      jsonArrayFrom(
        from
          .selectFrom('kept_link_review as review')
          .innerJoin('person', 'person.id', 'review.recorded_by')
          .whereRef('review.link_id', '=', 'link.id')
          .orderBy('review.recorded_at', 'desc')
          .orderBy('review.id')
          .select([
            'review.child_wants as childWants',
            'review.they_want as theyWant',
            'review.arranged',
            'review.arranged_by as arrangedBy',
            'review.reviewed_on as reviewedOn',
            'review.next_on as nextOn',
            'review.ended_because as endedBecause',
            'person.name as recordedBy',
          ]),
      ).as('reviews'),
    ])
    .execute();
  return rows;
};

/** The children's own pages of a case, for their bags: others than their social worker see none. */
export const loadOwnPages = (tx: Transaction, disruptionId: string): Promise<readonly OwnPage[]> =>
  tx
    .selectFrom('child_page as page')
    .innerJoin('person', 'person.id', 'page.opened_by')
    .where('page.disruption_id', '=', disruptionId)
    .orderBy('page.id')
    .select((from) => [
      'page.id',
      'page.child_id as childId',
      'page.channel',
      'page.address',
      'person.name as openedBy',
      'page.opened_at as openedAt',
      jsonArrayFrom(
        from
          .selectFrom('child_draft as draft')
          .whereRef('draft.page_id', '=', 'page.id')
          .orderBy('draft.sheet')
          .select(['draft.sheet', 'draft.saved_at as savedAt']),
      ).as('drafts'),
    ])
    .execute()
    .then((pages) =>
      pages.map((page) => ({
        ...page,
        // A date that comes inside JSON comes as text.
        drafts: page.drafts.map((draft) => ({ ...draft, savedAt: new Date(draft.savedAt) })),
      })),
    );

/** Everything that is recorded of how the children of a case are heard, but for their words (case-record.ts). */
export const loadVoice = async (tx: Transaction, disruptionId: string): Promise<Voice> => ({
  choices: await choicesOf(tx, disruptionId),
  participations: await participationsOf(tx, disruptionId),
  answers: await answersOf(tx, disruptionId),
  steps: await stepsOf(tx, disruptionId),
  links: await linksOf(tx, disruptionId),
});
