import type { FastifyReply } from 'fastify';
import { looksLikeToken } from '../../database/private-secrets.ts';
import { inTheSame, languageOf } from '../../web/language-choice.ts';
import { elsewhere } from '../private-door.ts';
import type { Service } from '../service.ts';
import { childShell, forLinkHolder, pageDoor, type Visit } from './page-door.ts';
import { finishedView, startView } from './start.view.ts';

/**
 * Takes the token out of the address bar, and does nothing else: opening a link neither spends nor sends anything. What no
 * token can be leaves the link that the browser has.
 */
export const openLink = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { token } = request.params;
  await pageDoor.noteHolder(service, request, { token, act: 'open-link' });
  if (looksLikeToken(token)) pageDoor.keepLink(service, reply, token);
  return reply.redirect('/mine', 303);
};

export const showStart = (service: Service) =>
  forLinkHolder(service, (child, isIn, request, reply) =>
    isIn
      ? reply.redirect('/mine/page', 303)
      : reply.html(
          startView(childShell(service, request, reply, child), {
            isSent: child.channel !== 'by-hand',
            hasSent: request.query.sent !== undefined,
          }),
        ),
  );

export const finish = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await pageDoor.seeOut(service, request, reply, 'finish');
  return reply.redirect(`/mine/finished${inTheSame(languageOf(service, request))}`, 303);
};

export const showFinished = (service: Service) => (request: Visit, reply: FastifyReply) =>
  reply.html(finishedView(childShell(service, request, reply)));

/** Where "Exit this page" goes: the session is over before the browser is elsewhere. */
export const leave = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await pageDoor.seeOut(service, request, reply, 'leave');
  return reply.redirect(elsewhere, 303);
};
