import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditAsGuest } from '../../database/audit.ts';
import type { Acting } from '../../database/connection.ts';
import type { Problem } from '../../domain/result.ts';
import { chooseLanguage } from '../../web/language-choice.ts';
import type { Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import { entryByLink, privateDoor } from '../private-door.ts';
import type { Outcome, Service } from '../service.ts';
import { offView, refusedView, startView } from './start.view.ts';
import { findLink, type Link } from './store.ts';

export type Visit = FastifyRequest<{
  Params: { token: string; copyId: string; fileId: string };
  Querystring: { saved?: string; language?: string };
  Body: Typed;
}>;

/** A working link, and the request that came with it. */
export type Holder = Link & Omit<Acting, 'id'>;

/** The way in by the link of an invitation. */
export const guestDoor = privateDoor<Link>({
  cookies: 'guest',
  find: findLink,
  linkIdOf: ({ id }) => id,
  isOpen: ({ isOff }) => !isOff,
  note: (tx, { invitationId, organisationId }, act, refused) =>
    auditAsGuest(tx, invitationId, { ...entryByLink(act, refused), organisationId }),
});

/** What surrounds a guest's page: the council's name and colours, whoever else may be signed in at this browser. */
export const guestShell = (service: Service, request: Visit, reply: FastifyReply, link?: Link): Shell =>
  shellFor(request, reply, {
    ...{ person: null, organisation: link?.council ?? null },
    ...chooseLanguage(service, request, reply, { isKept: link !== undefined }),
  });

/**
 * A page for whoever holds a working link. Everybody else gets one and the same answer, whether their link never was,
 * has run out or was taken back; those whose invitation is off are told that nothing is asked of them.
 */
export const forLinkHolder =
  (
    service: Service,
    show: (
      link: Holder,
      isIn: boolean,
      request: Visit,
      reply: FastifyReply,
    ) => FastifyReply | Promise<FastifyReply>,
  ) =>
  async (request: Visit, reply: FastifyReply): Promise<FastifyReply> => {
    const { held: found, isIn } = await guestDoor.whoVisits(service, request);
    const link = found && { ...found, address: request.ip, trail: request.trail };
    request.guest = link ? { actsAs: link.invitationId, organisationId: link.organisationId } : null;
    const shell = () => guestShell(service, request, reply, link);
    if (link === undefined || link.isOff) request.trail.refusal = link ? 'invitation-off' : 'no-link';
    if (link === undefined) return reply.code(404).html(refusedView(shell()));
    if (link.isOff) return reply.html(offView(shell()));
    return show(link, isIn, request, reply);
  };

/** A page for a guest whose session is open. Others start again; what they had typed goes with them. */
export const forGuest = (
  service: Service,
  show: (guest: Holder, request: Visit, reply: FastifyReply) => Promise<FastifyReply>,
  otherwise: (link: Link, request: Visit, reply: FastifyReply) => FastifyReply = (_link, _request, reply) =>
    reply.redirect('/private', 303),
) =>
  forLinkHolder(service, (link, isIn, request, reply) => {
    if (isIn) return show(link, request, reply);
    request.trail.refusal = 'session-over';
    return otherwise(link, request, reply);
  });

/** A page of a guest; with problems, it shows what they typed instead of what is saved. */
export type GuestPage = (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[],
) => Promise<FastifyReply>;

/** A form of a guest. What is refused is shown again on its page; when the session has run out, it waits for a new code. */
export const guestForm = (
  service: Service,
  save: (guest: Holder, request: Visit, key: string) => Promise<Outcome>,
  page: GuestPage,
) =>
  forGuest(
    service,
    async (guest, request, reply) => {
      const outcome = await save(guest, request, readText(request.body, '_key'));
      return outcome.ok
        ? reply.redirect(outcome.location, 303)
        : page(service, guest, request, reply, outcome.problems);
    },
    (link, request, reply) =>
      reply.code(401).html(startView(guestShell(service, request, reply, link), request.body)),
  );
