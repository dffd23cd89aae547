import type { CaseRecord } from '../domain/case.ts';
import { timesOver } from '../domain/message.ts';
import type { ProposedTime } from '../domain/time-answers.ts';
import type { Transaction } from './connection.ts';
import { addHistory } from './history.ts';
import { endParts, partsIn } from './meeting-parts.ts';
import { queueMessages } from './messages.ts';
import type { Proposal } from './proposed-times.ts';

/** Asks about some times no more, and keeps what was said to them. */
export const saveTimesTakenBack = async (
  tx: Transaction,
  times: readonly Pick<ProposedTime, 'id'>[],
  at: Date,
): Promise<void> => {
  if (times.length === 0) return;
  await tx
    .updateTable('proposed_time')
    .set({ taken_back_at: at })
    .where(
      'id',
      'in',
      times.map(({ id }) => id),
    )
    .execute();
};

/**
 * Asks nobody any more which times they can, and no meeting comes of it: the chair's part ends, everybody who was asked
 * but the one who takes the times back is told, and the case's history has the reason.
 */
export const takeProposalBack = async (
  tx: Transaction,
  of: {
    readonly record: Pick<CaseRecord, 'id' | 'reference' | 'council' | 'placement'>;
    readonly actor: { readonly id: string; readonly name: string };
    readonly now: Date;
    readonly secretKey: string;
  },
  { id, times, chair, people }: Proposal,
  reason: string,
): Promise<void> => {
  const { record, actor, now, secretKey } = of;
  await saveTimesTakenBack(tx, times, now);
  await tx
    .updateTable('meeting')
    .set({ status: 'taken-back', cancel_reason: reason })
    .where('id', '=', id)
    .execute();
  await endParts(tx, of, partsIn(chair, null));
  const others = people.filter(({ personId }) => personId !== actor.id);
  const messages = timesOver(record, others);
  await queueMessages(tx, { disruptionId: record.id, at: now, secretKey, messages });
  await addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'convene-meeting',
    summary: `Took back the times for a meeting: ${reason}`,
    facts: { times: times.map(({ heldOn, startsAt }) => ({ heldOn, startsAt })) },
  });
};
