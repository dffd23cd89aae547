import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import { asService } from '../../database/connection.ts';
import { type HostCookie, hostCookie } from '../../web/cookies.ts';
import { type SignedIn, shellFor } from '../../web/visitor.ts';
import { localPath } from './local-path.ts';
import { beginSession, type SessionService } from './session.ts';
import { notKnown, notSignedIn, notTheSame, providerNotReached } from './sign-in.view.ts';
import { findPerson, type Identity, noteRefusedSignIn } from './store.ts';

type Discover = () => Promise<client.Configuration>;
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** One go at signing in, which the browser keeps until it is back from the identity provider. */
const attemptShape = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  to: z.string(),
  startedAt: z.number(),
  /** Who signs in anew, for a step that asks for it; null for somebody who comes in. */
  again: z.string().nullable(),
});
type Attempt = z.infer<typeof attemptShape>;

const ATTEMPT_SECONDS = 600;
const attemptCookie = (publicUrl: string): HostCookie => hostCookie(publicUrl, 'sign-in');
const callback = (publicUrl: string): string => new URL('/sign-in/callback', publicUrl).href;

/**
 * What is asked about when the person proved who they are. To sign in anew they must do so now: `max_age` makes the
 * provider say when they did (OpenID Connect Core 1.0, 3.1.2.1), and `prompt` makes it ask.
 */
const askedAbout = ({ config }: SessionService, again: SignedIn | null): Readonly<Record<string, string>> =>
  again === null
    ? { max_age: String(config.sessionHours * 3_600) }
    : { max_age: String(config.stepUpMinutes * 60), prompt: 'login', login_hint: again.email };

/** Sends the person to their identity provider: OpenID Connect Core 1.0, 3.1, with PKCE (RFC 7636). */
export const startSignIn =
  (service: SessionService, discover: Discover): Handler =>
  async (request, reply) => {
    const { publicUrl } = service.config;
    const query = z.object({ to: z.string().catch('/'), again: z.string().catch('') }).parse(request.query);
    const to = localPath(query.to, publicUrl);
    const again = query.again === 'yes' ? request.person : null;
    if (request.person && again === null) return reply.redirect(to, 303);
    const provider = await discover().catch((error: unknown) => {
      request.log.error(error, 'the identity provider cannot be reached');
      return null;
    });
    if (!provider) return reply.code(503).html(providerNotReached(shellFor(request, reply)));

    const attempt: Attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
      to,
      startedAt: service.clock().getTime(),
      again: again?.id ?? null,
    };
    const { name, options } = attemptCookie(publicUrl);
    reply.setCookie(name, JSON.stringify(attempt), { ...options, signed: true, maxAge: ATTEMPT_SECONDS });
    const address = client.buildAuthorizationUrl(provider, {
      redirect_uri: callback(publicUrl),
      scope: 'openid profile email',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
      ...askedAbout(service, again),
    });
    return reply.redirect(address.href, 303);
  };

/**
 * Takes the person back from their identity provider. What they bring must answer the attempt that this browser
 * began, and must name somebody the service knows: it never adds a person. The log has the reason for a refusal,
 * the page has not.
 */
export const finishSignIn =
  (service: SessionService, discover: Discover): Handler =>
  async (request, reply) => {
    const { config, clock } = service;
    const attempt = attemptOf(service, request);
    const { name, options } = attemptCookie(config.publicUrl);
    reply.clearCookie(name, options);
    const proof =
      attempt &&
      (await redeem(service, discover, new URL(request.url, config.publicUrl), attempt).catch(
        (error: unknown) => {
          request.log.warn(error, 'a sign-in was refused');
          return null;
        },
      ));
    const refuse = async (rule: string, status: number, page: string) => {
      await asService(service, (tx) => noteRefusedSignIn(tx, rule), { address: request.ip });
      return reply.code(status).html(page);
    };
    const shell = () => shellFor(request, reply);
    if (!proof) return refuse('proof', 400, notSignedIn(shell()));

    const { identity } = proof;
    const personId = await asService(service, (tx) => findPerson(tx, identity, clock()));
    if (personId === null) {
      request.log.warn({ subject: identity.subject }, 'somebody unknown signed in');
      return refuse('not-known', 403, notKnown(shell(), identity.email));
    }
    // Somebody else at the same computer is not let into what this person was about to do.
    if (attempt.again !== null && (attempt.again !== personId || request.person?.id !== personId))
      return refuse('another-person', 403, notTheSame(shell()));
    await beginSession(service, request, reply, { ...proof, personId, isAgain: attempt.again !== null });
    return reply.redirect(attempt.to, 303);
  };

const attemptOf = ({ config, clock }: SessionService, request: FastifyRequest): Attempt | null => {
  const { value } = request.unsignCookie(request.cookies[attemptCookie(config.publicUrl).name] ?? '');
  const attempt = value === null ? null : attemptShape.parse(JSON.parse(value));
  return attempt && clock().getTime() - attempt.startedAt < ATTEMPT_SECONDS * 1_000 ? attempt : null;
};

type Proof = { readonly identity: Identity; readonly idToken: string; readonly authenticatedAt: Date };

/**
 * When somebody proved who they are, by the service's clock. A provider that does not say so has proved nothing recent:
 * the first step that asks for a fresh sign-in then asks for one.
 */
const whenProved = ({ clock }: SessionService, authTime: unknown): Date =>
  typeof authTime === 'number'
    ? new Date(clock().getTime() - Math.max(0, Date.now() - authTime * 1_000))
    : new Date(0);

/**
 * Trades the code for an ID token, and checks issuer, audience, signature, times, state, nonce and code verifier; for
 * somebody who signs in anew also that they did so just now.
 */
const redeem = async (
  service: SessionService,
  discover: Discover,
  returnedTo: URL,
  attempt: Attempt,
): Promise<Proof> => {
  const provider = await discover();
  const tokens = await client.authorizationCodeGrant(provider, returnedTo, {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.codeVerifier,
    idTokenExpected: true,
    ...(attempt.again !== null && { maxAge: service.config.stepUpMinutes * 60 }),
  });
  const claims = tokens.claims();
  if (!claims || !tokens.id_token) throw new Error('No ID token');
  const { email, email_verified } =
    claims.email === undefined
      ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
      : claims;
  return {
    identity: {
      issuer: claims.iss,
      subject: claims.sub,
      email: email_verified === true && typeof email === 'string' ? email : null,
    },
    idToken: tokens.id_token,
    authenticatedAt: whenProved(service, claims.auth_time),
  };
};
