import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path/posix';
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import { type Connector, type Files, FilingTrouble, WRITING } from './connector.ts';
import type { FilingSystem } from './system.ts';

type Sftp = Extract<FilingSystem, { way: 'sftp' }>;
type Done<T> = (error: Error | null | undefined, value?: T) => void;

/** A file that is not there (draft-ietf-secsh-filexfer-02, 7: SSH_FX_NO_SUCH_FILE). */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;

const codeOf = (error: unknown): number =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : -1;

const settled = <T>(call: (done: Done<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value as T))));

const isThere = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === NO_SUCH_FILE) return undefined;
    throw error;
  }
};

const troubleOf = (error: unknown): FilingTrouble => {
  if (error instanceof FilingTrouble) return error;
  const level = error instanceof Error && 'level' in error ? String(error.level) : '';
  if (level === 'client-authentication') return new FilingTrouble('It does not accept our user or key');
  if (codeOf(error) === PERMISSION_DENIED) return new FilingTrouble('It does not let us write there');
  if (codeOf(error) > 0) return new FilingTrouble('It could not write what it was sent');
  return new FilingTrouble('It could not be reached, or the connection was lost');
};

/** The fingerprint of a host key as OpenSSH prints it (RFC 4648 base64 of SHA-256, without padding). */
const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replaceAll('=', '')}`;

type Session = { readonly client: Client; readonly sftp: SFTPWrapper };

const open = async (system: Sftp): Promise<Session> => {
  const client = new Client();
  let isOther = false;
  const config: ConnectConfig = {
    ...{ host: system.host, port: system.port, username: system.user, readyTimeout: 20_000 },
    ...{ keepaliveInterval: 10_000, keepaliveCountMax: 3 },
    ...(system.secret.kind === 'key'
      ? { privateKey: system.secret.value }
      : { password: system.secret.value }),
    hostVerifier: (key: Buffer) => {
      isOther = fingerprint(key) !== system.hostKey;
      return !isOther;
    },
  };
  try {
    await new Promise<void>((resolve, reject) => {
      client
        .once('ready', resolve)
        .on('error', reject)
        .once('close', () => reject(new Error('closed')));
      client.connect(config);
    });
    // Each request waits for its answer: none may wait for a second packet to go with.
    client.setNoDelay(true);
    return { client, sftp: await settled<SFTPWrapper>((done) => client.sftp(done)) };
  } catch (error) {
    client.end();
    throw isOther ? new FilingTrouble('It is not the machine it was: its host key is another') : error;
  }
};

/** Settles as the work does, or fails when the connection closes first: ssh2 does not always answer what was asked then. */
const whileOpen = <T>({ client }: Session, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const closed = () => reject(new Error('closed'));
    client.once('close', closed);
    work.then(resolve, reject).finally(() => client.off('close', closed));
  });

const makeFolders = async (sftp: SFTPWrapper, path: string): Promise<void> => {
  if (path === '/' || path === '.' || path === '') return;
  if ((await isThere(settled((done) => sftp.stat(path, done)))) !== undefined) return;
  await makeFolders(sftp, dirname(path));
  try {
    await settled<void>((done) => sftp.mkdir(path, done));
  } catch (error) {
    // Another made it meanwhile.
    if ((await isThere(settled((done) => sftp.stat(path, done)))) === undefined) throw error;
  }
};

/** Writes one file, new, down to the disk where the server knows how (fsync@openssh.com). */
const writeFile = async (sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await settled<Buffer>((done) => sftp.open(path, 'wx', done));
  try {
    const buffer = Buffer.from(bytes);
    for (let at = 0; at < buffer.length; at += 32_768) {
      const length = Math.min(32_768, buffer.length - at);
      await settled<void>((done) => sftp.write(handle, buffer, at, length, at, done));
    }
    await settled<void>((done) => {
      try {
        sftp.ext_openssh_fsync(handle, done);
      } catch {
        done(null);
      }
    });
  } finally {
    await settled<void>((done) => sftp.close(handle, done));
  }
};

type Entry = { readonly path: string; readonly isFolder: boolean };

const entriesOf = async (sftp: SFTPWrapper, folder: string): Promise<readonly Entry[] | undefined> => {
  const list = await isThere(
    settled<readonly { filename: string; attrs: { mode: number } }[]>((done) => sftp.readdir(folder, done)),
  );
  return list
    ?.filter(({ filename }) => filename !== '.' && filename !== '..')
    .map(({ filename, attrs }) => ({
      path: join(folder, filename),
      isFolder: (attrs.mode & 0o170_000) === 0o040_000,
    }));
};

const removeTree = async (sftp: SFTPWrapper, folder: string): Promise<void> => {
  for (const { path, isFolder } of (await entriesOf(sftp, folder)) ?? [])
    await (isFolder ? removeTree(sftp, path) : isThere(settled<void>((done) => sftp.unlink(path, done))));
  await isThere(settled<void>((done) => sftp.rmdir(folder, done)));
};

const readTree = async (sftp: SFTPWrapper, folder: string, from = folder): Promise<Files | undefined> => {
  const entries = await entriesOf(sftp, folder);
  if (entries === undefined) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const { path, isFolder } of entries) {
    if (isFolder)
      for (const [name, bytes] of (await readTree(sftp, path, from)) ?? []) files.set(name, bytes);
    else files.set(path.slice(from.length + 1), await settled<Buffer>((done) => sftp.readFile(path, done)));
  }
  return files;
};

/** Writes the files of a bag beside where it belongs, and gives all of them their day. */
const writeTree = async (sftp: SFTPWrapper, made: string, files: Files, day: Date): Promise<void> => {
  const paths = [...files.keys()].map((path) => join(made, path));
  const folders = [...new Set([made, ...paths.map((path) => dirname(path))])];
  for (const folder of folders) await makeFolders(sftp, folder);
  for (const [path, bytes] of files) await writeFile(sftp, join(made, path), bytes);
  for (const path of [...paths, ...folders.toReversed()])
    await settled<void>((done) => sftp.utimes(path, day, day, done));
};

/**
 * Files into a folder of an SFTP server (SSH File Transfer Protocol, version 3), such as the drop that Liquidlogic imports
 * from. A bag is a folder of its own: written under `.writing`, file by file, and renamed once all of it is there. The host
 * key is pinned. The reference is the path.
 */
export const sftpConnector = (system: Sftp, folder: string): Connector => {
  const within = join(system.base, folder);
  const writing = join(within, WRITING);
  const pathOf = (key: string): string => join(within, key);
  let session: Promise<Session> | undefined;

  const using = async <T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> => {
    session ??= open(system);
    try {
      const opened = await session;
      return await whileOpen(opened, work(opened.sftp));
    } catch (error) {
      await close();
      throw troubleOf(error);
    }
  };
  const close = async (): Promise<void> => {
    const opened = await session?.catch(() => undefined);
    session = undefined;
    opened?.client.end();
  };

  const find = (sftp: SFTPWrapper, key: string) =>
    isThere(settled((done) => sftp.stat(pathOf(key), done))).then((there) =>
      there === undefined ? undefined : pathOf(key),
    );

  return {
    keeps: 'folders',
    find: (key) => using((sftp) => find(sftp, key)),
    put: ({ key, files, day }) =>
      using(async (sftp) => {
        const found = await find(sftp, key);
        // What tries that were killed had begun; each wrote under a name of its own.
        for (const { path } of (await entriesOf(sftp, writing)) ?? [])
          if (path.startsWith(join(writing, `${key}.`))) await removeTree(sftp, path);
        if (found !== undefined) return found;
        const made = join(writing, `${key}.${randomUUID()}`);
        await writeTree(sftp, made, files, day);
        try {
          await settled<void>((done) => sftp.rename(made, pathOf(key), done));
        } catch (error) {
          // A try before this one, whose request came late, was first.
          if ((await find(sftp, key)) === undefined) throw error;
          await removeTree(sftp, made);
        }
        return pathOf(key);
      }),
    readBack: (key) => using((sftp) => readTree(sftp, pathOf(key))),
    remove: (key) => using((sftp) => removeTree(sftp, pathOf(key))),
    close,
  };
};
