import { join } from 'node:path';
import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../database/audit.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { whatKeeps } from '../../domain/disposal.ts';
import { filesOf } from '../../domain/filing.ts';
import { removeBag } from '../../filing/bag-folder.ts';
import type { Service } from '../service.ts';
import { loadStanding } from './facts-store.ts';
import { holdDisposal } from './store.ts';

const payloadShape = z.object({ disposalId: z.uuid() });

/** What kept a case after all, as keys that stand with the disposal. */
class HeldUp extends Error {
  readonly holds: string;
  constructor(holds: string) {
    super('held up');
    this.holds = holds;
  }
}

const rowOf = (tx: Transaction, id: string) =>
  tx
    .selectFrom('disposal')
    .where('id', '=', id)
    .select([
      'organisation_id as organisationId',
      'of_placement as placementId',
      'outcome',
      'carried_out_at as carriedOutAt',
      'files',
      'files_gone_at as filesGoneAt',
    ])
    .executeTakeFirst();

const noteInAudit = (
  tx: Transaction,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  outcome: 'allowed' | 'failed',
): Promise<void> =>
  audit(tx, {
    ...{ act: 'carry-out-disposal', rule: 'job', outcome, intent: 'change' },
    subject: { kind: 'disposal', id },
    organisationId,
  });

/** Takes everything of the case out of the database, or nothing. Throws HeldUp for what keeps it after all. */
const takeOut = async (service: Service, id: string): Promise<void> =>
  asService(service, async (tx) => {
    await holdDisposal(tx, id);
    const row = await rowOf(tx, id);
    if (row?.outcome !== 'approved' || row.carriedOutAt !== null) return;
    const today = dateInLondon(service.clock());
    // What happened since it was approved can have moved its day: the door below looks at what it can see itself.
    const standing = await loadStanding(tx, service.retention, row, today);
    if (standing === undefined || whatKeeps(standing).length > 0)
      throw new HeldUp(standing?.holds.length ? standing.holds.join(' ') : 'day');
    await sql`select app_dispose(${id})`.execute(tx);
    await noteInAudit(tx, { id, organisationId: row.organisationId }, 'allowed');
  });

/** What the door said keeps the case; undefined when it is something else that went wrong. */
const heldUpBy = (error: unknown): string | undefined => {
  if (error instanceof HeldUp) return error.holds;
  return error instanceof Error ? /^held: ([a-z -]+)$/.exec(error.message)?.[1] : undefined;
};

const saveHeldUp = (service: Service, id: string, heldUp: string): Promise<void> =>
  asService(service, async (tx) => {
    const row = await rowOf(tx, id);
    if (row === undefined || row.carriedOutAt !== null) return;
    await tx.updateTable('disposal').set({ held_up: heldUp }).where('id', '=', id).execute();
    await noteInAudit(tx, { id, organisationId: row.organisationId }, 'failed');
  });

/** Takes the folders of what was filed off the disk; begun again as often as it takes, since none is needed any more. */
const takeFoldersOff = async (service: Service, id: string): Promise<void> => {
  const row = await asService(service, (tx) => rowOf(tx, id));
  if (row === undefined || row.carriedOutAt === null || row.filesGoneAt !== null) return;
  for (const { id: name, kind } of row.files)
    await removeBag(join(service.filingDir, filesOf[kind].folder), name);
  await asService(service, async (tx) => {
    await tx.updateTable('disposal').set({ files_gone_at: service.clock() }).where('id', '=', id).execute();
  });
};

/**
 * Carries out a disposal that was approved: first all of the case in one transaction, and then the folders, which a process
 * that is killed between the two takes off as it starts again. What keeps the case after all is written down, for a person.
 */
const disposeCase = async (service: Service, id: string): Promise<void> => {
  try {
    await takeOut(service, id);
  } catch (error) {
    const heldUp = heldUpBy(error);
    if (heldUp === undefined) throw new Error(`Disposal ${id} could not be carried out`, { cause: error });
    return saveHeldUp(service, id, heldUp);
  }
  await takeFoldersOff(service, id);
};

export const disposalJobs = (service: Service): TaskList => ({
  'dispose-case': (payload) => disposeCase(service, payloadShape.parse(payload).disposalId),
});
