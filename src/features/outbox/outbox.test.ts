import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startDemonstrationMailbox } from '../../delivery/demonstration-mailbox.ts';
import { createMailer } from '../../delivery/smtp.ts';
import { demonstrationTexter } from '../../delivery/texter.ts';
import { outboxFeature } from './routes.ts';
import { startOutbox } from './store.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

test('an outbox with nothing in it says how something gets there', async () => {
  const { body, status } = await (await running.as('panel')).get('/outbox');
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /Convene a meeting, and the invitations appear here/);
});

test('everybody who tries the service out reads what was sent, newest first, and can follow its own links', async () => {
  const mailbox = await startDemonstrationMailbox({ onMessage: startOutbox(running.service.db) });
  const mailer = createMailer({
    smtpUrl: mailbox.smtpUrl,
    from: 'Derby City Council <no-reply@service.example>',
  });
  const link = `${running.service.publicUrl}/private/secret`;
  const message = {
    subject: 'Invitation to a <meeting>',
    text: `Hello <Kirsty>,\n\n${link}\n\nhttps://elsewhere.example/private/1`,
    calendar: {
      method: 'REQUEST' as const,
      file: 'BEGIN:VCALENDAR\r\nSUMMARY:Meeting (Larch-1)\r\nEND:VCALENDAR\r\n',
    },
  };
  await mailer.send({ ...message, id: '1', to: 'earlier@example.org' });
  await mailer.send({ ...message, id: '2', to: 'kirsty@oldroyd.example' });
  mailer.close();
  await mailbox.stop();

  const outsider = await running.as('outsider');
  const list = await outsider.get('/outbox');
  assertValidPage(list.body);
  assert.ok(list.body.indexOf('To kirsty@oldroyd.example') < list.body.indexOf('To earlier@example.org'));
  const [, path = ''] = /href="(\/outbox\/[^"]+)"/.exec(list.body) ?? [];
  const { body } = await outsider.get(path);
  assertValidPage(body);
  for (const part of [
    '<h1 class="govuk-heading-l">Invitation to a &lt;meeting&gt;</h1>',
    'Hello &lt;Kirsty&gt;,',
    `<a class="govuk-link" href="${link}">`,
    'Calendar file',
    'SUMMARY:Meeting (Larch-1)',
    'Message-ID: &lt;2@service.example&gt;',
  ])
    assert.ok(body.includes(part), part);
  assert.doesNotMatch(body, /href="https:\/\/elsewhere/);
});

test('a text message is shown as one, with its number and its words', async () => {
  const onMessage = startOutbox(running.service.db);
  const texter = demonstrationTexter({ onMessage, clock: () => new Date('2026-03-11T09:00:00Z') });
  const text = `Your code is 123456. <Dž>\n\n${running.service.publicUrl}/private/secret`;
  await texter.send({ id: randomUUID(), to: '07700 900123', text });
  texter.close();
  const visitor = await running.as('outsider');
  const list = await visitor.get('/outbox');
  assertValidPage(list.body);
  const [, path = ''] =
    /href="(\/outbox\/[^"]+)">Text message<span class="govuk-visually-hidden"> to 07700 900123/.exec(
      list.body,
    ) ?? [];
  const { body } = await visitor.get(path);
  assertValidPage(body);
  assert.match(body, /<h1 class="govuk-heading-l">Text message<\/h1>/);
  assert.ok(body.includes('Your code is 123456. &lt;Dž&gt;'));
  assert.ok(body.includes(`href="${running.service.publicUrl}/private/secret"`));
});

test('a message that is not there is not there', async () => {
  const visitor = await running.as('panel');
  for (const id of [randomUUID(), 'nonsense']) assert.equal((await visitor.get(`/outbox/${id}`)).status, 404);
});

test('nobody reads it without signing in', async () => {
  assert.equal((await running.app.inject('/outbox')).statusCode, 303);
});

test('a real service has no outbox', async () => {
  const app = fastify();
  outboxFeature(app, { ...running.service, isDemonstration: false });
  assert.equal((await app.inject('/outbox')).statusCode, 404);
  await app.close();
});
