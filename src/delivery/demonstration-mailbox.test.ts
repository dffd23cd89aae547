import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import {
  type DemonstrationMailbox,
  type ReceivedMail,
  startDemonstrationMailbox,
} from './demonstration-mailbox.ts';

let mailbox: DemonstrationMailbox;
const received: ReceivedMail[] = [];
before(async () => {
  mailbox = await startDemonstrationMailbox({
    onMessage: async (mail) => {
      if (mail.subject === 'fail') throw new Error('The page of messages is not there');
      received.push(mail);
    },
  });
});
after(() => mailbox.stop());

/** Says lines one after another, waiting for each answer, and gives the answers. */
const converse = (lines: readonly string[], host = '127.0.0.1'): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(mailbox.smtpUrl).port), host);
    const [answers, left]: [string[], string[]] = [[], [...lines]];
    socket.on('error', reject);
    socket.on('close', () => resolve(answers));
    socket.on('data', (data) => {
      answers.push(data.toString().trim());
      const next = left.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
  });

test('a message is handed over before it is acknowledged', async () => {
  const answers = await converse([
    'HELO me',
    'MAIL FROM:<a@example.org>',
    'RCPT TO:<b@example.org>',
    'DATA',
    'Subject: hello\r\n\r\nWords\r\n..dot\r\n.',
  ]);
  assert.match(answers.at(-1) ?? '', /^250/);
  const [mail] = received;
  assert.deepEqual(
    { to: mail?.to, from: mail?.from, subject: mail?.subject, text: mail?.text, calendar: mail?.calendar },
    { to: 'b@example.org', from: 'a@example.org', subject: 'hello', text: 'Words\n.dot\n', calendar: null },
  );
  assert.match(Buffer.from(mail?.raw ?? []).toString(), /^Subject: hello\r\n/);
});

test('a message that could not be kept is not acknowledged', async () => {
  const answers = await converse([
    'HELO me',
    'MAIL FROM:<a@x.y>',
    'RCPT TO:<b@x.y>',
    'DATA',
    'Subject: fail\r\n\r\nx\r\n.',
  ]);
  assert.match(answers.at(-1) ?? '', /^4\d\d/);
});

test('a message to two people is refused for the second', async () => {
  const answers = await converse(['HELO me', 'MAIL FROM:<a@x.y>', 'RCPT TO:<b@x.y>', 'RCPT TO:<c@x.y>']);
  assert.match(answers.at(-2) ?? '', /^250/);
  assert.match(answers.at(-1) ?? '', /^452/);
});

test('it says nothing of the machine it is on, and offers no sign-in', async () => {
  const answers = (await converse(['EHLO me'])).join('\n');
  assert.match(answers, /^220 localhost ESMTP Demonstration/);
  assert.doesNotMatch(answers, /AUTH|STARTTLS/);
});

test('a sender that goes away in the middle stops nothing', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(mailbox.smtpUrl).port), '127.0.0.1', () =>
      socket.write('HELO me\r\nMAIL FR'),
    );
    socket.on('data', () => socket.resetAndDestroy());
    socket.on('close', () => resolve());
    socket.on('error', () => {});
  });
  assert.match((await converse(['QUIT']))[0] ?? '', /^220/);
});

test('nobody on the network reaches it', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) await assert.rejects(converse(['QUIT'], address), /ECONNREFUSED/);
  assert.equal(new URL(mailbox.smtpUrl).hostname, '127.0.0.1');
});

test('after it has stopped nothing is taken', async () => {
  const another = await startDemonstrationMailbox({ onMessage: async () => {} });
  await another.stop();
  const socket = connect(Number(new URL(another.smtpUrl).port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.on('error', () => resolve()));
  assert.equal(socket.destroyed, true);
});
