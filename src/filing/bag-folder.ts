import { mkdir, open, readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from './connector.ts';

/** What a folder is called that is being written: never what a bag is called. */
const beside = (name: string): string => `.writing-${name}`;

const writeDown = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Every file of a bag's folder, as it is on the disk; undefined when there is no such folder. */
export const readBag = async (folder: string, name: string): Promise<Files | undefined> => {
  const root = join(folder, name);
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = new Map<string, Uint8Array>();
    for (const entry of entries) {
      if (entry.isDirectory()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(root.length + 1).replaceAll('\\', '/'), await readFile(path));
    }
    return files;
  } catch (error) {
    if (isThere(error)) return undefined;
    throw error;
  }
};

/**
 * Writes a bag as a folder, whole or not at all: beside where it belongs, down to the disk, and then renamed. One that is
 * there already stays as it is. `day` is the time that every file has, so that no two bags can be told to be of one hour.
 */
export const writeBag = async (folder: string, name: string, bag: Files, day: Date): Promise<void> => {
  const made = join(folder, beside(name));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // What a process that was killed had begun.
  await rm(made, { recursive: true, force: true });
  if ((await readBag(folder, name)) !== undefined) return;
  const paths = [...bag.keys()].map((path) => join(made, path));
  const folders = [...new Set([made, ...paths.map((path) => dirname(path))])];
  for (const each of folders) await mkdir(each, { recursive: true, mode: 0o700 });
  for (const [path, bytes] of bag) await writeDown(join(made, path), bytes);
  for (const path of [...paths, ...folders.toReversed()]) await utimes(path, day, day);
  for (const each of folders) await syncFolder(each);
  await rename(made, join(folder, name));
  await syncFolder(folder);
};

/** Takes a bag off the disk, with what a process that was killed had begun of it. One that is not there is no problem. */
export const removeBag = async (folder: string, name: string): Promise<void> => {
  for (const each of [name, beside(name)]) await rm(join(folder, each), { recursive: true, force: true });
};
