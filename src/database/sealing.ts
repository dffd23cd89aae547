import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A key of the vault. `version` is the byte by which what it sealed is known. */
export type VaultKey = { readonly version: number; readonly sealing: Buffer; readonly comparing: Buffer };
/** The keys of the vault, the newest first: it seals, and the others still open what they sealed. */
export type VaultKeys = readonly [VaultKey, ...VaultKey[]];

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

const vaultKey = (secret: string): VaultKey => ({
  version: derive(secret, 'vault version').readUInt8(0),
  sealing: derive(secret, 'vault sealing'),
  comparing: derive(secret, 'vault comparing'),
});

/** The keys made from a list of secrets, "newest,older". */
export const vaultKeysFrom = (list: string): VaultKeys => {
  const [newest = '', ...older] = secretsIn(list);
  return [vaultKey(newest), ...older.map(vaultKey)];
};

export const secretsIn = (list: string): readonly string[] => list.split(',').map((secret) => secret.trim());

/** Whose row something is sealed for: moved to another row, it does not open. */
export type SealedRow = { readonly id: string; readonly organisationId: string };

const associated = ({ id, organisationId }: SealedRow): Buffer => Buffer.from(`${id} ${organisationId}`);

/** Seals bytes for their row, by AES-256-GCM: key version, nonce (12 bytes), tag (16 bytes), and what is sealed. */
export const sealBytes = ([newest]: VaultKeys, row: SealedRow, bytes: Uint8Array): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', newest.sealing, nonce).setAAD(associated(row));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.from([newest.version]), nonce, cipher.getAuthTag(), sealed]);
};

/** Seals a value for its row. */
export const seal = (keys: VaultKeys, row: SealedRow, value: unknown): Buffer =>
  sealBytes(keys, row, Buffer.from(JSON.stringify(value)));

/** Opens bytes that were sealed for a row. Throws when no key here sealed them, or they were altered or moved. */
export const unsealBytes = (keys: VaultKeys, row: SealedRow, sealed: Buffer): Buffer => {
  const key = keys.find(({ version }) => version === sealed[0]);
  if (key === undefined)
    throw new Error('VAULT_KEY does not have the key with which an identity was sealed.');
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, sealed.subarray(1, 13))
    .setAAD(associated(row))
    .setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
};

/** Opens a value that was sealed for a row, as `unsealBytes` does. */
export const unseal = (keys: VaultKeys, row: SealedRow, sealed: Buffer): unknown =>
  JSON.parse(unsealBytes(keys, row, sealed).toString('utf8'));

/** What the database holds of a carer's e-mail address: enough to see that two are the same. Null for none. */
export const emailKey = ([newest]: VaultKeys, email: string): Buffer | null =>
  email === '' ? null : createHmac('sha256', newest.comparing).update(email.trim().toLowerCase()).digest();
