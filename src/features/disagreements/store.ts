import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { Attached, CopyOut, Disagreement } from '../../domain/disagreement.ts';

/** The copies of a case's minutes that people have or had: a statement can be about one that was withdrawn since. */
export const copiesOut = (tx: Transaction, disruptionId: string): Promise<readonly CopyOut[]> =>
  tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .where('copy.disruption_id', '=', disruptionId)
    .where('copy.released_at', 'is not', null)
    .orderBy('invitation.position')
    .orderBy('copy.version')
    .select(['copy.id', sql<string>`invitation.name || ', version ' || copy.version`.as('name')])
    .execute();

/** Keeps a statement beside its record. The database refuses every later change of it. */
export const insertDisagreement = async (
  tx: Transaction,
  { about, recordId, whose, words, receivedOn }: Attached,
  kept: Pick<Disagreement, 'id' | 'withheldFrom'> & {
    readonly sentId: string | null;
    readonly disruptionId: string;
    readonly recordedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('disagreement')
    .values({
      id: kept.id,
      disruption_id: kept.disruptionId,
      about,
      record_id: recordId,
      whose,
      words,
      received_on: receivedOn,
      withheld_from: [...kept.withheldFrom],
      sent_id: kept.sentId,
      recorded_by: kept.recordedBy,
      recorded_at: kept.at,
    })
    .execute();
};
