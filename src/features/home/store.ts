import { type Expression, sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { workers } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { WhyNobody } from '../../domain/leaver.ts';
import type { NextStep } from '../../domain/next-step.ts';
import type { OwnAction, Waiting } from '../../domain/plan.ts';

const childrenOf = (placementId: Expression<string>) => sql<Waiting['children']>`(
  select json_agg(json_build_object('givenName', c.given_name, 'familyName', c.family_name) order by c.born_on)
  from placement_child pc join child c on c.id = pc.child_id where pc.placement_id = ${placementId})`;

/** A page of the open disruptions a person is on, most pressing first; those without a date come last. */
export const disruptionsOf = (
  tx: Transaction,
  personId: string,
  page: { readonly size: number; readonly after: number },
): Promise<readonly Waiting[]> =>
  tx
    .selectFrom('disruption')
    // A closed case whose minutes are still on their way is on somebody's list too.
    .where(({ eb, or }) => or([eb('status', '=', 'open'), eb('next_duty', 'is not', null)]))
    .where('placement_id', 'in', (from) =>
      from
        .selectFrom('placement_access')
        .where('person_id', '=', personId)
        .select('placement_id')
        .unionAll(
          from
            .selectFrom('placement_access')
            .where('person_id', '=', sql<string>`any ((select app_uuids('app.below'))::uuid[])`)
            .where('capacity', 'in', [...workers])
            .select('placement_id'),
        ),
    )
    .orderBy(sql`next_due_on nulls last`)
    .orderBy('broke_down_on')
    .orderBy('id')
    .limit(page.size)
    .offset(page.after)
    .select((from) => [
      'id',
      'reference',
      childrenOf(from.ref('disruption.placement_id')).as('children'),
      'broke_down_on as brokeDownOn',
      'stage',
      sql<NextStep | null>`next_duty`.as('next'),
      'arrangements_due_on as arrangementsDueOn',
      sql<number>`(select count(distinct m.invitation_id)::int from message m where m.disruption_id = disruption.id
        and m.status in ('failed', 'waiting', 'to-do'))`.as('notReached'),
      sql<number>`(select count(distinct m.child_page_id)::int from message m join child_page p on p.id = m.child_page_id
        where m.disruption_id = disruption.id and m.status = 'failed')`.as('pagesNotReached'),
    ])
    .execute();

/** A child's review to come before which something is still open. */
export type ReviewToCome = {
  readonly id: string;
  readonly reference: string;
  readonly on: PlainDate;
  readonly open: number;
};

/** The actions a person still has to do, the earliest first. */
export const actionsOf = (tx: Transaction, personId: string): Promise<readonly OwnAction[]> =>
  tx
    .selectFrom('action')
    .innerJoin('disruption', 'disruption.id', 'action.disruption_id')
    .where('owner_id', '=', personId)
    .where('done_on', 'is', null)
    .where('not_needed_on', 'is', null)
    .orderBy('due_on')
    .limit(50)
    .select([
      'action.id',
      'action.disruption_id as disruptionId',
      'disruption.reference',
      'action.what',
      'action.due_on as dueOn',
    ])
    .execute();

/** The reviews to come of children whose reviewing officer a person is, with how much of what was agreed is still open. */
export const reviewsOf = (
  tx: Transaction,
  personId: string,
  today: PlainDate,
): Promise<readonly ReviewToCome[]> =>
  tx
    .selectFrom('disruption')
    .where('next_review_on', '>=', today)
    .where('placement_id', 'in', (from) =>
      from
        .selectFrom('placement_access')
        .where('person_id', '=', personId)
        .where('capacity', '=', 'iro')
        .select('placement_id'),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('action')
          .whereRef('action.disruption_id', '=', 'disruption.id')
          .where('done_on', 'is', null)
          .where('not_needed_on', 'is', null)
          .select('action.id'),
      ),
    )
    .orderBy('next_review_on')
    .limit(50)
    .select([
      'id',
      'reference',
      sql<PlainDate>`next_review_on`.as('on'),
      sql<number>`(select count(*)::int from action a where a.disruption_id = disruption.id and a.done_on is null
        and a.not_needed_on is null)`.as('open'),
    ])
    .execute();

/** What a person is to know and has not put away, the latest first. */
export const noticesOf = (tx: Transaction, personId: string) =>
  tx
    .selectFrom('notice')
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(50)
    .select(['id', 'kind', 'reference', 'path', 'at'])
    .execute();

/** Puts a notice away; one that is not theirs stays as it is. */
export const putNoticeAway = async (tx: Transaction, noticeId: string, at: Date): Promise<void> => {
  await tx.updateTable('notice').set({ read_at: at }).where('id', '=', noticeId).execute();
};

/** One thing that somebody who has left had, as whoever has it now reads it, or whoever is to see that somebody does. */
export type HandedOver = {
  readonly id: string;
  readonly leaverId: string;
  readonly leaver: string;
  readonly goneOn: PlainDate | null;
  readonly disruptionId: string | null;
  readonly reference: string;
  readonly capacity: string;
  /** The action, when it is one and the person may read it. */
  readonly what: string | null;
  readonly whyNobody: WhyNobody | null;
};

/** What was handed to a person, and for a council's guardian what nobody has, until it is put away. */
export const handedOver = (tx: Transaction, personId: string): Promise<readonly HandedOver[]> =>
  tx
    .selectFrom('handover')
    .innerJoin('person as leaver', 'leaver.id', 'handover.leaver_id')
    .leftJoin('action', 'action.id', 'handover.action_id')
    .where('put_away_at', 'is', null)
    .where(({ eb, or }) => or([eb('to_id', '=', personId), eb('to_id', 'is', null)]))
    .orderBy('handover.at', 'desc')
    .orderBy('reference')
    .orderBy('handover.id')
    .limit(200)
    .select(['handover.id', 'leaver.id as leaverId', 'leaver.name as leaver', 'leaver.left_on as goneOn'])
    .select(['handover.disruption_id as disruptionId', 'reference', 'capacity', 'action.what'])
    .select('why_nobody as whyNobody')
    .execute();

/** Puts away what a person read of one leaver's; what is not theirs to see stays as it is. */
export const putHandoverAway = async (
  tx: Transaction,
  leaverId: string,
  isToNobody: boolean,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('handover')
    .set({ put_away_at: at })
    .where('leaver_id', '=', leaverId)
    .where('to_id', isToNobody ? 'is' : 'is not', null)
    .where('put_away_at', 'is', null)
    .execute();
};
