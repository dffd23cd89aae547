import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { openVault } from '../../database/vault.ts';
import { requeue } from './store.ts';

const mother = family.mother.name;
const [adopter, partner] = adopterWords;

let running: TestApp;
let id: string;
let amina: Visitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  amina = await running.as('amina');
});
after(() => running.stop());
beforeEach(() => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
});

const page = () => amina.get(`/disruptions/${id}/invitations`);
const messagesTo = async (name: string) => {
  const invitation = await invitationOf(running, name);
  return asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .orderBy('queued_at')
      .select(['id', 'kind', 'status', 'last_error', 'content'])
      .execute(),
  );
};
/** The last message to somebody was tried and not taken. */
const fails = async (name: string, reason: string) => {
  const message = (await messagesTo(name)).at(-1);
  assert.ok(message);
  await asService(running.service, (tx) =>
    tx
      .updateTable('message')
      .set({ status: 'failed', attempts: 1, last_error: reason })
      .where('id', '=', message.id)
      .execute(),
  );
  return message.id;
};
const inVault = async () => {
  const of = { placementId: running.example.placementId, disruptionId: id, organisationId: '' };
  const identities = await asService(running.service, async (tx) => {
    const { organisation_id: organisationId } = await tx
      .selectFrom('placement')
      .where('id', '=', of.placementId)
      .select('organisation_id')
      .executeTakeFirstOrThrow();
    return openVault(tx, running.service, { ...of, organisationId }, 'sends-message');
  });
  return Object.fromEntries(Object.entries(identities).map(([carer, known]) => [`carer-${carer}`, known]));
};
const latest = async () => {
  const [entry] = await asService(running.service, (tx) => loadHistory(tx, id, 1));
  return `${entry?.personName}: ${entry?.summary}`;
};

test('everybody invited is listed, with what they are asked and that they have not answered', async () => {
  const { body, status } = await page();
  assert.equal(status, 200);
  assertValidPage(body);
  for (const words of [mother, adopter, partner, 'Ruth Barlow', 'Meeting of Tuesday 31 March 2026'])
    assert.ok(body.includes(words), words);
  assert.match(body, /Parent or family member, invited to come, not told the place/);
  assert.match(body, /Current carer, asked to write/);
  assert.match(body, /Invitation: on its way/);
  assert.match(body, /No answer yet/);
});

test('an answer, its note and what somebody wrote are there as they were typed', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/reply', { reply: 'coming', note: 'By <train>' });
  await guest.post('/private/meeting/words', { words: 'He likes\ntrains.', share: 'everyone' });
  const { body } = await page();
  assertValidPage(body);
  assert.match(body, />\s*Coming\s*</);
  assert.match(body, /By &lt;train&gt;/);
  assert.match(body, /He likes\ntrains\./);
});

test('those who only read the case see the answers, and neither addresses nor buttons', async () => {
  const { body } = await (await running.as('agency')).get(`/disruptions/${id}/invitations`);
  assertValidPage(body);
  assert.match(body, /Kirsty Oldroyd/);
  assert.doesNotMatch(body, /@|Correct the address|Try again/);
});

test('somebody of another council, and another case’s id, find no page', async () => {
  const outsider = await running.as('outsider');
  const { id: invitationId } = await invitationOf(running, mother);
  const [message] = await messagesTo(mother);
  for (const path of [
    `/disruptions/${id}/invitations`,
    `/disruptions/${id}/invitations/${invitationId}/address`,
  ])
    assert.equal((await outsider.get(path)).status, 404);
  assert.equal((await outsider.post(`/disruptions/${id}/messages/${message?.id}/retry`, {})).status, 404);
  assert.equal((await amina.get(`/disruptions/${randomUUID()}/invitations`)).status, 404);
  assert.equal((await amina.get(`/disruptions/${id}/invitations/${randomUUID()}/address`)).status, 404);
  assert.equal((await amina.post(`/disruptions/${id}/messages/nonsense/retry`, {})).status, 404);
});

test('a message that failed says why; somebody tries again, once for each press of the button', async () => {
  const messageId = await fails(partner, 'The mail server refused the address (550)');
  const shown = await page();
  assertValidPage(shown.body);
  assert.match(shown.body, /One person has not been reached/);
  assert.match(shown.body, /Invitation: not sent\. The mail server refused the address \(550\)\./);
  assert.match((await amina.get(`/disruptions/${id}`)).body, /to Adopter 2 could not be sent/);

  const elsewhere = await asService(running.service, (tx) => requeue(tx, randomUUID(), messageId));
  assert.equal(elsewhere, undefined, 'through another case it is not there');
  const key = randomUUID();
  const retry = `/disruptions/${id}/messages/${messageId}/retry`;
  const answers = await Promise.all([
    amina.post(retry, {}, key),
    amina.post(retry, {}, key),
    amina.post(retry, {}),
  ]);
  assert.deepEqual(
    answers.map(({ location }) => location),
    Array.from({ length: 3 }, () => `/disruptions/${id}/invitations`),
  );
  assert.equal((await messagesTo(partner)).at(-1)?.status, 'queued');
  assert.equal(await latest(), 'Amina Hussain: Tried again to send invitation to Adopter 2');
  const history = await asService(running.service, (tx) => loadHistory(tx, id, 100));
  assert.equal(history.filter(({ act }) => act === 'retry-message').length, 1);
});

test('a corrected address closes the links that went to the old one, and a new one goes out', async () => {
  const old = await linkOf(running, adopter);
  const inside = await enterAs(running, adopter);
  const { id: invitationId } = await invitationOf(running, adopter);
  const form = `/disruptions/${id}/invitations/${invitationId}/address`;
  const shown = await amina.get(form);
  assertValidPage(shown.body);
  assert.doesNotMatch(shown.body, /featherstone/i);
  const saved = await amina.post(form, { email: 'martin@moved.example', how: 'I rang him' });
  assert.equal(saved.location, `/disruptions/${id}/invitations`);

  assert.equal((await inside.get('/private/meeting')).status, 404);
  const stranger = openGuest(running);
  await stranger.get(old);
  assert.equal((await stranger.get('/private')).status, 404);
  await stranger.get(await linkOf(running, adopter));
  assert.equal((await stranger.get('/private')).status, 200);

  const { email, source } = await invitationOf(running, adopter);
  assert.equal(email, '', 'the vault alone has it');
  assert.deepEqual(
    (await inVault())[source]?.map((identity) => identity.email),
    ['martin@moved.example', family.adopters[0].email],
  );
  assert.deepEqual(
    (await messagesTo(adopter)).filter(({ kind }) => kind === 'invitation').map(({ status }) => status),
    ['not-needed', 'queued'],
  );
  assert.equal(
    await latest(),
    'Amina Hussain: Corrected the e-mail address of Adopter 1 and closed the earlier links',
  );
});

test('a lost link is replaced by a new one to the same address', async () => {
  const { id: invitationId } = await invitationOf(running, mother);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, {
    email: 'kirsty@oldroyd.example',
  });
  assert.equal(await latest(), 'Amina Hussain: Sent Kirsty Oldroyd a new link and closed the earlier links');
});

test('the adopter’s messages cannot be sent to the birth mother by a slip of the pen', async () => {
  const { id: invitationId } = await invitationOf(running, adopter);
  const form = `/disruptions/${id}/invitations/${invitationId}/address`;
  const refused = await amina.post(form, { email: 'KIRSTY@oldroyd.example' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /This is the address of Kirsty Oldroyd/);
  assert.ok(refused.body.includes('value="KIRSTY@oldroyd.example"'));
  assert.match((await amina.post(form, { email: 'nobody' })).body, /Enter an e-mail address/);
});

test('the mother’s messages cannot be sent to an adopter, whose address is compared and not shown', async () => {
  const { id: invitationId } = await invitationOf(running, mother);
  const form = `/disruptions/${id}/invitations/${invitationId}/address`;
  const refused = await amina.post(form, { email: ' Lucasta@Featherstone.example ' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /This is the address of Adopter 2, who gets messages of their own/);
});

test('an adopter gets a new link at the address that is not shown, when none is entered', async () => {
  const { id: invitationId, source } = await invitationOf(running, partner);
  const before = (await inVault())[source];
  const saved = await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, { email: '' });
  assert.equal(saved.status, 303);
  assert.equal(await latest(), 'Amina Hussain: Sent Adopter 2 a new link and closed the earlier links');
  assert.deepEqual((await inVault())[source], before);
  assert.equal((await messagesTo(partner)).at(-1)?.status, 'queued');
});

test('nothing is sent again to somebody who is no longer invited', async () => {
  const { id: invitationId } = await invitationOf(running, 'Bilal Khan');
  const standing = (status: 'invited' | 'withdrawn') =>
    asService(running.service, (tx) =>
      tx.updateTable('invitation').set({ status }).where('id', '=', invitationId).execute(),
    );
  await standing('withdrawn');
  const path = `/disruptions/${id}/invitations/${invitationId}/address`;
  assert.equal((await amina.get(path)).status, 404);
  assert.equal((await amina.post(path, { email: 'minutes@derby.example' })).status, 404);
  await standing('invited');
});

test('those who did not convene the meeting correct no address', async () => {
  const { id: invitationId } = await invitationOf(running, adopter);
  const path = `/disruptions/${id}/invitations/${invitationId}/address`;
  for (const key of ['panel', 'chair', 'minutes'] as const) {
    const visitor = await running.as(key);
    assert.equal((await visitor.get(path)).status, 404, key);
    assert.equal((await visitor.post(path, { email: 'mine@example.org' })).status, 404, key);
  }
});

test('a cancelled meeting stays on the page, with those who could not be told', async () => {
  await asService(running.service, (tx) =>
    tx.updateTable('message').set({ status: 'sent', attempts: 1, sent_at: running.time.now }).execute(),
  );
  const cancelled = await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'The chair is ill' });
  assert.equal(cancelled.status, 303);
  await fails(mother, 'The mail server refused the address (550)');
  const { body } = await page();
  assertValidPage(body);
  assert.match(body, /Cancelled meeting of Tuesday 31 March 2026/);
  assert.match(body, /News that the meeting is off: not sent/);
  assert.doesNotMatch(body, /Correct the address/);
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother));
  assert.match((await guest.get('/private')).body, /There is nothing you need to do/);
});
