import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit, auditAsGuest } from '../../database/audit.ts';
import { findPage, type PageVisit } from '../../database/child-pages.ts';
import { type Acting, asGuest, type Transaction } from '../../database/connection.ts';
import type { GuestAct } from '../../domain/guest-act.ts';
import { chooseLanguage } from '../../web/language-choice.ts';
import type { Shell } from '../../web/page.ts';
import { refusal, wantsJson } from '../../web/refusals.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import { entryByLink, privateDoor } from '../private-door.ts';
import type { Service } from '../service.ts';
import { offView } from './start.view.ts';

export type Visit = FastifyRequest<{
  Params: { token: string; viewId: string; fileId: string };
  Querystring: { saved?: string; sheet?: string; sent?: string };
  Body: Typed;
}>;

/** Whoever holds a working link to a child's own page, and the request that came with it. */
export type Child = PageVisit & Omit<Acting, 'id'>;

/** All of a child that what they do on their page needs to know. */
export type Giver = Pick<PageVisit, 'pageId' | 'disruptionId' | 'childId' | 'organisationId' | 'givenName'> &
  Omit<Acting, 'id'>;

/** The way in by the link of a child's own page. */
export const pageDoor = privateDoor<PageVisit>({
  cookies: 'mine',
  find: findPage,
  linkIdOf: ({ linkId }) => linkId,
  isOpen: () => true,
  note: (tx, { pageId, organisationId }, act, refused) =>
    auditAsGuest(tx, pageId, { ...entryByLink(act, refused), organisationId }, 'child-page'),
});

/** What surrounds a child's page: the council's name and colours, whoever else may be signed in at this browser. */
export const childShell = (service: Service, request: Visit, reply: FastifyReply, child?: PageVisit): Shell =>
  shellFor(request, reply, {
    ...{ person: null, organisation: child?.council ?? null },
    ...chooseLanguage(service, request, reply, { isKept: child !== undefined }),
  });

/** A page for whoever holds a working link. Everybody else gets one and the same answer, for whatever reason. */
export const forLinkHolder =
  (
    service: Service,
    show: (
      child: Child,
      isIn: boolean,
      request: Visit,
      reply: FastifyReply,
    ) => FastifyReply | Promise<FastifyReply>,
  ) =>
  async (request: Visit, reply: FastifyReply): Promise<FastifyReply> => {
    const { held: page, isIn } = await pageDoor.whoVisits(service, request);
    if (page === undefined) {
      request.trail.refusal = 'no-link';
      return reply.code(404).html(offView(childShell(service, request, reply)));
    }
    request.guest = { actsAs: page.pageId, organisationId: page.organisationId };
    return show({ ...page, address: request.ip, trail: request.trail }, isIn, request, reply);
  };

/** A page for a child whose session is open. Others start again; a script is told so. */
export const forChild = (
  service: Service,
  show: (child: Child, request: Visit, reply: FastifyReply) => Promise<FastifyReply>,
  otherwise: (child: Child, request: Visit, reply: FastifyReply) => FastifyReply = (
    _child,
    _request,
    reply,
  ) => reply.redirect('/mine', 303),
) =>
  forLinkHolder(service, (child, isIn, request, reply) => {
    if (isIn) return show(child, request, reply);
    request.trail.refusal = 'session-over';
    if (wantsJson(request)) throw refusal('signed-out');
    return otherwise(child, request, reply);
  });

/**
 * Does one act of a child in one transaction that sees what is theirs, with its entry in the audit: their page's id, and
 * never who they are. `refusedBy` names the rule when what came of it is a refusal.
 */
export const doAsChild = <T>(
  service: Service,
  child: Pick<Giver, 'pageId' | 'organisationId' | 'address' | 'trail'>,
  act: GuestAct,
  work: (tx: Transaction) => Promise<T>,
  refusedBy: (done: T) => string | null = () => null,
): Promise<T> => {
  const { pageId, organisationId, address, trail } = child;
  const acting = { id: pageId, ...(address !== undefined && { address }), ...(trail && { trail }) };
  return asGuest(service, acting, async (tx) => {
    const done = await work(tx);
    await audit(tx, {
      ...entryByLink(act, refusedBy(done)),
      subject: { kind: 'child-page', id: pageId },
      organisationId,
    });
    return done;
  });
};
