import { resolve } from 'node:path';
import { describe } from 'node:test';
import { pathToFileURL } from 'node:url';

/**
 * Runs test files one after another in this process, each as a suite of its name, with its own `before` and `after`: what
 * they load, and what has been compiled and warmed up, is there already for the second.
 */
export const runInTurn = async (files: readonly string[]): Promise<void> => {
  for (const file of files) {
    const loaded = Promise.withResolvers<void>();
    describe(file, async () => {
      await import(pathToFileURL(resolve(file)).href).finally(loaded.resolve);
    });
    // The next is loaded after it, so that each test is declared within the suite of its own file.
    await loaded.promise;
  }
};
