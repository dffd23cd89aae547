import { sql } from 'kysely';
import { codeTries } from '../domain/message.ts';
import type { Transaction } from './connection.ts';
import { hashOf, hashOfCode } from './private-secrets.ts';

/** How many codes a link has had since an instant, and how often it has been given a wrong one. Others wait meanwhile. */
export const codesAsked = async (
  tx: Transaction,
  linkId: string,
  since: Date,
): Promise<{ readonly lately: number; readonly mistyped: number }> => {
  await tx.selectFrom('guest_link').where('id', '=', linkId).select('id').forUpdate().execute();
  return tx
    .selectFrom('guest_code')
    .where('link_id', '=', linkId)
    .select((row) => [
      row.fn.countAll<number>().filterWhere('created_at', '>', since).as('lately'),
      row.fn.coalesce(row.fn.sum<number>('tries'), sql<number>`0`).as('mistyped'),
    ])
    .executeTakeFirstOrThrow();
};

export const saveCode = async (
  tx: Transaction,
  code: {
    readonly id: string;
    readonly linkId: string;
    readonly hash: Buffer;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('guest_code')
    .values({
      id: code.id,
      link_id: code.linkId,
      code_hash: code.hash,
      created_at: code.at,
      expires_at: code.expiresAt,
    })
    .execute();
};

/** The link that a code was made for opens by it; on a child's own page every other working link does, too. */
const opens = (linkId: string, now: Date) => sql<boolean>`(link_id = ${linkId} or link_id in (
  select other.id from guest_link one join guest_link other on other.child_page_id = one.child_page_id
    where one.id = ${linkId} and other.withdrawn_at is null and other.expires_at > ${now}))`;

/**
 * Spends the codes that open a link if this is one of them, or counts the mistake against each: "used-up" is the answer to
 * the one that was one too many, "dead" when none is left that could be right.
 */
export const tryCode = async (
  tx: Transaction,
  linkId: string,
  { secretKey, code, now }: { readonly secretKey: string; readonly code: string; readonly now: Date },
): Promise<'right' | 'wrong' | 'used-up' | 'dead'> => {
  const live = await tx
    .selectFrom('guest_code')
    .where(opens(linkId, now))
    .where('spent_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', codeTries)
    .orderBy('created_at')
    .select(['id', 'tries', 'code_hash'])
    .forUpdate()
    .execute();
  if (live.length === 0) return 'dead';
  const these = tx.updateTable('guest_code').where(
    'id',
    'in',
    live.map(({ id }) => id),
  );
  if (live.some(({ id, code_hash }) => hashOfCode(secretKey, id, code).equals(code_hash))) {
    await these.set({ spent_at: now }).execute();
    return 'right';
  }
  await these.set((row) => ({ tries: row('tries', '+', 1) })).execute();
  return live.some(({ tries }) => tries + 1 < codeTries) ? 'wrong' : 'used-up';
};

/** Opens a guest's session, and removes every one that has run out. */
export const saveGuestSession = async (
  tx: Transaction,
  session: { readonly id: string; readonly linkId: string; readonly expiresAt: Date; readonly now: Date },
): Promise<void> => {
  await tx.deleteFrom('guest_session').where('expires_at', '<=', session.now).execute();
  await tx
    .insertInto('guest_session')
    .values({ id_hash: hashOf(session.id), link_id: session.linkId, expires_at: session.expiresAt })
    .execute();
};

/** Whether a session is open for this very link; if so, it is open until the new instant. */
export const renewGuestSession = async (
  tx: Transaction,
  session: { readonly id: string; readonly linkId: string; readonly expiresAt: Date; readonly now: Date },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('guest_session')
    .set({ expires_at: session.expiresAt })
    .where('id_hash', '=', hashOf(session.id))
    .where('link_id', '=', session.linkId)
    .where('expires_at', '>', session.now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const endGuestSession = async (tx: Transaction, id: string): Promise<void> => {
  await tx.deleteFrom('guest_session').where('id_hash', '=', hashOf(id)).execute();
};
