import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEmptyDatabase } from '../../test/database.ts';
import { supportedServer, versionProblem } from './supported-server.ts';

test('PostgreSQL 15 to 18 will do, and no other', () => {
  for (const version of [150_000, 150_018, 180_004]) assert.equal(versionProblem(version), undefined);
  assert.match(versionProblem(140_020) ?? '', /PostgreSQL 14: this service runs on PostgreSQL 15 to 18/);
  assert.match(versionProblem(190_000) ?? '', /PostgreSQL 19/);
});

test('a server that answers will do', async () => {
  const database = await createEmptyDatabase();
  assert.equal((await supportedServer(database.url)).ok, true);
  await database.drop();
});

test('a server that does not answer is refused with the reason', async () => {
  const server = await supportedServer('postgres://somebody@127.0.0.1:1/nothing');
  assert.ok(!server.ok);
  assert.match(server.problems[0]?.message ?? '', /DATABASE_URL cannot be used: .*ECONNREFUSED/);
});
