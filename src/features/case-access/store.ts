import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { endAccess } from '../../database/case-standing.ts';
import type { Transaction } from '../../database/connection.ts';
import { postsToday } from '../../database/people.ts';
import type { Restriction } from '../../domain/access.ts';
import type { CapacityToGive, Colleague, OnCase } from '../../domain/case-access.ts';
import type { PlainDate } from '../../domain/dates.ts';

/** Everybody who is, or was, on a case by name, those with the longest part first. */
export const peopleOn = async (tx: Transaction, placementId: string): Promise<readonly OnCase[]> => {
  const { rows } = await sql<OnCase>`
    select a.person_id as "personId", p.name, o.name as organisation, a.capacity, a.granted_at as since,
      by.name as "putOnBy", a.reason, a.until_at as until
    from app_people_on(${placementId}) a join person p on p.id = a.person_id
      join organisation o on o.id = p.organisation_id left join person by on by.id = a.granted_by
    order by a.granted_at, p.name, a.capacity`.execute(tx);
  return rows;
};

export type Opening = {
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
  readonly until: Date;
};

/** Those who opened a case that was not theirs, the latest first. */
export const openingsOf = async (tx: Transaction, placementId: string): Promise<readonly Opening[]> => {
  const { rows } = await sql<Opening>`
    select p.name, b.reason, b.at, b.until_at as until from break_glass b join person p on p.id = b.person_id
    where b.placement_id = ${placementId} order by b.at desc`.execute(tx);
  return rows;
};

export type ManagerOver = { readonly personId: string; readonly name: string };

/** Those who see a case as managers of somebody who works on it. */
export const managersOver = async (tx: Transaction, placementId: string): Promise<readonly ManagerOver[]> => {
  const { rows } = await sql<ManagerOver>`
    select person_id as "personId", name from app_managers_over(${placementId})`.execute(tx);
  return rows;
};

/** How a placement is restricted, and why. */
export const restrictionOf = (
  tx: Transaction,
  placementId: string,
): Promise<{ readonly restricted: Restriction | null; readonly reason: string }> =>
  tx
    .selectFrom('placement')
    .where('id', '=', placementId)
    .select(['restricted', 'restricted_reason as reason'])
    .executeTakeFirstOrThrow();

/**
 * Somebody with that work e-mail address, of a council or the agency of its region, who has not left and holds a post; null
 * when nobody has it. Administrators open no case.
 */
export const colleagueWith = async (
  tx: Transaction,
  organisationId: string,
  email: string,
): Promise<Colleague | null> => {
  const found = await tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where((where) =>
      where.or([
        where('organisation.id', '=', organisationId),
        where.and([
          where('organisation.kind', '=', 'regional-agency'),
          where(
            'organisation.region',
            '=',
            where.selectFrom('organisation as own').where('own.id', '=', organisationId).select('own.region'),
          ),
          where('organisation.region', '<>', ''),
        ]),
      ]),
    )
    .where(sql<boolean>`coalesce(left_on, 'infinity') > app_today()`)
    .where(sql<boolean>`app_post(person.id) <> '' and not app_holds_post(person.id, '{administrator}')`)
    .select(['person.id', 'person.name', postsToday(sql.ref('person.id')).as('posts')])
    .execute();
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** Puts a colleague on a case, so that its duties find them in their part. */
export const putOn = async (
  tx: Transaction,
  placementId: string,
  part: {
    readonly personId: string;
    readonly capacity: CapacityToGive;
    readonly reason: string;
    readonly today: PlainDate;
  },
): Promise<void> => {
  await sql`select app_put_on_case(${placementId}, ${part.personId}, ${part.capacity}, ${part.reason})`.execute(
    tx,
  );
  const held = await tx
    .selectFrom('case_role')
    .where('placement_id', '=', placementId)
    .where('person_id', '=', part.personId)
    .where('role', '=', part.capacity)
    .where('until_on', 'is', null)
    .select('id')
    .executeTakeFirst();
  if (held !== undefined) return;
  await tx
    .insertInto('case_role')
    .values({
      id: randomUUID(),
      placement_id: placementId,
      person_id: part.personId,
      role: part.capacity,
      from_on: part.today,
    })
    .execute();
};

/** Whether the person acting still sees the placement. */
export const stillSees = async (tx: Transaction, placementId: string): Promise<boolean> =>
  (await tx.selectFrom('placement').where('id', '=', placementId).select('id').executeTakeFirst()) !==
  undefined;

/** Ends somebody's part in a case: from now on they do not open it in that capacity, and no duty is theirs. */
export const takeOff = async (
  tx: Transaction,
  placementId: string,
  part: { readonly personId: string; readonly capacity: string; readonly today: PlainDate },
): Promise<void> => {
  await tx
    .updateTable('case_role')
    .set({ until_on: sql<PlainDate>`greatest(from_on, ${part.today}::date)` })
    .where('placement_id', '=', placementId)
    .where('person_id', '=', part.personId)
    .where(sql`role`, '=', part.capacity)
    .where('until_on', 'is', null)
    .execute();
  await endAccess(tx, placementId, part);
};

export const saveRestriction = async (
  tx: Transaction,
  placementId: string,
  { restriction, reason }: { readonly restriction: Restriction | null; readonly reason: string },
): Promise<void> => {
  await tx
    .updateTable('placement')
    .set({ restricted: restriction, restricted_reason: restriction === null ? '' : reason })
    .where('id', '=', placementId)
    .execute();
};
