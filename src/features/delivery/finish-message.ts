import type { FastifyReply } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { messageInWords } from '../../domain/delivery.ts';
import { readText } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import type { Visit } from './see-invitations.ts';
import { finishMessage } from './store.ts';

/** Writes down that a letter was posted, or a message handed over. One that somebody else did meanwhile is left alone. */
const saveFinished = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly messageId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'retry-message' }, async ({ tx, record, now }) => {
    if (!isUuid(form.messageId)) throw notThere();
    const done = await finishMessage(tx, record.id, form.messageId, { by: actor.id, at: now });
    if (done !== undefined)
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'retry-message',
        summary: `${done.channel === 'letter' ? 'Posted' : 'Gave by hand'} ${messageInWords[done.kind].toLowerCase()} to ${done.name}`,
      });
    return `/disruptions/${record.id}/invitations`;
  });

export const postFinished = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, messageId } = request.params;
  const form = { disruptionId: id, messageId, key: readText(request.body, '_key') };
  const outcome = await saveFinished(service, signedIn(request), form);
  if (!outcome.ok) throw new Error('What was done by hand has nothing to refuse');
  return reply.redirect(outcome.location, 303);
};
