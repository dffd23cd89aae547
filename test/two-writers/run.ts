import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { asService } from '../../src/database/connection.ts';
import { chanceOf } from '../../src/examples/chance.ts';
import { startTestApp } from '../app.ts';
import { emailOfStaff } from '../example-case.ts';
import { inviteFamily } from '../guest.ts';
import { signInAs } from '../identity-provider.ts';
import { startService, startWire } from './service-process.ts';
import { openWriter, type Told } from './writer.ts';

/** What came of it: how often what happened, and each word that somebody was told is saved and that is nowhere. */
export type Outcome = {
  readonly edits: number;
  readonly told: number;
  readonly cuts: number;
  readonly kills: number;
  readonly beside: number;
  readonly lost: readonly Told[];
};

/**
 * Two people type into the same minutes, on a service in a process of its own, while connections are cut and the process is
 * killed and started again by chance. Afterwards every word that either was told is saved is looked for: in its passage, or
 * among what is kept beside it.
 */
export const runTwoWriters = async (options: {
  readonly edits: number;
  readonly cutEvery: number;
  readonly killEvery: number;
  readonly seed: string;
}): Promise<Outcome> => {
  const { edits, cutEvery, killEvery, seed } = options;
  await using running = new AsyncDisposableStack();
  const app = running.adopt(await startTestApp(), ({ stop }) => stop());
  const id = await inviteFamily(app);
  app.time.now = new Date();
  const service = running.adopt(await startService(app.databaseUrl), ({ kill }) => kill());
  const wire = running.adopt(await startWire(service.port), ({ stop }) => stop());
  const writers = await Promise.all(
    (['amina', 'minutes'] as const).map(async (key) =>
      openWriter({
        ...{
          name: `${key}x`,
          personId: app.example.people[key],
          minutes: `${wire.address}/disruptions/${id}/minutes`,
        },
        cookies: await signInAs(app.app, emailOfStaff(key)),
        chance: chanceOf(`${seed} ${key}`),
      }),
    ),
  );
  const chance = chanceOf(seed);
  let [cuts, kills, isDone] = [0, 0, false];

  const typeAll = async (): Promise<void> => {
    const each = writers.map(async (writer) => {
      while (writer.edits() < edits / writers.length) {
        await writer.step();
        await pause(0);
      }
    });
    try {
      await Promise.all(each);
    } finally {
      isDone = true;
    }
  };
  const total = (): number => writers.reduce((sum, writer) => sum + writer.edits(), 0);
  /** Waits for some more edits, unless all were made. */
  const after = async (more: number): Promise<void> => {
    const until = total() + more;
    while (!isDone && total() < until) await pause(5);
    await pause(chance.whole(0, 20));
  };
  const cutNowAndThen = async (): Promise<void> => {
    while (!isDone) {
      await after(chance.whole(1, 2 * cutEvery));
      wire.cut();
      cuts += 1;
    }
  };
  const killNowAndThen = async (): Promise<void> => {
    while (!isDone) {
      await after(chance.whole(1, 2 * killEvery));
      if (isDone) return;
      await service.kill();
      kills += 1;
      await service.start();
    }
  };
  await Promise.all([typeAll(), cutNowAndThen(), killNowAndThen()]);
  for (const writer of writers) while (!(await writer.finish())) await pause(100);

  const { rows } = await asService(app.service, (tx) =>
    sql<{ id: string; text: string; beside: boolean }>`
      select id, text, false as beside from passage where disruption_id = ${id}
      union all select passage_id, text, true from passage_conflict where disruption_id = ${id}`.execute(tx),
  );
  const words = new Set(
    rows.flatMap(({ id: passageId, text }) => text.split(/\s+/).map((word) => `${passageId} ${word}`)),
  );
  const told = new Map(
    writers.flatMap((writer) => writer.told()).map((one) => [`${one.passageId} ${one.word}`, one]),
  );
  return {
    ...{ edits: total(), told: told.size, cuts, kills },
    beside: rows.filter(({ beside }) => beside).length,
    lost: [...told].flatMap(([key, one]) => (words.has(key) ? [] : [one])),
  };
};
