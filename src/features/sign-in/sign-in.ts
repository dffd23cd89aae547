import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import { asNobody, asService } from '../../database/connection.ts';
import { looksLikeEmail } from '../../domain/email.ts';
import { looksAfter, providerFor } from '../../domain/identity-provider.ts';
import { type HostCookie, hostCookie } from '../../web/cookies.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { type SignedIn, shellFor } from '../../web/visitor.ts';
import { leadTo, providerOf, type Reachable } from './issuer.ts';
import { localPath } from './local-path.ts';
import { beginSession, type SessionService, sessionOf } from './session.ts';
import {
  askEmail,
  notKnown,
  notSignedIn,
  notTheSame,
  notVouchedFor,
  providerNotReached,
} from './sign-in.view.ts';
import { findIdToken, findPerson, type Identity, noteRefusedSignIn } from './store.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** One go at signing in, which the browser keeps until it is back from the identity provider. */
const attemptShape = z.object({
  /** Whom the person was sent to: nobody else's answer counts. */
  issuer: z.string(),
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

/** What somebody who comes to sign in asks for: where to go then, and whether it is to sign in anew, as whom. */
const askedFor = ({ config }: SessionService, request: FastifyRequest) => {
  const query = z.object({ to: z.string().catch('/'), again: z.string().catch('') }).parse(request.query);
  const again = query.again === 'yes' ? request.person : null;
  return { to: localPath(query.to, config.publicUrl), again };
};
type AskedFor = ReturnType<typeof askedFor>;

/**
 * Sends the person to their identity provider: the one they signed in with, or the only one there is. Where there are
 * several it asks for their e-mail address first.
 */
export const startSignIn =
  (service: SessionService, providers: readonly Reachable[]): Handler =>
  async (request, reply) => {
    const asked = askedFor(service, request);
    if (request.person && asked.again === null) return reply.redirect(asked.to, 303);
    const provider =
      (asked.again && (await providerOfSession(service, providers, request))) ?? onlyOf(providers);
    if (provider) return send(service, provider, request, reply, asked);
    return reply.html(askEmail(shellFor(request, reply), addressOf(asked), { typed: {}, problems: [] }));
  };

/**
 * Sends whoever typed an e-mail address to the provider of its domain. Nothing else about the address matters here, so
 * that the answer never tells whether somebody has it.
 */
export const chooseProvider =
  (service: SessionService, providers: readonly Reachable[]): Handler =>
  async (request, reply) => {
    const asked = askedFor(service, request);
    if (request.person && asked.again === null) return reply.redirect(asked.to, 303);
    const typed = (request.body ?? {}) as Typed;
    const email = readText(typed, 'email');
    const provider = providerFor(providers, email);
    if (provider) return send(service, provider, request, reply, asked, email);
    const problems = [{ field: 'email', message: whyNowhere(email) }];
    return reply.code(422).html(askEmail(shellFor(request, reply), addressOf(asked), { typed, problems }));
  };

const whyNowhere = (email: string): string => {
  if (email === '') return 'Enter your work email address';
  return looksLikeEmail(email)
    ? 'No organisation that uses this service has email addresses that end like this one. Enter your work email address'
    : 'Enter an email address in the correct format, like name@council.example';
};

const onlyOf = (providers: readonly Reachable[]): Reachable | null =>
  (providers.length === 1 && providers[0]) || null;

const addressOf = ({ to, again }: AskedFor): string =>
  `/sign-in?${new URLSearchParams({ to, ...(again && { again: 'yes' }) })}`;

const providerOfSession = async (
  service: SessionService,
  providers: readonly Reachable[],
  request: FastifyRequest,
): Promise<Reachable | null> => {
  const idHash = sessionOf(service, request);
  return providerOf(providers, idHash && (await asService(service, (tx) => findIdToken(tx, idHash))));
};

/** OpenID Connect Core 1.0, 3.1, with PKCE (RFC 7636). `email` is what they typed: the provider need not ask again. */
const send = async (
  service: SessionService,
  provider: Reachable,
  request: FastifyRequest,
  reply: FastifyReply,
  { to, again }: AskedFor,
  email = '',
): Promise<FastifyReply> => {
  const { publicUrl } = service.config;
  const known = await provider.discover().catch((error: unknown) => {
    request.log.error(error, `the identity provider ${provider.name} cannot be reached`);
    return null;
  });
  if (!known) return reply.code(503).html(providerNotReached(shellFor(request, reply)));

  const attempt: Attempt = {
    issuer: provider.url,
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
    to,
    startedAt: service.clock().getTime(),
    again: again?.id ?? null,
  };
  const { name, options } = attemptCookie(publicUrl);
  reply.setCookie(name, JSON.stringify(attempt), { ...options, signed: true, maxAge: ATTEMPT_SECONDS });
  const address = client.buildAuthorizationUrl(known, {
    redirect_uri: callback(publicUrl),
    scope: 'openid profile email',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
    ...(email && { login_hint: email }),
    ...askedAbout(service, again),
  });
  return leadTo(request, reply, address.href);
};

/**
 * Takes the person back from their identity provider. What they bring must answer the attempt that this browser
 * began, come from the provider it was sent to, and name somebody whom the service knows and that provider vouches for: it
 * never adds a person, and what a provider says of roles or groups counts for nothing. The log has the reason for a refusal,
 * the page has not.
 */
export const finishSignIn =
  (service: SessionService, providers: readonly Reachable[]): Handler =>
  async (request, reply) => {
    const { config, clock } = service;
    const attempt = attemptOf(service, request);
    const { name, options } = attemptCookie(config.publicUrl);
    reply.clearCookie(name, options);
    const provider = attempt && providers.find(({ url }) => url === attempt.issuer);
    const proof =
      provider &&
      (await redeem(service, provider, new URL(request.url, config.publicUrl), attempt).catch(
        (error: unknown) => {
          request.log.warn(error, 'a sign-in was refused');
          return null;
        },
      ));
    const refuse = async (rule: string, status: number, page: string) => {
      await asNobody(service, (tx) => noteRefusedSignIn(tx, rule), { address: request.ip });
      return reply.code(status).html(page);
    };
    const shell = () => shellFor(request, reply);
    if (!provider || !proof) return refuse('proof', 400, notSignedIn(shell()));

    const { identity } = proof;
    if (identity.email !== null && !looksAfter(provider, identity.email)) {
      request.log.warn(
        { subject: identity.subject },
        `${provider.name} vouched for an address that is not its own`,
      );
      return refuse('another-provider', 403, notVouchedFor(shell(), identity.email));
    }
    const personId = await asService(service, (tx) => findPerson(tx, identity, provider, clock()));
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
  { discover }: Reachable,
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
