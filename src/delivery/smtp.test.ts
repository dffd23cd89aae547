import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import { startTestMailbox } from '../../test/mailbox.ts';
import { calendarFile } from './calendar.ts';
import { createMailer, type Mailer, type Outgoing, refusalOf } from './smtp.ts';

const outgoing: Outgoing = {
  id: '7f3c1c1e-0000-4000-8000-000000000001',
  to: 'jo@example.org',
  subject: 'A meeting (reference Larch-7)',
  text: 'Open your invitation.\n',
  calendar: null,
};
const from = 'Derby City Council <no-reply@council.example>';

let mailbox: Awaited<ReturnType<typeof startTestMailbox>>;
let mailer: Mailer;
before(async () => {
  mailbox = await startTestMailbox();
  mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from });
});
after(async () => {
  mailer.close();
  await mailbox.stop();
});

const headers = new Set(
  'Auto-Submitted From To Subject Message-ID Date MIME-Version Content-Type Content-Transfer-Encoding'.split(
    ' ',
  ),
);

const refusal = (sending: Promise<unknown>) =>
  sending.then(
    () => assert.fail('it was sent'),
    (error) => refusalOf(error),
  );

/** Sends through a wire-tap and gives what the sender said. */
const transcriptOf = async (message: Outgoing): Promise<string> => {
  let said = '';
  const tap = createServer((client) => {
    const server = connect(Number(new URL(mailbox.smtpUrl).port), '127.0.0.1');
    client.on('data', (data) => {
      said += data.toString('latin1');
    });
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve));
  const tapped = createMailer({ smtpUrl: `smtp://127.0.0.1:${(tap.address() as AddressInfo).port}`, from });
  await tapped.send(message);
  tapped.close();
  tap.close();
  return said;
};

test('a person gets the words as they were written, from the council', async () => {
  const text = 'Dear Siân,\n\nŁukasz said “yes”.\n\n.\n.. dots\nFrom here on 🙂\n';
  const { messageId } = await mailer.send({
    ...outgoing,
    to: 'sian@example.org',
    subject: 'Cyfarfod – Llŷr',
    text,
  });
  const mail = await mailbox.waitFor('sian@example.org');
  assert.equal(messageId, '<7f3c1c1e-0000-4000-8000-000000000001@council.example>');
  assert.equal(mail.subject, 'Cyfarfod – Llŷr');
  assert.equal(mail.text, text);
  assert.equal(mail.from, 'no-reply@council.example');
  assert.equal(mail.calendar, null);
});

test('on the wire a message names one person, once, and says nothing of us', async () => {
  const said = await transcriptOf({ ...outgoing, to: 'one@example.org' });
  assert.equal(said.match(/RCPT TO/gi)?.length, 1);
  assert.equal(said.match(/one@example\.org/g)?.length, 2, 'in the envelope and in To');
  const names = [...said.matchAll(/^([A-Z][\w-]*): /gm)].map(([, name]) => name);
  assert.deepEqual(new Set(names), headers);
  assert.match(said, /^Auto-Submitted: auto-generated\r$/m);
  assert.doesNotMatch(said, /nodemailer|Mailer|Bcc|Cc:/i);
});

test('an invitation reaches the calendar as an invitation', async () => {
  const file = calendarFile({
    method: 'REQUEST',
    uid: 'a-1',
    sequence: 0,
    heldOn: '2026-07-01',
    startsAt: '10:00',
    minutesLong: 60,
    title: 'Meeting',
    place: 'Siop Llŷr',
    description: 'x',
    organiserEmail: 'no-reply@council.example',
    organiserName: 'A council',
    attendeeEmail: 'cal@example.org',
    stampedAt: new Date('2026-06-01T09:00:00Z'),
  });
  await mailer.send({ ...outgoing, to: 'cal@example.org', calendar: { method: 'REQUEST', file } });
  const mail = await mailbox.waitFor('cal@example.org');
  assert.equal(mail.calendar, file);
  assert.equal(mail.text, 'Open your invitation.\n');
  const raw = Buffer.from(mail.raw).toString('latin1');
  assert.match(raw, /multipart\/alternative/);
  assert.match(raw, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
  assert.doesNotMatch(raw, /filename|attachment/i);
});

test('a message that is tried again has the same Message-ID', async () => {
  mailbox.failNext(1, 451);
  assert.deepEqual(await refusal(mailer.send({ ...outgoing, to: 'again@example.org' })), {
    reason: 'The mail server cannot take it now (451)',
    isPermanent: false,
  });
  assert.ok(!mailbox.received.some(({ to }) => to === 'again@example.org'));
  await mailer.send({ ...outgoing, to: 'again@example.org' });
  const { raw } = await mailbox.waitFor('again@example.org');
  assert.match(
    Buffer.from(raw).toString('latin1'),
    /^Message-ID: <7f3c1c1e-0000-4000-8000-000000000001@council\.example>\r$/m,
  );
});

test('a refusal for good is told from one for now, without saying to whom', async () => {
  mailbox.failNext(1, 550);
  assert.deepEqual(await refusal(mailer.send(outgoing)), {
    reason: 'The mail server refused it (550)',
    isPermanent: true,
  });
  const nobody = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from });
  assert.deepEqual(await refusal(nobody.send(outgoing)), {
    reason: 'The mail server could not be used (ESOCKET)',
    isPermanent: false,
  });
  assert.deepEqual(refusalOf('not an error'), {
    reason: 'The mail server could not be used',
    isPermanent: false,
  });
});

test('a password that the mail server does not take is no reason to give a message up', async () => {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(new Error('No such user jo@example.org')),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const signsIn = createMailer({ smtpUrl: `smtp://user:secret@127.0.0.1:${port}`, from });
  assert.deepEqual(await refusal(signsIn.send(outgoing)), {
    reason: 'The mail server could not be used (EAUTH)',
    isPermanent: false,
  });
  await new Promise<void>((resolve) => server.close(resolve));
});

test('a server outside this machine is spoken to over TLS or not at all', async () => {
  // This host name is this machine, but does not look like it.
  const outside = (query: string) =>
    createMailer({ smtpUrl: `${mailbox.smtpUrl.replace('127.0.0.1', '[::ffff:127.0.0.1]')}${query}`, from });
  assert.deepEqual(await refusal(outside('').send({ ...outgoing, to: 'tls@example.org' })), {
    reason: 'The mail server could not be used (ETLS)',
    isPermanent: false,
  });
  await outside('?requireTLS=false').send({ ...outgoing, to: 'tls@example.org' });
  assert.equal(mailbox.received.filter(({ to }) => to === 'tls@example.org').length, 1);
});

test('a long text arrives whole, and one that is too large is refused for good', async () => {
  const text = `${'A line of words that goes on – '.repeat(20)}\n`.repeat(1000);
  await mailer.send({ ...outgoing, to: 'long@example.org', text });
  assert.equal((await mailbox.waitFor('long@example.org')).text, text);
  const refused = await refusal(mailer.send({ ...outgoing, text: text.repeat(3) }));
  assert.equal(refused.isPermanent, true);
});

const injections = [
  'a@b.c\r\nBcc: d@e.f',
  'a@b.c\nRCPT TO:<d@e.f>',
  'a@b.c, d@e.f',
  'a@b.c;d@e.f',
  'A <a@b.c>',
  '<a@b.c>',
  'a@b.c d@e.f',
  'a@b@c',
  'a',
  '',
  '@b',
  'a@',
  'a@b.c\u2028d@e.f',
  'a@b.c\0',
  '"a b"@c.d',
  'group:a@b.c;',
  'a(comment)@b.c',
  'a@[10.0.0.1]',
];
for (const to of injections)
  test(`${JSON.stringify(to)} is not taken for one address`, async () => {
    const count = mailbox.received.length;
    assert.deepEqual(await refusal(mailer.send({ ...outgoing, to })), {
      reason: 'The address is not an e-mail address',
      isPermanent: true,
    });
    assert.equal(mailbox.received.length, count);
  });

test('a subject of more than one line and an id that is not plain are refused', async () => {
  for (const subject of ['a\r\nBcc: d@e.f', 'a\nb', 'a\rb', 'a\0b'])
    assert.equal((await refusal(mailer.send({ ...outgoing, subject }))).isPermanent, true);
  for (const id of ['a>\r\nBcc: d@e.f', 'a b', '', 'a@b'])
    assert.equal((await refusal(mailer.send({ ...outgoing, id }))).isPermanent, true);
});

test('whatever a subject or text holds, it adds no header and no person', async () => {
  const words = fc.string({ unit: 'binary', maxLength: 200 });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(words, words, async (subject, text) => {
      fc.pre(!/\p{Cc}/u.test(subject));
      const to = `any${n++}@example.org`;
      await mailer.send({ ...outgoing, to, subject, text });
      const raw = Buffer.from((await mailbox.waitFor(to)).raw).toString('latin1');
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      for (const [, name = ''] of head.matchAll(/^([^\s:]+):/gm)) assert.ok(headers.has(name), name);
    }),
    { numRuns: 40 },
  );
});

test('mail without one plain sender is refused at the start', () => {
  for (const bad of ['', 'A council', 'a@b.c, d@e.f', 'A <a@b.c>\r\nBcc: d@e.f'])
    assert.throws(() => createMailer({ smtpUrl: mailbox.smtpUrl, from: bad }), /one address/);
});
