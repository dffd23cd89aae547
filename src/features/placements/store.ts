import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { grantAccess } from '../../database/case-record.ts';
import type { Transaction } from '../../database/connection.ts';
import type { Staff } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { AddedPlacement, PlacementFacts } from '../../domain/placement.ts';

const staffNow = (tx: Transaction) =>
  tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where('person.left_on', 'is', null)
    .orderBy('person.name')
    .select(['person.id', 'person.name', 'person.post', 'person.email', 'organisation.name as organisation']);

/** The reviewing officers of a council, and every adopters' social worker and panel advisor of a regional agency. */
export const staffToChoose = (tx: Transaction, organisationId: string): Promise<readonly Staff[]> =>
  staffNow(tx)
    .where(({ and, eb, or }) =>
      or([
        and([eb('person.post', '=', 'iro'), eb('person.organisation_id', '=', organisationId)]),
        and([
          eb('person.post', 'in', ['adopters-social-worker', 'panel-advisor']),
          eb('organisation.kind', '=', 'regional-agency'),
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
    .where('person.post', '=', 'social-worker')
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

/** The team managers and service managers above somebody on a day, each in the capacity of their post. */
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
    select person.id as "personId", person.post as capacity from above join person using (id)
    where person.id <> ${personId} and person.post in ('team-manager', 'service-manager')`.execute(tx);
  return rows;
};

/**
 * Keeps a placement with everybody on it. Answers the first child, by row, whose case number the council has already
 * given to another child, and has then kept nothing that lasts: the caller undoes the transaction.
 */
export const insertPlacement = async (
  tx: Transaction,
  added: AddedPlacement,
  about: { readonly id: string; readonly organisationId: string; readonly createdBy: string },
): Promise<{ readonly takenInRow: number | null }> => {
  const children = added.children.map((child) => ({
    id: randomUUID(),
    organisation_id: about.organisationId,
    given_name: child.givenName,
    family_name: child.familyName,
    born_on: child.bornOn,
    case_number: child.caseNumber,
    created_by: about.createdBy,
  }));
  const inserted = await tx
    .insertInto('child')
    .values(children)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'case_number']).doNothing())
    .returning('id')
    .execute();
  const kept = new Set(inserted.map(({ id }) => id));
  const takenInRow = children.findIndex(({ id }) => !kept.has(id));
  if (takenInRow >= 0) return { takenInRow };

  const onThis = { placement_id: about.id };
  await tx
    .insertInto('placement')
    .values({
      id: about.id,
      organisation_id: about.organisationId,
      kind: 'adoptive',
      agency_name: added.agencyName,
      family_source: added.familySource,
      introductions_on: added.introductionsOn,
      started_on: added.startedOn,
      order_made_on: added.orderMadeOn,
      created_by: about.createdBy,
    })
    .execute();
  await tx
    .insertInto('placement_child')
    .values(children.map(({ id }) => ({ ...onThis, child_id: id })))
    .execute();
  await tx
    .insertInto('adopter')
    .values(
      added.adopters.map((adopter, position) => ({ ...onThis, ...adopter, id: randomUUID(), position })),
    )
    .execute();
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
  await grantAccess(tx, about.id, added.access);
  return { takenInRow: null };
};
