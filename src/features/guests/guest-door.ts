import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditAsGuest, auditAsNobody } from '../../database/audit.ts';
import { type Acting, asService, type Transaction } from '../../database/connection.ts';
import { endGuestSession, renewGuestSession, saveGuestSession } from '../../database/guest-codes.ts';
import { hashOf } from '../../database/private-secrets.ts';
import { type GuestAct, intentOf } from '../../domain/guest-act.ts';
import { type HostCookie, hostCookie } from '../../web/cookies.ts';
import { chooseLanguage, languageCookie } from '../../web/language-choice.ts';
import type { Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import type { Service } from '../service.ts';
import { BY_LINK } from './guest-audit.ts';
import { offView, refusedView } from './start.view.ts';
import { findLink, type Link } from './store.ts';

export type Visit = FastifyRequest<{
  Params: { token: string; copyId: string; fileId: string };
  Querystring: { saved?: string; language?: string };
  Body: Typed;
}>;

/** How long a browser keeps the link: longer than a session, so that a long letter can still be sent after it. */
const LINK_HOURS = 4;
/** Minutes without a page after which a guest is asked for a new code. */
const SESSION_MINUTES = 30;

const linkCookie = ({ publicUrl }: Service): HostCookie => hostCookie(publicUrl, 'guest-link');
const sessionCookie = ({ publicUrl }: Service): HostCookie => hostCookie(publicUrl, 'guest-session');

/** A working link, and the request that came with it. */
export type Holder = Link & Omit<Acting, 'id'>;

/** Lets the browser keep the token, so that no page has it in its address. Nothing else happens on opening a link. */
export const keepLink = (service: Service, reply: FastifyReply, token: string): void => {
  const { name, options } = linkCookie(service);
  reply.setCookie(name, token, { ...options, maxAge: LINK_HOURS * 3_600 });
};

/** The link in the request, if it works, and whether a session is open for it. */
const whoVisits = (
  service: Service,
  request: FastifyRequest,
): Promise<{ readonly link: Link | undefined; readonly isIn: boolean }> =>
  asService(service, async (tx) => {
    const token = request.cookies[linkCookie(service).name];
    const now = service.clock();
    const link = token === undefined ? undefined : await findLink(tx, hashOf(token), now);
    const id = request.cookies[sessionCookie(service).name];
    if (link === undefined || link.isOff || id === undefined) return { link, isIn: false };
    return {
      link,
      isIn: await renewGuestSession(tx, { id, linkId: link.id, now, expiresAt: sessionEnd(now) }),
    };
  });

const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_MINUTES * 60_000);

/** Opens a session for a link, under an identifier that no browser has seen before. */
export const letIn = async (
  service: Service,
  tx: Transaction,
  reply: FastifyReply,
  linkId: string,
): Promise<void> => {
  const id = randomBytes(32).toString('base64url');
  const now = service.clock();
  await saveGuestSession(tx, { id, linkId, now, expiresAt: sessionEnd(now) });
  const { name, options } = sessionCookie(service);
  reply.setCookie(name, id, options);
};

/** The act of whoever holds a token, written down as theirs, or as nobody's whom the service knows. */
export const noteHolder = (
  service: Service,
  { ip, trail }: FastifyRequest,
  { token, act }: { readonly token: string | undefined; readonly act: GuestAct },
  work: (tx: Transaction) => Promise<void> = async () => {},
): Promise<void> =>
  asService(
    service,
    async (tx) => {
      await work(tx);
      const entry = { act, intent: intentOf(act) };
      const link = token === undefined ? undefined : await findLink(tx, hashOf(token), service.clock());
      if (link) {
        const { invitationId, organisationId } = link;
        return auditAsGuest(tx, invitationId, {
          ...entry,
          rule: BY_LINK,
          outcome: 'allowed',
          organisationId,
        });
      }
      // Whoever leaves need not have had a link; whoever opens one that is none is turned away.
      if (act === 'open-link') trail.refusal = 'no-link';
      return auditAsNobody(tx, {
        ...entry,
        rule: 'no-link',
        outcome: act === 'open-link' ? 'refused' : 'allowed',
      });
    },
    { address: ip, trail },
  );

/** Ends the session and lets the browser forget the link. */
export const seeOut = async (
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  act: 'finish' | 'leave',
): Promise<void> => {
  const id = request.cookies[sessionCookie(service).name];
  const token = request.cookies[linkCookie(service).name];
  await noteHolder(service, request, { token, act }, async (tx) => {
    if (id !== undefined) await endGuestSession(tx, id);
  });
  for (const { name, options } of [linkCookie(service), sessionCookie(service), languageCookie(service)])
    reply.clearCookie(name, options);
};

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
    const { link: found, isIn } = await whoVisits(service, request);
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
