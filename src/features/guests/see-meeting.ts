import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell, type Holder, type Visit } from './guest-door.ts';
import { saveReply } from './save-answer.ts';
import { seeMeetingView } from './see-meeting.view.ts';
import { startView } from './start.view.ts';
import { loadOwn, ownContribution } from './store.ts';

/** The guest's own page; with problems, it shows what they typed instead of what is saved. */
export const meetingPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  if (guest.isAskedWhen) return reply.redirect('/private/times', 303);
  const { own, writing } = await doAsGuest(service, guest, 'see-meeting', async (tx) => ({
    own: await loadOwn(tx, guest.invitationId),
    writing: await ownContribution(service, tx, guest),
  }));
  const saved = { reply: own.reply ?? '', note: own.replyNote, needs: [...own.needs] };
  return reply.code(problems.length > 0 ? 422 : 200).html(
    seeMeetingView(guestShell(service, request, reply, guest), {
      own,
      writing,
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
  forGuest(
    service,
    async (guest, request, reply) => {
      const outcome = await saveReply(service, guest, request.body, { key: readText(request.body, '_key') });
      return outcome.ok
        ? reply.redirect(outcome.location, 303)
        : meetingPage(service, guest, request, reply, outcome.problems);
    },
    (link, request, reply) =>
      reply.code(401).html(startView(guestShell(service, request, reply, link), request.body)),
  );
