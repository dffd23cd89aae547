import { readdir, readFile } from 'node:fs/promises';

/** The numbers of the PostgreSQL servers, with their helpers, that were started for a folder and still live. */
export const serversOf = async (folder: string): Promise<readonly number[]> => {
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        return /^[^\0]*postgres\0/.test(command) && command.includes(folder) ? [Number(pid)] : [];
      }),
  );
  return found.flat();
};
