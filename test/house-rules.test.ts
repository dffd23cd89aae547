import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const filesThat = (pattern: RegExp, among: string) =>
  globSync(among, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));

test('only config.ts reads the environment', () => {
  assert.deepEqual(filesThat(/process\.env/, 'src/**/*.ts'), ['src/config.ts']);
});

test('a rule asks nobody what time it is, and draws no lots', () => {
  assert.deepEqual(
    filesThat(/Date\.now|new Date\(\)|Temporal\.Now|Math\.random|crypto/, 'src/domain/**/*.ts'),
    [],
  );
});

test('a person’s transaction sees with the service’s eyes in named places alone', () => {
  assert.deepEqual(filesThat(/beyondTheirSight\(/, 'src/**/*.ts').sort(), [
    // What goes into the history of a case by somebody who only reads it, or does not see it.
    'src/features/break-glass/open-case.ts',
    'src/features/leavers.ts',
    'src/features/panel/routes.ts',
  ]);
});

test('nothing but the vault’s own file reads who carers are, and three others open it', () => {
  assert.deepEqual(filesThat(/carer_identity/, 'src/**/*.ts').sort(), [
    'src/database/tables.ts',
    'src/database/vault.ts',
  ]);
  assert.deepEqual(filesThat(/\bopenVault\b/, 'src/**/*.ts').sort(), [
    'src/database/vault.ts',
    'src/features/copies/prepare-copies.ts',
    'src/features/delivery/store.ts',
    'src/features/identities/open-identities.ts',
  ]);
});

test('the lock file names no registry, and every package it names for this machine has its checksum', () => {
  const lock: { packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean }> } =
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [name, { resolved, integrity, optional }] of Object.entries(lock.packages)) {
    assert.equal(resolved, undefined, name);
    if (name !== '' && !optional) assert.match(integrity ?? '', /^sha512-/, name);
  }
});
