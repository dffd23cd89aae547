import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import {
  entriesAfter,
  lastSeal,
  type SealedEntry,
  sealAudit,
  sealsAfter,
} from '../src/database/audit-chain.ts';
import { asService, connect } from '../src/database/connection.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { type Anchor, verifyAudit } from '../src/database/verify-audit.ts';
import { anchorLine } from '../src/features/audit/jobs.ts';

const usage = `How to use it, with the settings of the service (README):
  script/audit verify [--anchor FILE]   whether the audit is whole; names the first thing that is wrong, and ends with 1
  script/audit export [--from YYYY-MM-DD] [--until YYYY-MM-DD]
                                        every entry as a line of JSON, with the number of its seal
  script/audit anchor                   seals what is not sealed yet, and says the head of the chain`;

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const AT_ONCE = 1_000;

const options = {
  anchor: { type: 'string' },
  from: { type: 'string', default: '' },
  until: { type: 'string', default: '9999' },
  help: { type: 'boolean', default: false },
} as const;

const readAnchors = async (file: string): Promise<readonly Anchor[]> => {
  const anchors: Anchor[] = [];
  for await (const line of createInterface(createReadStream(file)))
    if (line.trim() !== '') anchors.push(JSON.parse(line) as Anchor);
  return anchors;
};

/** The database of the service as it is configured: one that is named, or the built-in one. */
const openDatabase = async (running: AsyncDisposableStack) => {
  const config = readConfig();
  if (!config.ok) throw new Error(config.problems.map(({ message }) => message).join('\n'));
  const { databaseUrl, dataDir, secretKey } = config.value;
  let url = databaseUrl;
  if (url === undefined) {
    const server = await startEmbedded(dataDir);
    if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('\n'));
    running.defer(server.value.stop);
    url = server.value.url;
  }
  const db = connect(url, { max: 2 });
  running.defer(() => db.destroy());
  return { db, secretKey };
};

type Opened = Awaited<ReturnType<typeof openDatabase>>;

const verify = async (service: Opened, anchor: string | undefined): Promise<number> => {
  const verified = await verifyAudit(service, anchor === undefined ? [] : await readAnchors(anchor));
  say(
    verified.ok
      ? `The audit is whole: ${verified.entries} entries under ${verified.seals} seals, ${verified.unsealed} not sealed yet.`
      : `The audit is not whole. ${verified.wrong}.`,
  );
  return verified.ok ? 0 : 1;
};

/** The number of the seal that an entry is under, looked up as the entries go by in order. */
const sealsInOrder = (service: Opened) => {
  let seals: Awaited<ReturnType<typeof sealsAfter>> = [];
  return async (id: number): Promise<number | null> => {
    while (seals.length === 0 || (seals.at(-1)?.lastId ?? 0) < id) {
      const more = await asService(service, (tx) => sealsAfter(tx, seals.at(-1)?.number ?? 0, 100));
      if (more.length === 0) return null;
      seals = more;
    }
    return seals.find(({ firstId, lastId }) => firstId <= id && id <= lastId)?.number ?? null;
  };
};

const exportAll = async (
  service: Opened,
  { from, until }: { from: string; until: string },
): Promise<number> => {
  const sealOf = sealsInOrder(service);
  let last = 0;
  for (;;) {
    const entries: readonly SealedEntry[] = await asService(service, (tx) =>
      entriesAfter(tx, last, { most: AT_ONCE }),
    );
    if (entries.length === 0) return 0;
    for (const entry of entries)
      if (entry.at >= from && entry.at.slice(0, until.length) <= until) {
        const flushed = say(JSON.stringify({ ...entry, seal: await sealOf(entry.id) }));
        if (!flushed) await new Promise((done) => process.stdout.once('drain', done));
      }
    last = entries.at(-1)?.id ?? last;
  }
};

const anchorNow = async (service: Opened): Promise<number> => {
  await sealAudit(service);
  const head = await asService(service, lastSeal);
  say(head === undefined ? 'There is nothing in the audit yet.' : anchorLine(head, new Date()));
  return head === undefined ? 1 : 0;
};

const run = async (running: AsyncDisposableStack): Promise<number> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command] = positionals;
  if (values.help || command === undefined || !['verify', 'export', 'anchor'].includes(command)) {
    say(usage);
    return values.help ? 0 : 2;
  }
  const service = await openDatabase(running);
  if (command === 'verify') return verify(service, values.anchor);
  return command === 'export' ? exportAll(service, values) : anchorNow(service);
};

const running = new AsyncDisposableStack();
try {
  process.exitCode = await run(running);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
} finally {
  await running.disposeAsync();
}
