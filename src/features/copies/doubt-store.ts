import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { Doubt, KeptDoubt } from '../../domain/release-doubt.ts';

/** The doubts of a meeting's minutes, those that wait first. */
export const loadDoubts = async (tx: Transaction, meetingId: string): Promise<readonly KeptDoubt[]> =>
  tx
    .selectFrom('release_doubt as doubt')
    .leftJoin('person', 'person.id', 'doubt.cleared_by')
    .where('meeting_id', '=', meetingId)
    .orderBy('cleared_at', (order) => order.asc().nullsFirst())
    .orderBy('found_at')
    .orderBy('doubt.id')
    .select([
      'doubt.id',
      'doubt.kind',
      'doubt.found',
      'doubt.place',
      'doubt.what',
      'doubt.because',
      'person.name as clearedBy',
      'cleared_at as clearedAt',
    ])
    .execute();

/** Keeps the doubts that were found. One that waited and is not found any more goes; one that was cleared stays so. */
export const saveDoubts = async (
  tx: Transaction,
  found: readonly Doubt[],
  of: { readonly disruptionId: string; readonly meetingId: string; readonly at: Date },
): Promise<void> => {
  await tx
    .deleteFrom('release_doubt')
    .where('meeting_id', '=', of.meetingId)
    .where('cleared_at', 'is', null)
    .execute();
  if (found.length === 0) return;
  await tx
    .insertInto('release_doubt')
    .values(
      found.map((doubt) => ({
        ...{ id: randomUUID(), disruption_id: of.disruptionId, meeting_id: of.meetingId, found_at: of.at },
        ...doubt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['meeting_id', 'kind', 'found', 'what']).doNothing())
    .execute();
};

/** Keeps what somebody said of doubts that may stand. One that somebody else cleared a moment ago stays theirs. */
export const markCleared = async (
  tx: Transaction,
  ids: readonly string[],
  by: { readonly id: string; readonly because: string; readonly at: Date },
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .updateTable('release_doubt')
    .set({ because: by.because, cleared_by: by.id, cleared_at: by.at })
    .where('id', 'in', ids)
    .where('cleared_at', 'is', null)
    .execute();
};
