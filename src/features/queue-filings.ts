import { insertFilings } from '../database/filings.ts';
import type { CaseRecord } from '../domain/case.ts';
import { filingsFor } from '../domain/filing.ts';
import { composeFiling } from '../domain/filing-copy.ts';
import type { OpenCase } from './case-door.ts';
import { factsForCopies } from './copy-facts.ts';
import type { Service } from './service.ts';

/**
 * Composes what of agreed minutes belongs on which record, keeps it, and queues the jobs that file it, in the transaction
 * that agrees them. `record` has the meeting as it is once they are agreed.
 */
export const queueFilings = async (
  service: Service,
  {
    tx,
    record,
    procedure,
    actor,
    now,
  }: Pick<OpenCase, 'tx' | 'procedure' | 'actor' | 'now'> & {
    readonly record: CaseRecord;
  },
): Promise<void> => {
  const { meeting } = record;
  if (meeting?.minutesStatus !== 'agreed') throw new Error(`The minutes of case ${record.id} are not agreed`);
  const facts = await factsForCopies(service, { tx, record, procedure }, 'files-minutes');
  await insertFilings(
    tx,
    filingsFor(record.placement).map((of) => ({ ...of, document: composeFiling(facts, of).doc })),
    {
      ...{ disruptionId: record.id, meetingId: meeting.id, version: meeting.minutesVersion },
      ...{ by: actor.id, at: now },
    },
  );
};
