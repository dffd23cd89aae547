import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { copyOf, writeAndAgree } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { loadCase } from '../../database/case-record.ts';
import { asGuest, asPerson, asService } from '../../database/connection.ts';
import { keptFromYou } from '../../domain/contribution-mark.ts';
import { rowsOfCase } from '../../domain/subject-rows.ts';
import { saveAttendance } from '../minutes/record-attendance.ts';
import { readCaseFile } from '../subject-access/case-file.ts';

let running: TestApp;
let id: string;
beforeEach(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
});
afterEach(() => running.stop());

const mother = family.mother.name;
const carer = family.carers[1].name;
const toFew = { share: 'chair-and-social-workers' };
const toAll = { share: 'everyone' };
const words = 'Nobody rang me on the day that she moved.';

const history = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('history')
      .where('act', 'in', ['contribute', 'mark-contribution'])
      .orderBy('id')
      .select('summary')
      .execute(),
  ).then((rows) => rows.map(({ summary }) => summary));
const drafts = () =>
  asService(running.service, (tx) => tx.selectFrom('contribution_draft').selectAll().execute());
const draftsSeenBy = (key: StaffKey) =>
  asPerson(running.service, { id: running.example.people[key] }, (tx) =>
    tx.selectFrom('contribution_draft').selectAll().execute(),
  );
/** What somebody reads on the page of those invited. */
const readBy = async (key: StaffKey) => {
  const { status, body } = await (await running.as(key)).get(`/disruptions/${id}/invitations`);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
const markPage = async (name: string) =>
  `/disruptions/${id}/contributions/${(await invitationOf(running, name)).id}`;
/** Records on the day that what these people wrote was read. */
const readInMeeting = async (...names: readonly string[]) => {
  running.time.now = new Date('2026-03-31T12:00:00Z');
  const read = await Promise.all(names.map(async (name) => (await invitationOf(running, name)).id));
  const form = { disruptionId: id, key: randomUUID() };
  assert.ok((await saveAttendance(running.service, running.example.actors.chair, form, { read })).ok);
};

test('a carer is asked what carers are asked, saves it for later, and nobody else learns of it', async () => {
  const guest = await enterAs(running, carer);
  const first = await guest.get('/private/meeting/words');
  assertValidPage(first.body);
  assert.match(first.body, /How is the child now\? What helps\?/);
  assert.match(first.body, /Is there anything else you would like to say\?/);
  assert.doesNotMatch(first.body, /What was your part|when you first met/);

  const saved = await guest.post('/private/meeting/words', { do: 'save', 'answer-child-now': words });
  assert.equal(saved.location, '/private/meeting?saved=draft');
  const start = await guest.get('/private/meeting?saved=draft');
  assertValidPage(start.body);
  assert.match(start.body, /You have saved some words\. Only you can see them yet/);
  assert.doesNotMatch(start.body, /Nobody rang me/);
  const { body } = await guest.get('/private/meeting/words');
  assertValidPage(body);
  assert.match(body, /We have kept this for you\. Nobody else can see it yet\./);
  assert.match(body, /Nobody rang me on the day/);

  for (const key of ['chair', 'amina', 'gareth', 'minutes'] as const) {
    assert.doesNotMatch(await readBy(key), /Nobody rang me/);
    assert.deepEqual(await draftsSeenBy(key), []);
  }
  assert.deepEqual(await history(), []);
  assert.equal((await invitationOf(running, carer)).contribution, '');
});

test('what is given is the meeting’s, with each question as it was asked, and can be corrected and taken back', async () => {
  const guest = await enterAs(running, carer);
  await guest.post('/private/meeting/words', { do: 'save', 'answer-child-now': 'Fine' });
  const given = await guest.post('/private/meeting/words', {
    'answer-child-now': 'She sleeps.',
    words,
    ...toAll,
  });
  assert.equal(given.location, '/private/meeting?saved=words');
  assert.deepEqual(await drafts(), []);
  const { contribution, contribution_answers: answers, reply } = await invitationOf(running, carer);
  assert.match(contribution, /^How is the child now\? What helps\?\nShe sleeps\.\n\nIs there anything else/);
  assert.deepEqual(
    answers.map(({ key }) => key),
    ['child-now', 'anything-else'],
  );
  assert.equal(reply, 'will-write');
  assert.match(await readBy('iro'), /She sleeps/);

  await guest.get('/private/meeting');
  await guest.post('/private/meeting/words', { 'answer-child-now': 'She sleeps well.', ...toAll });
  assert.match(await readBy('iro'), /She sleeps well/);
  // Changed, and not given: the meeting has what it had.
  await guest.post('/private/meeting/words', {
    do: 'save',
    'answer-child-now': 'She sleeps badly.',
    ...toAll,
  });
  assert.match(
    (await guest.get('/private/meeting')).body,
    /You gave us your words on 10 March 2026\. Since then you saved changes/,
  );
  const both = await guest.get('/private/meeting/words');
  assertValidPage(both.body);
  assert.match(
    both.body,
    /You gave this to the meeting on 10 March 2026\..*The changes below are only for you/s,
  );
  assert.doesNotMatch(await readBy('iro'), /badly/);

  const taken = await guest.post('/private/meeting/words', { do: 'take-back' });
  assert.equal(taken.location, '/private/meeting?saved=taken-back');
  assert.doesNotMatch(await readBy('iro'), /She sleeps/);
  const kept = await guest.get('/private/meeting/words');
  assertValidPage(kept.body);
  assert.match(kept.body, /She sleeps well/, 'still theirs');
  const summaries = [
    'Wrote their views for the meeting',
    'Changed what they wrote for the meeting',
    'Took back what they wrote for the meeting',
  ];
  assert.deepEqual(await history(), summaries);
});

test('giving nothing, or for nobody, is said on the page, and what was typed stays', async () => {
  const guest = await enterAs(running, carer);
  const nobody = await guest.post('/private/meeting/words', { 'answer-child-now': words });
  assert.equal(nobody.status, 422);
  assertValidPage(nobody.body);
  assert.match(nobody.body, /Choose who may read it/);
  assert.match(nobody.body, /Nobody rang me/);
  const nothing = await guest.post('/private/meeting/words', toAll);
  assert.match(nothing.body, /Write what you want to say/);
  assert.deepEqual([await drafts(), await history()], [[], []]);
});

test('once it was read in the meeting it stays as it is, and the page says what to do about a mistake', async () => {
  const guest = await enterAs(running, carer);
  await guest.post('/private/meeting/words', { words, ...toAll });
  await readInMeeting(carer);
  const again = await enterAs(running, carer);
  const { body } = await again.get('/private/meeting/words');
  assertValidPage(body);
  assert.match(body, /has been read for the meeting, so it stays as it is/);
  assert.match(body, /Please tell Amina Hussain/);
  assert.doesNotMatch(body, /Give this to the meeting|Take back/);
  for (const fields of [
    { words: 'Other words', ...toAll },
    { do: 'take-back' },
    { do: 'save', words: 'Other' },
  ]) {
    const late = await again.post('/private/meeting/words', fields);
    assert.equal(late.status, 422);
    assert.match(late.body, /cannot be changed now/);
  }
  assert.equal((await invitationOf(running, carer)).contribution, words);
  await assert.rejects(
    asService(running.service, (tx) =>
      tx.updateTable('invitation').set({ contribution: '' }).where('name', '=', carer).execute(),
    ),
    /it was read in the meeting/,
  );
});

test('what is for the chair and the social workers is read by them, and told to others as written', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/words', { words, ...toFew });
  for (const key of ['chair', 'amina', 'gareth', 'agency'] as const)
    assert.match(await readBy(key), /Nobody rang me/, key);
  for (const key of ['minutes', 'iro', 'helen'] as const) {
    const body = await readBy(key);
    assert.doesNotMatch(body, /Nobody rang me/, key);
    assert.ok(body.includes(keptFromYou), key);
  }
  running.time.now = new Date('2026-03-31T12:00:00Z');
  const page = await (await running.as('minutes')).get(`/disruptions/${id}/minutes`);
  assertValidPage(page.body);
  assert.doesNotMatch(page.body, /Nobody rang me/);
  assert.match(page.body, /Do not read this out/);
  await readInMeeting(mother);
  // The minute taker cannot read it, and loses nothing of what is recorded.
  const form = { disruptionId: id, key: randomUUID() };
  const { minutes } = running.example.actors;
  assert.ok((await saveAttendance(running.service, minutes, form, { 'as-replied': 'yes' })).ok);
  const { contribution, contribution_read: isRead } = await invitationOf(running, mother);
  assert.deepEqual([contribution, isRead], [words, true]);
});

test('the chair alone marks it for fewer, and for more only with the author’s agreement in words', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/words', { words, ...toFew });
  const address = await markPage(mother);
  for (const key of ['amina', 'gareth', 'minutes'] as const)
    assert.equal((await (await running.as(key)).get(address)).status, 404, key);
  const chair = await running.as('chair');
  const page = await chair.get(address);
  assertValidPage(page.body);
  assert.match(page.body, /Nobody rang me/);
  assert.equal((await chair.get(await markPage(carer))).status, 404, 'nothing was written');

  const silently = await chair.post(address, toAll);
  assert.equal(silently.status, 422);
  assertValidPage(silently.body);
  assert.match(silently.body, /Say how and when they agreed/);
  assert.doesNotMatch(await readBy('iro'), /Nobody rang me/);
  const agreed = await chair.post(address, { ...toAll, agreement: 'By phone on 9 March' });
  assert.equal(agreed.status, 303);
  assert.match(await readBy('iro'), /Nobody rang me/);

  // Its author wants fewer readers again.
  await guest.get('/private/meeting');
  await guest.post('/private/meeting/words', { words: `${words} Twice.`, ...toFew });
  assert.doesNotMatch(await readBy('iro'), /Nobody rang me/);
  const { contribution_chair_share: mark, contribution_agreement: agreement } = await invitationOf(
    running,
    mother,
  );
  assert.deepEqual([mark, agreement], [null, '']);

  // The chair narrows what is for everybody; its author does not widen it again.
  await guest.post('/private/meeting/words', { words, ...toAll });
  await chair.post(address, toFew);
  await guest.post('/private/meeting/words', { words, ...toAll });
  assert.doesNotMatch(await readBy('iro'), /Nobody rang me/);
  const { id: invitationId } = await invitationOf(running, mother);
  await assert.rejects(
    asGuest(running.service, { id: invitationId }, (tx) =>
      tx.updateTable('invitation').set({ contribution_chair_share: null }).execute(),
    ),
    /the chair marks/,
  );
  assert.ok(!(await history()).join('\n').includes('phone'), 'no content');
});

test('nobody on the case writes in somebody’s name, whatever a screen lets them', async () => {
  await assert.rejects(
    asPerson(running.service, { id: running.example.people.amina }, (tx) =>
      tx.updateTable('invitation').set({ contribution: 'I agree.' }).where('name', '=', mother).execute(),
    ),
    /nobody writes for another/,
  );
});

test('staff who are invited write on the case, save it for themselves and give it', async () => {
  const address = `/disruptions/${id}/contribution`;
  const iro = await running.as('iro');
  const page = await iro.get(address);
  assertValidPage(page.body);
  assert.match(page.body, /What worked well for the child and for the family, and why\?/);
  assert.match((await iro.get(`/disruptions/${id}`)).body, /Write to the meeting/);

  assert.equal((await iro.post(address, { do: 'save', 'answer-worked-well': 'The school.' })).status, 303);
  assert.match((await iro.get(address)).body, /The school\./);
  assert.equal((await draftsSeenBy('iro')).length, 1);
  for (const key of ['chair', 'amina'] as const) {
    assert.deepEqual(await draftsSeenBy(key), []);
    assert.doesNotMatch((await (await running.as(key)).get(address)).body, /The school/);
  }
  const unsure = await iro.post(address, { 'answer-worked-well': 'The school.' });
  assert.equal(unsure.status, 422);
  assertValidPage(unsure.body);
  await iro.post(address, { 'answer-worked-well': 'The school.', ...toAll });
  assert.match(await readBy('minutes'), /The school/);
  const given = await iro.get(address);
  assertValidPage(given.body);
  await iro.post(address, { do: 'take-back' });
  assert.doesNotMatch(await readBy('minutes'), /The school/);
  assert.deepEqual(await history(), [
    'Wrote their views for the meeting',
    'Took back what they wrote for the meeting',
  ]);

  const notAsked = await (await running.as('helen')).get(address);
  assertValidPage(notAsked.body);
  assert.match(notAsked.body, /You are not invited to a meeting on this case/);
});

test('what is kept to few is in no copy of the minutes, and minutes that quote it are not released', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/words', { words, ...toFew });
  await readInMeeting(mother);
  await writeAndAgree(running, id, { texts: { placement: `The meeting heard: ${words}` } });
  const gareth = await running.as('gareth');
  await gareth.post(`/disruptions/${id}/copies/prepare`, {});
  for (const name of [mother, carer]) {
    const { document, problems } = await copyOf({ ...running, id, copies: '' }, name);
    assert.match(JSON.stringify(problems), /written for the chair and the social workers alone/, name);
    if (name === mother) assert.match(JSON.stringify(document), /They have read it, and it is in no copy/);
  }
});

test('what is held about its author has it, with whom it is kept from, and says that words are saved', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/words', { words, ...toFew });
  await (await enterAs(running, carer)).post('/private/meeting/words', {
    do: 'save',
    words: 'A draft of mine',
  });
  const rows = await asService(running.service, async (tx) => {
    const record = await loadCase(tx, id);
    assert.ok(record);
    return rowsOfCase(await readCaseFile(tx, record));
  });
  const written = rows.find(({ text }) => text === words);
  assert.ok(written?.keptFrom?.includes('adopters'), 'from whom it is kept');
  assert.equal(written?.whose?.name, mother);
  const { id: ofCarer } = await invitationOf(running, carer);
  assert.match(rows.find(({ key }) => key === `draft-${ofCarer}`)?.text ?? '', /saved words for the meeting/);
  assert.doesNotMatch(JSON.stringify(rows), /A draft of mine/);
});
