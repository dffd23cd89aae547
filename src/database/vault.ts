import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { type CarerIdentity, type Identities, postcodeIn, sourceOfCarer } from '../domain/carer-identity.ts';
import type { CaseRecord } from '../domain/case.ts';
import { audit } from './audit.ts';
import type { Transaction } from './connection.ts';
import { voidConfirmations } from './contact-channels.ts';
import { postcodeKey } from './private-secrets.ts';
import { emailKey, type SealedRow, seal, sealBytes, unseal, unsealBytes, type VaultKeys } from './sealing.ts';

/** What the vault is opened with. */
export type Vault = { readonly vaultKeys: VaultKeys; readonly secretKey: string };

/** Whose vault it is. */
export type Vaulted = {
  readonly placementId: string;
  /** The case it is opened for; null where a placement has none. */
  readonly disruptionId: string | null;
  readonly organisationId: string;
};

export const vaultOf = ({ id, placement }: Pick<CaseRecord, 'id' | 'placement'>): Vaulted => ({
  placementId: placement.id,
  disruptionId: id,
  organisationId: placement.organisationId,
});

/** Why it is opened, for the audit: somebody gave a reason, or the service does what it is there for. */
export type VaultRule =
  | 'gathers-for-request'
  | 'reason-given'
  | 'corrects-identity'
  | 'checks-copies'
  | 'files-minutes'
  | 'takes-chronology'
  | 'checks-panel-report'
  | 'checks-lessons'
  | 'checks-child-pages'
  | 'checks-feedback'
  | 'keeps-details'
  | 'marks-minutes'
  | 'confirms-channel'
  | 'prints-letter'
  | 'sends-message';

/** What is sealed of a carer: who they are, and who they were on record as before somebody corrected it. */
type Sealed = CarerIdentity & { readonly former?: readonly CarerIdentity[] };

const keysOf = ({ vaultKeys, secretKey }: Vault, { email, address }: CarerIdentity) => {
  const found = postcodeIn(address);
  return {
    email_key: emailKey(vaultKeys, email),
    postcode_key: found === '' ? null : postcodeKey(secretKey, found),
  };
};

/** Keeps the carers of a new placement, in their order: who they are goes into the vault. Answers their ids. */
export const addCarers = async (
  tx: Transaction,
  vault: Vault,
  placement: { readonly id: string; readonly organisationId: string },
  carers: readonly (CarerIdentity & { readonly id?: string })[],
): Promise<readonly string[]> => {
  const { organisationId } = placement;
  const rows = carers.map(({ id = randomUUID(), ...identity }) => ({ id, identity }));
  if (rows.length === 0) return [];
  await tx
    .insertInto('placement_carer')
    .values(
      rows.map(({ id, identity }, position) => ({
        ...{ id, placement_id: placement.id, position },
        ...keysOf(vault, identity),
      })),
    )
    .execute();
  await tx
    .insertInto('carer_identity')
    .values(
      rows.map(({ id, identity }) => ({
        id,
        organisation_id: organisationId,
        sealed: seal(vault.vaultKeys, { id, organisationId }, identity),
      })),
    )
    .execute();
  return rows.map(({ id }) => id);
};

/** Writes the opening down, and lets the transaction read one placement's identities for as long as the work takes. */
const opened = async <T>(
  tx: Transaction,
  { placementId, disruptionId, organisationId }: Vaulted,
  rule: VaultRule,
  work: () => Promise<T>,
): Promise<T> => {
  const subject =
    disruptionId === null ? { kind: 'placement', id: placementId } : { kind: 'disruption', id: disruptionId };
  await audit(tx, { act: 'open-vault', rule, outcome: 'allowed', intent: 'see', subject, organisationId });
  await sql`select set_config('app.vault', ${placementId}, true)`.execute(tx);
  const result = await work();
  await sql`select set_config('app.vault', '', true)`.execute(tx);
  return result;
};

const readSealed = async (tx: Transaction, vault: Vault, placementId: string) => {
  const rows = await tx
    .selectFrom('carer_identity')
    .innerJoin('placement_carer', 'placement_carer.id', 'carer_identity.id')
    .where('placement_carer.placement_id', '=', placementId)
    .orderBy('placement_carer.position')
    .orderBy('placement_carer.id')
    .select([
      'carer_identity.id',
      'carer_identity.organisation_id as organisationId',
      'carer_identity.sealed',
    ])
    .$narrowType<{ sealed: Buffer }>()
    .execute();
  return rows.map(({ sealed, ...row }) => ({
    row,
    identity: unseal(vault.vaultKeys, row, sealed) as Sealed,
  }));
};

/** Opens the vault of a placement: who its carers are, and were on record as. The audit has it, in this transaction. */
export const openVault = (tx: Transaction, vault: Vault, of: Vaulted, rule: VaultRule): Promise<Identities> =>
  opened(tx, of, rule, async () => {
    const found = await readSealed(tx, vault, of.placementId);
    return Object.fromEntries(
      found.map(({ row, identity: { former = [], ...present } }) => [row.id, [present, ...former]]),
    );
  });

/** Puts right who a carer is; what was on record stays beside it, sealed. False when there is no such carer there. */
export const correctIdentity = (
  tx: Transaction,
  vault: Vault,
  of: Vaulted,
  { carerId, ...corrected }: Partial<CarerIdentity> & { readonly carerId: string },
): Promise<boolean> =>
  opened(tx, of, 'corrects-identity', async () => {
    // Of two corrections at once, from two cases of one placement, neither is lost.
    await tx.selectFrom('carer_identity').where('id', '=', carerId).select('id').forUpdate().execute();
    const found = (await readSealed(tx, vault, of.placementId)).find(({ row }) => row.id === carerId);
    if (found === undefined) return false;
    const { row, identity } = found;
    const { former = [], ...before } = identity;
    const now = { ...before, ...corrected };
    const sealed = seal(vault.vaultKeys, row, { ...now, former: [before, ...former] } satisfies Sealed);
    await tx.updateTable('carer_identity').set({ sealed }).where('id', '=', carerId).execute();
    await tx.updateTable('placement_carer').set(keysOf(vault, now)).where('id', '=', carerId).execute();
    await voidMoved(tx, { placementId: of.placementId, carerId }, before, now);
    return true;
  });

const leadsTo = [
  ['email', 'email'],
  ['phone', 'text-message'],
  ['address', 'letter'],
] as const;

/** Whoever has another address or number is not known to be reached by it. */
const voidMoved = async (
  tx: Transaction,
  { placementId, carerId }: { readonly placementId: string; readonly carerId: string },
  before: CarerIdentity,
  now: CarerIdentity,
): Promise<void> => {
  const moved = leadsTo.flatMap(([kind, channel]) => (before[kind] === now[kind] ? [] : [channel]));
  await voidConfirmations(tx, { placementId, source: sourceOfCarer(carerId) }, moved);
};

/** Rows sealed in one transaction: a start that is cut short has done what it has done. */
const AT_ONCE = 500;

type Row = {
  readonly id: string;
  readonly organisationId: string;
  readonly sealed: Buffer | null;
  readonly plain: unknown;
};

const sealNext = async (client: pg.Client, vault: Vault): Promise<readonly Row[]> => {
  const [newest] = vault.vaultKeys;
  await client.query('begin');
  await client.query(`select set_config('app.service', 'on', true)`);
  const { rows } = await client.query<Row>(
    `select id, organisation_id as "organisationId", sealed, plain from carer_identity
      where plain is not null or get_byte(sealed, 0) <> $1 order by id limit $2 for update`,
    [newest.version, AT_ONCE],
  );
  for (const { id, organisationId, sealed, plain } of rows) {
    const row: SealedRow = { id, organisationId };
    const identity = (sealed === null ? plain : unseal(vault.vaultKeys, row, sealed)) as Sealed;
    const { email_key, postcode_key } = keysOf(vault, identity);
    await client.query('update carer_identity set sealed = $2, plain = null where id = $1', [
      id,
      seal(vault.vaultKeys, row, identity),
    ]);
    await client.query('update placement_carer set email_key = $2, postcode_key = $3 where id = $1', [
      ...[id, email_key, postcode_key],
    ]);
  }
  await client.query('commit');
  return rows;
};

/** Seals anew what was handed over to somebody who asked, or given to a meeting or by a child, one at a time: each can be long. */
const sealLong = async (
  client: pg.Client,
  { vaultKeys }: Vault,
  table: 'subject_bag' | 'contribution_file' | 'view_file' | 'protected_detail',
): Promise<void> => {
  const { rows } = await client.query<SealedRow>(
    `select id, organisation_id as "organisationId" from ${table}
      where sealed is not null and get_byte(sealed, 0) <> $1 order by id`,
    [vaultKeys[0].version],
  );
  for (const row of rows) {
    const found = await client.query<{ sealed: Buffer }>(`select sealed from ${table} where id = $1`, [
      row.id,
    ]);
    // Whoever gave it may have taken it out in between.
    for (const { sealed } of found.rows) {
      const anew = sealBytes(vaultKeys, row, unsealBytes(vaultKeys, row, sealed));
      await client.query(`update ${table} set sealed = $2 where id = $1`, [row.id, anew]);
    }
  }
};

/**
 * Seals what a migration found in plain text and, after a new key was put first, seals anew what an older one sealed.
 * Works as the database's owner, as migrations do. Throws when a key is missing.
 */
export const sealIdentities = async (databaseUrl: string, vault: Vault): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let [sealed, anyPlain] = [AT_ONCE, false];
    while (sealed === AT_ONCE) {
      const rows = await sealNext(client, vault);
      sealed = rows.length;
      anyPlain ||= rows.some(({ plain }) => plain !== null);
    }
    await client.query(`select set_config('app.service', 'on', false)`);
    await sealLong(client, vault, 'subject_bag');
    await sealLong(client, vault, 'contribution_file');
    await sealLong(client, vault, 'view_file');
    await sealLong(client, vault, 'protected_detail');
    // What was plain would otherwise lie in the files until somebody writes over it.
    if (anyPlain) await client.query('vacuum full carer_identity, placement_carer');
  } finally {
    await client.end();
  }
};
