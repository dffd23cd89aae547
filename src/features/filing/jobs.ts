import { join } from 'node:path';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { holdFiling, saveFiled, saveNotFiled } from '../../database/filings.ts';
import { addHistory } from '../../database/history.ts';
import { readBag, writeBag } from '../../documents/bag-folder.ts';
import { checksumOf, makeBag, problemsOfBag } from '../../documents/bagit.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { filesOf, whoseRecord } from '../../domain/filing.ts';
import { composeFiling } from '../../domain/filing-copy.ts';
import { leaksInWords } from '../../domain/release.ts';
import { listInWords } from '../../domain/words.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, readBack } from '../finish-copy.ts';
import type { Service } from '../service.ts';
import { bagOf, type Held, writeDocuments } from './write-documents.ts';

const payloadShape = z.object({ filingId: z.uuid() });

/** What stands in the way of filing, and does not go away by waiting. */
class NotToBeFiled extends Error {}

/** Writes one bag and reads it back. Answers its checksum; throws when it is not to be filed, or could not be. */
const writeAndReadBack = async (
  service: Service,
  tx: Transaction,
  filing: Held,
  record: CaseRecord,
): Promise<string> => {
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const facts = await factsForCopies(service, { tx, record, procedure }, 'files-minutes');
  const documents = await writeDocuments(filing, record);
  const bag = bagOf(filing, record, documents);
  const { folder } = filesOf[filing.kind];
  const leaks = check(
    await readBack(filing.document, documents, [folder, filing.id, ...bag.texts]),
    composeFiling(facts, filing),
  );
  if (leaks.length > 0) throw new NotToBeFiled(`It holds ${listInWords(leaksInWords(leaks))}`);
  const files = makeBag(bag.payload, bag.info);
  const checksum = checksumOf(files);
  const within = join(service.filingDir, folder);
  await writeBag(within, filing.id, files, new Date(`${dateInLondon(filing.queuedAt)}T00:00:00Z`));
  const problems = problemsOfBag((await readBag(within, filing.id)) ?? new Map(), checksum);
  if (problems.length > 0)
    throw new NotToBeFiled(`What was written does not read back: ${listInWords(problems)}`);
  return checksum;
};

/**
 * Files what was queued, once: done twice, twice at once, or after a worker was killed half way, there is one bag, and it
 * counts as filed once its checksums were read back. What fails is tried again later by the queue; after the last try, or
 * when it may not be filed, it waits for a person.
 */
export const fileMinutes = async (
  service: Service,
  filingId: string,
  { isLastTry }: { readonly isLastTry: boolean },
): Promise<void> => {
  try {
    await asService(service, async (tx) => {
      const filing = await holdFiling(tx, filingId);
      const record = filing && (await loadCase(tx, filing.disruptionId));
      if (filing === undefined || record === undefined) return;
      const checksum = await writeAndReadBack(service, tx, filing, record);
      const at = service.clock();
      await saveFiled(tx, filingId, { at, checksum });
      await addHistory(tx, record.id, {
        at,
        by: { id: null, name: 'The service' },
        act: 'file-minutes',
        summary: `Filed the minutes: ${whoseRecord(filing, record.placement.children)}`,
        facts: { filingId, version: filing.version, checksum },
      });
      await noteInAudit(tx, record, 'allowed');
    });
  } catch (error) {
    const gaveUp = isLastTry || error instanceof NotToBeFiled;
    await asService(service, async (tx) => {
      const filing = await holdFiling(tx, filingId);
      const record = filing && (await loadCase(tx, filing.disruptionId));
      if (record === undefined) return;
      await saveNotFiled(tx, filingId, { because: reasonOf(error), gaveUp });
      await noteInAudit(tx, record, 'failed');
    });
    if (!gaveUp) throw new Error(`Filing ${filingId} could not be done: ${reasonOf(error)}`);
  }
};

const noteInAudit = (tx: Transaction, record: CaseRecord, outcome: 'allowed' | 'failed'): Promise<void> =>
  audit(tx, {
    ...{ act: 'file-minutes', rule: 'job', outcome, intent: 'change' },
    subject: { kind: 'disruption', id: record.id },
    organisationId: record.placement.organisationId,
  });

const troubles: Readonly<Record<string, string>> = {
  EACCES: 'The service may not write into the folder',
  EPERM: 'The service may not write into the folder',
  EROFS: 'The folder cannot be written to',
  ENOSPC: 'The disk is full',
  ENOTDIR: 'Where the folder should be is something else',
};

/** Why it failed, for a person. What the system says can hold a path, and is left out. */
const reasonOf = (error: unknown): string => {
  if (error instanceof NotToBeFiled) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return troubles[code] ?? 'The folder could not be written';
};

export const filingJobs = (service: Service): TaskList => ({
  'file-minutes': (payload, { job }) =>
    fileMinutes(service, payloadShape.parse(payload).filingId, {
      isLastTry: job.attempts >= job.max_attempts,
    }),
});
