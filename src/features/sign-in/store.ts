import { sql } from 'kysely';
import { audit } from '../../database/audit.ts';
import type { Transaction } from '../../database/connection.ts';
import { postsToday, postToday } from '../../database/people.ts';
import { type Vouching, vouchesFor } from '../../domain/identity-provider.ts';
import type { SignedIn } from '../../web/visitor.ts';

/** A visitor as the database knows them; where from, and the request's trail, are added to it. */
export type Visitor = Omit<SignedIn, 'address' | 'trail'>;

/** Who the identity provider says has signed in; `email` only where it vouches that the address is theirs. */
export type Identity = { readonly issuer: string; readonly subject: string; readonly email: string | null };

type NewSession = {
  readonly idHash: Buffer;
  readonly personId: string;
  readonly createdAt: Date;
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
  readonly idToken: string;
  readonly browser: string;
};

export type OpenSession = {
  readonly idHash: Buffer;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly browser: string;
};

/** How old `last_seen_at` may be before a request writes it again. */
const MINUTE = 60_000;

const stillHere = (now: Date) =>
  sql<boolean>`(person.left_on is null or person.left_on > (${now}::timestamptz at time zone 'Europe/London')::date)`;

/**
 * The person an identity belongs to: by its subject, or the first time by its e-mail address, which then is theirs
 * at this issuer. Null for nobody, for an address that two organisations have, for somebody whom the provider does not
 * vouch for, and for an address that already belongs to another subject of the same issuer: addresses are given to new
 * people when somebody leaves.
 */
export const findPerson = async (
  tx: Transaction,
  { issuer, subject, email }: Identity,
  provider: Vouching,
  now: Date,
): Promise<string | null> => {
  const people = tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.id', 'person.email', 'organisation.name as organisation'])
    .where(stillHere(now));
  const known = await people.where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst();
  if (known) return vouchesFor(provider, known) ? known.id : null;
  if (!email) return null;
  const found = await people
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where('issuer', 'is distinct from', issuer)
    .execute();
  const [first, second] = found.filter((person) => vouchesFor(provider, person));
  if (!first || second) return null;
  await tx.updateTable('person').set({ issuer, subject }).where('id', '=', first.id).execute();
  return first.id;
};

/** What every organisation is called. */
export const organisationNames = async (tx: Transaction): Promise<readonly string[]> =>
  (await tx.selectFrom('organisation').select('name').orderBy('name').execute()).map(({ name }) => name);

/** Writes a sign-in, or a sign-out, into the audit, as done by the person whose session it is. */
export const noteSignIn = async (
  tx: Transaction,
  personId: string,
  act: 'sign-in' | 'sign-in-again' | 'sign-out' | 'sign-out-everywhere',
): Promise<void> => {
  await sql`select set_config('app.person', ${personId}, true), set_config('app.organisation',
    (select organisation_id::text from person where id = ${personId}), true)`.execute(tx);
  await audit(tx, { act, rule: 'identity-provider', outcome: 'allowed', intent: 'change' });
};

/** Writes down that somebody was not let in, and by which rule; not who they said they were. */
export const noteRefusedSignIn = (tx: Transaction, rule: string): Promise<void> =>
  audit(tx, { act: 'sign-in', rule, outcome: 'refused', intent: 'change' });

/** Opens a session, and removes every one that has ended by age or by disuse. */
export const saveSession = async (tx: Transaction, session: NewSession, idleSince: Date): Promise<void> => {
  await tx
    .deleteFrom('session')
    .where((row) =>
      row.or([row('expires_at', '<=', session.createdAt), row('last_seen_at', '<=', idleSince)]),
    )
    .execute();
  await tx
    .insertInto('session')
    .values({
      id_hash: session.idHash,
      person_id: session.personId,
      created_at: session.createdAt,
      authenticated_at: session.authenticatedAt,
      last_seen_at: session.createdAt,
      expires_at: session.expiresAt,
      id_token: session.idToken,
      browser: session.browser,
    })
    .execute();
};

/** The person whose session this is, when it is open at `now` and was used since `idleSince`; marks it as used. */
export const findVisitor = async (
  tx: Transaction,
  idHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<Visitor | null> => {
  const found = await tx
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where('id_hash', '=', idHash)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .where(stillHere(now))
    .select(['person.id', 'person.name', 'person.email', 'session.last_seen_at', 'session.authenticated_at'])
    .select([postToday(sql.ref('person.id')).as('post'), postsToday(sql.ref('person.id')).as('posts')])
    .select(['organisation.id as organisationId', 'organisation.name as organisationName', 'colour', 'kind'])
    .executeTakeFirst();
  if (!found) return null;
  if (now.getTime() - found.last_seen_at.getTime() >= MINUTE)
    await tx.updateTable('session').set({ last_seen_at: now }).where('id_hash', '=', idHash).execute();
  const { last_seen_at, authenticated_at, organisationName, colour, kind, ...person } = found;
  return {
    ...person,
    authenticatedAt: authenticated_at,
    organisation: { name: organisationName, colour, kind },
  };
};

/** The open sessions of the person whose transaction this is, newest first. */
export const listSessions = (
  tx: Transaction,
  personId: string,
  now: Date,
  idleSince: Date,
): Promise<OpenSession[]> =>
  tx
    .selectFrom('session')
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .select(['id_hash as idHash', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'browser'])
    .orderBy('created_at', 'desc')
    .execute();

/** The ID token that a session began with; null when there is none. */
export const findIdToken = async (tx: Transaction, idHash: Buffer): Promise<string | null> => {
  const session = await tx
    .selectFrom('session')
    .where('id_hash', '=', idHash)
    .select('id_token')
    .executeTakeFirst();
  return session?.id_token ?? null;
};

/** Ends one session. Answers its ID token, or null when it had ended already. */
export const deleteSession = async (tx: Transaction, idHash: Buffer): Promise<string | null> => {
  const ended = await tx
    .deleteFrom('session')
    .where('id_hash', '=', idHash)
    .returning('id_token')
    .executeTakeFirst();
  return ended?.id_token ?? null;
};

/** Ends every session of a person, this one included. */
export const deleteSessions = async (tx: Transaction, personId: string): Promise<void> => {
  await tx.deleteFrom('session').where('person_id', '=', personId).execute();
};
