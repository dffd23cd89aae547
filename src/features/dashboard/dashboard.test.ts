import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { lists } from './store.ts';

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
});
after(() => running.stop());

const dayAfter = (days: number): PlainDate =>
  new Date(running.time.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

const addAction = (days: number, owner: keyof TestApp['example']['people'] = 'amina') =>
  asService(running.service, (tx) =>
    tx
      .insertInto('action')
      .values({
        ...{ id: randomUUID(), disruption_id: id, what: `Bring ${days}` },
        ...{ owner_id: running.example.people[owner], owner_name: 'Somebody', due_on: dayAfter(days) },
        ...{ created_by: running.example.people.amina, created_at: running.time.now },
      })
      .execute(),
  );
const setNext = (screen: string, days: number | null) =>
  asService(running.service, (tx) =>
    tx
      .updateTable('disruption')
      .set({
        next_duty: JSON.stringify({ label: 'The next thing', screen, dueOn: null }),
        next_due_on: days === null ? null : dayAfter(days),
      })
      .where('id', '=', id)
      .execute(),
  );
const setMeeting = (changes: Readonly<Record<string, string>>) =>
  asService(running.service, (tx) =>
    tx.updateTable('meeting').set(changes).where('disruption_id', '=', id).execute(),
  );

const figureIn = /href="(\/dashboard\/[^"]+)">(\d+)</g;

/** Follows every figure of somebody's page; answers each list with how much the page and the list say. */
const walk = async (visitor: Visitor): Promise<ReadonlyMap<string, number>> => {
  const page = (await visitor.get('/dashboard')).body;
  assertValidPage(page);
  const found = new Map<string, number>();
  for (const [, href = '', count] of page.matchAll(figureIn)) {
    const address = href.replaceAll('&amp;', '&');
    const list = await visitor.get(address);
    assert.equal(list.status, 200, address);
    assertValidPage(list.body);
    const rows = [
      ...list.body.matchAll(
        /<td class="govuk-table__cell"><a class="govuk-link" href="(\/disruptions\/[^"]+)"/g,
      ),
    ];
    assert.equal(rows.length, Number(count), address);
    assert.match(list.body, new RegExp(`>${count} in all`), address);
    for (const [, to = ''] of rows) assert.equal((await visitor.get(to)).status, 200, to);
    const name = address.replace(/^\/dashboard\//, '').replace(/\?.*/, '');
    found.set(name, (found.get(name) ?? 0) + Number(count));
  }
  return found;
};

test('each figure is the length of the list it leads to, for every manager, and each row opens', async () => {
  await addAction(-3);
  await addAction(-10, 'gareth');
  await addAction(0);
  const seen = new Set<string>();
  for (const [screen, days, meeting] of [
    ['convene', -1, { status: 'convened', held_on: dayAfter(0) }],
    ['convene', 7, { outside_window_reason: 'The chair was ill' }],
    ['decision', null, {}],
    ['minutes', 0, { status: 'held', held_on: dayAfter(-4) }],
    ['copies', -1, {}],
  ] as const) {
    await setNext(screen, days);
    if (Object.keys(meeting).length > 0) await setMeeting(meeting);
    await asService(running.service, (tx) =>
      tx
        .updateTable('disruption')
        .set({ arrangements_due_on: dayAfter(0) })
        .where('id', '=', id)
        .execute(),
    );
    for (const key of ['gareth', 'helen'] as const)
      for (const [name] of await walk(await running.as(key))) seen.add(name);
  }
  assert.deepEqual([...seen].toSorted(), [...lists].toSorted(), 'each list was met');
});

test('what is on the edge of a day is on one side of it', async () => {
  const gareth = await running.as('gareth');
  const windows = async (days: number) => {
    await setNext('convene', days);
    const found = await walk(gareth);
    return ['window-passed', 'window-soon'].filter((name) => found.has(name));
  };
  assert.deepEqual(await windows(-1), ['window-passed']);
  assert.deepEqual(await windows(0), ['window-soon']);
  assert.deepEqual(await windows(7), ['window-soon']);
  assert.deepEqual(await windows(8), []);
});

test('only managers have it, of the cases below them, and what is not there is said in words', async () => {
  for (const key of ['amina', 'iro', 'chair'] as const)
    assert.equal((await (await running.as(key)).get('/dashboard')).status, 404, key);
  const other = await (await running.as('otherteam')).get('/dashboard');
  assert.ok([200, 404].includes(other.status));
  assert.doesNotMatch(other.body, figureIn);
  const gareth = await running.as('gareth');
  assert.equal((await gareth.get('/dashboard/everything')).status, 404);
  const none = await gareth.get('/dashboard/no-day?of=nobody');
  assert.equal(none.status, 200);
  assertValidPage(none.body);
  assert.match(none.body, /There is nothing here now/);
  assert.match((await gareth.get('/')).body, /href="\/dashboard"/);
});

test('a restricted case is in nobody’s figures who may not open it', async () => {
  await setNext('convene', -1);
  const helen = await running.as('helen');
  assert.ok((await walk(helen)).has('window-passed'));
  await asService(running.service, (tx) =>
    tx
      .updateTable('placement')
      .set({ restricted: 'high-profile', restricted_reason: 'It is in the news' })
      .where('id', 'in', tx.selectFrom('disruption').where('id', '=', id).select('placement_id'))
      .execute(),
  );
  await asService(running.service, (tx) =>
    tx.deleteFrom('placement_access').where('person_id', '=', running.example.people.helen).execute(),
  ).catch(() => undefined);
  assert.equal((await helen.get(`/disruptions/${id}`)).status, 404);
  assert.deepEqual([...(await walk(helen)).keys()], []);
});
