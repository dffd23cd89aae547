import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditAsNobody } from '../database/audit.ts';
import { type Acting, asService, type Transaction } from '../database/connection.ts';
import {
  codesAsked,
  endGuestSession,
  renewGuestSession,
  saveCode,
  saveGuestSession,
  tryCode,
} from '../database/guest-codes.ts';
import { hashOf, hashOfCode, oneTimeCode } from '../database/private-secrets.ts';
import { submitOnce } from '../database/submit-once.ts';
import { type GuestAct, intentOf } from '../domain/guest-act.ts';
import { codeMinutes } from '../domain/message.ts';
import { hostCookie } from '../web/cookies.ts';
import { languageCookie } from '../web/language-choice.ts';
import { readText, type Typed } from '../web/typed.ts';
import { isUuid, notThere } from './case-door.ts';
import type { Service } from './service.ts';

/** The rule by which somebody with a private link may do what is theirs to do. */
export const BY_LINK = 'private-link';

/** A quiet public page: whoever leaves in a hurry is seen looking at the weather. */
export const elsewhere = 'https://www.bbc.co.uk/weather';

/** How long a browser keeps the link: longer than a session, so that a long letter can still be sent after it. */
const LINK_HOURS = 4;
/** Minutes without a page after which somebody is asked for a new code. */
const SESSION_MINUTES = 30;
/** Codes sent to one link in an hour. */
const MOST_AN_HOUR = 5;
/** Wrong codes over the whole life of a link: whoever guesses has one chance in ten thousand, and then needs a new link. */
const MOST_MISTAKES = 20;

const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_MINUTES * 60_000);

/** What an act by a link is in the audit; `refused` names the rule that turned it away. */
export const entryByLink = (act: GuestAct, refused: string | null) =>
  ({
    ...{ act, intent: intentOf(act), rule: refused ?? BY_LINK },
    outcome: refused === null ? 'allowed' : 'refused',
  }) as const;

/** What the links of one kind lead to. */
type Leads<Held> = {
  /** What the browser's cookies begin with: two kinds of link may be open in one browser. */
  readonly cookies: 'guest' | 'mine';
  readonly find: (tx: Transaction, tokenHash: Buffer, now: Date) => Promise<Held | undefined>;
  readonly linkIdOf: (held: Held) => string;
  /** Whether a session may be open: not where the invitation is off. */
  readonly isOpen: (held: Held) => boolean;
  /** Writes an act down as of whoever holds the link. */
  readonly note: (tx: Transaction, held: Held, act: GuestAct, refused: string | null) => Promise<void>;
};

/**
 * The way in by a private link and a one-time code, without an account: what a browser keeps, sessions, codes, and the
 * audit of whoever is not let in yet.
 */
export const privateDoor = <Held>({ cookies, find, linkIdOf, isOpen, note }: Leads<Held>) => {
  const linkCookie = ({ publicUrl }: Service) => hostCookie(publicUrl, `${cookies}-link`);
  const sessionCookie = ({ publicUrl }: Service) => hostCookie(publicUrl, `${cookies}-session`);
  const tokenOf = (service: Service, request: FastifyRequest) => request.cookies[linkCookie(service).name];

  /** Lets the browser keep the token, so that no page has it in its address. Nothing else happens on opening a link. */
  const keepLink = (service: Service, reply: FastifyReply, token: string): void => {
    const { name, options } = linkCookie(service);
    reply.setCookie(name, token, { ...options, maxAge: LINK_HOURS * 3_600 });
  };

  /** What the link in the request leads to, if it works, and whether a session is open for it. */
  const whoVisits = (
    service: Service,
    request: FastifyRequest,
  ): Promise<{ readonly held: Held | undefined; readonly isIn: boolean }> =>
    asService(service, async (tx) => {
      const token = tokenOf(service, request);
      const now = service.clock();
      const held = token === undefined ? undefined : await find(tx, hashOf(token), now);
      const id = request.cookies[sessionCookie(service).name];
      if (held === undefined || !isOpen(held) || id === undefined) return { held, isIn: false };
      const session = { id, linkId: linkIdOf(held), now, expiresAt: sessionEnd(now) };
      return { held, isIn: await renewGuestSession(tx, session) };
    });

  /** Opens a session for a link, under an identifier that no browser has seen before. */
  const letIn = async (service: Service, tx: Transaction, reply: FastifyReply, held: Held): Promise<void> => {
    const id = randomBytes(32).toString('base64url');
    const now = service.clock();
    await saveGuestSession(tx, { id, linkId: linkIdOf(held), now, expiresAt: sessionEnd(now) });
    const { name, options } = sessionCookie(service);
    reply.setCookie(name, id, options);
  };

  /** The act of whoever holds a token, written down as theirs, or as nobody's whom the service knows. */
  const noteHolder = (
    service: Service,
    { ip, trail }: FastifyRequest,
    { token, act }: { readonly token: string | undefined; readonly act: GuestAct },
    work: (tx: Transaction) => Promise<void> = async () => {},
  ): Promise<void> =>
    asService(
      service,
      async (tx) => {
        await work(tx);
        const held = token === undefined ? undefined : await find(tx, hashOf(token), service.clock());
        if (held) return note(tx, held, act, null);
        // Whoever leaves need not have had a link; whoever opens one that is none is turned away.
        const isOpening = act === 'open-link';
        if (isOpening) trail.refusal = 'no-link';
        const outcome = isOpening ? 'refused' : 'allowed';
        return auditAsNobody(tx, { act, intent: intentOf(act), rule: 'no-link', outcome });
      },
      { address: ip, trail },
    );

  /** Ends the session and lets the browser forget the link. */
  const seeOut = async (
    service: Service,
    request: FastifyRequest,
    reply: FastifyReply,
    act: 'finish' | 'leave',
  ): Promise<void> => {
    const id = request.cookies[sessionCookie(service).name];
    await noteHolder(service, request, { token: tokenOf(service, request), act }, async (tx) => {
      if (id !== undefined) await endGuestSession(tx, id);
    });
    for (const { name, options } of [linkCookie(service), sessionCookie(service), languageCookie(service)])
      reply.clearCookie(name, options);
  };

  /** Makes a code and has it sent by `queue`, unless too many were asked for; true when one is on its way. */
  const sendCode = async (
    service: Service,
    held: Held & Omit<Acting, 'id'>,
    key: string,
    queue: (tx: Transaction, codeId: string, at: Date) => Promise<void>,
  ): Promise<boolean> => {
    if (!isUuid(key)) throw notThere();
    const linkId = linkIdOf(held);
    const send = (tx: Transaction) =>
      submitOnce(tx, linkId, key, async () => {
        const at = service.clock();
        const asked = await codesAsked(tx, linkId, new Date(at.getTime() - 3_600_000));
        if (asked.lately >= MOST_AN_HOUR || asked.mistyped >= MOST_MISTAKES) return 'too many';
        const id = randomUUID();
        const hash = hashOfCode(service.secretKey, id, oneTimeCode(service.secretKey, id));
        await saveCode(tx, {
          ...{ id, linkId, hash, at },
          expiresAt: new Date(at.getTime() + codeMinutes * 60_000),
        });
        await queue(tx, id, at);
        return 'sent';
      });
    const answer = await asService(
      service,
      async (tx) => {
        const sent = await send(tx);
        await note(tx, held, 'ask-for-code', sent === 'sent' ? null : 'too-many-codes');
        return sent;
      },
      held,
    );
    return answer === 'sent';
  };

  /**
   * Lets in whoever types a right code; spaces between the numbers do not matter. `tell` is done when a code was mistyped
   * until it stopped working: somebody may be guessing.
   */
  const tryTyped = async (
    service: Service,
    held: Held & Omit<Acting, 'id'>,
    { body, reply }: { readonly body: Typed; readonly reply: FastifyReply },
    tell: (tx: Transaction) => Promise<void>,
  ): Promise<'unreadable' | Awaited<ReturnType<typeof tryCode>>> => {
    const code = readText(body, 'code').replace(/[\s-]/g, '');
    if (!/^\d{6}$/.test(code)) return 'unreadable';
    return asService(
      service,
      async (tx) => {
        const { secretKey } = service;
        const found = await tryCode(tx, linkIdOf(held), { secretKey, code, now: service.clock() });
        if (found === 'right') await letIn(service, tx, reply, held);
        if (found === 'used-up') await tell(tx);
        await note(tx, held, 'give-code', found === 'right' ? null : `code-${found}`);
        return found;
      },
      held,
    );
  };

  return { keepLink, whoVisits, noteHolder, seeOut, sendCode, tryTyped };
};
