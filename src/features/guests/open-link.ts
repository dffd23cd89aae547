import type { FastifyReply } from 'fastify';
import { looksLikeToken } from '../../database/private-secrets.ts';
import { inTheSame, languageOf } from '../../web/language-choice.ts';
import { elsewhere } from '../private-door.ts';
import type { Service } from '../service.ts';
import { forLinkHolder, guestDoor, guestShell, type Visit } from './guest-door.ts';
import { finishedView, startView } from './start.view.ts';

/**
 * Takes the token out of the address bar, and does nothing else: mail scanners and previews open links too, so opening
 * one neither spends nor sends anything, and answers the same whatever the token is. The audit alone has whose it was. What
 * no token can be leaves the link that the browser has.
 */
export const openLink = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { token } = request.params;
  await guestDoor.noteHolder(service, request, { token, act: 'open-link' });
  if (looksLikeToken(token)) guestDoor.keepLink(service, reply, token);
  return reply.redirect(`/private${inTheSame(languageOf(service, request))}`, 303);
};

export const showStart = (service: Service) =>
  forLinkHolder(service, (link, isIn, request, reply) =>
    isIn
      ? reply.redirect('/private/meeting', 303)
      : reply.html(startView(guestShell(service, request, reply, link))),
  );

export const finish = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await guestDoor.seeOut(service, request, reply, 'finish');
  return reply.redirect(`/private/finished${inTheSame(languageOf(service, request))}`, 303);
};

export const showFinished = (service: Service) => (request: Visit, reply: FastifyReply) =>
  reply.html(finishedView(guestShell(service, request, reply)));

/** Where "Exit this page" goes: the session is over before the browser is elsewhere. */
export const leave = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await guestDoor.seeOut(service, request, reply, 'leave');
  return reply.redirect(elsewhere, 303);
};
