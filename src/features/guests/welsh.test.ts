import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { codeOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';

const mother = family.mother.name;

let running: TestApp;
before(async () => {
  running = await startTestApp();
  await inviteFamily(running);
});
after(() => running.stop());
beforeEach(() => {
  running.time.now = new Date(running.time.now.getTime() + 2 * 3_600_000);
});

/** Pages wholly in Welsh: nothing in them is marked as English but the name of that language. */
const assertWelsh = (body: string) => {
  assertValidPage(body);
  assert.match(body, /<html lang="cy"/);
  assert.doesNotMatch(body, /<(?!a )[^>]* lang="en"/);
};

test('a link that asks for Welsh opens pages in Welsh, until they are asked for in English', async () => {
  const guest = openGuest(running);
  const opened = await guest.get(`${await linkOf(running, mother)}?language=cy`);
  assert.equal(opened.location, '/private?language=cy');
  const start = await guest.get('/private?language=cy');
  assertWelsh(start.body);
  assert.match(start.body, /Anfonodd Derby City Council ddolen breifat atoch/);
  await guest.post('/private/code');
  const asked = await guest.get('/private/code');
  assertWelsh(asked.body);
  const wrong = await guest.post('/private/code/check', { code: 'twelve' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /<title>Gwall: /);
  assert.match(wrong.body, /Teipiwch 6 rhif eich cod/);
  assert.doesNotMatch(wrong.body, /language=en/);
  await guest.post('/private/code/check', { code: await codeOf(running, mother) });
  const meeting = await guest.get('/private/meeting');
  assertWelsh(meeting.body);
  assert.match(meeting.body, /dydd Mawrth 31 Mawrth 2026/);
  // What a procedure asks is there in English alone, and marked so.
  const words = (await guest.get('/private/meeting/words')).body;
  const inEnglish = words.match(/<span lang="en">[^<]+/g) ?? [];
  assert.deepEqual(inEnglish, [
    `<span lang="en">${/What would you like to say\?|Is there anything else[^<]*/.exec(words)?.[0]}`,
  ]);
  assert.match((await guest.get('/private/meeting/calendar.ics')).body, /SUMMARY:Cyfarfod/);
  const english = await guest.get('/private/meeting?language=en');
  assert.match(english.body, /<html lang="en"/);
  assert.match((await guest.get('/private/meeting')).body, /<html lang="en"/);
  assert.match((await guest.get('/private/meeting/calendar.ics')).body, /SUMMARY:Meeting/);
});

test('whoever finishes is told so in their language, and the browser forgets it', async () => {
  const guest = openGuest(running);
  await guest.get(`${await linkOf(running, mother)}?language=cy`);
  await guest.get('/private?language=cy');
  const finished = await guest.post('/private/finish');
  assert.equal(finished.location, '/private/finished?language=cy');
  const page = await guest.get('/private/finished?language=cy');
  assertWelsh(page.body);
  assert.match(page.body, /Rydych chi wedi gorffen/);
  assert.match((await guest.get('/private/finished')).body, /<html lang="en"/);
});

test('a language that nobody knows is English', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  assert.match((await guest.get('/private?language=xx&language=cy')).body, /<html lang="en"/);
});
