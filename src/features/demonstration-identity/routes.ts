import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import { SIGN_IN_LIMIT } from '../../web/security.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import { choosePerson, outOfDate } from './choose-person.view.ts';
import { createProvider } from './provider.ts';
import type { DemonstrationPerson } from './store.ts';

type Demonstration = {
  readonly publicUrl: string;
  readonly listPeople: () => Promise<readonly DemonstrationPerson[]>;
};

type Asked = { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown };

/** How the service reaches this provider: as it would reach a council's, but without a network between them. */
type OwnProvider = {
  readonly name: string;
  readonly domains: 'any';
  readonly organisation: null;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: (address: string, asked: Asked) => Promise<Response>;
};

const MOUNT = '/demonstration-identity';
const LOOPBACK = /^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/;
const anyone = { config: { may: 'anyone', ...SIGN_IN_LIMIT } } as const;

/**
 * Adds an OpenID provider where signing in is a choice among invented people, and returns how to reach it. There
 * are no passwords, so it throws for a service at any address but a loopback one.
 */
export const demonstrationIdentity = async (
  app: FastifyInstance,
  { publicUrl, listPeople }: Demonstration,
): Promise<OwnProvider> => {
  if (!LOOPBACK.test(publicUrl)) throw new Error(`No demonstration sign-in at ${publicUrl}`);
  const client = { clientId: 'placement-disruption', clientSecret: randomBytes(32).toString('base64url') };
  const provider = createProvider({
    issuer: publicUrl + MOUNT,
    ...client,
    redirectUri: `${publicUrl}/sign-in/callback`,
    findPerson: async (id) => (await listPeople()).find((person) => person.id === id),
    chooseAt: (interaction) => `${MOUNT}/choose/${interaction}`,
    explain: () => outOfDate({ ...app.everyPage, organisation: null, person: null, csrfToken: '' }),
  });
  provider.on('server_error', (_context, error) => app.log.error(error));
  keepToOneHost(app, publicUrl);
  await app.register(async (scope) => chooser(scope, provider, listPeople), { prefix: MOUNT });
  await app.register(async (scope) => mount(scope, provider, publicUrl), { prefix: MOUNT });
  return {
    name: 'the demonstration',
    domains: 'any',
    organisation: null,
    url: publicUrl + MOUNT,
    ...client,
    fetch: (address, asked) => askOurselves(app, address, asked),
  };
};

/** A cookie set at localhost is not sent to 127.0.0.1: whoever came by the other name goes on by ours. */
const keepToOneHost = (app: FastifyInstance, publicUrl: string): void => {
  const { hostname, port } = new URL(publicUrl);
  app.addHook('onRequest', async (request, reply) => {
    const isOtherName = request.hostname !== hostname && String(request.port) === port;
    if (isOtherName && request.method === 'GET') return reply.redirect(publicUrl + request.url, 303);
  });
};

const chooser = (
  scope: FastifyInstance,
  provider: Provider,
  listPeople: Demonstration['listPeople'],
): void => {
  // The page was left open while the service was restarted, or its question was answered in another tab.
  scope.setErrorHandler((error, _request, reply) => {
    if (error instanceof errors.SessionNotFound) return reply.redirect('/sign-in', 303);
    throw error;
  });
  scope.get('/choose/:interaction', anyone, async (request, reply) => {
    const { params } = await provider.interactionDetails(request.raw, reply.raw);
    // Somebody who signs in anew for one step is asked for by name.
    const people = (await listPeople()).filter(
      ({ email }) => params.login_hint === undefined || params.login_hint === email,
    );
    return reply.html(choosePerson(shellFor(request, reply), request.url, people));
  });
  scope.post<{ Body: Typed }>('/choose/:interaction', anyone, async (request, reply) => {
    const email = readText(request.body, 'person');
    const chosen = (await listPeople()).find((person) => person.email === email);
    if (!chosen) return reply.redirect(request.url, 303);
    const login = { accountId: chosen.id };
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303);
  });
  // Nothing is kept here that could be signed out of: straight back, with nothing to confirm.
  scope.get('/session/end', anyone, async (_request, reply) => reply.redirect('/signed-out', 303));
};

/** What is the provider's own, which reads the body itself. It has more addresses; nobody here needs them. */
const mount = (scope: FastifyInstance, provider: Provider, publicUrl: string): void => {
  const { host, protocol } = new URL(publicUrl);
  const handle = provider.callback();
  // It then writes every address as the configuration has it, not as the request happens to name this machine.
  provider.proxy = true;
  const forwarded = { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  for (const path of [
    '/.well-known/openid-configuration',
    '/jwks',
    '/auth',
    '/auth/:interaction',
    '/token',
    '/me',
  ])
    scope.all(path, { config: { may: 'anyone', csrf: false } }, async ({ raw, url }, reply) => {
      reply.hijack();
      Object.assign(raw.headers, forwarded, { cookie: withoutSession(raw.headers.cookie) });
      await handle(Object.assign(raw, { originalUrl: url, url: url.slice(MOUNT.length) }), reply.raw);
    });
};

/** The provider never sees its own session again: it asks each time, and anybody can be chosen next. */
const withoutSession = (cookies = ''): string => cookies.replaceAll(/\b_session(\.sig)?=[^;]*;?\s*/g, '');

const askOurselves = async (
  app: FastifyInstance,
  address: string,
  { method, headers, body }: Asked,
): Promise<Response> => {
  const { pathname, search } = new URL(address);
  const answer = await app.inject({
    method,
    url: pathname + search,
    headers,
    ...(body instanceof URLSearchParams && { payload: String(body) }),
  });
  const type = String(answer.headers['content-type']);
  return new Response(answer.body, { status: answer.statusCode, headers: { 'content-type': type } });
};
