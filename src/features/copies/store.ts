import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import type { Copy } from '../../domain/copy.ts';
import type { Doc } from '../../domain/document.ts';
import type { PrintedCopy, StoredCopy } from '../../domain/release.ts';

/**
 * Everybody who wrote in the minutes of a meeting, or in what it found: none of them releases a copy, or says what in them may
 * stand.
 */
export const loadAuthors = async (tx: Transaction, meetingId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select unnest(authors) as id from passage where meeting_id = ${meetingId}
    union select unnest(authors) from finding where meeting_id = ${meetingId}
    union select unnest(authors) from purpose_unanswered where meeting_id = ${meetingId}`.execute(tx);
  return rows.map(({ id }) => id);
};

/** The copies of one version of a meeting's minutes. */
export const loadCopies = async (
  tx: Transaction,
  meetingId: string,
  version: number,
): Promise<readonly StoredCopy[]> => {
  const rows = await tx
    .selectFrom('copy')
    .leftJoin('person', 'person.id', 'copy.released_by')
    .leftJoin('person as holder', 'holder.id', 'copy.held_by')
    .where('meeting_id', '=', meetingId)
    .where('version', '=', version)
    .select((from) => [
      'copy.id',
      'invitation_id as invitationId',
      'version',
      'copy.sha256',
      'authors',
      'problems',
      'document',
      'withheld',
      'held_by as heldBy',
      'holder.name as heldByName',
      'held_until as heldUntil',
      'stopped_because as stoppedBecause',
      'person.name as releasedBy',
      'released_at as releasedAt',
      'readable_until as readableUntil',
      'withdrawn_at as withdrawnAt',
      'copy.opened_at as openedAt',
      from
        .selectFrom('message')
        .whereRef('message.invitation_id', '=', 'copy.invitation_id')
        .where('message.kind', '=', 'copy')
        .where(sql`message.content -> 'copy' ->> 'id'`, '=', sql`copy.id::text`)
        .where('message.reminder_rule', 'is not', null)
        .select(({ fn }) => fn.max('message.sent_at').as('at'))
        .as('remindedAt'),
      jsonArrayFrom(
        from
          .selectFrom('copy_preview')
          .whereRef('copy_preview.copy_id', '=', 'copy.id')
          .whereRef('copy_preview.sha256', '=', 'copy.sha256')
          .select('person_id as personId'),
      ).as('previews'),
    ])
    .execute();
  return rows.map(({ problems, document, withheld, previews, ...copy }) => ({
    ...copy,
    seenBy: previews.map(({ personId }) => personId),
    problems: problems as readonly string[],
    document: document as Doc,
    withheld: withheld as Copy['withheld'],
  }));
};

type File = {
  readonly pdf: Buffer;
  readonly docx: Buffer | null;
  readonly sha256: string;
  readonly document: Doc;
  readonly name: string;
  readonly invitationId: string;
};

/** The finished file of a copy; undefined when the case has none of that identity. */
export const loadFile = async (
  tx: Transaction,
  disruptionId: string,
  copyId: string,
): Promise<File | undefined> => {
  const row = await tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .where('copy.id', '=', copyId)
    .where('copy.disruption_id', '=', disruptionId)
    .select(['pdf', 'docx', 'sha256', 'document', 'invitation.name', 'invitation_id as invitationId'])
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, document: row.document as Doc };
};

/**
 * The fingerprints of the files of a meeting as they lie in the store, by the identity of the copy; empty for one whose
 * Word file is not the one that was prepared.
 */
export const storedFingerprints = async (
  tx: Transaction,
  meetingId: string,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('copy')
    .where('meeting_id', '=', meetingId)
    .select([
      'id',
      sql<string>`case when encode(sha256(docx), 'hex') is not distinct from docx_sha256
        then encode(sha256(pdf), 'hex') else '' end`.as('sha256'),
    ])
    .execute();
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
};

export type NewCopy = Pick<
  StoredCopy,
  'id' | 'invitationId' | 'document' | 'withheld' | 'problems' | 'sha256'
> & {
  readonly pdf: Buffer;
  readonly docx: Buffer;
  readonly docxSha256: string;
  /** Of a draft, by what it names each passage that it holds. */
  readonly refs: readonly { readonly ref: string; readonly passageId: string }[];
};

/** Saves copies that were prepared. One that is out, or waits to go, stays as it is; any other of the same person gives way. */
export const saveCopies = async (
  tx: Transaction,
  copies: readonly NewCopy[],
  about: {
    readonly disruptionId: string;
    readonly meetingId: string;
    readonly version: number;
    readonly authors: readonly string[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> => {
  for (const copy of copies) {
    const prepared = {
      document: JSON.stringify(copy.document),
      withheld: JSON.stringify(copy.withheld),
      problems: JSON.stringify(copy.problems),
      pdf: copy.pdf,
      sha256: copy.sha256,
      docx: copy.docx,
      docx_sha256: copy.docxSha256,
      authors: [...about.authors],
      prepared_by: about.by,
      prepared_at: about.at,
    };
    const notOut = {
      ...{ released_by: null, released_at: null, readable_until: null, withdrawn_at: null, opened_at: null },
      ...{ held_by: null, held_at: null, held_until: null, stopped_because: '' },
    };
    await tx
      .insertInto('copy')
      .values({
        ...prepared,
        id: copy.id,
        disruption_id: about.disruptionId,
        meeting_id: about.meetingId,
        invitation_id: copy.invitationId,
        version: about.version,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['invitation_id', 'version'])
          .doUpdateSet({ ...prepared, ...notOut })
          .where(({ or, and, eb }) =>
            or([
              and([eb('copy.released_at', 'is', null), eb('copy.held_at', 'is', null)]),
              eb('copy.withdrawn_at', 'is not', null),
            ]),
          ),
      )
      .execute();
    await saveRefs(tx, copy, about);
  }
};

/** Keeps by what a copy of a draft names passages. A copy that stayed as it was has its own already. */
const saveRefs = async (
  tx: Transaction,
  copy: NewCopy,
  { version, disruptionId }: { readonly version: number; readonly disruptionId: string },
): Promise<void> => {
  if (copy.refs.length === 0) return;
  const saved = await tx
    .selectFrom('copy')
    .where('invitation_id', '=', copy.invitationId)
    .where('version', '=', version)
    .where('sha256', '=', copy.sha256)
    .select('id')
    .executeTakeFirst();
  if (saved === undefined) return;
  await tx
    .insertInto('copy_passage')
    .values(
      copy.refs.map(({ ref, passageId }) => ({
        ...{ copy_id: saved.id, ref, passage_id: passageId, disruption_id: disruptionId },
      })),
    )
    .execute();
};

export const markReleased = async (
  tx: Transaction,
  copyId: string,
  by: { readonly id: string; readonly at: Date; readonly until: Date },
): Promise<void> => {
  await tx
    .updateTable('copy')
    .set({ released_by: by.id, released_at: by.at, readable_until: by.until })
    .where('id', '=', copyId)
    .execute();
};

/** Changes until when a copy can be read that is out. */
export const saveTime = async (tx: Transaction, copyId: string, until: Date): Promise<void> => {
  await tx.updateTable('copy').set({ readable_until: until }).where('id', '=', copyId).execute();
};

/** Writes down that somebody opened the preview of a copy as it is. Whoever only reads the case leaves nothing there. */
export const saveSeen = async (
  tx: Transaction,
  copy: { readonly id: string; readonly sha256: string; readonly disruptionId: string },
  by: { readonly id: string; readonly at: Date },
): Promise<void> => {
  await sql`insert into copy_preview (copy_id, sha256, person_id, disruption_id, opened_at)
    select ${copy.id}, ${copy.sha256}, ${by.id}, ${copy.disruptionId}, ${by.at}
    where app_may_write_disruption(${copy.disruptionId}) on conflict do nothing`.execute(tx);
};

/** Withdraws a copy that is out: from that moment nobody outside opens it. Answers whose it was. */
export const markWithdrawn = async (
  tx: Transaction,
  which: { readonly copyId: string; readonly disruptionId: string },
  at: Date,
): Promise<
  readonly { readonly id: string; readonly invitationId: string; readonly openedAt: Date | null }[]
> =>
  tx
    .updateTable('copy')
    .set({ withdrawn_at: at })
    .where('withdrawn_at', 'is', null)
    .where('released_at', 'is not', null)
    .where('id', '=', which.copyId)
    .where('disruption_id', '=', which.disruptionId)
    .returning(['id', 'invitation_id as invitationId', 'opened_at as openedAt'])
    .execute();

export const saveReopened = async (tx: Transaction, meetingId: string, version: number): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ minutes_status: 'draft', minutes_version: version, agreed_by: null, agreed_at: null })
    .where('id', '=', meetingId)
    .execute();
};

/** The copies of a meeting that were printed, by their numbers. */
export const loadPrinted = (tx: Transaction, meetingId: string): Promise<readonly PrintedCopy[]> =>
  tx
    .selectFrom('printed_copy')
    .innerJoin('person', 'person.id', 'printed_by')
    .where('meeting_id', '=', meetingId)
    .orderBy('number')
    .select([
      'copy_id as copyId',
      'number',
      'printed_for as printedFor',
      'person.name as printedBy',
      'printed_at as printedAt',
    ])
    .execute();
