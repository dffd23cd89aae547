import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { MeetingItem } from '../domain/procedure.ts';
import type { Transaction } from './connection.ts';

/** Keeps the agenda of a meeting as it is from now on. */
export const saveAgenda = async (
  tx: Transaction,
  { disruptionId, meetingId }: { readonly disruptionId: string; readonly meetingId: string },
  items: readonly MeetingItem[],
  by: { readonly id: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('agenda')
    .values({
      ...{ id: randomUUID(), disruption_id: disruptionId, meeting_id: meetingId },
      number: sql<number>`(select coalesce(max(number), 0) + 1 from agenda where meeting_id = ${meetingId})`,
      ...{ items: JSON.stringify(items), saved_by: by.id, saved_at: by.at },
    })
    .execute();
};

/** The items of a meeting under which something is written. */
export const writtenItems = async (tx: Transaction, meetingId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('passage')
    .where('meeting_id', '=', meetingId)
    .where('text', '<>', '')
    .distinct()
    .select('agenda_key as key')
    .execute();
  return rows.map(({ key }) => key);
};
