import type { CopyPassage } from '../domain/copy-sections.ts';
import type { Transaction } from './connection.ts';
import { saidBy } from './speakers.ts';

/** The passages of a meeting's minutes in the order they were begun, with everybody who typed in them. */
export const loadPassages = (
  tx: Transaction,
  meetingId: string,
): Promise<readonly (CopyPassage & { readonly id: string; readonly authors: readonly string[] })[]> =>
  tx
    .selectFrom('passage')
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .select([
      'id',
      'agenda_key as agendaKey',
      'kind',
      saidBy,
      'text',
      'withheld_from as withheldFrom',
      'about_child_id as aboutChildId',
      'whose',
      'authors',
    ])
    .execute();

/** What belongs to locked minutes: the actions of the meeting and the views that were there to be heard, none since. */
export const idsInMinutes = async (
  tx: Transaction,
  disruptionId: string,
  meeting: { readonly id: string; readonly lockedAt: Date },
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('action')
    .where('meeting_id', '=', meeting.id)
    .select('id')
    .unionAll(
      tx
        .selectFrom('child_view')
        .where('disruption_id', '=', disruptionId)
        .where('recorded_at', '<=', meeting.lockedAt)
        .select('id'),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
};
