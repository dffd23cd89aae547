import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs, invitationOf } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { meetingTyped, recordExample } from '../../../test/recorded.ts';
import { asGuest, asService } from '../../database/connection.ts';
import type { MessageContent } from '../../domain/message.ts';

let running: TestApp;
let amina: Visitor;
let id: string;
let mother: string;
let carer: string;
const [carerName, motherName] = [family.carers[0].name, family.mother.name];
before(async () => {
  running = await startTestApp();
  amina = await running.as('amina');
  id = await recordExample(running);
  const contacts = await asService(running.service, (tx) =>
    tx.selectFrom('contact').select(['id', 'name']).execute(),
  );
  const source = (name: string) => `contact-${contacts.find((contact) => contact.name === name)?.id}`;
  mother = source(motherName);
  carer = source(carerName);
});
after(() => running.stop());

const recorded = () => ({
  ...{ oneSide: mother, otherSide: carer, why: 'order', note: 'No contact until the autumn' },
  ...{ 'sinceOn-day': '1', 'sinceOn-month': '2', 'sinceOn-year': '2026', decidedBy: 'The family court' },
});
const convene = (changes: Readonly<Record<string, string>> = {}) =>
  amina.post(`/disruptions/${id}/meeting`, {
    ...meetingTyped(running),
    [`choice-${mother}`]: 'attend',
    [`reason-${mother}`]: 'She asked to be heard',
    [`place-${mother}`]: 'yes',
    ...changes,
  });
/** Convenes once how people take part is confirmed as the form asks; what is to be confirmed. */
const conveneConfirmed = async (changes: Readonly<Record<string, string>> = {}) => {
  const asked = await convene(changes);
  assert.equal(asked.status, 422);
  assertValidPage(asked.body);
  const plansConfirmed = /name="plansConfirmed" type="checkbox" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
  assert.equal((await convene({ ...changes, plansConfirmed })).status, 303);
  return plansConfirmed;
};
const plan = (source: string, fields: Readonly<Record<string, string>>) =>
  amina.post(`/disruptions/${id}/apart/people/${source}`, fields);
const newest = async (name: string) => {
  const { id: invitationId } = await invitationOf(running, name);
  const { kind, content } = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitationId)
      .where('kind', '<>', 'code')
      .orderBy('queued_at', 'desc')
      .select(['kind', 'content'])
      .executeTakeFirstOrThrow(),
  );
  return { kind, meeting: (content as MessageContent).meeting };
};
const later = () => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
};

test('who must not meet is recorded for staff, and what is missing is named', async () => {
  const form = await amina.get(`/disruptions/${id}/apart/new`);
  assertValidPage(form.body);
  const empty = await amina.post(`/disruptions/${id}/apart/new`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const words of ['Choose who must not meet', 'Choose why', 'Enter who decided it'])
    assert.match(empty.body, new RegExp(words));
  assert.equal((await amina.post(`/disruptions/${id}/apart/new`, recorded())).status, 303);
  const { body } = await amina.get(`/disruptions/${id}/apart`);
  assertValidPage(body);
  assert.match(body, new RegExp(`${motherName} must not meet ${carerName}`));
  assert.match(body, /No contact until the autumn/);
});

test('a meeting that would bring them together is not convened, and says what to do', async () => {
  const refused = await convene();
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(
    refused.body,
    new RegExp(`${motherName} and ${carerName} must not meet, and nothing keeps them apart`),
  );
  assert.match(refused.body, /Why may they be there together\?/);
});

test('with a session of her own it is convened: each is told their own times, and nothing of the other', async () => {
  const wrong = await plan(mother, { way: 'own-session' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  const own = {
    way: 'own-session',
    sessionAt: '9am',
    sessionLong: '45',
    sessionEntrance: 'by the garden door',
  };
  assert.equal((await plan(mother, own)).status, 303);
  assertValidPage((await amina.get(`/disruptions/${id}/apart/people/${mother}`)).body);
  assert.match(await conveneConfirmed(), /A session of their own at 9am, for 45 minutes, by the garden door/);
  const hers = (await newest(motherName)).meeting;
  assert.deepEqual([hers?.startsAt, hers?.minutesLong, hers?.sequence], ['09:00', 45, 0]);
  assert.equal(hers?.place, 'The Council House, room 3, by the garden door');
  const carers = (await newest(carerName)).meeting;
  assert.deepEqual([carers?.startsAt, carers?.minutesLong], ['10:00', 120]);
  assert.doesNotMatch(JSON.stringify(carers), /garden|09:00/);

  const guest = await enterAs(running, motherName);
  const { body } = await guest.get('/private/meeting');
  assert.match(body, /9am, for about 45 minutes/);
  // Whoever has no link is not asked whether they join by it.
  assert.match(body, /value="coming"/);
  assert.doesNotMatch(body, /value="by-video"/);
  const byVideo = await guest.post('/private/meeting/reply', { reply: 'by-video' });
  assert.equal(byVideo.status, 422);
  assert.doesNotMatch(body, new RegExp(`10am|${carerName}|must not meet|No contact`));
  const file = await guest.get('/private/meeting/calendar.ics');
  assert.match(file.body, /DTSTART;TZID=Europe\/London:20260331T090000/);
  assert.doesNotMatch(file.body, /DTSTART[^:]*:20260331T100000/);
});

test('another time for her is a change of her own entry: she alone is told, with the next sequence', async () => {
  await asService(running.service, (tx) =>
    tx.updateTable('message').set({ status: 'sent', attempts: 1 }).where('kind', '<>', 'code').execute(),
  );
  later();
  await plan(mother, { way: 'own-session', sessionAt: '8:30am', sessionLong: '45' });
  const { kind, meeting } = await newest(motherName);
  assert.deepEqual([kind, meeting?.startsAt, meeting?.sequence], ['change', '08:30', 1]);
  assert.equal((await newest(carerName)).kind, 'invitation');
});

test('a plan that would bring them together again is refused without a reason', async () => {
  const refused = await plan(mother, { way: 'as-others' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /must not meet, and nothing keeps them apart/);
  assert.match((await amina.get(`/disruptions/${id}/apart`)).body, /A session of their own at 8:30am/);
});

test('staff see it where they prepare the meeting; somebody recorded since is a warning until a plan is made', async () => {
  const prepared = await amina.get(`/disruptions/${id}/preparation`);
  assertValidPage(prepared.body);
  assert.match(prepared.body, /Apart from others:<\/strong> A session of their own at 8:30am/);
  assert.doesNotMatch(prepared.body, /nothing keeps them apart/);
  await amina.post(`/disruptions/${id}/apart/new`, {
    ...recorded(),
    oneSide: carer,
    otherSide: `staff-${running.example.people.iro}`,
    why: 'wish',
  });
  for (const page of ['preparation', 'invitations', 'apart']) {
    const { body } = await amina.get(`/disruptions/${id}/${page}`);
    assertValidPage(body);
    assert.match(
      body,
      new RegExp(`${carerName} and Tomasz Nowak must not meet, and nothing keeps them apart`),
      page,
    );
  }
});

test('the chair lets them be there together with a reason, and whoever is neither chair nor convener does not', async () => {
  const { id: apartId } = await asService(running.service, (tx) =>
    tx.selectFrom('kept_apart').where('why', '=', 'wish').select('id').executeTakeFirstOrThrow(),
  );
  const path = `/disruptions/${id}/apart/${apartId}`;
  const decided = { becomes: 'together', reason: 'He asks for it himself' };
  const byIro = await (await running.as('iro')).post(path, decided);
  assert.equal(byIro.status, 422);
  assertValidPage(byIro.body);
  assert.equal((await (await running.as('chair')).post(path, decided)).status, 303);
  const { body } = await amina.get(`/disruptions/${id}/apart`);
  assertValidPage(body);
  assert.match(body, /at this meeting together all the same, Ruth Barlow decided: He asks for it himself/);
  assert.doesNotMatch((await amina.get(`/disruptions/${id}/preparation`)).body, /nothing keeps them apart/);
  await amina.post(path, { becomes: 'over', reason: 'They have talked' });
  assert.doesNotMatch((await amina.get(`/disruptions/${id}/apart`)).body, /Tomasz Nowak/);
  assert.equal((await amina.get(path)).status, 404);
});

test('a reason of whoever convenes is kept, and the meeting then stands', async () => {
  const together = await plan(mother, { way: 'as-others', togetherReason: 'The court has allowed it' });
  assert.equal(together.status, 303);
  assert.match(
    (await amina.get(`/disruptions/${id}/apart`)).body,
    /Amina Hussain decided: The court has allowed it/,
  );
  assert.equal((await convene()).status, 303);
});

test('a reason is for the meeting and the day it was given for: another day, and it is asked for again', async () => {
  const another = { 'heldOn-day': '1', 'heldOn-month': '4' };
  const refused = await convene(another);
  assert.equal(refused.status, 422);
  assert.match(refused.body, new RegExp(`${motherName} and ${carerName} must not meet`));
  assert.equal((await convene()).status, 303);
});

test('an arrival moves with the meeting, once it is confirmed, and none is planned for when it is over', async () => {
  assert.match((await plan(mother, { way: 'own-arrival', arrivesAt: '12:30pm' })).body, /an hour before/);
  assert.equal((await plan(mother, { way: 'own-arrival', arrivesAt: '10:15am' })).status, 303);
  later();
  const confirmed = await conveneConfirmed({ startsAt: '14:00' });
  assert.match(confirmed, /at 2pm.*Arrives apart at 2:15pm/);
  const { kind, meeting } = await newest(motherName);
  assert.deepEqual([kind, meeting?.startsAt, meeting?.minutesLong], ['change', '14:15', 105]);
  assert.match((await amina.get(`/disruptions/${id}/apart`)).body, /Arrives apart at 2:15pm/);
});

test('a plan for a meeting that was cancelled is not the next one’s: who would come at a wrong time is named', async () => {
  await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'The room was flooded' });
  const refused = await convene();
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, new RegExp(`${motherName} would arrive at 2:15pm, which is not in time`));
  assert.match(refused.body, /id="plans"/);
  assert.equal((await plan(mother, { way: 'as-others' })).status, 303);
  const anew = await convene();
  assert.match(anew.body, new RegExp(`${motherName} and ${carerName} must not meet`));
  assert.equal((await convene({ togetherReason: 'The court has allowed it' })).status, 303);
});

test('of all this a guest’s connection reads their own part alone', async () => {
  await plan(carer, { way: 'by-video' });
  const seen = async (name: string) =>
    asGuest(running.service, { id: (await invitationOf(running, name)).id }, async (tx) => ({
      records: await tx.selectFrom('kept_apart').selectAll().execute(),
      ways: await tx.selectFrom('own_way').select('source').execute(),
    }));
  assert.deepEqual(await seen(motherName), { records: [], ways: [] });
  assert.deepEqual(await seen(carerName), { records: [], ways: [{ source: carer }] });
});
