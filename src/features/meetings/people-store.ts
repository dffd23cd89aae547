import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { holdsPost, postToday } from '../../database/people.ts';
import { managers } from '../../domain/access.ts';
import { chairingPostInWords } from '../../domain/asks.ts';
import type { Staff } from '../../domain/case.ts';
import type { Candidate, HeldRole, LineManagement, Team } from '../../domain/chair.ts';

export type ChairCandidate = Candidate & Staff;

const staff = (tx: Transaction) =>
  tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.id',
      'person.name',
      postToday(sql.ref('person.id')).as('post'),
      'person.email',
      'organisation.name as organisation',
    ]);

/**
 * Everybody who might chair, by name: those who hold or held a post that chairs, of the organisations in a council's
 * region, and the people given; with what they were and where, and when.
 */
export const chairCandidates = async (
  tx: Transaction,
  { organisationId, personIds }: { readonly organisationId: string; readonly personIds: readonly string[] },
): Promise<readonly ChairCandidate[]> => {
  const rows = await staff(tx)
    .select((from) => [
      'person.left_on as leftOn',
      'person.joined_on as joinedOn',
      'organisation.kind as organisationKind',
      jsonArrayFrom(
        from
          .selectFrom('person_post')
          .whereRef('person_post.person_id', '=', 'person.id')
          .select(['person_post.post', 'person_post.from_on as fromOn', 'person_post.until_on as untilOn']),
      ).as('posts'),
    ])
    .where((where) =>
      where.or([
        where('person.id', 'in', personIds.length > 0 ? personIds : [null]),
        where.and([
          where('person.id', 'in', (from) =>
            from
              .selectFrom('person_post')
              .where('post', 'in', Object.keys(chairingPostInWords))
              .select('person_id'),
          ),
          where(
            'organisation.region',
            '=',
            where
              .selectFrom('organisation as council')
              .where('council.id', '=', organisationId)
              .select('council.region'),
          ),
        ]),
      ]),
    )
    .orderBy('person.name')
    .execute();
  return rows.map(({ organisationKind, joinedOn, ...person }) => ({
    ...person,
    memberships: [{ organisationKind, fromOn: joinedOn, untilOn: person.leftOn }],
  }));
};

/** Those of the person's own council who take minutes. */
export const minuteTakers = (tx: Transaction, organisationId: string): Promise<readonly Staff[]> =>
  staff(tx)
    .where(holdsPost(sql.ref('person.id'), ['minute-taker']))
    .where('person.organisation_id', '=', organisationId)
    .where('person.left_on', 'is', null)
    .orderBy('person.name')
    .execute();

/** What staff did on other placements of a placement's children, or for its carers on others of theirs, by name. */
export const rolesElsewhere = async (
  tx: Transaction,
  placementId: string,
): Promise<readonly (HeldRole & Pick<Staff, 'name'>)[]> => {
  const { rows } = await sql<HeldRole & Pick<Staff, 'name'>>`
    select r.person_id as "personId", r.role, r.from_on as "fromOn", r.until_on as "untilOn", person.name,
      true as elsewhere
    from app_earlier_roles(${placementId}) r join person on person.id = r.person_id`.execute(tx);
  return rows;
};

/** Every link of line management above these people, at any time, up to the top, with the names along it. */
export const managementAbove = async (
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ readonly links: readonly LineManagement[]; readonly names: Map<string, string> }> => {
  const { rows } = await sql<LineManagement & { readonly managerName: string }>`
    with recursive above as (
      select * from line_management where person_id = any(${personIds})
      union
      select further.* from line_management further join above on further.person_id = above.manager_id
    )
    select above.person_id as "personId", above.manager_id as "managerId", above.from_on as "fromOn",
      above.until_on as "untilOn", person.name as "managerName"
    from above join person on person.id = above.manager_id`.execute(tx);
  return { links: rows, names: new Map(rows.map(({ managerId, managerName }) => [managerId, managerName])) };
};

/** The teams that these people are or were in: who managed each and who was in it, when, and the managers' names. */
export const teamsOf = async (
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ readonly teams: readonly Team[]; readonly names: ReadonlyMap<string, string> }> => {
  const rows = await tx
    .selectFrom('person_post')
    .innerJoin('person', 'person.id', 'person_post.person_id')
    .where('person_post.team_id', 'in', (inside) =>
      inside
        .selectFrom('person_post as own')
        .where('own.person_id', '=', sql<string>`any(${personIds})`)
        .where('own.team_id', 'is not', null)
        .select(({ ref }) => ref('own.team_id').$notNull().as('team_id')),
    )
    .select([
      'person_post.team_id as teamId',
      'person_post.person_id as personId',
      'person_post.from_on as fromOn',
      'person_post.until_on as untilOn',
      'person.name',
      sql<boolean>`person_post.post = any(${[...managers]})`.as('manages'),
    ])
    .execute();
  return {
    teams: [...Map.groupBy(rows, ({ teamId }) => teamId).values()].map((team) => ({
      managers: team.filter(({ manages }) => manages),
      members: team.filter(({ manages }) => !manages),
    })),
    names: new Map(rows.filter(({ manages }) => manages).map(({ personId, name }) => [personId, name])),
  };
};
