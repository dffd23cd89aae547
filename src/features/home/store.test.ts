import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../../../test/database.ts';
import { addManyCases, signInWorkers } from '../../../test/many-cases.ts';
import { loadCase } from '../../database/case-record.ts';
import { asPerson } from '../../database/connection.ts';
import { disruptionsOf } from './store.ts';

test('each disruption is listed with its own children, of all that the person may see', async () => {
  const database = await createTestDatabase();
  await addManyCases(database.url, 40, '2026-03-10');
  const [worker = assert.fail('nobody works here')] = await signInWorkers(database.url, 1, new Date());
  await asPerson(database, { id: worker.id }, async (tx) => {
    const waiting = await disruptionsOf(tx, worker.id, { size: 25, after: 0 });
    assert.equal(waiting.length, 15);
    for (const { id, children } of waiting) {
      const names = (await loadCase(tx, id))?.placement.children.map(({ givenName, familyName }) => ({
        givenName,
        familyName,
      }));
      assert.deepEqual(children, names);
    }
  });
  await database.drop();
});
