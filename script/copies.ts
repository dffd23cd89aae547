import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { Contact, Invitation } from '../src/domain/case.ts';
import { composeCopy } from '../src/domain/copy.ts';
import { stillInvited } from '../src/domain/minutes.ts';
import { chanceOf } from '../src/examples/chance.ts';
import { check, readBack, writeFiles } from '../src/features/finish-copy.ts';
import { agenda, heldCase, passage } from '../test/example-minutes.ts';
import { exampleIdentities, examplePlacement } from '../test/example-record.ts';
import { sentences } from './measuring/planted.ts';

const READERS = 12;
const PAGES = 30;
const ROUNDS = 3;
/** Made and checked within this part of the time that LibreOffice takes to convert the same Word files. */
const GOAL = 0.1;

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const run = promisify(execFile);
const council = 'Derby City Council';
const at = new Date('2026-04-02T09:00:00Z');

const others = [
  'Ines Calder',
  'Omar Sissoko',
  'Tess Marrow',
  'Piotr Zielinski',
  'Hannah Rowe',
  'Luke Farr',
  'Dee Mott',
];
const contacts: readonly Contact[] = [
  ...examplePlacement().contacts,
  ...others.map(
    (name, n): Contact => ({ id: `o${n}`, kind: 'other-professional', name, email: `o${n}@service.example` }),
  ),
];
const record = heldCase({ contacts });
const readers: readonly Invitation[] = stillInvited(record.meeting?.invitations ?? []).slice(0, READERS);
if (readers.length < READERS) throw new Error(`There are only ${readers.length} readers`);

/** Passages of some words each, such as meetings fill pages with; people are named in some. */
const passagesOf = (count: number) => {
  const chance = chanceOf('thirty pages');
  const prose = sentences();
  const names = Object.values(exampleIdentities).flatMap((onRecord) => onRecord.map(({ name }) => name));
  return Array.from({ length: count }, (_, n) =>
    passage(
      Array.from({ length: 6 }, () => chance.pick(prose)).join(' ') +
        (n % 3 === 0 ? ` ${chance.pick(names)} said so too.` : ''),
      { id: `${n}`, agendaKey: chance.pick(agenda).key },
    ),
  );
};

const facts = (count: number) => ({
  ...{ record, agenda, passages: passagesOf(count), keptWords: [], disagreements: [] },
  found: { findings: [], purposes: [] },
  keptApart: { contactDetails: {}, identities: exampleIdentities, details: [] },
});

const pagesIn = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0;

type Made = { readonly pdf: Buffer; readonly docx: Buffer };

/** Composes, writes, reads back and checks everybody's copy, as the service does when copies are prepared. */
const makeAll = async (all: ReturnType<typeof facts>): Promise<readonly Made[]> => {
  const made: Made[] = [];
  for (const reader of readers) {
    const copy = composeCopy({ ...all, reader });
    const files = await writeFiles(copy.doc, council, at);
    const leaks = check(await readBack(copy.doc, files), copy);
    if (leaks.length > 0)
      throw new Error(`${reader.name}’s copy holds ${leaks.map(({ label }) => label).join()}`);
    made.push(files);
  }
  return made;
};

/** As many passages as fill thirty pages of the copy that is the whole of them. */
const thirtyPages = async () => {
  for (let count = 60; ; count += 10) {
    const all = facts(count);
    const [reader] = readers.filter((one) => one.reader === 'staff').concat(readers);
    if (reader === undefined) throw new Error('There is no reader');
    const { pdf } = await writeFiles(composeCopy({ ...all, reader }).doc, council, at);
    if (pagesIn(pdf) >= PAGES) return all;
  }
};

const timed = async <T>(work: () => Promise<T>): Promise<{ readonly took: number; readonly value: T }> => {
  const began = performance.now();
  const value = await work();
  return { took: performance.now() - began, value };
};

const folder = await mkdtemp(join(tmpdir(), 'copies-'));
try {
  const program = process.env.SOFFICE ?? 'soffice';
  const version = execFileSync(program, ['--version']).toString().trim();
  const convert = (file: string) =>
    run(program, [
      ...[`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless'],
      ...['--convert-to', 'pdf', '--outdir', join(folder, 'out'), file],
    ]);
  await mkdir(join(folder, 'out'));
  const all = await thirtyPages();
  // Once before anything is measured: code is compiled, and LibreOffice makes its profile.
  const first = await makeAll(all);
  const files = await Promise.all(
    first.map(async ({ docx }, n) => {
      const file = join(folder, `minutes-${n}.docx`);
      await writeFile(file, docx);
      return file;
    }),
  );
  await convert(files[0] ?? '');
  const pages = first.map(({ pdf }) => pagesIn(pdf));
  const converted = pagesIn(await readFile(join(folder, 'out', 'minutes-0.pdf')));
  say(
    `${READERS} copies of minutes of ${Math.min(...pages)} to ${Math.max(...pages)} pages (LibreOffice: ${converted || 'not told'})`,
  );
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await timed(() => makeAll(all));
    const theirs = await timed(async () => {
      for (const file of files) await convert(file);
    });
    ratios.push(ours.took / theirs.took);
    say(
      `Composed, written as PDF and Word file, read back and checked: ${(ours.took / 1000).toFixed(2)} s. ${version}, Word file to PDF, once each: ${(theirs.took / 1000).toFixed(2)} s. Ratio ${(ours.took / theirs.took).toFixed(3)}`,
    );
  }
  const middle = ratios.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  say(`Ratio ${middle.toFixed(3)} (goal ${GOAL}): ${middle <= GOAL ? 'met' : 'missed'}`);
  process.exitCode = middle <= GOAL ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
