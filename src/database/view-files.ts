import { randomUUID } from 'node:crypto';
import type { FileFormat } from '../domain/files/format.ts';
import type { Transaction } from './connection.ts';
import { sealBytes, unsealBytes, type VaultKeys } from './sealing.ts';

/** Keeps a file that a child gave with a view of theirs, or that whoever recorded the view added to it, sealed. */
export const insertViewFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  of: {
    readonly viewId: string;
    readonly disruptionId: string;
    readonly organisationId: string;
    readonly addedBy?: string;
  },
  { format, bytes }: { readonly format: FileFormat; readonly bytes: Uint8Array },
): Promise<void> => {
  const { viewId, disruptionId, organisationId, addedBy = null } = of;
  const id = randomUUID();
  await tx
    .insertInto('view_file')
    .values({
      ...{
        id,
        organisation_id: organisationId,
        disruption_id: disruptionId,
        view_id: viewId,
        added_by: addedBy,
      },
      ...{ format, sealed: sealBytes(vaultKeys, { id, organisationId }, bytes) },
    })
    .execute();
};

/** The file of a view, opened; undefined when there is none that whoever asks may see. */
export const openViewFile = async (
  tx: Transaction,
  vaultKeys: VaultKeys,
  viewId: string,
): Promise<{ readonly format: FileFormat; readonly bytes: Buffer } | undefined> => {
  const row = await tx
    .selectFrom('view_file')
    .where('view_id', '=', viewId)
    .select(['id', 'organisation_id as organisationId', 'format', 'sealed'])
    .executeTakeFirst();
  return row && { format: row.format, bytes: unsealBytes(vaultKeys, row, row.sealed) };
};
