import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { type AuditEntry, audit } from '../../database/audit.ts';
import { asPerson, asService, type Transaction } from '../../database/connection.ts';
import { MOST_TRIES, planImport } from '../../domain/people-import.ts';
import type { Service } from '../service.ts';
import {
  beginTry,
  endImport,
  forgetLists,
  hashOf,
  rowsOfImport,
  saveImport,
  staffOf,
  takeTurns,
  tellRowsDone,
} from './import-store.ts';

const payloadShape = z.object({ importId: z.uuid() });

type Begun = { readonly id: string; readonly organisationId: string; readonly confirmedBy: string };

const note = (
  tx: Transaction,
  { id, organisationId }: Begun,
  { rule, outcome }: Pick<AuditEntry, 'rule' | 'outcome'>,
) =>
  audit(tx, {
    ...{ act: 'apply-import', intent: 'change', rule, outcome, organisationId },
    subject: { kind: 'people-import', id },
  });

/**
 * Makes every change of a list in one transaction of whoever confirmed it, who must administer the organisation still.
 * Answers false, and changes nothing, when they would not be the changes that were looked at.
 */
const apply = (service: Service, begun: Begun): Promise<boolean> =>
  asPerson(service, { id: begun.confirmedBy }, async (tx) => {
    const { id, organisationId } = begun;
    await takeTurns(tx, organisationId);
    const kept = await rowsOfImport(tx, id);
    const staff = await staffOf(tx, organisationId);
    const plan = planImport(kept?.list ?? '', staff);
    if (plan.problems.length > 0 || hashOf(plan) !== kept?.lookedAt) return false;
    await saveImport(tx, organisationId, staff, plan, (rowsDone) =>
      asService(service, (other) => tellRowsDone(other, id, { rowsDone, at: service.clock() })),
    );
    await endImport(tx, id, { state: 'finished', at: service.clock() });
    await note(tx, begun, { rule: 'job', outcome: 'allowed' });
    return true;
  });

const end = (
  service: Service,
  begun: Begun,
  state: 'refused' | 'failed',
  how: Pick<AuditEntry, 'rule' | 'outcome'>,
): Promise<void> =>
  asService(service, async (tx) => {
    await endImport(tx, begun.id, { state, at: service.clock() });
    await note(tx, begun, how);
  });

const DAY = 24 * 60 * 60 * 1_000;
/** When lists are forgotten that nobody confirmed for a day: each night. */
export const importSchedule = '35 2 * * * forget-lists ?fill=1d';

export const importJobs = (service: Service): TaskList => ({
  'forget-lists': () =>
    asService(service, (tx) => forgetLists(tx, new Date(service.clock().getTime() - DAY))),
  'import-people': async (payload, { job }) => {
    const { importId } = payloadShape.parse(payload);
    const found = await asService(service, (tx) =>
      beginTry(tx, importId, { tries: job.attempts, at: service.clock() }),
    );
    if (!found?.confirmedBy) return;
    const begun = { id: importId, organisationId: found.organisationId, confirmedBy: found.confirmedBy };
    const gaveUp = { rule: 'gave-up', outcome: 'failed' } as const;
    // The last try was cut off before it could say so.
    if (job.attempts > MOST_TRIES) return end(service, begun, 'failed', gaveUp);
    try {
      if (await apply(service, begun)) return;
    } catch {
      if (job.attempts >= MOST_TRIES) return end(service, begun, 'failed', gaveUp);
      await asService(service, async (tx) => {
        await tellRowsDone(tx, importId, { rowsDone: 0, at: service.clock() });
        await note(tx, begun, { rule: 'not-made', outcome: 'failed' });
      });
      // The queue tries again, each time later. What it logs must hold nobody's name, as the database's own words may.
      throw new Error(`The list ${importId} could not be brought in`);
    }
    await end(service, begun, 'refused', { rule: 'content', outcome: 'refused' });
  },
});
