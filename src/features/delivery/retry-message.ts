import type { FastifyReply } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { queueSending } from '../../database/messages.ts';
import { messageInWords } from '../../domain/delivery.ts';
import { readText } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import type { Visit } from './see-invitations.ts';
import { requeue } from './store.ts';

/** Sends a message that failed once more. One that somebody else has sent meanwhile is left alone. */
const saveRetry = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly messageId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'retry-message' }, async ({ tx, record, now }) => {
    if (!isUuid(form.messageId)) throw notThere();
    const message = await requeue(tx, record.id, form.messageId);
    if (message !== undefined) {
      await queueSending(tx, form.messageId);
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'retry-message',
        summary: `Tried again to send ${messageInWords[message.kind].toLowerCase()} to ${message.name}`,
      });
    }
    return `/disruptions/${record.id}/invitations`;
  });

export const postRetry = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, messageId } = request.params;
  const form = { disruptionId: id, messageId, key: readText(request.body, '_key') };
  const outcome = await saveRetry(service, signedIn(request), form);
  if (!outcome.ok) throw new Error('A retry has nothing to refuse');
  return reply.redirect(outcome.location, 303);
};
