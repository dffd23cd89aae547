import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { ownPageOf } from '../../../test/own-page.ts';
import { recordExample } from '../../../test/recorded.ts';
import { loadCase } from '../../database/case-record.ts';
import { asService } from '../../database/connection.ts';
import type { Outgoing } from '../../delivery/smtp.ts';
import { deliveryJobs } from '../delivery/jobs.ts';
import { readCaseFile } from '../subject-access/case-file.ts';

let running: TestApp;
let at: string;
before(async () => {
  running = await startTestApp();
  const disruptionId = await recordExample(running);
  at = ownPageOf(disruptionId, running.example.childIds[0] ?? assert.fail());
});
after(() => running.stop());

/** Does what waits to be sent, and answers it. */
const deliver = async (): Promise<readonly Outgoing[]> => {
  const sent: Outgoing[] = [];
  const mailer = { send: async (mail: Outgoing) => void sent.push(mail) };
  const jobs = deliveryJobs(running.service, { mailer: mailer as never, from: 'a@b.example' });
  const waiting = await asService(running.service, (tx) =>
    tx.selectFrom('message').where('status', '=', 'queued').orderBy('queued_at').select('id').execute(),
  );
  for (const { id } of waiting)
    await jobs['send-message']?.({ messageId: id }, { job: { attempts: 1, max_attempts: 5 } } as never);
  return sent;
};

const byEmail = { sheet: 'pictures', channel: 'email', email: 'robin@home.example', confirmedHow: 'Saw it' };
const later = (minutes: number) => {
  running.time.now = new Date(running.time.now.getTime() + minutes * 60_000);
};

test('the link goes where the worker made sure of it, the code when the child asks, and both let them in', async () => {
  const amina = await running.as('amina');
  assert.equal((await amina.post(at, byEmail)).location, at);
  assert.match((await amina.get(at)).body, /The link is on its way/);
  const [mail, ...others] = await deliver();
  assert.deepEqual([mail?.to, mail?.subject, others], ['robin@home.example', 'A page for you', []]);
  assert.doesNotMatch(`${mail?.subject} ${mail?.text}`, /Robin|Amina|placement|adopt|disrupt/i);
  assert.match((await amina.get(at)).body, /The link was sent on 10 March 2026/);
  assert.deepEqual(await deliver(), [], 'each message leaves once');

  const [link = ''] = mail?.text.match(/http\S+\/mine\/\S+/) ?? [];
  const child = openGuest(running);
  await child.get(link);
  await child.get('/mine');
  const asked = await child.post('/mine/code');
  assert.equal(asked.location, '/mine?sent=1');
  const told = await child.get('/mine?sent=1');
  assertValidPage(told.body);
  assert.match(told.body, /We have sent you a code/);
  const [code] = await deliver();
  const [, numbers = ''] = code?.text.match(/Your code is (\d{6})/) ?? [];
  assert.equal((await child.post('/mine/code/check', { code: numbers })).location, '/mine/page');
});

test('so many codes are sent in an hour, and no more', async () => {
  later(120);
  const amina = await running.as('amina');
  await amina.post(at, byEmail);
  const [mail] = await deliver();
  const child = openGuest(running);
  await child.get(mail?.text.match(/http\S+\/mine\/\S+/)?.[0] ?? '');
  await child.get('/mine');
  for (let time = 0; time < 5; time += 1) assert.equal((await child.post('/mine/code')).status, 303);
  const refused = await child.post('/mine/code');
  assert.equal(refused.status, 429);
  assertValidPage(refused.body);
  assert.equal((await deliver()).length, 5);
});

test('a link that went to another address opens nothing, and what is not wanted any more is not sent', async () => {
  later(120);
  const amina = await running.as('amina');
  await amina.post(at, byEmail);
  const [mail] = await deliver();
  await amina.post(at, { ...byEmail, email: 'robin2@home.example' });
  const old = openGuest(running);
  await old.get(mail?.text.match(/http\S+\/mine\/\S+/)?.[0] ?? '');
  assert.equal((await old.get('/mine')).status, 404);
  await amina.post(`${at}/close`, {});
  assert.deepEqual(await deliver(), []);
  const left = await asService(running.service, (tx) =>
    tx.selectFrom('message').where('status', '=', 'not-needed').select('id').execute(),
  );
  assert.equal(left.length, 1);
});

test('a link leaves by the hours of the procedure, and the worker sees until when it waits', async () => {
  const before = running.time.now;
  running.time.now = new Date('2026-03-13T20:00:00Z');
  const amina = await running.as('amina');
  await amina.post(at, byEmail);
  assert.deepEqual(await deliver(), []);
  const { body } = await amina.get(at);
  assertValidPage(body);
  assert.match(body, /The link waits until Monday 16 March 2026 at 9am: not sent on a Friday evening/);
  running.time.now = new Date('2026-03-16T09:00:00Z');
  const [mail] = await deliver();
  assert.equal(mail?.to, 'robin@home.example');
  assert.match((await (await running.as('amina')).get(at)).body, /The link was sent on 16 March 2026/);
  assert.ok(before < running.time.now);
});

test('what could not be sent is a task of the child’s social worker until the page is opened anew', async () => {
  running.time.now = new Date('2026-03-17T10:00:00Z');
  const amina = await running.as('amina');
  await amina.post(at, byEmail);
  await asService(running.service, (tx) =>
    tx.updateTable('message').where('status', '=', 'queued').set({ status: 'failed' }).execute(),
  );
  const disruption = at.split('/child-voice')[0] ?? '';
  const asked = /own page could not be sent/;
  const onCase = await amina.get(disruption);
  assertValidPage(onCase.body);
  assert.match(onCase.body, asked);
  const home = await amina.get('/');
  assertValidPage(home.body);
  assert.match(home.body, asked);
  assert.match((await amina.get(at)).body, /The link could not be sent\. Check where it goes/);
  assert.doesNotMatch((await (await running.as('gareth')).get(disruption)).body, asked);
  await amina.post(at, byEmail);
  assert.doesNotMatch((await amina.get(disruption)).body, asked);
  assert.doesNotMatch((await amina.get('/')).body, asked);
});

test('what was sent to a child’s own page is in the child’s file', async () => {
  await deliver();
  const [, disruptionId = ''] = at.match(/disruptions\/([^/]+)/) ?? [];
  const childId = running.example.childIds[0];
  const { messages } = await asService(running.service, async (tx) => {
    const record = (await loadCase(tx, disruptionId)) ?? assert.fail();
    return readCaseFile(tx, record);
  });
  const theirs = messages.filter(({ source }) => source === `child-${childId}`);
  assert.ok(theirs.length >= 2);
  assert.deepEqual([...new Set(theirs.map(({ name, kind }) => `${kind} ${name}`))].sort(), [
    'code Robin',
    'invitation Robin',
  ]);
});

test('where the link is handed over, no code is sent', async () => {
  later(120);
  const amina = await running.as('amina');
  await amina.post(at, { sheet: 'pictures', channel: 'by-hand' });
  const { body } = await amina.post(`${at}/code`, {});
  const child = openGuest(running);
  await child.get(body.match(/<strong>(http[^<]+)</)?.[1] ?? '');
  await child.get('/mine');
  assert.equal((await child.post('/mine/code')).status, 404);
  assert.deepEqual(await deliver(), []);
});
