import cookie from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Act } from '../domain/access.ts';
import { hostCookie } from './cookies.ts';
import { refusal, wantsJson } from './refusals.ts';
import type { EveryPage, SignedIn } from './visitor.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: anyone, a guest with a link, a signed-in person, or one who may do the act. */
    may?: 'anyone' | 'guest' | 'signed-in' | Act;
    /** Only for endpoints that other programs post to, and that have their own way to know who is asking. */
    csrf?: false;
  }
}

/** Route config. A whole office behind one address can sign in at nine o'clock; a machine that floods cannot. */
export const SIGN_IN_LIMIT = { rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
/** Route config for private links and one-time codes: a family needs a handful of pages a minute. */
export const GUEST_LIMIT = { rateLimit: { max: 60, timeWindow: '1 minute' } } as const;

type Config = {
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly issuer: { readonly url: string } | undefined;
};

type Protection = {
  readonly config: Config;
  readonly everyPage: EveryPage;
  readonly whoIs: (request: FastifyRequest) => Promise<SignedIn | null>;
  /** From one network address. A benchmark is one address with the traffic of many. */
  readonly requestsAMinute?: number;
};

/**
 * Everything that stands between the network and a route: headers, limits, who is asking, whether they may, and
 * whether a form is our own. For the root, before any route: one that does not say who may use it is then refused
 * as it is added.
 */
export const protect = async (app: FastifyInstance, protection: Protection): Promise<void> => {
  const { config, everyPage, whoIs, requestsAMinute = 3_000 } = protection;
  app.decorate('everyPage', everyPage);
  app.decorateRequest('person', null);
  app.decorateReply('html', function (page) {
    return this.type('text/html; charset=utf-8').send(page);
  });
  app.addHook('onRoute', refuseUndeclared);
  await app.register(cookie, { secret: config.secretKey });
  await app.register(helmet, headersFor(config));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!isAsset(request.url)) reply.header('cache-control', 'no-store');
  });
  await app.register(rateLimit, { max: requestsAMinute, timeWindow: '1 minute' });

  // After the limits, and before a byte of the body is read.
  app.addHook('preParsing', async (request, reply) => {
    if (isAsset(request.url)) return;
    request.person = await whoIs(request);
    // Only a page that does not exist has no declaration.
    const { may = 'anyone' } = request.routeOptions.config;
    if (may === 'anyone' || may === 'guest' || request.person) return;
    if (!isReading(request) || wantsJson(request)) throw refusal('signed-out');
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  });

  const secret = hostCookie(config.publicUrl, 'csrf');
  await app.register(csrfProtection, { cookieKey: secret.name, cookieOpts: secret.options });
  app.addHook('preValidation', (request, reply, done) => {
    if (isReading(request) || request.routeOptions.config.csrf === false) return done();
    if (!isFromOurPage(request, config.publicUrl)) return done(refusal('foreign-form'));
    app.csrfProtection(request, reply, done);
  });
};

const isAsset = (url: string): boolean => url.startsWith('/assets/');
const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** The files under /assets are everybody's; every other route says so itself. */
const refuseUndeclared = (route: RouteOptions): void => {
  if (isAsset(route.url) || route.config?.may !== undefined) return;
  throw new Error(`${String(route.method)} ${route.url} does not declare who may use it: config.may`);
};

/**
 * Where the browser says a form comes from. It says so in Sec-Fetch-Site; older ones only in Origin, which our
 * own no-referrer policy turns into "null". When neither tells, the token alone decides.
 */
const isFromOurPage = ({ headers }: FastifyRequest, publicUrl: string): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === 'null' || headers.origin === publicUrl;
};

const headersFor = ({ publicUrl, issuer }: Config): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      // Chromium holds the redirect after a POST to this too, and sign-out ends at the identity provider.
      formAction: ["'self'", ...(issuer ? [new URL(issuer.url).origin] : [])],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  strictTransportSecurity: publicUrl.startsWith('https:'),
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});
