import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Change = readonly [from: string | RegExp, to: string];

/** A file's text with changes, each of which has to change something. */
export const changed = (file: string, changes: readonly Change[]): string =>
  changes.reduce(
    (before, [from, to]) => {
      const after = before.replace(from, to);
      assert.notEqual(after, before, `${from} is in ${file}`);
      return after;
    },
    readFileSync(file, 'utf8'),
  );

/** Every problem that reading something names, by the file's name and line; nothing when it can be used. */
export const saidBy = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^\S+\//, ''));
  }
};

/** What is said of a file that ships when it is changed and called `name`; nothing when it can be used. */
export const saidOfFile = (
  shipped: string,
  name: string,
  read: (path: string) => unknown,
  changes: readonly Change[],
): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'changed-'));
  const path = join(folder, name);
  writeFileSync(path, changed(shipped, changes));
  try {
    return saidBy(() => read(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
