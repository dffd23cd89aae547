import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server of the tests answers; `json` or `bytes` is its body. */
export type Reply = {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** What can be made to go wrong. */
export type Faults = {
  /** Does what the next requests that change something ask, and never answers. */
  readonly loseAnswers: (count: number) => void;
  /** Answers the next requests that the system is busy. */
  readonly beBusy: (count: number, status: 429 | 503, retryAfter: string | null) => void;
  /** How often it was asked since it was started. */
  readonly asked: () => number;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    // It was cut off half way: nothing of it counts.
    return undefined;
  }
  return Buffer.concat(parts);
};

const answer = (response: ServerResponse, { status, json, bytes, headers = {} }: Reply): void => {
  const body = bytes ?? (json === undefined ? '' : JSON.stringify(json));
  const type = json === undefined ? 'application/octet-stream' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
};

/** A server on this machine that answers by `handle`, and goes wrong when told to. */
export const startServer = async (
  handle: (asked: Asked) => Reply | Promise<Reply>,
): Promise<Faults & { readonly url: string; readonly stop: () => Promise<void> }> => {
  let [lost, busy, asked] = [0, 0, 0];
  let busyReply: Reply = { status: 503 };
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (body === undefined) return;
    asked += 1;
    const { method = 'GET' } = request;
    if (busy > 0) {
      busy -= 1;
      return answer(response, busyReply);
    }
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const reply = await handle({ method, url, headers, body });
    const isChange = method !== 'GET' && method !== 'HEAD' && !url.pathname.endsWith('/token');
    if (isChange && lost > 0) {
      lost -= 1;
      response.destroy();
      return;
    }
    answer(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswers: (count) => {
      lost = count;
    },
    beBusy: (count, status, retryAfter) => {
      busy = count;
      busyReply = { status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } };
    },
    asked: () => asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
