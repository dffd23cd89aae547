import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Certificate, DisposalReason, ProposedDisposal } from '../../domain/disposal.ts';
import type { LifeEvent } from '../../domain/life-event.ts';
import type { KeptRecord } from '../../domain/retention.ts';

type By = { readonly by: string; readonly at: Date };
type Place = { readonly organisationId: string; readonly placementId: string };

/** A legal hold with who placed it, and who lifted it and why. */
export type StoredHold = {
  readonly id: string;
  readonly reason: string;
  readonly placer: string;
  readonly placedAt: Date;
  readonly liftedBecause: string;
  readonly lifter: string | null;
  readonly liftedAt: Date | null;
};

/** The holds on a case, the latest first. */
export const loadHolds = (tx: Transaction, placementId: string): Promise<readonly StoredHold[]> =>
  tx
    .selectFrom('legal_hold as hold')
    .innerJoin('person as placer', 'placer.id', 'hold.placed_by')
    .leftJoin('person as lifter', 'lifter.id', 'hold.lifted_by')
    .where('hold.placement_id', '=', placementId)
    .orderBy('hold.placed_at', 'desc')
    .select([
      'hold.id',
      'hold.reason',
      'placer.name as placer',
      'hold.placed_at as placedAt',
      'hold.lifted_because as liftedBecause',
      'lifter.name as lifter',
      'hold.lifted_at as liftedAt',
    ])
    .execute();

export const insertHold = async (
  tx: Transaction,
  of: Place,
  reason: string,
  { by, at }: By,
): Promise<void> => {
  await tx
    .insertInto('legal_hold')
    .values({
      ...{ id: randomUUID(), organisation_id: of.organisationId, placement_id: of.placementId },
      ...{ reason, placed_by: by, placed_at: at },
    })
    .execute();
};

export const saveLifted = async (
  tx: Transaction,
  id: string,
  because: string,
  { by, at }: By,
): Promise<void> => {
  await tx
    .updateTable('legal_hold')
    .set({ lifted_because: because, lifted_by: by, lifted_at: at })
    .where('id', '=', id)
    .execute();
};

export const insertEvent = async (
  tx: Transaction,
  of: Place,
  event: LifeEvent & { readonly evidence: string },
  { by, at }: By,
): Promise<void> => {
  await tx
    .insertInto('life_event')
    .values({
      ...{ id: randomUUID(), organisation_id: of.organisationId, placement_id: of.placementId },
      ...{ kind: event.kind, child_id: event.childId, happened_on: event.on, evidence: event.evidence },
      ...{ recorded_by: by, recorded_at: at },
    })
    .execute();
};

/** What was recorded of a case, also once it was taken back; undefined when there is no such thing. */
export const findEvent = (
  tx: Transaction,
  placementId: string,
  id: string,
): Promise<(Pick<LifeEvent, 'kind' | 'on'> & { readonly takenBackAt: Date | null }) | undefined> =>
  tx
    .selectFrom('life_event')
    .where('placement_id', '=', placementId)
    .where('id', '=', id)
    .select(['kind', 'happened_on as on', 'taken_back_at as takenBackAt'])
    .executeTakeFirst();

export const takeEventBack = async (tx: Transaction, id: string, { by, at }: By): Promise<void> => {
  await tx
    .updateTable('life_event')
    .set({ taken_back_by: by, taken_back_at: at })
    .where('id', '=', id)
    .execute();
};

/** A disposal as its pages have it; what the certificate adds is there once it was carried out. */
export type StoredDisposal = ProposedDisposal &
  Omit<Certificate, 'decider' | 'decidedAt' | 'carriedOutAt' | 'removed' | 'sha256'> & {
    readonly id: string;
    readonly placementId: string;
    readonly dueOn: PlainDate;
    readonly note: string;
    readonly decider: string | null;
    readonly decidedAt: Date | null;
    readonly decisionNote: string;
    readonly heldUp: string;
    readonly removed: Certificate['removed'] | null;
    readonly sha256: string | null;
  };

/** The disposals of an organisation, the latest first. */
export const loadDisposals = (
  tx: Transaction,
  which: { readonly id?: string; readonly placementId?: string } = {},
): Promise<readonly StoredDisposal[]> =>
  tx
    .selectFrom('disposal')
    .innerJoin('organisation', 'organisation.id', 'disposal.organisation_id')
    .innerJoin('person as proposer', 'proposer.id', 'disposal.proposed_by')
    .leftJoin('person as decider', 'decider.id', 'disposal.decided_by')
    .$if(which.id !== undefined, (query) => query.where('disposal.id', '=', which.id ?? ''))
    .$if(which.placementId !== undefined, (query) =>
      query.where('disposal.of_placement', '=', which.placementId ?? ''),
    )
    .orderBy('disposal.proposed_at', 'desc')
    .orderBy('disposal.id')
    .limit(500)
    .select([
      'disposal.id',
      'disposal.of_placement as placementId',
      'disposal.reference',
      'organisation.name as council',
      'disposal.schedule_version as scheduleVersion',
      'disposal.kept',
      'disposal.due_on as dueOn',
      'disposal.because',
      'disposal.note',
      'disposal.proposed_by as proposedBy',
      'proposer.name as proposer',
      'disposal.proposed_at as proposedAt',
      'disposal.outcome',
      'disposal.decision_note as decisionNote',
      'decider.name as decider',
      'disposal.decided_at as decidedAt',
      'disposal.held_up as heldUp',
      'disposal.carried_out_at as carriedOutAt',
      'disposal.removed',
      'disposal.files',
      'disposal.files_gone_at as filesGoneAt',
      'disposal.sha256',
    ])
    .execute();

/** The certificate of a disposal that was carried out; null while it was not. */
export const certificateOf = (disposal: StoredDisposal): Certificate | null => {
  const { decider, decidedAt, carriedOutAt, removed, sha256 } = disposal;
  if (decider === null || decidedAt === null || carriedOutAt === null || removed === null || sha256 === null)
    return null;
  return { ...disposal, decider, decidedAt, carriedOutAt, removed, sha256 };
};

export const insertDisposal = async (
  tx: Transaction,
  of: Place & { readonly reference: string; readonly scheduleVersion: string },
  proposal: {
    readonly kept: readonly KeptRecord[];
    readonly dueOn: PlainDate;
    readonly because: DisposalReason;
    readonly note: string;
  },
  { by, at }: By,
): Promise<string> => {
  const id = randomUUID();
  await tx
    .insertInto('disposal')
    .values({
      ...{ id, organisation_id: of.organisationId, of_placement: of.placementId, reference: of.reference },
      ...{
        schedule_version: of.scheduleVersion,
        kept: JSON.stringify(proposal.kept),
        due_on: proposal.dueOn,
      },
      ...{ because: proposal.because, note: proposal.note, proposed_by: by, proposed_at: at },
    })
    .execute();
  return id;
};

/** Holds a disposal against every other decision on it until the transaction ends. */
export const holdDisposal = async (tx: Transaction, id: string): Promise<void> => {
  await tx.selectFrom('disposal').where('id', '=', id).select('id').forUpdate().execute();
};

/** Decides, and queues the job that carries out what was approved. */
export const saveDecision = async (
  tx: Transaction,
  id: string,
  { outcome, note }: { readonly outcome: 'approved' | 'refused'; readonly note: string },
  { by, at }: By,
): Promise<void> => {
  await tx
    .updateTable('disposal')
    .set({ outcome, decision_note: note, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .execute();
  if (outcome === 'approved') await queueDisposal(tx, id);
};

export const queueDisposal = async (tx: Transaction, id: string): Promise<void> => {
  await sql`select app_add_job('dispose-case', jsonb_build_object('disposalId', ${id}::text),
    'disposal:' || ${id}::text)`.execute(tx);
};
