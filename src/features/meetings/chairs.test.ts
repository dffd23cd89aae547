import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addEarlierPlacement } from '../../../test/earlier-placement.ts';
import { family } from '../../../test/example-case.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { withCase } from '../case-door.ts';
import { assessChairsOn } from './chairs.ts';

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
});
after(() => running.stop());

/** In the middle of their time here somebody was in a team, in a post, from a day until a day. */
const wasIn = (teamId: string, personId: string, post: string, from_on: string, until_on: string | null) =>
  asService(running.service, (tx) =>
    tx
      .insertInto('person_post')
      .values({
        id: randomUUID(),
        organisation_id: running.example.actors.amina.organisationId,
        person_id: personId,
        post,
        team_id: teamId,
        from_on,
        until_on,
      })
      .execute(),
  );

const reasonsAgainst = async (name: string) => {
  const { service, example } = running;
  const assessed = await withCase(service, example.actors.amina, id, 'convene-meeting', (open) =>
    assessChairsOn(open, '2026-03-31'),
  );
  const found = assessed.find(({ candidate }) => candidate.name === name)?.eligibility;
  return found?.is === 'not-eligible' ? found.reasons : found?.is;
};

test('whoever managed a team while the child’s social worker was in it may not chair, nor may those above', async () => {
  const { service, example } = running;
  const { amina, otherteam } = example.actors;
  const teamId = randomUUID();
  const team = { id: teamId, organisation_id: amina.organisationId, name: 'Permanence' };
  await asService(service, (tx) => tx.insertInto('team').values(team).execute());
  await wasIn(teamId, amina.id, 'social-worker', '2024-01-01', '2026-01-10');
  await wasIn(teamId, otherteam.id, 'team-manager', '2026-01-11', null);
  assert.equal(await reasonsAgainst('Nadia Rahman'), 'eligible', 'she came after Amina had gone');
  await wasIn(teamId, otherteam.id, 'team-manager', '2026-01-01', '2026-01-10');
  assert.deepEqual(await reasonsAgainst('Nadia Rahman'), [
    'line-manages Amina Hussain, until 10 January 2026',
  ]);
  await asService(service, async (tx) => {
    await tx.deleteFrom('person_post').where('team_id', '=', teamId).execute();
    await tx.deleteFrom('team').where('id', '=', teamId).execute();
  });
});

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
