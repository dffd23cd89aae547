import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import type { StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { addPeople } from '../../database/people.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import { typedDate } from '../../web/typed.ts';

type Fields = Record<string, string>;

let world: TestApp;
/** A social worker of another team, whose manager is on none of Amina's cases. */
let theirWorker: string;
before(async () => {
  world = await startTestApp();
  theirWorker = randomUUID();
  const { actors, people } = world.example;
  await asService(world.service, async (tx) => {
    const { organisationId } = actors.otherteam;
    const worker = { name: 'Ewa Lis', email: 'ewa@derby.example', post: 'social-worker' };
    await addPeople(tx, [{ id: theirWorker, organisationId, ...worker }]);
    await tx
      .insertInto('line_management')
      .values({ person_id: theirWorker, manager_id: people.otherteam, from_on: '2024-01-01' })
      .execute();
  });
});
after(() => world.stop());

const child = (row: number, caseNumber: string, changes: Fields = {}): Fields => ({
  [`children-${row}-givenName`]: 'Zoe',
  [`children-${row}-familyName`]: 'Winterbourne',
  ...(typedDate(`children-${row}-bornOn`, '2019-02-03') as Fields),
  [`children-${row}-caseNumber`]: caseNumber,
  ...changes,
});

const form = (children: Fields): Fields => ({
  kind: 'parents',
  ...children,
  ...(typedDate('startedOn', '2025-09-15') as Fields),
  'family-0-name': 'Kirsty Winterbourne',
  'family-0-email': 'kirsty@winterbourne.example',
  iroId: world.example.people.iro,
  socialWorkerId: theirWorker,
});

const add = async (key: StaffKey, children: Fields) =>
  (await world.as(key)).post('/placements/new', form(children));
const seenBy = (key: StaffKey, placementId: string) =>
  asPerson(world.service, { id: world.example.people[key] }, (tx) => loadPlacement(tx, placementId));

/** A placement somebody adds, with the ids of its children. */
const added = async (key: StaffKey, children: Fields) => {
  const { status, location } = await add(key, children);
  assert.equal(status, 303);
  const id = location?.split('placement=')[1] ?? '';
  const placement = await seenBy(key, id);
  return { id, childIds: placement?.children.map((one) => one.id) ?? [] };
};

test('a second placement of a child is theirs too, whoever adds it, with sister and all', async () => {
  const number = randomUUID();
  const first = await added('amina', child(0, number));
  const second = await added('otherteam', {
    ...child(0, number, { 'children-0-givenName': 'ZOE', 'children-0-familyName': 'winterbourne' }),
    ...child(1, randomUUID(), { 'children-1-givenName': 'Rowan' }),
  });
  assert.ok(second.childIds.includes(first.childIds[0] ?? ''));
  assert.equal(second.childIds.length, 2);
  const seen = await seenBy('otherteam', second.id);
  assert.deepEqual(seen?.children.map(({ givenName }) => givenName).sort(), ['Rowan', 'Zoe']);
});

test('another placement of a child leads to no earlier one, and back to none', async () => {
  const number = randomUUID();
  const first = await added('amina', child(0, number));
  const second = await added('otherteam', child(0, number));
  assert.equal(await seenBy('otherteam', first.id), undefined);
  assert.equal(await seenBy('amina', second.id), undefined);
});

test('a case number that is another child’s is refused in words that give nothing away, and nothing is kept', async () => {
  const number = randomUUID();
  const rowans = randomUUID();
  await added('amina', { ...child(0, number), ...child(1, rowans, { 'children-1-givenName': 'Rowan' }) });
  const answer = await add('otherteam', {
    ...child(0, number, { 'children-0-givenName': 'Zack' }),
    ...child(1, randomUUID(), { 'children-1-givenName': 'Sky' }),
    ...child(2, rowans, { 'children-2-givenName': 'Rowan', 'children-2-bornOn-day': '4' }),
  });
  assert.equal(answer.status, 422);
  assertValidPage(answer.body);
  const refused =
    /<a href="#(children-\d-caseNumber)">Your council already uses this case number for another child/g;
  assert.deepEqual(
    Array.from(answer.body.matchAll(refused), ([, field]) => field),
    ['children-0-caseNumber', 'children-2-caseNumber'],
  );
  assert.doesNotMatch(answer.body, /Zoe/);
  const kept = await asService(world.service, (tx) =>
    tx.selectFrom('child').where('given_name', 'in', ['Zack', 'Sky']).select('id').execute(),
  );
  assert.deepEqual(kept, []);
});

test('nobody sees who a child is by putting them on a case of theirs', async () => {
  const { childIds } = await added('otherteam', child(0, randomUUID()));
  const [child_id = ''] = childIds;
  const own = await added('amina', child(0, randomUUID()));
  for (const placement_id of [own.id, world.example.placementId])
    await assert.rejects(
      asPerson(world.service, { id: world.example.people.amina }, (tx) =>
        tx.insertInto('placement_child').values({ placement_id, child_id }).execute(),
      ),
      /row-level security/,
    );
  const swapped = await asPerson(world.service, { id: world.example.people.amina }, (tx) =>
    tx
      .updateTable('placement_child')
      .set({ child_id })
      .where('placement_id', '=', own.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(swapped.numUpdatedRows, 0n);
});

const known = { number: '', given: 'Zoe', family: 'Winterbourne', born: '2019-02-03' };
const place = (key: StaffKey, placementId: string, { number, given, family, born }: typeof known) =>
  asPerson(world.service, { id: world.example.people[key] }, async (tx) => {
    const { rows } = await sql<{ placed: boolean; isService: string }>`
      select app_place_known_child(${placementId}, ${number}, ${given}, ${family}, ${born}) as placed,
        current_setting('app.service', true) as "isService"`.execute(tx);
    assert.notEqual(rows[0]?.isService, 'on', 'the service’s eyes are closed again');
    return rows[0]?.placed;
  });

test('a known child is found by number, names and birth together, on a placement that the person adds', async () => {
  const number = randomUUID();
  await added('amina', child(0, number));
  const own = await added('otherteam', child(0, randomUUID()));
  const elsewhere = await added('amina', child(0, randomUUID()));
  const exactly = { ...known, number };
  const different = { number: randomUUID(), given: 'Zo', family: 'Winter', born: '2019-02-04' };
  for (const [what, other] of Object.entries(different))
    assert.equal(await place('otherteam', own.id, { ...exactly, [what]: other }), false, what);
  assert.equal(await place('otherteam', elsewhere.id, exactly), false, 'a placement of another');
  assert.equal(await place('iro', own.id, exactly), false, 'on the placement, which another added');
  assert.equal(await place('otherteam', own.id, exactly), true);
});
