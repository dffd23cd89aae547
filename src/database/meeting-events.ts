import { sql } from 'kysely';
import type { Happening, MeetingEvent } from '../domain/meeting-room.ts';
import type { Transaction } from './connection.ts';

const events = (tx: Transaction) =>
  tx
    .selectFrom('meeting_event')
    .innerJoin('person', 'person.id', 'meeting_event.recorded_by')
    .orderBy('meeting_event.id')
    .select([
      'kind',
      'agenda_key as agendaKey',
      'people',
      'reason',
      'next_on as nextOn',
      sql<string | null>`to_char(next_at, 'HH24:MI')`.as('nextAt'),
      'recorded_at as at',
      'person.name as by',
    ]);

/** All that happened in a meeting, in its order. */
export const loadMeetingEvents = (tx: Transaction, meetingId: string): Promise<readonly MeetingEvent[]> =>
  events(tx).where('meeting_id', '=', meetingId).execute();

/** All that happened in the meetings of a case, in its order, each with a number of its own. */
export const loadEventsOfCase = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly (MeetingEvent & { readonly id: number })[]> =>
  events(tx).where('meeting_event.disruption_id', '=', disruptionId).select('meeting_event.id').execute();

/** Keeps what happened in a meeting, signed by whoever wrote it down. */
export const addMeetingEvent = async (
  tx: Transaction,
  about: {
    readonly disruptionId: string;
    readonly meetingId: string;
    readonly by: string;
    readonly at: Date;
  },
  { kind, agendaKey, people, reason, nextOn, nextAt }: Happening,
): Promise<void> => {
  await tx
    .insertInto('meeting_event')
    .values({
      disruption_id: about.disruptionId,
      meeting_id: about.meetingId,
      kind,
      agenda_key: agendaKey,
      people: [...people],
      reason,
      next_on: nextOn,
      next_at: nextAt,
      recorded_by: about.by,
      recorded_at: about.at,
    })
    .execute();
};
