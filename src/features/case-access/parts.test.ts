import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { emailOfStaff, type StaffKey } from '../../../test/example-case.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { conveneExample, meetingTyped, recordExample } from '../../../test/recorded.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { saveMeeting } from '../meetings/arrange-meeting.ts';
import { saveCancellation } from '../meetings/cancel-meeting.ts';
import { managersOver } from './store.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const statusFor = async (who: StaffKey, id: string) =>
  (await (await running.as(who)).get(`/disruptions/${id}`)).status;
const end = async (id: string, by: StaffKey, who: StaffKey, capacity: string) =>
  (await running.as(by)).post(`/disruptions/${id}/people/${running.example.people[who]}/${capacity}/end`, {
    reason: 'Moved',
  });

test('nobody of another council is put on a case, nor is anybody made there what they are not', async () => {
  const { id } = await addGuidanceCase(running);
  const amina = await running.as('amina');
  const put = (who: StaffKey, capacity: string) =>
    amina.post(`/disruptions/${id}/people/add`, { email: emailOfStaff(who), capacity, reason: 'Covers' });
  for (const who of ['outsider', 'chair', 'admin'] as const)
    assert.match((await put(who, 'child-social-worker')).body, /Enter the work e-mail address/, who);
  const unfit = await put('agency', 'team-manager');
  assert.equal(unfit.status, 422);
  assertValidPage(unfit.body);
  assert.match(unfit.body, /Priya Shah cannot be that here/);
  assert.equal(await statusFor('agency', id), 404);
  assert.equal((await put('agency', 'adopters-social-worker')).status, 303);
  assert.equal(await statusFor('agency', id), 200);
});

test('the last social worker stays on a case, and of two managers ended at once one does', async () => {
  const { id } = await addGuidanceCase(running);
  const last = await end(id, 'gareth', 'amina', 'child-social-worker');
  assert.equal(last.status, 422);
  assertValidPage(last.body);
  assert.match(last.body, /Put another social worker on the case first/);
  const answers = await Promise.all([
    end(id, 'amina', 'gareth', 'team-manager'),
    end(id, 'amina', 'helen', 'service-manager'),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
});

test('a manager who sees a case because of one social worker does not lock themselves out by ending that part', async () => {
  const { id, placementId } = await addGuidanceCase(running);
  const { people } = running.example;
  await asService(running.service, async (tx) => {
    await sql`select app_put_on_case(${placementId}, ${people.otherteam}, 'child-social-worker')`.execute(tx);
    await sql`update placement_access set until_at = '2026-03-01'
      where placement_id = ${placementId} and person_id = ${people.gareth}`.execute(tx);
  });
  const locked = await end(id, 'gareth', 'amina', 'child-social-worker');
  assert.equal(locked.status, 422);
  assert.match(locked.body, /You see this case because you manage them/);
  assert.equal(await statusFor('amina', id), 200, 'and nothing was ended');
});

test('those named as managers over a case are exactly those who see it so', async () => {
  const { placementId } = await addGuidanceCase(running);
  const { people, actors } = running.example;
  const told = await asPerson(running.service, actors.amina, (tx) => managersOver(tx, placementId));
  const seeing: string[] = [];
  for (const id of Object.values(people)) {
    const { rows } = await asPerson(running.service, { id }, (tx) =>
      sql<{ it: boolean }>`select app_manages(${placementId}) as it`.execute(tx),
    );
    if (rows[0]?.it) seeing.push(id);
  }
  assert.deepEqual(told.map(({ personId }) => personId).sort(), seeing.sort());
  assert.deepEqual(seeing.sort(), [people.gareth, people.helen].sort());
});

test('a chair who is replaced opens the case no more, nor does anybody of a meeting that is off', async () => {
  const id = await recordExample(running);
  await conveneExample(running, id);
  const { service, example } = running;
  const form = () => ({ disruptionId: id, key: randomUUID() });
  assert.equal(await statusFor('chair', id), 200);
  assert.match((await end(id, 'amina', 'chair', 'chair')).body, /change the meeting instead/);
  const changed = await saveMeeting(service, example.actors.amina, form(), {
    ...meetingTyped(running),
    chairId: example.people.chair2,
  });
  assert.ok(changed.ok, JSON.stringify(changed));
  assert.deepEqual([await statusFor('chair', id), await statusFor('chair2', id)], [404, 200]);
  const history = await asService(service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).select('summary').execute(),
  );
  assert.ok(
    history.some(
      ({ summary }) => summary === 'Ended the part of Ruth Barlow as chair: the meeting names them no more',
    ),
  );
  assert.ok((await saveCancellation(service, example.actors.amina, form(), { reason: 'Snow' })).ok);
  assert.deepEqual([await statusFor('chair2', id), await statusFor('minutes', id)], [404, 404]);
});

test('who loses sight of a case is told by person and not by name, and never whoever opens nothing', async () => {
  const { id, placementId } = await addGuidanceCase(running);
  const { people } = running.example;
  await asService(running.service, async (tx) => {
    await tx
      .insertInto('line_management')
      .values({
        person_id: people.amina,
        manager_id: people.otherteam,
        from_on: '2026-01-01',
        until_on: null,
      })
      .execute();
    // Two of one name: the one on the case by name, the other above it.
    await tx.updateTable('person').set({ name: 'Gareth Pugh' }).where('id', '=', people.otherteam).execute();
    await sql`select app_put_on_case(${placementId}, ${people.panel}, 'panel-advisor')`.execute(tx);
  });
  const { body } = await (await running.as('gareth')).get(`/disruptions/${id}/restriction`);
  assertValidPage(body);
  assert.match(body, /Gareth Pugh will not see it any more/);
  assert.match(body, /go on as before: [^.]*Gareth Pugh/);
  assert.doesNotMatch(body, /Joy Okafor/);
});
