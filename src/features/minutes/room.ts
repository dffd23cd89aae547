import { loadMeetingEvents } from '../../database/meeting-events.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { Meeting } from '../../domain/case.ts';
import { type Concerned, concernedIn, heardByItem, unexplained, whoIsNotHeard } from '../../domain/heard.ts';
import { type MeetingEvent, type MeetingNow, meetingNow, type RoomFacts } from '../../domain/meeting-room.ts';
import type { Passage } from '../../domain/minutes.ts';
import type { MeetingItem } from '../../domain/procedure.ts';
import { notThere, type OpenCase } from '../case-door.ts';

/** The meeting as it goes: how it stands, whom it is there to hear, and who was heard on what. */
export type Room = {
  readonly agenda: readonly MeetingItem[];
  readonly events: readonly MeetingEvent[];
  readonly now: MeetingNow;
  readonly concerned: readonly Concerned[];
  /** Identities of those who were heard, by the key of the item. */
  readonly heard: Readonly<Record<string, readonly string[]>>;
  readonly notHeard: readonly Concerned[];
  /** Those never heard of whom nobody said why. */
  readonly toExplain: readonly Concerned[];
};

/** The room of a case's meeting, as it is now. */
export const roomOf = async (
  { tx, record, procedure, now }: Pick<OpenCase, 'tx' | 'record' | 'procedure' | 'now'>,
  meeting: Pick<Meeting, 'id'>,
  passages: readonly Pick<Passage, 'agendaKey' | 'text' | 'saidBy'>[],
): Promise<Room> => {
  const events = await loadMeetingEvents(tx, meeting.id);
  const concerned = concernedIn(record);
  const heard = heardByItem(events, passages);
  const notHeard = whoIsNotHeard(concerned, heard, null);
  const agenda = agendaOf({ record, procedure });
  return {
    agenda,
    events,
    now: meetingNow(events, agenda, now),
    concerned,
    heard,
    notHeard,
    toExplain: unexplained(notHeard, events),
  };
};

/** What the rules of the room ask about a meeting. */
export const roomFacts = (
  { record: { meeting }, today }: Pick<OpenCase, 'record' | 'today'>,
  { now, agenda }: Pick<Room, 'now' | 'agenda'>,
): RoomFacts => {
  if (meeting === null) throw notThere();
  return { now, agenda, meeting, today };
};
