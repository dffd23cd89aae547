import { Agent, type IncomingMessage, request } from 'node:http';

/** One request of somebody's, from a network address of their own: the limits for one address are those of a person. */
export type Ask = {
  readonly from: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Answer = { readonly status: number; readonly headers: readonly string[]; readonly body: string };

const agent = new Agent({ keepAlive: true });

/** Sends a request over a connection that is kept open, and reads the answer to its end. */
export const send = (port: number, { from, method, path, headers, body }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    };
    request({ agent, host: '127.0.0.1', port, localAddress: from, method, path, headers }, answered)
      .on('error', reject)
      .end(body);
  });

/** What one spell of load came to: how long each piece of work took, and all of them together, in milliseconds. */
export type Spell = { readonly each: readonly number[]; readonly all: number };

/** Does pieces of work for some seconds, so many at a time; `work` is given the number of the piece. */
export const load = async (
  work: (piece: number) => Promise<void>,
  { seconds, atOnce }: { readonly seconds: number; readonly atOnce: number },
): Promise<Spell> => {
  const each: number[] = [];
  const start = performance.now();
  let piece = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < seconds * 1_000) {
      const from = performance.now();
      await work(piece++);
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { each, all: performance.now() - start };
};

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

export const median = (values: readonly number[]): number => percentile(values, 0.5);
