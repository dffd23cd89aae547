import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'run-tests-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs files of these texts as script/test would, on the database that is there already. */
const run = (...texts: readonly string[]) => {
  const files = texts.map((text, number) => {
    const file = join(folder, `${number}.test.mjs`);
    writeFileSync(file, text);
    return file;
  });
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../script/run-tests.ts'), ...files],
    {
      env,
      encoding: 'utf8',
    },
  );
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
};

const passing = `import { test } from 'node:test'; test('one', () => {}); test.skip('later', () => {});`;

test('when every test passes the run passes, and its last line says how many', () => {
  assert.deepEqual(run(passing, passing), { status: 0, last: '2 passed, 0 failed' });
});

test('one failure fails the run', () => {
  const failing = `import { test } from 'node:test'; test('two', () => { throw new Error('no'); });`;
  assert.deepEqual(run(passing, failing), { status: 1, last: '1 passed, 1 failed' });
});

for (const [what, text, last] of [
  ['breaks before its tests', `throw new Error('broken');`, '1 passed, 1 failed'],
  ['has no test', '', '1 passed, 1 failed'],
  [
    'ends its process half way, and with it those after it,',
    `import { test } from 'node:test'; test('three', () => process.exit(0)); test('four', () => {});`,
    '0 passed, 2 failed',
  ],
] as const)
  test(`a file that ${what} fails the run`, () => {
    assert.deepEqual(run(text, passing), { status: 1, last });
  });

test('files share a process, and each has its own start and end there', () => {
  const shared = (name: string) => `
    import assert from 'node:assert';
    import { after, before, test } from 'node:test';
    before(() => { assert.equal(globalThis.held, undefined); globalThis.held = '${name}'; globalThis.files = (globalThis.files ?? 0) + 1; });
    after(() => { delete globalThis.held; });
    test('held', () => assert.equal(globalThis.held, '${name}'));
    test('files', () => assert.equal(globalThis.files, ${name === 'first' ? 1 : 2}));`;
  assert.deepEqual(run(shared('first'), shared('second')), { status: 0, last: '4 passed, 0 failed' });
});
