import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createEmptyDatabase, createTestDatabase } from './database.ts';
import { identityProvidersFile } from './identity-providers-file.ts';
import { serversOf } from './processes.ts';
import { addPeople } from './sign-in-app.ts';
import { testSecrets } from './vault-key.ts';

const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../package.json'), 'utf8'));

let folder: string;
let services: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(async () => {
  for (const service of services) service.kill('SIGKILL');
  services = [];
  for (const pid of await serversOf(folder)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  assert.ok(address && typeof address === 'object');
  return address.port;
};

/**
 * The real service in a process of its own, with what it writes; of our environment only where programs are, and what Node
 * has compiled, reaches it.
 */
const start = (environment: Record<string, string>) => {
  const { PATH, NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: { PATH, NODE_COMPILE_CACHE, DATA_DIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  services.push(child);
  let written = '';
  child.stdout.on('data', (chunk) => (written += chunk));
  child.stderr.on('data', (chunk) => (written += chunk));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, written }));
  return { child, ended, written: () => written };
};

/** The same, once it answers. */
const startedOn = async (port: number, environment: Record<string, string> = {}) => {
  const service = start({ PORT: `${port}`, ...environment });
  const ready = async () => (await health(port))?.status === 200;
  const gone = service.ended.then(({ written }) => assert.fail(`It ended before it answered: ${written}`));
  while (!(await Promise.race([ready(), gone]))) await pause(50);
  return service;
};

const health = async (port: number) => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`);
    const body: unknown = await response.json();
    return { status: response.status, body };
  } catch {
    return undefined;
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`a first start says where it is and how to sign in; ${signal} stops it and its database`, async () => {
    const port = await freePort();
    const service = await startedOn(port);
    assert.deepEqual((await health(port))?.body, { status: 'ok', version, database: 'ok' });
    assert.match(
      service.written(),
      new RegExp(`running at http://127\\.0\\.0\\.1:${port}\n.*choose whom to sign in as`),
    );
    assert.ok((await serversOf(folder)).length > 0);
    service.child.kill(signal);
    const { code, written } = await service.ended;
    assert.equal(code, 0, written);
    assert.deepEqual(await serversOf(folder), []);
  });

test('a service that was killed is followed by one that answers; a second one beside it is refused', async () => {
  const [port, other] = [await freePort(), await freePort()];
  const killed = await startedOn(port);
  killed.child.kill('SIGKILL');
  await killed.ended;
  await startedOn(port);
  const second = await start({ PORT: `${other}` }).ended;
  assert.equal(second.code, 1);
  assert.match(second.written, /^Another service \(process \d+\) is using/);
});

test('asked to stop twice, it goes at once and takes its database along', async () => {
  const port = await freePort();
  const service = await startedOn(port);
  service.child.kill('SIGINT');
  service.child.kill('SIGTERM');
  await service.ended;
  while ((await serversOf(folder)).length > 0) await pause(20);
});

test('the health page says so when the database does not answer, and the service still stops in order', async () => {
  const port = await freePort();
  const service = await startedOn(port);
  for (const pid of await serversOf(folder)) process.kill(pid, 'SIGKILL');
  while ((await health(port))?.status === 200) await pause(20);
  const body = { status: 'unavailable', version, database: 'unreachable' };
  assert.deepEqual(await health(port), { status: 503, body });
  service.child.kill('SIGTERM');
  assert.equal((await service.ended).code, 0);
});

test('with DATABASE_URL it works on that server and starts none', async () => {
  const database = await createEmptyDatabase();
  const service = await startedOn(await freePort(), { DATABASE_URL: database.url });
  assert.deepEqual(await serversOf(folder), []);
  service.child.kill('SIGTERM');
  assert.equal((await service.ended).code, 0);
  await database.drop();
});

test('it does not start with settings that are wrong, and names all of them', async () => {
  const { code, written } = await start({ PORT: 'x', LOG_LEVEL: 'loud' }).ended;
  assert.equal(code, 1);
  assert.match(written, /^PORT must be.*\nLOG_LEVEL must be.*\n$/);
});

test('it does not start with an identity provider for an organisation that is not there, and says which there are', async () => {
  const database = await createTestDatabase();
  await addPeople(database.db);
  const provider = (name: string, organisation: string) => ({
    ...{ name, organisation, domains: [`${name.toLowerCase()}.example`], clientId: 'x', clientSecret: 'y' },
    issuer: `https://login.${name.toLowerCase()}.example`,
  });
  const settings = (...providers: readonly object[]) => ({
    DATABASE_URL: database.url,
    PUBLIC_URL: 'https://disruption.example',
    ...testSecrets,
    SMTP_URL: 'smtps://mail.example',
    MAIL_FROM: 'disruption@service.example',
    IDENTITY_PROVIDERS: identityProvidersFile(providers),
  });
  const derby = provider('Derby', 'Derby City Council');
  const { code, written } = await start(settings(derby, provider('Moor', 'Moor Council'))).ended;
  assert.equal(code, 1);
  assert.match(
    written,
    /^IDENTITY_PROVIDERS: Moor: there is no organisation called “Moor Council”\. There are: Adoption East Midlands; Derby City Council; [^\n]+\n$/,
  );
  const service = await startedOn(await freePort(), settings(derby));
  service.child.kill('SIGTERM');
  assert.equal((await service.ended).code, 0);
  await database.drop();
});

test('it does not start where something else listens, and leaves no database behind', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const { code, written } = await start({ PORT: `${port}` }).ended;
  other.close();
  assert.equal(code, 1);
  assert.match(written, new RegExp(`^Something else listens on port ${port} already`));
  assert.deepEqual(await serversOf(folder), []);
});
