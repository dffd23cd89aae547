import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { connectionsOf, loadConnection } from '../../database/filing-connections.ts';
import { type HeldFiling, loadFiling, type SentTo, saveProgress } from '../../database/filings.ts';
import { addHistory } from '../../database/history.ts';
import { oneAtATime } from '../../database/one-at-a-time.ts';
import { bagAsFile } from '../../documents/bag-zip.ts';
import { checksumOf, makeBag, sha512 } from '../../documents/bagit.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { filesOf, whoseRecord } from '../../domain/filing.ts';
import { composeFiling } from '../../domain/filing-copy.ts';
import { afterFiling, type FilingEvent, nextStepOf } from '../../domain/filing-progress.ts';
import { leaksInWords } from '../../domain/release.ts';
import { listInWords } from '../../domain/words.ts';
import { type Connector, FilingTrouble, type Parcel } from '../../filing/connector.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, readBack as readDocuments } from '../finish-copy.ts';
import type { Service } from '../service.ts';
import { type FiledIn, inWordsOf, problemsOf, using } from './reach-system.ts';
import { bagOf, writeDocuments } from './write-documents.ts';

/** What stands in the way of filing, and does not go away by waiting. */
class NotToBeFiled extends Error {}

/** A filing that something is to be done with, and where. */
type Open = {
  readonly filing: HeldFiling;
  readonly record: CaseRecord;
  /** Where the council files records of its kind now. */
  readonly now: FiledIn;
  /** Where a try of it was sent, or was about to be; null when none was. */
  readonly before: FiledIn | null;
};

const openFiling = (service: Service, filingId: string): Promise<Open | undefined> =>
  asService(service, async (tx) => {
    const filing = await loadFiling(tx, filingId);
    const record = filing && (await loadCase(tx, filing.disruptionId));
    if (filing === undefined || record === undefined) return undefined;
    const of = { kind: filing.kind, council: record.council.name };
    const inUse = await connectionsOf(tx, record.placement.organisationId);
    const current = inUse.find(({ kind }) => kind === filing.kind) ?? null;
    const sentBy =
      filing.connectionId === null ? null : ((await loadConnection(tx, filing.connectionId)) ?? null);
    return {
      ...{ filing, record },
      now: { ...of, connection: current },
      before: filing.expects === null ? null : { ...of, connection: sentBy },
    };
  });

/** What is filed, as a bag. Throws `NotToBeFiled` when it holds what it must not. */
const composeParcel = async (service: Service, { filing, record }: Open): Promise<Parcel> => {
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const facts = await asService(service, (tx) =>
    factsForCopies(service, { tx, record, procedure }, 'files-minutes'),
  );
  const documents = await writeDocuments(filing, record);
  const bag = bagOf(filing, record, documents);
  const leaks = check(
    await readDocuments(filing.document, documents, [filesOf[filing.kind].folder, filing.id, ...bag.texts]),
    composeFiling(facts, filing),
  );
  if (leaks.length > 0) throw new NotToBeFiled(`It holds ${listInWords(leaksInWords(leaks))}`);
  const files = makeBag(bag.payload, bag.info);
  const day = new Date(`${dateInLondon(filing.queuedAt)}T00:00:00Z`);
  return { key: filing.id, files, packed: bagAsFile(filing.id, files), day };
};

const keep = (
  service: Service,
  { filing }: Open,
  event: FilingEvent,
  sentTo?: SentTo,
  alongside: (tx: Transaction, at: Date) => Promise<void> = async () => {},
): Promise<void> =>
  asService(service, async (tx) => {
    const at = service.clock();
    const stored = await loadFiling(tx, filing.id);
    if (stored === undefined) return;
    await saveProgress(tx, filing.id, afterFiling(stored, event), { at, ...(sentTo && { sentTo }) });
    await alongside(tx, at);
  });

const noteInAudit = (tx: Transaction, record: CaseRecord, outcome: 'allowed' | 'failed'): Promise<void> =>
  audit(tx, {
    ...{ act: 'file-minutes', rule: 'job', outcome, intent: 'change' },
    subject: { kind: 'disruption', id: record.id },
    organisationId: record.placement.organisationId,
  });

/**
 * Where a try was sent that may be there although its answer was lost, it is looked for first; only where it is not there is
 * anything sent, and to where the council files now. What is sent is kept by its checksum before it leaves.
 */
const send = async (service: Service, open: Open): Promise<void> => {
  const { filing, now, before } = open;
  const found = before && (await using(service, before, (connector) => connector.find(filing.id)));
  if (found) return keep(service, open, { what: 'has-reference', reference: found });
  const parcel = await composeParcel(service, open);
  const reference = await using(service, now, async (connector) => {
    const expects = connector.keeps === 'files' ? sha512(parcel.packed) : checksumOf(parcel.files);
    const sentTo = { connectionId: now.connection?.id ?? null, keptAt: inWordsOf(service, now) };
    await keep(service, open, { what: 'begins', expects }, sentTo);
    return connector.put(parcel);
  });
  await keep(service, open, { what: 'has-reference', reference });
};

/** Reads back what was sent. It is filed when its checksum is that of what was sent, and in the history then. */
const readBack = async (service: Service, open: Open): Promise<void> => {
  const { filing, record, before } = open;
  const { reference, expects } = filing;
  if (reference === null || expects === null || before === null) return;
  const read = (connector: Connector) => connector.readBack(filing.id, reference);
  const there = await using(service, before, read);
  if (there === undefined) {
    await keep(service, open, { what: 'not-there' });
    throw new FilingTrouble('It answered that it has it, and has it not');
  }
  const problems = problemsOf(there, filing.id, expects);
  if (problems.length > 0)
    throw new FilingTrouble(`What was written does not read back: ${listInWords(problems)}`);
  await keep(service, open, { what: 'read-back', checksum: expects }, undefined, async (tx, at) => {
    await addHistory(tx, record.id, {
      at,
      by: { id: null, name: 'The service' },
      act: 'file-minutes',
      summary: `Filed the minutes: ${whoseRecord(filing, record.placement.children)}`,
      facts: { filingId: filing.id, version: filing.version, checksum: expects },
    });
    await noteInAudit(tx, record, 'allowed');
  });
};

/** Keeps why something was not done; throws again what is no trouble of filing. */
const keepTrouble = async (service: Service, open: Open, error: unknown): Promise<void> => {
  const isKnown = error instanceof FilingTrouble || error instanceof NotToBeFiled;
  await asService(service, async (tx) => {
    const at = service.clock();
    const stored = await loadFiling(tx, open.filing.id);
    if (stored === undefined || nextStepOf(stored) === 'nothing') return;
    const event: FilingEvent = {
      ...{ what: 'trouble', at, isFinal: error instanceof NotToBeFiled },
      because: isKnown ? error.message : 'The service could not prepare it',
      waitSeconds: error instanceof FilingTrouble ? error.waitSeconds : 0,
    };
    await saveProgress(tx, stored.id, afterFiling(stored, event), { at });
    await noteInAudit(tx, open.record, 'failed');
  });
  if (!isKnown) throw error;
};

/** Does the next thing for a filing. Answers whether there may be another. */
const step = async (service: Service, filingId: string): Promise<boolean> => {
  const open = await openFiling(service, filingId);
  const next = open === undefined ? 'nothing' : nextStepOf(open.filing);
  if (open === undefined || next === 'nothing') return false;
  try {
    await (next === 'send' ? send(service, open) : readBack(service, open));
    return true;
  } catch (error) {
    await keepTrouble(service, open, error);
    return false;
  }
};

/**
 * Files what was queued, once: done twice, twice at once, or after a worker was killed anywhere, there is one bag at the other
 * side, and it counts as filed once the other side's reference has come back and its checksum was read back. What fails is
 * tried again later, each time after twice as long; after the last try, or when it may not be filed, it waits for a person.
 */
export const fileMinutes = async (service: Service, filingId: string): Promise<void> => {
  await oneAtATime(service.db, `filing ${filingId}`, async () => {
    while (await step(service, filingId));
  });
};
