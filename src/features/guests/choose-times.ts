import type { FastifyReply } from 'fastify';
import { loadTimesAsked } from '../../database/proposed-times.ts';
import { calledIn } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { answerField } from '../../domain/time-answers.ts';
import type { Service } from '../service.ts';
import { chooseTimesView } from './choose-times.view.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Holder, type Visit } from './guest-door.ts';
import { saveTimes } from './save-times.ts';

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
  guestForm(service, (guest, { body }, key) => saveTimes(service, guest, body, { key }), timesPage);
