import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { startTestApp, type TestApp } from '../../test/app.ts';
import type { StaffKey } from '../../test/example-case.ts';
import { assertValidPage } from '../../test/html-validate.ts';
import { conveneExample, recordExample } from '../../test/recorded.ts';
import { asPerson, asService } from '../database/connection.ts';
import { claimMessage } from './delivery/claim-message.ts';
import { findLink } from './guests/store.ts';
import { bringBack, endEmployment, leaverJobs, leaverSchedule } from './leavers.ts';

let running: TestApp;
let id: string;
beforeEach(async () => {
  running = await startTestApp();
  id = await recordExample(running);
});
afterEach(() => running.stop());

const leaves = (who: StaffKey, lastDay: string) =>
  asService(running.service, (tx) =>
    endEmployment(running.service, tx, {
      personId: running.example.people[who],
      lastDay,
      by: { id: running.example.people.admin, name: 'Wendy Admin' },
    }),
  );

const addAction = (owner: StaffKey) =>
  asService(running.service, (tx) =>
    tx
      .insertInto('action')
      .values({
        id: randomUUID(),
        disruption_id: id,
        what: 'Ask the school for a quiet room',
        owner_id: running.example.people[owner],
        owner_name: 'Amina Hussain',
        due_on: '2026-04-01',
        created_by: running.example.people.gareth,
        created_at: running.time.now,
      })
      .execute(),
  );

const restrict = () =>
  asService(running.service, (tx) =>
    tx
      .updateTable('placement')
      .set({ restricted: 'high-profile', restricted_reason: 'It was in the paper' })
      .execute(),
  );

const runJob = async () => {
  await leaverJobs(running.service)['hand-over-leavers']?.({}, {} as never);
};

test('a leaver’s open session gets the sign-in page on the very next request, and nothing of the case', async () => {
  const amina = await running.as('amina');
  assert.match((await amina.get(`/disruptions/${id}`)).body, /Robin Oldroyd/);
  await leaves('amina', '2026-03-09');
  const page = await amina.get(`/disruptions/${id}`);
  assert.equal(page.status, 303);
  assert.match(page.location ?? '', /^\/sign-in/);
  assert.equal(page.body, '');
  const sessions = await asService(running.service, (tx) =>
    tx.selectFrom('session').where('person_id', '=', running.example.people.amina).selectAll().execute(),
  );
  assert.deepEqual(sessions, []);
  assert.deepEqual(
    await asPerson(running.service, { id: running.example.people.amina }, (tx) =>
      tx.selectFrom('disruption').select('id').execute(),
    ),
    [],
  );
});

test('what a leaver had goes to their manager, who reads so at home and in the history of the case', async () => {
  await addAction('amina');
  await leaves('amina', '2026-03-09');
  const gareth = await running.as('gareth');
  const home = (await gareth.get('/')).body;
  assertValidPage(home);
  assert.match(home, /Handed to you/);
  assert.match(home, /Amina Hussain, last day 9 March 2026/);
  assert.match(home, /Child’s social worker/);
  assert.match(home, /Action: Ask the school for a quiet room/);
  const page = (await gareth.get(`/disruptions/${id}`)).body;
  assertValidPage(page);
  assert.match(
    page,
    /Amina Hussain has left\. What they had here is with Gareth Pugh until somebody else is named\./,
  );
  assert.match(page, /Gareth Pugh has it\./);
  assert.match(page, /Gareth Pugh, by 1 April 2026/);
  assert.doesNotMatch((await (await running.as('helen')).get('/')).body, /Handed to you/);

  assert.equal((await gareth.post(`/handed-over/${running.example.people.amina}/read`, {})).status, 303);
  assert.doesNotMatch((await gareth.get('/')).body, /Handed to you/);
});

test('somebody else cannot put away what was handed to a manager, and an address that names nobody is not there', async () => {
  await leaves('amina', '2026-03-09');
  const helen = await running.as('helen');
  await helen.post(`/handed-over/${running.example.people.amina}/read`, {});
  assert.equal((await helen.post('/handed-over/nobody/read', {})).status, 404);
  assert.match((await (await running.as('gareth')).get('/')).body, /Handed to you/);
});

test('said twice, somebody leaves once', async () => {
  await addAction('amina');
  await leaves('amina', '2026-03-09');
  await leaves('amina', '2026-03-01');
  await runJob();
  const { handovers, entries, person } = await asService(running.service, async (tx) => ({
    handovers: await tx.selectFrom('handover').select('id').execute(),
    entries: await tx.selectFrom('history').where('act', '=', 'hand-over').select('id').execute(),
    person: await tx
      .selectFrom('person')
      .where('id', '=', running.example.people.amina)
      .select('left_on')
      .executeTakeFirst(),
  }));
  assert.equal(handovers.length, 2);
  assert.equal(entries.length, 1);
  assert.equal(person?.left_on, '2026-03-10');
});

test('said by four at once, somebody leaves once', async () => {
  await addAction('amina');
  await Promise.all([leaves('amina', '2026-03-09'), leaves('amina', '2026-03-09'), runJob(), runJob()]);
  const handovers = await asService(running.service, (tx) =>
    tx.selectFrom('handover').select(['kind', 'to_id']).orderBy('kind').execute(),
  );
  const { gareth } = running.example.people;
  assert.deepEqual(handovers, [
    { kind: 'action', to_id: gareth },
    { kind: 'part', to_id: gareth },
  ]);
});

test('the day’s leavers are looked for at five past midnight in London, in winter and in summer', () => {
  const [item] = parseCrontab(leaverSchedule);
  assert.equal(item?.task, 'hand-over-leavers');
  for (const [day, hour] of [
    ['2026-01-15', 0],
    ['2026-07-14', 23],
  ] as const) {
    const at = new Date(`${day}T${String(hour).padStart(2, '0')}:05:00Z`);
    const london = at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
    assert.equal(london, '00:05');
    const isDue = item?.match({
      min: 5,
      hour,
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    });
    assert.ok(isDue);
  }
});

test('a restricted case goes to nobody whose name is not on it, and the guardian hears of it by reference only', async () => {
  await asService(running.service, (tx) =>
    tx
      .deleteFrom('placement_access')
      .where('person_id', 'in', [running.example.people.gareth, running.example.people.helen])
      .execute(),
  );
  await restrict();
  await leaves('amina', '2026-03-09');
  const miriam = await running.as('guardian');
  const guardian = (await miriam.get('/')).body;
  assertValidPage(guardian);
  assert.match(guardian, /Nobody has these now/);
  assert.match(guardian, /open only to those on it by name/);
  assert.doesNotMatch(guardian, /Robin|Oldroyd|\/disruptions\//);
  const gareth = await running.as('gareth');
  assert.doesNotMatch((await gareth.get('/')).body, /Handed to you/);
  assert.equal((await gareth.get(`/disruptions/${id}`)).status, 404);
  const tomasz = await (await running.as('iro')).get(`/disruptions/${id}`);
  assert.match(tomasz.body, /Nobody has what they had here/);
  await miriam.post(`/handed-over/${running.example.people.amina}/read`, { which: 'nobody' });
  assert.doesNotMatch((await miriam.get('/')).body, /Nobody has these now/);
});

for (const [season, before, after] of [
  ['winter', '2026-03-10T23:59:59Z', '2026-03-11T00:00:00Z'],
  ['summer', '2026-06-10T22:59:59Z', '2026-06-10T23:00:00Z'],
  ['the night the clocks go forward', '2026-03-28T23:59:59Z', '2026-03-29T00:00:00Z'],
  ['the night after they went back', '2026-10-25T23:59:59Z', '2026-10-26T00:00:00Z'],
] as const)
  test(`a last day ends at midnight in London: ${season}`, async () => {
    const { time, service, example } = running;
    time.now = new Date(before);
    const lastDay = before.slice(0, 10);
    const amina = await running.as('amina');
    await leaves('amina', lastDay);
    assert.equal((await amina.get(`/disruptions/${id}`)).status, 200);
    const casesSeen = () =>
      asPerson(service, { id: example.people.amina }, (tx) =>
        tx.selectFrom('disruption').select('id').execute(),
      );
    assert.equal((await casesSeen()).length, 1);
    await runJob();
    assert.equal((await casesSeen()).length, 1, 'handed over before the last day was over');
    time.now = new Date(after);
    assert.equal((await casesSeen()).length, 0);
    assert.match((await amina.get(`/disruptions/${id}`)).location ?? '', /^\/sign-in/);
    await runJob();
    const [handover] = await asService(service, (tx) => tx.selectFrom('handover').selectAll().execute());
    assert.equal(handover?.to_id, example.people.gareth);
  });

test('when the chair has left, the case asks for another, and nobody is kept on the meeting silently', async () => {
  await conveneExample(running, id);
  await leaves('chair', '2026-03-09');
  await leaves('minutes', '2026-03-09');
  const amina = await running.as('amina');
  const page = (await amina.get(`/disruptions/${id}`)).body;
  assertValidPage(page);
  assert.match(page, /Next: choose a new chair \(Ruth Barlow has left\) by Tuesday 31 March 2026/);
  assert.match(
    page,
    /Bilal Khan, who was to take its minutes, have left and are still down for this meeting/,
  );
  assert.doesNotMatch(page, /Ruth Barlow chairs/);
  const invited = (await amina.get(`/disruptions/${id}/invitations`)).body;
  assertValidPage(invited);
  assert.equal(invited.match(/Has left, and hears nothing more/g)?.length, 2);
  const guardian = (await (await running.as('guardian')).get('/')).body;
  assert.match(guardian, /somebody else has to be chosen for the meeting/i);
});

test('a chair whose last day comes before the meeting is asked to be replaced while they are still here', async () => {
  await conveneExample(running, id);
  await leaves('chair', '2026-03-30');
  const page = (await (await running.as('amina')).get(`/disruptions/${id}`)).body;
  assert.match(page, /Next: choose a new chair \(Ruth Barlow leaves before the meeting\)/);
});

test('a leaver who was invited is sent nothing more, and their private link opens nothing', async () => {
  await conveneExample(running, id);
  const { service, time } = running;
  const messageOf = () =>
    asService(service, (tx) =>
      tx
        .selectFrom('message')
        .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
        .where('invitation.person_id', '=', running.example.people.iro)
        .select(['message.id', 'message.content', 'message.status'])
        .executeTakeFirstOrThrow(),
    );
  const { id: messageId, content } = await messageOf();
  const { linkId } = content as { readonly linkId: string };
  const hash = randomBytes(32);
  await asService(service, (tx) =>
    tx.updateTable('guest_link').set({ token_hash: hash }).where('id', '=', linkId).execute(),
  );
  const finds = () => asService(service, (tx) => findLink(tx, hash, time.now));
  assert.equal((await finds())?.id, linkId);
  await leaves('iro', '2026-03-09');
  assert.equal(await finds(), undefined);
  assert.equal(await asService(service, (tx) => claimMessage(tx, service, messageId)), null);
  assert.equal((await messageOf()).status, 'not-needed');
});

test('somebody who returns has access anew, and nothing that was handed over comes back by itself', async () => {
  await leaves('amina', '2026-03-09');
  const { id: personId, organisationId } = running.example.actors.amina;
  await asService(running.service, async (tx) => {
    await bringBack(tx, personId);
    await tx
      .insertInto('person_post')
      .values({
        id: randomUUID(),
        organisation_id: organisationId,
        person_id: personId,
        post: 'social-worker',
      })
      .execute();
  });
  const amina = await running.as('amina');
  assert.equal((await amina.get('/')).status, 200);
  assert.equal((await amina.get(`/disruptions/${id}`)).status, 404);
});

test('those whom a leaver managed answer to the manager above, who sees their cases', async () => {
  await leaves('gareth', '2026-03-09');
  const links = await asService(running.service, (tx) =>
    tx
      .selectFrom('line_management')
      .where('person_id', '=', running.example.people.amina)
      .where('until_on', 'is', null)
      .select(['manager_id', 'from_on'])
      .execute(),
  );
  assert.deepEqual(links, [{ manager_id: running.example.people.helen, from_on: '2026-03-10' }]);
});
