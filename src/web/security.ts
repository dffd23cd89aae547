import cookie from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type {
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteOptions,
} from 'fastify';
import type { Act } from '../domain/access.ts';
import { outcomeOf } from '../domain/audit-outcome.ts';
import type { GuestAct } from '../domain/guest-act.ts';
import { hostCookie } from './cookies.ts';
import { isReading, refusal, wantsJson } from './refusals.ts';
import type { EveryPage, SignedIn } from './visitor.ts';

/** Another program, known by a key of its own: a council's directory, or what carries our messages. */
type Program = 'directory' | 'delivery-service';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: anyone, a guest with a link, a signed-in person, another program by its key, or who may do the act. */
    may?: 'anyone' | 'guest' | 'signed-in' | Program | Act;
    /** What a guest's route is in the audit. */
    act?: GuestAct;
    /** Only for endpoints that other programs post to, and that have their own way to know who is asking. */
    csrf?: false;
  }
}

/** Route config. A whole office behind one address can sign in at nine o'clock; a machine that floods cannot. */
export const SIGN_IN_LIMIT = { rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
/** Route config for private links and one-time codes: a family needs a handful of pages a minute. */
export const GUEST_LIMIT = { rateLimit: { max: 60, timeWindow: '1 minute' } } as const;

/** Requests a minute from one signed-in person, over all the addresses they have: a person reads and types; a script copies. */
const REQUESTS_OF_A_PERSON = 1_500;

type Config = {
  readonly publicUrl: string;
  readonly secretKey: string;
  readonly identityProviders: readonly { readonly url: string }[];
};

type Protection = {
  readonly config: Config;
  readonly everyPage: EveryPage;
  readonly whoIs: (request: FastifyRequest) => Promise<Omit<SignedIn, 'address' | 'trail'> | null>;
  /** The hash of the key that a council's directory comes with, when it is one that holds. */
  readonly whichDirectory: (request: FastifyRequest) => Promise<Buffer | null>;
  /** Whether a request comes with the token that whatever carries our messages was given. */
  readonly isDeliveryService: (request: FastifyRequest) => boolean;
  /** Writes down what a request came to, where what it did has not written it itself. */
  readonly record: (request: FastifyRequest, status: number) => Promise<void>;
  /** From one network address. A benchmark is one address with the traffic of many. */
  readonly requestsAMinute?: number;
  /** From one signed-in person. */
  readonly requestsOfAPerson?: number;
};

/**
 * Everything that stands between the network and a route: headers, limits, who is asking, whether they may, and
 * whether a form is our own. For the root, before any route: one that does not say who may use it is then refused
 * as it is added.
 */
export const protect = async (app: FastifyInstance, protection: Protection): Promise<void> => {
  const { config, everyPage, whoIs, whichDirectory, isDeliveryService, record } = protection;
  const { requestsAMinute = 3_000, requestsOfAPerson = REQUESTS_OF_A_PERSON } = protection;
  app.decorate('everyPage', everyPage);
  app.decorateRequest('person', null);
  app.decorateRequest('guest', null);
  app.decorateRequest('directoryKey', null);
  // Each request gets its own in the hook below.
  app.decorateRequest('trail', null as never);
  app.decorateReply('html', function (page) {
    return this.type('text/html; charset=utf-8').send(page);
  });
  app.addHook('onRoute', refuseUndeclared);
  await app.register(cookie, { secret: config.secretKey });
  await app.register(helmet, headersFor(config));
  app.addHook('onRequest', async (request, reply) => {
    request.trail = { outcomes: new Set(), underWay: 0 };
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!isAsset(request.url)) reply.header('cache-control', 'no-store');
  });
  await app.register(rateLimit, { max: requestsAMinute, timeWindow: '1 minute' });
  // The plugin limits routes. An address that leads nowhere counts too, and says as much of the limit as a page refused.
  const limit = app.rateLimit();
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) await limit.call(app, request, reply);
  });
  const ofAPerson = app.createRateLimit({
    max: requestsOfAPerson,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.person?.id ?? request.ip,
  });

  // After the limits, and before a byte of the body is read.
  app.addHook('preParsing', async (request, reply) => {
    if (isAsset(request.url)) return;
    // A directory is known by its key alone: a cookie opens nothing there, so no page can send it anything.
    if (request.routeOptions.config.may === 'directory') {
      request.directoryKey = await whichDirectory(request);
      if (request.directoryKey === null) throw refusal('no-directory');
      return;
    }
    if (request.routeOptions.config.may === 'delivery-service') {
      if (!isDeliveryService(request)) throw refusal('no-delivery-service');
      return;
    }
    const person = await whoIs(request);
    request.person = person && { ...person, address: request.ip, trail: request.trail };
    // Only a page that does not exist has no declaration.
    const { may = 'anyone' } = request.routeOptions.config;
    if (request.person) await holdBack(request, reply, ofAPerson);
    if (may === 'anyone' || may === 'guest' || request.person) return;
    if (!isReading(request) || wantsJson(request)) throw refusal('signed-out');
    request.trail.refusal = 'signed-out';
    return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  });

  // No entry in the audit, no bytes: whatever a route did not write down in its own transaction is written here, and so is
  // what came of it otherwise than that says.
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.trail.underWay > 0)
      throw new Error(`${request.routeOptions.url} answers before its transaction is over`);
    const outcome = outcomeOf(reply.statusCode, request.trail.refusal);
    if (isAsset(request.url) || request.trail.outcomes.has(outcome) || !isAccountedFor(request))
      return payload;
    try {
      await record(request, reply.statusCode);
      return payload;
    } catch (error) {
      request.log.error(error, 'the audit could not be written');
      for (const name of ['content-length', 'content-disposition', 'location', 'set-cookie'])
        reply.removeHeader(name);
      reply.code(500).type('text/plain; charset=utf-8');
      return 'Sorry, there is a problem with the service. Try again in a few minutes.';
    }
  });

  const secret = hostCookie(config.publicUrl, 'csrf');
  await app.register(csrfProtection, { cookieKey: secret.name, cookieOpts: secret.options });
  app.addHook('preValidation', (request, reply, done) => {
    const { may, csrf } = request.routeOptions.config;
    if (isReading(request) || csrf === false || isForProgram(may)) return done();
    if (!isFromOurPage(request, config.publicUrl)) return done(refusal('foreign-form'));
    app.csrfProtection(request, reply, done);
  });
};

/** Whoever has no cookie here cannot be made to send something by a page of somebody else's. */
const isForProgram = (may: FastifyContextConfig['may']): boolean =>
  may === 'directory' || may === 'delivery-service';

type Check = (
  request: FastifyRequest,
) => Promise<Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>>;

/** Throws for somebody who asks too often, and says when to come back (RFC 6585, 4). */
const holdBack = async (request: FastifyRequest, reply: FastifyReply, check: Check): Promise<void> => {
  const limit = await check(request);
  if (limit.isAllowed || !limit.isExceeded) return;
  reply.header('retry-after', String(limit.ttlInSeconds));
  throw Object.assign(new Error('too many requests'), { statusCode: 429 });
};

/** Everything somebody known does, and everything asked of a route that is not for anyone. */
const isAccountedFor = (request: FastifyRequest): boolean =>
  request.person !== null || (request.routeOptions.config.may ?? 'anyone') !== 'anyone';

const isAsset = (url: string): boolean => url.startsWith('/assets/');
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

const headersFor = ({ publicUrl, identityProviders }: Config): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      // A recording that a child has just made is heard from their own browser's memory.
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      // Chromium holds the redirects after a form to this too: a search whose session is over leads to an identity provider.
      formAction: ["'self'", ...new Set(identityProviders.map(({ url }) => new URL(url).origin))],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  strictTransportSecurity: publicUrl.startsWith('https:'),
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});
