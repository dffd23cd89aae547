import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asService, type Database } from '../../database/connection.ts';
import { hostCookie } from '../../web/cookies.ts';
import { deleteSession, findVisitor, noteSignIn, saveSession, type Visitor } from './store.ts';

/** What sessions need of the service. */
export type SessionService = {
  readonly config: {
    readonly publicUrl: string;
    readonly sessionHours: number;
    readonly sessionIdleMinutes: number;
    readonly stepUpMinutes: number;
  };
  readonly db: Database;
  readonly clock: () => Date;
};

/** Finds out for each request which member of staff it comes from, if any: two or three statements. */
export const whoIsSignedIn =
  (service: SessionService) =>
  async (request: FastifyRequest): Promise<Visitor | null> => {
    const idHash = sessionOf(service, request);
    const now = service.clock();
    return idHash && asService(service, (tx) => findVisitor(tx, idHash, now, idleSince(service, now)));
  };

/** The hash that the request's session is kept under, whether it is open or not; null without a cookie. */
export const sessionOf = ({ config }: SessionService, request: FastifyRequest): Buffer | null => {
  const id = request.cookies[hostCookie(config.publicUrl, 'session').name];
  return id === undefined ? null : hashOf(id);
};

/**
 * Opens a session under an identifier never seen before, so that nobody can plant one, and ends the one this
 * browser had. The cookie ends with the browser; the hours and idle minutes are counted here.
 */
export const beginSession = async (
  service: SessionService,
  request: FastifyRequest,
  reply: FastifyReply,
  proved: {
    readonly personId: string;
    readonly idToken: string;
    readonly authenticatedAt: Date;
    readonly isAgain: boolean;
  },
): Promise<void> => {
  const { config, clock } = service;
  const former = sessionOf(service, request);
  const id = randomBytes(32).toString('base64url');
  const createdAt = clock();
  await asService(
    service,
    async (tx) => {
      if (former) await deleteSession(tx, former);
      await saveSession(
        tx,
        {
          idHash: hashOf(id),
          personId: proved.personId,
          createdAt,
          authenticatedAt: proved.authenticatedAt,
          expiresAt: new Date(createdAt.getTime() + config.sessionHours * 3_600_000),
          idToken: proved.idToken,
          browser: browserOf(request.headers['user-agent'] ?? ''),
        },
        idleSince(service, createdAt),
      );
      await noteSignIn(tx, proved.personId, proved.isAgain ? 'sign-in-again' : 'sign-in');
    },
    { address: request.ip, trail: request.trail },
  );
  const { name, options } = hostCookie(config.publicUrl, 'session');
  reply.setCookie(name, id, options);
};

/** A session not used since this instant has ended. */
export const idleSince = ({ config }: SessionService, now: Date): Date =>
  new Date(now.getTime() - config.sessionIdleMinutes * 60_000);

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

// Looked for in this order, because most browsers also name those they descend from.
const browsers = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' };
const systems = {
  Windows: 'Windows',
  iPhone: 'iPhone',
  iPad: 'iPad',
  Android: 'Android',
  CrOS: 'Chromebook',
  Mac: 'Mac',
  Linux: 'Linux',
};

/** Enough of a User-Agent for a person to know their own browser by, "Firefox on Windows", and no more. */
export const browserOf = (userAgent: string): string => {
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).find(([mark]) => userAgent.includes(mark))?.[1];
  return [named(browsers) ?? 'A browser', named(systems)].filter(Boolean).join(' on ');
};
