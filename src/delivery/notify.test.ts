import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { type NotifyServer, notifySettings, startNotifyServer } from '../../test/notify-server.ts';
import { createNotify, type TakenByNotify } from './notify.ts';
import { type Outgoing, refusalOf } from './smtp.ts';

let server: NotifyServer;
let kept: TakenByNotify[] = [];
const now = new Date('2026-03-10T10:00:00Z');
const clock = () => now;
const onTaken = async (taken: TakenByNotify) => void kept.push(taken);
const notifyAt = (url: string, changes: Partial<Parameters<typeof createNotify>[0]> = {}) =>
  createNotify({ ...notifySettings, url, clock, onTaken, ...changes });

before(async () => {
  server = await startNotifyServer({ clock });
});
after(() => server.stop());
beforeEach(() => {
  kept = [];
});

const mail = (changes: Partial<Outgoing> = {}): Outgoing => ({
  id: randomUUID(),
  to: 'jo@example.org',
  subject: 'A meeting (Larch-7)',
  text: 'Hello,\n\nOpen your invitation.',
  calendar: null,
  ...changes,
});
const message = (changes = {}) => ({
  id: randomUUID(),
  to: '07700 900123',
  text: 'Your code is 123456',
  ...changes,
});
const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => assert.fail('it was sent'),
    (error: unknown) => refusalOf(error),
  );
const bodyOf = (id: string) =>
  server.taken.filter(({ reference }) => reference === id).map(({ raw }) => JSON.parse(raw.toString()));

test('an e-mail reaches Notify with its one address, its words and its reference, and nothing else', async () => {
  const outgoing = mail({ calendar: { method: 'REQUEST', file: 'BEGIN:VCALENDAR' } });
  const { messageId } = await notifyAt(server.url).mailer.send(outgoing);
  assert.deepEqual(bodyOf(outgoing.id), [
    {
      email_address: 'jo@example.org',
      template_id: notifySettings.emailTemplate,
      personalisation: { subject: outgoing.subject, text: outgoing.text },
      reference: outgoing.id,
    },
  ]);
  assert.equal(messageId, server.taken.at(-1)?.id);
  assert.deepEqual(kept, [{ messageId: outgoing.id, notificationId: messageId, takenAt: now }]);
});

test('a text message reaches Notify with its one number, its words and its reference, and nothing else', async () => {
  const outgoing = message();
  const { reference } = await notifyAt(server.url).texter.send(outgoing);
  assert.deepEqual(bodyOf(outgoing.id), [
    {
      phone_number: '07700 900123',
      template_id: notifySettings.textTemplate,
      personalisation: { text: outgoing.text },
      reference: outgoing.id,
    },
  ]);
  assert.equal(reference, server.taken.at(-1)?.id);
});

test('whatever a message says, Notify is told of one recipient, and of the composed text alone', async () => {
  const { mailer, texter } = notifyAt(server.url);
  const words = fc.string({ unit: 'binary', maxLength: 200 });
  const local = fc.stringMatching(/^[a-z]{1,12}$/);
  await fc.assert(
    fc.asyncProperty(words, words, local, async (subject, text, name) => {
      fc.pre(!/\p{Cc}/u.test(subject));
      const [sent, texted] = [mail({ to: `${name}@example.org`, subject, text }), message({ text })];
      await mailer.send(sent);
      await texter.send(texted);
      const [email] = bodyOf(sent.id);
      const [sms] = bodyOf(texted.id);
      assert.deepEqual(Object.keys(email).sort(), [
        ...['email_address', 'personalisation', 'reference', 'template_id'],
      ]);
      assert.deepEqual(Object.keys(sms).sort(), [
        'personalisation',
        'phone_number',
        'reference',
        'template_id',
      ]);
      assert.equal(email.email_address, sent.to);
      // What has no other half is no sign: it cannot be written in UTF-8.
      assert.deepEqual(email.personalisation, { subject: subject.toWellFormed(), text: text.toWellFormed() });
      assert.deepEqual(sms.personalisation, { text: text.toWellFormed() });
    }),
    { numRuns: 40 },
  );
});

test('no more than one address or number, and no second line in a subject, gets as far as Notify', async () => {
  const { mailer, texter } = notifyAt(server.url);
  const asked = server.asked.length;
  for (const to of ['a@b.c, d@e.f', 'a@b.c\r\nd@e.f', 'A <a@b.c>', 'a', ''])
    assert.equal((await refusal(mailer.send(mail({ to })))).isPermanent, true, to);
  assert.equal((await refusal(mailer.send(mail({ subject: 'a\nb' })))).isPermanent, true);
  for (const to of ['07700 900123, 07700 900124', '07700', 'a@b.c', '', '07700\n900123'])
    assert.deepEqual(
      await refusal(texter.send(message({ to }))),
      { reason: 'The telephone number is not one', isPermanent: true },
      to,
    );
  assert.equal(server.asked.length, asked);
});

test('what Notify has is not sent again: its answer was lost, or the note of it could not be kept', async () => {
  const { mailer, texter } = notifyAt(server.url);
  for (const send of [() => mailer.send(sent), () => texter.send(texted)]) {
    server.loseAnswers(1);
    const { reason, isPermanent } = await refusal(send());
    assert.deepEqual([reason, isPermanent], ['GOV.UK Notify could not be reached', false]);
    await send();
    await send();
  }
  assert.equal(bodyOf(sent.id).length, 1);
  assert.equal(bodyOf(texted.id).length, 1);
  assert.equal(new Set(kept.map(({ notificationId }) => notificationId)).size, 2);

  const third = mail();
  const forgetful = notifyAt(server.url, {
    onTaken: async () => {
      throw new Error('the database is away');
    },
  });
  await assert.rejects(forgetful.mailer.send(third), /the database is away/);
  await mailer.send(third);
  assert.equal(bodyOf(third.id).length, 1);
});
const [sent, texted] = [mail({ to: 'Lost@Example.org' }), message({ to: '+44 7700 900456' })];

test('one recipient is the same however it is written', async () => {
  const { mailer, texter } = notifyAt(server.url);
  await mailer.send({ ...sent, to: 'lost@example.org' });
  await texter.send({ ...texted, to: '07700900456' });
  assert.equal(bodyOf(sent.id).length, 1);
  assert.equal(bodyOf(texted.id).length, 1);
});

test('what failed there, or went to another address, is sent when it is tried again', async () => {
  const { mailer } = notifyAt(server.url);
  const one = mail();
  await mailer.send(one);
  for (const status of ['permanent-failure', 'temporary-failure', 'technical-failure']) {
    const last = server.taken.at(-1);
    assert.ok(last);
    last.status = status;
    const count = bodyOf(one.id).length;
    await mailer.send(one);
    assert.equal(bodyOf(one.id).length, count + 1, status);
  }
  for (const status of ['created', 'sending', 'pending', 'sent', 'delivered']) {
    const last = server.taken.at(-1);
    assert.ok(last);
    last.status = status;
    const count = bodyOf(one.id).length;
    await mailer.send(one);
    assert.equal(bodyOf(one.id).length, count, status);
  }
  await mailer.send({ ...one, to: 'put-right@example.org' });
  assert.equal(server.taken.at(-1)?.to, 'put-right@example.org');
});

const answers = [
  [
    400,
    'ValidationError',
    'email_address Not a valid email address',
    'GOV.UK Notify does not take the e-mail address',
    true,
  ],
  [
    400,
    'BadRequestError',
    'Cannot send to international mobile numbers',
    'GOV.UK Notify does not take the e-mail address',
    true,
  ],
  [
    400,
    'ValidationError',
    'Content for template has a character count greater than the limit of 918',
    'The message is too long for GOV.UK Notify',
    true,
  ],
  [
    400,
    'BadRequestError',
    'Missing personalisation: text',
    'GOV.UK Notify does not accept our settings (400)',
    false,
  ],
  [
    400,
    'BadRequestError',
    'Can’t send to this recipient using a team-only API key',
    'GOV.UK Notify does not accept our settings (400)',
    false,
  ],
  [
    403,
    'AuthError',
    'Invalid token: API key not found',
    'GOV.UK Notify does not accept our settings (403)',
    false,
  ],
  [
    429,
    'RateLimitError',
    'Exceeded rate limit for key type LIVE',
    'GOV.UK Notify cannot take it now (429)',
    false,
  ],
  [
    429,
    'TooManyRequestsError',
    'Exceeded send limits (50) for today',
    'GOV.UK Notify cannot take it now (429)',
    false,
  ],
  [500, 'Exception', 'Internal server error', 'GOV.UK Notify cannot take it now (500)', false],
  [503, 'Exception', 'jo@example.org is in a queue', 'GOV.UK Notify cannot take it now (503)', false],
] as const;
for (const [status, error, says, reason, isPermanent] of answers)
  test(`${status} “${says}” is ${isPermanent ? 'for good' : 'tried again'}, and quotes nobody`, async () => {
    server.failNext(1, status, error, says);
    assert.deepEqual(await refusal(notifyAt(server.url).mailer.send(mail())), { reason, isPermanent });
  });

test('a wrong number is refused for good in words about a number', async () => {
  assert.deepEqual(await refusal(notifyAt(server.url).texter.send(message({ to: '0770090012' }))), {
    reason: 'GOV.UK Notify does not take the telephone number',
    isPermanent: true,
  });
});

test('a text message of more than Notify carries is refused for good', async () => {
  assert.deepEqual(await refusal(notifyAt(server.url).texter.send(message({ text: 'a'.repeat(919) }))), {
    reason: 'The message is too long for GOV.UK Notify',
    isPermanent: true,
  });
});

test('a key that is not the service’s, or a clock that is wrong, is our side’s and tried again', async () => {
  const foreign = notifySettings.apiKey.replace(/.$/, '1');
  for (const changes of [{ apiKey: foreign }, { clock: () => new Date('2026-03-10T10:02:00Z') }])
    assert.deepEqual(await refusal(notifyAt(server.url, changes).mailer.send(mail())), {
      reason: 'GOV.UK Notify does not accept our settings (403)',
      isPermanent: false,
    });
});

test('a server that is not there, speaks something else or sends elsewhere is a reason to wait', async () => {
  const odd = createServer((request, response) => {
    if (request.url?.includes('moved')) response.writeHead(302, { location: server.url }).end();
    else response.writeHead(200).end('<html>jo@example.org</html>');
  });
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  for (const [url, reason] of [
    ['http://127.0.0.1:1', 'GOV.UK Notify could not be reached'],
    [at, 'GOV.UK Notify’s answer could not be read'],
    [`${at}/moved`, 'GOV.UK Notify could not be reached'],
  ] as const)
    assert.deepEqual(await refusal(notifyAt(url).mailer.send(mail())), { reason, isPermanent: false });
  odd.close();
});

test('no error names the recipient, the words or the key', async () => {
  const outgoing = mail({ to: 'somebody@example.org', subject: 'Secret subject', text: 'Secret text' });
  const failing = [
    notifyAt('http://127.0.0.1:1'),
    notifyAt(server.url, { emailTemplate: randomUUID() }),
    notifyAt(server.url, { apiKey: 'x'.repeat(80) }),
  ];
  for (const one of failing) {
    const error = await one.mailer.send(outgoing).then(
      () => assert.fail('it was sent'),
      (thrown: unknown) => thrown,
    );
    const everything = `${JSON.stringify(error, Object.getOwnPropertyNames(error))}`;
    assert.doesNotMatch(everything, /somebody|Secret|council_tests|3d844edf|cause/);
  }
});
