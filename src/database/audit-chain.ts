import { createHash, createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asService, type Dated, type Transaction } from './connection.ts';

/** An entry as it is sealed and exported: every column, in this order. There was no intent at first. */
export type SealedEntry = {
  readonly id: number;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
  readonly act: string;
  readonly rule: string;
  readonly outcome: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly organisationId: string | null;
  readonly marks: readonly string[];
  readonly address: string;
  readonly intent: string | null;
};

export type Seal = {
  readonly number: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly entries: number;
  readonly sha256: string;
  readonly mac: string;
  readonly digests: Buffer;
};

/** How many entries one seal is over, at the most. */
const SEAL_SIZE = 5_000;
const DIGEST_BYTES = 16;

const columns = sql`id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind",
  actor_id as "actorId", actor_organisation_id as "actorOrganisationId", act, rule, outcome, subject_kind as "subjectKind",
  subject_id as "subjectId", organisation_id as "organisationId", marks, address, intent`;

/** Entries in order after one, at most so many. */
export const entriesAfter = async (
  tx: Transaction,
  after: number,
  options: { readonly until?: number; readonly most: number },
): Promise<readonly SealedEntry[]> => {
  const { rows } = await sql<SealedEntry>`select ${columns} from audit_entry
    where id > ${after} and id <= ${options.until ?? Number.MAX_SAFE_INTEGER} order by id limit ${options.most}`.execute(
    tx,
  );
  return rows;
};

/** An entry from before there was an intent is sealed without one: an intent taken away later shows, and so does one added. */
const digestOf = ({ intent, ...entry }: SealedEntry): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([...Object.values(entry), ...(intent === null ? [] : [intent])]))
    .digest()
    .subarray(0, DIGEST_BYTES);

/** The digests of entries, one after the other. */
export const digestsOf = (entries: readonly SealedEntry[]): Buffer => Buffer.concat(entries.map(digestOf));

/** At which of a seal's places another entry stands than was sealed there; -1 for none. */
export const firstDifference = (sealed: Buffer, found: Buffer): number => {
  const places = Math.max(sealed.length, found.length) / DIGEST_BYTES;
  for (let place = 0; place < places; place += 1) {
    const at = place * DIGEST_BYTES;
    if (!sealed.subarray(at, at + DIGEST_BYTES).equals(found.subarray(at, at + DIGEST_BYTES))) return place;
  }
  return -1;
};

/** What a seal's hash is over: the one before it, its own place in the chain, and its entries. */
export const sealHash = (
  before: string,
  seal: Pick<Seal, 'number' | 'firstId' | 'lastId' | 'digests'>,
): string =>
  createHash('sha256')
    .update(`${before} ${seal.number} ${seal.firstId} ${seal.lastId} `)
    .update(seal.digests)
    .digest('hex');

/** What only the service can make of a seal's hash: with the database alone, a chain can be written anew, and not this. */
export const sealMac = (secretKey: string, sha256: string): string =>
  createHmac('sha256', secretKey).update(`audit seal ${sha256}`).digest('hex');

export const sealsAfter = async (tx: Transaction, after: number, most: number): Promise<readonly Seal[]> => {
  const { rows } =
    await sql<Seal>`select number, first_id as "firstId", last_id as "lastId", entries, sha256, mac, digests
    from audit_seal where number > ${after} order by number limit ${most}`.execute(tx);
  return rows;
};

/** The newest seal; undefined before the first. */
export const lastSeal = async (tx: Transaction): Promise<Seal | undefined> => {
  const { rows } =
    await sql<Seal>`select number, first_id as "firstId", last_id as "lastId", entries, sha256, mac, digests
    from audit_seal order by number desc limit 1`.execute(tx);
  return rows[0];
};

/** A seal waits for those who write, and they for it: not longer than this, or every page would stand still with it. */
const waitBriefly = sql`set local lock_timeout = '2s'`;

/**
 * The number up to which every entry that will ever have a lower one is written: whoever writes holds the lock shared from
 * before their number is given out until they have committed.
 */
const settledUpTo = (dated: Dated): Promise<number> =>
  asService(dated, async (tx) => {
    await waitBriefly.execute(tx);
    await sql`select pg_advisory_xact_lock(418, 0)`.execute(tx);
    const { rows } = await sql<{ last: number | null }>`select max(id) as last from audit_entry`.execute(tx);
    return rows[0]?.last ?? 0;
  });

/**
 * Seals everything that stands in the audit so far, in batches, one sealer at a time. Answers how many seals it set; throws
 * when its turn does not come within two seconds, and what is open is sealed the next time.
 */
export const sealAudit = async (service: Dated & { readonly secretKey: string }): Promise<number> => {
  const until = await settledUpTo(service);
  const sealNext = (): Promise<boolean> =>
    asService(service, async (tx) => {
      await waitBriefly.execute(tx);
      await sql`select pg_advisory_xact_lock(418, 1)`.execute(tx);
      const before = await lastSeal(tx);
      const entries = await entriesAfter(tx, before?.lastId ?? 0, { until, most: SEAL_SIZE });
      const [first, last] = [entries.at(0), entries.at(-1)];
      if (first === undefined || last === undefined) return false;
      const seal = {
        number: (before?.number ?? 0) + 1,
        firstId: first.id,
        lastId: last.id,
        digests: digestsOf(entries),
      };
      const sha256 = sealHash(before?.sha256 ?? '', seal);
      await tx
        .insertInto('audit_seal')
        .values({
          number: seal.number,
          first_id: seal.firstId,
          last_id: seal.lastId,
          entries: entries.length,
          digests: seal.digests,
          sha256,
          mac: sealMac(service.secretKey, sha256),
          sealed_at: service.clock?.() ?? new Date(),
        })
        .execute();
      return true;
    });
  let seals = 0;
  while (await sealNext()) seals += 1;
  return seals;
};

/** Writes down that the head of the chain stands outside the database, or why it does not. */
export const saveAnchor = async (
  tx: Transaction,
  anchor: {
    readonly place: 'file' | 'email';
    readonly sealNumber: number;
    readonly at: Date;
    readonly problem?: string;
  },
): Promise<void> => {
  await tx
    .insertInto('audit_anchor')
    .values({
      id: randomUUID(),
      place: anchor.place,
      seal_number: anchor.sealNumber,
      at: anchor.at,
      problem: anchor.problem ?? '',
    })
    .execute();
};

/** Whether the head of the chain was written down somewhere since an instant. */
export const isAnchoredSince = async (
  tx: Transaction,
  place: 'file' | 'email',
  since: Date,
): Promise<boolean> => {
  const anchor = await tx
    .selectFrom('audit_anchor')
    .where('place', '=', place)
    .where('problem', '=', '')
    .where('at', '>', since)
    .select('id')
    .executeTakeFirst();
  return anchor !== undefined;
};
