import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addEarlierPlacement } from '../../../test/earlier-placement.ts';
import { family } from '../../../test/example-case.ts';
import { recordExample } from '../../../test/recorded.ts';
import { withCase } from '../case-door.ts';
import { assessChairsOn } from './chairs.ts';

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
});
after(() => running.stop());

const reasonsAgainst = async (name: string) => {
  const { service, example } = running;
  const assessed = await withCase(service, example.actors.amina, id, 'convene-meeting', (open) =>
    assessChairsOn(open, '2026-03-31'),
  );
  const found = assessed.find(({ candidate }) => candidate.name === name)?.eligibility;
  return found?.is === 'not-eligible' ? found.reasons : found?.is;
};

test('somebody who was the child’s social worker, or assessed these adopters, on an earlier placement may not chair', async () => {
  const { service, example } = running;
  for (const name of ['Ruth Barlow', 'Simon Vale', 'Nadia Rahman'])
    assert.equal(await reasonsAgainst(name), 'eligible', name);
  await addEarlierPlacement(service.db, example, {
    endedOn: '2025-02-01',
    childIds: example.childIds,
    roles: [['chair', 'child-social-worker']],
  });
  await addEarlierPlacement(service.db, example, {
    endedOn: '2025-02-01',
    carerEmails: family.adopters.map(({ email }) => email),
    roles: [
      ['chair2', 'assessed-adopters'],
      ['otherteam', 'child-social-worker'],
    ],
  });
  assert.deepEqual(await reasonsAgainst('Ruth Barlow'), [
    'is or was the child’s social worker, on another placement',
  ]);
  assert.deepEqual(await reasonsAgainst('Simon Vale'), ['assessed these adopters, on another placement']);
  assert.equal(
    await reasonsAgainst('Nadia Rahman'),
    'eligible',
    'the social worker of another child of theirs',
  );
});

test('the line above the child’s social worker of a placement that overlaps with this one may not chair, by name', async () => {
  const { service, example } = running;
  await addEarlierPlacement(service.db, example, {
    endedOn: '2025-12-01',
    childIds: example.childIds,
    roles: [['gareth', 'child-social-worker']],
  });
  assert.deepEqual(await reasonsAgainst('Helen Marsh'), [
    'line-manages Amina Hussain through Gareth Pugh',
    'line-manages Gareth Pugh',
    'is or was the service manager',
  ]);
});
