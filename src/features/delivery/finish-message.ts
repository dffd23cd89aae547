import { addHistory } from '../../database/history.ts';
import { messageInWords } from '../../domain/delivery.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import { onPress } from '../press.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { finishMessage } from './store.ts';

/** Writes down that a letter was posted, or a message handed over. One that somebody else did meanwhile is left alone. */
const saveFinished = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  { messageId }: { readonly messageId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'retry-message' }, async ({ tx, record, now }) => {
    if (!isUuid(messageId)) throw notThere();
    const done = await finishMessage(tx, record.id, messageId, { by: actor.id, at: now });
    if (done !== undefined)
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'retry-message',
        summary: `${done.channel === 'letter' ? 'Posted' : 'Gave by hand'} ${messageInWords[done.kind].toLowerCase()} to ${done.name}`,
      });
    return `/disruptions/${record.id}/invitations`;
  });

export const postFinished = (service: Service) => onPress(service, saveFinished);
