import { addHistory } from '../../database/history.ts';
import { queueSending } from '../../database/messages.ts';
import { messageInWords } from '../../domain/delivery.ts';
import { changeCase, isUuid, notThere } from '../case-door.ts';
import { onPress } from '../press.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { requeue } from './store.ts';

/** Sends a message that failed once more. One that somebody else has sent meanwhile is left alone. */
const saveRetry = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  { messageId }: { readonly messageId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'retry-message' }, async ({ tx, record, now }) => {
    if (!isUuid(messageId)) throw notThere();
    const message = await requeue(tx, record.id, messageId);
    if (message !== undefined) {
      await queueSending(tx, messageId);
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'retry-message',
        summary: `Tried again to send ${messageInWords[message.kind].toLowerCase()} to ${message.name}`,
      });
    }
    return `/disruptions/${record.id}/invitations`;
  });

export const postRetry = (service: Service) => onPress(service, saveRetry);
