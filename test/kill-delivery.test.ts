import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runDeliveryKills } from './kill-delivery/run.ts';

test('the service’s worker, killed while it sends, loses no message, and sends none again that is marked as sent', async () => {
  const { kills, messages, midway, wrong } = await runDeliveryKills(6);
  assert.deepEqual(wrong, []);
  assert.equal(kills, 6);
  assert.ok(messages >= 20);
  assert.ok(midway > 0, 'a kill was midway');
});
