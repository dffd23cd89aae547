import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { photo } from '../../../test/files/pictures.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { saveAttendance } from '../minutes/record-attendance.ts';

let running: TestApp;
let id: string;
beforeEach(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
});
afterEach(() => running.stop());

const mother = family.mother.name;
const wordsPage = '/private/meeting/words';
const how = 'A letter, handed to me at her flat on 3 March';

const formWith = (bytes: Uint8Array | null, fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (bytes !== null) form.set('file', new Blob([new Uint8Array(bytes)]), 'Kirsty, 4 Mill Lane.jpg');
  return form;
};
const addressOf = async (name = mother) =>
  `/disruptions/${id}/contributions/${(await invitationOf(running, name)).id}/record`;
const recordAs = async (
  key: StaffKey,
  bytes: Uint8Array | null,
  fields: Readonly<Record<string, string>> = {},
) => {
  const staff = await running.as(key);
  const address = await addressOf();
  await staff.get(address);
  return staff.post(address, formWith(bytes, { how, share: 'everyone', ...fields }));
};
const invitedPage = async (key: StaffKey) =>
  (await (await running.as(key)).get(`/disruptions/${id}/invitations`)).body;
const files = () =>
  asService(running.service, (tx) => tx.selectFrom('contribution_file').selectAll().execute());

test('a social worker records the photo of a letter that a mother gave her, as the mother’s, with who did so and how', async () => {
  const amina = await running.as('amina');
  assert.match(await invitedPage('amina'), /Record what they gave you by hand/);
  const shown = await amina.get(await addressOf());
  assert.equal(shown.status, 200);
  assertValidPage(shown.body);
  const done = await recordAs('amina', await photo('Mill Lane'), { description: 'Her letter of 2 March' });
  assert.equal(done.location, await addressOf());
  const { body } = await amina.get(await addressOf());
  assertValidPage(body);
  assert.match(body, /alt="Her letter of 2 March"/);
  const page = await invitedPage('iro');
  assertValidPage(page);
  assert.match(
    page,
    /Written down for them by Amina[^<]* on [^<]*: A letter, handed to me at her flat on 3 March/,
  );
  const [address = ''] = /\/disruptions\/[^"]+\/files\/[0-9a-f-]+/.exec(page) ?? [];
  const file = await (await running.as('iro')).get(address);
  assert.equal(file.status, 200);
  assert.equal((await sharp(file.bytes).metadata()).exif, undefined);
  const [kept] = await files();
  assert.ok(kept && kept.added_by === running.example.actors.amina.id && !kept.sealed.includes('JFIF'));
  const invitation = await invitationOf(running, mother);
  assert.equal(invitation.contribution, 'What I want to say is in what I have added.');
});

test('what was typed stays when the file is refused, and nothing is recorded without how it was given', async () => {
  const refused = await recordAs('amina', Buffer.from('MZ not a picture'), {
    words: 'I miss him.',
    description: 'Her letter',
  });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  for (const typed of [/I miss him\./, /Her letter/, /handed to me at her flat/])
    assert.match(refused.body, typed);
  const noHow = await recordAs('amina', null, { words: 'I miss him.', how: '' });
  assert.equal(noHow.status, 422);
  assert.match(noHow.body, /Say how and when they gave it to you/);
  assert.match(noHow.body, /I miss him\./);
  assert.equal((await invitationOf(running, mother)).contribution, '');
  assert.deepEqual(await files(), []);
});

test('what is recorded for the chair and the social workers alone is read by them, files too', async () => {
  await recordAs('amina', await photo('x'), {
    share: 'chair-and-social-workers',
    description: 'Her drawing of us',
    words: 'Look at it',
  });
  for (const key of ['chair', 'amina'] as const)
    assert.match(await invitedPage(key), /Her drawing of us/, key);
  for (const key of ['minutes', 'iro', 'helen'] as const)
    assert.doesNotMatch(await invitedPage(key), /Her drawing|Look at it|at her flat/, key);
});

test('the mother sees what was written down for her, takes it back, and nobody else has it then', async () => {
  await recordAs('amina', await photo('x'), { description: 'Her letter', words: 'I miss him.' });
  const guest = await enterAs(running, mother);
  const { body } = await guest.get(wordsPage);
  assertValidPage(body);
  assert.match(body, /a worker wrote this down for you, from what you gave them/);
  assert.match(body, /alt="Her letter"/);
  await guest.post(wordsPage, { do: 'take-back' });
  assert.doesNotMatch(await invitedPage('amina'), /I miss him|Her letter/);
  await guest.get(wordsPage);
  await guest.post(wordsPage, { words: 'I miss him so.', share: 'everyone' });
  const mine = await guest.get(wordsPage);
  assert.doesNotMatch(mine.body, /a worker wrote this down/);
  const refused = await recordAs('amina', null, { words: 'Other words' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /They have given their own words by now/);
  assert.match((await (await running.as('amina')).get(await addressOf())).body, /Nobody else changes those/);
  assert.equal((await invitationOf(running, mother)).contribution, 'I miss him so.');
});

test('whoever recorded it takes out a file, or takes all of it back, until it was read in the meeting', async () => {
  await recordAs('amina', await photo('x'), { description: 'Her letter', words: 'I miss him.' });
  const [file] = await files();
  assert.ok(file);
  await recordAs('amina', null, { words: 'I miss him.', 'take-out': file.id });
  assert.deepEqual(await files(), []);
  assert.equal((await invitationOf(running, mother)).contribution, 'I miss him.');
  await recordAs('amina', await photo('x'), { description: 'Her letter', words: 'I miss him.' });
  await recordAs('amina', null, { do: 'take-back' });
  assert.deepEqual(await files(), []);
  assert.equal((await invitationOf(running, mother)).contribution, '');

  await recordAs('amina', await photo('x'), { description: 'Her letter', words: 'I miss him.' });
  running.time.now = new Date('2026-03-31T12:00:00Z');
  const read = { read: [(await invitationOf(running, mother)).id] };
  const form = { disruptionId: id, key: crypto.randomUUID() };
  assert.ok((await saveAttendance(running.service, running.example.actors.chair, form, read)).ok);
  const late = await recordAs('amina', null, { do: 'take-back' });
  assert.equal(late.status, 422);
  assert.equal((await files()).length, 1);
});

test('nothing is recorded for whoever works here, nor by whoever may not read what is kept', async () => {
  const iro = await invitationOf(running, running.example.actors.iro.name);
  const amina = await running.as('amina');
  const shown = await amina.get(`/disruptions/${id}/contributions/${iro.id}/record`);
  assert.match(shown.body, /They work here/);
  for (const key of ['iro', 'minutes', 'otherteam'] as const)
    assert.equal((await (await running.as(key)).get(await addressOf())).status, 404, key);
});

test('the database lets nobody on the case change, or add to, what somebody gave themselves', async () => {
  const guest = await enterAs(running, mother);
  await guest.get(wordsPage);
  await guest.post(wordsPage, { words: 'Mine', share: 'everyone' });
  const { id: invitationId } = await invitationOf(running, mother);
  const { amina } = running.example.actors;
  const recorded = {
    contribution_recorded_by: amina.id,
    contribution_recorded_at: running.time.now,
    contribution_recorded_how: how,
  };
  const change = (set: object) =>
    asPerson(running.service, amina, (tx) =>
      tx.updateTable('invitation').set(set).where('id', '=', invitationId).execute(),
    );
  await assert.rejects(change({ contribution: 'Hers', ...recorded }), /nobody writes for another/);
  await assert.rejects(change(recorded), /nobody writes for another/);
  await assert.rejects(
    asPerson(running.service, amina, (tx) =>
      tx
        .insertInto('contribution_file')
        .values({
          ...{ id: crypto.randomUUID(), organisation_id: amina.organisationId, disruption_id: id },
          ...{ invitation_id: invitationId, format: 'jpeg', description: 'x', sealed: Buffer.from('x') },
          ...{ is_given: true, added_at: running.time.now, added_by: amina.id },
        })
        .execute(),
    ),
    /nobody adds for another/,
  );
});
