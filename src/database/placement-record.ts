import { type Expression, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { PlacementRecord, UnplannedEndings } from '../domain/case.ts';
import type { Transaction } from './connection.ts';
import { postToday } from './people.ts';

/** A member of staff by their id, as the screens name them. */
export const staffBy = (tx: Transaction, id: Expression<string | null>) =>
  jsonObjectFrom(
    tx
      .selectFrom('person')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .whereRef('person.id', '=', id)
      .select([
        'person.id',
        'person.name',
        postToday(sql.ref('person.id')).as('post'),
        'person.email',
        'organisation.name as organisation',
        'person.left_on as leftOn',
      ]),
  );

/** Placements with everybody on them, in one statement; row-level security leaves only those the actor may see. */
export const placements = (tx: Transaction) =>
  tx.selectFrom('placement').select((from) => [
    'placement.id',
    'placement.organisation_id as organisationId',
    'placement.kind',
    'placement.provider',
    'placement.agency_name as agencyName',
    'placement.family_source as familySource',
    'placement.introductions_on as introductionsOn',
    'placement.started_on as startedOn',
    'placement.order_made_on as orderMadeOn',
    jsonArrayFrom(
      from
        .selectFrom('placement_child')
        .innerJoin('child', 'child.id', 'placement_child.child_id')
        .whereRef('placement_child.placement_id', '=', 'placement.id')
        .orderBy('child.born_on')
        .select([
          'child.id',
          'child.given_name as givenName',
          'child.family_name as familyName',
          'child.born_on as bornOn',
          'child.case_number as caseNumber',
        ]),
    ).as('children'),
    jsonArrayFrom(
      from
        .selectFrom('placement_carer')
        .whereRef('placement_carer.placement_id', '=', 'placement.id')
        .orderBy('placement_carer.position')
        .orderBy('placement_carer.id')
        .select('placement_carer.id'),
    ).as('carers'),
    jsonArrayFrom(
      from
        .selectFrom('case_role')
        .whereRef('case_role.placement_id', '=', 'placement.id')
        .orderBy('case_role.from_on')
        .select([
          'case_role.person_id as personId',
          'case_role.role',
          'case_role.from_on as fromOn',
          'case_role.until_on as untilOn',
          staffBy(tx, sql.ref('case_role.person_id')).$notNull().as('person'),
        ]),
    ).as('roles'),
    jsonArrayFrom(
      from
        .selectFrom('contact')
        .whereRef('contact.placement_id', '=', 'placement.id')
        .orderBy('contact.name')
        .select(['contact.id', 'contact.kind', 'contact.name', 'contact.email']),
    ).as('contacts'),
  ]);

/** One placement the actor may see; undefined when there is none, or it is none of theirs. */
export const loadPlacement = (tx: Transaction, id: string): Promise<PlacementRecord | undefined> =>
  placements(tx).where('placement.id', '=', id).executeTakeFirst();

/** The placements a person is on, in one of some capacities, that have no ending recorded yet. */
export const placementsNotEnded = (
  tx: Transaction,
  personId: string,
  capacities: readonly string[],
): Promise<readonly PlacementRecord[]> =>
  placements(tx)
    .where('placement.ended_on', 'is', null)
    .where('placement.id', 'in', (from) =>
      from
        .selectFrom('placement_access')
        .where('person_id', '=', personId)
        .where('capacity', 'in', capacities)
        .select('placement_id'),
    )
    .orderBy('placement.started_on', 'desc')
    .limit(100)
    .execute();

/** The days placements of a placement's children, or with its carers, ended unplanned, also on cases of others. */
export const unplannedEndingsOf = (placementId: Expression<string>) =>
  sql<UnplannedEndings>`(select coalesce(json_agg(json_build_object('whose', whose, 'on', ended_on) order by ended_on), '[]')
    from app_unplanned_endings(${placementId}))`;

/** The days on which placements ended unplanned before one is recorded for this placement. */
export const unplannedEndings = async (tx: Transaction, placementId: string): Promise<UnplannedEndings> => {
  const { rows } = await sql<{ found: UnplannedEndings }>`
    select ${unplannedEndingsOf(sql.val(placementId))} as found`.execute(tx);
  return rows[0]?.found ?? [];
};
