import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/result.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Holder, type Visit } from './guest-door.ts';
import { saveReply } from './save-answer.ts';
import { seeMeetingView } from './see-meeting.view.ts';
import { loadOwn, ownActions, ownContribution } from './store.ts';

/** The guest's own page; with problems, it shows what they typed instead of what is saved. */
export const meetingPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  if (guest.isAskedWhen) return reply.redirect('/private/times', 303);
  const { own, writing, hasActions } = await doAsGuest(service, guest, 'see-meeting', async (tx) => ({
    own: await loadOwn(tx, guest.invitationId),
    writing: await ownContribution(service, tx, guest),
    hasActions: (await ownActions(tx)).length > 0,
  }));
  const saved = { reply: own.reply ?? '', note: own.replyNote, needs: [...own.needs] };
  return reply.code(problems.length > 0 ? 422 : 200).html(
    seeMeetingView(guestShell(service, request, reply, guest), {
      own,
      writing,
      hasActions,
      convener: guest.convener,
      typed: problems.length > 0 ? { ...saved, ...request.body } : saved,
      problems,
      justSaved: request.query.saved ?? '',
    }),
  );
};

export const showMeeting = (service: Service) =>
  forGuest(service, (guest, request, reply) => meetingPage(service, guest, request, reply));

/** The guest's answer. When the session has run out, what was typed waits for a new code. */
export const postReply = (service: Service) =>
  guestForm(service, (guest, { body }, key) => saveReply(service, guest, body, { key }), meetingPage);
