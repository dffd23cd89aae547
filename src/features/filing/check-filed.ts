import { loadCase } from '../../database/case-record.ts';
import { asService } from '../../database/connection.ts';
import { loadConnection } from '../../database/filing-connections.ts';
import { filedToCheck, loadFiling, saveChecked } from '../../database/filings.ts';
import { addHistory } from '../../database/history.ts';
import { whoseRecord } from '../../domain/filing.ts';
import { FilingTrouble } from '../../filing/connector.ts';
import type { Service } from '../service.ts';
import { problemsOf, using } from './reach-system.ts';

/** How much is read back in one night: what was checked longest ago first. */
const MOST_A_NIGHT = 500;

/** What reading something filed back found, or why it could not be read. */
export type Found = { readonly problems: readonly string[] } | { readonly trouble: string };

/** Reads back every byte of something that was filed, from where it was filed. */
export const readFiled = async (service: Service, filingId: string): Promise<Found | undefined> => {
  const open = await asService(service, async (tx) => {
    const filing = await loadFiling(tx, filingId);
    const record = filing && (await loadCase(tx, filing.disruptionId));
    const { connectionId = null } = filing ?? {};
    const connection = connectionId === null ? null : ((await loadConnection(tx, connectionId)) ?? null);
    return filing && record && { filing, council: record.council.name, connection };
  });
  if (open?.filing.status !== 'filed') return undefined;
  const { id, kind, reference, checksum } = open.filing;
  try {
    const there = await using(service, { ...open, kind }, (connector) =>
      connector.readBack(id, reference ?? ''),
    );
    return { problems: there === undefined ? ['It is not there'] : problemsOf(there, id, checksum ?? '') };
  } catch (error) {
    if (error instanceof FilingTrouble) return { trouble: error.message };
    throw error;
  }
};

/** Reads one back and keeps what was found; the history is told when that is other than it was. */
const checkOne = async (service: Service, filingId: string): Promise<void> => {
  const found = await readFiled(service, filingId);
  if (found === undefined) return;
  await asService(service, async (tx) => {
    const at = service.clock();
    const before = await loadFiling(tx, filingId);
    const record = before && (await loadCase(tx, before.disruptionId));
    if (before === undefined || record === undefined) return;
    await saveChecked(tx, filingId, 'trouble' in found ? found : { at, ...found });
    if ('trouble' in found || before.problems.join() === found.problems.join()) return;
    await addHistory(tx, record.id, {
      at,
      by: { id: null, name: 'The service' },
      act: 'check-filing',
      summary: `Checked what was filed on ${whoseRecord(before, record.placement.children)}: ${found.problems.length === 0 ? 'as it was written' : 'not as it was written'}`,
      facts: { filingId, problems: found.problems },
    });
  });
};

/** Reads back what is on file of a council, or of all of them, and keeps what was found. */
export const checkFilings = async (service: Service, organisationId: string | null): Promise<void> => {
  const ids = await asService(service, (tx) => filedToCheck(tx, { organisationId, most: MOST_A_NIGHT }));
  for (const id of ids) await checkOne(service, id);
};
