import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, send } from './load.ts';

const project = join(import.meta.dirname, '../..');

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Starts the service as script/server does, on a database. Throws when it does not answer within half a minute. */
export const startService = async (databaseUrl: string, dataDir: string) => {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
  };
  const service = spawn(process.execPath, ['src/main.ts'], {
    cwd: project,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(service, 'exit');
  process.once('exit', () => service.kill());
  const health = { from: '127.0.0.1', method: 'GET', path: '/health', headers: {} } as const;
  const answers = () =>
    send(port, health).then(
      ({ status }) => status === 200,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries += 1) {
    if (tries === 300 || service.exitCode !== null) throw new Error('The service does not start.');
    await pause(100);
  }
  const stop = async (): Promise<void> => {
    service.kill();
    await ended;
  };
  return { port, stop };
};

/** Starts a server with nothing in it; `tell` gives it the one answer that it has for everything. */
export const startBareServer = async () => {
  const server = fork(new URL('./bare-server.ts', import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  const tell = async (answer: Answer): Promise<void> => {
    server.send(answer);
    await once(server, 'message');
  };
  return { port, tell, stop: () => server.kill() };
};
