import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runKills } from './kill-filing/run.ts';
import { runCarrier } from './kill-filing/run-carrier.ts';

test('the service’s worker, killed while it files on SFTP and WebDAV servers, leaves each document there once, whole', async () => {
  const { kills, filings, wrong } = await runKills(3);
  assert.equal(kills, 3);
  assert.ok(filings >= 10);
  assert.deepEqual(wrong, []);
});

test('the rule and the connectors, killed at random, leave each document there once, whole, and nothing half written', async () => {
  const { kills, midway, wrong } = await runCarrier(15);
  assert.equal(kills, 15);
  assert.ok(midway > 0);
  assert.deepEqual(wrong, []);
});
