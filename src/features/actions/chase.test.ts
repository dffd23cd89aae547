import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { sql } from 'kysely';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { actionJobs, actionSchedule } from './chase.ts';
import { saveAction } from './record-action.ts';

let running: MinutesApp;
let actions: string;
before(async () => {
  running = await startMinutesApp();
  actions = `/disruptions/${running.id}/actions`;
});
after(() => running.stop());

const due = { 'dueOn-day': '30', 'dueOn-month': '4', 'dueOn-year': '2026' };

const add = async (what: string, owner: string) => {
  const { service, example, id } = running;
  const actionId = randomUUID();
  const form = { disruptionId: id, key: randomUUID(), id: actionId };
  const typed = { what, owner, ownerName: 'The head teacher', ...due };
  assert.ok((await saveAction(service, example.actors.chair, form, typed)).ok);
  return actionId;
};

/** Runs the morning's job on a day, twice: nobody is told anything twice. */
const chaseOn = async (day: string) => {
  running.time.now = new Date(`${day}T07:10:00Z`);
  const chase = actionJobs(running.service)['chase-actions'];
  for (const _ of [1, 2]) await chase?.({}, {} as never);
};

const toldOf = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .innerJoin('person', 'person.id', 'notice.person_id')
      .where(sql<boolean>`kind like 'action%'`)
      .orderBy('notice.at')
      .orderBy('person.name')
      .select(['person.name', 'kind', 'path'])
      .execute(),
  );
const since = async (seen: number) =>
  (await toldOf()).slice(seen).map(({ name, kind }) => `${kind}: ${name}`);

test('the job that chases is on the timetable, each morning', () => {
  assert.deepEqual(
    parseCrontab(actionSchedule).map(({ task }) => task),
    ['chase-actions'],
  );
});

test('its owner is reminded, then it climbs the ladder of the procedure, each step once and in its story', async () => {
  const { people } = running.example;
  const id = await add('Find a tutor', `staff:${people.amina}`);
  await chaseOn('2026-04-01');
  assert.deepEqual(await since(0), []);
  await chaseOn('2026-04-23');
  assert.deepEqual(await since(0), ['action-due: Amina Hussain']);
  assert.equal((await toldOf())[0]?.path, `${actions}/${id}`);
  await chaseOn('2026-05-01');
  assert.deepEqual(await since(1), ['action-overdue: Amina Hussain']);
  await chaseOn('2026-06-30');
  const later = await since(2);
  assert.ok(later.length >= 4, JSON.stringify(later));
  assert.ok(later.includes('action-overdue: Tomasz Nowak'), 'the reviewing officer is the last rung');
  assert.ok(later.includes(`action-overdue: ${running.example.actors.gareth.name}`));
  const page = await (await running.as('amina')).get(`${actions}/${id}`);
  assertValidPage(page.body);
  assert.match(
    page.body,
    /Overdue[\s\S]+Reminded[\s\S]+Told Amina Hussain[\s\S]+Passed on[\s\S]+Told Tomasz Nowak/,
  );
  const home = await (await running.as('iro')).get('/');
  assert.match(home.body, /An action on \S+ is overdue/);
});

test('of one somebody outside has, whoever recorded it is told; of one that is done nobody', async () => {
  const { people } = running.example;
  running.time.now = new Date('2026-04-01T10:00:00Z');
  const outside = await add('Send the school file', 'other');
  const done = await add('Ring the school', `staff:${people.amina}`);
  const amina = await running.as('amina');
  await amina.post(`${actions}/${done}/done`, { evidence: 'Rang' });
  await chaseOn('2026-04-23');
  const of = async (id: string) =>
    (await toldOf()).filter(({ path }) => path.endsWith(id)).map(({ name, kind }) => `${kind}: ${name}`);
  assert.deepEqual(await of(outside), ['action-due: Ruth Barlow']);
  assert.deepEqual(await of(done), []);
  const page = await (await running.as('chair')).get(`${actions}/${outside}`);
  assert.match(page.body, /Told Ruth Barlow, who speaks with The head teacher/);
});

test('who asked for an action is told once that it was handed back', async () => {
  const id = await add('Book the hall', `staff:${running.example.people.amina}`);
  const amina = await running.as('amina');
  assert.equal((await amina.post(`${actions}/${id}/hand-back`, { because: 'On leave' })).status, 303);
  const seen = (await toldOf()).filter(({ kind }) => kind === 'action-handed-back').length;
  await chaseOn('2026-04-24');
  const back = (await toldOf()).filter(({ kind }) => kind === 'action-handed-back').slice(seen);
  assert.deepEqual(
    back.map(({ name, path }) => [name, path]),
    [['Ruth Barlow', `${actions}/${id}`]],
  );
});

test('the reviewing officer sees what is open before the review, on their first page and by a notice, once', async () => {
  const iro = await running.as('iro');
  const reviewOn = { 'reviewOn-day': '20', 'reviewOn-month': '5', 'reviewOn-year': '2026' };
  assert.equal((await iro.post(`${actions}/review`, reviewOn)).status, 303);
  const reviews = async () => (await toldOf()).filter(({ kind }) => kind === 'actions-before-review').length;
  await chaseOn('2026-05-01');
  assert.equal(await reviews(), 0, 'not yet');
  await chaseOn('2026-05-07');
  assert.equal(await reviews(), 1);
  const home = await (await running.as('iro')).get('/');
  assertValidPage(home.body);
  assert.match(home.body, /Open before a child’s review[\s\S]+3 actions of[\s\S]+Review on 20 May 2026/);
  assert.doesNotMatch((await (await running.as('amina')).get('/')).body, /Open before a child/);
});
