import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { loadCase } from '../../database/case-record.ts';
import { asService } from '../../database/connection.ts';
import { readCaseFile } from '../subject-access/case-file.ts';
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
  assert.match(page.body, /Review the plan again[\s\S]+Not accepted yet[\s\S]+Tomasz Nowak[\s\S]+Accept it/);
  const form = await iro.get(`${actions}/${id}/done`);
  assertValidPage(form.body);
  const empty = await iro.post(`${actions}/${id}/done`, { how: 'statement' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Enter what was done[\s\S]+Enter who said that it was done/);
  assert.match(empty.body, /value="statement" checked/, 'what was chosen is still chosen');
  const done = await iro.post(`${actions}/${id}/done`, {
    ...{ evidence: 'Reviewed on 2 April', how: 'statement', statedBy: 'His teacher' },
  });
  assert.deepEqual([done.status, done.location], [303, `${actions}/${id}`]);
  const row = await latest();
  assert.deepEqual(
    [row.done_on, row.evidence, row.done_how, row.stated_by],
    ['2026-03-31', 'Reviewed on 2 April', 'statement', 'His teacher'],
  );
  assert.equal((await summaries()).at(-1)?.summary, 'Recorded an action as done: Review the plan again');
  const closed = await iro.get(`${actions}/${id}`);
  assertValidPage(closed.body);
  assert.match(closed.body, /Told by[\s\S]+His teacher[\s\S]+What has happened/);
  assert.doesNotMatch(closed.body, /Record it as done|Hand it back/);
  assert.doesNotMatch((await iro.get(`${actions}/${id}/done`)).body, /<textarea/);
  const again = await iro.post(`${actions}/${id}/done`, { evidence: 'Twice' });
  assert.equal(again.status, 422);
  assertValidPage(again.body);
});

test('its owner accepts it, hands it back with a reason, and whoever recorded it gives it to somebody outside', async () => {
  const { id } = await add('Find a tutor');
  const [iro, chair] = [await running.as('iro'), await running.as('chair')];
  assert.equal((await chair.post(`${actions}/${id}/accept`, {})).status, 422, 'nobody accepts for another');
  assert.equal((await iro.post(`${actions}/${id}/accept`, {})).status, 303);
  assert.equal((await latest()).answer, 'accepted');
  const note = await iro.post(`${actions}/${id}/note`, { words: 'Rang\ntwice' });
  assert.equal(note.status, 303);
  const empty = await iro.post(`${actions}/${id}/hand-back`, { because: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Say why you hand it back[\s\S]+It goes to Ruth Barlow/);
  const key = randomUUID();
  for (const _ of [1, 2])
    assert.equal(
      (await iro.post(`${actions}/${id}/hand-back`, { because: 'I have no time' }, key)).status,
      303,
    );
  const back = await latest();
  assert.deepEqual([back.owner_name, back.answer], ['Ruth Barlow', 'handed-back']);
  const page = await chair.get(`${actions}/${id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Handed back[\s\S]+Accepted[\s\S]+Rang\s+twice[\s\S]+I have no time/);
  const form = await chair.get(`${actions}/${id}/give`);
  assertValidPage(form.body);
  assert.match(form.body, /value="2026"/, 'the day is filled in');
  const [, source = ''] = /value="(carer-[^"]+)"/.exec(form.body) ?? [];
  const given = await chair.post(`${actions}/${id}/give`, { owner: source, ...due });
  assert.equal(given.status, 303);
  const now = await latest();
  assert.deepEqual(
    [now.owner_id, now.owner_source, now.owner_name, now.answer],
    [null, source, 'Adopter 1', 'asked'],
  );
  assert.doesNotMatch(
    JSON.stringify(await summaries()),
    /Rang|no time/,
    'what people wrote stays with the action',
  );
});

test('only a manager says that one is not needed, and why', async () => {
  const { id } = await add('Hold a picnic');
  assert.equal((await (await running.as('iro')).get(`${actions}/${id}/not-needed`)).status, 404);
  const manager = await running.as('gareth');
  assertValidPage((await manager.get(`${actions}/${id}/not-needed`)).body);
  assert.equal((await manager.post(`${actions}/${id}/not-needed`, { because: '' })).status, 422);
  assert.equal((await manager.post(`${actions}/${id}/not-needed`, { because: 'It rains' })).status, 303);
  assert.equal((await latest()).not_needed_because, 'It rains');
  assert.doesNotMatch((await (await running.as('iro')).get('/')).body, /Hold a picnic/);
  const list = await manager.get(actions);
  assertValidPage(list.body);
  assert.match(list.body, /Ended[\s\S]+Hold a picnic[\s\S]+Not needed/);
});

test('one that comes again is made anew when it is done, once; one that waits says for what', async () => {
  const chair = await running.as('chair');
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  const owner = `staff:${running.example.people.iro}`;
  const wrong = await chair.post(`${actions}/new`, {
    ...{ what: 'Ring Robin', owner, ...due, again: 'yes', everyNumber: 'two', 'everyUntil-day': '3' },
  });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(
    wrong.body,
    /Enter how often, as a number[\s\S]+The last day must be on or after 30 April 2026/,
  );
  const typed = {
    what: 'Ring Robin',
    owner,
    ...due,
    again: 'yes',
    everyNumber: '2',
    everyUnit: 'weeks',
    forWhom: 'child',
  };
  assert.equal((await chair.post(`${actions}/new`, typed)).status, 303);
  const first = await latest();
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  await chair.post(`${actions}/new`, { what: 'Write of the calls', owner, ...due, dependsOn: first.id });
  const second = await latest();
  const page = await chair.get(`${actions}/${second.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Waiting[\s\S]+but not before what it waits for[\s\S]+Ring Robin/);
  const key = randomUUID();
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  for (const _ of [1, 2]) await chair.post(`${actions}/${first.id}/done`, { evidence: 'Rang' }, key);
  const made = await asService(running.service, (tx) =>
    tx.selectFrom('action').where('follows', '=', first.id).selectAll().execute(),
  );
  assert.deepEqual(
    made.map(({ what, due_on, owner_name, for_whom, every_number }) => [
      what,
      due_on,
      owner_name,
      for_whom,
      every_number,
    ]),
    [['Ring Robin', '2026-05-14', 'Tomasz Nowak', 'child', 2]],
  );
  assert.doesNotMatch((await chair.get(`${actions}/${second.id}`)).body, /but not before/);
});

test('managers see what is open by person, team and council, what is overdue first and always counted; and as a file', async () => {
  const late = await add('Late & long ago');
  await asService(running.service, (tx) =>
    tx.updateTable('action').set({ due_on: '2026-03-01' }).where('id', '=', late.id).execute(),
  );
  const manager = await running.as('gareth');
  for (const by of ['person', 'team', 'council']) {
    const page = await manager.get(`/actions?by=${by}`);
    assert.equal(page.status, 200, by);
    assertValidPage(page.body);
    assert.match(page.body, /<strong>1 overdue<\/strong>/);
    assert.match(page.body, /All of them, what is overdue first[\s\S]+?Late &amp; long ago/);
  }
  const narrowed = await manager.get('/actions?by=person&of=Nobody');
  assert.match(narrowed.body, /<strong>1 overdue<\/strong>/, 'overdue is counted whatever is shown');
  const file = await manager.get('/actions.csv?by=person');
  assert.match(
    file.body,
    /^\uFEFF?What,Who,Team,Council,Case,Due by,How it stands\r\nLate & long ago,Tomasz Nowak,.*Overdue\r\n/,
  );
  assert.equal((await (await running.as('amina')).get('/actions')).status, 404);
  const outsider = await (await running.as('helen')).get('/actions');
  assert.match(outsider.body, /Late &amp; long ago/, 'whoever manages the manager sees it too');
});

test('those who may say on which day the next review is', async () => {
  const iro = await running.as('iro');
  assertValidPage((await iro.get(`${actions}/review`)).body);
  const past = { 'reviewOn-day': '1', 'reviewOn-month': '3', 'reviewOn-year': '2026' };
  const wrong = await iro.post(`${actions}/review`, past);
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.equal((await iro.post(`${actions}/review`, { ...past, 'reviewOn-month': '6' })).location, actions);
  const list = await iro.get(actions);
  assertValidPage(list.body);
  assert.match(list.body, /It is on 1 June 2026/);
  assert.equal((await (await running.as('minutes')).get(`${actions}/review`)).status, 404);
});

test('what was done about actions is in what is held about people who ask', async () => {
  const { story } = await asService(running.service, async (tx) => {
    const record = await loadCase(tx, running.id);
    assert.ok(record);
    return readCaseFile(tx, record);
  });
  assert.ok(
    story.some(({ kind, words, by }) => kind === 'noted' && words === 'Rang\ntwice' && by === 'Tomasz Nowak'),
  );
});

test('somebody who may not finds no page, nor does anybody for an action of no case', async () => {
  const { id } = await add('Keep the link with the former carers');
  const outsider = await running.as('outsider');
  for (const path of ['', `/${id}`, `/${id}/done`, `/${id}/accept`])
    assert.equal((await outsider.get(`${actions}${path}`)).status, 404, path);
  assert.equal((await outsider.post(`${actions}/${id}/done`, { evidence: 'Done' })).status, 404);
  assert.equal((await (await running.as('iro')).get(`${actions}/new`)).status, 404);
  assert.equal((await (await running.as('iro')).get(`${actions}/${randomUUID()}`)).status, 404);
});
