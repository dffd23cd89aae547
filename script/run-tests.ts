import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../src/database/embedded.ts';

/** A server that may forget: the first folder that no other run of the tests is using. */
const startServer = async (): Promise<EmbeddedServer> => {
  for (let number = 1; ; number += 1) {
    const folder = join(import.meta.dirname, `../.local/test-database-${number}`);
    const server = await startEmbedded(folder, [
      'fsync=off',
      'full_page_writes=off',
      'synchronous_commit=off',
    ]);
    if (server.ok) return server.value;
  }
};

/** Drops what a run that was killed has left. */
const clean = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`select datname from pg_database where datname ~ '^(test|template)_'`);
  for (const { datname } of rows) {
    await client.query(`alter database ${datname} is_template false`);
    await client.query(`drop database ${datname} with (force)`);
  }
  await client.end();
};

type Outcome = { readonly passed: number; readonly failed: number };

/** Runs the files, printing each test as it ends. A file in which no test ran is a failure. */
const runFiles = async (files: readonly string[], signal: AbortSignal): Promise<Outcome> => {
  const events = run({ files: [...files], signal, concurrency: availableParallelism(), timeout: 300_000 });
  const empty: string[] = [];
  // A file stands as a test of its own only where it has crashed, or has none.
  events.on('test:pass', ({ name, file = '' }) => resolve(name) === file && empty.push(name));
  const ended = new Promise<Outcome>((done) => {
    events.on('test:summary', ({ file, counts }) => {
      if (file !== undefined) return;
      const passed = counts.passed - empty.length;
      done({ passed, failed: counts.tests - passed - counts.skipped - counts.todo });
    });
  });
  for await (const text of events.compose(new spec())) process.stdout.write(text);
  for (const file of empty) console.log(`No test ran in ${file}`);
  return ended;
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync('{src,test}/**/*.test.ts').sort();
const server = process.env.TEST_DATABASE_URL ? undefined : await startServer();
if (server) {
  await clean(server.superuserUrl);
  process.env.TEST_DATABASE_URL = server.superuserUrl;
}
const { passed, failed } = await runFiles(files, stop.signal);
await server?.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
