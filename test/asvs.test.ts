import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Requirements of level 3 that matter most for these records. */
const fromLevel3 = new Set(
  '1.2.10 5.2.4 5.2.5 5.2.6 5.3.3 6.3.6 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 14.2.7 14.2.8'.split(' '),
);

const levels = new Map(
  read('reference/asvs/levels-5.0.0.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([requirement = '', level = '']) => [requirement, Number(level)]),
);

const document = read('docs/asvs.md');
const rows = document
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([requirement = '', level = '', standing = '', why = '']) => ({ requirement, level, standing, why }));

test('every requirement of levels 1 and 2, and those of level 3 that matter most, is gone through once', () => {
  const at = (wanted: number) => [...levels.values()].filter((level) => level === wanted).length;
  assert.deepEqual([at(1), at(2), at(3)], [70, 183, 92]);
  const expected = [...levels].filter(([requirement, level]) => level < 3 || fromLevel3.has(requirement));
  assert.deepEqual(
    rows.map(({ requirement, level }) => [requirement, Number(level)]),
    expected,
  );
});

test('what is met names a test that is there or says what was looked at; what is not says why', () => {
  for (const { requirement, standing, why } of rows) {
    assert.match(standing, /^(?:Met|Not applicable|Open)$/, requirement);
    assert.ok(why.length > 3, requirement);
    if (standing !== 'Met' || why.startsWith('Inspection: ')) continue;
    for (const shown of why.split('; `').map((part) => part.replace(/^`/, ''))) {
      const [file = '', name = ''] = shown.split('`: ');
      assert.ok(read(file).includes(name), `${requirement}: ${shown}`);
    }
  }
});

test('the sums at its head are those of its lines', () => {
  const count = (wanted: string) => rows.filter(({ standing }) => standing === wanted).length;
  const sums = `${count('Met')} met, ${count('Not applicable')} not applicable, ${count('Open')} open.`;
  assert.ok(document.includes(sums), sums);
});

test('every file that the threat model and SECURITY.md name is there', () => {
  for (const path of ['docs/threat-model.md', 'SECURITY.md'])
    for (const [, file = ''] of read(path).matchAll(/`((?:src|test|docs)\/[^`]+)`/g))
      assert.ok(existsSync(join(root, file)), `${path} names ${file}`);
});
