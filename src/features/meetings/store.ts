import type { Transaction } from '../../database/connection.ts';
import type { Contact, Invitation, Meeting } from '../../domain/case.ts';
import type { Arranged } from '../../domain/meeting.ts';
import type { Invited } from '../../domain/meeting-people.ts';

type MeetingRow = Arranged['meeting'];

export const asColumns = (meeting: MeetingRow, by: string) => ({
  chair_id: meeting.chair.id,
  minute_taker_id: meeting.minuteTaker?.id ?? null,
  held_on: meeting.heldOn,
  starts_at: meeting.startsAt,
  minutes_long: meeting.minutesLong,
  place: meeting.place,
  video_link: meeting.videoLink,
  outside_window_reason: meeting.outsideWindowReason,
  ...agreementColumns(meeting.chairAgreement, by),
});

/** An agreement that stands stays that of whoever gave it. */
const agreementColumns = (agreement: MeetingRow['chairAgreement'], by: string) => {
  if (agreement.is === 'stands') return {};
  return agreement.is === 'given'
    ? { chair_agreed_by: by, chair_agreement_reason: agreement.reason }
    : { chair_agreed_by: null, chair_agreement_reason: '' };
};

export const insertMeeting = async (
  tx: Transaction,
  meeting: MeetingRow,
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly calendarUid: string;
    readonly convenedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('meeting')
    .values({
      ...asColumns(meeting, about.convenedBy),
      id: about.id,
      disruption_id: about.disruptionId,
      status: 'convened',
      calendar_uid: about.calendarUid,
      convened_by: about.convenedBy,
      convened_at: about.at,
    })
    .execute();
};

export const updateMeeting = async (
  tx: Transaction,
  meetingId: string,
  meeting: MeetingRow,
  change: { readonly sequence: number; readonly changedBy: string },
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ ...asColumns(meeting, change.changedBy), sequence: change.sequence })
    .where('id', '=', meetingId)
    .execute();
  await tx.deleteFrom('left_out').where('meeting_id', '=', meetingId).execute();
};

export const saveCancelled = async (tx: Transaction, meeting: Meeting, reason: string): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ status: 'cancelled', cancel_reason: reason, sequence: meeting.sequence + 1 })
    .where('id', '=', meeting.id)
    .execute();
};

/** Counts a change of the meeting that only some are told of. */
export const saveSequence = async (tx: Transaction, meetingId: string, sequence: number): Promise<void> => {
  await tx.updateTable('meeting').set({ sequence }).where('id', '=', meetingId).execute();
};

export const saveContacts = async (
  tx: Transaction,
  placementId: string,
  contacts: readonly Contact[],
): Promise<void> => {
  if (contacts.length === 0) return;
  await tx
    .insertInto('contact')
    .values(contacts.map((contact) => ({ ...contact, placement_id: placementId })))
    .execute();
};

export const saveInvitations = async (
  tx: Transaction,
  about: { readonly disruptionId: string; readonly meetingId: string; readonly after: number },
  invited: readonly (Invited & { readonly id: string })[],
): Promise<void> => {
  if (invited.length === 0) return;
  await tx
    .insertInto('invitation')
    .values(
      invited.map((person, index) => ({
        id: person.id,
        disruption_id: about.disruptionId,
        meeting_id: about.meetingId,
        source: person.source,
        position: about.after + index,
        person_id: person.personId,
        capacity: person.capacity,
        reader: person.reader,
        name: person.name,
        email: person.email,
        mode: person.mode,
        may_know_place: person.mayKnowPlace,
        added_reason: person.addedReason,
      })),
    )
    .execute();
};

export const saveLeftOut = async (
  tx: Transaction,
  about: { readonly disruptionId: string; readonly meetingId: string },
  people: readonly (Meeting['leftOut'][number] & { readonly id: string })[],
): Promise<void> => {
  if (people.length === 0) return;
  await tx
    .insertInto('left_out')
    .values(
      people.map((person) => ({ ...person, disruption_id: about.disruptionId, meeting_id: about.meetingId })),
    )
    .execute();
};

export const saveMode = async (
  tx: Transaction,
  { id, mode }: Pick<Invitation, 'id' | 'mode'>,
): Promise<void> => {
  await tx.updateTable('invitation').set({ mode }).where('id', '=', id).execute();
};

export const saveWithdrawn = async (tx: Transaction, invitationId: string, reason: string): Promise<void> => {
  await tx
    .updateTable('invitation')
    .set({ status: 'withdrawn', withdrawn_reason: reason })
    .where('id', '=', invitationId)
    .execute();
};
