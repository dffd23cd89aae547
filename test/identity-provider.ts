import { generateKeyPairSync, type KeyObject, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { Provider } from 'oidc-provider';
import { inMemory } from '../src/features/demonstration-identity/in-memory.ts';
import { grantEverything, SECONDS } from '../src/features/demonstration-identity/provider.ts';

/** What a council's identity provider says about the person in front of it. */
type Claims = { readonly sub: string; readonly email?: string; readonly email_verified?: boolean };

/**
 * A real OpenID provider on a port of its own, as a council would have: it knows one person at a time, and signs
 * them in unasked. Unlike the demonstration's, it tells the e-mail address at its UserInfo endpoint alone. With
 * `passesOnTo` it lets another site ask them, as one does that a council's own is behind.
 */
export const startIdentityProvider = async (
  publicUrl: string,
  { port = 0, passesOnTo = '' }: { readonly port?: number; readonly passesOnTo?: string } = {},
) => {
  let person: Claims = { sub: 'nobody' };
  let alter = (idToken: string, _key: KeyObject): string => idToken;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer().listen(port, '127.0.0.1').unref();
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'placement-disruption', clientSecret: randomBytes(32).toString('base64url') };
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
      },
    ],
    adapter: inMemory(),
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    ttl: SECONDS,
    cookies: { keys: ['a key for the tests alone'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = `Sign out?${form}`;
        },
      },
    },
    interactions: { url: (_context, { uid }) => `${passesOnTo}/pick/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...person, sub }) }),
    loadExistingGrant: grantEverything,
  });
  provider.use(async (context, next) => {
    await next();
    const answer = context.body as { readonly id_token?: string } | null | undefined;
    if (context.path === '/token' && answer?.id_token)
      context.body = { ...answer, id_token: alter(answer.id_token, privateKey) };
  });
  const handle = provider.callback();
  server.on('request', (request, response) =>
    request.url?.startsWith('/pick/')
      ? provider.interactionFinished(request, response, { login: { accountId: person.sub } })
      : handle(request, response),
  );
  return {
    url,
    ...client,
    /** Puts somebody in front of it. */
    meet: (claims: Claims) => {
      person = claims;
    },
    /** What its token endpoint answers with instead of each ID token it has made; `key` is the one it signs with. */
    alterIdTokens: (change: (idToken: string, key: KeyObject) => string) => {
      alter = change;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

type Fields = Readonly<Record<string, string | readonly string[]>>;

/**
 * A browser with no screen: it keeps cookies, and asks the app without a network but `elsewhere` over one. Each has
 * a network address of its own, so that many in one test do not meet the limits for one.
 */
export const openBrowser = (app: FastifyInstance, ...elsewhere: readonly string[]) => {
  const cookies: Record<string, string> = {};
  const remoteAddress = `127.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

  /**
   * One request, with no redirect followed; a POST when there are fields, with files as browsers send them, or a text that
   * is sent as it is.
   */
  const ask = async (
    address: string | URL,
    fields?: Fields | URLSearchParams | FormData | string,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const sent = fields && (await encoded(fields));
    const url = new URL(address, 'http://service.test');
    const request = {
      method: fields ? 'POST' : 'GET',
      headers: {
        accept: 'text/html',
        cookie: Object.entries(cookies)
          .map((cookie) => cookie.join('='))
          .join('; '),
        ...(sent && { 'content-type': sent.type }),
        ...more,
      },
      ...(sent && { body: sent.body }),
    };
    const answer = elsewhere.includes(url.origin)
      ? await received(await fetch(url, { ...request, redirect: 'manual' }))
      : injected(await app.inject({ ...request, url: url.pathname + url.search, remoteAddress }));
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/; (max-age=0|expires=thu, 01 jan 1970)/i.test(cookie)) delete cookies[name];
      else cookies[name] = value;
    }
    const location =
      answer.headers.get('location') ??
      /^0; url=(.*)$/.exec(answer.headers.get('refresh') ?? '')?.[1] ??
      null;
    return {
      url,
      ...answer,
      location: location === null ? null : new URL(location, url),
      body: new TextDecoder().decode(answer.bytes),
    };
  };

  /** Follows redirects from an address until a page is shown, or one leads to where `stopAt` says. */
  const go = async (address: string | URL, stopAt: (url: URL) => boolean = () => false) => {
    let answer = await ask(address);
    for (let redirects = 0; answer.location && !stopAt(answer.location); redirects += 1) {
      if (redirects === 20) throw new Error(`${address} leads round in a circle`);
      answer = await ask(answer.location);
    }
    return answer;
  };

  return { cookies, ask, go };
};

/** Signs somebody in at the demonstration's own provider, step by step as a browser does; answers their cookies. */
export const signInAs = async (app: FastifyInstance, email: string): Promise<Record<string, string>> => {
  const browser = openBrowser(app);
  const chooser = await browser.go('/sign-in');
  const chosen = await browser.ask(chooser.url, { _csrf: csrfTokenIn(chooser.body), person: email });
  if (!chosen.location?.pathname.includes('/auth/')) throw new Error(`${email} cannot be chosen`);
  await browser.go(chosen.location, ({ pathname }) => pathname === '/');
  return browser.cookies;
};

/** The token that the forms of a page send back. */
export const csrfTokenIn = (page: string): string => /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';

type Sent = { readonly type: string; readonly body: Buffer };

const asPairs = (fields: Fields | URLSearchParams): URLSearchParams =>
  new URLSearchParams(
    fields instanceof URLSearchParams
      ? fields
      : Object.entries(fields).flatMap(([name, value]) =>
          [value].flat().map((one): [string, string] => [name, one]),
        ),
  );

/** A form as browsers send it. The plain kind is written here: with a `Response` for each, most of a test would be that. */
const encoded = async (fields: Fields | URLSearchParams | FormData | string): Promise<Sent> => {
  if (!(fields instanceof FormData)) {
    const isText = typeof fields === 'string';
    const type = isText ? 'text/plain;charset=UTF-8' : 'application/x-www-form-urlencoded;charset=UTF-8';
    return { type, body: Buffer.from(isText ? fields : asPairs(fields).toString()) };
  }
  const sent = new Response(fields);
  return { type: sent.headers.get('content-type') ?? '', body: Buffer.from(await sent.arrayBuffer()) };
};

type Received = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

const received = async (answer: Response): Promise<Received> => ({
  ...{ status: answer.status, headers: answer.headers },
  bytes: new Uint8Array(await answer.arrayBuffer()),
});

const injected = ({ statusCode, headers, rawPayload }: LightMyRequestResponse): Received => ({
  status: statusCode,
  headers: new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  ),
  bytes: new Uint8Array(rawPayload),
});
