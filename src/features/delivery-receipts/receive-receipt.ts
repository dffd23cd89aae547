import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { audit } from '../../database/audit.ts';
import { asService } from '../../database/connection.ts';
import { failureInWords, meaningOf, receiptStatuses } from '../../domain/receipt.ts';
import type { Service } from '../service.ts';
import { keepReceipt, lockMessage, saveArrived, saveNotArrived, saveNoticeNotArrived } from './store.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** GOV.UK Notify's callback, as it publishes it. Whom it was to, which it says as well, is neither read nor kept. */
const shape = z.object({
  id: z.uuid(),
  reference: z.string().max(1000).nullable(),
  status: z.string().max(100),
  notification_type: z.enum(['email', 'sms', 'letter']),
  created_at: instant,
  completed_at: instant.nullish(),
  sent_at: instant.nullish(),
});
const finalStatus = z.enum(receiptStatuses);
const ownReference = z.uuid();

/**
 * Takes what a delivery service says became of something it had taken. `reference` is the id of the message or notice. What
 * is about nothing of ours, says nothing final, was said before or is about an earlier try changes nothing, and is answered
 * all the same: the service would only say it again.
 */
export const postReceipt = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const read = shape.safeParse(request.body);
  if (!read.success) return reply.code(400).send({ problem: 'This is no receipt of GOV.UK Notify' });
  const { id: notificationId, notification_type: way, created_at: takenAt } = read.data;
  const reference = ownReference.safeParse(read.data.reference).data;
  const status = finalStatus.safeParse(read.data.status).data;
  if (reference !== undefined && status !== undefined && way !== 'letter')
    await asService(
      service,
      async (tx) => {
        const note = (subject: { readonly kind: string; readonly id: string }, organisationId?: string) =>
          audit(tx, {
            ...{ act: 'note-receipt', rule: status, outcome: 'allowed', intent: 'change' },
            ...{ subject, organisationId },
          });
        const reason = status === 'delivered' ? '' : failureInWords(way, status);
        const message = await lockMessage(tx, reference);
        if (message === undefined) {
          const isOurs = status !== 'delivered' && (await saveNoticeNotArrived(tx, reference, reason));
          if (isOurs) await note({ kind: 'notice', id: reference });
          return;
        }
        const at = read.data.completed_at ?? service.clock();
        const receipt = { notificationId, status, takenAt };
        const { isKept, becomes } = meaningOf(receipt, message.taken);
        if (isKept) await keepReceipt(tx, message, { ...receipt, at });
        if (becomes === 'arrived') await saveArrived(tx, message.id, { at, takenAt });
        if (becomes === 'failed') await saveNotArrived(tx, message.id, reason);
        await note({ kind: 'message', id: message.id }, message.organisationId);
      },
      { address: request.ip, trail: request.trail },
    );
  return reply.send({});
};
