import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { areTimesAsked } from '../../database/proposed-times.ts';
import type { CaseRecord } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Correction, OpenCase, Recorded } from '../../domain/disruption.ts';

/** The procedures a council works by, by their identity: the first that is about a case counts. */
export const procedureIdsOf = async (tx: Transaction, organisationId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('organisation_procedure')
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .select('procedure_id')
    .execute();
  return rows.map(({ procedure_id }) => procedure_id);
};

/** Lets one person at a time record on a placement; a case that is open on it takes no form meanwhile. */
export const lockPlacement = async (tx: Transaction, placementId: string): Promise<void> => {
  await sql`select 1 from disruption where placement_id = ${placementId} and status = 'open' for update`.execute(
    tx,
  );
  await sql`select 1 from placement where id = ${placementId} for update`.execute(tx);
};

/** The case that is open on a placement; null when none is. */
export const openCaseOf = async (tx: Transaction, placementId: string): Promise<OpenCase | null> => {
  const row = await tx
    .selectFrom('disruption')
    .where('placement_id', '=', placementId)
    .where('status', '=', 'open')
    .select((from) => [
      'id',
      'reference',
      'stage',
      'broke_down_on as brokeDownOn',
      from
        .selectFrom('meeting')
        .whereRef('meeting.disruption_id', '=', 'disruption.id')
        .where('meeting.status', '=', 'convened')
        .select('held_on')
        .as('convenedFor'),
    ])
    .executeTakeFirst();
  return row === undefined ? null : { ...row, areTimesAsked: await areTimesAsked(tx, row.id) };
};

/** The row of a case, by the names the domain has. */
const factsRow = (facts: Correction) => ({
  broke_down_on: facts.brokeDownOn,
  stage: facts.stage,
  ending: facts.ending,
  is_complex: facts.isComplex,
  returned_on: facts.returnedOn,
  panel_on: facts.panelOn,
});

/** The day a placement ended, which one that is only at risk has not. */
const saveEndedOn = async (
  tx: Transaction,
  placementId: string,
  { stage, brokeDownOn }: Pick<Correction, 'stage' | 'brokeDownOn'>,
): Promise<void> => {
  if (stage === 'at-risk') return;
  await tx.updateTable('placement').set({ ended_on: brokeDownOn }).where('id', '=', placementId).execute();
};

/** Saves a recorded ending, or risk of one, ends the placement, and closes the case of the risk that it followed. */
export const saveRecorded = async (
  tx: Transaction,
  recorded: Recorded,
  about: {
    readonly id: string;
    readonly reference: string;
    readonly placementId: string;
    readonly organisationId: string;
    readonly recordedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  if (recorded.followsId !== null)
    await tx
      .updateTable('disruption')
      .set({
        status: 'closed',
        outcome: 'ended',
        outcome_on: recorded.brokeDownOn,
        next_duty: null,
        next_due_on: null,
      })
      .where('id', '=', recorded.followsId)
      .execute();
  await tx
    .insertInto('disruption')
    .values({
      id: about.id,
      organisation_id: about.organisationId,
      placement_id: about.placementId,
      reference: about.reference,
      ...factsRow(recorded),
      account: recorded.account,
      procedure_id: recorded.procedureId,
      procedure_version: recorded.procedureVersion,
      follows_id: recorded.followsId,
      recorded_by: about.recordedBy,
      recorded_at: about.at,
    })
    .execute();
  await saveEndedOn(tx, about.placementId, recorded);
};

/** Saves corrected facts, and the day of the ending on the placement and on the risk that it followed. */
export const saveCorrection = async (
  tx: Transaction,
  { id, placement, follows }: Pick<CaseRecord, 'id' | 'placement' | 'follows'>,
  corrected: Correction,
): Promise<void> => {
  await tx.updateTable('disruption').set(factsRow(corrected)).where('id', '=', id).execute();
  await saveEndedOn(tx, placement.id, corrected);
  if (follows !== null)
    await tx
      .updateTable('disruption')
      .set({ outcome_on: corrected.brokeDownOn })
      .where('id', '=', follows.id)
      .execute();
};

/**
 * Messages of a case that will not be sent without a person: to somebody invited, or with `childId` to a child's own page,
 * which their social worker alone sees.
 */
export const heldMessages = (
  tx: Transaction,
  disruptionId: string,
): Promise<
  readonly {
    readonly name: string;
    readonly childId: string | null;
    readonly status: 'failed' | 'waiting' | 'to-do';
  }[]
> =>
  tx
    .selectFrom('message')
    .leftJoin('invitation', 'invitation.id', 'message.invitation_id')
    .leftJoin('child_page as page', 'page.id', 'message.child_page_id')
    .leftJoin('child', 'child.id', 'page.child_id')
    .where('message.disruption_id', '=', disruptionId)
    .where('message.status', 'in', ['failed', 'waiting', 'to-do'])
    .where((from) => from.or([from('invitation.id', 'is not', null), from('message.status', '=', 'failed')]))
    .where((from) => from.fn.coalesce('invitation.name', 'child.given_name'), 'is not', null)
    .select((from) => [
      from.fn.coalesce('invitation.name', 'child.given_name').as('name'),
      'page.child_id as childId',
      'message.status',
    ])
    .$narrowType<{ name: string; status: 'failed' | 'waiting' | 'to-do' }>()
    .distinct()
    .orderBy('name')
    .execute();

/** How many links of the children to their last home should have been looked at again by today (PG-7). */
export const linksOverdue = async (
  tx: Transaction,
  disruptionId: string,
  today: PlainDate,
): Promise<number> => {
  const latest = tx
    .selectFrom('kept_link_review')
    .distinctOn('link_id')
    .where('disruption_id', '=', disruptionId)
    .orderBy('link_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .select('next_on');
  const { count } = await tx
    .selectFrom(latest.as('latest'))
    .where('next_on', '<', today)
    .select((from) => from.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Who opened a case without being on it, as long as they read it and until somebody has reviewed that. */
export const openingsToKnow = (
  tx: Transaction,
  placementId: string,
): Promise<
  readonly { readonly name: string; readonly reason: string; readonly at: Date; readonly until: Date }[]
> =>
  tx
    .selectFrom('break_glass')
    .innerJoin('person', 'person.id', 'break_glass.person_id')
    .where('placement_id', '=', placementId)
    .where((where) =>
      where.or([where('reviewed_at', 'is', null), where('until_at', '>', sql<Date>`app_now()`)]),
    )
    .orderBy('at', 'desc')
    .limit(5)
    .select(['person.name', 'reason', 'at', 'until_at as until'])
    .execute();
