import { rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { connect, type Database } from '../src/database/connection.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { dateInLondon } from '../src/domain/dates.ts';
import { createEmptyDatabase } from '../test/database.ts';
import { addManyCases, signInWorkers } from '../test/many-cases.ts';
import { askOf, inTurn } from './measuring/asking.ts';
import { evaluationRows } from './measuring/evaluation.ts';
import { type Figure, figuresFor, type Replay, statementsOf } from './measuring/figures.ts';
import { type Answer, load } from './measuring/load.ts';
import { startBareServer, startService } from './measuring/processes.ts';
import { type Measured, rowsFor, tableOf } from './measuring/report.ts';
import { leaveUnprotected, protectionRows } from './measuring/unprotected.ts';

const { values: asked } = parseArgs({
  options: {
    size: { type: 'string', default: '1000,100000' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const sizes = asked.size.split(',').map(Number);
const spell = { seconds: Number(asked.seconds), atOnce: 8 };
const PEOPLE = 50;

const running = new AsyncDisposableStack();
const folder = join(import.meta.dirname, `../.local/bench-${process.pid}`);
const say = (text: string): boolean => process.stderr.write(`${text}\n`);
const stopped = Promise.withResolvers<never>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stopped.reject(new Error('Stopped before the end.')));

/** Where the databases are made: the server named in the environment, or one of our own that really writes to disk. */
const serverUrl = async (): Promise<string> => {
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const named = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (named) return named;
  const server = await startEmbedded(join(folder, 'server'));
  if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('\n'));
  running.defer(server.value.stop);
  return server.value.superuserUrl;
};

/** A service on a database of so many disruptions, with people signed in; `change` is done to the database before. */
const prepare = async (size: number, change = async (_url: string): Promise<void> => undefined) => {
  const started = performance.now();
  const { url, drop } = await createEmptyDatabase();
  running.defer(drop);
  await migrate(url);
  const now = new Date();
  await addManyCases(url, size, dateInLondon(now));
  say(`${size} disruptions added in ${Math.round((performance.now() - started) / 1_000)} s`);
  const workers = await signInWorkers(url, PEOPLE, now);
  await change(url);
  const service = await startService(url, join(folder, `service-${url.slice(-8)}`));
  running.defer(service.stop);
  const db = connect(url, { max: spell.atOnce });
  running.defer(() => db.destroy());
  const figures = await figuresFor(service.port, workers);
  return { size, url, port: service.port, db, figures };
};

const replayOn = (db: Database, replays: readonly Replay[]) =>
  inTurn(replays, (replay) =>
    db.connection().execute(async (connection) => {
      for (const query of replay()) await connection.executeQuery(query);
    }),
  );

const ways = ['service', 'bare', 'sql'] as const;

/** One figure at one size, ready to be measured in each of the ways. */
const ready = async (prepared: Awaited<ReturnType<typeof prepare>>, figure: Figure) => {
  const bare = await startBareServer();
  running.defer(() => void bare.stop());
  const answers: Answer[] = [];
  const hear = askOf(prepared.port, figure, (answer) => answers.push(answer));
  for (const _ of figure.asks) await hear();
  const usual = answers.toSorted((a, b) => a.body.length - b.body.length)[answers.length >> 1];
  if (usual) await bare.tell(usual);

  const work = {
    service: askOf(prepared.port, figure),
    bare: askOf(bare.port, figure),
    sql: replayOn(prepared.db, await statementsOf(prepared.url, figure)),
  };
  const spells: Measured['spells'] = { service: [], bare: [], sql: [] };
  return { work, measured: { figure: figure.name, size: prepared.size, spells } };
};

const measure = async (): Promise<boolean> => {
  process.env.TEST_DATABASE_URL = await serverUrl();
  const prepared = [];
  for (const size of sizes) prepared.push(await prepare(size));
  const measured: Measured[] = [];
  for (const [number, { name }] of (prepared[0]?.figures ?? []).entries()) {
    say(`Measuring: ${name}`);
    const figures = [];
    for (const one of prepared) {
      const figure = one.figures[number];
      if (figure) figures.push(await ready(one, figure));
    }
    // What is compared is measured in turn, a little at a time, so that all of it meets the same machine. The first
    // round is not counted: it warms everything up.
    for (let round = 0; round <= Number(asked.rounds); round += 1)
      for (const way of ways)
        for (const figure of figures) {
          const done = await load(figure.work[way], spell);
          if (round > 0) figure.measured.spells[way].push(done);
        }
    measured.push(...figures.map((figure) => figure.measured));
  }
  const [smallest] = prepared;
  say('Measuring: what row-level security and the audit cost');
  const protection =
    smallest === undefined
      ? []
      : await protectionRows(smallest, await prepare(smallest.size, leaveUnprotected), {
          ...spell,
          rounds: Number(asked.rounds),
        });
  const rows = [...evaluationRows(), ...rowsFor(measured), ...protection];
  const on = prepared[0] && (await machine(prepared[0].db));
  console.log(asked.json ? JSON.stringify({ on, rows }) : `${tableOf(rows)}\n\n${JSON.stringify(on)}`);
  return rows.every(({ met }) => met !== false);
};

const machine = async (db: Database) => {
  const { rows } = await sql<{ server_version: string; fsync: string }>`
    select current_setting('server_version') as "postgresql", current_setting('fsync') as fsync`.execute(db);
  return {
    cores: availableParallelism(),
    memoryInGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    ...rows[0],
  };
};

try {
  const met = await Promise.race([measure(), stopped.promise]);
  process.exitCode = asked.check && !met ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await running.disposeAsync();
}
process.exit();
