import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { emailOfStaff } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
let id: string;
let path: string;
before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
  path = `/disruptions/${id}`;
});
after(() => running.stop());

const historyOf = async () =>
  (
    await asService(running.service, (tx) =>
      tx.selectFrom('history').where('disruption_id', '=', id).orderBy('id').select('summary').execute(),
    )
  ).map(({ summary }) => summary);

const goodColleague = () => ({
  email: emailOfStaff('otherteam').toUpperCase(),
  capacity: 'team-manager',
  reason: 'Covers for Gareth in April',
});

test('those on a case see who may open it, and why', async () => {
  const page = await (await running.as('amina')).get(`${path}/people`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Amina Hussain.*Child’s social worker/s);
  assert.match(page.body, /Joy Okafor.*Does not open the case/s);
  assert.match(page.body, /Gareth Pugh and Helen Marsh, because each of them manages somebody/);
});

test('whoever is not on the case finds no such page, nor does an administrator or the panel’s advisor', async () => {
  for (const key of ['otherteam', 'outsider', 'admin', 'panel', 'chair'] as const)
    for (const page of ['people', 'people/add', 'restriction'])
      assert.equal((await (await running.as(key)).get(`${path}/${page}`)).status, 404, `${key} ${page}`);
});

test('a colleague cannot be put on the case without an address, a part and a reason', async () => {
  const amina = await running.as('amina');
  const empty = await amina.post(`${path}/people/add`, { email: '', capacity: '', reason: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const message of ['Enter the work e-mail address', 'Choose in what capacity', 'Enter why they need'])
    assert.match(empty.body, new RegExp(message));
  const unknown = await amina.post(`${path}/people/add`, {
    ...goodColleague(),
    email: 'nobody@nowhere.example',
  });
  assert.equal(unknown.status, 422);
  assert.match(unknown.body, /value="nobody@nowhere.example"/, 'what was typed is shown again');
  const administrator = await amina.post(`${path}/people/add`, {
    ...goodColleague(),
    email: emailOfStaff('admin'),
  });
  assert.equal(administrator.status, 422, 'an administrator sees no case');
});

test('a colleague who is put on the case opens it at once, once however often it is sent, and the history says why', async () => {
  const amina = await running.as('amina');
  const colleague = await running.as('otherteam');
  assert.equal((await colleague.get(path)).status, 404);
  const key = randomUUID();
  for (let times = 0; times < 2; times += 1)
    assert.equal((await amina.post(`${path}/people/add`, goodColleague(), key)).location, `${path}/people`);
  assert.equal((await colleague.get(path)).status, 200);
  assert.match((await colleague.get('/')).body, new RegExp(path));
  const told = (await historyOf()).filter((summary) => summary.startsWith('Put Nadia Rahman'));
  assert.deepEqual(told, ['Put Nadia Rahman on the case as team manager: Covers for Gareth in April']);
  const again = await amina.post(`${path}/people/add`, goodColleague());
  assert.match(again.body, /Nadia Rahman is on this case as team manager already/);
});

test('a part ends at once and for a reason, and can begin again', async () => {
  const amina = await running.as('amina');
  const colleague = await running.as('otherteam');
  const end = `${path}/people/${running.example.people.otherteam}/team-manager/end`;
  const page = await amina.get(end);
  assertValidPage(page.body);
  assert.match(page.body, /End the part of Nadia Rahman/);
  assert.equal((await amina.post(end, { reason: '' })).status, 422);
  assert.equal((await amina.post(end, { reason: 'Gareth is back' })).status, 303);
  assert.equal((await colleague.get(path)).status, 404);
  assert.match(
    (await amina.get(`${path}/people`)).body,
    /No longer on the case.*Nadia Rahman, team manager, until/s,
  );
  assert.match((await amina.post(end, { reason: 'Again' })).body, /has ended already/);
  assert.equal((await amina.post(`${path}/people/add`, goodColleague())).status, 303);
  assert.equal((await colleague.get(path)).status, 200);
  assert.equal((await amina.post(end, { reason: 'Gareth is back' })).status, 303);
});

test('nobody ends their own part, or a part that nobody has', async () => {
  const amina = await running.as('amina');
  const own = await amina.post(`${path}/people/${running.example.people.amina}/child-social-worker/end`, {
    reason: 'I am moving',
  });
  assert.equal(own.status, 422);
  assert.match(own.body, /Ask a colleague on the case/);
  for (const wrong of [
    `${randomUUID()}/team-manager`,
    `${running.example.people.gareth}/iro`,
    'nonsense/team-manager',
  ])
    assert.equal((await amina.get(`${path}/people/${wrong}/end`)).status, 404, wrong);
});

test('a manager of those who work on a case sees it through their line, from the first day to the last', async () => {
  const { service, example } = running;
  const manages = (from_on: string, until_on: string | null) =>
    asService(service, async (tx) => {
      await tx.deleteFrom('line_management').where('manager_id', '=', example.people.otherteam).execute();
      await tx
        .insertInto('line_management')
        .values({ person_id: example.people.amina, manager_id: example.people.otherteam, from_on, until_on })
        .execute();
    });
  const seen = async () => (await (await running.as('otherteam')).get(path)).status;
  await manages('2026-03-11', null);
  assert.equal(await seen(), 404, 'from tomorrow');
  await manages('2026-03-10', null);
  assert.equal(await seen(), 200, 'from today');
  await manages('2026-01-01', '2026-03-10');
  assert.equal(await seen(), 200, 'until today');
  await manages('2026-01-01', '2026-03-09');
  assert.equal(await seen(), 404, 'until yesterday');
});

test('a manager sees their team’s cases, and not those of a team they have left', async () => {
  const { service, example } = running;
  const teamId = randomUUID();
  const { organisationId } = example.actors.amina;
  await asService(service, async (tx) => {
    await tx
      .insertInto('team')
      .values({ id: teamId, organisation_id: organisationId, name: 'North' })
      .execute();
    for (const [key, post] of [
      ['amina', 'social-worker'],
      ['otherteam', 'team-manager'],
    ] as const)
      await tx
        .insertInto('person_post')
        .values({
          id: randomUUID(),
          organisation_id: organisationId,
          person_id: example.people[key],
          post,
          team_id: teamId,
        })
        .execute();
  });
  const manager = await running.as('otherteam');
  assert.equal((await manager.get(path)).status, 200);
  assert.match((await manager.get('/')).body, new RegExp(path));
  await asService(service, (tx) =>
    tx
      .updateTable('person_post')
      .set({ until_on: '2026-03-09' })
      .where('person_id', '=', example.people.otherteam)
      .where('team_id', '=', teamId)
      .execute(),
  );
  assert.equal((await manager.get(path)).status, 404);
  assert.doesNotMatch((await manager.get('/')).body, new RegExp(path));
});

test('a restricted case is open to those on it by name alone, and a manager who restricts it stays on it', async () => {
  const { service, example } = running;
  await asService(service, (tx) =>
    tx
      .insertInto('line_management')
      .values({
        person_id: example.people.amina,
        manager_id: example.people.otherteam,
        from_on: '2026-03-10',
        until_on: null,
      })
      .execute(),
  );
  const nadia = await running.as('otherteam');
  const page = await nadia.get(`${path}/restriction`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const empty = await nadia.post(`${path}/restriction`, { reason: '' });
  assert.equal(empty.status, 422);
  assert.match(empty.body, /Choose whether the case is restricted/);
  const restricted = await nadia.post(`${path}/restriction`, {
    restriction: 'staff-relative',
    reason: 'A relative works in fostering',
  });
  assert.equal(restricted.status, 303);
  const after = await nadia.get(`${path}/people`);
  assert.match(after.body, /restricted to those on it by name/);
  assert.match(after.body, /Nadia Rahman.*Team manager/s);
  // Gareth and Helen are on it by name.
  assert.equal((await (await running.as('gareth')).get(path)).status, 200);
  await asService(service, (tx) =>
    tx
      .updateTable('placement_access')
      .set({ until_at: new Date('2026-03-10T09:00:00Z') })
      .where('person_id', '=', example.people.gareth)
      .execute(),
  );
  assert.equal(
    (await (await running.as('gareth')).get(path)).status,
    404,
    'a line manager who is not on it by name',
  );
  assert.equal(
    (await nadia.post(`${path}/restriction`, { restriction: 'none', reason: 'They have left' })).status,
    303,
  );
  assert.equal((await (await running.as('gareth')).get(path)).status, 200, 'and again once it is lifted');
});

test('what people type is shown as text', async () => {
  const amina = await running.as('amina');
  await amina.post(`${path}/people/add`, {
    ...goodColleague(),
    capacity: 'child-social-worker',
    reason: '<script>alert(1)</script>',
  });
  const { body } = await amina.get(`${path}/people`);
  assert.match(body, /&lt;script&gt;/);
  assert.doesNotMatch(body, /<script>alert/);
});
