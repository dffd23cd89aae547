import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { serversOf } from '../../test/processes.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';

let folder: string;
let servers: EmbeddedServer[] = [];
beforeEach(async () => {
  // Closed to others: to root's PostgreSQL user the hard case, as a clone under /root is.
  folder = await mkdtemp(join(tmpdir(), 'embedded-'));
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
  for (const pid of await serversOf(folder)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<EmbeddedServer> => {
  const server = await startEmbedded(folder);
  assert.ok(server.ok, JSON.stringify(server));
  servers.push(server.value);
  return server.value;
};

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};
const notes = 'select text from note';
const writeNote = `create table note as select 'kept' as text`;

/** Starts the server in another process, writes a note there, and ends that process in the way given. */
const serviceThat = async (ends: string, as: { uid?: number; gid?: number } = {}): Promise<void> => {
  const code = `
    import { startEmbedded } from ${JSON.stringify(new URL('embedded.ts', import.meta.url).href)};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const server = await startEmbedded(${JSON.stringify(folder)});
    const client = new pg.Client({ connectionString: server.value.url });
    await client.connect();
    await client.query(${JSON.stringify(writeNote)});
    ${ends}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    ...as,
    cwd: '/',
    stdio: 'inherit',
  });
  const [exit, signal] = await once(child, 'exit');
  assert.ok(exit === 3 || signal === 'SIGKILL', `it ended with ${exit ?? signal}`);
};
const isKilled = `process.kill(process.pid, 'SIGKILL')`;
const postmaster = async (): Promise<number> =>
  Number.parseInt(await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);

test('an empty folder becomes a server that keeps what it is told, and leaves no process when it stops', async () => {
  const first = await start();
  await ask(first.url, writeNote);
  await first.stop();
  assert.deepEqual(await serversOf(folder), []);
  const second = await start();
  assert.equal(second.adopted, false);
  assert.deepEqual(await ask(second.url, notes), ['kept']);
});

test('the service works as the owner of its database and not as a superuser', async () => {
  const { url } = await start();
  assert.deepEqual(await ask(url, 'select rolsuper from pg_roles where rolname = current_user'), [false]);
});

test('only somebody with the password may come in, and the file that holds it is closed to others', async () => {
  const { url } = await start();
  const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
  await assert.rejects(ask(wrong, 'select 1'), /password authentication failed/);
  assert.equal((await stat(join(folder, 'postgres-password'))).mode & 0o777, 0o600);
  assert.deepEqual(await ask(url, 'show listen_addresses'), ['127.0.0.1']);
});

test('a second service on the folder is refused in a sentence', async () => {
  await start();
  const second = await startEmbedded(folder);
  assert.ok(!second.ok);
  assert.match(
    second.problems[0]?.message ?? '',
    new RegExp(`^Another service \\(process ${process.pid}\\) is using`),
  );
});

test('after the service was killed the next one takes over its server, with all that was saved', async () => {
  await serviceThat(isKilled);
  const left = await postmaster();
  const server = await start();
  assert.equal(server.adopted, true);
  assert.equal(await postmaster(), left);
  assert.deepEqual(await ask(server.url, notes), ['kept']);
  await server.stop();
  assert.deepEqual(await serversOf(folder), []);
});

test('after the service and its server were killed the next one starts it again, with all that was saved', async () => {
  await serviceThat(isKilled);
  process.kill(await postmaster(), 'SIGKILL');
  const server = await start();
  assert.equal(server.adopted, false);
  assert.deepEqual(await ask(server.url, notes), ['kept']);
});

test('a server’s number that has gone to another program is no obstacle', async () => {
  await (await start()).stop();
  const file = join(folder, 'postgres/postmaster.pid');
  await writeFile(
    file,
    [process.pid, join(folder, 'postgres'), 0, 5432, '', '127.0.0.1', 0, 'ready'].join('\n'),
  );
  assert.deepEqual(await ask((await start()).url, 'select 1'), [1]);
});

test('a folder that was moved while its server runs is left alone', async () => {
  await serviceThat(isKilled);
  const elsewhere = `${folder}-moved`;
  await rename(folder, elsewhere);
  try {
    await assert.rejects(startEmbedded(elsewhere), /was moved or copied while its database ran/);
  } finally {
    await rename(elsewhere, folder);
  }
});

test('a service that ends without a word takes its server with it', async () => {
  await serviceThat('process.exit(3)');
  while ((await serversOf(folder)).length > 0) await pause(20);
  assert.deepEqual(await ask((await start()).url, notes), ['kept']);
});

const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const nobodyCanRead =
  isRoot && spawnSync('test', ['-r', import.meta.filename], { ...nobody, cwd: '/' }).status === 0;

test('an ordinary user’s server is theirs, and root’s service takes it over as it is', {
  skip: !nobodyCanRead,
}, async () => {
  await chown(folder, nobody.uid, nobody.gid);
  await serviceThat(isKilled, nobody);
  assert.equal((await stat(`/proc/${await postmaster()}`)).uid, nobody.uid);
  const adopted = await start();
  assert.equal(adopted.adopted, true);
  await adopted.stop();
  assert.deepEqual(await ask((await start()).url, notes), ['kept']);
  assert.equal((await stat(`/proc/${await postmaster()}`)).uid, nobody.uid);
});
