import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { codeOf, enterAs, invitationOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { tryCode } from '../../database/guest-codes.ts';
import { loadHistory } from '../../database/history.ts';
import { saveReply } from './save-answer.ts';

const mother = family.mother.name;
const carer = family.carers[0].name;
const writer = family.carers[1].name;

/** What is given to the meeting for everybody. */
const toAll = { share: 'everyone' };

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
});
after(() => running.stop());
beforeEach(() => {
  // An hour between tests: limits are counted by the hour.
  running.time.now = new Date(running.time.now.getTime() + 2 * 3_600_000);
});

const minutesPass = (minutes: number) => {
  running.time.now = new Date(running.time.now.getTime() + minutes * 60_000);
};
const count = (table: 'guest_code' | 'guest_session' | 'message') =>
  asService(running.service, async (tx) => {
    const row = await tx
      .selectFrom(table)
      .select((from) => from.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return row.rows;
  });
const historyOf = async () => {
  const entries = await asService(running.service, (tx) => loadHistory(tx, id, 100));
  return entries.map(({ personName, summary }) => `${personName}: ${summary}`);
};

test('a link opened fifty times by mail scanners sends nothing, spends nothing and tells nothing', async () => {
  const link = await linkOf(running, mother);
  const before = [await count('guest_code'), await count('message'), await count('guest_session')];
  const pages = new Set<string>();
  for (let time = 0; time < 50; time += 1) {
    const scanner = openGuest(running);
    const opened = await scanner.get(link);
    assert.equal(opened.status, 303);
    assert.equal(opened.location, '/private');
    const page = await scanner.get('/private');
    assert.equal(page.status, 200);
    pages.add(page.body.replace(/value="[^"]*"/g, ''));
  }
  const path = new URL(link).pathname;
  assert.equal((await running.app.inject({ method: 'HEAD', url: path })).statusCode, 303);
  assert.deepEqual([await count('guest_code'), await count('message'), await count('guest_session')], before);
  assert.equal(pages.size, 1);
  const [page = ''] = pages;
  assert.doesNotMatch(page, /Oldroyd|Robin|Amina|31 March|Council House|adopt|disrupt|placement/i);
  assert.match(page, /Derby City Council/);
});

test('the token leaves the address bar, and its cookie is out of reach of scripts and other sites', async () => {
  const opened = await openGuest(running).get(await linkOf(running, mother));
  const [cookie = ''] = opened.headers.getSetCookie().filter((one) => one.startsWith('guest-link='));
  assert.match(cookie, /Max-Age=14400; Path=\/; HttpOnly; SameSite=Lax/);
  assert.equal(opened.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(opened.headers.get('cache-control'), 'no-store');
});

test('a link, a code by e-mail, and the meeting is there: the guest’s own entry and nothing of others', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  const start = await guest.get('/private');
  assertValidPage(start.body);
  assert.equal((await guest.post('/private/code')).location, '/private/code');
  const form = await guest.get('/private/code');
  assertValidPage(form.body);
  assert.match(form.body, /autocomplete="one-time-code"/);
  assert.match(form.body, /inputmode="numeric"/);
  const code = await codeOf(running, mother);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  assert.equal((await guest.post('/private/code/check', { code: spaced })).location, '/private/meeting');

  const { body, status } = await guest.get('/private/meeting');
  assert.equal(status, 200);
  assertValidPage(body);
  for (const words of [
    'Kirsty Oldroyd',
    'Derby City Council',
    'Amina Hussain',
    'Tuesday 31 March 2026',
    '10am',
  ])
    assert.ok(body.includes(words), words);
  assert.match(body, /href="https:\/\/video\.example\/room-77"/);
  assert.doesNotMatch(
    body,
    /Council House|Featherstone|Lindqvist|Robin|Ruth Barlow|disrupt|adopt|placement/i,
  );
});

test('somebody who may know the place sees it', async () => {
  const { body } = await (await enterAs(running, carer)).get('/private/meeting');
  assert.match(body, /The Council House, room 3/);
  assert.doesNotMatch(body, /Oldroyd/);
});

test('two people of one meeting see nothing of each other, whatever they write', async () => {
  const first = await enterAs(running, mother);
  await first.post('/private/meeting/words', {
    words: 'Marmalade is what I wanted to say',
    ...toAll,
  });
  const second = await enterAs(running, carer);
  for (const path of ['/private/meeting', '/private/meeting/words'])
    assert.doesNotMatch((await second.get(path)).body, /Marmalade|Kirsty/);
});

test('a link that was passed on opens nothing without the code', async () => {
  const stranger = openGuest(running);
  await stranger.get(await linkOf(running, mother));
  for (const path of [
    '/private/meeting',
    '/private/meeting/words',
    '/private/meeting/calendar.ics',
    `/private/copies/${randomUUID()}`,
  ]) {
    const answer = await stranger.get(path);
    assert.deepEqual([answer.status, answer.location], [303, '/private'], path);
  }
  await stranger.get('/private');
  const posted = await stranger.post('/private/meeting/reply', { reply: 'coming' });
  assert.equal(posted.status, 401);
  assertValidPage(posted.body);
  assert.equal((await invitationOf(running, mother)).reply, null);
});

test('tokens that never were, have run out or were taken back get the very same page', async () => {
  const pages = new Set<string>();
  const open = async (link: string) => {
    const guest = openGuest(running);
    await guest.get(link);
    for (const path of ['/private', '/private/code', '/private/meeting']) {
      const { status, body } = await guest.get(path);
      assert.equal(status, 404, path);
      assertValidPage(body);
      pages.add(body);
    }
  };
  const now = running.time.now;
  const good = await linkOf(running, carer);
  await open(`/private/${randomBytes(32).toString('base64url')}`);
  await open('/private/nonsense');
  running.time.now = new Date('2026-04-02T23:00:01Z');
  await open(good);
  running.time.now = now;
  await withdrawLinks(carer, now);
  await open(good);
  await withdrawLinks(carer, null);
  assert.equal(pages.size, 1);
});

const withdrawLinks = async (name: string, at: Date | null) => {
  const invitation = await invitationOf(running, name);
  await asService(running.service, (tx) =>
    tx
      .updateTable('guest_link')
      .set({ withdrawn_at: at })
      .where('invitation_id', '=', invitation.id)
      .execute(),
  );
};

test('a wrong code is refused, and after the fifth even the right one is', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  await guest.get('/private');
  await guest.post('/private/code');
  const code = await codeOf(running, mother);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let time = 1; time <= 5; time += 1) {
    const answer = await guest.post('/private/code/check', { code: wrong });
    assert.equal(answer.status, 422);
    assertValidPage(answer.body);
    assert.match(answer.body, time < 5 ? /That is not the code/ : /does not work any more/);
  }
  assert.match((await guest.post('/private/code/check', { code })).body, /does not work any more/);
  assert.equal((await guest.get('/private/meeting')).status, 303);

  minutesPass(1);
  await guest.post('/private/code');
  const again = await guest.post('/private/code/check', { code: await codeOf(running, mother) });
  assert.equal(again.location, '/private/meeting');
});

test('something that is no code costs no try', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  await guest.get('/private');
  await guest.post('/private/code');
  for (const code of ['', '12345', 'abcdef', '1234567'])
    assert.match((await guest.post('/private/code/check', { code })).body, /Type in the 6 numbers/);
  const right = await guest.post('/private/code/check', { code: await codeOf(running, mother) });
  assert.equal(right.location, '/private/meeting');
});

test('twelve wrong guesses at once count as the five that are allowed', async () => {
  minutesPass(1);
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  await guest.get('/private');
  await guest.post('/private/code');
  const code = await codeOf(running, mother);
  const wrong = code === '000000' ? '000001' : '000000';
  await Promise.all(Array.from({ length: 12 }, () => guest.post('/private/code/check', { code: wrong })));
  assert.equal((await guest.post('/private/code/check', { code })).status, 422);
  const tries = await asService(running.service, (tx) =>
    tx.selectFrom('guest_code').orderBy('created_at', 'desc').select('tries').executeTakeFirstOrThrow(),
  );
  assert.equal(tries.tries, 5);
  const notices = await asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .where('kind', '=', 'code-mistyped')
      .where('at', '=', running.time.now)
      .select(['person_id', 'path'])
      .execute(),
  );
  assert.deepEqual(
    notices.map(({ person_id }) => person_id),
    [running.example.people.amina],
    'whoever convened the meeting is told, once',
  );
  const home = await (await running.as('amina')).get('/');
  assertValidPage(home.body);
  assert.match(home.body, /Somebody mistyped the code to a private page of/);
  assert.doesNotMatch(home.body, /Kirsty/);
});

test('a right guess made beside the last wrong one comes too late', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  await guest.get('/private');
  await guest.post('/private/code');
  const code = await codeOf(running, mother);
  const { db, secretKey } = running.service;
  const { link_id: linkId } = await asService({ db }, (tx) =>
    tx
      .updateTable('guest_code')
      .set({ tries: 4 })
      .returning('link_id')
      .where('created_at', '=', running.time.now)
      .executeTakeFirstOrThrow(),
  );
  const guess = (tx: Transaction, typed: string) =>
    tryCode(tx, linkId, { secretKey, code: typed, now: running.time.now });
  let beside: Promise<string> | undefined;
  const wrong = await asService({ db }, async (tx) => {
    const answer = await guess(tx, code === '000000' ? '000001' : '000000');
    beside = asService({ db }, (other) => guess(other, code));
    await pause(200);
    return answer;
  });
  assert.deepEqual([wrong, await beside], ['used-up', 'dead']);
});

test('a code works once, for ten minutes, and for its own link alone', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, carer));
  await guest.get('/private');
  await guest.post('/private/code');
  const code = await codeOf(running, carer);

  const other = openGuest(running);
  await other.get(await linkOf(running, writer));
  await other.get('/private');
  await other.post('/private/code');
  const theirs = await codeOf(running, writer);
  if (theirs !== code) assert.equal((await other.post('/private/code/check', { code })).status, 422);

  assert.equal((await guest.post('/private/code/check', { code })).status, 303);
  const second = openGuest(running);
  await second.get(await linkOf(running, carer));
  await second.get('/private');
  assert.equal((await second.post('/private/code/check', { code })).status, 422);

  minutesPass(1);
  await second.post('/private/code');
  const late = await codeOf(running, carer);
  minutesPass(11);
  assert.match((await second.post('/private/code/check', { code: late })).body, /does not work any more/);
});

test('five codes an hour are sent and no more; a form sent twice sends one', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, writer));
  await guest.get('/private');
  const before = await count('guest_code');
  const key = randomUUID();
  await Promise.all([guest.post('/private/code', {}, key), guest.post('/private/code', {}, key)]);
  assert.equal(await count('guest_code'), before + 1);
  await Promise.all(Array.from({ length: 9 }, () => guest.post('/private/code')));
  assert.equal(await count('guest_code'), before + 5);
  const sixth = await guest.post('/private/code');
  assert.equal(sixth.status, 429);
  assertValidPage(sixth.body);
  minutesPass(61);
  assert.equal((await guest.post('/private/code')).status, 303);
});

test('after twenty mistakes a link sends no more codes: somebody is guessing', async () => {
  const guest = openGuest(running);
  await guest.get(await linkOf(running, 'Priya Shah'));
  await guest.get('/private');
  for (let round = 0; round < 4; round += 1) {
    minutesPass(61);
    assert.equal((await guest.post('/private/code')).status, 303);
    const wrong = (await codeOf(running, 'Priya Shah')) === '000000' ? '000001' : '000000';
    for (let time = 0; time < 5; time += 1) await guest.post('/private/code/check', { code: wrong });
  }
  minutesPass(61);
  const refused = await guest.post('/private/code');
  assert.equal(refused.status, 429);
  assert.match(refused.body, /They can send you a new link/);
});

test('a session is for the link it was opened with: another person’s link in the same browser asks again', async () => {
  const guest = await enterAs(running, carer);
  await guest.get(await linkOf(running, mother));
  assert.equal((await guest.get('/private/meeting')).location, '/private');
  await guest.get(await linkOf(running, carer));
  assert.equal((await guest.get('/private')).location, '/private/meeting');
});

test('an answer with a note is saved, shown again, can be changed, and is in the history', async () => {
  const guest = await enterAs(running, carer);
  const note = 'I need a <break> after an hour';
  const saved = await guest.post('/private/meeting/reply', { reply: 'coming', note });
  assert.equal(saved.location, '/private/meeting?saved=reply');
  const { body } = await guest.get('/private/meeting?saved=reply');
  assertValidPage(body);
  assert.match(body, /We have saved your answer/);
  assert.match(body, /value="coming" checked/);
  assert.match(body, /I need a &lt;break&gt; after an hour/);
  const video = await guest.post('/private/meeting/reply', { reply: 'by-video', note: '', needs: 'apart' });
  assert.equal(video.status, 303);
  const again = (await guest.get('/private/meeting')).body;
  assertValidPage(again);
  assert.match(again, /value="apart" checked/);
  await guest.post('/private/meeting/reply', { reply: 'not-coming', note: '' });
  const invitation = await invitationOf(running, carer);
  assert.deepEqual([invitation.reply, invitation.reply_note], ['not-coming', '']);
  assert.deepEqual((await historyOf()).slice(0, 2), [
    'Dorothy Lindqvist: Replied to the invitation: not coming',
    'Dorothy Lindqvist: Replied to the invitation: joining by video',
  ]);
});

test('no answer chosen, or far too much written, is said on the page, and what was typed stays', async () => {
  const guest = await enterAs(running, carer);
  const empty = await guest.post('/private/meeting/reply', { note: 'Kept note' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose an answer/);
  assert.match(empty.body, /Kept note/);
  const long = await guest.post('/private/meeting/words', { words: 'x'.repeat(20_001) });
  assert.equal(long.status, 422);
  assertValidPage(long.body);
  assert.match(long.body, /Use 20,000 letters or fewer/);
});

test('somebody asked to write is not asked to come, and writing is their answer', async () => {
  const guest = await enterAs(running, writer);
  const { body } = await guest.get('/private/meeting');
  assert.doesNotMatch(body, /Will you come|value="coming"|Council House|video\.example|calendar/);
  assert.equal((await guest.post('/private/meeting/reply', { reply: 'coming' })).status, 422);
  assert.equal((await guest.get('/private/meeting/calendar.ics')).status, 404);
  const words = 'He laughed a lot.\n\nWe miss him.';
  await guest.post('/private/meeting/words', { words, ...toAll });
  const invitation = await invitationOf(running, writer);
  assert.deepEqual([invitation.contribution, invitation.reply], [words, 'will-write']);
});

test('what somebody wrote while their session ran out is saved when they have typed in a new code', async () => {
  const guest = await enterAs(running, carer);
  minutesPass(31);
  const words = 'A long letter.\n"Quoted" & <signed>';
  const away = await guest.post('/private/meeting/words', { words, ...toAll });
  assert.equal(away.status, 401);
  assertValidPage(away.body);
  assert.match(away.body, /What you wrote is not lost/);
  const asked = await guest.post('/private/code', { words, ...toAll });
  assert.equal(asked.status, 200);
  assertValidPage(asked.body);
  assert.ok(asked.body.includes('name="words" value="A long letter.'));
  const wrong = await guest.post('/private/code/check', { words, ...toAll, code: 'oops' });
  assert.ok(wrong.body.includes('name="words" value="A long letter.'));
  const checked = await guest.post('/private/code/check', {
    words,
    ...toAll,
    code: await codeOf(running, carer),
  });
  assert.equal(checked.location, '/private/meeting?saved=words');
  assert.equal((await invitationOf(running, carer)).contribution, words);
});

test('every page a guest uses keeps the session open for half an hour more', async () => {
  const guest = await enterAs(running, carer);
  for (let time = 0; time < 3; time += 1) {
    minutesPass(25);
    assert.equal((await guest.get('/private/meeting')).status, 200);
  }
  minutesPass(31);
  assert.equal((await guest.get('/private/meeting')).status, 303);
});

test('an adopter’s own page and calendar have no name and no address, not even their own', async () => {
  const guest = await enterAs(running, adopterWords[0]);
  const { body } = await guest.get('/private/meeting');
  assertValidPage(body);
  assert.match(body, />Hello\. Derby City Council would like you to come/);
  const file = (await guest.get('/private/meeting/calendar.ics')).body;
  assert.match(file, /METHOD:PUBLISH/);
  assert.doesNotMatch(body + file, /Adopter|Featherstone|ATTENDEE/i);
});

test('the calendar file names nobody but the guest, and no place they may not know', async () => {
  const answer = await (await enterAs(running, mother)).get('/private/meeting/calendar.ics');
  assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="meeting.ics"');
  assert.match(answer.body, /^BEGIN:VCALENDAR\r\n/);
  assert.match(answer.body.replaceAll('\r\n ', ''), /mailto:kirsty@oldroyd\.example/i);
  assert.doesNotMatch(
    answer.body,
    /Council House|Featherstone|Lindqvist|Robin|Amina|video\.example|private\//,
  );
});

test('"Finish" and "Exit this page" both end the session and forget the link', async () => {
  for (const end of ['finish', 'leave'] as const) {
    const guest = await enterAs(running, carer);
    const kept = { ...guest.cookies };
    const answer = end === 'finish' ? await guest.post('/private/finish') : await guest.get('/private/leave');
    assert.equal(answer.status, 303);
    assert.deepEqual(
      Object.keys(guest.cookies).filter((name) => name.startsWith('guest')),
      [],
    );
    Object.assign(guest.cookies, kept);
    assert.equal((await guest.get('/private/meeting')).location, '/private', 'the session itself is over');
    minutesPass(61);
  }
  assertValidPage((await openGuest(running).get('/private/finished')).body);
});

test('a form of another site is refused', async () => {
  const guest = await enterAs(running, carer);
  const answer = await guest.post('/private/meeting/reply', { reply: 'coming', _csrf: 'guessed' });
  assert.equal(answer.status, 403);
});

test('the database holds neither a link’s token, nor a code, nor a session’s identifier', async () => {
  const guest = await enterAs(running, carer);
  const rows = await asService(running.service, async (tx) =>
    JSON.stringify([
      await tx.selectFrom('guest_link').selectAll().execute(),
      await tx.selectFrom('guest_code').selectAll().execute(),
      await tx.selectFrom('guest_session').selectAll().execute(),
      await tx.selectFrom('message').selectAll().execute(),
    ]),
  );
  const token = new URL(await linkOf(running, carer)).pathname.split('/').at(-1) ?? 'none';
  for (const secret of [token, guest.cookies['guest-session'] ?? 'none']) {
    assert.ok(secret.length > 40);
    assert.ok(!rows.includes(secret));
  }
});

test('somebody withdrawn is told so, at once and whatever they hold open', async () => {
  const guest = await enterAs(running, writer);
  const { id: invitationId, capacity } = await invitationOf(running, writer);
  await asService(running.service, (tx) =>
    tx.updateTable('invitation').set({ status: 'withdrawn' }).where('id', '=', invitationId).execute(),
  );
  for (const answer of [
    await guest.get('/private/meeting'),
    await guest.get('/private'),
    await guest.post('/private/meeting/words', { words: 'Too late' }),
    await guest.post('/private/code'),
  ]) {
    assert.equal(answer.status, 200);
    assertValidPage(answer.body);
    assert.match(answer.body, /There is nothing you need to do/);
  }
  const saved = await saveReply(
    running.service,
    {
      ...{ invitationId, disruptionId: id, name: writer, mode: 'contribute', capacity },
      ...{ procedureId: 'derby-city/adoption', procedureVersion: '2020-11' },
    },
    { reply: 'will-write' },
    { key: randomUUID() },
  );
  assert.equal(saved.ok, false, 'nor when the page was opened just before');
  assert.notEqual((await invitationOf(running, writer)).contribution, 'Too late');
});

test('after the meeting was held, nothing can be changed, and what was written is still there', async () => {
  const guest = await enterAs(running, carer);
  await guest.post('/private/meeting/words', { words: 'Before the meeting', ...toAll });
  await asService(running.service, (tx) =>
    tx.updateTable('meeting').set({ status: 'held' }).where('disruption_id', '=', id).execute(),
  );
  const late = await guest.post('/private/meeting/words', { words: 'After the meeting', ...toAll });
  assert.equal(late.status, 422);
  assertValidPage(late.body);
  assert.match(late.body, /cannot be changed now/);
  const first = await guest.get('/private/meeting');
  assertValidPage(first.body);
  assert.match(first.body, /Read what you wrote/);
  const { body } = await guest.get('/private/meeting/words');
  assertValidPage(body);
  assert.match(body, /Before the meeting/);
  assert.doesNotMatch(body, /Save my answer|After the meeting/);
  assert.doesNotMatch(first.body, /Save my answer/);
});
