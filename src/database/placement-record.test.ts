import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { addEarlierPlacement } from '../../test/earlier-placement.ts';
import { addExampleCase, type ExampleCase, family, type StaffKey } from '../../test/example-case.ts';
import { asPerson } from './connection.ts';
import { loadPlacement, unplannedEndings } from './placement-record.ts';

let database: TestDatabase;
let example: ExampleCase;
let robin: string;
let wren: string;
beforeEach(async () => {
  database = await createTestDatabase();
  example = await addExampleCase(database.db, { children: ['Robin', 'Wren'] });
  [robin = '', wren = ''] = example.childIds;
});
afterEach(() => database.drop());

const [martin, lucy] = family.adopters.map(({ email }) => email) as [string, string];

const add = (options: Parameters<typeof addEarlierPlacement>[2]) =>
  addEarlierPlacement(database.db, example, options);
const endingsSeenBy = async (key: StaffKey) => {
  const found = await asPerson(database, { id: example.people[key] }, (tx) =>
    unplannedEndings(tx, example.placementId),
  );
  return found.map(({ whose, on }) => `${whose} ${on}`);
};
const rolesSeenBy = async (key: StaffKey) => {
  const { rows } = await asPerson(database, { id: example.people[key] }, (tx) =>
    sql<
      Record<string, string>
    >`select person.name, r.role, r.from_on, r.until_on, current_setting('app.service') service
      from app_earlier_roles(${example.placementId}) r join person on person.id = r.person_id order by 1, 2`.execute(
      tx,
    ),
  );
  return rows.map((row) => Object.values(row).join(' ').trim());
};

test('of brothers and sisters the one counts whose placements ended unplanned most often', async () => {
  await add({ endedOn: '2024-05-01', childIds: [wren] });
  await add({ endedOn: '2025-02-01', childIds: [wren], ending: 'abrupt' });
  await add({ endedOn: '2025-06-01', childIds: [robin] });
  await add({ endedOn: '2025-07-01', childIds: [robin], ending: 'planned' });
  assert.deepEqual(await endingsSeenBy('amina'), ['child 2024-05-01', 'child 2025-02-01']);
  await add({ endedOn: '2025-08-01', childIds: [robin, wren] });
  assert.deepEqual(await endingsSeenBy('amina'), [
    'child 2024-05-01',
    'child 2025-02-01',
    'child 2025-08-01',
  ]);
});

test('carers are known again by their e-mail address in their own council, and never across councils', async () => {
  await add({ endedOn: '2025-03-01', carerEmails: [martin.toUpperCase(), lucy] });
  await add({ endedOn: '2025-04-01', carerEmails: [lucy], of: 'outsider' });
  await add({ endedOn: '2025-05-01', carerEmails: ['someone@else.example'] });
  assert.deepEqual(await endingsSeenBy('amina'), ['carer 2025-03-01']);
});

test('what staff did for these children and carers on other placements is known, until those ended', async () => {
  await add({
    endedOn: '2024-05-01',
    childIds: [robin],
    roles: [
      ['former', 'child-social-worker'],
      ['agency', 'assessed-adopters'],
    ],
  });
  await add({
    endedOn: '2025-05-01',
    carerEmails: [martin, lucy],
    roles: [
      ['chair', 'assessed-adopters'],
      ['otherteam', 'child-social-worker'],
    ],
  });
  await add({ endedOn: '2025-05-01', carerEmails: [lucy], roles: [['chair2', 'matched']], of: 'outsider' });
  const known = [
    'Colin Former child-social-worker 2023-05-01 2024-05-01',
    'Ruth Barlow assessed-adopters 2024-05-01 2025-05-01',
  ];
  assert.deepEqual(await rolesSeenBy('amina'), known);
});

test('nobody learns of either who is not on the placement, and nobody on it sees the cases behind them', async () => {
  const other = await add({
    endedOn: '2025-02-01',
    childIds: [robin],
    roles: [['former', 'child-social-worker']],
  });
  for (const key of ['otherteam', 'outsider'] as const) {
    assert.deepEqual(await endingsSeenBy(key), [], key);
    assert.deepEqual(await rolesSeenBy(key), [], key);
  }
  assert.equal((await endingsSeenBy('amina')).length + (await rolesSeenBy('amina')).length, 2);
  const seen = await asPerson(database, { id: example.people.amina }, (tx) => loadPlacement(tx, other));
  assert.equal(seen, undefined);
});
