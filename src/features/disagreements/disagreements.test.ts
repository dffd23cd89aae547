import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { enterAs, invitationOf } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asPerson, asService } from '../../database/connection.ts';

let running: CopiesApp;
let address: string;
let copyId: string;
before(async () => {
  running = await startCopiesApp();
  address = `/disruptions/${running.id}/disagreements`;
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  const { id, sha256 } = await copyOf(running, 'Kirsty Oldroyd');
  await openPreviews(running, 'gareth', running.id, [id]);
  const released = await gareth.post(`${running.copies}/release`, {
    copies: `${id}.${sha256}`,
    confirmed: 'yes',
  });
  assert.equal(released.status, 303);
  await letHeldGo(running);
  copyId = id;
});
after(() => running.stop());

const motherSays = 'I was <never>  asked.\nNobody rang me.';
const typed = (changes: Record<string, string> = {}) => ({
  about: 'account',
  whose: 'other',
  otherName: 'Robin’s aunt',
  words: 'He was  <not> difficult.\nHe was frightened.',
  'receivedOn-day': '31',
  'receivedOn-month': '3',
  'receivedOn-year': '2026',
  ...changes,
});

/** A code of a minute of its own: the newest is then the one that counts. */
const enterAsMother = () => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  return enterAs(running, 'Kirsty Oldroyd');
};
const attached = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('disagreement').orderBy('recorded_at').selectAll().execute(),
  );
const sent = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('sent_disagreement').orderBy('sent_at').selectAll().execute(),
  );

test('the form offers what can be wrong and carers by their part; an empty one says what is missing', async () => {
  const amina = await running.as('amina');
  const page = await amina.get(address);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(
    page.body,
    /What led up to it[\s\S]+The minutes of the meeting[\s\S]+Kirsty Oldroyd, version 1/,
  );
  assert.match(page.body, /Adopter 1/);
  assert.doesNotMatch(page.body, /Featherstone/);
  const empty = await amina.post(address, { words: 'Kept <words>' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose what the statement is about/);
  assert.match(empty.body, /Choose whose statement it is/);
  assert.match(empty.body, /Kept &lt;words&gt;/);
  assert.deepEqual(await attached(), []);
});

test('a statement stands beside the account to the letter, once, and the account is as it was', async () => {
  const amina = await running.as('amina');
  const before = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select('account').executeTakeFirstOrThrow(),
  );
  const key = randomUUID();
  const answers = [await amina.post(address, typed(), key), await amina.post(address, typed(), key)];
  assert.deepEqual(
    answers.map(({ status, location }) => [status, location]),
    [
      [303, `/disruptions/${running.id}`],
      [303, `/disruptions/${running.id}`],
    ],
  );
  const rows = await attached();
  assert.deepEqual(
    rows.map(({ words, whose, about, recorded_by }) => [words, whose, about, recorded_by]),
    [[typed().words, 'Robin’s aunt', 'account', running.example.people.amina]],
  );
  const page = await amina.get(`/disruptions/${running.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Robin’s aunt does not agree with what is recorded of what led up to it:/);
  assert.match(page.body, /He was {2}&lt;not&gt; difficult\.\nHe was frightened\./);
  assert.ok(page.body.includes(before.account), 'the account still stands');
  assert.match(page.body, /Attached a statement by Robin’s aunt/);
});

test('nobody edits or removes a statement, not even the database’s owner', async () => {
  for (const change of [
    sql`update disagreement set words = 'x'`,
    sql`delete from disagreement`,
    sql`update sent_disagreement set words = 'x'`,
  ])
    await assert.rejects(
      asService(running.service, (tx) => change.execute(tx)),
      /permission denied/,
    );
});

test('a guest says on their own copy what they do not agree with, and sees that it is kept', async () => {
  const mother = await enterAsMother();
  const page = await mother.get(`/private/copies/${copyId}`);
  assertValidPage(page.body);
  const empty = await mother.post(`/private/copies/${copyId}/disagreement`, { copyId, disagreement: ' ' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Write what you do not agree with, and why/);
  const key = randomUUID();
  for (const _ of [1, 2]) {
    const answer = await mother.post(
      `/private/copies/${copyId}/disagreement`,
      { copyId, disagreement: motherSays },
      key,
    );
    assert.equal(answer.location, '/private/meeting?saved=disagreement');
  }
  assert.match((await mother.get('/private/meeting?saved=disagreement')).body, /We keep what you wrote/);
  assert.deepEqual(
    (await sent()).map(({ words }) => words),
    [motherSays],
  );
  const again = await mother.get(`/private/copies/${copyId}`);
  assertValidPage(again.body);
  assert.match(again.body, /You wrote this on 31 March 2026/);
});

test('what a guest wrote survives a session that ran out, and goes where it should', async () => {
  const mother = await enterAsMother();
  await mother.get(`/private/copies/${copyId}`);
  for (const name of Object.keys(mother.cookies))
    if (name.includes('session')) delete (mother.cookies as Record<string, string>)[name];
  const answer = await mother.post(`/private/copies/${copyId}/disagreement`, {
    copyId,
    disagreement: 'And more.',
  });
  assert.equal(answer.status, 401);
  assert.match(answer.body, /What you wrote is not lost/);
  assert.match(answer.body, new RegExp(`name="copyId" value="${copyId}"`));
});

test('a guest cannot speak about a copy that is somebody else’s, by page or by the database', async () => {
  const gareth = await running.as('gareth');
  const other = await copyOf(running, 'Joy Okafor');
  const mother = await enterAsMother();
  await mother.get(`/private/copies/${copyId}`);
  for (const id of [other.id, randomUUID(), 'nothing']) {
    const answer = await mother.post(`/private/copies/${id}/disagreement`, { disagreement: 'x' });
    assert.equal(answer.status, 404, id);
  }
  const { id: invitationId } = await invitationOf(running, 'Kirsty Oldroyd');
  const { id: theirs } = await invitationOf(running, 'Joy Okafor');
  const row = { id: randomUUID(), disruption_id: running.id, words: 'x', sent_at: new Date() };
  await assert.rejects(
    asGuest(running.service, { id: invitationId }, (tx) =>
      tx
        .insertInto('sent_disagreement')
        .values({ ...row, invitation_id: theirs, copy_id: other.id })
        .execute(),
    ),
    /row-level security/,
  );
  assert.equal((await sent()).length, 1);
  assert.equal((await gareth.get(address)).status, 200);
});

test('what was sent waits on the case for somebody to attach it, as it was written, once', async () => {
  const [one] = await sent();
  assert.ok(one);
  const [amina, iro, minutes] = await Promise.all([
    running.as('amina'),
    running.as('iro'),
    running.as('minutes'),
  ]);
  assert.match(
    (await minutes.get(`/disruptions/${running.id}`)).body,
    /Kirsty Oldroyd does not agree with their copy[\s\S]+social worker attaches/,
  );
  const page = await amina.get(`${address}?sent=${one.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /I was &lt;never&gt; {2}asked\.\nNobody rang me\./);
  assert.match(page.body, new RegExp(`value="copy-${copyId}"[^>]* checked`));
  assert.doesNotMatch(page.body, /name="words"/);
  const form = { sent: one.id, about: `copy-${copyId}`, whose: 'other', otherName: 'Kirsty Oldroyd' };
  const answers = await Promise.all([
    amina.post(address, { ...form, words: 'Other words than she wrote' }),
    iro.post(address, form),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  const refused = answers.find(({ status }) => status === 422);
  assertValidPage(refused?.body ?? '');
  assert.match(refused?.body ?? '', /Somebody has attached this statement already/);
  const last = (await attached()).at(-1);
  assert.deepEqual([last?.words, last?.sent_id, last?.received_on], [motherSays, one.id, '2026-03-31']);
  const minutesPage = await amina.get(`/disruptions/${running.id}/minutes`);
  assertValidPage(minutesPage.body);
  assert.match(minutesPage.body, /Kirsty Oldroyd does not agree with their copy of these minutes:/);
});

test('copies prepared after a statement about the minutes have it, and those that are out stay as they were', async () => {
  const amina = await running.as('amina');
  const { id: meetingId } = await asService(running.service, (tx) =>
    tx.selectFrom('meeting').select('id').executeTakeFirstOrThrow(),
  );
  const about = { about: `minutes-${meetingId}`, words: 'We wrote to say we could go on.' };
  assert.equal((await amina.post(address, typed(about))).status, 303);
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  assert.match(JSON.stringify((await copyOf(running, 'Priya Shah')).document), /We wrote to say/);
  const out = JSON.stringify((await copyOf(running, 'Kirsty Oldroyd')).document);
  assert.doesNotMatch(out, /We wrote to say/);
});

test('who is not on the case, or on it in another part, attaches nothing and reads nothing', async () => {
  for (const key of ['outsider', 'panel', 'admin', 'records', 'minutes'] as const) {
    const visitor = await running.as(key);
    assert.equal((await visitor.get(address)).status, 404, key);
    assert.equal((await visitor.post(address, typed())).status, 404, key);
    if (key === 'minutes') continue;
    const seen = await asPerson(running.service, { id: running.example.people[key] }, async (tx) => [
      await tx.selectFrom('disagreement').select('id').execute(),
      await tx.selectFrom('sent_disagreement').select('id').execute(),
    ]);
    assert.deepEqual(seen, [[], []], key);
  }
});

test('a statement is attached to a case that is closed, too', async () => {
  await asService(running.service, (tx) =>
    tx.updateTable('disruption').set({ status: 'closed' }).where('id', '=', running.id).execute(),
  );
  const count = (await attached()).length;
  assert.equal((await (await running.as('amina')).post(address, typed())).status, 303);
  assert.equal((await attached()).length, count + 1);
});
