import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Doc } from '../domain/document.ts';
import type { FileFormat } from '../domain/files/format.ts';
import type { PackPart } from '../domain/pack.ts';
import type { OwnPart, Pack, Released } from '../domain/pack-release.ts';
import { insertPageLink } from './child-pages.ts';
import { beyondTheirSight, type Transaction } from './connection.ts';
import { queueSending } from './messages.ts';
import { unsealBytes, type VaultKeys } from './sealing.ts';

/** Whose a pack is: of an invitation, or of a child at one meeting. */
export type Whose = { readonly invitationId: string } | { readonly childId: string };

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
      sql<string>`coalesce(invitation_id, child_id)`.as('readerId'),
      'opened_at as openedAt',
      sql<boolean>`printed_at is not null`.as('isPrinted'),
    ])
    .execute();
  return packs.map((pack) => ({
    ...pack,
    parts: parts
      .filter(({ packId }) => packId === pack.id)
      .map(({ packId: _, authorId, ...part }) => ({ paper: authorId ?? 'agenda', ...part })),
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
  parts: readonly (PackPart & { readonly whose: Whose })[],
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
      parts.map(({ paper, doc, files, whose }, position) => ({
        ...{ id: randomUUID(), disruption_id: release.disruptionId, pack_id: id },
        ...('childId' in whose
          ? { child_id: whose.childId, invitation_id: null }
          : { child_id: null, invitation_id: whose.invitationId }),
        ...{ author_id: paper === 'agenda' ? null : paper, position },
        ...{ document: JSON.stringify(doc), files: JSON.stringify(files) },
        ...{ is_late: release.isLate, released_at: release.at },
      })),
    )
    .execute();
};

/** The parts that are somebody's own and were not taken back. */
const isTheirs = (whose: Whose) =>
  'childId' in whose
    ? sql<boolean>`child_id = ${whose.childId} and withdrawn_at is null`
    : sql<boolean>`invitation_id = ${whose.invitationId} and withdrawn_at is null`;

/** Somebody's own pack, in the order in which it came. */
export const loadOwnPack = async (tx: Transaction, whose: Whose): Promise<readonly OwnPart[]> => {
  const rows = await tx
    .selectFrom('pack_part')
    .where(isTheirs(whose))
    .orderBy('released_at')
    .orderBy('position')
    .select(['author_id as authorId', 'document', 'files', 'is_late as isLate', 'opened_at as openedAt'])
    .execute();
  return rows.map(({ authorId, document, ...part }) => ({
    ...part,
    paper: authorId ?? 'agenda',
    document: document as Doc,
  }));
};

/** Somebody's own pack; what they had not opened yet is opened. */
export const openOwnPack = async (tx: Transaction, whose: Whose, at: Date): Promise<readonly OwnPart[]> => {
  const parts = await loadOwnPack(tx, whose);
  await tx
    .updateTable('pack_part')
    .set({ opened_at: at })
    .where(isTheirs(whose))
    .where('opened_at', 'is', null)
    .execute();
  return parts;
};

/** Keeps that somebody has their pack on paper, by whom it was printed first. */
export const notePrinted = async (
  tx: Transaction,
  whose: Whose,
  printed: { readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('pack_part')
    .set({ printed_by: printed.by, printed_at: printed.at })
    .where(isTheirs(whose))
    .where('printed_at', 'is', null)
    .execute();
};

/** A file that came with a paper of somebody's own pack; undefined when there is none, or it was taken back since. */
export const openPackFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  whose: Whose,
  fileId: string,
): Promise<{ readonly format: FileFormat; readonly bytes: Buffer } | undefined> => {
  const row = await tx
    .selectFrom('contribution_file as file')
    .where('file.id', '=', fileId)
    .where('file.is_given', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pack_part')
          .where(isTheirs(whose))
          .whereRef('author_id', '=', 'file.invitation_id')
          .where(sql<boolean>`files @> jsonb_build_array(jsonb_build_object('id', ${fileId}::text))`)
          .select('pack_part.id'),
      ),
    )
    .select(['file.id', 'file.organisation_id as organisationId', 'file.format', 'file.sealed'])
    .executeTakeFirst();
  return row && { format: row.format, bytes: unsealBytes(vaultKeys, row, row.sealed) };
};

/** Which children of a case read its pack: those who come to the meeting, as was last chosen, or have a page of their own. */
export const childrenWhoRead = async (tx: Transaction, disruptionId: string): Promise<ReadonlySet<string>> =>
  beyondTheirSight(tx, async () => {
    const { rows } = await sql<{ readonly id: string }>`
      select child_id as id from child_page where disruption_id = ${disruptionId} and closed_at is null
      union select child_id from (select distinct on (child_id) child_id, ways from voice_choice
        where disruption_id = ${disruptionId} order by child_id, recorded_at desc, id) chosen where 'come' = any (ways)`.execute(
      tx,
    );
    return new Set(rows.map(({ id }) => id));
  });

/** Tells children that there is something to read on their own page, where a message reaches them: a link, and no word of it. */
export const tellChildren = async (
  tx: Transaction,
  service: { readonly secretKey: string },
  about: {
    readonly disruptionId: string;
    readonly childIds: readonly string[];
    readonly at: Date;
    readonly linkUntil: Date;
  },
): Promise<void> =>
  beyondTheirSight(tx, async () => {
    if (about.childIds.length === 0) return;
    const pages = await tx
      .selectFrom('child_page')
      .where('disruption_id', '=', about.disruptionId)
      .where('child_id', 'in', about.childIds)
      .where('closed_at', 'is', null)
      .where('channel', '<>', 'by-hand')
      .select('id')
      .execute();
    for (const page of pages) {
      const link = await insertPageLink(tx, service, page.id, about.linkUntil);
      const id = randomUUID();
      await tx
        .insertInto('message')
        .values({
          ...{ id, disruption_id: about.disruptionId, child_page_id: page.id, kind: 'pack' },
          ...{ content: JSON.stringify({ linkId: link.id }), queued_at: about.at },
        })
        .execute();
      await queueSending(tx, id);
    }
  });

/** Takes back what children were given to read before a meeting that is not held. */
export const withdrawFromChildren = async (tx: Transaction, meetingId: string, at: Date): Promise<void> => {
  await tx
    .updateTable('pack_part')
    .from('pack')
    .whereRef('pack.id', '=', 'pack_part.pack_id')
    .where('pack.meeting_id', '=', meetingId)
    .where('child_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .set({ withdrawn_at: at })
    .execute();
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

/** Takes back the agenda of some readers, by their invitations or as children: they get another. */
export const withdrawAgendas = async (
  tx: Transaction,
  readerIds: readonly string[],
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('pack_part')
    .set({ withdrawn_at: at })
    .where('author_id', 'is', null)
    .where(sql<string>`coalesce(invitation_id, child_id)`, 'in', readerIds)
    .where('withdrawn_at', 'is', null)
    .execute();
};

/** Whether there is anything for somebody to read before the meeting. */
export const hasOwnPack = async (tx: Transaction, whose: Whose): Promise<boolean> => {
  const part = await tx.selectFrom('pack_part').where(isTheirs(whose)).select('id').executeTakeFirst();
  return part !== undefined;
};
