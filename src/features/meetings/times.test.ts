import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { codeOf, enterAs, invitationOf, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { meetingTyped, recordExample } from '../../../test/recorded.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { readingLevelOf } from '../../domain/reading-age.ts';

let running: TestApp;
let amina: Visitor;
let id: string;
let mother: string;
before(async () => {
  running = await startTestApp();
  amina = await running.as('amina');
  id = await recordExample(running);
  mother = `contact-${await contactId(family.mother.name)}`;
});
after(() => running.stop());

const contactId = async (name: string): Promise<string> =>
  (
    await asService(running.service, (tx) =>
      tx.selectFrom('contact').where('name', '=', name).select('id').executeTakeFirstOrThrow(),
    )
  ).id;

const timeTyped = (row: number, day: string, month: string, startsAt: string) => ({
  [`time-${row}-heldOn-day`]: day,
  [`time-${row}-heldOn-month`]: month,
  [`time-${row}-heldOn-year`]: '2026',
  [`time-${row}-startsAt`]: startsAt,
});
const typed = () => ({
  ...timeTyped(0, '31', '3', '10am'),
  ...timeTyped(1, '1', '4', '2pm'),
  minutesLong: '90',
  chairId: running.example.people.chair,
  people: mother,
});
const propose = (changes: Readonly<Record<string, string>> = {}) =>
  amina.post(`/disruptions/${id}/times/propose`, { ...typed(), ...changes });

/** The mother’s own page, some minutes later, so that each of her codes is the newest. */
const enter = () => {
  running.time.now = new Date(running.time.now.getTime() + 11 * 60_000);
  return enterAs(running, family.mother.name);
};

const messages = (kind: string) =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('message.kind', '=', kind as 'times')
      .where('message.status', '=', 'queued')
      .orderBy('invitation.name')
      .select(['invitation.name', 'message.content'])
      .execute(),
  );
const delivered = () =>
  asService(running.service, (tx) =>
    tx.updateTable('message').set({ status: 'sent', attempts: 1 }).where('status', '=', 'queued').execute(),
  );
const times = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('proposed_time')
      .where('taken_back_at', 'is', null)
      .orderBy('held_on')
      .orderBy('starts_at')
      .select(['id', 'held_on'])
      .execute(),
  );
const movesTo = (email: string) =>
  asService(running.service, (tx) =>
    tx.updateTable('contact').set({ email }).where('name', '=', family.mother.name).execute(),
  );
/** A page’s words, without what stands on every page. */
const wordsOf = (body: string): string =>
  (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '').replaceAll(/<[^>]+>/g, '\n').replaceAll(/\s*\n\s*/g, '\n');

test('the form shows the window and what is wrong with each time, and keeps what was typed', async () => {
  const { body } = await amina.get(`/disruptions/${id}/times/propose`);
  assertValidPage(body);
  assert.match(body, /between Sunday 29 March 2026 and Sunday 12 April 2026/);
  const wrong = await propose({ ...timeTyped(1, '13', '4', 'noonish'), chairId: '' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  for (const words of ['Enter when it starts', 'Choose who is to chair', 'noonish'])
    assert.match(wrong.body, new RegExp(words));
  const late = await propose(timeTyped(1, '13', '4', '2pm'));
  assert.match(late.body, /is after the window in your procedure/);
  const former = await propose({ chairId: running.example.people.former });
  assert.match(former.body, /Choose who is to chair/);
});

test('the mother, the chair and the convener are asked; whoever proposes is down as able, and written to by nobody', async () => {
  const [first, second] = await Promise.all(
    ['x', 'y'].map(() =>
      amina.post(`/disruptions/${id}/times/propose`, typed(), 'b7e1f6b0-0f0f-4d7b-9d59-0a6f2a3f5f10'),
    ),
  );
  assert.deepEqual(
    [first?.location, second?.location],
    [`/disruptions/${id}/times`, `/disruptions/${id}/times`],
  );
  const told = await messages('times');
  assert.deepEqual(
    told.map(({ name }) => name),
    [family.mother.name, 'Ruth Barlow'],
  );
  for (const { content } of told) assert.doesNotMatch(JSON.stringify(content), /Robin|Oldroyd.*Ruth|place/);
  await delivered();
  const page = await amina.get(`/disruptions/${id}/times`);
  assertValidPage(page.body);
  assert.match(page.body, /Nobody who must be there said no; Ruth Barlow has not answered/);
  assert.match((await amina.get(`/disruptions/${id}`)).body, /Times people can come/);
});

test('the mother answers by her private link: she sees the times and nothing else, in words that a nine-year-old reads', async () => {
  const guest = await enter();
  assert.equal((await guest.get('/private/meeting')).location, '/private/times');
  const page = await guest.get('/private/times');
  assertValidPage(page.body);
  assert.match(page.body, /Tuesday 31 March 2026 at 10am[\s\S]*Wednesday 1 April 2026 at 2pm/);
  assert.doesNotMatch(page.body, /Ruth|Amina|Robin|Council House/);
  const grade = readingLevelOf(wordsOf(page.body))?.grade ?? assert.fail();
  assert.ok(grade <= 5, `grade ${grade}`);

  const [a, b] = await times();
  const halfway = await guest.post('/private/times', { [`time-${a?.id}`]: 'can' });
  assert.equal(halfway.status, 422);
  assertValidPage(halfway.body);
  assert.match(halfway.body, /Choose if you can come/);
  const saved = await guest.post('/private/times', { [`time-${a?.id}`]: 'can', [`time-${b?.id}`]: 'cannot' });
  assert.equal(saved.location, '/private/times?saved=times');
  assert.match((await guest.get('/private/times?saved=times')).body, /We have saved your answer/);
  assert.equal((await guest.get('/private/meeting/calendar.ics')).status, 404);
  // Nor does anybody write to a meeting that is none yet.
  assert.equal((await guest.get('/private/meeting/words')).location, '/private/times');
  const written = await guest.post('/private/meeting/words', { do: 'save', words: 'Too early' });
  assert.equal(written.location, '/private/times');
});

test('what she typed waits for a new code when her session has run out', async () => {
  const [a, b] = await times();
  const guest = openGuest(running);
  await guest.get(await linkOf(running, family.mother.name));
  await guest.get('/private');
  const kept = await guest.post('/private/times', {
    [`time-${a?.id}`]: 'if-needed',
    [`time-${b?.id}`]: 'cannot',
  });
  assert.equal(kept.status, 401);
  assert.match(kept.body, /What you wrote is not lost/);
  assert.match(kept.body, new RegExp(`name="time-${a?.id}" value="if-needed"`));
});

test('what was carried and does not do is shown again, with what is wrong with it', async () => {
  const [a, b] = await times();
  running.time.now = new Date(running.time.now.getTime() + 11 * 60_000);
  const guest = openGuest(running);
  await guest.get(await linkOf(running, family.mother.name));
  await guest.get('/private');
  const half = { [`time-${b?.id}`]: 'if-needed' };
  await guest.post('/private/code', half);
  const code = await codeOf(running, family.mother.name);
  const { status, body } = await guest.post('/private/code/check', { code, ...half });
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Choose if you can come/);
  assert.match(body, new RegExp(`name="time-${b?.id}"[^>]*value="if-needed" checked`));
  assert.match(body, new RegExp(`name="time-${a?.id}"`));
});

test('the database lets a guest answer for themselves alone, and only about their own times', async () => {
  const own = (await invitationOf(running, family.mother.name)).id;
  const chair = (await invitationOf(running, 'Ruth Barlow')).id;
  const [a] = await times();
  const answer = (invitation_id: string, time_id: string) =>
    asGuest(running.service, { id: own }, (tx) =>
      tx
        .insertInto('time_answer')
        .values({
          time_id,
          invitation_id,
          disruption_id: id,
          answer: 'can',
          recorded_by: null,
          answered_at: new Date(),
        })
        .execute(),
    );
  await assert.rejects(answer(chair, a?.id ?? ''), /row-level security|nobody is asked/);
  await assert.rejects(
    answer(own, '00000000-0000-4000-8000-000000000000'),
    /nobody is asked about this time/,
  );
});

test('staff answer on a page when they are signed in; a worker writes down what somebody said, and who told them', async () => {
  const chair = await running.as('chair');
  const own = await invitationOf(running, 'Ruth Barlow');
  const path = `/disruptions/${id}/times/answers/${own.id}`;
  const page = await chair.get(path);
  assertValidPage(page.body);
  assert.doesNotMatch(page.body, /Who told you/);
  const [a, b] = await times();
  const answers = { [`time-${a?.id}`]: 'cannot', [`time-${b?.id}`]: 'can' };
  assert.equal((await chair.post(path, answers)).status, 303);

  const told = `/disruptions/${id}/times/answers/${(await invitationOf(running, family.mother.name)).id}`;
  const unsaid = await amina.post(told, { [`time-${a?.id}`]: 'can', [`time-${b?.id}`]: 'if-needed' });
  assert.equal(unsaid.status, 422);
  assertValidPage(unsaid.body);
  assert.match(unsaid.body, /Enter who told you[\s\S]*Enter how they told you/);
  await amina.post(told, {
    ...{ [`time-${a?.id}`]: 'can', [`time-${b?.id}`]: 'if-needed' },
    ...{ toldBy: 'Her sister', toldHow: 'On the telephone' },
  });
  const { body } = await amina.get(`/disruptions/${id}/times`);
  assertValidPage(body);
  assert.match(body, /Her sister said so \(On the telephone\)\. Written down by Amina Hussain/);
  // The chair cannot come to the first, so that the second is first.
  const order = [...body.matchAll(/<h2 class="app-duties__title">([^<]+)/g)].map(([, words]) => words);
  assert.deepEqual(order, ['Wednesday 1 April 2026 at 2pm', 'Tuesday 31 March 2026 at 10am']);
  assert.match(body, /Ruth Barlow must be there and cannot come/);
});

test('an address is put right while she is asked: the links to the one before are closed, and the times sent again', async () => {
  await delivered();
  const invitation = () => invitationOf(running, family.mother.name);
  const stranger = await enter();
  assert.equal((await stranger.get('/private/times')).status, 200);
  const reach = await amina.get(`/disruptions/${id}/reach/${mother}`);
  assertValidPage(reach.body);
  assert.doesNotMatch(reach.body, /name="email"/);
  const path = `/disruptions/${id}/invitations/${(await invitation()).id}/address`;
  assert.ok((await amina.get(`/disruptions/${id}/invitations`)).body.includes(path));
  assertValidPage((await amina.get(path)).body);
  const corrected = await amina.post(path, { email: 'kirsty@new.example', how: 'I rang her' });
  assert.equal(corrected.status, 303);
  assert.equal((await invitation()).email, 'kirsty@new.example');
  assert.equal((await stranger.get('/private/times')).status, 404);
  assert.deepEqual(
    (await messages('times')).map(({ name }) => name),
    [family.mother.name],
  );
  await delivered();

  // Put right elsewhere, it goes to the new one when they are asked again.
  const second = await enter();
  await movesTo('kirsty@later.example');
  assert.equal((await propose()).status, 303);
  assert.equal((await invitation()).email, 'kirsty@later.example');
  assert.equal((await second.get('/private/times')).status, 404);
  assert.deepEqual(
    (await messages('times')).map(({ name }) => name),
    [family.mother.name],
  );
});

test('other times take the place of some: everybody is told, and what was said to those that stay is kept', async () => {
  await delivered();
  const changed = await propose({ ...timeTyped(0, '2', '4', '9:30am') });
  assert.equal(changed.status, 303);
  assert.deepEqual(
    (await messages('times-changed')).map(({ name }) => name),
    [family.mother.name, 'Ruth Barlow'],
  );
  await delivered();
  const { body } = await amina.get(`/disruptions/${id}/times`);
  assert.match(body, /Everybody who must be there can come/);
  assert.doesNotMatch(body, /31 March/);
});

test('one press fills a time into the form that convenes; those asked keep their invitation and hear the day', async () => {
  const before = await invitationOf(running, family.mother.name);
  const taken = (await times()).find(({ held_on }) => held_on === '2026-04-01');
  const { body } = await amina.get(`/disruptions/${id}/meeting?time=${taken?.id}`);
  assertValidPage(body);
  for (const filled of [/name="heldOn-day"[^>]*value="1"/, /name="startsAt"[^>]*value="14:00"/])
    assert.match(body, filled);
  assert.match(body, new RegExp(`value="${running.example.people.chair}" checked`));
  const stranger = await enter();
  await movesTo('kirsty@last.example');
  const answer = await amina.post(`/disruptions/${id}/meeting`, {
    ...meetingTyped(running),
    ...{ 'heldOn-day': '1', 'heldOn-month': '4', startsAt: '14:00' },
    ...{ [`choice-${mother}`]: 'attend', [`reason-${mother}`]: 'She asked to be heard' },
  });
  assert.equal(answer.status, 303);
  const after = await invitationOf(running, family.mother.name);
  assert.equal(after.id, before.id);
  assert.equal(after.email, 'kirsty@last.example');
  assert.equal((await stranger.get('/private/meeting')).status, 404);
  assert.equal(after.added_reason, 'She asked to be heard');
  assert.equal((await messages('invitation')).filter(({ name }) => name === family.mother.name).length, 1);
  const guest = await enter();
  const page = await guest.get('/private/meeting');
  assert.match(page.body, /Wednesday 1 April 2026/);
  assert.equal((await guest.get('/private/times')).location, '/private/meeting');
  // Too late, and nothing is changed by it.
  assert.equal(
    (await guest.post('/private/times', { [`time-${taken?.id}`]: 'cannot' })).location,
    '/private/meeting',
  );
  const invitations = await amina.get(`/disruptions/${id}/invitations`);
  assertValidPage(invitations.body);
  assert.doesNotMatch((await amina.get(`/disruptions/${id}/times`)).body, /Use this time/);
});

test('times are taken back with a reason: whoever has heard is told, the chair’s part ends and the links open nothing', async () => {
  await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'Begun again' });
  assert.equal((await propose()).status, 303);
  await delivered();
  const guest = await enter();
  const chair = await running.as('chair');
  assert.equal((await chair.get(`/disruptions/${id}/times`)).status, 200);
  const nothing = await amina.post(`/disruptions/${id}/times/take-back`, {});
  assert.equal(nothing.status, 422);
  assertValidPage(nothing.body);
  await amina.post(`/disruptions/${id}/times/take-back`, { reason: 'The family are away' });
  assert.deepEqual(
    (await messages('times-over')).map(({ name }) => name),
    [family.mother.name, 'Ruth Barlow'],
  );
  assert.equal((await chair.get(`/disruptions/${id}/times`)).status, 404);
  assert.doesNotMatch((await guest.get('/private/times')).body, /31 March/);
  const invitations = await amina.get(`/disruptions/${id}/invitations`);
  assertValidPage(invitations.body);
  assert.match(invitations.body, /Asked about times that were taken back/);
  // Others can be proposed after.
  assert.equal((await propose()).status, 303);
});
