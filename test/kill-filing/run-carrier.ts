import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checksumOf, problemsOfBag } from '../../src/documents/bagit.ts';
import { readBag } from '../../src/filing/bag-folder.ts';
import type { FilingSystem } from '../../src/filing/system.ts';
import { startApache, webDavLogin } from '../filing-servers/apache.ts';
import { startOpenSsh } from '../filing-servers/openssh.ts';
import { parcelOf, progressIn } from './carry.ts';

/** What a carrier is told to do: to file each key in both systems, and to keep how far it is in a folder for each. */
export type CarryOrders = {
  readonly drop: Extract<FilingSystem, { way: 'sftp' }>;
  readonly store: Extract<FilingSystem, { way: 'webdav' }>;
  readonly folders: readonly string[];
  readonly keys: readonly string[];
};

/** Starts a process that carries, and kills it so long after it has begun; answers whether it was still at work. */
const killAfter = async (orders: string, milliseconds: number): Promise<boolean> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'carry.ts'), orders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  await Promise.race([wait(milliseconds, undefined, { ref: false }), gone]);
  const isAtWork = child.exitCode === null;
  child.kill('SIGKILL');
  await gone;
  return isAtWork;
};

/** What is wrong at the two other sides: each key is there once, whole, and counted as filed; nothing else is there. */
const wrongWith = async (
  { folders, keys }: CarryOrders,
  drop: string,
  store: string,
): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const key of keys) {
    const { files, packed } = parcelOf(key);
    for (const folder of folders) {
      const { status } = progressIn(folder, key);
      if (status !== 'filed') wrong.push(`${key} is ${status}`);
    }
    wrong.push(...problemsOfBag((await readBag(drop, key)) ?? new Map(), checksumOf(files)));
    if (Buffer.compare(await readFile(join(store, `${key}.zip`)), packed) !== 0)
      wrong.push(`${key} has changed`);
  }
  const names = { drop: await readdir(drop), store: await readdir(store) };
  const wanted = (ending: string) => ['.writing', ...keys.map((key) => `${key}${ending}`)];
  wrong.push(...names.drop.filter((name) => !wanted('').includes(name)));
  wrong.push(...names.store.filter((name) => !wanted('.zip').includes(name)));
  for (const folder of [drop, store]) wrong.push(...(await readdir(join(folder, '.writing'))));
  return wrong;
};

/**
 * Files by the rule and the connectors on an SFTP server (OpenSSH) and a WebDAV server (Apache) in a process that is killed
 * (SIGKILL) so many times, each time somewhere else, and then finishes. `midway` counts the kills that left something begun
 * and not filed.
 */
export const runCarrier = async (kills: number) => {
  const folder = await mkdtemp(join(tmpdir(), 'carry-'));
  const [ssh, apache] = [await startOpenSsh(), await startApache()];
  const folders = [join(folder, 'drop-kept'), join(folder, 'store-kept')];
  for (const each of [...folders, join(folder, 'drop')]) await mkdir(each);
  const { port, user, hostKey, key } = ssh;
  const common = { organisation: 'Derby', name: 'A system' } as const;
  const systems: Pick<CarryOrders, 'drop' | 'store'> = {
    drop: {
      ...{ ...common, id: 'drop', way: 'sftp' as const, host: '127.0.0.1', base: join(folder, 'drop') },
      ...{ port, user, hostKey, secret: { kind: 'key' as const, value: key } },
    },
    store: { ...common, id: 'store', way: 'webdav', url: apache.url, ...webDavLogin },
  };
  const keys: string[] = [];
  const ordersIn = join(folder, 'orders.json');
  const order = () => writeFile(ordersIn, JSON.stringify({ ...systems, folders, keys }));
  const unfiled = () =>
    keys
      .flatMap((one) => folders.map((each) => progressIn(each, one)))
      .filter(({ status }) => status !== 'filed');
  try {
    let [done, midway] = [0, 0];
    while (done < kills) {
      if (unfiled().length < 4) keys.push(...Array.from({ length: 4 }, () => randomUUID()));
      await order();
      if (await killAfter(ordersIn, Math.random() * 700)) done += 1;
      if (unfiled().some(({ expects }) => expects !== null)) midway += 1;
    }
    await killAfter(ordersIn, 120_000);
    const wrong = await wrongWith(
      { ...systems, folders, keys },
      ...([join(folder, 'drop', 'Children'), join(apache.root, 'Plans')] as const),
    );
    return { kills: done, midway, filings: keys.length * 2, wrong };
  } finally {
    await ssh.stop();
    await apache.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
