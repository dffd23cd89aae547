import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { invitationOf, inviteFamily, linkOf, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startTestMailbox } from '../../../test/mailbox.ts';
import { asService } from '../../database/connection.ts';
import { createMailer, type Mailer } from '../../delivery/smtp.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { deliveryJobs } from './jobs.ts';

const from = 'Derby City Council <no-reply@service.example>';
const mother = family.mother;

let running: TestApp;
let id: string;
let amina: Visitor;
let mailbox: Awaited<ReturnType<typeof startTestMailbox>>;
let mailer: Mailer;
let owner: pg.Client;

/** Whether the example's procedure wants the child to be told first: the council's document leaves it open. */
let childFirst: 'yes' | 'no' = 'no';
const withChoice = (procedure: Procedure): Procedure =>
  procedure.sending === undefined
    ? procedure
    : { ...procedure, sending: { ...procedure.sending, 'child-told-first': childFirst } };

before(async () => {
  running = await startTestApp({ now: '2026-03-13T17:30:00Z' });
  const { procedures } = running.service;
  Object.assign(running.service, {
    procedures: {
      ...procedures,
      version: (...of: [string, string]) => withChoice(procedures.version(...of)),
    },
  });
  amina = await running.as('amina');
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from });
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  id = await inviteFamily(running);
});
after(async () => {
  mailer.close();
  await mailbox.stop();
  await owner.end();
  await running.stop();
});

/** Does the jobs that are due; with `all`, those too that wait for a later moment. */
const deliver = async ({ all = false } = {}): Promise<void> => {
  if (all) await owner.query('update graphile_worker._private_jobs set run_at = now()');
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: deliveryJobs(running.service, { mailer, from }),
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
  });
};
const messagesTo = async (name: string) => {
  const invitation = await invitationOf(running, name);
  return asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .orderBy('queued_at')
      .select(['id', 'kind', 'status', 'attempts', 'held_until', 'held_because', 'sent_now_because'])
      .execute(),
  );
};
const toMother = async () => {
  const message = (await messagesTo(mother.name)).find(({ kind }) => kind === 'invitation');
  assert.ok(message);
  return message;
};
const invitationsPage = async (visitor = amina): Promise<string> => {
  const { status, body } = await visitor.get(`/disruptions/${id}/invitations`);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};

/** Time passes, and Amina signs in anew. */
const timePasses = async (until: string): Promise<void> => {
  running.time.now = new Date(until);
  amina = await running.as('amina');
};

test('on a Friday evening nothing leaves; each message says until when it waits, and no try is counted', async () => {
  await deliver();
  assert.deepEqual(mailbox.received, []);
  const { status, attempts, held_until } = await toMother();
  assert.deepEqual([status, attempts], ['queued', 0]);
  assert.equal(held_until?.toISOString(), '2026-03-16T09:00:00.000Z');
  assert.match(
    await invitationsPage(),
    /Invitation: waits until Monday 16 March 2026 at 9am: not sent on a Friday evening\./,
  );
  const jobs = await owner.query(
    `select extract(epoch from run_at - now()) / 3600 as hours, attempts
    from graphile_worker._private_jobs where key = 'message:' || $1`,
    [(await toMother()).id],
  );
  assert.equal(jobs.rowCount, 1);
  // From half past five on Friday to nine on Monday.
  assert.ok(Math.abs(Number(jobs.rows[0].hours) - 63.5) < 0.2, String(jobs.rows[0].hours));
  assert.equal(jobs.rows[0].attempts, 0);
});

test('asked again before its moment, a message waits on; a one-time code does not wait', async () => {
  await timePasses('2026-03-15T20:00:00Z');
  const guest = openGuest(running);
  await guest.get(await linkOf(running, mother.name));
  await guest.get('/private');
  assert.equal((await guest.post('/private/code')).status, 303);
  await deliver({ all: true });
  assert.deepEqual(
    mailbox.received.map(({ to, subject }) => [to, subject.split(' (')[0]]),
    [[mother.email, 'Your code']],
  );
  assert.equal((await toMother()).held_until?.toISOString(), '2026-03-16T09:00:00.000Z');
});

test('whoever sends it now says why, which is kept with the case and in the audit; nobody else may', async () => {
  const { id: messageId } = await toMother();
  const path = `/disruptions/${id}/messages/${messageId}/now`;
  const shown = await amina.get(path);
  assert.equal(shown.status, 200);
  assertValidPage(shown.body);
  assert.match(shown.body, /Invitation: waits until Monday 16 March 2026 at 9am/);
  const refused = await amina.post(path, { reason: ' ' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Enter why it cannot wait/);
  assert.equal((await (await running.as('iro')).post(path, { reason: 'Because' })).status, 404);

  const reason = 'Her solicitor needs it for the hearing tomorrow';
  assert.equal((await amina.post(path, { reason })).status, 303);
  await deliver();
  const sent = await toMother();
  assert.deepEqual([sent.status, sent.attempts, sent.sent_now_because], ['sent', 1, reason]);
  assert.match(
    (await amina.get(`/disruptions/${id}/history`)).body + (await amina.get(`/disruptions/${id}`)).body,
    /without waiting/,
  );
  const audited = await owner.query(
    `select rule, outcome from audit_entry where act = 'send-now' and intent = 'change' and outcome = 'allowed'`,
  );
  assert.equal(audited.rowCount, 1);
  const again = await amina.get(path);
  assert.match(again.body, /does not wait any more/);
  assert.equal((await amina.post(path, { reason })).status, 303);
  await deliver();
  assert.equal(mailbox.received.filter(({ subject }) => subject.startsWith('Invitation')).length, 1);
});

test('on Monday at nine everybody else’s leaves by itself', async () => {
  await timePasses('2026-03-16T09:00:00Z');
  await deliver({ all: true });
  const statuses = await asService(running.service, (tx) =>
    tx.selectFrom('message').where('kind', '=', 'invitation').select(['status', 'held_because']).execute(),
  );
  assert.ok(statuses.length > 2);
  for (const one of statuses) assert.deepEqual(one, { status: 'sent', held_because: '' });
});

test('when the procedure says so, families and carers are written to once the child was told, and staff before', async () => {
  childFirst = 'yes';
  await timePasses('2026-03-17T10:00:00Z');
  const { id: invitationId } = await invitationOf(running, mother.name);
  const address = `/disruptions/${id}/invitations/${invitationId}/address`;
  assert.equal((await amina.post(address, { email: mother.email })).status, 303);
  const staff = await invitationOf(running, 'Joy Okafor');
  const toStaff = `/disruptions/${id}/invitations/${staff.id}/address`;
  assert.equal((await amina.post(toStaff, { email: staff.email })).status, 303);
  const before = mailbox.received.length;
  await deliver({ all: true });
  assert.deepEqual(
    mailbox.received.slice(before).map(({ to }) => to),
    staff.reader === 'staff' ? [staff.email] : [],
  );
  const page = await invitationsPage();
  assert.match(page, /Invitation: waits: the child is told first\./);
  assert.match(page, /One person is not written to before|people are not written to before/);

  const prepared = await amina.get(`/disruptions/${id}/preparation`);
  assertValidPage(prepared.body);
  assert.match(prepared.body, /is not recorded\. Families and carers are not written to before\./);
  const [childId = ''] = running.example.childIds;
  const told = `/disruptions/${id}/told/${childId}`;
  assert.equal((await amina.get(told)).status, 200);
  const refused = await amina.post(told, { told: 'yes', how: '' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Enter how Robin was told, and by whom/);
  assert.equal((await amina.post(told, { told: 'not-yet', reason: '' })).status, 422);
  assert.equal((await (await running.as('iro')).get(told)).status, 404);
  const done = await amina.post(told, {
    told: 'yes',
    ...{ 'toldOn-day': '17', 'toldOn-month': '3', 'toldOn-year': '2026' },
    how: 'Told him at home, with his carer',
  });
  assert.equal(done.status, 303);
  await deliver();
  assert.equal(mailbox.received.at(-1)?.to, mother.email);
  assert.match(
    (await amina.get(`/disruptions/${id}/preparation`)).body,
    /Robin was told of the meeting on 17 March 2026: Told him at home, with his carer/,
  );
});

test('that the meeting is off is told at once when it is near, on a Friday evening too', async () => {
  await timePasses('2026-03-27T18:00:00Z');
  const { body } = await amina.get(`/disruptions/${id}/meeting/cancel`);
  assert.match(body, /reason/);
  const cancelled = await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'The chair is ill' });
  assert.equal(cancelled.status, 303);
  const before = mailbox.received.length;
  await deliver({ all: true });
  // On Monday at nine it would be 25 hours before.
  assert.ok(mailbox.received.slice(before).some(({ to }) => to === mother.email));
});
