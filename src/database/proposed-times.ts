import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Invitation } from '../domain/case.ts';
import type { Asked, Given, ProposedTime, TimeAnswer } from '../domain/time-answers.ts';
import type { Transaction } from './connection.ts';

/** What people are asked before a meeting is convened: its times, the earliest first, and everybody who is asked. */
export type Proposal = {
  readonly id: string;
  readonly chair: { readonly id: string; readonly name: string };
  readonly minutesLong: number;
  readonly outsideWindowReason: string;
  readonly calendarUid: string;
  readonly times: readonly ProposedTime[];
  readonly people: readonly (Asked &
    Pick<Invitation, 'source' | 'reader' | 'email' | 'mode' | 'mayKnowPlace'>)[];
};

const timesOf = (tx: Transaction) =>
  tx
    .selectFrom('proposed_time')
    .where('proposed_time.taken_back_at', 'is', null)
    .orderBy('proposed_time.held_on')
    .orderBy('proposed_time.starts_at')
    .select([
      'proposed_time.id',
      'proposed_time.held_on as heldOn',
      sql<string>`to_char(proposed_time.starts_at, 'HH24:MI')`.as('startsAt'),
    ]);

/** The times people of a case are asked about now, and what each of them said; undefined when nobody is asked. */
export const loadProposal = async (tx: Transaction, disruptionId: string): Promise<Proposal | undefined> => {
  const row = await tx
    .selectFrom('meeting')
    .innerJoin('person', 'person.id', 'meeting.chair_id')
    .where('meeting.disruption_id', '=', disruptionId)
    .where('meeting.status', '=', 'proposed')
    .select((from) => [
      'meeting.id',
      'meeting.chair_id as chairId',
      'person.name as chairName',
      'meeting.minutes_long as minutesLong',
      'meeting.outside_window_reason as outsideWindowReason',
      'meeting.calendar_uid as calendarUid',
      jsonArrayFrom(timesOf(tx).whereRef('proposed_time.meeting_id', '=', 'meeting.id' as never)).as('times'),
      jsonArrayFrom(
        from
          .selectFrom('invitation')
          .whereRef('invitation.meeting_id', '=', 'meeting.id')
          .where('invitation.status', '=', 'invited')
          .orderBy('invitation.position')
          .orderBy('invitation.name')
          .select((of) => [
            'invitation.id',
            'invitation.source',
            'invitation.name',
            'invitation.capacity',
            'invitation.reader',
            'invitation.email',
            'invitation.mode',
            'invitation.may_know_place as mayKnowPlace',
            'invitation.person_id as personId',
            jsonArrayFrom(
              of
                .selectFrom('time_answer')
                .leftJoin('person as recorder', 'recorder.id', 'time_answer.recorded_by')
                .whereRef('time_answer.invitation_id', '=', 'invitation.id')
                .select([
                  'time_answer.time_id as timeId',
                  'time_answer.answer',
                  'time_answer.told_by as toldBy',
                  'time_answer.told_how as toldHow',
                  'recorder.name as recordedBy',
                ]),
            ).as('answers'),
          ]),
      ).as('people'),
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { chairId, chairName, people, ...proposal } = row;
  return {
    ...proposal,
    chair: { id: chairId, name: chairName },
    people: people.map(({ answers, ...person }) => ({
      ...person,
      answers: new Map(answers.map(({ timeId, ...given }): [string, Given] => [timeId, given])),
    })),
  };
};

/** Whether people of a case are asked now which times they can come. */
export const areTimesAsked = async (tx: Transaction, disruptionId: string): Promise<boolean> => {
  const asked = await tx
    .selectFrom('meeting')
    .where('disruption_id', '=', disruptionId)
    .where('status', '=', 'proposed')
    .select('id')
    .executeTakeFirst();
  return asked !== undefined;
};

/** The times that whoever holds one invitation is asked about, and what they said; nothing once one was taken. */
export const loadTimesAsked = async (
  tx: Transaction,
  invitationId: string,
): Promise<{
  readonly minutesLong: number;
  readonly times: readonly ProposedTime[];
  readonly answers: ReadonlyMap<string, TimeAnswer>;
}> => {
  const times = await timesOf(tx)
    .innerJoin('meeting', 'meeting.id', 'proposed_time.meeting_id')
    .innerJoin('invitation', 'invitation.meeting_id', 'meeting.id')
    .where('invitation.id', '=', invitationId)
    .where('meeting.status', '=', 'proposed')
    .select('meeting.minutes_long as minutesLong')
    .execute();
  const answers = await tx
    .selectFrom('time_answer')
    .where('invitation_id', '=', invitationId)
    .select(['time_id as timeId', 'answer'])
    .execute();
  return {
    minutesLong: times[0]?.minutesLong ?? 0,
    times: times.map(({ minutesLong: _, ...time }) => time),
    answers: new Map(answers.map(({ timeId, answer }) => [timeId, answer])),
  };
};

/**
 * Keeps what somebody said to each time, in place of what they said before. The database refuses it with a
 * `restrict_violation` once a time was taken or taken back: see `isTooLateForTimes`.
 */
export const saveTimeAnswers = async (
  tx: Transaction,
  of: { readonly invitationId: string; readonly disruptionId: string; readonly at: Date },
  answers: readonly { readonly timeId: string; readonly answer: TimeAnswer }[],
  told: { readonly recordedBy: string | null; readonly toldBy?: string; readonly toldHow?: string },
): Promise<void> => {
  if (answers.length === 0) return;
  await tx
    .insertInto('time_answer')
    .values(
      answers.map(({ timeId, answer }) => ({
        time_id: timeId,
        invitation_id: of.invitationId,
        disruption_id: of.disruptionId,
        answer,
        told_by: told.toldBy ?? '',
        told_how: told.toldHow ?? '',
        recorded_by: told.recordedBy,
        answered_at: of.at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['time_id', 'invitation_id']).doUpdateSet((row) => ({
        answer: row.ref('excluded.answer'),
        told_by: row.ref('excluded.told_by'),
        told_how: row.ref('excluded.told_how'),
        recorded_by: row.ref('excluded.recorded_by'),
        answered_at: row.ref('excluded.answered_at'),
      })),
    )
    .execute();
};

/** Whether the database refused answers because their times are not asked about any more. */
export const isTooLateForTimes = (error: unknown): boolean =>
  (error as { readonly code?: string }).code === '23001';
