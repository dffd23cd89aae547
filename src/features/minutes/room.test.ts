import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import type { Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { passagesOf } from './write-minutes.ts';

let running: MinutesApp;
beforeEach(async () => {
  running = await startMinutesApp();
});
afterEach(() => running.stop());

const events = () =>
  asService(running.service, (tx) => tx.selectFrom('meeting_event').orderBy('id').selectAll().execute());
const kinds = async () => (await events()).map(({ kind }) => kind);
const meeting = () =>
  asService(running.service, (tx) => tx.selectFrom('meeting').selectAll().executeTakeFirstOrThrow());
const invitation = (name: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('invitation').where('name', '=', name).selectAll().executeTakeFirstOrThrow(),
  );
const history = async () =>
  (
    await asService(running.service, (tx) =>
      tx.selectFrom('history').orderBy('id').select('summary').execute(),
    )
  ).map(({ summary }) => summary);
const caught = async () =>
  (await passagesOf(running.service, running.example.actors.minutes, running.id)).filter(
    ({ isCaught }) => isCaught,
  );

const later = (minutes: number) => {
  running.time.now = new Date(running.time.now.getTime() + minutes * 60_000);
};
const press = (visitor: Visitor, room: string) =>
  running.sendPage(visitor, { room }, `${running.minutes}/room`);
/** What the bar says, without its markup. */
const bar = (body: string): string =>
  (/<section class="app-room"[\s\S]*?<\/section>/.exec(body)?.[0] ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const came = async (visitor: Visitor, ...names: readonly string[]) => {
  const ids = await Promise.all(names.map(async (name) => (await invitation(name)).id));
  assert.equal((await running.sendPage(visitor, { came: ids })).status, 303);
};

test('a meeting is started, goes from item to item, is paused with its reason, and both who hold it see the same', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  assert.match(
    bar((await chair.get(running.minutes)).body),
    /^The meeting has not started\..*Start the meeting$/,
  );
  const started = await press(chair, 'start');
  assert.deepEqual([started.status, started.location], [303, `${running.minutes}#item-purpose`]);
  later(12);
  const at = bar((await typist.get(running.minutes)).body);
  assert.match(
    at,
    /^Now: Welcome and why we are meeting 12 minutes Going on, 12 minutes in all\. Next: The child’s views/,
  );
  assert.match(at, /Next item : The child’s views and feelings Pause Adjourn End$/);
  await press(typist, 'take-item views');
  later(3);
  const asked = await typist.get(`${running.minutes}/pause`);
  assertValidPage(asked.body);
  const empty = await typist.post(`${running.minutes}/pause`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Enter why the meeting is paused/);
  assert.equal((await typist.post(`${running.minutes}/pause`, { reason: 'A break for Kirsty' })).status, 303);
  later(10);
  const paused = await chair.get(running.minutes);
  assertValidPage(paused.body);
  assert.match(
    bar(paused.body),
    /^At: The child’s views and feelings 3 minutes Paused since 31 March 2026 at 11:15am: A break/,
  );
  assert.match(
    (await press(chair, 'take-item child-story')).body,
    /The meeting is paused\. Go on with it first/,
  );
  await press(chair, 'resume');
  later(2);
  assert.match(
    bar((await chair.get(running.minutes)).body),
    /^Now: The child’s views and feelings 5 minutes Going on, 17 minutes/,
  );
  assert.deepEqual(await kinds(), ['started', 'item', 'paused', 'resumed']);
  assert.deepEqual((await history()).slice(-4), [
    'Started the meeting',
    'Came to “The child’s views and feelings”',
    'Paused the meeting',
    'Went on with the meeting',
  ]);
});

test('a button of the bar saves what was typed, and pressed twice it happens once', async () => {
  const typist = await running.as('minutes');
  const [first] = await passagesOf(running.service, running.example.actors.minutes, running.id);
  const changes = { room: 'start', [`text-${first?.id}`]: 'Ruth welcomed everybody.', _key: randomUUID() };
  const page = (await typist.get(running.minutes)).body;
  assert.equal((await running.sendPage(typist, changes, `${running.minutes}/room`, page)).status, 303);
  assert.equal((await running.sendPage(typist, changes, `${running.minutes}/room`, page)).status, 303);
  assert.deepEqual(await kinds(), ['started']);
  const [saved] = await passagesOf(running.service, running.example.actors.minutes, running.id);
  assert.equal(saved?.text, 'Ruth welcomed everybody.');
  const again = await press(typist, 'start');
  assert.equal(again.status, 422);
  assertValidPage(again.body);
  assert.match(again.body, /The meeting is going on already/);
});

test('before its day a meeting cannot be started', async () => {
  running.time.now = new Date('2026-03-30T10:00:00Z');
  const chair = await running.as('chair');
  assert.match(bar((await chair.get(running.minutes)).body), /It is on Tuesday 31 March 2026 at 10am\. ?$/);
  assert.match(
    (await press(chair, 'start')).body,
    /The meeting is on 31 March 2026\. Start it on the day or later/,
  );
});

test('it is ticked who was heard, the page names who was not, and ending asks why somebody never was', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  await press(chair, 'start');
  await came(typist, 'Ruth Barlow', 'Tomasz Nowak', 'Adopter 1');
  const { id: tomasz } = await invitation('Tomasz Nowak');
  const page = (await typist.get(running.minutes)).body;
  assertValidPage(page);
  assert.match(
    page,
    /Not heard yet on this item: Robin, (Adopter 1 and Tomasz Nowak|Tomasz Nowak and Adopter 1)\./,
  );
  assert.doesNotMatch(
    page,
    /value="[^"]*" [^>]*>[^<]*Ruth Barlow[^<]*heard/,
    'the chair asks, and is not asked',
  );
  await running.sendPage(typist, { 'heard-purpose': tomasz });
  await running.sendPage(typist, { 'heard-ending': tomasz });
  await running.sendPage(typist, { 'heard-ending': [] });
  assert.deepEqual(
    (await events()).slice(1).map(({ kind, agenda_key, people }) => [kind, agenda_key, people]),
    [
      ['heard', 'purpose', [tomasz]],
      ['heard', 'ending', [tomasz]],
      ['not-heard', 'ending', [tomasz]],
    ],
  );
  const ticked = (await chair.get(running.minutes)).body;
  assert.match(ticked, /Not heard yet on this item: Robin and Adopter 1\./);
  assert.match(bar(ticked), /2 not heard yet on this item/);

  const end = await chair.get(`${running.minutes}/end`);
  assertValidPage(end.body);
  assert.match(end.body, /<li>Adopter 1<\/li>/);
  assert.doesNotMatch(end.body, /<li>Tomasz Nowak<\/li>/);
  const refused = await chair.post(`${running.minutes}/end`, {});
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Adopter 1 was not heard on any item\. Go back and tick where, or say why not/);
  const whyNotHeard = 'He did not want to speak, and writes next week';
  assert.equal((await chair.post(`${running.minutes}/end`, { whyNotHeard })).status, 303);
  const last = (await events()).slice(-2);
  assert.deepEqual(
    last.map(({ kind, reason }) => [kind, reason]),
    [
      ['said-why', whyNotHeard],
      ['ended', ''],
    ],
  );
  assert.deepEqual(last[0]?.people, [(await invitation('Adopter 1')).id]);
  assert.match(
    (await chair.get(`${running.minutes}/end`)).body,
    /The meeting has ended\. Its minutes can still be written/,
  );
  assert.match((await press(chair, 'start')).body, /The meeting has ended/, 'it ends once');
  const [first] = await passagesOf(running.service, running.example.actors.minutes, running.id);
  assert.equal((await running.sendPage(typist, { [`text-${first?.id}`]: 'Written up after' })).status, 303);
});

test('agreeing asks for the end of a meeting that goes on, and why somebody who came was never heard', async () => {
  const chair = await running.as('chair');
  await press(chair, 'start');
  await came(chair, 'Ruth Barlow', 'Tomasz Nowak');
  const page = await running.sendPage(chair, {}, `${running.minutes}/agree`);
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /href="#room">End the meeting first/);
  assert.match(page.body, /href="#whyNotHeard">Tomasz Nowak was not heard on any item/);
});

test('one line becomes a note of who said it, a decision, a finding or a lesson under its item', async () => {
  const typist = await running.as('minutes');
  await press(typist, 'start');
  const said = { 'catch-said': `invited ${(await invitation('Tomasz Nowak')).id}` };
  const send = (fields: Readonly<Record<string, string>>) =>
    running.sendPage(
      typist,
      { 'catch-key': randomUUID(), 'catch-item': 'ending', ...fields },
      `${running.minutes}/caught`,
    );
  const sent = await send({ 'catch-kind': 'note', 'catch-text': 'The visits stopped in May.', ...said });
  assert.deepEqual([sent.status, sent.location], [303, `${running.minutes}#catch-text`]);
  for (const [kind, text] of [
    ['decision', 'The plan is looked at again.'],
    ['finding', 'Support came late.'],
    ['lesson', 'Plan the goodbye.'],
  ] as const)
    await send({ 'catch-kind': kind, 'catch-text': text, ...said });
  assert.deepEqual(
    (await caught()).map(({ kind, text, saidBy, agendaKey, withheldFrom }) => [
      ...[kind, text, saidBy?.is ?? null],
      ...[agendaKey, withheldFrom.length],
    ]),
    [
      ['note', 'The visits stopped in May.', 'invited', 'ending', 0],
      ['decision', 'The plan is looked at again.', null, 'ending', 0],
      ['finding', 'Support came late.', null, 'ending', 0],
      ['lesson', 'Plan the goodbye.', null, 'ending', 0],
    ],
  );
  const page = (await typist.get(running.minutes)).body;
  assertValidPage(page);
  for (const words of ['Said by Tomasz Nowak', 'Decided', 'Found', 'Learnt'])
    assert.ok(page.includes(`>${words}<`), words);
  assert.match(page, /Everybody may read this/);
});

test('what a child says in the meeting is kept to staff until somebody chooses who reads it', async () => {
  const typist = await running.as('minutes');
  const fields = { 'catch-text': 'I miss the dog.', 'catch-said': `child ${running.example.childIds[0]}` };
  await running.sendPage(typist, { 'catch-item': 'views', ...fields }, `${running.minutes}/caught`);
  assert.deepEqual((await caught())[0]?.withheldFrom, [
    'birth-family',
    'adopters',
    'carers',
    'professionals',
  ]);
});

test('an action is written down in the same line by the rule of every action, once for each time it is sent', async () => {
  const typist = await running.as('minutes');
  const owner = `staff:${running.example.people.iro}`;
  const page = (await typist.get(running.minutes)).body;
  const fields = { 'catch-kind': 'action', 'catch-text': 'Review the plan', 'catch-owner': owner };
  const send = (changes = {}) =>
    running.sendPage(typist, { ...fields, ...changes }, `${running.minutes}/caught`, page);
  await send();
  await send();
  const actions = await asService(running.service, (tx) => tx.selectFrom('action').selectAll().execute());
  assert.deepEqual(
    actions.map(({ what, owner_name, due_on, meeting_id }) => [
      what,
      owner_name,
      due_on,
      meeting_id !== null,
    ]),
    [['Review the plan', 'Tomasz Nowak', '2026-04-28', true]],
    'in four weeks, as the page said, and once',
  );
  const refused = await send({ 'catch-owner': '', 'catch-due-year': '2025', 'catch-key': randomUUID() });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /href="#catch-owner">Choose who will do it/);
  assert.match(refused.body, /href="#catch-due">The date must be on or after 31 March 2026/);
  assert.match(
    refused.body,
    /name="catch-text"[^>]*value="Review the plan"/,
    'what was typed is still there',
  );
});

test('a line that was typed is written down whichever button sends the page', async () => {
  const typist = await running.as('minutes');
  await running.sendPage(
    typist,
    { 'catch-text': 'Support goes on.', 'catch-kind': 'decision', room: 'start' },
    `${running.minutes}/room`,
  );
  assert.deepEqual(
    (await caught()).map(({ text }) => text),
    ['Support goes on.'],
  );
});

test('late, early, apologies and whoever was sent are noted, put right and taken back, each in the history', async () => {
  const typist = await running.as('minutes');
  const { id } = await invitation('Tomasz Nowak');
  const note = (fields: Readonly<Record<string, string>>) =>
    running.sendPage(typist, { 'part-who': id, ...fields });
  const stands = async () => {
    const row = await invitation('Tomasz Nowak');
    return [row.attended, row.arrived_at, row.left_at, row.sent_apologies, row.sent_name, row.sent_as];
  };
  assert.equal((await note({ 'part-is': 'late', 'part-at': '10:20' })).location, `${running.minutes}#part`);
  assert.deepEqual(await stands(), [true, '10:20:00', null, false, '', '']);
  assert.equal((await meeting()).status, 'held', 'whoever came late came');
  const wrong = await note({ 'part-is': 'left', 'part-at': '10:10' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /href="#part-at">Tomasz Nowak came at 10:20am and cannot have left before/);
  await note({ 'part-is': 'left', 'part-at': '' });
  assert.deepEqual(
    (await stands()).slice(0, 3),
    [true, '10:20:00', '11:00:00'],
    'now, when no time is typed',
  );
  await note({ 'part-is': 'sent', 'part-name': 'Kim Li', 'part-as': 'duty IRO' });
  assert.deepEqual(await stands(), [null, null, null, false, 'Kim Li', 'duty IRO']);
  const page = (await typist.get(running.minutes)).body;
  assert.match(page, /Sent Kim Li, duty IRO/);
  assert.match(page, /<li>Kim Li for Tomasz Nowak<\/li>/, 'whoever was sent is there to be heard');
  await note({ 'part-is': 'apologies' });
  assert.deepEqual(await stands(), [null, null, null, true, '', '']);
  await note({ 'part-is': 'nothing' });
  assert.deepEqual(await stands(), [null, null, null, false, '', '']);
  assert.deepEqual((await history()).slice(-5), [
    'Recorded how Tomasz Nowak took part: came late, at 10:20am',
    'Recorded how Tomasz Nowak took part: came late, at 10:20am, left early, at 11am',
    'Recorded how Tomasz Nowak took part: sent somebody',
    'Recorded how Tomasz Nowak took part: sent apologies',
    'Recorded how Tomasz Nowak took part: took back what was noted',
  ]);
});

test('a tick that somebody came takes the place of their apologies', async () => {
  const typist = await running.as('minutes');
  const { id } = await invitation('Tomasz Nowak');
  await running.sendPage(typist, { 'part-who': id, 'part-is': 'apologies' });
  await came(typist, 'Tomasz Nowak');
  const row = await invitation('Tomasz Nowak');
  assert.deepEqual([row.attended, row.sent_apologies], [true, false]);
});

test('adjourned, a meeting goes on another day: those invited to come are told, and its next part is started', async () => {
  const chair = await running.as('chair');
  await press(chair, 'start');
  await came(chair, 'Ruth Barlow', 'Tomasz Nowak');
  const form = await chair.get(`${running.minutes}/adjourn`);
  assertValidPage(form.body);
  const day = { 'heldOn-day': '14', 'heldOn-month': '4', 'heldOn-year': '2026', startsAt: '2pm' };
  const empty = await chair.post(`${running.minutes}/adjourn`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const words of [
    'Enter why the meeting is adjourned',
    'Enter the day on which it goes on',
    'Enter where it goes on',
  ])
    assert.match(empty.body, new RegExp(words));
  const fields = { ...day, reason: 'Two items are left', place: 'Room 4, Council House' };
  const outside = await chair.post(`${running.minutes}/adjourn`, {
    ...fields,
    'heldOn-day': '29',
    'heldOn-month': '5',
  });
  assert.equal(outside.status, 422);
  assertValidPage(outside.body);
  assert.match(outside.body, /is after the window in your procedure/);
  assert.match(outside.body, /Why on a day outside the window\?/);
  const messages = () =>
    asService(running.service, (tx) =>
      tx
        .selectFrom('message')
        .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
        .where('kind', '=', 'change')
        .select(['invitation.mode', 'invitation.name', 'message.content'])
        .execute(),
    );
  assert.deepEqual(await messages(), []);
  await asService(running.service, (tx) =>
    tx.updateTable('message').set({ attempts: 1, sent_at: running.time.now }).execute(),
  );
  const outsideWindowReason = 'The first day that everybody can';
  assert.equal(
    (await chair.post(`${running.minutes}/adjourn`, { ...fields, outsideWindowReason })).status,
    303,
  );
  const row = await meeting();
  assert.deepEqual(
    [row.status, row.held_on, row.starts_at, row.sequence, row.place],
    ['convened', '2026-04-14', '14:00:00', 1, 'Room 4, Council House'],
  );
  const told = await messages();
  const attending = await asService(running.service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('mode', '=', 'attend')
      .where('status', '=', 'invited')
      .select('name')
      .execute(),
  );
  assert.deepEqual(told.map(({ name }) => name).sort(), attending.map(({ name }) => name).sort());
  assert.ok(told.every(({ content }) => JSON.stringify(content).includes('2026-04-14')));
  assert.doesNotMatch(JSON.stringify(told), /Two items are left/, 'why is for the meeting alone');
  assert.match(
    bar((await chair.get(running.minutes)).body),
    /Adjourned on 31 March 2026 at 11am: Two items are left It goes on on Tuesday 14 April 2026 at 2pm/,
  );
  assert.match((await press(chair, 'start')).body, /The meeting is on 14 April 2026/);
  const cancelled = await (await running.as('amina')).post(`/disruptions/${running.id}/meeting/cancel`, {
    reason: 'x',
  });
  assert.match(cancelled.body, /Some of this meeting was held already/);

  running.time.now = new Date('2026-04-14T13:00:00Z');
  const again = await running.as('chair');
  assert.equal((await press(again, 'start')).location, `${running.minutes}#item-purpose`, 'where it stopped');
  assert.equal((await meeting()).status, 'held');
  assert.deepEqual(await kinds(), ['started', 'adjourned', 'started']);
});

test('an open page follows the room: the item, who was heard, what others wrote down, and nothing it knows', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const ask = async (query = '') =>
    JSON.parse((await typist.get(`${running.minutes}/revisions?${query}`)).body);
  const before = await ask();
  assert.match(before.parts.bar, /The meeting has not started/);
  assert.deepEqual([before.now, before.added], ['', []]);
  assert.equal((await ask(`seen=${before.seen}`)).parts, undefined);
  await press(chair, 'start');
  await came(chair, 'Tomasz Nowak');
  await running.sendPage(chair, { 'catch-text': 'Support goes on.', 'catch-kind': 'decision' });
  const after = await ask(`seen=${before.seen}`);
  assert.match(after.parts.bar, /Now: Welcome and why we are meeting/);
  assert.deepEqual([after.now, after.ticks.came], ['purpose', [(await invitation('Tomasz Nowak')).id]]);
  assert.match(after.parts['heard-purpose'], /Tomasz Nowak/);
  const [added] = after.added;
  assert.equal(added.item, 'purpose');
  assert.match(added.field, /<textarea[^>]*>Support goes on\./);
  assert.deepEqual((await ask(`${added.id}=1.x`)).added, []);
});

test('nobody signs for what another did, and what happened is never changed', async () => {
  const chair = await running.as('chair');
  await press(chair, 'start');
  const { service, example, id } = running;
  const row = {
    disruption_id: id,
    meeting_id: (await meeting()).id,
    kind: 'paused',
    reason: 'A break',
  } as const;
  const insert = (by: string) =>
    asPerson(service, example.actors.minutes, (tx) =>
      tx
        .insertInto('meeting_event')
        .values({ ...row, recorded_by: by, recorded_at: running.time.now })
        .execute(),
    );
  await assert.rejects(insert(example.people.chair), /row-level security/);
  await insert(example.people.minutes);
  await assert.rejects(
    asService(service, (tx) => tx.updateTable('meeting_event').set({ reason: 'Another' }).execute()),
    /permission denied|append-only/,
  );
});

test('words typed by two people come together where they do not meet', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const { people, actors } = running.example;
  const [first] = await passagesOf(running.service, actors.minutes, running.id);
  const id = first?.id ?? '';
  const start = JSON.parse(
    (
      await running.type(chair, id, {
        text: 'The match was made in May. He slept.',
        from: '0',
        person: people.chair,
      })
    ).body,
  );
  const onto = { from: start.from, base: start.text };
  await running.type(chair, id, {
    ...onto,
    text: 'The match was made in June. He slept.',
    person: people.chair,
  });
  const merged = await running.type(typist, id, {
    ...onto,
    text: 'The match was made in May. He slept well.',
    person: people.minutes,
  });
  assert.deepEqual(
    [merged.status, JSON.parse(merged.body).text, JSON.parse(merged.body).isMerged],
    [200, 'The match was made in June. He slept well.', true],
  );
  const [kept] = await passagesOf(running.service, actors.minutes, running.id);
  assert.deepEqual([kept?.text, kept?.conflicts], ['The match was made in June. He slept well.', []]);
  assert.deepEqual([...(kept?.authors ?? [])].sort(), [people.chair, people.minutes].sort());
});
