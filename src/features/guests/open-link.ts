import type { FastifyReply } from 'fastify';
import type { Service } from '../service.ts';
import { forLinkHolder, guestShell, keepLink, seeOut, type Visit } from './guest-door.ts';
import { finishedView, startView } from './start.view.ts';

/** A quiet public page: whoever leaves in a hurry is seen looking at the weather. */
const elsewhere = 'https://www.bbc.co.uk/weather';

/**
 * Takes the token out of the address bar, and does nothing else: mail scanners and previews open links too, so opening
 * one neither spends nor sends anything, and answers the same whatever the token is.
 */
export const openLink = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  keepLink(service, reply, request.params.token);
  return reply.redirect('/private', 303);
};

export const showStart = (service: Service) =>
  forLinkHolder(service, (link, isIn, request, reply) =>
    isIn ? reply.redirect('/private/meeting', 303) : reply.html(startView(guestShell(request, reply, link))),
  );

export const finish = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await seeOut(service, request, reply);
  return reply.redirect('/private/finished', 303);
};

export const showFinished = () => (request: Visit, reply: FastifyReply) =>
  reply.html(finishedView(guestShell(request, reply)));

/** Where "Exit this page" goes: the session is over before the browser is elsewhere. */
export const leave = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await seeOut(service, request, reply);
  return reply.redirect(elsewhere, 303);
};
