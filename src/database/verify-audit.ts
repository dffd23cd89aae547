import {
  digestsOf,
  entriesAfter,
  firstDifference,
  type Seal,
  sealHash,
  sealMac,
  sealsAfter,
} from './audit-chain.ts';
import { asService, type Dated, type Transaction } from './connection.ts';

/** A head of the chain as it was written down outside the database. */
export type Anchor = { readonly number: number; readonly sha256: string };

export type Verified =
  | { readonly ok: true; readonly seals: number; readonly entries: number; readonly unsealed: number }
  | { readonly ok: false; readonly wrong: string };

type Facts = { readonly secretKey: string; readonly anchors: readonly Anchor[] };

const SEALS_AT_ONCE = 50;

/** What is wrong with one seal after the one before it; null for nothing. */
const wrongWith = async (
  tx: Transaction,
  seal: Seal,
  before: Seal | undefined,
  { secretKey, anchors }: Facts,
): Promise<string | null> => {
  const { number, firstId, lastId, digests, sha256 } = seal;
  const expected = (before?.number ?? 0) + 1;
  if (number !== expected) return `Seal ${expected} is missing`;
  const stray = await entriesAfter(tx, before?.lastId ?? 0, { until: firstId - 1, most: 1 });
  if (stray[0]) return `Entry ${stray[0].id} was put in between seals ${number - 1} and ${number}`;
  const entries = await entriesAfter(tx, firstId - 1, { until: lastId, most: seal.entries + 1 });
  const place = firstDifference(digests, digestsOf(entries));
  if (place >= 0) {
    const found = entries[place];
    return found === undefined
      ? `An entry at the end of seal ${number}, up to entry ${lastId}, was removed`
      : `Entry ${found.id} is not what was sealed in its place (seal ${number}): it was altered, moved or put in, or one before it was removed`;
  }
  if (sealHash(before?.sha256 ?? '', seal) !== sha256) return `Seal ${number} was altered`;
  if (sealMac(secretKey, sha256) !== seal.mac)
    return `Seal ${number} was not made by a service with this key: the chain was written anew from there, or SECRET_KEY is another`;
  const anchored = anchors.find((anchor) => anchor.number === number);
  return anchored === undefined || anchored.sha256 === sha256
    ? null
    : `Seal ${number} is not the one that was written down outside`;
};

/**
 * Reads the whole chain of the audit and names the first thing that is wrong. A tail that was cut off together with its
 * seals shows only against anchors, the heads that were written down outside.
 */
export const verifyAudit = (
  service: Dated & { readonly secretKey: string },
  anchors: readonly Anchor[] = [],
): Promise<Verified> =>
  asService(service, async (tx) => {
    const facts = { secretKey: service.secretKey, anchors };
    let before: Seal | undefined;
    let entries = 0;
    for (;;) {
      const seals = await sealsAfter(tx, before?.number ?? 0, SEALS_AT_ONCE);
      if (seals.length === 0) break;
      for (const seal of seals) {
        const wrong = await wrongWith(tx, seal, before, facts);
        if (wrong !== null) return { ok: false, wrong };
        entries += seal.entries;
        before = seal;
      }
    }
    const latest = anchors.reduce((most, { number }) => Math.max(most, number), 0);
    if (latest > (before?.number ?? 0))
      return {
        ok: false,
        wrong: `The audit was cut off: seal ${latest} was written down outside, and is not here`,
      };
    const unsealed = await countAfter(tx, before?.lastId ?? 0);
    return { ok: true, seals: before?.number ?? 0, entries, unsealed };
  });

const countAfter = async (tx: Transaction, after: number): Promise<number> => {
  const { count } = await tx
    .selectFrom('audit_entry')
    .where('id', '>', after)
    .select((from) => from.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};
