import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { inWordsWithWeekday } from '../../domain/dates.ts';
import { cancelMeeting } from '../../domain/meeting.ts';
import { meetingMessage } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { cancelMeetingView } from './cancel-meeting.view.ts';
import { saveCancelled } from './store.ts';

/** Calls a meeting off and queues the word to everybody who was invited. */
export const saveCancellation = (
  service: Service,
  actor: Actor,
  typed: Typed,
  form: { readonly disruptionId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async ({ tx, record, now }) => {
    const { meeting } = record;
    const reason = readText(typed, 'reason');
    const { tell } = insist(cancelMeeting(meeting, reason));
    if (meeting === null) throw notThere();
    await saveCancelled(tx, meeting, reason);
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

type Visit = FastifyRequest<{ Params: { id: string }; Body: Typed }>;

const showForm = (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) =>
  withCase(service, signedIn(request), request.params.id, 'convene-meeting', async ({ record }) => {
    if (record.meeting === null || record.meeting.status === 'held') throw notThere();
    return reply
      .code(problems.length > 0 ? 422 : 200)

      .html(
        cancelMeetingView(shellFor(request, reply), { record, meeting: record.meeting, typed, problems }),
      );
  });

export const showCancelForm = (service: Service) => (request: Visit, reply: FastifyReply) =>
  showForm(service, request, reply, {}, []);

export const postCancel = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const form = { disruptionId: request.params.id, key: readText(request.body, '_key') };
  const outcome = await saveCancellation(service, signedIn(request), request.body, form);
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showForm(service, request, reply, request.body, outcome.problems);
};
