import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { saveAction } from './record-action.ts';

let running: MinutesApp;
let actions: string;
before(async () => {
  running = await startMinutesApp();
  actions = `/disruptions/${running.id}/actions`;
});
after(() => running.stop());

const due = { 'dueOn-day': '30', 'dueOn-month': '4', 'dueOn-year': '2026' };

const latest = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('action').orderBy('created_at', 'desc').selectAll().executeTakeFirstOrThrow(),
  );

const summaries = () =>
  asService(running.service, (tx) => tx.selectFrom('history').orderBy('id').select('summary').execute());

/** A new action, later than those before it. */
const add = async (what: string) => {
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  const { service, example, id } = running;
  const typed = { what, owner: `staff:${example.people.iro}`, ...due };
  const outcome = await saveAction(
    service,
    example.actors.chair,
    { disruptionId: id, key: randomUUID() },
    typed,
  );
  assert.ok(outcome.ok);
  return latest();
};

test('the form offers staff by name and families by what they are', async () => {
  const page = await (await running.as('minutes')).get(`${actions}/new`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Tomasz Nowak/);
  assert.match(page.body, /Ruth Barlow/);
  assert.match(page.body, /Current carer/);
  assert.doesNotMatch(page.body, /Featherstone|Lindqvist|Kirsty/);
});

test('an empty form, a past date and a nameless somebody else are refused beside their fields', async () => {
  const chair = await running.as('chair');
  const empty = await chair.post(`${actions}/new`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const words of [
    'Enter what is to be done',
    'Choose who will do it',
    'Enter the date it is to be done by',
  ])
    assert.match(empty.body, new RegExp(words));
  const past = await chair.post(`${actions}/new`, {
    what: 'Write to school',
    owner: 'other',
    ...due,
    'dueOn-month': '3',
  });
  assert.equal(past.status, 422);
  assertValidPage(past.body);
  assert.match(past.body, /Enter who will do it/);
  assert.match(past.body, /The date must be on or after 31 March 2026/);
});

test('an action is saved for its owner, and the next can be added with the same press', async () => {
  const chair = await running.as('chair');
  const owner = `staff:${running.example.people.iro}`;
  const typed = { what: 'Review the plan', owner, ...due, go: 'another', back: 'minutes' };
  const saved = await chair.post(`${actions}/new`, typed);
  assert.deepEqual([saved.status, saved.location], [303, `${actions}/new?back=minutes`]);
  const row = await latest();
  assert.deepEqual(
    [row.what, row.owner_id, row.owner_name, row.due_on],
    ['Review the plan', running.example.people.iro, 'Tomasz Nowak', '2026-04-30'],
  );
  assert.ok(row.meeting_id, 'it belongs to the meeting whose minutes are being written');
  const elsewhere = await chair.post(`${actions}/new`, {
    what: 'Send the school file',
    owner: 'other',
    ownerName: 'The head teacher',
    ...due,
    back: 'minutes',
  });
  assert.equal(elsewhere.location, running.minutes);
  const minutes = await chair.get(running.minutes);
  assertValidPage(minutes.body);
  assert.match(minutes.body, /Review the plan: Tomasz Nowak, by 30 April 2026/);
  assert.match(minutes.body, /Send the school file: The head teacher, by 30 April 2026/);
});

test('an action closes once, with evidence, by anybody on the case', async () => {
  const { id } = await add('Review the plan again');
  const iro = await running.as('iro');
  const page = await iro.get(`${actions}/${id}`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const empty = await iro.post(`${actions}/${id}`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Enter what was done/);
  const done = await iro.post(`${actions}/${id}`, { evidence: 'Reviewed on 2 April, on file' });
  assert.deepEqual([done.status, done.location], [303, `/disruptions/${running.id}`]);
  const row = await latest();
  assert.deepEqual([row.done_on, row.evidence], ['2026-03-31', 'Reviewed on 2 April, on file']);
  assert.equal((await summaries()).at(-1)?.summary, 'Recorded an action as done: Review the plan again');
  const closed = await iro.get(`${actions}/${id}`);
  assertValidPage(closed.body);
  assert.doesNotMatch(closed.body, /<textarea/);
  const again = await iro.post(`${actions}/${id}`, { evidence: 'Twice' });
  assert.equal(again.status, 422);
  assertValidPage(again.body);
});

test('somebody who may not finds no page, nor does anybody for an action of no case', async () => {
  const { id } = await add('Keep the link with the former carers');
  const outsider = await running.as('outsider');
  assert.equal((await outsider.get(`${actions}/${id}`)).status, 404);
  assert.equal((await outsider.post(`${actions}/${id}`, { evidence: 'Done' })).status, 404);
  assert.equal((await (await running.as('iro')).get(`${actions}/new`)).status, 404);
  assert.equal((await (await running.as('iro')).get(`${actions}/${randomUUID()}`)).status, 404);
});
