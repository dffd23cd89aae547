import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse';
import { codesIn } from '../src/domain/ssda903/codes.ts';
import { returnCollector } from '../src/domain/ssda903/collect.ts';
import { readReturnCsv } from '../src/features/returns/reading/read-csv.ts';
import { readReturnCodes } from '../src/procedures/read-return-codes.ts';
import { writeInventedReturn } from './measuring/invented-return.ts';

const MOST_SECONDS = 60;
const MOST_MEGABYTES = 512;

const { values: asked } = parseArgs({
  options: {
    episodes: { type: 'string', default: '1000000' },
    part: { type: 'string' },
    file: { type: 'string' },
  },
});
const codes = join(import.meta.dirname, '../reference/ssda903/codes.yaml');

type Part = { readonly rows: number; readonly proposals: number; readonly problems: number };

/** The package alone: every row is taken apart, and nothing is done with it. */
const readPlainly = async (file: string): Promise<Part> => {
  let rows = -1; // the headings
  const parser = createReadStream(file).pipe(parse());
  for await (const _ of parser) rows += 1;
  return { rows, proposals: 0, problems: 0 };
};

const readAsService = async (file: string): Promise<Part> => {
  const collector = returnCollector(codesIn(readReturnCodes(codes), 2018));
  await readReturnCsv('episodes', createReadStream(file), collector);
  let proposals = 0;
  for (const _ of collector.proposals()) proposals += 1;
  return { rows: collector.rowsOf('episodes'), proposals, problems: collector.problems().count };
};

type Measured = Part & { readonly seconds: number; readonly megabytes: number };

const inOwnProcess = (part: string, file: string): Measured => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [import.meta.filename, '--part', part, '--file', file],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const compare = async (): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'invented-return-'));
  try {
    const file = join(folder, 'episodes.csv');
    await writeInventedReturn(file, Number(asked.episodes));
    const plain = inOwnProcess('plain', file);
    const service = inOwnProcess('service', file);
    say(`${service.rows} episodes, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
    say(`csv-parse alone: ${plain.seconds.toFixed(1)} s, at most ${plain.megabytes.toFixed(0)} MB`);
    say(
      `Read, checked and proposed: ${service.seconds.toFixed(1)} s (goal under ${MOST_SECONDS}), at most ${service.megabytes.toFixed(0)} MB (goal under ${MOST_MEGABYTES}); ${service.proposals} proposals, ${service.problems} problems`,
    );
    say(`Throughput to csv-parse alone: ${(plain.seconds / service.seconds).toFixed(2)}`);
    return (
      plain.rows === service.rows && service.seconds < MOST_SECONDS && service.megabytes < MOST_MEGABYTES
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

if (asked.part === undefined) {
  process.exitCode = (await compare()) ? 0 : 1;
} else {
  const began = performance.now();
  const part = await (asked.part === 'plain' ? readPlainly : readAsService)(asked.file ?? '');
  const seconds = (performance.now() - began) / 1_000;
  say(JSON.stringify({ ...part, seconds, megabytes: process.resourceUsage().maxRSS / 1_024 }));
}
