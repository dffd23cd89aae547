import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { copyOf, writeAndAgree } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { plainPdf } from '../../../test/files/documents.ts';
import { photo } from '../../../test/files/pictures.ts';
import { enterAs, type GuestVisitor, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { loadCase } from '../../database/case-record.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { sealIdentities } from '../../database/vault.ts';
import { tooLateToAnswer } from '../../domain/contribution.ts';
import { mostFiles, tooManyFiles } from '../../domain/contribution-file.ts';
import { readingLevelOf } from '../../domain/reading-age.ts';
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
const wordsPage = '/private/meeting/words';

const formWith = (bytes: Uint8Array | null, fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (bytes !== null) form.set('file', new Blob([new Uint8Array(bytes)]), 'Kirsty Oldroyd, 4 Mill Lane.exe');
  return form;
};
const addTo = async (guest: GuestVisitor, bytes: Uint8Array, description: string, rest = {}) =>
  guest.post(wordsPage, formWith(bytes, { do: 'add-file', description, ...rest }));
const stored = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('contribution_file').selectAll().orderBy('added_at').orderBy('id').execute(),
  );
const readBy = async (key: StaffKey) => {
  const { status, body } = await (await running.as(key)).get(`/disruptions/${id}/invitations`);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
/** Records on the day that what somebody wrote was read. */
const readInMeeting = async (name: string) => {
  running.time.now = new Date('2026-03-31T12:00:00Z');
  const form = { disruptionId: id, key: randomUUID() };
  const read = { read: [(await invitationOf(running, name)).id] };
  assert.ok((await saveAttendance(running.service, running.example.actors.chair, form, read)).ok);
};
/** Where staff get a file of somebody. */
const addressOf = async (name: string): Promise<string> => {
  const { id: invitationId } = await invitationOf(running, name);
  const file = (await stored()).find((one) => one.invitation_id === invitationId);
  return `/disruptions/${id}/contributions/${invitationId}/files/${file?.id}`;
};
const statusFor = async (key: StaffKey, name: string) =>
  (await (await running.as(key)).get(await addressOf(name))).status;

test('a guest adds a photo beside what they type, sees it, and nobody else does until they give it', async () => {
  const guest = await enterAs(running, carer);
  const added = await addTo(guest, await photo('Mill Lane'), 'A photo of our garden', {
    words: 'He dug it.',
  });
  assert.equal(added.location, `${wordsPage}?saved=file`);
  const { body } = await guest.get(`${wordsPage}?saved=file`);
  assertValidPage(body);
  assert.match(body, /We have added your file/);
  assert.match(body, /He dug it\./, 'what was typed beside it is kept');
  assert.match(body, /<img class="app-given-picture" src="[^"]+" alt="A photo of our garden"/);
  const [address = ''] = /\/private\/meeting\/files\/[0-9a-f-]+/.exec(body) ?? [];
  const file = await guest.get(address);
  assert.equal(file.status, 200);
  assert.equal(file.headers.get('content-type'), 'image/jpeg');
  assert.equal(file.headers.get('content-disposition'), 'attachment; filename="file.jpg"');
  assert.match(file.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(file.headers.get('cache-control'), 'no-store');
  assert.equal((await sharp(file.bytes).metadata()).exif, undefined);

  assert.equal((await (await enterAs(running, mother)).get(address)).status, 404);
  assert.doesNotMatch(await readBy('chair'), /our garden/);
  for (const key of ['chair', 'amina', 'iro', 'otherteam'] as const)
    assert.equal(await statusFor(key, carer), 404, key);

  await guest.get(wordsPage);
  await guest.post(wordsPage, { words: 'He dug it.', share: 'everyone' });
  assert.match(await readBy('iro'), /alt="A photo of our garden"/);
  for (const key of ['chair', 'iro'] as const) assert.equal(await statusFor(key, carer), 200, key);
  assert.equal(await statusFor('otherteam', carer), 404);

  await guest.get(wordsPage);
  await guest.post(wordsPage, { do: 'take-back' });
  assert.doesNotMatch(await readBy('iro'), /our garden/);
  assert.equal(await statusFor('chair', carer), 404);
});

test('the database holds a file sealed, and a new key seals it anew', async () => {
  const guest = await enterAs(running, carer);
  await addTo(guest, await plainPdf(), 'A letter');
  const [before] = await stored();
  assert.ok(before && !before.sealed.includes('%PDF'));
  const { vaultKeys, secretKey } = running.service;
  const [newest] = vaultKeys;
  const key = { ...newest, version: (newest.version + 1) % 256 };
  await sealIdentities(running.databaseUrl, { vaultKeys: [key, newest], secretKey });
  const [after] = await stored();
  assert.equal(after?.sealed[0], key.version);
  assert.equal(after?.sealed.length, before.sealed.length);
});

test('what is for the chair and the social workers is kept to them, files too, and the chair’s mark holds', async () => {
  const guest = await enterAs(running, mother);
  await addTo(guest, await photo('x'), 'Her drawing of us');
  await guest.get(wordsPage);
  await guest.post(wordsPage, { words: 'Look at it', share: 'chair-and-social-workers' });
  for (const key of ['chair', 'amina'] as const) assert.equal(await statusFor(key, mother), 200, key);
  for (const key of ['minutes', 'iro', 'helen'] as const) {
    assert.equal(await statusFor(key, mother), 404, key);
    assert.doesNotMatch(await readBy(key), /Her drawing/);
  }
  const chair = await running.as('chair');
  const { id: invitationId } = await invitationOf(running, mother);
  const mark = `/disruptions/${id}/contributions/${invitationId}`;
  assert.match((await chair.get(mark)).body, /Her drawing of us/);
  await chair.post(mark, { share: 'everyone', agreement: 'By phone on 9 March' });
  assert.equal(await statusFor('iro', mother), 200);
});

test('a drawing can be all that somebody gives; it is named in the copies, and in what is held about them', async () => {
  const guest = await enterAs(running, mother);
  await addTo(guest, await photo('x'), 'Her drawing of us');
  await guest.get(wordsPage);
  const given = await guest.post(wordsPage, { share: 'everyone' });
  assert.equal(given.location, '/private/meeting?saved=words');
  assert.equal(
    (await invitationOf(running, mother)).contribution,
    'What I want to say is in what I have added.',
  );
  const rows = await asService(running.service, async (tx) => {
    const record = await loadCase(tx, id);
    assert.ok(record);
    return rowsOfCase(await readCaseFile(tx, record));
  });
  assert.ok(rows.some(({ text }) => /gave a file to the meeting: Her drawing of us \(picture\)/.test(text)));
  await readInMeeting(mother);
  await writeAndAgree(running, id, {});
  await (await running.as('gareth')).post(`/disruptions/${id}/copies/prepare`, {});
  const { document } = await copyOf({ ...running, id, copies: '' }, mother);
  assert.match(JSON.stringify(document), /With it came:.*Her drawing of us \(picture\)/);
});

test('a file can be taken out until it was read in the meeting, and there are five at most', async () => {
  const guest = await enterAs(running, carer);
  const letter = await plainPdf();
  for (const n of [1, 2, 3, 4, 5]) await addTo(guest, letter, `Letter ${n}`);
  const full = await guest.get(wordsPage);
  assert.match(full.body, /You have added 5 files/);
  const sixth = await addTo(guest, letter, 'Letter 6');
  assert.equal(sixth.status, 422);
  assert.match(sixth.body, /up to 5 files/);
  const [first, second] = await stored();
  const out = await guest.post(wordsPage, { 'take-out': first?.id ?? '', words: 'Typed beside it' });
  assert.equal(out.location, `${wordsPage}?saved=file-out`);
  assert.match((await guest.get(wordsPage)).body, /Typed beside it/);
  assert.equal((await stored()).length, 4);

  await guest.post(wordsPage, { words: 'All of it', share: 'everyone' });
  await readInMeeting(carer);
  const { id: invitationId } = await invitationOf(running, carer);
  const again = await enterAs(running, carer);
  const page = await again.get(wordsPage);
  assertValidPage(page.body);
  assert.ok(page.body.includes(`${second?.description} (PDF)`));
  for (const fields of [{ 'take-out': second?.id ?? '' }, { do: 'take-back' }])
    assert.equal((await again.post(wordsPage, fields)).status, 422);
  assert.equal((await addTo(again, letter, 'Late')).status, 422);
  await assert.rejects(
    asGuest(running.service, { id: invitationId }, (tx) => tx.deleteFrom('contribution_file').execute()),
    /it was read in the meeting/,
  );
  assert.equal((await stored()).length, 4);
});

test('what is wrong with a file is said at its field, and what was typed stays', async () => {
  const guest = await enterAs(running, carer);
  const typed = { do: 'add-file', words: 'A long letter', description: 'A thing' };
  const wrong: readonly (readonly [RegExp, FormData])[] = [
    [/Choose a file first/, formWith(null, typed)],
    [/This file is empty/, formWith(Buffer.of(), typed)],
    [/Say in a few words what it is/, formWith(await plainPdf(), { ...typed, description: '' })],
    [/Use 200 letters or fewer/, formWith(await plainPdf(), { ...typed, description: 'x'.repeat(201) })],
    [/We cannot take this kind of file/, formWith(Buffer.from('MZ'), typed)],
    [/This file is too large/, formWith(Buffer.alloc(15_000_001), typed)],
  ];
  for (const [sentence, form] of wrong) {
    const { status, body } = await guest.post(wordsPage, form);
    assert.equal(status, 422, String(sentence));
    assertValidPage(body);
    assert.match(body, sentence);
    assert.match(body, /A long letter/);
  }
  assert.deepEqual(await stored(), []);
});

test('a file sent twice is kept once, and one sent after the session ran out is asked for again', async () => {
  const guest = await enterAs(running, carer);
  const [letter, key] = [await plainPdf(), randomUUID()];
  for (const _ of [1, 2])
    await guest.post(wordsPage, formWith(letter, { do: 'add-file', description: 'A letter' }), key);
  assert.equal((await stored()).length, 1);
  running.time.now = new Date(running.time.now.getTime() + 31 * 60_000);
  const away = await addTo(guest, letter, 'Another', { words: 'Typed before' });
  assert.equal(away.status, 401);
  assertValidPage(away.body);
  assert.match(away.body, /What you wrote is not lost.*please add your file once more/s);
});

test('a form that was refused leaves its key free: sent again it says the same, and works once it can', async () => {
  const guest = await enterAs(running, carer);
  const letter = await plainPdf();
  for (let count = 0; count < mostFiles; count += 1) await addTo(guest, letter, `Letter ${count}`);
  const key = randomUUID();
  const oneMore = () =>
    guest.post(wordsPage, formWith(letter, { do: 'add-file', description: 'One more' }), key);
  for (const _ of [1, 2]) {
    const refused = await oneMore();
    assert.equal(refused.status, 422);
    assert.ok(refused.body.includes(tooManyFiles.message));
    assert.ok(!refused.body.includes(tooLateToAnswer.message));
  }
  const [first] = await stored();
  await guest.post(wordsPage, { 'take-out': first?.id ?? '' });
  assert.equal((await oneMore()).status, 303);
  assert.equal((await stored()).length, mostFiles);
});

test('somebody of the staff who is invited adds files to what they write', async () => {
  const iro = await running.as('iro');
  const address = `/disruptions/${id}/contribution`;
  const form = formWith(await photo('x'), { do: 'add-file', description: 'A plan', words: 'My view' });
  assert.equal((await iro.post(address, form)).location, address);
  const { body } = await iro.get(address);
  assertValidPage(body);
  assert.match(body, /My view/);
  const [src = ''] = /\/disruptions\/[^"]+\/files\/[0-9a-f-]+/.exec(body) ?? [];
  assert.equal((await iro.get(src)).status, 200, 'their own before it is given');
  assert.equal((await (await running.as('chair')).get(src)).status, 404);
  await iro.post(address, { words: 'My view', share: 'everyone' });
  assert.match((await (await running.as('chair')).get(`/disruptions/${id}/minutes`)).body, /A plan/);
  const none = await iro.post(address, formWith(null, { do: 'add-file', words: 'My view' }));
  assert.equal(none.status, 422);
  assert.match(none.body, /Choose a file first/);
});

test('the page on which families write is easy to read', async () => {
  const guest = await enterAs(running, carer);
  await addTo(guest, await plainPdf(), 'A letter');
  for (const path of [wordsPage, `${wordsPage}?saved=file`]) {
    const { body } = await guest.get(path);
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
    const text = main
      .replaceAll(/<(script|style|input)[^>]*>/g, '')
      .replaceAll(/<\/(p|h1|h2|li|label|legend|div|button|a)>/g, '. ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    assert.ok((readingLevelOf(text)?.grade ?? 99) <= 5, `${readingLevelOf(text)?.grade}`);
  }
});
