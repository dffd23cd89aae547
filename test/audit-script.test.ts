import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { audit } from '../src/database/audit.ts';
import { asService } from '../src/database/connection.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const run = promisify(execFile);
let database: TestDatabase;
let folder: string;

before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  await asService(database, async (tx) => {
    for (let n = 0; n < 30; n += 1)
      await audit(tx, { act: 'see-disruption', rule: 'named', outcome: 'allowed', intent: 'see' });
  });
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** What a command of docs/how-to/check-the-audit.md prints, and the status it ends with. */
const script = async (
  ...words: readonly string[]
): Promise<{ readonly status: number; readonly out: string }> => {
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'error' };
  try {
    const { stdout } = await run('script/audit', words, { env, maxBuffer: 50_000_000 });
    return { status: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { status: code, out: stdout };
  }
};

test('the head of the audit is said, and the audit is found whole against it', async () => {
  const { status, out } = await script('anchor');
  assert.equal(status, 0, out);
  await writeFile(join(folder, 'anchors.jsonl'), out);
  const verified = await script('verify', '--anchor', join(folder, 'anchors.jsonl'));
  assert.deepEqual(verified, {
    status: 0,
    out: 'The audit is whole: 30 entries under 1 seals, 0 not sealed yet.\n',
  });
});

test('every entry is written as a line of JSON, with the number of its seal', async () => {
  const { out } = await script('export');
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, 30);
  assert.deepEqual([lines[0].act, lines[0].rule, lines[0].seal], ['see-disruption', 'named', 1]);
  assert.equal((await script('export', '--until', '2020-01-01')).out, '');
});

test('an audit that was cut off is found out, and the script ends with 1', async () => {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('set session_replication_role = replica');
  await owner.query('delete from audit_seal');
  await owner.end();
  const { status, out } = await script('verify', '--anchor', join(folder, 'anchors.jsonl'));
  assert.equal(status, 1);
  assert.match(out, /The audit is not whole\. The audit was cut off: seal 1 was written down outside/);
});

test('without a command it says how, and a command it does not have ends with 2', async () => {
  assert.equal((await script('--help')).status, 0);
  const { status, out } = await script('forget');
  assert.equal(status, 2);
  assert.match(out, /script\/audit verify/);
});
