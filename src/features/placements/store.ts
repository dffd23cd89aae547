import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { grantAccess } from '../../database/case-standing.ts';
import type { Transaction } from '../../database/connection.ts';
import { holdsPost, postToday } from '../../database/people.ts';
import { addCarers, type Vault } from '../../database/vault.ts';
import { managers } from '../../domain/access.ts';
import type { Staff } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { AddedPlacement } from '../../domain/placement.ts';
import type { PlacementFacts } from '../../domain/placement-proposal.ts';

const staffNow = (tx: Transaction) =>
  tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where(sql<boolean>`coalesce(person.left_on, 'infinity') > app_today()`)
    .orderBy('person.name')
    .select([
      'person.id',
      'person.name',
      postToday(sql.ref('person.id')).as('post'),
      'person.email',
      'organisation.name as organisation',
    ]);

const councilPosts = ['iro', 'supervising-social-worker', 'personal-adviser'];
const agencyPosts = ['adopters-social-worker', 'panel-advisor'];

/** Colleagues of a placement: of the council by their posts, and of the agency of its region everybody in one of those. */
export const staffToChoose = (tx: Transaction, organisationId: string): Promise<readonly Staff[]> =>
  staffNow(tx)
    .where(({ and, eb, or, selectFrom }) =>
      or([
        and([
          holdsPost(sql.ref('person.id'), councilPosts),
          eb('person.organisation_id', '=', organisationId),
        ]),
        and([
          holdsPost(sql.ref('person.id'), agencyPosts),
          eb('organisation.kind', '=', 'regional-agency'),
          eb(
            'organisation.region',
            '=',
            selectFrom('organisation as council')
              .where('council.id', '=', organisationId)
              .select('council.region'),
          ),
        ]),
      ]),
    )
    .execute();

/** The links of line management that hold on a day. */
const linksOn = (on: PlainDate) =>
  sql`(select person_id, manager_id from line_management where ${on} between from_on and coalesce(until_on, 'infinity'))`;

/** The social workers below somebody on a day; of a social worker, only themselves. */
export const socialWorkersBelow = (
  tx: Transaction,
  personId: string,
  on: PlainDate,
): Promise<readonly Staff[]> =>
  staffNow(tx)
    .where(holdsPost(sql.ref('person.id'), ['social-worker']))
    .where(
      'person.id',
      'in',
      sql<string>`(
        with recursive below(id) as (
          values (${personId}::uuid)
          union select link.person_id from below join ${linksOn(on)} link on link.manager_id = below.id
        )
        select id from below)`,
    )
    .execute();

/** The managers and heads of service above somebody on a day, each in the role of their post. */
export const managersAbove = async (
  tx: Transaction,
  personId: string,
  on: PlainDate,
): Promise<PlacementFacts['managers']> => {
  const { rows } = await sql<PlacementFacts['managers'][number]>`
    with recursive above(id) as (
      values (${personId}::uuid)
      union select link.manager_id from above join ${linksOn(on)} link on link.person_id = above.id
    )
    select person.id as "personId", app_post(person.id) as role from above join person using (id)
    where person.id <> ${personId} and app_post(person.id) = any (${[...managers]})`.execute(tx);
  return rows;
};

/** Keeps the children the council does not know yet, and answers their ids by case number. */
const insertNewChildren = async (
  tx: Transaction,
  children: AddedPlacement['children'],
  about: { readonly organisationId: string; readonly createdBy: string },
): Promise<ReadonlyMap<string, string>> => {
  const inserted = await tx
    .insertInto('child')
    .values(
      children.map((child) => ({
        id: randomUUID(),
        organisation_id: about.organisationId,
        given_name: child.givenName,
        family_name: child.familyName,
        born_on: child.bornOn,
        case_number: child.caseNumber,
        created_by: about.createdBy,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'case_number']).doNothing())
    .returning(['id', 'case_number'])
    .execute();
  return new Map(inserted.map(({ id, case_number }) => [case_number, id]));
};

/** Puts a child whom the council knows on a placement; false when one of these is not what is recorded. */
const placeKnownChild = async (
  tx: Transaction,
  placementId: string,
  { caseNumber, givenName, familyName, bornOn }: AddedPlacement['children'][number],
): Promise<boolean> => {
  const { rows } = await sql<{ placed: boolean }>`
    select app_place_known_child(${placementId}, ${caseNumber}, ${givenName}, ${familyName}, ${bornOn}) as placed
  `.execute(tx);
  return rows[0]?.placed === true;
};

/**
 * Keeps a placement with everybody on it. A child whose case number the council already uses is that child. Answers the
 * rows of children who are not, and has then kept nothing that lasts: the caller undoes the transaction.
 */
export const insertPlacement = async (
  tx: Transaction,
  vault: Vault,
  added: AddedPlacement,
  about: { readonly id: string; readonly organisationId: string; readonly createdBy: string },
): Promise<{ readonly otherChildInRows: readonly number[] }> => {
  const onThis = { placement_id: about.id };
  await tx
    .insertInto('placement')
    .values({
      id: about.id,
      organisation_id: about.organisationId,
      kind: added.kind,
      provider: added.provider,
      agency_name: added.agencyName,
      family_source: added.familySource,
      introductions_on: added.introductionsOn,
      started_on: added.startedOn,
      order_made_on: added.orderMadeOn,
      created_by: about.createdBy,
    })
    .execute();
  const newChildren = await insertNewChildren(tx, added.children, about);
  const otherChildInRows: number[] = [];
  for (const [row, child] of added.children.entries()) {
    const id = newChildren.get(child.caseNumber);
    if (id !== undefined)
      await tx
        .insertInto('placement_child')
        .values({ ...onThis, child_id: id })
        .execute();
    else if (!(await placeKnownChild(tx, about.id, child))) otherChildInRows.push(row);
  }
  await addCarers(tx, vault, about, added.carers);
  if (added.contacts.length > 0)
    await tx
      .insertInto('contact')
      .values(added.contacts.map((contact) => ({ ...onThis, ...contact, id: randomUUID() })))
      .execute();
  await tx
    .insertInto('case_role')
    .values(
      added.roles.map(({ personId, role, fromOn }) => ({
        ...onThis,
        id: randomUUID(),
        person_id: personId,
        role,
        from_on: fromOn,
      })),
    )
    .execute();
  const access = added.roles.map(({ personId, role }) => ({ personId, capacity: role }));
  await grantAccess(tx, about.id, access);
  return { otherChildInRows };
};
