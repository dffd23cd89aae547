import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit, auditAsGuest, auditAsNobody } from '../../database/audit.ts';
import { findPage, type PageVisit } from '../../database/child-pages.ts';
import { type Acting, asGuest, asService, type Transaction } from '../../database/connection.ts';
import { endGuestSession, renewGuestSession, saveGuestSession } from '../../database/guest-codes.ts';
import { hashOf } from '../../database/private-secrets.ts';
import { type GuestAct, intentOf } from '../../domain/guest-act.ts';
import { type HostCookie, hostCookie } from '../../web/cookies.ts';
import { chooseLanguage, languageCookie } from '../../web/language-choice.ts';
import type { Shell } from '../../web/page.ts';
import { refusal, wantsJson } from '../../web/refusals.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import type { Service } from '../service.ts';
import { offView } from './start.view.ts';

export type Visit = FastifyRequest<{
  Params: { token: string; viewId: string };
  Querystring: { saved?: string; sheet?: string; sent?: string };
  Body: Typed;
}>;

/** Whoever holds a working link to a child's own page, and the request that came with it. */
export type Child = PageVisit & Omit<Acting, 'id'>;

/** All of a child that what they do on their page needs to know. */
export type Giver = Pick<PageVisit, 'pageId' | 'disruptionId' | 'childId' | 'organisationId' | 'givenName'> &
  Omit<Acting, 'id'>;

/** The rule by which a child may do what is theirs to do on their own page. */
const BY_LINK = 'private-link';
/** How long a browser keeps the link: longer than a session, so that what was written can still be kept after it. */
const LINK_HOURS = 4;
/** Minutes without a page after which a child is asked for a new code. */
const SESSION_MINUTES = 30;

const linkCookie = ({ publicUrl }: Service): HostCookie => hostCookie(publicUrl, 'mine-link');
const sessionCookie = ({ publicUrl }: Service): HostCookie => hostCookie(publicUrl, 'mine-session');
const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_MINUTES * 60_000);

/** Lets the browser keep the token, so that no page has it in its address. */
export const keepLink = (service: Service, reply: FastifyReply, token: string): void => {
  const { name, options } = linkCookie(service);
  reply.setCookie(name, token, { ...options, maxAge: LINK_HOURS * 3_600 });
};

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

const whoVisits = (
  service: Service,
  request: FastifyRequest,
): Promise<{ readonly page: PageVisit | undefined; readonly isIn: boolean }> =>
  asService(service, async (tx) => {
    const token = request.cookies[linkCookie(service).name];
    const now = service.clock();
    const page = token === undefined ? undefined : await findPage(tx, hashOf(token), now);
    const id = request.cookies[sessionCookie(service).name];
    if (page === undefined || id === undefined) return { page, isIn: false };
    const session = { id, linkId: page.linkId, now, expiresAt: sessionEnd(now) };
    return { page, isIn: await renewGuestSession(tx, session) };
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
    const { page, isIn } = await whoVisits(service, request);
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
    const refused = refusedBy(done);
    await audit(tx, {
      ...{ act, intent: intentOf(act), subject: { kind: 'child-page', id: pageId }, organisationId },
      ...{ rule: refused ?? BY_LINK, outcome: refused === null ? 'allowed' : 'refused' },
    });
    return done;
  });
};

/** Writes down, as the child's, what was done before they were let in. */
export const noteChild = (
  tx: Transaction,
  { pageId, organisationId }: PageVisit,
  act: GuestAct,
  refused: string | null = null,
): Promise<void> =>
  auditAsGuest(
    tx,
    pageId,
    {
      ...{ act, intent: intentOf(act), organisationId },
      ...{ rule: refused ?? BY_LINK, outcome: refused === null ? 'allowed' : 'refused' },
    },
    'child-page',
  );

/** The act of whoever holds a token, written down as the child's, or as nobody's whom the service knows. */
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
      const page = token === undefined ? undefined : await findPage(tx, hashOf(token), service.clock());
      if (page) return noteChild(tx, page, act);
      const isOpening = act === 'open-link';
      if (isOpening) trail.refusal = 'no-link';
      const outcome = isOpening ? 'refused' : 'allowed';
      return auditAsNobody(tx, { act, intent: intentOf(act), rule: 'no-link', outcome });
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
