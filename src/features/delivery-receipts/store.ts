import { asService, type Dated, type Transaction } from '../../database/connection.ts';
import type { Receipt, Taken } from '../../domain/receipt.ts';

/**
 * Keeps that a delivery service has taken a message, once: what is on its way anew has not arrived. What it takes that is
 * no message about a case is not kept.
 */
export const keepTaken =
  (dated: Dated) =>
  ({
    messageId,
    notificationId,
    takenAt,
  }: {
    readonly messageId: string;
    readonly notificationId: string;
    readonly takenAt: Date;
  }): Promise<void> =>
    asService(dated, async (tx) => {
      const message = await tx
        .selectFrom('message')
        .where('id', '=', messageId)
        .select('disruption_id')
        .executeTakeFirst();
      if (message === undefined) return;
      const isNew = await tx
        .insertInto('message_taken')
        .values({
          notification_id: notificationId,
          message_id: messageId,
          disruption_id: message.disruption_id,
          taken_at: takenAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('notification_id')
        .executeTakeFirst();
      if (isNew)
        await tx.updateTable('message').where('id', '=', messageId).set({ arrived_at: null }).execute();
    });

type Message = {
  readonly id: string;
  readonly disruptionId: string;
  readonly organisationId: string;
  readonly taken: readonly Taken[];
};

/** A message with all that was taken of it, locked, so that two receipts are judged one after the other. */
export const lockMessage = async (tx: Transaction, id: string): Promise<Message | undefined> => {
  const message = await tx
    .selectFrom('message')
    .innerJoin('disruption', 'disruption.id', 'message.disruption_id')
    .where('message.id', '=', id)
    .select(['message.id', 'disruption.id as disruptionId', 'disruption.organisation_id as organisationId'])
    .forUpdate('message')
    .executeTakeFirst();
  if (message === undefined) return undefined;
  const taken = await tx
    .selectFrom('message_taken')
    .where('message_id', '=', id)
    .select(['notification_id as notificationId', 'taken_at as takenAt', 'receipt'])
    .execute();
  return { ...message, taken };
};

/** Keeps the last word on something that was taken, and that it was, where that was not known yet. */
export const keepReceipt = async (
  tx: Transaction,
  { id, disruptionId }: Message,
  { notificationId, status, takenAt, at }: Receipt & { readonly at: Date },
): Promise<void> => {
  const receipt = { receipt: status, receipt_at: at };
  await tx
    .insertInto('message_taken')
    .values({
      ...{ notification_id: notificationId, message_id: id, disruption_id: disruptionId, taken_at: takenAt },
      ...receipt,
    })
    .onConflict((conflict) => conflict.column('notification_id').doUpdateSet(receipt))
    .execute();
};

/** A message that arrived was sent, though its sending may have seemed to fail. One that waits for its next try still does. */
export const saveArrived = async (
  tx: Transaction,
  id: string,
  { at, takenAt }: { readonly at: Date; readonly takenAt: Date },
): Promise<void> => {
  const message = tx.updateTable('message').where('id', '=', id);
  await message.where('status', 'in', ['sent', 'queued', 'failed']).set({ arrived_at: at }).execute();
  await message
    .where('status', '=', 'failed')
    .set((from) => ({
      ...{ status: 'sent', last_error: '' },
      sent_at: from.fn.coalesce('sent_at', from.val(takenAt)),
    }))
    .execute();
};

/** A message that did not arrive waits for a person, whatever it was taken for; one that was replaced stays so. */
export const saveNotArrived = async (tx: Transaction, id: string, reason: string): Promise<void> => {
  await tx
    .updateTable('message')
    .where('id', '=', id)
    .where('status', 'in', ['sent', 'queued'])
    .set({ status: 'failed', last_error: reason, arrived_at: null })
    .execute();
};

/** The same of a notice to a colleague, which stands on their own page too; false when there is none that was sent. */
export const saveNoticeNotArrived = async (tx: Transaction, id: string, reason: string): Promise<boolean> => {
  const saved = await tx
    .updateTable('notice')
    .where('id', '=', id)
    .where('status', '=', 'sent')
    .set({ status: 'failed', last_error: reason })
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
};
