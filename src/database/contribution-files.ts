import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RecordedFor } from '../domain/case.ts';
import { type ContributionFile, mostFiles } from '../domain/contribution-file.ts';
import type { FileFormat } from '../domain/files/format.ts';
import type { Transaction } from './connection.ts';
import { type Author, loadOwnFiles, stillOpen } from './contributions.ts';
import { sealBytes, unsealBytes, type VaultKeys } from './sealing.ts';

/** What was given with an invitation's words, for a query of `invitation`. */
export const givenFiles = sql<readonly ContributionFile[]>`coalesce((
  select json_agg(json_build_object('id', f.id, 'format', f.format, 'description', f.description) order by f.added_at, f.id)
    from contribution_file f where f.invitation_id = invitation.id and f.is_given), '[]')`.as(
  'contributionFiles',
);

/** Who wrote it down for whoever was invited, for a query of `invitation`. */
export const recordedFor = sql<RecordedFor | null>`(
  select json_build_object('by', p.name, 'how', invitation.contribution_recorded_how,
      'on', to_char(invitation.contribution_recorded_at at time zone 'Europe/London', 'YYYY-MM-DD'))
    from person p where p.id = invitation.contribution_recorded_by)`.as('contributionRecorded');

/** A file that was taken in, and what its author says of it. */
export type TakenFile = {
  readonly format: FileFormat;
  readonly bytes: Uint8Array;
  readonly description: string;
};

/**
 * Keeps a file with somebody's writing, sealed, while that can still be changed: theirs alone, or, with who adds it for them,
 * given at once.
 */
export const addFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  { invitationId, disruptionId, organisationId }: Author & { readonly organisationId: string },
  { format, bytes, description }: TakenFile,
  at: Date,
  addedBy: string | null = null,
): Promise<'done' | 'too-late' | 'too-many'> => {
  // One at a time for each author, so that no two of them are the last.
  const open = await stillOpen(tx, invitationId)
    .select('invitation.id')
    .forUpdate('invitation')
    .executeTakeFirst();
  if (open === undefined) return 'too-late';
  if ((await loadOwnFiles(tx, invitationId)).length >= mostFiles) return 'too-many';
  const id = randomUUID();
  await tx
    .insertInto('contribution_file')
    .values({
      ...{ id, organisation_id: organisationId, disruption_id: disruptionId, invitation_id: invitationId },
      ...{ format, description, added_at: at, sealed: sealBytes(vaultKeys, { id, organisationId }, bytes) },
      ...{ added_by: addedBy, is_given: addedBy !== null },
    })
    .execute();
  return 'done';
};

/** Takes out a file of somebody's writing while that can still be changed; one that is not theirs is not there. */
export const takeOutFile = async (
  tx: Transaction,
  { invitationId }: Author,
  fileId: string,
): Promise<'done' | 'was-given' | 'too-late'> => {
  const open = await stillOpen(tx, invitationId)
    .select('invitation.id')
    .forUpdate('invitation')
    .executeTakeFirst();
  if (open === undefined) return 'too-late';
  const gone = await tx
    .deleteFrom('contribution_file')
    .where('id', '=', fileId)
    .where('invitation_id', '=', invitationId)
    .returning('is_given as isGiven')
    .executeTakeFirst();
  return gone?.isGiven ? 'was-given' : 'done';
};

/** A file that was given to a meeting, opened; undefined when there is none, or it was taken back. */
export const openGivenFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  id: string,
): Promise<{ readonly format: FileFormat; readonly bytes: Buffer } | undefined> => {
  const row = await tx
    .selectFrom('contribution_file')
    .where('id', '=', id)
    .where('is_given', '=', true)
    .select(['id', 'organisation_id as organisationId', 'format', 'sealed'])
    .executeTakeFirst();
  return row && { format: row.format, bytes: unsealBytes(vaultKeys, row, row.sealed) };
};

/** A file of an invitation, with whose it is and for whom: undefined when there is none that whoever asks may see. */
export const openFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  { invitationId, fileId }: { readonly invitationId: string; readonly fileId: string },
) => {
  const row = await tx
    .selectFrom('contribution_file as file')
    .innerJoin('invitation', 'invitation.id', 'file.invitation_id')
    .where('file.id', '=', fileId)
    .where('invitation.id', '=', invitationId)
    .select(['file.id', 'file.organisation_id as organisationId', 'file.format', 'file.sealed'])
    .select(['invitation.disruption_id as disruptionId', 'invitation.person_id as personId'])
    .select(['invitation.contribution_share as share', 'invitation.contribution_chair_share as chairShare'])
    .executeTakeFirst();
  return row && { ...row, bytes: unsealBytes(vaultKeys, row, row.sealed) };
};
