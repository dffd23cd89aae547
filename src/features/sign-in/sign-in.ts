import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import { asService } from '../../database/connection.ts';
import { type HostCookie, hostCookie } from '../../web/cookies.ts';
import { shellFor } from '../../web/visitor.ts';
import { localPath } from './local-path.ts';
import { openSession, type SessionService } from './session.ts';
import { notKnown, notSignedIn, providerNotReached } from './sign-in.view.ts';
import { findPerson, type Identity } from './store.ts';

type Discover = () => Promise<client.Configuration>;
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** One go at signing in, which the browser keeps until it is back from the identity provider. */
const attemptShape = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  to: z.string(),
  startedAt: z.number(),
});
type Attempt = z.infer<typeof attemptShape>;

const ATTEMPT_SECONDS = 600;
const attemptCookie = (publicUrl: string): HostCookie => hostCookie(publicUrl, 'sign-in');
const callback = (publicUrl: string): string => new URL('/sign-in/callback', publicUrl).href;

/** Sends the person to their identity provider: OpenID Connect Core 1.0, 3.1, with PKCE (RFC 7636). */
export const startSignIn =
  (service: SessionService, discover: Discover): Handler =>
  async (request, reply) => {
    const { publicUrl } = service.config;
    const { to } = z.object({ to: z.string().catch('/') }).parse(request.query);
    if (request.person) return reply.redirect(localPath(to, publicUrl), 303);
    const provider = await discover().catch((error: unknown) => {
      request.log.error(error, 'the identity provider cannot be reached');
      return null;
    });
    if (!provider) return reply.code(503).html(providerNotReached(shellFor(request, reply)));

    const attempt: Attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
      to: localPath(to, publicUrl),
      startedAt: service.clock().getTime(),
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
    const { config, db, clock } = service;
    const attempt = attemptOf(service, request);
    const { name, options } = attemptCookie(config.publicUrl);
    reply.clearCookie(name, options);
    const proof =
      attempt &&
      (await redeem(discover, new URL(request.url, config.publicUrl), attempt).catch((error: unknown) => {
        request.log.warn(error, 'a sign-in was refused');
        return null;
      }));
    if (!proof) return reply.code(400).html(notSignedIn(shellFor(request, reply)));

    const known = await asService({ db }, async (tx) => {
      const personId = await findPerson(tx, proof.identity, clock());
      if (personId) await openSession(service, tx, request, reply, { personId, idToken: proof.idToken });
      return personId !== null;
    });
    if (known) return reply.redirect(attempt.to, 303);
    request.log.warn({ subject: proof.identity.subject }, 'somebody unknown signed in');
    return reply.code(403).html(notKnown(shellFor(request, reply), proof.identity.email));
  };

const attemptOf = ({ config, clock }: SessionService, request: FastifyRequest): Attempt | null => {
  const { value } = request.unsignCookie(request.cookies[attemptCookie(config.publicUrl).name] ?? '');
  const attempt = value === null ? null : attemptShape.parse(JSON.parse(value));
  return attempt && clock().getTime() - attempt.startedAt < ATTEMPT_SECONDS * 1_000 ? attempt : null;
};

/** Trades the code for an ID token, and checks issuer, audience, signature, state, nonce and code verifier. */
const redeem = async (
  discover: Discover,
  returnedTo: URL,
  attempt: Attempt,
): Promise<{ readonly identity: Identity; readonly idToken: string }> => {
  const provider = await discover();
  const tokens = await client.authorizationCodeGrant(provider, returnedTo, {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.codeVerifier,
    idTokenExpected: true,
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
  };
};
