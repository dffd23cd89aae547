import { randomUUID } from 'node:crypto';
import type { Doc } from '../domain/document.ts';
import type { OwnPart, Pack, PackPart, Released } from '../domain/pack.ts';
import { beyondTheirSight, type Transaction } from './connection.ts';

/** The releases of a meeting's pack, the first one first. What was taken back is in none. */
export const loadPacks = async (tx: Transaction, meetingId: string): Promise<readonly Pack[]> => {
  const packs = await tx
    .selectFrom('pack')
    .innerJoin('person', 'person.id', 'pack.released_by')
    .where('meeting_id', '=', meetingId)
    .orderBy('released_at')
    .orderBy('pack.id')
    .select([
      'pack.id',
      'is_late as isLate',
      'late_because as lateBecause',
      'released_at as releasedAt',
      'person.name as releasedBy',
    ])
    .execute();
  if (packs.length === 0) return [];
  const parts = await tx
    .selectFrom('pack_part')
    .where(
      'pack_id',
      'in',
      packs.map(({ id }) => id),
    )
    .where('withdrawn_at', 'is', null)
    .select([
      'pack_id as packId',
      'author_id as authorId',
      'invitation_id as invitationId',
      'opened_at as openedAt',
    ])
    .execute();
  return packs.map((pack) => ({
    ...pack,
    parts: parts
      .filter(({ packId }) => packId === pack.id)
      .map(({ authorId, invitationId, openedAt }) => ({
        paper: authorId ?? 'agenda',
        invitationId,
        openedAt,
      })),
  }));
};

/** Keeps a release, and what each person gets of it. */
export const savePack = async (
  tx: Transaction,
  release: Released & {
    readonly disruptionId: string;
    readonly meetingId: string;
    readonly by: string;
    readonly at: Date;
  },
  parts: readonly (PackPart & { readonly invitationId: string })[],
): Promise<void> => {
  const id = randomUUID();
  await tx
    .insertInto('pack')
    .values({
      ...{ id, disruption_id: release.disruptionId, meeting_id: release.meetingId },
      ...{ is_late: release.isLate, late_because: release.because },
      ...{ released_by: release.by, released_at: release.at },
    })
    .execute();
  if (parts.length === 0) return;
  await tx
    .insertInto('pack_part')
    .values(
      parts.map(({ paper, doc, invitationId }, position) => ({
        ...{
          id: randomUUID(),
          disruption_id: release.disruptionId,
          pack_id: id,
          invitation_id: invitationId,
        },
        ...{ author_id: paper === 'agenda' ? null : paper, position, document: JSON.stringify(doc) },
        ...{ is_late: release.isLate, released_at: release.at },
      })),
    )
    .execute();
};

/** Somebody's own pack, in the order in which it came; with `openedAt`, what they had not opened yet is opened. */
export const openOwnPack = async (
  tx: Transaction,
  invitationId: string,
  openedAt: Date | null,
): Promise<readonly OwnPart[]> => {
  const rows = await tx
    .selectFrom('pack_part')
    .where('invitation_id', '=', invitationId)
    .where('withdrawn_at', 'is', null)
    .orderBy('released_at')
    .orderBy('position')
    .select(['document', 'is_late as isLate', 'opened_at as openedAt'])
    .execute();
  if (openedAt !== null)
    await tx
      .updateTable('pack_part')
      .set({ opened_at: openedAt })
      .where('invitation_id', '=', invitationId)
      .where('withdrawn_at', 'is', null)
      .where('opened_at', 'is', null)
      .execute();
  return rows.map(({ document, ...part }) => ({ ...part, document: document as Doc }));
};

/**
 * Takes back what others were given of what somebody wrote, since they changed it or took it back: nobody reads on what its
 * author no longer gives. The author may be a guest, who sees nobody else's pack.
 */
export const withdrawPaper = async (tx: Transaction, authorId: string, at: Date): Promise<void> =>
  beyondTheirSight(tx, async () => {
    await tx
      .updateTable('pack_part')
      .set({ withdrawn_at: at })
      .where('author_id', '=', authorId)
      .where('withdrawn_at', 'is', null)
      .execute();
  });

/** Whether there is anything for somebody to read before the meeting. */
export const hasOwnPack = async (tx: Transaction, invitationId: string): Promise<boolean> => {
  const part = await tx
    .selectFrom('pack_part')
    .where('invitation_id', '=', invitationId)
    .where('withdrawn_at', 'is', null)
    .select('id')
    .executeTakeFirst();
  return part !== undefined;
};
