import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { Contact, Invitation, Meeting, Staff } from '../../domain/case.ts';
import type { Candidate, LineManagement } from '../../domain/chair.ts';
import type { Arranged, Invited } from '../../domain/meeting.ts';

export type ChairCandidate = Candidate & Staff;

/** Posts from which a chair may be asked for; the rest of the staff is not put before the convener at all. */
const postsThatChair = ['independent-chair', 'team-manager', 'service-manager', 'iro', 'senior-practitioner'];

/** Everybody who might chair, of every organisation, by name. */
export const chairCandidates = (tx: Transaction): Promise<readonly ChairCandidate[]> =>
  staff(tx).where('person.post', 'in', postsThatChair).orderBy('person.name').execute();

/** Those of the person's own council who take minutes. */
export const minuteTakers = (tx: Transaction, organisationId: string): Promise<readonly ChairCandidate[]> =>
  staff(tx)
    .where('person.post', '=', 'minute-taker')
    .where('person.organisation_id', '=', organisationId)
    .where('person.left_on', 'is', null)
    .orderBy('person.name')
    .execute();

const staff = (tx: Transaction) =>
  tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.id',
      'person.name',
      'person.post',
      'person.email',
      'person.left_on as leftOn',
      'organisation.name as organisation',
      'organisation.kind as organisationKind',
    ]);

/** Every link of line management above these people, at any time, up to the top, with the names along it. */
export const managementAbove = async (
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ readonly links: readonly LineManagement[]; readonly names: ReadonlyMap<string, string> }> => {
  const { rows } = await sql<LineManagement & { readonly managerName: string }>`
    with recursive above as (
      select * from line_management where person_id = any(${personIds})
      union
      select further.* from line_management further join above on further.person_id = above.manager_id
    )
    select above.person_id as "personId", above.manager_id as "managerId", above.from_on as "fromOn",
      above.until_on as "untilOn", person.name as "managerName"
    from above join person on person.id = above.manager_id`.execute(tx);
  return { links: rows, names: new Map(rows.map(({ managerId, managerName }) => [managerId, managerName])) };
};

type MeetingRow = Arranged['meeting'];

const asColumns = (meeting: MeetingRow) => ({
  chair_id: meeting.chair.id,
  minute_taker_id: meeting.minuteTaker?.id ?? null,
  held_on: meeting.heldOn,
  starts_at: meeting.startsAt,
  minutes_long: meeting.minutesLong,
  place: meeting.place,
  video_link: meeting.videoLink,
  outside_window_reason: meeting.outsideWindowReason,
});

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
      ...asColumns(meeting),
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
  sequence: number,
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ ...asColumns(meeting), sequence })
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
