import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { asPerson, type Transaction } from './connection.ts';
import { submitOnce } from './submit-once.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

const person = randomUUID();
const submit = (key: string, work: (tx: Transaction) => Promise<string>, actor = person) =>
  asPerson(database.db, actor, (tx) => submitOnce(tx, actor, key, () => work(tx)));

test('a form sent twenty times at once has one effect, and everybody gets its answer', async () => {
  const key = randomUUID();
  let effects = 0;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      submit(key, async () => {
        effects += 1;
        return `/disruptions/${effects}`;
      }),
    ),
  );
  assert.equal(effects, 1);
  assert.deepEqual(new Set(answers), new Set(['/disruptions/1']));
});

test('a form whose work failed can be sent again', async () => {
  const key = randomUUID();
  await assert.rejects(
    submit(key, () => Promise.reject(new Error('the disk is full'))),
    /disk is full/,
  );
  assert.equal(await submit(key, async () => '/disruptions/2'), '/disruptions/2');
});

test('one person’s key says nothing about another’s', async () => {
  const key = randomUUID();
  assert.equal(await submit(key, async () => '/mine'), '/mine');
  assert.equal(await submit(key, async () => '/theirs', randomUUID()), '/theirs');
});
