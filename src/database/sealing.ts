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

/** Seals a value for its row, by AES-256-GCM: key version, nonce (12 bytes), tag (16 bytes), and what is sealed. */
export const seal = ([newest]: VaultKeys, row: SealedRow, value: unknown): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', newest.sealing, nonce).setAAD(associated(row));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([newest.version]), nonce, cipher.getAuthTag(), sealed]);
};

/** Opens what was sealed for a row. Throws when no key here sealed it, or it was altered or moved. */
export const unseal = (keys: VaultKeys, row: SealedRow, sealed: Buffer): unknown => {
  const key = keys.find(({ version }) => version === sealed[0]);
  if (key === undefined)
    throw new Error('VAULT_KEY does not have the key with which an identity was sealed.');
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, sealed.subarray(1, 13))
    .setAAD(associated(row))
    .setAuthTag(sealed.subarray(13, 29));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'));
};

/** What the database holds of a carer's e-mail address: enough to see that two are the same. Null for none. */
export const emailKey = ([newest]: VaultKeys, email: string): Buffer | null =>
  email === '' ? null : createHmac('sha256', newest.comparing).update(email.trim().toLowerCase()).digest();
