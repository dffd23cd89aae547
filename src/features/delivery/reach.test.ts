import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startTestMailbox } from '../../../test/mailbox.ts';
import { asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { createMailer, type Mailer } from '../../delivery/smtp.ts';
import { demonstrationTexter } from '../../delivery/texter.ts';
import { deliveryJobs } from './jobs.ts';

const { mother } = family;
const [carer] = family.carers;
const [adopter] = adopterWords;
const from = 'Derby City Council <no-reply@service.example>';

let running: TestApp;
let id: string;
let amina: Visitor;
let mailbox: Awaited<ReturnType<typeof startTestMailbox>>;
let mailer: Mailer;
let owner: pg.Client;
let texts: { readonly to: string; readonly text: string }[];

before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  amina = await running.as('amina');
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from });
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
});
after(async () => {
  mailer.close();
  await mailbox.stop();
  await owner.end();
  await running.stop();
});
beforeEach(() => {
  texts = [];
  running.time.now = new Date(running.time.now.getTime() + 60_000);
});

/** Does every job that waits. */
const deliver = async (): Promise<void> => {
  await owner.query('update graphile_worker._private_jobs set run_at = now()');
  const texter = demonstrationTexter({
    onMessage: async (mail) => void texts.push(mail),
    clock: () => running.time.now,
  });
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: deliveryJobs(running.service, { mailer, from, texter }),
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
  });
  // The queue writes a moment later what became of a job.
  const held = 'select from graphile_worker._private_jobs where locked_at is not null';
  for (let tries = 0; tries < 100 && (await owner.query(held)).rowCount !== 0; tries++) await pause(50);
};

const reachOf = async (name: string): Promise<string> =>
  `/disruptions/${id}/reach/${(await invitationOf(running, name)).source}`;
const usual = {
  ...{ language: 'en', format: 'standard', how: 'I rang them, and they read it back' },
  ...{ 'confirmedOn-day': '4', 'confirmedOn-month': '3', 'confirmedOn-year': '2026' },
};
const saves = async (name: string, fields: Readonly<Record<string, string>>) => {
  const answer = await amina.post(await reachOf(name), { ...usual, ...fields });
  assert.equal(answer.status, 303, answer.body);
};
const lastTo = async (name: string) => {
  const invitation = await invitationOf(running, name);
  return asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .orderBy('queued_at', 'desc')
      .orderBy('id')
      .select(['id', 'kind', 'status', 'channel'])
      .executeTakeFirstOrThrow(),
  );
};
const mailsTo = (email: string) => mailbox.received.filter(({ to }) => to === email);
const page = async (path: string) => {
  const { status, body } = await amina.get(path);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};

test('nothing leaves for somebody whose address changed until it is confirmed, and then it does by itself', async () => {
  await owner.query(`update contact set email = 'kirsty@new.example' where name = $1`, [mother.name]);
  await owner.query(`update invitation set email = 'kirsty@new.example' where name = $1`, [mother.name]);
  await deliver();
  assert.equal(mailsTo('kirsty@new.example').length, 0);
  assert.equal((await lastTo(mother.name)).status, 'waiting');
  const invitations = await page(`/disruptions/${id}/invitations`);
  assert.match(invitations, /One person has been sent nothing yet/);
  assert.match(invitations, /Nobody has confirmed how to reach them since the placement ended/);
  assert.match(await page(`/disruptions/${id}/reach`), /One person cannot be reached yet/);
  assert.match(await page(`/disruptions/${id}`), /Nobody has confirmed how to reach Kirsty Oldroyd/);

  await saves(mother.name, { phone: '', address: '', confirms: 'email' });
  await deliver();
  assert.equal(mailsTo('kirsty@new.example').length, 1);
  const sent = await lastTo(mother.name);
  assert.deepEqual([sent.status, sent.channel], ['sent', 'email']);
  assert.match(await page(`/disruptions/${id}/reach`), /E-mail: confirmed on 4 March 2026 by Amina Hussain/);
  const [entry] = await asService(running.service, (tx) => loadHistory(tx, id, 1));
  assert.equal(entry?.summary, 'Confirmed how Kirsty Oldroyd is reached: e-mail');
});

test('the database voids what was confirmed of a number or an address that is another, and of no other', async () => {
  const of = async (name: string) => {
    const { source } = await invitationOf(running, name);
    const { rows } = await owner.query(
      `select channel from channel_confirmation where source = $1 and voided_at is null order by 1`,
      [source],
    );
    return rows.map(({ channel }) => channel);
  };
  await saves(mother.name, {
    phone: '07700 900123',
    address: '1 Low Road, Derby, DE1 1AA',
    confirms: 'text-message',
  });
  await saves(mother.name, {
    phone: '07700 900123',
    address: '1 Low Road, Derby, DE1 1AA',
    confirms: 'letter',
  });
  assert.deepEqual(await of(mother.name), ['email', 'letter', 'text-message']);
  await owner.query(`update contact set phone = '07700 900124' where name = $1`, [mother.name]);
  assert.deepEqual(await of(mother.name), ['email', 'letter']);
  await owner.query(`update contact set address = 'Elsewhere' where name = $1`, [mother.name]);
  assert.deepEqual(await of(mother.name), ['email']);
  const { source } = await invitationOf(running, adopter);
  const carerId = source.replace('carer-', '');
  assert.deepEqual(await of(adopter), ['email']);
  const corrected = await amina.post(`/disruptions/${id}/identities/${carerId}`, { phone: '07700 900777' });
  assert.equal(corrected.status, 303, corrected.body);
  assert.deepEqual(await of(adopter), ['email']);
  await saves(adopter, { confirms: 'text-message' });
  await amina.post(`/disruptions/${id}/identities/${carerId}`, { phone: '07700 900778' });
  assert.deepEqual(await of(adopter), ['email']);
  await assert.rejects(
    owner.query(`update channel_confirmation set how = 'x' where source = $1`, [source]),
    /only voided/,
  );
});

test('the code goes by text message where the link went by e-mail', async () => {
  await saves(mother.name, { phone: '07700 900123', address: '', confirms: 'text-message' });
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother.name));
  await guest.get('/private');
  await guest.post('/private/code');
  await deliver();
  assert.equal(texts.length, 1);
  assert.equal(texts[0]?.to, '+447700900123');
  assert.match(texts[0]?.text ?? '', /^Your code is \d{6}\. It works for 10 minutes\./);
  assert.equal(mailsTo('kirsty@new.example').filter(({ text }) => /Your code/.test(text)).length, 0);
  const code = /\d{6}/.exec(texts[0]?.text ?? '')?.[0] ?? '';
  await guest.get('/private/code');
  assert.equal((await guest.post('/private/code/check', { code })).location, '/private/meeting');
});

test('a letter and what is handed over are somebody’s to do, once, and the page says who has done it', async () => {
  await saves(carer.name, {
    phone: '',
    address: '2 Low Road, Derby, DE1 1AA',
    confirms: 'letter',
    prefers: 'letter',
  });
  const { id: invitationId } = await invitationOf(running, carer.name);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, { email: carer.email });
  await deliver();
  const letter = await lastTo(carer.name);
  assert.deepEqual([letter.status, letter.channel], ['to-do', 'letter']);
  assert.match(await page(`/disruptions/${id}/invitations`), /One person waits for a letter/);
  await saves(carer.name, {
    phone: '',
    address: '2 Low Road, Derby, DE1 1AA',
    format: 'large-print',
    prefers: 'letter',
  });
  await deliver();
  const print = await amina.post(`/disruptions/${id}/messages/${letter.id}/letter`, {});
  assert.equal(print.status, 200);
  assert.match(String(print.headers.get('content-disposition')), /^attachment; filename="letter\.pdf"/);
  const done = `/disruptions/${id}/messages/${letter.id}/done`;
  const answers = await Promise.all([amina.post(done, {}), amina.post(done, {})]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  );
  assert.equal((await lastTo(carer.name)).status, 'sent');
  assert.match(await page(`/disruptions/${id}/invitations`), /Invitation: posted on/);
  const history = await asService(running.service, (tx) => loadHistory(tx, id, 100));
  assert.equal(history.filter(({ summary }) => summary.startsWith('Posted')).length, 1);
});

test('a letter to an adopter is addressed from the vault, and that somebody opened it is written down', async () => {
  await saves(adopter, { confirms: 'by-hand', prefers: 'by-hand' });
  const { id: invitationId } = await invitationOf(running, adopter);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, { email: '' });
  await deliver();
  const { id: messageId, status } = await lastTo(adopter);
  assert.equal(status, 'to-do');
  const letter = `/disruptions/${id}/messages/${messageId}/letter`;
  for (const key of ['minutes', 'outsider'] as const)
    assert.equal((await (await running.as(key)).post(letter, {})).status, 404, key);
  const print = await amina.post(letter, {});
  assert.equal(print.status, 200);
  assert.match(await page(`/disruptions/${id}/identities`), /To print a letter to Adopter 1/);
  assert.equal((await amina.post(`/disruptions/${id}/messages/nonsense/letter`, {})).status, 404);
});

test('once nothing is to be sent to somebody, what waits stays and their open link opens nothing', async () => {
  const guest = await enterAs(running, mother.name);
  assert.equal((await guest.get('/private/meeting')).status, 200);
  const { id: invitationId } = await invitationOf(running, mother.name);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, { email: 'kirsty@new.example' });
  const link = await linkOf(running, mother.name);
  const before = mailsTo('kirsty@new.example').length;
  await saves(mother.name, {
    ...{ phone: '', address: '', stopped: 'order', stoppedNote: 'The order of 3 March' },
  });
  await deliver();
  assert.equal(mailsTo('kirsty@new.example').length, before);
  assert.equal((await lastTo(mother.name)).status, 'not-needed');
  assert.equal((await guest.get('/private/meeting')).status, 404);
  const stranger = openGuest(running);
  await stranger.get(link);
  assert.equal((await stranger.get('/private')).status, 404);
  assert.match(await page(`/disruptions/${id}/reach`), /Nothing is sent to them any more/);
});

test('what was typed is shown again with what is wrong, and nothing is kept', async () => {
  const path = await reachOf(carer.name);
  const refused = await amina.post(path, {
    ...{ ...usual, how: '', phone: '01332 <960123>', address: 'Nowhere', confirms: 'text-message' },
    needs: 'A <b>note</b>',
  });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  for (const words of [
    '01332 &lt;960123&gt;',
    'A &lt;b&gt;note',
    'must be a UK mobile number',
    'Enter how you made sure',
  ])
    assert.ok(refused.body.includes(words), words);
  const { rows } = await owner.query('select phone from contact where name = $1', [carer.name]);
  assert.notEqual(rows[0]?.phone, '01332 <960123>');
  const taken = await amina.post(path, { ...usual, email: 'x@x.example', phone: '', address: '' });
  assert.equal(taken.status, 303, 'the address of somebody who is invited is not changed here');
  const { rows: same } = await owner.query('select email from contact where name = $1', [carer.name]);
  assert.equal(same[0]?.email, carer.email);
});

test('who a carer is stands on neither page, and nobody else than those who work on the case confirms', async () => {
  for (const path of [`/disruptions/${id}/reach`, await reachOf(adopter)])
    assert.doesNotMatch(await page(path), /featherstone|martin/i);
  const iro = await running.as('iro');
  assert.equal((await iro.get(`/disruptions/${id}/reach`)).status, 200);
  assert.doesNotMatch((await iro.get(`/disruptions/${id}/reach`)).body, /Confirm or change/);
  for (const key of ['iro', 'outsider'] as const)
    assert.equal((await (await running.as(key)).post(await reachOf(adopter), usual)).status, 404, key);
  assert.equal((await amina.get(`/disruptions/${id}/reach/contact-x`)).status, 404);
});

test('several addresses are confirmed at once, and what waited for them leaves', async () => {
  await owner.query('update channel_confirmation set voided_at = now() where voided_at is null');
  const sources = await Promise.all([carer.name, adopterWords[1]].map((name) => reachOf(name)));
  const confirm = `/disruptions/${id}/confirm-emails`;
  const shown = await page(confirm);
  assert.match(shown, /The address on record, which is kept apart from the case/);
  assert.doesNotMatch(shown, /featherstone/i);
  const refused = await amina.post(confirm, { how: '' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Tick whose address you made sure of/);
  const at = { 'confirmedOn-day': '4', 'confirmedOn-month': '3', 'confirmedOn-year': '2026' };
  for (const source of sources) {
    const answer = await amina.post(confirm, {
      ...{ sources: source.split('/').at(-1) ?? '', how: 'I rang them', ...at },
    });
    assert.equal(answer.location, `/disruptions/${id}/reach`, answer.body);
  }
  const { rows } = await owner.query('select source from channel_confirmation where voided_at is null');
  assert.equal(rows.length, 2);
});

test('whoever is written to in Welsh gets Welsh, with a link that opens Welsh pages', async () => {
  await saves(carer.name, { language: 'cy', phone: '', address: '', confirms: 'email' });
  const { email } = await invitationOf(running, carer.name);
  const { id: messageId } = await lastTo(carer.name);
  await owner.query(`update message set status = 'queued', sent_at = null where id = $1`, [messageId]);
  await owner.query('select graphile_worker.add_job($1, $2)', ['send-message', { messageId }]);
  const before = mailsTo(email).length;
  await deliver();
  const mail = mailsTo(email).at(-1);
  assert.equal(mailsTo(email).length, before + 1);
  assert.match(mail?.subject ?? '', /^Gwahoddiad i gyfarfod/);
  assert.match(mail?.text ?? '', /\/private\/[\w-]+\?language=cy\n/);
});
