import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTwoWriters } from './two-writers/run.ts';

test('what each of two writers was told is saved is there, whatever was cut and killed meanwhile', async () => {
  const { edits, told, cuts, kills, lost } = await runTwoWriters({
    ...{ edits: 300, cutEvery: 20, killEvery: 90, seed: 'two writers' },
  });
  assert.equal(edits, 300);
  assert.ok(told > 150, `${told} words were told to be saved`);
  assert.ok(cuts > 3 && kills > 0, `${cuts} cuts, ${kills} kills`);
  assert.deepEqual(lost, []);
});
