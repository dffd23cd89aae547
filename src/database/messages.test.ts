import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type MessageKind, meetingMessage } from '../domain/message.ts';
import type { TimesMessage } from '../domain/times-message.ts';
import { asPerson, asService } from './connection.ts';
import { queueMessages } from './messages.ts';
import { hashOf, linkToken, oneTimeCode } from './private-secrets.ts';

const id = (letters: string) => `00000000-0000-0000-0000-0000000000${letters}`;
const nadia = id('a1');
const tom = id('a2');
const invitationId = id('f1');
const secretKey = 'a key for the tests alone, 32 bytes';
const at = new Date('2026-03-03T09:00:00Z');
const linkUntil = new Date('2026-04-03T00:00:00Z');

let database: TestDatabase;
let owner: pg.Client;
before(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(await readFile(new URL('../../test/one-case.sql', import.meta.url), 'utf8'));
});
after(async () => {
  await owner.end();
  await database.drop();
});
beforeEach(async () => {
  await owner.query('delete from message_taken; delete from message');
  await owner.query('delete from graphile_worker._private_jobs');
});

const message = (
  kind: Exclude<MessageKind, 'code' | 'copy' | 'pack' | 'feedback' | TimesMessage>,
  sequence = 0,
) => ({
  invitationId,
  kind,
  content: meetingMessage(kind, {
    record: { reference: 'Larch-1', council: { name: 'Somewhere' } },
    meeting: {
      heldOn: '2026-04-01',
      startsAt: '10:00',
      minutesLong: 120,
      place: 'Room 1',
      calendarUid: id('e1'),
      sequence,
    },
    invitee: { name: 'Mo Stone', reader: 'birth-family', mode: 'attend', mayKnowPlace: true, ownWay: null },
  }),
  linkUntil: kind === 'invitation' || kind === 'change' ? linkUntil : null,
});

const queue = (...kinds: Parameters<typeof message>[0][]) =>
  asPerson(database, { id: nadia }, (tx) =>
    queueMessages(tx, {
      disruptionId: id('d1'),
      at,
      secretKey,
      messages: kinds.map((kind) => message(kind)),
    }),
  );

const messages = () =>
  asService(database, (tx) =>
    tx.selectFrom('message').orderBy('queued_at').select(['id', 'kind', 'status', 'content']).execute(),
  );
const standing = async () => (await messages()).map(({ kind, status }) => `${kind} ${status}`).sort();

/** What the sending does to a message: it was tried at an address, and taken or not. */
const tried = (status: 'sent' | 'queued' | 'failed', toEarlierAddress = false) =>
  owner.query(
    `update message set status = $1, attempts = 1, to_earlier_address = $2 where status = 'queued'`,
    [status, toEarlierAddress],
  );

const jobs = async () =>
  (await owner.query(`select key, task_identifier, max_attempts from graphile_worker.jobs order by key`))
    .rows;

test('a message, its link and its job are saved together, or not at all', async () => {
  await queue('invitation');
  const [queued] = await messages();
  assert.deepEqual(await jobs(), [
    { key: `message:${queued?.id}`, task_identifier: 'send-message', max_attempts: 12 },
  ]);
  assert.ok(queued);
  const { linkId } = queued.content as { linkId: string };
  const link = await asService(database, (tx) =>
    tx.selectFrom('guest_link').where('id', '=', linkId).selectAll().executeTakeFirstOrThrow(),
  );
  assert.deepEqual(link.token_hash, hashOf(linkToken(secretKey, linkId)));
  assert.deepEqual([link.invitation_id, link.expires_at], [invitationId, linkUntil]);

  await assert.rejects(
    asPerson(database, { id: nadia }, async (tx) => {
      await queueMessages(tx, { disruptionId: id('d1'), at, secretKey, messages: [message('change')] });
      throw new Error('undone');
    }),
    /undone/,
  );
  assert.deepEqual(await standing(), ['invitation queued']);
  assert.equal((await jobs()).length, 1);
});

test('messages queued together have a job each', async () => {
  await queue('invitation', 'invitation');
  const ids = (await messages()).map(({ id }) => `message:${id}`);
  assert.equal(ids.length, 2);
  assert.deepEqual(
    (await jobs()).map(({ key }) => key),
    ids.sort(),
  );
});

test('somebody who is not on the case can queue nothing for it', async () => {
  await assert.rejects(
    asPerson(database, { id: tom }, (tx) =>
      queueMessages(tx, { disruptionId: id('d1'), at, secretKey, messages: [message('invitation')] }),
    ),
    /row-level security/,
  );
});

test('a change before the invitation has left becomes the invitation', async () => {
  await queue('invitation');
  await queue('change');
  assert.deepEqual(await standing(), ['invitation not-needed', 'invitation queued']);
});

for (const kind of ['cancellation', 'withdrawal'] as const)
  test(`a ${kind} before the invitation has left means that nothing leaves`, async () => {
    await queue('invitation');
    await queue(kind);
    assert.deepEqual(await standing(), ['invitation not-needed']);
  });

test('whoever had the invitation is told of the change; of two changes, the newer alone waits', async () => {
  await queue('invitation');
  await tried('sent');
  await queue('change');
  await queue('change');
  assert.deepEqual(await standing(), ['change not-needed', 'change queued', 'invitation sent']);
});

test('an invitation that may have left is followed by its cancellation, and is not tried again', async () => {
  await queue('invitation');
  await tried('queued');
  await queue('cancellation');
  assert.deepEqual(await standing(), ['cancellation queued', 'invitation not-needed']);
});

test('an invitation that failed is not offered again once the meeting is off', async () => {
  await queue('invitation');
  await tried('failed');
  await queue('cancellation');
  assert.deepEqual(await standing(), ['cancellation queued', 'invitation not-needed']);
});

test('what reached an old address has not reached the person', async () => {
  await queue('invitation');
  await tried('sent', true);
  await queue('change');
  assert.deepEqual(await standing(), ['invitation queued', 'invitation sent']);
});

test('a link’s secret and a code are made from the key, and differ for every row', () => {
  assert.match(linkToken(secretKey, id('f1')), /^[\w-]{43}$/);
  assert.equal(linkToken(secretKey, id('f1')), linkToken(secretKey, id('f1')));
  assert.notEqual(linkToken(secretKey, id('f1')), linkToken(secretKey, id('f2')));
  assert.notEqual(linkToken(secretKey, id('f1')), linkToken('another key', id('f1')));
  const codes = Array.from({ length: 2_000 }, (_, row) => oneTimeCode(secretKey, String(row)));
  assert.ok(codes.every((code) => /^\d{6}$/.test(code)));
  assert.ok(new Set(codes).size > 1_980);
  // Each first digit comes up about 200 times in 2,000; 120 is six standard deviations away.
  for (const digit of '0123456789')
    assert.ok(codes.filter((code) => code.startsWith(digit)).length > 120, `few codes begin with ${digit}`);
});
