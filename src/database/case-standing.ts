import { sql } from 'kysely';
import type { Standing } from '../domain/access.ts';
import type { Transaction } from './connection.ts';

/** How a person stands to a case, with whose case it is and what makes their looking at it stand out. */
export type StandingOnCase = Standing & {
  readonly organisationId: string;
  readonly marks: readonly string[];
};

const standing = (tx: Transaction, person: { readonly id: string; readonly name: string }) => {
  const familyName = person.name.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '';
  return tx.selectFrom('placement').select((from) => [
    'placement.organisation_id as organisationId',
    'placement.restricted',
    sql<readonly string[]>`array(select a.capacity from placement_access a
      where a.placement_id = placement.id and a.person_id = ${person.id})`.as('named'),
    sql<boolean>`app_manages(placement.id)`.as('manages'),
    from
      .exists(
        from
          .selectFrom('break_glass')
          .whereRef('break_glass.placement_id', '=', 'placement.id')
          .where('break_glass.person_id', '=', person.id)
          .where('break_glass.until_at', '>', sql<Date>`app_now()`)
          .select('break_glass.id'),
      )
      .$castTo<boolean>()
      .as('brokeGlass'),
    sql<boolean>`exists (select from placement_child pc join child c on c.id = pc.child_id
        where pc.placement_id = placement.id and lower(c.family_name) = ${familyName})
      or exists (select from contact c where c.placement_id = placement.id
        and lower(c.name) like '% ' || ${familyName})`.as('sharesName'),
    // By keyed hashes of both postcodes: nobody learns where either lives.
    sql<boolean>`exists (select from placement_carer c join person p on p.home_postcode_key = c.postcode_key
        where c.placement_id = placement.id and p.id = ${person.id})`.as('isNeighbour'),
  ]);
};

const withMarks = <Row extends { readonly sharesName: boolean; readonly isNeighbour: boolean }>(
  row: Row | undefined,
) => {
  if (row === undefined) return undefined;
  const { sharesName, isNeighbour, ...rest } = row;
  const marks = [...(sharesName ? ['same-family-name'] : []), ...(isNeighbour ? ['same-postcode'] : [])];
  return { ...rest, marks };
};

/** The case that was asked for, or the next one there is: looking for what is not there must not be quicker. */
export const nearestCase = (disruptionId: string) => sql<string>`(select app_nearest_case(${disruptionId}))`;

/** How a person stands to a disruption's case; undefined when there is none, or it is none of theirs. */
export const standingOn = async (
  tx: Transaction,
  disruptionId: string,
  person: { readonly id: string; readonly name: string },
): Promise<StandingOnCase | undefined> => {
  const row = await standing(tx, person)
    .innerJoin('disruption', 'disruption.placement_id', 'placement.id')
    .where('disruption.id', '=', nearestCase(disruptionId))
    .select('disruption.id as found')
    .executeTakeFirst();
  if (row?.found !== disruptionId) return undefined;
  const { found, ...one } = row;
  return withMarks(one);
};

/** How a person stands to a placement; undefined when there is none, or it is none of theirs. */
export const standingOnPlacement = async (
  tx: Transaction,
  placementId: string,
  person: { readonly id: string; readonly name: string },
): Promise<StandingOnCase | undefined> =>
  withMarks(await standing(tx, person).where('placement.id', '=', placementId).executeTakeFirst());

/** Puts people on a case; somebody already there in that capacity stays as they are, and whoever had left it is back. */
export const grantAccess = async (
  tx: Transaction,
  placementId: string,
  people: readonly { readonly personId: string; readonly capacity: string }[],
): Promise<void> => {
  for (const { personId, capacity } of people)
    await sql`select app_put_on_case(${placementId}, ${personId}, ${capacity})`.execute(tx);
};

/** Ends somebody's part in a case at once; false when they had none. */
export const endAccess = async (
  tx: Transaction,
  placementId: string,
  { personId, capacity }: { readonly personId: string; readonly capacity: string },
): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`
    select app_end_access(${placementId}, ${personId}, ${capacity}) as ended`.execute(tx);
  return rows[0]?.ended ?? false;
};
