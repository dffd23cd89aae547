import type { FastifyReply } from 'fastify';
import { loadTimesAsked } from '../../database/proposed-times.ts';
import { calledIn } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { answerField } from '../../domain/time-answers.ts';
import { readText } from '../../web/typed.ts';
import type { Service } from '../service.ts';
import { chooseTimesView } from './choose-times.view.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell, type Holder, type Visit } from './guest-door.ts';
import { saveTimes } from './save-times.ts';
import { startView } from './start.view.ts';

/** The times the guest is asked about; once one was taken, their page is the one of the meeting. */
export const timesPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  if (!guest.isAskedWhen) return reply.redirect('/private/meeting', 303);
  const asked = await doAsGuest(service, guest, 'see-times', (tx) => loadTimesAsked(tx, guest.invitationId));
  const saved = Object.fromEntries([...asked.answers].map(([id, answer]) => [answerField({ id }), answer]));
  return reply.code(problems.length > 0 ? 422 : 200).html(
    chooseTimesView(guestShell(service, request, reply, guest), {
      ...asked,
      name: calledIn(guest),
      typed: problems.length > 0 ? { ...saved, ...request.body } : saved,
      problems,
      isSaved: request.query.saved === 'times',
    }),
  );
};

export const showTimesAsked = (service: Service) =>
  forGuest(service, (guest, request, reply) => timesPage(service, guest, request, reply));

/** What they said; when the session has run out, it waits for a new code. */
export const postTimes = (service: Service) =>
  forGuest(
    service,
    async (guest, request, reply) => {
      const key = readText(request.body, '_key');
      const outcome = await saveTimes(service, guest, request.body, { key });
      return outcome.ok
        ? reply.redirect(outcome.location, 303)
        : timesPage(service, guest, request, reply, outcome.problems);
    },
    (link, request, reply) =>
      reply.code(401).html(startView(guestShell(service, request, reply, link), request.body)),
  );
