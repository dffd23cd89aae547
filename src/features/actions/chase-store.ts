import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { nearestCase } from '../../database/case-standing.ts';
import type { Transaction } from '../../database/connection.ts';
import { type managers, workers } from '../../domain/access.ts';
import type { Rung } from '../../domain/action-chase.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { NoticeKind } from '../../domain/notice.ts';

/** The cases on which something is open. */
export const casesWithOpenActions = async (tx: Transaction): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('action')
    .where('done_on', 'is', null)
    .where('not_needed_on', 'is', null)
    .select('disruption_id as id')
    .distinct()
    .execute();
  return rows.map(({ id }) => id);
};

/** Holds a case until the transaction ends: two that chase its actions at once chase them once. */
export const holdCaseToChase = async (tx: Transaction, id: string): Promise<void> => {
  await sql`select 1 from disruption where id = ${nearestCase(id)} for update`.execute(tx);
};

/** The steps that were taken about the actions of a case, and the last time that each was handed back. */
export const stepsTaken = (tx: Transaction, disruptionId: string) =>
  tx
    .selectFrom('action_event')
    .where('disruption_id', '=', disruptionId)
    .where(({ eb, or }) => or([eb('step', 'is not', null), eb('kind', '=', 'handed-back')]))
    .orderBy('position')
    .select(['action_id as actionId', 'kind', 'step', 'id'])
    .execute();

/** Writes down that a step was taken for a day. */
export const addStepTaken = async (
  tx: Transaction,
  event: {
    readonly disruptionId: string;
    readonly actionId: string;
    readonly kind: 'reminded' | 'escalated';
    readonly step: string;
    readonly words: string;
    readonly at: Date;
  },
): Promise<void> => {
  const { disruptionId, actionId, ...rest } = event;
  await tx
    .insertInto('action_event')
    .values({
      ...{ id: randomUUID(), disruption_id: disruptionId, action_id: actionId },
      ...{ ...rest, by_name: 'The service' },
    })
    .execute();
};

/** Tells somebody who works here of an action by the reference of its case alone, once for each `once`. */
export const tellOfAction = async (
  tx: Transaction,
  notice: {
    readonly personId: string;
    readonly kind: NoticeKind;
    readonly reference: string;
    readonly path: string;
    readonly once: readonly string[];
  },
): Promise<void> => {
  const { personId, kind, reference, path, once } = notice;
  await sql`with told as (
      insert into notice (id, organisation_id, person_id, kind, reference, path, at, once)
      select ${randomUUID()}, p.organisation_id, p.id, ${kind}, ${reference}, ${path}, app_now(),
          ${[...once, personId].join(' ')}
        from person p where p.id = ${personId} and coalesce(p.left_on, 'infinity') > app_today()
      on conflict (organisation_id, once) do nothing returning id)
    select app_add_job('send-notice', jsonb_build_object('noticeId', id), 'notice:' || id) from told`.execute(
    tx,
  );
};

type Somebody = { readonly id: string; readonly name: string };

/** Those on a case by name in a capacity today. */
const namedAs = (tx: Transaction, placementId: string, capacity: string): Promise<readonly Somebody[]> =>
  tx
    .selectFrom('placement_access')
    .innerJoin('person', 'person.id', 'placement_access.person_id')
    .where('placement_id', '=', placementId)
    .where('capacity', '=', capacity)
    .where(sql<boolean>`coalesce(until_at, 'infinity') > app_now()`)
    .where(sql<boolean>`coalesce(person.left_on, 'infinity') > app_today()`)
    .orderBy('person.name')
    .select(['person.id', 'person.name'])
    .execute();

/**
 * Those in a manager's post who may open the case: named on it, or above somebody whose work it is, unless it is restricted.
 * Where somebody is above whoever has the action, it is they alone.
 */
const managersAbove = async (
  tx: Transaction,
  { placementId, ownerId }: { readonly placementId: string; readonly ownerId: string | null },
  post: (typeof managers)[number],
): Promise<readonly Somebody[]> => {
  const named = await namedAs(tx, placementId, post);
  const { rows } = await sql<Somebody & { readonly isOwners: boolean }>`
    select p.id, p.name, coalesce(${ownerId}::uuid = any (app_managed_by(p.id)), false) as "isOwners"
      from person p join placement case_of on case_of.id = ${placementId} and case_of.restricted is null
      where coalesce(p.left_on, 'infinity') > app_today()
        and exists (select from person_post h where h.person_id = p.id and h.post = ${post}
          and coalesce(h.from_on, '-infinity') <= app_today() and coalesce(h.until_on, 'infinity') >= app_today())
        and app_managed_by(p.id) && array(select a.person_id from placement_access a where a.placement_id = case_of.id
          and a.capacity in (${sql.join([...workers])}) and coalesce(a.until_at, 'infinity') > app_now())
      order by p.name`.execute(tx);
  const owners = rows.filter(({ isOwners }) => isOwners);
  const found = owners.length > 0 ? owners : named.length > 0 ? named : rows;
  return found.filter(({ id }) => id !== ownerId);
};

/** Who hears of an action on a rung of the ladder: nobody, where nobody holds the post or may open the case. */
export const peopleOn = async (
  tx: Transaction,
  rung: Rung,
  about: { readonly placementId: string; readonly ownerId: string | null; readonly ownerName: string },
): Promise<readonly Somebody[]> => {
  if (rung === 'iro') return namedAs(tx, about.placementId, 'iro');
  if (rung === 'owner') return about.ownerId === null ? [] : [{ id: about.ownerId, name: about.ownerName }];
  return managersAbove(tx, about, rung);
};

/** Who recorded an action: they speak with somebody outside who has it, and are told in their place. */
export const recorderOf = (tx: Transaction, actionId: string): Promise<Somebody> =>
  tx
    .selectFrom('action')
    .innerJoin('person', 'person.id', 'action.created_by')
    .where('action.id', '=', actionId)
    .select(['person.id', 'person.name'])
    .executeTakeFirstOrThrow();

/** The cases whose child has a review on a day from today on, and that day. */
export const reviewsToCome = async (
  tx: Transaction,
  today: PlainDate,
): Promise<readonly { readonly id: string; readonly on: PlainDate }[]> => {
  const rows = await tx
    .selectFrom('disruption')
    .where('next_review_on', '>=', today)
    .orderBy('next_review_on')
    .select(['id', 'next_review_on as on'])
    .$narrowType<{ on: PlainDate }>()
    .execute();
  return rows;
};
