import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import { preparationOf } from '../../domain/preparation.ts';
import { changeCase, notThere } from '../case-door.ts';
import { onPress } from '../press.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { listInvited } from './store.ts';

/** Reminds somebody of whom something is missing. Whoever answered meanwhile, or was reminded a moment ago, is left alone. */
const saveReminder = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  { invitationId }: { readonly invitationId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'retry-message' }, async ({ tx, record, now }) => {
    const { meeting } = record;
    const invitee = meeting?.invitations.find(({ id }) => id === invitationId);
    if (meeting === null || invitee === undefined) throw notThere();
    const back = `/disruptions/${record.id}/preparation`;
    const prepared = preparationOf(await listInvited(tx, record.id), now);
    if (!prepared.some(({ person, mayRemind }) => person.id === invitee.id && mayRemind)) return back;
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: [
        {
          invitationId: invitee.id,
          kind: 'reminder',
          content: meetingMessage('reminder', { record, meeting, invitee }),
          linkUntil: invitationLinkUntil(meeting.heldOn),
        },
      ],
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'remind',
      summary: `Reminded ${invitee.name} to answer`,
    });
    return back;
  });

export const postReminder = (service: Service) => onPress(service, saveReminder);
