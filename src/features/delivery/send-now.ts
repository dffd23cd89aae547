import { addHistory } from '../../database/history.ts';
import { messageInWords } from '../../domain/delivery.ts';
import { allowed, refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, isUuid, notThere } from '../case-door.ts';
import { sendNowView } from './held.view.ts';
import { heldMessage, sendHeldNow } from './held-store.ts';

/** Sends a message at once that waits for its hours or for the child, with a reason. One that left meanwhile is left alone. */
export const sendNowForm: FormOnCase<'messageId'> = {
  act: 'send-now',
  save: (service, actor, form, typed, { messageId }) =>
    changeCase(service, actor, { ...form, act: 'send-now' }, async ({ tx, record, now }) => {
      if (!isUuid(messageId)) throw notThere();
      const message = await heldMessage(tx, record.id, messageId);
      const back = `/disruptions/${record.id}/invitations`;
      if (message === undefined) throw notThere();
      if (message.held === null) return back;
      const because = readText(typed, 'reason');
      insist(
        because === ''
          ? refused([{ field: 'reason', message: 'Enter why it cannot wait' }])
          : allowed(because),
      );
      await sendHeldNow(tx, messageId, { by: actor.id, because });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'send-now',
        summary: `Sent ${messageInWords[message.kind].toLowerCase()} to ${message.name} without waiting: ${because}`,
        facts: { waited: message.held.because },
      });
      return back;
    }),
  show: async (shell, { tx, record, params, typed, problems }) => {
    const message = isUuid(params.messageId) ? await heldMessage(tx, record.id, params.messageId) : undefined;
    if (message === undefined) throw notThere();
    return sendNowView(shell, { record, message, messageId: params.messageId, typed, problems });
  },
};
