import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { ProposedBag } from '../../domain/subject-handover.ts';

/** A bag as it is kept: its contents are put together anew each time, and are right while they have this checksum. */
export type StoredBag = ProposedBag & {
  readonly id: string;
  readonly sha256: string;
  readonly proposer: string;
  readonly proposedAt: Date;
  readonly checker: string | null;
  readonly checkNote: string;
  readonly releaser: string | null;
};

/** The bags that were put together for a request, the newest first. */
export const loadBags = (tx: Transaction, requestId: string): Promise<readonly StoredBag[]> =>
  tx
    .selectFrom('subject_bag as bag')
    .innerJoin('person as proposer', 'proposer.id', 'bag.proposed_by')
    .leftJoin('person as checker', 'checker.id', 'bag.checked_by')
    .leftJoin('person as releaser', 'releaser.id', 'bag.released_by')
    .where('bag.request_id', '=', requestId)
    .orderBy('bag.proposed_at', 'desc')
    .select([
      'bag.id',
      'bag.makers',
      'bag.sha256',
      'bag.outcome',
      'bag.proposed_by as proposedBy',
      'bag.proposed_at as proposedAt',
      'bag.checked_at as checkedAt',
      'bag.check_note as checkNote',
      'bag.released_at as releasedAt',
      'proposer.name as proposer',
      'checker.name as checker',
      'releaser.name as releaser',
    ])
    .execute();

export const insertBag = async (
  tx: Transaction,
  bag: Pick<StoredBag, 'makers' | 'sha256' | 'proposedBy' | 'proposedAt'>,
  about: { readonly requestId: string; readonly organisationId: string },
): Promise<void> => {
  await tx
    .insertInto('subject_bag')
    .values({
      ...{ id: randomUUID(), organisation_id: about.organisationId, request_id: about.requestId },
      ...{ makers: [...bag.makers], sha256: bag.sha256 },
      ...{ proposed_by: bag.proposedBy, proposed_at: bag.proposedAt },
    })
    .execute();
};

export const saveCheck = async (
  tx: Transaction,
  bagId: string,
  check: {
    readonly outcome: 'right' | 'not-right';
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .updateTable('subject_bag')
    .set({
      ...{ outcome: check.outcome, check_note: check.note, checked_by: check.by, checked_at: check.at },
    })
    .where('id', '=', bagId)
    .execute();
};

/** Releases a bag and keeps it, sealed, as it is handed over. */
export const saveRelease = async (
  tx: Transaction,
  bagId: string,
  { by, at, sealed }: { readonly by: string; readonly at: Date; readonly sealed: Buffer },
): Promise<void> => {
  await tx
    .updateTable('subject_bag')
    .set({ released_by: by, released_at: at, sealed })
    .where('id', '=', bagId)
    .execute();
};

/** What was handed over, sealed; null while nothing was. */
export const loadSealed = async (tx: Transaction, bagId: string): Promise<Buffer | null> =>
  (await tx.selectFrom('subject_bag').where('id', '=', bagId).select('sealed').executeTakeFirstOrThrow())
    .sealed;
