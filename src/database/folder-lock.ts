import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allowed, type Result, refused } from '../domain/result.ts';

/**
 * Holds a folder for this process alone until it is released or the process ends, however it ends: the lock belongs
 * to a child that lives as long as our end of its pipe. Refused, with the holder's process number, when another
 * process has it.
 */
export const lockFolder = async (
  folder: string,
): Promise<Result<{ readonly release: () => Promise<void> }>> => {
  const file = join(folder, 'lock');
  // Waits a little: the lock of a service killed a moment ago takes that moment to come free.
  // In a process group of its own, so that Ctrl-C does not let the folder go while the database is still stopping.
  const holder = spawn('flock', ['--timeout=2', file, 'cat'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  holder.stdin.on('error', () => undefined).write('held');
  if (!(await holds(holder))) {
    const other = (await readFile(file, 'utf8')).trim();
    const message = `Another service (process ${other}) is using ${folder}. Stop it, or set DATA_DIR to another folder.`;
    return refused([{ field: 'DATA_DIR', message }]);
  }
  await writeFile(file, `${process.pid}\n`);
  return allowed({
    release: async () => {
      const released = once(holder, 'exit');
      holder.stdin.end();
      await released;
    },
  });
};

/** True when the child has echoed, so holds the lock; false when it has gone without. */
const holds = (holder: ChildProcess): Promise<boolean> =>
  new Promise((resolve, reject) => {
    holder.once('error', reject);
    holder.once('exit', () => resolve(false));
    holder.stdout?.once('data', () => resolve(true));
  });
