import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asService } from '../../src/database/connection.ts';
import { insertConnection } from '../../src/database/filing-connections.ts';
import { openBagFile } from '../../src/documents/bag-zip.ts';
import { problemsOfBag, sha512 } from '../../src/documents/bagit.ts';
import { readBag } from '../../src/filing/bag-folder.ts';
import { type CopiesApp, startCopiesApp } from '../copies-app.ts';
import { startApache, webDavLogin } from '../filing-servers/apache.ts';
import { startOpenSsh } from '../filing-servers/openssh.ts';

/** What became of it: how often the process was killed, at which points, and what is at the other sides. */
export type Killed = {
  readonly kills: number;
  /** How many kills left a filing that had begun and was not yet filed. */
  readonly midway: number;
  readonly filings: number;
  /** What is wrong: a filing that is not filed, or that is there not once and whole. */
  readonly wrong: readonly string[];
};

/** Two systems of the council in the file that the configuration names: an SFTP drop and a WebDAV server. */
const writeSystems = async (
  folder: string,
  ssh: Awaited<ReturnType<typeof startOpenSsh>>,
  apache: Awaited<ReturnType<typeof startApache>>,
  organisation: string,
): Promise<string> => {
  await writeFile(join(folder, 'password'), webDavLogin.password);
  const file = join(folder, 'systems.json');
  const { port, user, hostKey, keyFile } = ssh;
  const drop = { id: 'drop', name: 'The drop', way: 'sftp', host: '127.0.0.1', base: join(folder, 'drop') };
  const dav = { id: 'dav', name: 'The store', way: 'webdav', url: apache.url, user: webDavLogin.user };
  const systems = [
    { ...drop, organisation, port, user, hostKey, keyFile },
    { ...dav, organisation, passwordFile: 'password' },
  ];
  await writeFile(file, JSON.stringify(systems));
  return file;
};

/** Queues the same minutes as so many versions more, for both records. */
const queueMore = ({ service }: CopiesApp, count: number, from: number): Promise<void> =>
  asService(service, async (tx) => {
    for (const kind of ['looked-after', 'adoption'] as const) {
      const row = await tx
        .selectFrom('filing')
        .where('kind', '=', kind)
        .where('version', '=', 1)
        .selectAll()
        .executeTakeFirstOrThrow();
      const fresh = { status: 'queued', expects: null, reference: null, connection_id: null } as const;
      const unfiled = { checksum: null, filed_at: null, checked_at: null, next_try_at: null } as const;
      for (let index = 0; index < count; index += 1)
        await tx
          .insertInto('filing')
          .values({
            ...{ ...row, ...fresh, ...unfiled, id: randomUUID(), version: from + index, attempts: 0 },
            ...{ document: JSON.stringify(row.document) as never, problems: '[]' as never },
          })
          .execute();
    }
  });

/** Starts a worker and kills it so long after it has begun; answers whether it was still at work. */
const killAfter = async (databaseUrl: string, systems: string, milliseconds: number): Promise<boolean> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'work.ts'), databaseUrl, systems], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  await Promise.race([wait(milliseconds, undefined, { ref: false }), gone]);
  const isAtWork = child.exitCode === null;
  child.kill('SIGKILL');
  await gone;
  return isAtWork;
};

/** What is wrong with what is there: each filing is filed, and is at its other side once, whole; nothing else is. */
const wrongWith = async ({ service }: CopiesApp, drop: string, store: string): Promise<readonly string[]> => {
  const rows = await asService(service, (tx) =>
    tx.selectFrom('filing').select(['id', 'kind', 'status', 'checksum', 'reference']).execute(),
  );
  const there = new Map([
    ['looked-after', await readdir(drop)],
    ['adoption', (await readdir(store)).map((name) => name.replace('.zip', ''))],
  ]);
  const wrong: string[] = [];
  for (const { id, kind, status, checksum, reference } of rows) {
    if (status !== 'filed' || checksum === null || reference === null) wrong.push(`${id} is ${status}`);
    const names = (there.get(kind) ?? []).filter((name) => name === id);
    if (names.length !== 1) wrong.push(`${id} is there ${names.length} times`);
    if (names.length !== 1 || checksum === null) continue;
    if (kind === 'looked-after')
      wrong.push(
        ...problemsOfBag((await readBag(drop, id)) ?? new Map(), checksum).map((one) => `${id}: ${one}`),
      );
    else {
      const bytes = await readFile(join(store, `${id}.zip`));
      if (sha512(bytes) !== checksum || openBagFile(id, bytes) === undefined) wrong.push(`${id} has changed`);
    }
  }
  for (const [kind, names] of there) {
    const known = new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
    const strange = names.filter((name) => name !== '.writing' && !known.has(name));
    wrong.push(...strange.map((name) => `${name} is nobody’s`));
  }
  for (const folder of [drop, store])
    wrong.push(
      ...(await readdir(join(folder, '.writing')).catch(() => [])).map((name) => `${name} was left`),
    );
  return wrong;
};

/**
 * Files minutes on an SFTP server (OpenSSH) and a WebDAV server (Apache) by a worker that is killed (SIGKILL) so many times,
 * each time somewhere else, and then lets it finish.
 */
export const runKills = async (kills: number): Promise<Killed> => {
  const folder = await mkdtemp(join(tmpdir(), 'kill-filing-'));
  await mkdir(join(folder, 'drop'));
  const [ssh, apache] = [await startOpenSsh(), await startApache()];
  const running = await startCopiesApp();
  try {
    const { service, example } = running;
    const organisationId = example.actors.amina.organisationId;
    const { name } = await asService(service, (tx) =>
      tx.selectFrom('organisation').where('id', '=', organisationId).select('name').executeTakeFirstOrThrow(),
    );
    const systems = await writeSystems(folder, ssh, apache, name);
    await asService(service, async (tx) => {
      const chosen = { organisationId, chosenBy: example.actors.amina.id, chosenAt: running.time.now };
      await insertConnection(tx, {
        ...chosen,
        id: randomUUID(),
        kind: 'looked-after',
        system: 'drop',
        folder: 'Children',
      });
      await insertConnection(tx, {
        ...chosen,
        id: randomUUID(),
        kind: 'adoption',
        system: 'dav',
        folder: 'Plans',
      });
    });
    const unfinished = () =>
      asService(service, async (tx) => {
        const rows = await tx
          .selectFrom('filing')
          .where('status', 'in', ['queued', 'sent'])
          .select(['expects'])
          .execute();
        return { waiting: rows.length, begun: rows.filter(({ expects }) => expects !== null).length };
      });
    let [done, midway, version] = [0, 0, 100];
    while (done < kills) {
      if ((await unfinished()).waiting < 4) {
        await queueMore(running, 4, version);
        version += 4;
      }
      if (await killAfter(running.databaseUrl, systems, Math.random() * 1500)) done += 1;
      if ((await unfinished()).begun > 0) midway += 1;
    }
    await killAfter(running.databaseUrl, systems, 120_000);
    const wrong = await wrongWith(running, join(folder, 'drop', 'Children'), join(apache.root, 'Plans'));
    const filings = await asService(service, (tx) => tx.selectFrom('filing').select('id').execute());
    return { kills: done, midway, filings: filings.length, wrong };
  } finally {
    await running.stop();
    await ssh.stop();
    await apache.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
