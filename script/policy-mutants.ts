import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/database/embedded.ts';
import { guardMutants } from './measuring/guard-mutants.ts';
import { mutantsOf } from './measuring/policy-mutants.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, `.local/policy-mutants-${process.pid}`);

/** What decides what stands in a reader's copy of the minutes: the fastest first, what comes upon it by chance last. */
const testsOfCopies = [
  'src/domain/copy-whole.test.ts',
  'src/domain/copy-names.test.ts',
  'src/domain/copy-parts.test.ts',
  'src/domain/copy.test.ts',
  'src/domain/disagreement.test.ts',
  'src/domain/copy-properties.test.ts',
] as const;

/** Rules that need no database, each with the tests that have to notice, the likeliest first. */
const rules = [
  ['src/domain/access.ts', 'test/access/policy.test.ts'],
  ['src/domain/break-glass.ts', 'src/domain/break-glass.test.ts'],
  ['src/domain/case-access.ts', 'src/domain/case-access.test.ts'],
  ['src/domain/copy-sections.ts', ...testsOfCopies],
  ['src/domain/copy.ts', ...testsOfCopies],
  ['src/domain/withhold.ts', ...testsOfCopies],
  ['src/domain/private-people.ts', ...testsOfCopies],
] as const;

/** One file with something of it dropped or turned round. */
type Spoiled = {
  readonly file: string;
  readonly what: string;
  readonly text: string;
  readonly tests: readonly string[];
};

const spoiledRules = async (): Promise<readonly Spoiled[]> => {
  const all: Spoiled[] = [];
  for (const [file, ...tests] of rules)
    for (const { line, what, text } of mutantsOf(await readFile(join(root, file), 'utf8')))
      all.push({ file, what: `${line}: ${what}`, text, tests });
  return all;
};

/** Throws where a guard no longer stands as it is named, or stands there twice. */
const spoiledGuards = async (): Promise<readonly Spoiled[]> => {
  const all: Spoiled[] = [];
  for (const { file, what, find, put, tests } of guardMutants) {
    const parts = (await readFile(join(root, file), 'utf8')).split(find);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times what is spoiled: ${find}`);
    all.push({ file, what, text: parts.join(put), tests });
  }
  return all;
};

/** Whether tests pass in a copy. One that does not end has noticed too. */
const passes = async (copy: string, tests: readonly string[]): Promise<boolean> => {
  for (const test of tests) {
    const code = await new Promise<number | null>((done, fail) => {
      const running = spawn(process.execPath, ['--test-force-exit', test], {
        ...{ cwd: copy, stdio: 'ignore', timeout: 120_000 },
      });
      running.on('error', fail);
      running.on('exit', done);
    });
    if (code !== 0) return false;
  }
  return true;
};

const copyTo = async (number: number): Promise<string> => {
  const copy = join(folder, String(number));
  await mkdir(copy, { recursive: true });
  for (const part of ['src', 'test', 'script', 'procedures', 'reference', 'assets', 'package.json'])
    await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

/** Tries everything spoiled on copies, several at a time; answers what no test noticed. */
const survivorsOf = async (spoiled: readonly Spoiled[], atOnce: number): Promise<readonly Spoiled[]> => {
  const waiting = spoiled.values();
  const survivors: Spoiled[] = [];
  const work = async (_: unknown, number: number): Promise<void> => {
    const copy = await copyTo(number);
    for (const one of waiting) {
      const whole = await readFile(join(root, one.file));
      await writeFile(join(copy, one.file), one.text);
      if (await passes(copy, one.tests)) survivors.push(one);
      await writeFile(join(copy, one.file), whole);
    }
    await rm(copy, { recursive: true });
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return survivors;
};

/** Throws unless every test passes on what is not spoiled: it would notice everything otherwise. */
const insistThatAllPass = async (spoiled: readonly Spoiled[]): Promise<void> => {
  const copy = await copyTo(0);
  for (const test of new Set(spoiled.flatMap(({ tests }) => tests)))
    if (!(await passes(copy, [test]))) throw new Error(`${test} fails on what is not spoiled`);
  await rm(copy, { recursive: true });
};

const report = async (of: string, spoiled: readonly Spoiled[], atOnce: number): Promise<void> => {
  await insistThatAllPass(spoiled);
  const survivors = await survivorsOf(spoiled, atOnce);
  for (const { file, what } of survivors) console.log(`Not noticed: ${file}: ${what}`);
  console.log(`${spoiled.length - survivors.length}/${spoiled.length} mutants of ${of} noticed`);
  if (survivors.length > 0) process.exitCode = 1;
};

const server = await startEmbedded(join(root, `.local/policy-mutants-database`), ['fsync=off']);
if (!server.ok) throw new Error('The database for the tests does not start: another run may be using it');
process.env.TEST_DATABASE_URL = server.value.superuserUrl;
try {
  await report('the guards', await spoiledGuards(), 1);
  await report('the rules', await spoiledRules(), availableParallelism());
} finally {
  await server.value.stop();
  await rm(folder, { recursive: true, force: true });
}
