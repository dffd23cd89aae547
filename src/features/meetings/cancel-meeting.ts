import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { withdrawFromChildren } from '../../database/packs.ts';
import { inWordsWithWeekday } from '../../domain/dates.ts';
import { cancelMeeting } from '../../domain/meeting.ts';
import { meetingMessage } from '../../domain/message.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { cancelMeetingView } from './cancel-meeting.view.ts';
import { endPartsOf } from './save-arranged.ts';
import { saveCancelled } from './store.ts';

/** Calls a meeting off and queues the word to everybody who was invited. */
export const saveCancellation = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    const { tx, record, now } = open;
    const { meeting } = record;
    const reason = readText(typed, 'reason');
    const { tell } = insist(cancelMeeting(meeting, reason));
    if (meeting === null) throw notThere();
    await saveCancelled(tx, meeting, reason);
    await withdrawFromChildren(tx, meeting.id, now);
    await endPartsOf(open, meeting);
    const facts = { ...meeting, sequence: meeting.sequence + 1 };
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: tell.map((invitation) => ({
        invitationId: invitation.id,
        kind: 'cancellation' as const,
        content: meetingMessage('cancellation', { record, meeting: facts, invitee: invitation }),
        linkUntil: null,
      })),
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'convene-meeting',
      summary: `Cancelled the meeting of ${inWordsWithWeekday(meeting.heldOn)}: ${reason}`,
      facts: { told: tell.length },
    });
    return `/disruptions/${record.id}`;
  });

export const cancelForm: FormOnCase = {
  act: 'convene-meeting',
  save: saveCancellation,
  show: (shell, page) => {
    const { meeting } = page.record;
    if (meeting === null || meeting.status === 'held') throw notThere();
    return cancelMeetingView(shell, { ...page, meeting });
  },
};
