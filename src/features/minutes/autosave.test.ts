import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Visitor } from '../../../test/app.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { passagesOf } from './write-minutes.ts';

let running: MinutesApp;
let typist: Visitor;
let chair: Visitor;
before(async () => {
  running = await startMinutesApp();
  [typist, chair] = [await running.as('minutes'), await running.as('chair')];
});
after(() => running.stop());

const passages = () => passagesOf(running.service, running.example.actors.minutes, running.id);
const under = async (agendaKey: string) => {
  const found = (await passages()).find((passage) => passage.agendaKey === agendaKey);
  if (found === undefined) throw new Error(`Nothing under ${agendaKey}`);
  return found;
};
const asTypist = () => running.example.people.minutes;
const asChair = () => running.example.people.chair;

test('words are saved as they are typed, and the answer says what to type onto next', async () => {
  const { id } = await under('purpose');
  const page = randomUUID();
  const first = await running.type(typist, id, {
    text: 'Ruth wel',
    from: '0',
    page,
    edit: 1,
    person: asTypist(),
  });
  assert.equal(first.status, 200);
  const { from } = JSON.parse(first.body);
  const next = await running.type(typist, id, {
    text: 'Ruth welcomed',
    from,
    page,
    edit: 2,
    person: asTypist(),
  });
  assert.equal(next.status, 200);
  assert.deepEqual([(await under('purpose')).text, (await under('purpose')).revision], ['Ruth welcomed', 2]);
});

test('a save whose answer was lost is no conflict for the page that typed it', async () => {
  const { id } = await under('views');
  const typed = { from: '0', page: randomUUID(), person: asTypist() };
  await running.type(typist, id, { ...typed, text: 'One', edit: 1 });
  const again = await running.type(typist, id, { ...typed, text: 'One two', edit: 2 });
  assert.equal(JSON.parse(again.body).isBeside, false);
  const overtaken = await running.type(typist, id, { ...typed, text: 'One', edit: 1 });
  assert.equal(overtaken.status, 200);
  const passage = await under('views');
  assert.deepEqual([passage.text, passage.conflicts], ['One two', []]);
});

test('a laptop closed for an hour keeps its words beside what was typed since, also for the same person', async () => {
  const { id } = await under('child-story');
  await running.type(chair, id, { text: 'Typed since', from: '0', person: asChair() });
  const laptop = { from: '0', page: randomUUID(), person: asTypist() };
  const late = await running.type(typist, id, { ...laptop, text: 'Typed on the laptop', edit: 4 });
  const answer = JSON.parse(late.body);
  assert.equal(answer.isBeside, true);
  assert.match(answer.beside, /Ruth Barlow typed something else here at the same time[\s\S]+Typed since/);
  await running.type(typist, id, { ...laptop, text: 'Typed on the laptop, and more', edit: 5 });
  await running.type(typist, id, { text: 'Typed on the desk', from: '0', person: asTypist() });
  const { text, conflicts } = await under('child-story');
  assert.equal(text, 'Typed since');
  assert.deepEqual(
    conflicts.map((conflict) => conflict.text),
    ['Typed on the laptop, and more', 'Typed on the desk'],
  );
});

test('of twenty pages that save one box at once none is lost', async () => {
  const { id } = await under('preparation');
  const words = Array.from({ length: 20 }, (_, number) => `Words of page ${number}`);
  const answers = await Promise.all(
    words.map((text, number) =>
      number % 2 === 0
        ? running.type(typist, id, { text, from: '0', person: asTypist() })
        : running.type(chair, id, { text, from: '0', person: asChair() }),
    ),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  const { text, conflicts } = await under('preparation');
  assert.deepEqual([text, ...conflicts.map((conflict) => conflict.text)].sort(), words.toSorted());
});

test('twenty boxes typed in at once are all saved, and the history tells it once a person and day', async () => {
  const all = await passages();
  const free = all.filter(({ revision }) => revision === 0);
  const answers = await Promise.all(
    free.map(({ id, agendaKey }) =>
      running.type(typist, id, { text: agendaKey, from: '0', person: asTypist() }),
    ),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  for (const { agendaKey } of free) assert.equal((await under(agendaKey)).text, agendaKey);
  const entries = await asService(running.service, (tx) =>
    tx.selectFrom('history').where('act', '=', 'write-minutes').select('person_name').execute(),
  );
  assert.deepEqual(entries.map(({ person_name }) => person_name).sort(), ['Bilal Khan', 'Ruth Barlow']);
});

test('a page hears what others typed since it last heard, and a token for the session there is now', async () => {
  const all = await passages();
  const known = new URLSearchParams(
    Object.fromEntries(all.map(({ id, revision }) => [id, `${revision}.unknown`])),
  );
  const everything = await typist.get(`${running.minutes}/revisions?page=${randomUUID()}&${known}`);
  const { passages: heard, csrfToken } = JSON.parse(everything.body);
  assert.equal(heard.length, all.length);
  assert.match(csrfToken, /^.{20,}$/);
  const now = new URLSearchParams(
    Object.fromEntries(heard.map(({ id, from }: { id: string; from: string }) => [id, from])),
  );
  const nothing = await typist.get(`${running.minutes}/revisions?page=${randomUUID()}&${now}`);
  const inConflict = all.filter(({ conflicts }) => conflicts.length > 0).length;
  assert.equal(JSON.parse(nothing.body).passages.length, inConflict, 'only what still waits for a choice');
});

test('words of one person are not saved in the name of another who has signed in since', async () => {
  const { id, text } = await under('purpose');
  const typed = await running.type(chair, id, { text: 'Whose?', from: '2', person: asTypist() });
  assert.equal(typed.status, 401);
  assert.equal((await under('purpose')).text, text);
});

test('an overlong text is refused in words, one far too large before it is read, and nonsense is refused', async () => {
  const { id } = await under('purpose');
  const long = await running.type(typist, id, { text: 'a'.repeat(100_001), from: '2', person: asTypist() });
  assert.equal(long.status, 422);
  assert.match(JSON.parse(long.body).problem, /^Shorten the text to 100,000 characters or fewer/);
  const huge = 'a'.repeat(10 * 1024 * 1024);
  assert.equal((await running.type(typist, id, { text: huge, from: '2', person: asTypist() })).status, 413);
  assert.equal(
    (await running.type(typist, id, { text: 'a', from: '2', edit: -1, person: asTypist() })).status,
    400,
  );
  for (const nowhere of [randomUUID(), 'nowhere'])
    assert.equal(
      (await running.type(typist, nowhere, { text: 'a', from: '0', person: asTypist() })).status,
      404,
    );
});

test('whoever is signed out is told so, in a way the page can read', async () => {
  const { id } = await under('purpose');
  const stranger = { ...typist, cookies: {} };
  assert.equal((await running.type(stranger, id, { text: 'a', from: '2', person: asTypist() })).status, 401);
});
