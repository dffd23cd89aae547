import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { insistOnSendable, type Mailer, type Refusal, refusedWith } from './smtp.ts';
import type { Texter } from './texter.ts';

type Way = 'email' | 'sms';

/** What Notify has taken of a message: the message's own id, Notify's, and when, by Notify's clock where it says so. */
export type TakenByNotify = {
  readonly messageId: string;
  readonly notificationId: string;
  readonly takenAt: Date;
};

export type NotifySettings = {
  readonly apiKey: string;
  readonly url: string;
  readonly emailTemplate: string;
  readonly textTemplate: string;
};

type Options = NotifySettings & {
  readonly clock: () => Date;
  /** Told of every message that Notify has, before `send` is done; when it fails, so does `send`. */
  readonly onTaken: (taken: TakenByNotify) => Promise<void>;
};

const sentShape = z.object({ id: z.uuid() });
const foundShape = z.object({
  notifications: z.array(
    z.object({
      id: z.uuid(),
      status: z.string(),
      email_address: z.string().nullish(),
      phone_number: z.string().nullish(),
      created_at: z.coerce.date(),
    }),
  ),
});
const errorShape = z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) });

const wording = {
  email: { recipient: 'email_address', refused: 'GOV.UK Notify does not take the e-mail address' },
  sms: { recipient: 'phone_number', refused: 'GOV.UK Notify does not take the telephone number' },
} as const;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token as Notify wants it: JWT (RFC 7519), HS256, signed with the key's last part and issued by the part before it. */
const tokenFor = (apiKey: string, at: Date): string => {
  const [iss, secret] = [apiKey.slice(-73, -37), apiKey.slice(-36)];
  const payload = { iss, iat: Math.floor(at.getTime() / 1000) };
  const signed = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

/** What an answer that is none of success means, in our words: Notify's own can quote what they are about. */
const refusalFor = (way: Way, status: number, said: string): Refusal => {
  if (status === 400 && /\b(?:email_address|phone_number)\b|international/i.test(said))
    return { reason: wording[way].refused, isPermanent: true };
  if (status === 400 && /character count|longer than|too long/i.test(said))
    return { reason: 'The message is too long for GOV.UK Notify', isPermanent: true };
  // A key, a template, a trial: mended on our side, and none of the person's doing.
  if (status < 500 && status !== 429)
    return { reason: `GOV.UK Notify does not accept our settings (${status})`, isPermanent: false };
  return { reason: `GOV.UK Notify cannot take it now (${status})`, isPermanent: false };
};

/** One recipient as it is compared: an address in small letters, a number by its digits, +44 and 0 alike. */
const squash = (recipient: string): string =>
  recipient.includes('@')
    ? recipient.trim().toLowerCase()
    : recipient.replaceAll(/\D/g, '').replace(/^(?:00)?44/, '0');

const client = ({ apiKey, url, clock }: Options) => {
  /** Asks Notify, and reads its answer. Throws what refusalOf explains. */
  const ask = async <T>(way: Way, path: string, shape: z.ZodType<T>, body?: object): Promise<T> => {
    const unreached = { reason: 'GOV.UK Notify could not be reached', isPermanent: false };
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${tokenFor(apiKey, clock())}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
      .then(async (response) => ({ status: response.status, said: await response.text() }))
      .catch(() => {
        throw refusedWith(unreached);
      });
    const read = parsed(answer.said);
    if (answer.status >= 300) {
      const { data } = errorShape.safeParse(read);
      const said = data?.errors.map(({ error, message }) => `${error}: ${message}`).join('\n') ?? '';
      throw refusedWith(refusalFor(way, answer.status, said));
    }
    const { data } = shape.safeParse(read);
    if (data === undefined)
      throw refusedWith({ reason: 'GOV.UK Notify’s answer could not be read', isPermanent: false });
    return data;
  };

  return {
    send: (way: Way, body: object) => ask(way, `/v2/notifications/${way}`, sentShape, body),
    /** What it has of a message for this recipient that has not failed; of several the newest, which it lists first. */
    find: async (way: Way, id: string, to: string) => {
      const { notifications } = await ask(
        way,
        `/v2/notifications?reference=${encodeURIComponent(id)}`,
        foundShape,
      );
      return notifications.find(
        (one) => !one.status.endsWith('failure') && squash(one[wording[way].recipient] ?? '') === squash(to),
      );
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends e-mail and text messages by GOV.UK Notify (docs/how-to/send-by-notify.md), each to one person, with nothing of
 * them but the composed text. `send` answers Notify's own id, and fails with an error that refusalOf (smtp.ts) explains.
 * A calendar entry cannot go with it: it is on the recipient's private page.
 *
 * A message is not sent twice to the same person. Notify has no idempotency key, so its reference is the message's own id,
 * and before each try Notify is asked for what it has by that reference. What it has is not sent again, unless all of that
 * failed, or was for another address: then a person has tried again. This holds as long as Notify keeps messages, seven
 * days by default, and our own tries end within one. It does not hold for two tries at the same moment, which the queue
 * never makes, nor for a try whose answer we stopped waiting for and which Notify writes down only after the next one asks.
 */
export const createNotify = (options: Options): { readonly mailer: Mailer; readonly texter: Texter } => {
  const { send, find } = client(options);
  const { emailTemplate, textTemplate, onTaken, clock } = options;
  const sendOnce = async (
    way: Way,
    message: { readonly id: string; readonly to: string },
    content: { readonly template: string; readonly personalisation: Readonly<Record<string, string>> },
  ): Promise<string> => {
    const { id, to } = message;
    const found = await find(way, id, to);
    const { id: notificationId } =
      found ??
      (await send(way, {
        [wording[way].recipient]: to,
        template_id: content.template,
        personalisation: content.personalisation,
        reference: id,
      }));
    await onTaken({ messageId: id, notificationId, takenAt: found?.created_at ?? clock() });
    return notificationId;
  };

  return {
    mailer: {
      send: async ({ id, to, subject, text }) => {
        insistOnSendable({ id, to, subject });
        const personalisation = { subject, text };
        return {
          messageId: await sendOnce('email', { id, to }, { template: emailTemplate, personalisation }),
        };
      },
      close: () => {},
    },
    texter: {
      send: async ({ id, to, text }) => {
        if (!/^\+?[\d ()-]+$/.test(to) || to.replaceAll(/\D/g, '').length < 10)
          throw refusedWith({ reason: 'The telephone number is not one', isPermanent: true });
        return {
          reference: await sendOnce('sms', { id, to }, { template: textTemplate, personalisation: { text } }),
        };
      },
      close: () => {},
    },
  };
};
