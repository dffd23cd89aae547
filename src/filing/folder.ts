import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readBag, writeBag } from './bag-folder.ts';
import { type Connector, FilingTrouble } from './connector.ts';

const troubles: Readonly<Record<string, string>> = {
  EACCES: 'The service may not write into the folder',
  EPERM: 'The service may not write into the folder',
  EROFS: 'The folder cannot be written to',
  ENOSPC: 'The disk is full',
  ENOTDIR: 'Where the folder should be is something else',
};

/** What the system says can hold a path, and is left out. */
const orTrouble = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new FilingTrouble(troubles[code] ?? 'The folder could not be written');
  }
};

/**
 * Files into a folder that this machine sees, which is made when it is not there. A bag is a folder of its own; its
 * reference is the path below the system's.
 */
export const folderConnector = (path: string, folder: string): Connector => {
  const within = resolve(join(path, folder));
  const referenceOf = (key: string): string => (folder === '' ? key : `${folder}/${key}`);
  const find = async (key: string) =>
    (await orTrouble(readBag(within, key))) === undefined ? undefined : referenceOf(key);
  return {
    keeps: 'folders',
    find,
    put: async ({ key, files, day }) => {
      await orTrouble(writeBag(within, key, files, day));
      return referenceOf(key);
    },
    readBack: (key) => orTrouble(readBag(within, key)),
    remove: (key) => orTrouble(rm(join(within, key), { recursive: true, force: true })),
    close: async () => {},
  };
};
