import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asService, connect } from '../src/database/connection.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { dateInLondon } from '../src/domain/dates.ts';
import { createEmptyDatabase } from '../test/database.ts';
import { addManyCases, signInWorkers } from '../test/many-cases.ts';
import { median, send } from './measuring/load.ts';
import { startService } from './measuring/processes.ts';
import { areaWithin, middles } from './measuring/telling.ts';

const ASKS = 2_000;
const CASES = 1_000;
const PEOPLE = 50;
/** An area of 0.5 tells nothing. This far from it is as much as may be told. */
const MOST_TOLD = 0.05;

const AGAIN = 20;
const inWords = ({ area, from, to }: ReturnType<typeof areaWithin>): string =>
  `${area.toFixed(3)} (${from.toFixed(3)} to ${to.toFixed(3)})`;

const kinds = ['of another council', 'of the same council', 'that never was'] as const;
type Kind = (typeof kinds)[number];

const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)];
  if (one === undefined) throw new Error('There is nothing to choose from.');
  return one;
};

const running = new AsyncDisposableStack();
const folder = join(import.meta.dirname, `../.local/timing-${process.pid}`);

/** Whether the time that a refusal takes tells somebody that a case is there: each kind in turn, one request at a time. */
const measure = async (): Promise<boolean> => {
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const server = await startEmbedded(join(folder, 'server'));
  if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('\n'));
  running.defer(server.value.stop);
  process.env.TEST_DATABASE_URL = server.value.superuserUrl;
  const { url } = await createEmptyDatabase();
  await migrate(url);
  const now = new Date();
  await addManyCases(url, CASES, dateInLondon(now));
  const workers = await signInWorkers(url, PEOPLE, now);
  const db = connect(url, { max: 1 });
  running.defer(() => db.destroy());
  const councilOf = new Map(
    (
      await asService({ db }, (tx) =>
        tx.selectFrom('person').select(['id', 'organisation_id as council']).execute(),
      )
    ).map(({ id, council }) => [id, council]),
  );
  const service = await startService(url, join(folder, 'service'));
  running.defer(service.stop);

  const people = workers.map((worker, index) => {
    const ofCouncil = (isSame: boolean) =>
      workers.flatMap((other) =>
        other !== worker && (councilOf.get(other.id) === councilOf.get(worker.id)) === isSame
          ? other.disruptionIds
          : [],
      );
    const [same, another] = [ofCouncil(true), ofCouncil(false)];
    const idOf: Readonly<Record<Kind, () => string>> = {
      'of another council': () => pick(another),
      'of the same council': () => pick(same),
      'that never was': randomUUID,
    };
    return { from: `127.0.1.${index + 1}`, cookie: `session=${worker.session}`, idOf };
  });
  const times: Readonly<Record<Kind, number[]>> = {
    'of another council': [],
    'of the same council': [],
    'that never was': [],
  };
  const ask = async ({ from, cookie, idOf }: (typeof people)[number], kind: Kind): Promise<number> => {
    const path = `/disruptions/${idOf[kind]()}`;
    const started = performance.now();
    const { status } = await send(service.port, { from, method: 'GET', path, headers: { cookie } });
    const took = performance.now() - started;
    if (status !== 404) throw new Error(`A case ${kind} answers ${status}.`);
    return took;
  };
  // The first rounds are not counted: they warm everything up.
  for (let round = -100; round < ASKS; round += 1) {
    const person = people[Math.abs(round) % people.length] ?? pick(people);
    for (const kind of kinds.toSorted(() => Math.random() - 0.5)) {
      const took = await ask(person, kind);
      if (round >= 0) times[kind].push(took);
    }
  }
  const never = times['that never was'];
  let isMet = true;
  for (const kind of kinds.slice(0, 2)) {
    const asked = areaWithin(times[kind], never);
    const askedAgain = areaWithin(middles(times[kind], AGAIN), middles(never, AGAIN));
    isMet &&= Math.abs(asked.area - 0.5) <= MOST_TOLD;
    console.log(
      `A case ${kind}: AUC ${inWords(asked)}; by the middle of ${AGAIN}, ${inWords(askedAgain)}; ${median(times[kind]).toFixed(2)} ms in the middle, against ${median(never).toFixed(2)} ms`,
    );
  }
  return isMet;
};

try {
  const isMet = await measure();
  process.exitCode = isMet ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await running.disposeAsync();
}
process.exit();
