import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Answer } from '../domain/case.ts';
import type { ChildPage, SheetName } from '../domain/child-page.ts';
import type { Transaction } from './connection.ts';
import { hashOf, hashOfCode, linkToken, oneTimeCode } from './private-secrets.ts';

/** A child's own page of a case; undefined while nobody has opened one. */
export const loadPage = async (
  tx: Transaction,
  of: { readonly disruptionId: string; readonly childId: string },
): Promise<ChildPage | undefined> =>
  tx
    .selectFrom('child_page as page')
    .innerJoin('person', 'person.id', 'page.opened_by')
    .where('page.disruption_id', '=', of.disruptionId)
    .where('page.child_id', '=', of.childId)
    .select([
      'page.id',
      'page.child_id as childId',
      'page.sheet',
      'page.channel',
      'page.address',
      'page.confirmed_how as confirmedHow',
      'person.name as openedBy',
      'page.opened_at as openedAt',
      sql<boolean>`page.closed_at is not null`.as('isClosed'),
    ])
    .executeTakeFirst();

type PageLink = { readonly id: string; readonly expiresAt: Date };

/** Makes a new link to a child's own page, and answers its secret part. */
export const insertPageLink = async (
  tx: Transaction,
  { secretKey }: { readonly secretKey: string },
  pageId: string,
  expiresAt: Date,
): Promise<PageLink & { readonly token: string }> => {
  const id = randomUUID();
  const token = linkToken(secretKey, id);
  await tx
    .insertInto('guest_link')
    .values({ id, child_page_id: pageId, token_hash: hashOf(token), expires_at: expiresAt })
    .execute();
  return { id, expiresAt, token };
};

/** Makes a code for a link, and answers it: it is said once, and kept as a hash. */
export const insertSpokenCode = async (
  tx: Transaction,
  { secretKey }: { readonly secretKey: string },
  linkId: string,
  { at, expiresAt }: { readonly at: Date; readonly expiresAt: Date },
): Promise<string> => {
  const id = randomUUID();
  const code = oneTimeCode(secretKey, id);
  await tx
    .insertInto('guest_code')
    .values({
      ...{ id, link_id: linkId, code_hash: hashOfCode(secretKey, id, code) },
      ...{ created_at: at, expires_at: expiresAt },
    })
    .execute();
  return code;
};

/** Whoever holds a link to a page opens nothing by it any more. */
export const withdrawPageLinks = async (tx: Transaction, pageId: string, at: Date): Promise<void> => {
  await tx
    .updateTable('guest_link')
    .set({ withdrawn_at: at })
    .where('child_page_id', '=', pageId)
    .where('withdrawn_at', 'is', null)
    .execute();
};

/** What a child has written on a sheet and not given, as the child alone sees it. */
export const loadDraft = async (
  tx: Transaction,
  pageId: string,
  sheet: SheetName,
): Promise<readonly Answer[]> => {
  const row = await tx
    .selectFrom('child_draft')
    .where('page_id', '=', pageId)
    .where('sheet', '=', sheet)
    .select('answers')
    .executeTakeFirst();
  return row?.answers ?? [];
};

/** Keeps what a child has written on a sheet, in place of what was kept of it before. */
export const saveDraft = async (
  tx: Transaction,
  of: { readonly pageId: string; readonly disruptionId: string; readonly sheet: SheetName },
  answers: readonly Answer[],
  at: Date,
): Promise<void> => {
  const saved = { answers: JSON.stringify(answers), saved_at: at };
  await tx
    .insertInto('child_draft')
    .values({ page_id: of.pageId, sheet: of.sheet, disruption_id: of.disruptionId, ...saved })
    .onConflict((conflict) => conflict.columns(['page_id', 'sheet']).doUpdateSet(saved))
    .execute();
};

/** A link's page, and what a visit of the child needs to know of it before they are let in. */
export type PageVisit = {
  readonly linkId: string;
  readonly pageId: string;
  readonly disruptionId: string;
  readonly childId: string;
  readonly organisationId: string;
  readonly reference: string;
  readonly givenName: string;
  readonly sheet: SheetName;
  readonly channel: ChildPage['channel'];
  readonly council: { readonly name: string; readonly colour: string };
  /** Their social workers today, by name. */
  readonly workers: readonly string[];
  /** Who wrote each letter to them. */
  readonly writers: Readonly<Record<string, string>>;
};

/** The page that a token belongs to; undefined for every token that opens nothing, for whatever reason. */
export const findPage = async (
  tx: Transaction,
  tokenHash: Buffer,
  now: Date,
): Promise<PageVisit | undefined> => {
  const row = await tx
    .selectFrom('guest_link')
    .innerJoin('child_page as page', 'page.id', 'guest_link.child_page_id')
    .innerJoin('child', 'child.id', 'page.child_id')
    .innerJoin('disruption', 'disruption.id', 'page.disruption_id')
    .innerJoin('organisation', 'organisation.id', 'disruption.organisation_id')
    .where('guest_link.token_hash', '=', tokenHash)
    .where('guest_link.withdrawn_at', 'is', null)
    .where('guest_link.expires_at', '>', now)
    .where('page.closed_at', 'is', null)
    .select((from) => [
      'guest_link.id as linkId',
      'page.id as pageId',
      'page.disruption_id as disruptionId',
      'page.child_id as childId',
      'page.sheet',
      'page.channel',
      'disruption.organisation_id as organisationId',
      'disruption.reference',
      'child.given_name as givenName',
      'organisation.name as council',
      'organisation.colour',
      jsonArrayFrom(
        from
          .selectFrom('placement_access as access')
          .innerJoin('person', 'person.id', 'access.person_id')
          .whereRef('access.placement_id', '=', 'disruption.placement_id')
          .where('access.capacity', '=', 'child-social-worker')
          .where(sql<boolean>`coalesce(access.until_at, 'infinity') > app_now()`)
          .orderBy('person.name')
          .select('person.name'),
      ).as('workers'),
      jsonArrayFrom(
        from
          .selectFrom('child_answer as answer')
          .innerJoin('person', 'person.id', 'answer.written_by')
          .whereRef('answer.disruption_id', '=', 'page.disruption_id')
          .whereRef('answer.child_id', '=', 'page.child_id')
          .select(['answer.id', 'person.name']),
      ).as('writers'),
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { council, colour, workers, writers, ...page } = row;
  return {
    ...page,
    council: { name: council, colour },
    workers: workers.map(({ name }) => name),
    writers: Object.fromEntries(writers.map(({ id, name }) => [id, name])),
  };
};
