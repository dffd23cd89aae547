import { setTimeout as wait } from 'node:timers/promises';
import { FilingTrouble } from './connector.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Buffer };

type Request = {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit['body']>;
  /** Whether an answer may lead elsewhere: then it is answered as it is, and not followed. */
  readonly mayLeadOn?: boolean;
};

/** For how long an answer that asks for a moment is waited for here; more is for the queue. */
const A_MOMENT = 5;
const MOST_WAITS = 3;

/** Retry-After in seconds, as a number or as a day and time (RFC 9110, 10.2.3); 0 when it is neither. */
const retryAfter = (headers: Headers, now: number): number => {
  const given = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(given)) return Number(given);
  const at = Date.parse(given);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
};

const send = async (url: string, { method, headers, body, mayLeadOn }: Request): Promise<Answer> => {
  try {
    const response = await fetch(url, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
      redirect: mayLeadOn ? 'manual' : 'error',
      signal: AbortSignal.timeout(60_000),
    });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  } catch {
    throw new FilingTrouble('It could not be reached, or its answer was lost');
  }
};

/**
 * Asks over HTTP. When the other side is busy (429, 503) for a moment, it is asked again after that; when for longer, or it
 * does not say, `FilingTrouble` says for how long. Throws `FilingTrouble` when nothing was answered, or it refuses us.
 */
export const ask = async (url: string, request: Request, waits = 0): Promise<Answer> => {
  const answer = await send(url, request);
  const { status, headers } = answer;
  if (status === 429 || status === 503) {
    const seconds = retryAfter(headers, Date.now());
    if (!headers.has('retry-after') || seconds > A_MOMENT || waits >= MOST_WAITS)
      throw new FilingTrouble('It is too busy to answer', seconds);
    await wait(seconds * 1000);
    return ask(url, request, waits + 1);
  }
  if (status === 401 || status === 403)
    throw new FilingTrouble(`It does not accept our settings (${status})`);
  if (status === 507 || status === 413) throw new FilingTrouble(`It has no room for it (${status})`);
  if (status >= 500) throw new FilingTrouble(`It has trouble of its own (${status})`);
  return answer;
};

/** What an answer says as JSON; undefined when it is none. */
export const jsonOf = ({ bytes }: Answer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Throws for an answer that is none of those expected. */
export const unexpected = ({ status }: Answer): never => {
  throw new FilingTrouble(`It answered what was not expected (${status})`);
};

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
