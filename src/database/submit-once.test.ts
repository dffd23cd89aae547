import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { asPerson, asService, type Transaction } from './connection.ts';
import { addPeople } from './people.ts';
import { submitOnce } from './submit-once.ts';

let database: TestDatabase;
const person = randomUUID();
const another = randomUUID();
before(async () => {
  database = await createTestDatabase();
  const organisationId = randomUUID();
  await asService(database, async (tx) => {
    await tx
      .insertInto('organisation')
      .values({ id: organisationId, name: 'Somewhere', kind: 'council', colour: '#00583d' })
      .execute();
    for (const id of [person, another])
      await addPeople(tx, [
        { id, organisationId, name: 'Nadia', email: `${id}@somewhere.example`, post: 'social-worker' },
      ]);
  });
});
after(() => database.drop());

const submit = (key: string, work: (tx: Transaction) => Promise<string>, actor = person) =>
  asPerson(database, { id: actor }, (tx) => submitOnce(tx, actor, key, () => work(tx)));

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
  assert.equal(await submit(key, async () => '/theirs', another), '/theirs');
});
