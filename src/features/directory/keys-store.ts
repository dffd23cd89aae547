import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { DirectoryKey } from '../../domain/directory-key.ts';

/** The keys of an organisation's directory, the latest first. */
export const keysOf = (tx: Transaction, organisationId: string): Promise<readonly DirectoryKey[]> =>
  tx
    .selectFrom('directory_key')
    .innerJoin('person', 'person.id', 'directory_key.made_by')
    .where('directory_key.organisation_id', '=', organisationId)
    .orderBy('made_at', 'desc')
    .limit(50)
    .select(['directory_key.id', 'person.name as madeBy', 'made_at as madeAt', 'expires_on as expiresOn'])
    .select(['revoked_at as revokedAt', 'last_used_at as lastUsedAt'])
    .execute();

/** Makes whoever else of the organisation makes a key at this moment wait for this transaction. */
export const holdKeys = async (tx: Transaction, organisationId: string): Promise<void> => {
  await tx.selectFrom('organisation').where('id', '=', organisationId).select('id').forUpdate().execute();
};

export const saveKey = async (
  tx: Transaction,
  key: {
    readonly id: string;
    readonly organisationId: string;
    readonly tokenHash: Buffer;
    readonly madeBy: string;
    readonly madeAt: Date;
    readonly expiresOn: PlainDate;
  },
): Promise<void> => {
  await tx
    .insertInto('directory_key')
    .values({
      id: key.id,
      organisation_id: key.organisationId,
      token_hash: key.tokenHash,
      made_by: key.madeBy,
      made_at: key.madeAt,
      expires_on: key.expiresOn,
    })
    .execute();
};

/** Revokes a key of an organisation; false when it has none such. One revoked before stays as it was. */
export const revokeKey = async (
  tx: Transaction,
  organisationId: string,
  id: string,
  at: Date,
): Promise<boolean> => {
  const own = tx
    .selectFrom('directory_key')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .select('id');
  if ((await own.executeTakeFirst()) === undefined) return false;
  await tx
    .updateTable('directory_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
  return true;
};
