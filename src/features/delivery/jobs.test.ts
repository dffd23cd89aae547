import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, runOnce } from 'graphile-worker';
import ICAL from 'ical.js';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { codeOf, invitationOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startTestMailbox } from '../../../test/mailbox.ts';
import { meetingTyped } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { queueSending } from '../../database/messages.ts';
import { createMailer, type Mailer } from '../../delivery/smtp.ts';
import { deliveryJobs } from './jobs.ts';

const { mother } = family;
const [carer, writer] = family.carers;
const from = 'Derby City Council <no-reply@service.example>';

let running: TestApp;
let id: string;
let mailbox: Awaited<ReturnType<typeof startTestMailbox>>;
let mailer: Mailer;
let owner: pg.Client;
let logged: string[];

before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
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
  logged = [];
});
afterEach(() => {
  const names = /Oldroyd|Featherstone|Lindqvist|@\w+\.example|Robin/;
  assert.doesNotMatch(logged.join('\n'), names, 'the log names nobody');
});

/** Does every job that waits, those that wait for their next try too. */
const deliver = async (through = mailer): Promise<void> => {
  await owner.query('update graphile_worker._private_jobs set run_at = now()');
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: deliveryJobs(running.service, { mailer: through, from }),
    logger: new Logger(() => (_level, message) => void logged.push(message)),
    noHandleSignals: true,
  });
  // The queue writes a moment later what became of a job.
  const held = 'select from graphile_worker._private_jobs where locked_at is not null';
  for (let tries = 0; tries < 100 && (await owner.query(held)).rowCount !== 0; tries++) await pause(50);
};

const messagesTo = async (name: string) => {
  const invitation = await invitationOf(running, name);
  return asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .orderBy('queued_at')
      .select(['id', 'kind', 'status', 'attempts', 'last_error'])
      .execute(),
  );
};
const lastTo = async (name: string) => {
  const message = (await messagesTo(name)).at(-1);
  assert.ok(message);
  return message;
};
const mailsTo = (email: string) => mailbox.received.filter(({ to }) => to === email);
const waiting = async () => (await owner.query('select 1 from graphile_worker._private_jobs')).rowCount;

/** Somebody asks for a code, which is one message more to them. */
const askForCode = async (name: string) => {
  running.time.now = new Date(running.time.now.getTime() + 3_600_001);
  const guest = openGuest(running);
  await guest.get(await linkOf(running, name));
  await guest.get('/private');
  assert.equal((await guest.post('/private/code')).status, 303);
};

test('convened, everybody gets one e-mail of their own, with a link of their own that works', async () => {
  await deliver();
  const known = await asService(running.service, (tx) =>
    tx.selectFrom('invitation').select(['name', 'email']).execute(),
  );
  const people = known.map(({ name, email }) => {
    const adopter = family.adopters[adopterWords.indexOf(name as 'Adopter 1')];
    return { name, email: adopter?.email ?? email, called: adopter === undefined ? ` ${name}` : '' };
  });
  assert.deepEqual(mailbox.received.map(({ to }) => to).sort(), people.map(({ email }) => email).sort());
  for (const { name, email, called } of people) {
    const [mail] = mailsTo(email);
    assert.ok(mail, name);
    assert.ok(mail.text.includes(await linkOf(running, name)));
    assert.ok(mail.text.startsWith(`Hello${called},`));
    const raw = Buffer.from(mail.raw).toString();
    for (const other of people.filter((person) => person.name !== name && person.email !== email))
      assert.ok(
        !raw.includes(other.email) && !mail.text.includes(other.name),
        `${name} is told of ${other.name}`,
      );
    assert.doesNotMatch(
      mail.subject + mail.text + mail.calendar,
      /Robin|adopt|disrupt|placement|video\.example/i,
    );
  }
  const guest = openGuest(running);
  await guest.get(/http\S+/.exec(mailsTo(mother.email)[0]?.text ?? '')?.[0] ?? '');
  assert.equal((await guest.get('/private')).status, 200);
  assert.deepEqual(
    [await lastTo(mother.name)].map(({ status, attempts }) => [status, attempts]),
    [['sent', 1]],
  );
});

test('an adopter’s address is taken from the vault as a message leaves, which the audit has, and kept nowhere', async () => {
  const { rows } = await owner.query(
    `select actor_kind, rule, subject_id from audit_entry where act = 'open-vault'`,
  );
  assert.deepEqual(
    rows,
    adopterWords.map(() => ({ actor_kind: 'service', rule: 'sends-message', subject_id: id })),
  );
  for (const table of ['message', 'invitation', 'history', 'audit_entry', 'graphile_worker._private_jobs']) {
    const held = await owner.query(`select t::text as text from ${table} t`);
    assert.doesNotMatch(held.rows.map(({ text }) => text).join('\n'), /featherstone/i, table);
  }
});

test('the calendar file says when and where, to those who may know, and names nobody else', async () => {
  const entryOf = (email: string) => {
    const calendar = mailsTo(email)[0]?.calendar;
    if (!calendar) return null;
    const component = new ICAL.Component(ICAL.parse(calendar));
    return { calendar, event: new ICAL.Event(component.getFirstSubcomponent('vevent') ?? undefined) };
  };
  const hers = entryOf(mother.email);
  assert.equal(hers?.event.startDate.toString(), '2026-03-31T10:00:00');
  assert.equal(hers.event.location, 'See your private page');
  assert.equal(hers.event.attendees.length, 1);
  assert.equal(entryOf(carer.email)?.event.location, 'The Council House, room 3');
  assert.equal(entryOf(writer.email), null);
});

test('a message that was sent is not sent again, however often its job is run', async () => {
  const before = mailbox.received.length;
  const { id: messageId } = await lastTo(mother.name);
  for (let time = 0; time < 3; time += 1) {
    await asService(running.service, (tx) => queueSending(tx, messageId));
    await deliver();
  }
  assert.equal(mailbox.received.length, before);
});

test('a mail server that is busy is asked again later, and what it then takes is sent', async () => {
  await askForCode(mother.name);
  mailbox.failNext(1, 451);
  await deliver();
  const message = await lastTo(mother.name);
  assert.deepEqual([message.kind, message.status, message.attempts], ['code', 'queued', 1]);
  assert.equal(message.last_error, 'The mail server cannot take it now (451)');
  assert.equal(await waiting(), 1);
  await deliver();
  assert.equal((await lastTo(mother.name)).status, 'sent');
  assert.ok(
    mailsTo(mother.email)
      .at(-1)
      ?.text.includes(await codeOf(running, mother.name)),
  );
  assert.equal(await waiting(), 0);
});

test('when an answer was lost, the second e-mail is the same as the first: id, link and all', async () => {
  const amina = await running.as('amina');
  const { id: invitationId } = await invitationOf(running, carer.name);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, {
    email: carer.email,
    how: 'I rang them',
  });
  // It takes the message, and its answer never arrives.
  const losing: Mailer = {
    ...mailer,
    send: async (message) => {
      await mailer.send(message);
      throw new Error('Connection closed');
    },
  };
  await deliver(losing);
  assert.equal((await lastTo(carer.name)).status, 'queued');
  await deliver();
  const [first, second] = mailsTo(carer.email).slice(-2);
  const idOf = (raw: Uint8Array | undefined) =>
    /^Message-ID: .*$/im.exec(Buffer.from(raw ?? []).toString())?.[0];
  assert.match(idOf(first?.raw) ?? '', /@service\.example>/);
  assert.equal(idOf(first?.raw), idOf(second?.raw));
  assert.equal(first?.text, second?.text);
});

test('an address that does not exist is not tried again; the page says so, and a person tries again', async () => {
  const amina = await running.as('amina');
  const { id: invitationId } = await invitationOf(running, writer.name);
  await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, {
    email: 'wrong@lindqvist.example',
    how: 'I rang her',
  });
  mailbox.failNext(1, 550);
  await deliver();
  const failed = await lastTo(writer.name);
  assert.deepEqual([failed.status, failed.attempts, await waiting()], ['failed', 1, 0]);
  const page = await amina.get(`/disruptions/${id}/invitations`);
  assertValidPage(page.body);
  assert.match(page.body, /Invitation: not sent\. The mail server refused it \(550\)\./);
  assert.match((await amina.get(`/disruptions/${id}`)).body, /could not be sent/);

  assert.equal((await amina.post(`/disruptions/${id}/messages/${failed.id}/retry`, {})).status, 303);
  await deliver();
  const sent = await lastTo(writer.name);
  assert.deepEqual([sent.status, sent.attempts], ['sent', 2]);
  assert.equal(mailsTo('wrong@lindqvist.example').length, 1);
});

test('after the last try a message waits for a person, and its job is gone', async () => {
  await askForCode(mother.name);
  await owner.query('update graphile_worker._private_jobs set attempts = max_attempts - 1');
  mailbox.failNext(1, 451);
  await deliver();
  assert.equal((await lastTo(mother.name)).status, 'failed');
  assert.equal(await waiting(), 0);
});

test('a mail server that is not there is a reason to wait, not to give up', async () => {
  await askForCode(mother.name);
  const nowhere = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from });
  await deliver(nowhere);
  nowhere.close();
  const message = await lastTo(mother.name);
  assert.equal(message.status, 'queued');
  assert.match(message.last_error, /^The mail server could not be used/);
  running.time.now = new Date(running.time.now.getTime() + 11 * 60_000);
  await deliver();
  assert.equal((await lastTo(mother.name)).status, 'not-needed', 'the code has run out meanwhile');
});

test('what may leave is asked as it leaves: nobody withdrawn, no closed link, no place no longer to be known', async () => {
  const amina = await running.as('amina');
  const before = { writer: mailsTo(writer.email).length, carer: mailsTo(carer.email).length };
  for (const { name, email } of [writer, carer, mother]) {
    const { id: invitationId } = await invitationOf(running, name);
    await amina.post(`/disruptions/${id}/invitations/${invitationId}/address`, { email, how: 'I rang them' });
  }
  await asService(running.service, async (tx) => {
    const set = tx.updateTable('invitation');
    await set.set({ status: 'withdrawn' }).where('name', '=', writer.name).execute();
    await set.set({ may_know_place: false }).where('name', '=', carer.name).execute();
    await tx
      .updateTable('guest_link')
      .set({ withdrawn_at: running.time.now })
      .where('invitation_id', '=', (await invitationOf(running, mother.name)).id)
      .execute();
  });
  await deliver();
  assert.equal(mailsTo(writer.email).length, before.writer);
  assert.equal((await lastTo(writer.name)).status, 'not-needed');
  assert.equal((await lastTo(mother.name)).status, 'not-needed');
  assert.equal(mailsTo(carer.email).length, before.carer + 1);
  const mail = mailsTo(carer.email).at(-1);
  assert.doesNotMatch(`${mail?.text}${mail?.calendar}`, /Council House/);
});

test('a change and then a cancellation reach everybody, each with its place in the calendar’s sequence', async () => {
  const amina = await running.as('amina');
  const changed = await amina.post(`/disruptions/${id}/meeting`, {
    ...meetingTyped(running),
    startsAt: '2pm',
  });
  assert.equal(changed.status, 303);
  await deliver();
  const lucy = family.adopters[1].email;
  assert.match(mailsTo(lucy).at(-1)?.subject ?? '', /^Your meeting has changed/);
  await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'The chair is ill' }, randomUUID());
  await deliver();
  const calendars = mailsTo(lucy).map(({ calendar }) => [
    /METHOD:(\w+)/.exec(calendar ?? '')?.[1],
    /SEQUENCE:(\d+)/.exec(calendar ?? '')?.[1],
    /UID:(\S+)/.exec(calendar ?? '')?.[1],
  ]);
  const uid = calendars[0]?.[2];
  assert.deepEqual(calendars, [
    ['REQUEST', '0', uid],
    ['REQUEST', '1', uid],
    ['CANCEL', '2', uid],
  ]);
});
