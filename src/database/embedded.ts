import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { allowed, type Result } from '../domain/result.ts';
import { lockFolder } from './folder-lock.ts';
import { findServerPrograms, type ServerPrograms } from './server-programs.ts';

/** A PostgreSQL server of our own, in one folder, that answers on this machine only. */
export type EmbeddedServer = {
  /** The service's database, as its owner, who is no superuser. */
  readonly url: string;
  readonly superuserUrl: string;
  /** True when the server was still running, because the last service was killed. */
  readonly adopted: boolean;
  readonly stop: () => Promise<void>;
};

type Running = { readonly pid: number; readonly port: number };

/**
 * Makes, starts or adopts the server that lives in a folder, and holds the folder until `stop`, which stops the
 * server too. `settings` are of the form 'name=value'. Refused when another service holds the folder; throws when
 * the server cannot run.
 */
export const startEmbedded = async (
  folder: string,
  settings: readonly string[] = [],
): Promise<Result<EmbeddedServer>> => {
  await mkdir(folder, { recursive: true });
  const place = await realpath(folder);
  await using undo = new AsyncDisposableStack();
  const lock = await lockFolder(place);
  if (!lock.ok) return lock;
  undo.defer(lock.value.release);

  const data = join(place, 'postgres');
  const programs = await findServerPrograms(data);
  const password = await keptPassword(join(place, 'postgres-password'), data, programs);
  const address = (port: number, user: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${user}`;

  const found = await adopt(data, (port) => address(port, 'postgres'));
  const server = found ?? (await launch(data, programs, settings, (port) => address(port, 'postgres')));
  const stopAtOnce = () => signal(server.pid, 'SIGQUIT');
  process.once('exit', stopAtOnce);
  undo.defer(async () => {
    signal(server.pid, 'SIGINT');
    while (await isServerOf(data, server.pid)) await pause(20);
    process.off('exit', stopAtOnce);
  });

  const [url, superuserUrl] = [address(server.port, 'disruption'), address(server.port, 'postgres')];
  await makeDatabase(superuserUrl, password);
  const held = undo.move();
  return allowed({ url, superuserUrl, adopted: found !== undefined, stop: () => held.disposeAsync() });
};

/** The password of the server in `data`. Where there is no server yet, both are made: all of it or none. */
const keptPassword = async (file: string, data: string, programs: ServerPrograms): Promise<string> => {
  if (await stat(data).catch(() => undefined)) return readFile(file, 'utf8');
  const password = randomBytes(24).toString('base64url');
  await rm(file, { force: true });
  await writeFile(file, password, { mode: 0o600 });
  await programs.give(file);
  const unfinished = `${data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await programs.give(unfinished);
  await programs.initdb([
    `--pgdata=${unfinished}`,
    `--pwfile=${file}`,
    ...['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'],
    // Names in the order of an English register on every machine, whatever its own locales.
    ...['--locale-provider=icu', '--icu-locale=en-GB'],
  ]);
  await rename(unfinished, data);
  return password;
};

/** The server that is already running in the folder, once it answers; undefined when there is none. */
const adopt = async (data: string, address: (port: number) => string): Promise<Running | undefined> => {
  const file = join(data, 'postmaster.pid');
  const written = await readFile(file, 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const [first, at = '', , fourth] = written.split('\n');
  const [pid, port] = [Number(first), Number(fourth)];
  if (!(await isServerOf(at, pid))) {
    // The number may belong to some other program by now, which PostgreSQL itself would take for a living server.
    if (!pid || (await commandOf(pid))) await rm(file);
    return undefined;
  }
  if (at !== data)
    throw new Error(
      `${data} was moved or copied while its database ran in ${at}: stop process ${pid} first.`,
    );
  return (await answers(address(port), () => isServerOf(data, pid))) ? { pid, port } : undefined;
};

/** Starts the server on a free port. Tries again: the port may be taken meanwhile, a killed server still be dying. */
const launch = async (
  data: string,
  programs: ServerPrograms,
  settings: readonly string[],
  address: (port: number) => string,
): Promise<Running> => {
  const log = join(data, 'server.log');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const port = await freePort();
    const fixed = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const server = await programs.postgres(
      ['-D', data, ...[...fixed, ...settings].flatMap((set) => ['-c', set])],
      log,
    );
    const { pid } = server;
    if (
      pid !== undefined &&
      (await answers(address(port), async () => server.exitCode === null && server.signalCode === null))
    )
      return { pid, port };
    await pause(attempt * 500);
  }
  const end = (await readFile(log, 'utf8')).trim().split('\n').slice(-5).join('\n');
  throw new Error(`The database in ${data} does not start. The end of its log:\n${end}`);
};

/** True when the server answers; false when it ends first; throws when it refuses us or takes more than a minute. */
const answers = async (url: string, lives: () => Promise<boolean>): Promise<boolean> => {
  for (const until = performance.now() + 60_000; performance.now() < until; await pause(20)) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return true;
    } catch (error) {
      const starting = error instanceof pg.DatabaseError ? error.code === '57P03' : true;
      if (!starting) throw error;
      if (!(await lives())) return false;
    } finally {
      await client.end();
    }
  }
  throw new Error(`The database did not answer within a minute.`);
};

/** The service works as the owner of one database, so that no query of its own has a superuser's powers. */
const makeDatabase = async (superuserUrl: string, password: string): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; base: boolean }>(`select
      exists (select from pg_roles where rolname = 'disruption') as role,
      exists (select from pg_database where datname = 'disruption') as base`);
    if (!rows[0]?.role) await client.query(`create role disruption login createrole password '${password}'`);
    if (!rows[0]?.base) await client.query('create database disruption owner disruption');
  } finally {
    await client.end();
  }
};

const commandOf = async (pid: number): Promise<readonly string[] | undefined> => {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return line?.split('\0');
};

const isServerOf = async (data: string, pid: number): Promise<boolean> => {
  const [program = '', ...args] = (await commandOf(pid)) ?? [];
  return basename(program) === 'postgres' && args.includes(data);
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
      });
  });
