import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export type Notification = {
  readonly id: string;
  readonly type: 'email' | 'sms';
  readonly to: string;
  readonly reference: string;
  readonly personalisation: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  /** What was sent to Notify, byte by byte. */
  readonly raw: Buffer;
  status: string;
};

type Problem = { readonly status: number; readonly error: string; readonly message: string };
const problem = (status: number, error: string, message: string): Problem => ({ status, error, message });

const [serviceId, secret] = ['26785a09-ab16-4eb0-8407-a37497a57506', '3d844edf-8d35-48ac-975b-e847b4f122b0'];
export const notifySettings = {
  apiKey: `council_tests-${serviceId}-${secret}`,
  emailTemplate: '9d751e0e-f929-4891-82a1-a3e1c3c18ee3',
  textTemplate: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
} as const;
export const callbackToken = 'a-token-for-callbacks-that-is-long-enough';

/** The settings of a service that sends by it. */
export const notifyEnvironment = (url: string): Readonly<Record<string, string>> => ({
  NOTIFY_API_KEY: notifySettings.apiKey,
  NOTIFY_EMAIL_TEMPLATE: notifySettings.emailTemplate,
  NOTIFY_TEXT_TEMPLATE: notifySettings.textTemplate,
  NOTIFY_CALLBACK_TOKEN: callbackToken,
  NOTIFY_URL: url,
  MAIL_FROM: 'Derby City Council <no-reply@service.example>',
});

const templates = {
  email: { id: notifySettings.emailTemplate, places: ['subject', 'text'], recipient: 'email_address' },
  sms: { id: notifySettings.textTemplate, places: ['text'], recipient: 'phone_number' },
} as const;

const refuseToken = (header: string | undefined, at: Date): Problem | undefined => {
  const [, head = '', body = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header ?? '') ?? [];
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}');
  const right = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right) || read(head).alg !== 'HS256')
    return problem(403, 'AuthError', 'Invalid token: API key not found');
  if (read(body).iss !== serviceId) return problem(403, 'AuthError', 'Invalid token: service not found');
  if (Math.abs(read(body).iat - at.getTime() / 1000) > 30)
    return problem(403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds');
  return undefined;
};

const refuseBody = (type: 'email' | 'sms', body: Record<string, unknown>): Problem | undefined => {
  const { id, places, recipient } = templates[type];
  const to = String(body[recipient] ?? '');
  if (body[recipient] === undefined)
    return problem(400, 'ValidationError', `${recipient} is a required property`);
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to))
    return problem(400, 'ValidationError', 'email_address Not a valid email address');
  if (type === 'sms' && to.replaceAll(/\D/g, '').length < 11)
    return problem(400, 'ValidationError', 'phone_number Not enough digits');
  if (body.template_id !== id) return problem(400, 'BadRequestError', 'Template not found');
  const given = (body.personalisation ?? {}) as Record<string, string>;
  const missing = places.filter((place) => given[place] === undefined);
  if (missing.length > 0)
    return problem(400, 'BadRequestError', `Missing personalisation: ${missing.join(', ')}`);
  if (type === 'sms' && (given.text ?? '').length > 918)
    return problem(
      400,
      'ValidationError',
      'Content for template has a character count greater than the limit of 918',
    );
  return undefined;
};

const asFound = ({ type, to, ...one }: Notification) => ({
  id: one.id,
  reference: one.reference,
  email_address: type === 'email' ? to : null,
  phone_number: type === 'sms' ? to : null,
  type,
  status: one.status,
  template: { id: templates[type].id, version: 1, uri: `/v2/template/${templates[type].id}` },
  body: one.personalisation.text,
  subject: one.personalisation.subject ?? null,
  created_at: one.createdAt.toISOString().replace('Z', '000Z'),
  sent_at: null,
  completed_at: null,
});

/** What GOV.UK Notify posts to a service when it knows what became of a message. */
export const receiptOf = (one: Notification, status: string, completedAt = one.createdAt) => ({
  id: one.id,
  reference: one.reference,
  to: one.to,
  status,
  created_at: one.createdAt.toISOString().replace('Z', '000Z'),
  completed_at: completedAt.toISOString().replace('Z', '000Z'),
  sent_at: one.createdAt.toISOString().replace('Z', '000Z'),
  notification_type: one.type,
  template_id: templates[one.type].id,
  template_version: 1,
});

/** Posts a receipt as Notify does. */
export const sendReceipt = (
  app: FastifyInstance,
  receipt: object | string,
  headers: Readonly<Record<string, string>> = {},
) =>
  app.inject({
    method: 'POST',
    url: '/notify/callback',
    headers: { authorization: `Bearer ${callbackToken}`, 'content-type': 'application/json', ...headers },
    payload: typeof receipt === 'string' ? receipt : JSON.stringify(receipt),
  });

/**
 * GOV.UK Notify as its published API has it, on this machine: it checks token, template and personalisation, keeps what it
 * takes, and lists it by reference. It can be told to refuse what comes next, or to take it and never answer.
 */
export const startNotifyServer = async ({ clock = () => new Date() } = {}) => {
  const taken: Notification[] = [];
  const asked: string[] = [];
  const refusals: Problem[] = [];
  let unanswered = 0;

  const take = (type: 'email' | 'sms', raw: Buffer): Notification | Problem => {
    const body = JSON.parse(raw.toString());
    const wrong = refuseBody(type, body);
    if (wrong !== undefined) return wrong;
    const to = String(body[templates[type].recipient]);
    const { reference = '', personalisation } = body;
    const one = { id: randomUUID(), type, to, reference, personalisation, raw, status: 'created' };
    const notification: Notification = { ...one, createdAt: clock() };
    taken.push(notification);
    return notification;
  };

  const answer = (request: IncomingMessage, raw: Buffer): readonly [number, object] => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://notify');
    const fail = ({ status, error, message }: Problem) =>
      [status, { status_code: status, errors: [{ error, message }] }] as const;
    const wrong = refuseToken(request.headers.authorization, clock());
    if (wrong !== undefined) return fail(wrong);
    if (request.method === 'GET' && pathname === '/v2/notifications') {
      const reference = searchParams.get('reference');
      const found = taken.filter((one) => one.reference === reference).toReversed();
      return [200, { notifications: found.map(asFound), links: { current: request.url } }];
    }
    const [, type] = /^\/v2\/notifications\/(email|sms)$/.exec(pathname) ?? [];
    if (request.method !== 'POST' || type === undefined)
      return fail(problem(404, 'NoResultFound', 'No result found'));
    const refused = refusals.shift();
    if (refused !== undefined) return fail(refused);
    const one = take(type as 'email' | 'sms', raw);
    if (!('reference' in one)) return fail(one);
    const { reference, personalisation } = one;
    const content = { body: personalisation.text, subject: personalisation.subject };
    return [201, { id: one.id, reference, content, uri: `/v2/notifications/${one.id}` }];
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push(`${request.method} ${request.url}`);
    const [status, body] = answer(request, Buffer.concat(chunks));
    if (request.method === 'POST' && unanswered > 0) {
      unanswered -= 1;
      return request.socket.destroy();
    }
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: taken as readonly Notification[],
    /** Every request, by its method and address. */
    asked: asked as readonly string[],
    failNext: (
      count: number,
      status: number,
      error = 'Exception',
      message = 'Internal server error',
    ): void => {
      refusals.push(...Array.from({ length: count }, () => problem(status, error, message)));
    },
    loseAnswers: (count: number): void => {
      unanswered = count;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type NotifyServer = Awaited<ReturnType<typeof startNotifyServer>>;
