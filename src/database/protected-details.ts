import { randomUUID } from 'node:crypto';
import type { CaseRecord } from '../domain/case.ts';
import type { KeptApart } from '../domain/private-people.ts';
import type { ProtectedDetail } from '../domain/protected-detail.ts';
import type { Transaction } from './connection.ts';
import { loadContactDetails } from './contact-channels.ts';
import { seal, unseal } from './sealing.ts';
import { openVault, type Vault, type VaultRule, vaultOf } from './vault.ts';

/** A detail with who added it, and without what it is. */
export type AddedDetail = Omit<ProtectedDetail, 'value'> & {
  readonly addedBy: string;
  readonly addedAt: Date;
};

const detailsOf = (tx: Transaction, disruptionId: string) =>
  tx
    .selectFrom('protected_detail as detail')
    .innerJoin('person', 'person.id', 'detail.added_by')
    .where('detail.disruption_id', '=', disruptionId)
    .where('detail.ended_at', 'is', null)
    .orderBy('detail.added_at')
    .orderBy('detail.id')
    .select([
      'detail.id',
      'detail.kind',
      'detail.told_as as toldAs',
      'detail.withheld_from as withheldFrom',
      'person.name as addedBy',
      'detail.added_at as addedAt',
    ]);

/** What was added by hand to what some readers of a case must not learn, sealed: the earliest first, none taken back since. */
export const listDetails = (tx: Transaction, disruptionId: string): Promise<readonly AddedDetail[]> =>
  detailsOf(tx, disruptionId).execute();

const openDetails = async (
  tx: Transaction,
  { vaultKeys }: Pick<Vault, 'vaultKeys'>,
  disruptionId: string,
): Promise<readonly ProtectedDetail[]> => {
  const rows = await detailsOf(tx, disruptionId)
    .select(['detail.organisation_id as organisationId', 'detail.sealed'])
    .execute();
  return rows.map(({ organisationId, sealed, ...row }) => ({
    ...row,
    value: unseal(vaultKeys, { id: row.id, organisationId }, sealed) as string,
  }));
};

/**
 * Opens everything that is kept apart from a case's record, to look for it in what is written and for nothing else. The audit
 * has it, by the rule, in this transaction.
 */
export const openKeptApart = async (
  tx: Transaction,
  vault: Vault,
  record: Pick<CaseRecord, 'id' | 'placement'>,
  rule: VaultRule,
): Promise<KeptApart> => ({
  contactDetails: await loadContactDetails(tx, record.placement.id),
  identities: await openVault(tx, vault, vaultOf(record), rule),
  details: await openDetails(tx, vault, record.id),
});

/** Keeps a detail, sealed. Answers its id. */
export const insertDetail = async (
  tx: Transaction,
  { vaultKeys }: Pick<Vault, 'vaultKeys'>,
  { id: disruptionId, placement }: Pick<CaseRecord, 'id' | 'placement'>,
  { value, kind, toldAs, withheldFrom }: Omit<ProtectedDetail, 'id'>,
  by: { readonly id: string; readonly at: Date },
): Promise<string> => {
  const { organisationId } = placement;
  const id = randomUUID();
  await tx
    .insertInto('protected_detail')
    .values({
      ...{ id, organisation_id: organisationId, disruption_id: disruptionId, kind, told_as: toldAs },
      ...{ withheld_from: [...withheldFrom], sealed: seal(vaultKeys, { id, organisationId }, value) },
      ...{ added_by: by.id, added_at: by.at },
    })
    .execute();
  return id;
};

/** Takes a detail back: it stays as a record, and nothing looks for it any more. False when the case has none of that id. */
export const endDetail = async (
  tx: Transaction,
  { disruptionId, id }: { readonly disruptionId: string; readonly id: string },
  by: { readonly id: string; readonly at: Date },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('protected_detail')
    .set({ ended_by: by.id, ended_at: by.at })
    .where('id', '=', id)
    .where('disruption_id', '=', disruptionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
