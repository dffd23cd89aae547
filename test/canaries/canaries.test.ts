import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { walk } from './journey.ts';
import { startWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await startWorld();
  await walk(world);
});
after(() => world.stop());

test('something left', () => {
  assert.ok(world.artefacts.length > 0);
  console.log(world.artefacts.length, world.canaries.all.length);
});
