import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { asPerson, asService } from '../../database/connection.ts';
import { hostCookie } from '../../web/cookies.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { accountPage } from './account.view.ts';
import { leadTo, providerOf, type Reachable } from './issuer.ts';
import { idleSince, type SessionService, sessionOf } from './session.ts';
import { deleteSession, deleteSessions, listSessions, noteSignIn } from './store.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Ends this session here and, where the identity provider it began at offers it, there (RP-Initiated Logout 1.0). */
export const signOut =
  (service: SessionService, providers: readonly Reachable[]): Handler =>
  async (request, reply) => {
    const idHash = sessionOf(service, request);
    const idToken =
      idHash &&
      (await asService(
        service,
        async (tx) => {
          if (request.person) await noteSignIn(tx, request.person.id, 'sign-out');
          return deleteSession(tx, idHash);
        },
        { address: request.ip, trail: request.trail },
      ));
    return leave(service, providers, request, reply, idToken);
  };

/** Ends every session of the person, on every machine, this one included. */
export const signOutEverywhere =
  (service: SessionService, providers: readonly Reachable[]): Handler =>
  async (request, reply) => {
    const idHash = sessionOf(service, request);
    const idToken = await asService(
      service,
      async (tx) => {
        const own = idHash && (await deleteSession(tx, idHash));
        await deleteSessions(tx, signedIn(request).id);
        await noteSignIn(tx, signedIn(request).id, 'sign-out-everywhere');
        return own;
      },
      { address: request.ip, trail: request.trail },
    );
    return leave(service, providers, request, reply, idToken);
  };

/** Who is signed in, and where else. */
export const showAccount =
  (service: SessionService): Handler =>
  async (request, reply) => {
    const person = signedIn(request);
    const now = service.clock();
    const sessions = await asPerson(service, person, (tx) =>
      listSessions(tx, person.id, now, idleSince(service, now)),
    );
    return reply.html(accountPage(shellFor(request, reply), person, sessions, sessionOf(service, request)));
  };

const leave = async (
  { config }: SessionService,
  providers: readonly Reachable[],
  request: FastifyRequest,
  reply: FastifyReply,
  idToken: string | null,
): Promise<FastifyReply> => {
  const { name, options } = hostCookie(config.publicUrl, 'session');
  reply.clearCookie(name, options);
  const signedOut = new URL('/signed-out', config.publicUrl).href;
  const signedInAt = providerOf(providers, idToken);
  // A provider that cannot be reached must not keep anybody signed in here.
  const provider = await signedInAt?.discover().catch((error: unknown) => {
    request.log.warn(error, `signed out here, but not at the identity provider ${signedInAt.name}`);
    return null;
  });
  if (!idToken || !provider?.serverMetadata().end_session_endpoint) return reply.redirect('/signed-out', 303);
  const parameters = { id_token_hint: idToken, post_logout_redirect_uri: signedOut };
  return leadTo(request, reply, client.buildEndSessionUrl(provider, parameters).href);
};
