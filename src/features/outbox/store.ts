import { randomUUID } from 'node:crypto';
import { asService, type Database, type Transaction } from '../../database/connection.ts';
import type { ReceivedMail } from '../../delivery/demonstration-mailbox.ts';

/** Keeps what the demonstration's mail server receives, byte for byte, for the outbox page. */
export const startOutbox =
  (db: Database) =>
  ({ to, subject, raw, receivedAt }: ReceivedMail): Promise<void> =>
    asService({ db }, async (tx) => {
      await tx
        .insertInto('outbox')
        .values({ id: randomUUID(), sent_at: receivedAt, recipient: to, subject, raw: Buffer.from(raw) })
        .execute();
    });

/** The latest messages, newest first. */
export const listSent = (tx: Transaction, most: number) =>
  tx
    .selectFrom('outbox')
    .orderBy('sent_at', 'desc')
    .orderBy('id')
    .limit(most)
    .select(['id', 'sent_at as sentAt', 'recipient', 'subject'])
    .execute();

export const findSent = (tx: Transaction, id: string) =>
  tx
    .selectFrom('outbox')
    .where('id', '=', id)
    .select(['sent_at as sentAt', 'recipient', 'subject', 'raw'])
    .executeTakeFirst();
