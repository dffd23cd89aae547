import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { asService } from '../../src/database/connection.ts';
import { queueSending } from '../../src/database/messages.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { inviteFamily } from '../guest.ts';

/** What became of it: how often the worker was killed, and what came to the mail server. */
export type Killed = {
  readonly kills: number;
  /** How many kills left a message that had been tried and was not marked as sent. */
  readonly midway: number;
  readonly messages: number;
  /** Messages that came once more: their mark, or the mail server's answer, was lost with the process. */
  readonly again: number;
  /** What is wrong: a message that never came, that is not marked, or that came after its mark. */
  readonly wrong: readonly string[];
};

/** A worker marks at most so many messages at once, so a kill loses at most so many marks. */
const AT_ONCE = 4;

const messages = ({ service }: TestApp) =>
  asService(service, (tx) => tx.selectFrom('message').select(['id', 'status', 'attempts']).execute());

/** A mail server that takes its time, and what it took, by the message's own id. */
const startMailServer = async (running: TestApp, wrong: string[]) => {
  const taken = new Map<string, number>();
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, closeTimeout: 500 },
    onData: async (stream, _session, done) => {
      // Cut off with the process that sent it: nothing was taken.
      const mail = await text(stream).catch(() => null);
      if (mail === null) return;
      const [, id = ''] = /^Message-ID: <([0-9a-f-]{36})@/im.exec(mail) ?? [];
      const marked = (await messages(running)).find((message) => message.id === id);
      if (marked === undefined) wrong.push(`${id} is no message`);
      if (marked?.status === 'sent') wrong.push(`${id} came after it was marked as sent`);
      await wait(Math.random() * 20);
      taken.set(id, (taken.get(id) ?? 0) + 1);
      done();
    },
  });
  // The end of a process that was killed ends its connections.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
};

/** Queues invitations once more, as new messages. */
const queueMore = ({ service }: TestApp, count: number): Promise<void> =>
  asService(service, async (tx) => {
    const [first] = await tx.selectFrom('message').where('kind', '=', 'invitation').selectAll().execute();
    if (first === undefined) throw new Error('Nobody was invited');
    const ids = Array.from({ length: count }, () => randomUUID());
    const fresh = { status: 'queued', attempts: 0, sent_at: null, last_error: '' } as const;
    await tx
      .insertInto('message')
      .values(ids.map((id) => ({ ...first, ...fresh, id, content: JSON.stringify(first.content) })))
      .execute();
    await queueSending(tx, ...ids);
  });

/** Starts a worker and kills it so long after it has begun, or once `isDone`. */
const work = async (
  orders: readonly string[],
  { milliseconds, isDone }: { readonly milliseconds: number; readonly isDone?: () => Promise<boolean> },
): Promise<void> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'work.ts'), ...orders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  const until = performance.now() + milliseconds;
  while (performance.now() < until && !(await isDone?.()))
    await wait(isDone === undefined ? milliseconds : 50);
  child.kill('SIGKILL');
  await gone;
};

/**
 * Sends messages to a real mail server by the service's own worker, which is killed (SIGKILL) so many times, each time
 * somewhere else, and then finishes.
 */
export const runDeliveryKills = async (kills: number): Promise<Killed> => {
  const running = await startTestApp();
  const wrong: string[] = [];
  const mail = await startMailServer(running, wrong);
  try {
    await inviteFamily(running);
    const orders = [running.databaseUrl, mail.url, running.time.now.toISOString()];
    const waiting = async () => (await messages(running)).filter(({ status }) => status === 'queued');
    let midway = 0;
    for (let done = 0; done < kills; done += 1) {
      if ((await waiting()).length < 20) await queueMore(running, 20);
      await work(orders, { milliseconds: Math.random() * 250 });
      if ((await waiting()).some(({ attempts }) => attempts > 0)) midway += 1;
    }
    await work(orders, { milliseconds: 60_000, isDone: async () => (await waiting()).length === 0 });
    const all = await messages(running);
    for (const { id, status } of all) {
      if (status === 'sent' && !mail.taken.has(id)) wrong.push(`${id} never came`);
      if (status === 'queued' || status === 'failed') wrong.push(`${id} is ${status}`);
    }
    const again = [...mail.taken.values()].reduce((sum, times) => sum + times - 1, 0);
    if (again > kills * AT_ONCE) wrong.push(`${again} came again after ${kills} kills`);
    return { kills, midway, messages: mail.taken.size, again, wrong };
  } finally {
    await mail.stop();
    await running.stop();
  }
};
