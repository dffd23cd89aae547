import { createHash, createHmac } from 'node:crypto';

/**
 * The secret part of a private link. It is made from the link's row and the service's key each time it is needed, so
 * the database never holds it, and a message that is tried again has the same link in it.
 */
export const linkToken = (secretKey: string, linkId: string): string =>
  createHmac('sha256', secretKey).update(`link ${linkId}`).digest('base64url');

/** Whether a text has the form of a link's secret part: a SHA-256 in base64url (RFC 4648, 5). */
export const looksLikeToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** What the database holds of a link's or a session's secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The six digits of a one-time code, made from its row and the service's key as a link's secret is. */
export const oneTimeCode = (secretKey: string, codeId: string): string =>
  // Six bytes: the remainder of so large a number favours no code by more than one in 10^8.
  String(
    createHmac('sha256', secretKey).update(`code ${codeId}`).digest().readUIntBE(0, 6) % 1_000_000,
  ).padStart(6, '0');

/** What the database holds of a code: with the key, because all million codes are soon hashed without one. */
export const hashOfCode = (secretKey: string, codeId: string, code: string): Buffer =>
  createHmac('sha256', secretKey).update(`code hash ${codeId} ${code}`).digest();

/** What the database holds of a postcode: enough to see that two are the same, and nothing without the key. */
export const postcodeKey = (secretKey: string, postcode: string): Buffer =>
  createHmac('sha256', secretKey)
    .update(`postcode ${postcode.replaceAll(/\s/g, '').toUpperCase()}`)
    .digest();
