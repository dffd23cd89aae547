import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { nearestCase } from '../../database/case-standing.ts';
import type { Transaction } from '../../database/connection.ts';
import type { Adjourned } from '../../domain/adjourn.ts';
import type { NotedPart } from '../../domain/attendance.ts';
import type { MinutesStatus } from '../../domain/case.ts';
import type { Attendance, Passage } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';

/** Holds a case against every change of it until the transaction ends, but not against other people's typing. */
export const holdCase = async (tx: Transaction, disruptionId: string): Promise<void> => {
  await tx
    .selectFrom('disruption')
    .where('id', '=', nearestCase(disruptionId))
    .forKeyShare()
    .select('id')
    .execute();
};

/** The meeting of a disruption that was not cancelled, and whether its minutes are still being written. */
export const liveMeeting = (
  tx: Transaction,
  disruptionId: string,
): Promise<{ readonly id: string; readonly minutesStatus: MinutesStatus } | undefined> =>
  tx
    .selectFrom('meeting')
    .where('disruption_id', '=', disruptionId)
    .where('status', 'in', ['convened', 'held'])
    .select(['id', 'minutes_status as minutesStatus'])
    .executeTakeFirst();

/** Whether the history tells already that a person wrote in the minutes, from an instant on. */
export const hasWrittenSince = async (
  tx: Transaction,
  disruptionId: string,
  personId: string,
  since: Date,
): Promise<boolean> => {
  const entry = await tx
    .selectFrom('history')
    .where('disruption_id', '=', disruptionId)
    .where('person_id', '=', personId)
    .where('act', '=', 'write-minutes')
    .where('at', '>=', since)
    .select('id')
    .executeTakeFirst();
  return entry !== undefined;
};

type About = { readonly disruptionId: string; readonly meetingId: string; readonly at: Date };

/** Gives each item of the agenda its first passage. Two people who open the minutes at once make one between them. */
export const createFirstPassages = async (
  tx: Transaction,
  about: About,
  agenda: readonly AgendaItem[],
): Promise<void> => {
  await tx
    .insertInto('passage')
    .values(
      agenda.map(({ key, kind }) => ({
        id: randomUUID(),
        disruption_id: about.disruptionId,
        meeting_id: about.meetingId,
        agenda_key: key,
        kind,
        position: 0,
        updated_at: about.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Adds a passage under an item, after those it has, for some readers only. */
export const insertPassage = async (
  tx: Transaction,
  about: About,
  item: AgendaItem,
  passage: Pick<Passage, 'id' | 'withheldFrom' | 'aboutChildId'>,
): Promise<void> => {
  await tx
    .insertInto('passage')
    .values({
      id: passage.id,
      disruption_id: about.disruptionId,
      meeting_id: about.meetingId,
      agenda_key: item.key,
      kind: item.kind,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from passage
        where meeting_id = ${about.meetingId} and agenda_key = ${item.key})`,
      withheld_from: [...passage.withheldFrom],
      about_child_id: passage.aboutChildId,
      updated_at: about.at,
    })
    .execute();
};

/** Saves whose information a passage is, whom it is kept from, and which child it is about. */
export const saveReaders = async (
  tx: Transaction,
  { id, whose, withheldFrom, aboutChildId }: Pick<Passage, 'id' | 'whose' | 'withheldFrom' | 'aboutChildId'>,
): Promise<void> => {
  await tx
    .updateTable('passage')
    .set({ whose, withheld_from: [...withheldFrom], about_child_id: aboutChildId })
    .where('id', '=', id)
    .execute();
};

/** Saves who came and whose writing was read; with it the meeting counts as held, or not yet. */
export const saveWhoCame = async (
  tx: Transaction,
  meetingId: string,
  { status, people }: Attendance,
): Promise<void> => {
  await saveStatus(tx, meetingId, status);
  for (const { id, attended, contributionRead } of people)
    await tx
      .updateTable('invitation')
      .set({
        attended,
        contribution_read: sql<boolean>`${contributionRead} and contribution <> ''`,
        ...(attended === true ? nothingInstead : { arrived_at: null, left_at: null }),
      })
      .where('id', '=', id)
      .execute();
};

const nothingInstead = { sent_apologies: false, sent_name: '', sent_as: '' } as const;

/** Saves what is noted of how one person took part. */
export const savePart = async (
  tx: Transaction,
  invitationId: string,
  { arrivedAt, leftAt, instead }: Pick<NotedPart, 'arrivedAt' | 'leftAt' | 'instead'>,
): Promise<void> => {
  await tx
    .updateTable('invitation')
    .set({
      arrived_at: arrivedAt,
      left_at: leftAt,
      ...nothingInstead,
      ...(instead?.is === 'apologies' && { sent_apologies: true }),
      ...(instead?.is === 'sent' && { sent_name: instead.name, sent_as: instead.as }),
    })
    .where('id', '=', invitationId)
    .execute();
};

/** Saves whether a meeting counts as held. */
export const saveStatus = async (
  tx: Transaction,
  meetingId: string,
  status: 'convened' | 'held',
): Promise<void> => {
  await tx.updateTable('meeting').set({ status }).where('id', '=', meetingId).execute();
};

/** Saves when and where a meeting goes on, and that some of it was held: it counts as held again once its next part starts. */
export const saveAdjourned = async (
  tx: Transaction,
  meetingId: string,
  { meeting, satOn }: Pick<Adjourned, 'meeting' | 'satOn'>,
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({
      status: 'convened',
      held_on: meeting.heldOn,
      starts_at: meeting.startsAt,
      minutes_long: meeting.minutesLong,
      place: meeting.place,
      video_link: meeting.videoLink,
      outside_window_reason: meeting.outsideWindowReason,
      sequence: meeting.sequence,
      sat_on: [...satOn],
    })
    .where('id', '=', meetingId)
    .execute();
};

/** Locks the minutes of a meeting: from here on the database refuses every change of a passage. */
export const saveAgreed = async (
  tx: Transaction,
  meetingId: string,
  by: { readonly id: string; readonly at: Date; readonly version: number },
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({
      ...{ minutes_status: 'agreed', agreed_by: by.id, agreed_at: by.at, minutes_version: by.version },
      ...{ check_by: null, check_sent_by: null, check_sent_at: null },
    })
    .where('id', '=', meetingId)
    .execute();
};
