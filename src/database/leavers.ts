import { randomUUID } from 'node:crypto';
import { type Expression, sql } from 'kysely';
import { managers } from '../domain/access.ts';
import { addDays, type PlainDate } from '../domain/dates.ts';
import type { Handover, Holding, LeaversFacts, Management } from '../domain/leaver.ts';
import { addActionEvent } from './actions.ts';
import type { Transaction } from './connection.ts';
import { holdsPost } from './people.ts';

/** What somebody did, or does for one meeting: no part that goes on. */
const noLastingPart = ['chair', 'minute-taker', 'assessed-adopters', 'matched', 'sat-on-panel'] as const;
const lasts = (capacity: string): boolean => noLastingPart.every((passing) => passing !== capacity);

const isLive = sql<boolean>`coalesce(until_at, 'infinity') > app_now()`;
const latestCaseOf = (placementId: Expression<string>) => sql<string | null>`(select d.id from disruption d
  where d.placement_id = ${placementId} order by d.recorded_at desc, d.id limit 1)`;

const partsOf = async (tx: Transaction, personId: string): Promise<readonly Holding[]> => {
  const found = await tx
    .selectFrom('placement_access')
    .where('person_id', '=', personId)
    .where(isLive)
    .where('capacity', 'not in', noLastingPart)
    .select(['placement_id as placementId', 'capacity'])
    .union((from) =>
      from
        .selectFrom('case_role')
        .where('person_id', '=', personId)
        .where('until_on', 'is', null)
        .where(sql<boolean>`role <> all (${[...noLastingPart]})`)
        .select(['placement_id as placementId', 'role as capacity']),
    )
    .orderBy('placementId')
    .orderBy('capacity')
    .execute();
  const cases = await tx
    .selectFrom('placement')
    .where('id', 'in', [...found.map(({ placementId }) => placementId), personId])
    .select((from) => ['id', latestCaseOf(from.ref('placement.id')).as('disruptionId')])
    .execute();
  const caseOf = new Map(cases.map(({ id, disruptionId }) => [id, disruptionId]));
  return found.map((part) => ({
    ...part,
    kind: 'part',
    disruptionId: caseOf.get(part.placementId) ?? null,
  }));
};

/** A meeting to come wants somebody chosen; one that was held wants only its minutes finished. */
const meetingsOf = async (tx: Transaction, personId: string): Promise<readonly Holding[]> => {
  const found = await tx
    .selectFrom('meeting')
    .innerJoin('disruption', 'disruption.id', 'meeting.disruption_id')
    .where(({ eb, or }) => or([eb('chair_id', '=', personId), eb('minute_taker_id', '=', personId)]))
    .where('meeting.status', 'in', ['convened', 'held'])
    .where('minutes_status', '<>', 'agreed')
    .orderBy('meeting.id')
    .select(['disruption_id as disruptionId', 'placement_id as placementId', 'meeting.status'])
    .select(['chair_id', 'minute_taker_id'])
    .execute();
  return found.flatMap(({ status, chair_id, minute_taker_id, ...of }): readonly Holding[] =>
    (['chair', 'minute-taker'] as const)
      .filter((capacity) => (capacity === 'chair' ? chair_id : minute_taker_id) === personId)
      .map((capacity) => ({ ...of, kind: status === 'held' ? 'part' : 'meeting', capacity })),
  );
};

const actionsOf = async (tx: Transaction, personId: string): Promise<readonly Holding[]> =>
  (
    await tx
      .selectFrom('action')
      .innerJoin('disruption', 'disruption.id', 'action.disruption_id')
      .where('owner_id', '=', personId)
      .where('done_on', 'is', null)
      .where('not_needed_on', 'is', null)
      .orderBy('due_on')
      .orderBy('action.id')
      .select(['action.id as actionId', 'disruption_id as disruptionId', 'placement_id as placementId'])
      .execute()
  ).map((action) => ({ ...action, kind: 'action' }));

/** Line management first, and those who manage a team somebody is in. */
const managementIn = async (tx: Transaction, organisationId: string): Promise<readonly Management[]> => [
  ...(await tx
    .selectFrom('line_management')
    .innerJoin('person', 'person.id', 'line_management.person_id')
    .where('person.organisation_id', '=', organisationId)
    .orderBy('from_on', 'desc')
    .orderBy('manager_id')
    .select(['person_id as personId', 'manager_id as managerId', 'from_on as from', 'until_on as until'])
    .execute()),
  ...(await tx
    .selectFrom('person_post as member')
    .innerJoin('person_post as head', 'head.team_id', 'member.team_id')
    .where('member.organisation_id', '=', organisationId)
    .where('head.post', 'in', [...managers])
    .where('member.post', 'not in', [...managers])
    .orderBy('head.person_id')
    .select(['member.person_id as personId', 'head.person_id as managerId'])
    .select(sql<PlainDate | null>`greatest(member.from_on, head.from_on)`.as('from'))
    .select(sql<PlainDate | null>`least(member.until_on, head.until_on)`.as('until'))
    .execute()),
];

/** Everything that a leaver has and that somebody must have after them, with the line above; reads with the service's eyes. */
export const factsOfLeaver = async (tx: Transaction, personId: string): Promise<LeaversFacts> => {
  const person = await tx
    .selectFrom('person')
    .where('id', '=', personId)
    .select(['id', 'name', 'organisation_id', 'left_on'])
    .executeTakeFirstOrThrow();
  if (person.left_on === null) throw new Error(`Person ${personId} has no last day`);
  const holdings = [
    ...(await partsOf(tx, personId)),
    ...(await meetingsOf(tx, personId)),
    ...(await actionsOf(tx, personId)),
  ];
  const cases = await tx
    .selectFrom('placement')
    .where('id', 'in', [...holdings.map(({ placementId }) => placementId), personId])
    .select((from) => [
      'id as placementId',
      sql<boolean>`restricted is not null`.as('isRestricted'),
      sql<
        readonly string[]
      >`array(select a.person_id from placement_access a where a.placement_id = ${from.ref('placement.id')}
        and coalesce(a.until_at, 'infinity') > app_now() and app_opens_case(a.capacity))`.as('named'),
      sql<
        readonly string[]
      >`array(select m.chair_id from meeting m join disruption d on d.id = m.disruption_id
        where d.placement_id = ${from.ref('placement.id')} and m.status = 'convened')`.as('chairs'),
    ])
    .execute();
  const people = await tx
    .selectFrom('person')
    .where('organisation_id', '=', person.organisation_id)
    .select((from) => [
      'id',
      'name',
      'left_on as goneOn',
      holdsPost(from.ref('person.id'), ['administrator']).as('isAdministrator'),
    ])
    .execute();
  const management = await managementIn(tx, person.organisation_id);
  return { leaver: person, goneOn: person.left_on, holdings, cases, people, management };
};

/** Ends everything a leaver had on the day before their first without access: sessions, posts, managing, parts in cases. */
export const endEverything = async (
  tx: Transaction,
  personId: string,
  goneOn: PlainDate,
  /** Who manages from now on those whom the leaver managed. */
  nextManager: string | undefined,
): Promise<void> => {
  const lastDay = addDays(goneOn, -1);
  // What began on the day itself ends on it: nothing is for less than a day.
  const until = sql<PlainDate>`greatest(from_on, ${lastDay}::date)`;
  const goesOn = sql<boolean>`coalesce(until_on, 'infinity') > ${lastDay}::date`;
  await tx.deleteFrom('session').where('person_id', '=', personId).execute();
  await tx
    .updateTable('person_post')
    .set({ until_on: until })
    .where('person_id', '=', personId)
    .where(goesOn)
    .execute();
  if (nextManager !== undefined)
    await sql`insert into line_management (person_id, manager_id, from_on)
      select m.person_id, ${nextManager}, ${goneOn} from line_management m join person p on p.id = m.person_id
      where m.manager_id = ${personId} and m.from_on <= ${goneOn} and coalesce(m.until_on, 'infinity') >= ${goneOn}
        and m.person_id <> ${nextManager} and coalesce(p.left_on, 'infinity') > ${goneOn}
      on conflict do nothing`.execute(tx);
  await tx
    .updateTable('line_management')
    .set({ until_on: until })
    .where(({ eb, or }) => or([eb('person_id', '=', personId), eb('manager_id', '=', personId)]))
    .where(goesOn)
    .execute();
  await tx
    .updateTable('case_role')
    .set({ until_on: until })
    .where('person_id', '=', personId)
    .where(goesOn)
    .execute();
  await tx
    .updateTable('placement_access')
    .set({ until_at: sql<Date>`app_now()` })
    .where('person_id', '=', personId)
    .where(isLive)
    .execute();
};

const givePart = async (
  tx: Transaction,
  {
    placementId,
    capacity,
    to,
    goneOn,
    because,
  }: {
    readonly placementId: string;
    readonly capacity: string;
    readonly to: string;
    readonly goneOn: PlainDate;
    readonly because: string;
  },
): Promise<void> => {
  await sql`select app_put_on_case(${placementId}, ${to}, ${capacity}, ${because})`.execute(tx);
  // Who chaired, and who took the minutes, of a meeting that was held stays so.
  if (!lasts(capacity)) return;
  await sql`insert into case_role (id, placement_id, person_id, role, from_on)
    select ${randomUUID()}, ${placementId}, ${to}, ${capacity}, ${goneOn}
    where not exists (select from case_role r where r.placement_id = ${placementId} and r.person_id = ${to}
      and r.role = ${capacity} and r.until_on is null)`.execute(tx);
};

/** An action goes to somebody who has not been asked yet, and its story says where it came from (docs/domain.md, 4.10). */
const moveAction = async (
  tx: Transaction,
  {
    leaver,
    actionId,
    to,
    at,
  }: Pick<LeaversFacts, 'leaver'> & {
    readonly actionId: string;
    readonly to: Handover['to'];
    readonly at: Date;
  },
): Promise<void> => {
  const nobody = `Nobody, since ${leaver.name} has left`;
  const { disruption_id: disruptionId } = await tx
    .updateTable('action')
    .set({ owner_id: to?.id ?? null, owner_name: to?.name ?? nobody, answer: 'asked' })
    .where('id', '=', actionId)
    .returning('disruption_id')
    .executeTakeFirstOrThrow();
  const words = to === null ? nobody : `${leaver.name} has left. ${to.name} has it now.`;
  const by = { name: 'The service' };
  await addActionEvent(tx, { actionId, disruptionId, kind: 'moved', words, by, at });
};

/** Gives each thing of a leaver's to whoever has it now, and writes down what went where. */
export const saveHandover = async (
  tx: Transaction,
  { leaver, goneOn }: Pick<LeaversFacts, 'leaver' | 'goneOn'>,
  handovers: readonly Handover[],
  at: Date,
): Promise<void> => {
  for (const one of handovers) {
    const { holding, to } = one;
    const { placementId, disruptionId } = holding;
    if (holding.kind === 'action') await moveAction(tx, { leaver, actionId: holding.actionId, to, at });
    else if (to !== null)
      await givePart(tx, {
        placementId,
        capacity: holding.capacity,
        to: to.id,
        goneOn,
        because: `${leaver.name} has left`,
      });
    await tx
      .insertInto('handover')
      .values({
        id: randomUUID(),
        organisation_id: sql<string>`(select organisation_id from placement where id = ${placementId})`,
        leaver_id: leaver.id,
        to_id: to?.id ?? null,
        placement_id: placementId,
        disruption_id: disruptionId,
        reference: sql<string>`coalesce((select d.reference from disruption d where d.id = ${disruptionId}), '')`,
        kind: holding.kind,
        capacity: holding.kind === 'action' ? '' : holding.capacity,
        action_id: holding.kind === 'action' ? holding.actionId : null,
        why_nobody: one.to === null ? one.whyNobody : null,
        at,
      })
      .execute();
  }
};

/** The recorded cases of some placements, held until the transaction is over, in an order that no two block each other in. */
export const holdCasesOf = async (
  tx: Transaction,
  placementIds: readonly string[],
): Promise<readonly { readonly id: string; readonly placementId: string }[]> => {
  if (placementIds.length === 0) return [];
  return tx
    .selectFrom('disruption')
    .where('placement_id', 'in', placementIds)
    .orderBy('id')
    .select(['id', 'placement_id as placementId'])
    .forUpdate()
    .execute();
};
