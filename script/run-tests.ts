import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../src/database/embedded.ts';

/** A socket's whole path is 107 bytes at most. */
const LONGEST_FOLDER = 90;

/** A server that may forget: the first folder that no other run of the tests is using. */
const startServer = async (): Promise<EmbeddedServer> => {
  for (let number = 1; ; number += 1) {
    const folder = join(import.meta.dirname, `../.local/test-database-${number}`);
    const sockets = join(folder, 'postgres');
    const server = await startEmbedded(folder, [
      'fsync=off',
      'full_page_writes=off',
      'synchronous_commit=off',
      ...(sockets.length < LONGEST_FOLDER ? [`unix_socket_directories=${sockets}`] : []),
    ]);
    if (server.ok)
      return { ...server.value, superuserUrl: throughSocket(server.value.superuserUrl, sockets) };
  }
};

/** The same server by its socket, where it has one: each statement costs about half of what it does over TCP. */
const throughSocket = (address: string, sockets: string): string => {
  const url = new URL(address);
  if (!existsSync(join(sockets, `.s.PGSQL.${url.port}`))) return address;
  url.hostname = 'localhost';
  url.searchParams.set('host', sockets);
  return url.href;
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

/** What takes longest, the longest first: begun last, one of them would keep a single core busy at the end. */
const longest = [
  'test/access/product.test.ts',
  'src/examples/load-examples.test.ts',
  'test/browser/journey.test.ts',
  'test/browser/access.test.ts',
  'test/two-barriers-writing.test.ts',
  'src/features/subject-access/bags.test.ts',
  'test/access/sequences.test.ts',
  'test/canaries/canaries.test.ts',
  'test/canaries/generated.test.ts',
  'test/two-barriers.test.ts',
  'test/start.test.ts',
  'src/database/embedded.test.ts',
];
/** So many files run in one process: what they share is loaded once. A process that dies takes no more than these along. */
const TOGETHER = 12;

/** What is quick comes last, so that no core is left alone with much: pure functions, and before them the rest of the service. */
const LAST = ['src/', 'src/domain/'];
const rank = (file: string): number => LAST.findLastIndex((folder) => file.startsWith(folder));

/** The files as processes run them: the longest alone and first, each that drives a browser alone, then neighbours together. */
const inGroups = (files: readonly string[]): readonly (readonly string[])[] => {
  const isAlone = (file: string) => longest.includes(file) || file.startsWith('test/browser/');
  const place = (file: string) => (longest.includes(file) ? longest.indexOf(file) : longest.length);
  const groups = files
    .filter(isAlone)
    .toSorted((one, other) => place(one) - place(other))
    .map((file) => [file]);
  const others = files.filter((file) => !isAlone(file)).toSorted((one, other) => rank(one) - rank(other));
  for (let from = 0; from < others.length; from += TOGETHER) groups.push(others.slice(from, from + TOGETHER));
  return groups;
};

type Outcome = { readonly passed: number; readonly failed: number };

/**
 * Runs the files, printing each test when its group has ended. A file in which no test ran, or that its process did not get
 * to the end of, is a failure.
 */
const runFiles = async (files: readonly string[], signal: AbortSignal): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'test-groups-'));
  const runner = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'test-group.ts')));
  const groups = new Map<string, readonly string[]>();
  for (const [number, group] of inGroups(files).entries()) {
    const entry = join(folder, `${number}.mjs`);
    await writeFile(
      entry,
      `import { runInTurn } from ${runner};\nawait runInTurn(${JSON.stringify(group)});\n`,
    );
    groups.set(entry, group);
  }
  const events = run({
    ...{ files: [...groups.keys()], signal, timeout: 1_200_000 },
    concurrency: availableParallelism(),
  });
  const unfinished = new Set(files);
  const wrong: string[] = [];
  let [passed, failed, within] = [0, 0, 0];
  events.on('test:pass', ({ name, nesting, skip, todo, details: { type } }) => {
    if (nesting > 0) within += 1;
    if (nesting > 0 && type !== 'suite' && skip === undefined && todo === undefined) passed += 1;
    if (nesting === 0 && unfinished.delete(name) && within === 0) wrong.push(`No test ran in ${name}`);
    if (nesting === 0) within = 0;
  });
  events.on('test:fail', ({ name, nesting, todo, details: { type, error } }) => {
    if (nesting > 0) within += 1;
    else within = 0;
    // What has failed within a suite, or died within a process, is counted itself.
    const isOfOthers =
      (type === 'suite' && 'failureType' in error && error.failureType === 'subtestsFailed') ||
      groups.get(name)?.some((file) => unfinished.has(file));
    unfinished.delete(name);
    if (todo === undefined && !isOfOthers) failed += 1;
  });
  for await (const text of events.compose(new spec())) process.stdout.write(text);
  await rm(folder, { recursive: true });
  wrong.push(...[...unfinished].map((file) => `Its process ended before ${file} did`));
  for (const sentence of wrong) console.log(sentence);
  return { passed, failed: failed + wrong.length };
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
