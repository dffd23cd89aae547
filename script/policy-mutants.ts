import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutantsOf } from './measuring/policy-mutants.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, `.local/policy-mutants-${process.pid}`);
const tests = 'test/access/policy.test.ts';
const policy = 'src/domain/access.ts';

/** Whether the policy's tests pass in a copy. A test that does not end has noticed too. */
const passes = (copy: string): Promise<boolean> =>
  new Promise((done, fail) => {
    const running = spawn(process.execPath, [tests], { cwd: copy, stdio: 'ignore', timeout: 60_000 });
    running.on('error', fail);
    running.on('exit', (code) => done(code === 0));
  });

const copyTo = async (number: number): Promise<string> => {
  const copy = join(folder, String(number));
  await mkdir(copy, { recursive: true });
  for (const part of ['src/domain', 'test/access'])
    await cp(join(root, part), join(copy, part), { recursive: true });
  return copy;
};

/** Tries every mutant on copies of the rules, several at a time; answers those that no test noticed. */
const survivorsOf = async (mutants: readonly Mutant[]): Promise<readonly Mutant[]> => {
  const waiting = mutants.values();
  const survivors: Mutant[] = [];
  const work = async (_: unknown, number: number): Promise<void> => {
    const copy = await copyTo(number);
    for (const mutant of waiting) {
      await writeFile(join(copy, policy), mutant.text);
      if (await passes(copy)) survivors.push(mutant);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return survivors;
};

try {
  if (!(await passes(await copyTo(0)))) throw new Error(`${tests} fails on the policy as it is`);
  const mutants = mutantsOf(await readFile(join(root, policy), 'utf8'));
  const survivors = await survivorsOf(mutants);
  for (const { line, what } of survivors.toSorted((a, b) => a.line - b.line))
    console.log(`Not noticed: ${policy}:${line}: ${what}`);
  console.log(`${mutants.length - survivors.length}/${mutants.length} mutants of the policy noticed`);
  process.exitCode = survivors.length === 0 && mutants.length > 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
