import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asPerson } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { passagesOf } from '../minutes/write-minutes.ts';

let running: MinutesApp;
let page: string;
before(async () => {
  running = await startMinutesApp();
  page = `/disruptions/${running.id}/protected-details`;
});
after(() => running.stop());

const school = {
  kind: 'school',
  value: 'Larkspur Primary',
  toldAs: '',
  withheldFrom: ['carers', 'adopters'],
};
const rows = () =>
  asPerson(running.service, running.example.actors.amina, (tx) =>
    tx.selectFrom('protected_detail').select(['id', 'sealed', 'ended_at as endedAt']).execute(),
  );

test('a detail that is not whole is refused with every reason, and what was typed stays', async () => {
  const amina = await running.as('amina');
  const { status, body } = await amina.post(page, { kind: 'name', value: 'Jo Larkspur' });
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Enter who it is/);
  assert.match(body, /Choose who must not learn it/);
  assert.match(body, /value="Jo Larkspur"/);
  assert.deepEqual(await rows(), []);
});

test('one that is whole is sealed, and neither page nor history says what it is', async () => {
  const amina = await running.as('amina');
  assert.equal((await amina.post(page, school)).status, 303);
  const { body } = await amina.get(page);
  assertValidPage(body);
  assert.match(body, /School or nursery, told as “\(school withheld\)”/);
  assert.match(body, /Kept from prospective adopters or carers of the placement and current carers/);
  assert.doesNotMatch(body, /Larkspur/);
  const [row] = await rows();
  assert.ok(row && !row.sealed.toString('latin1').includes('Larkspur'));
  const history = await asPerson(running.service, running.example.actors.amina, (tx) =>
    loadHistory(tx, running.id, 100),
  );
  assert.doesNotMatch(JSON.stringify(history), /Larkspur/);
});

test('the page for minutes marks it where it stands, and words that come near it, as they are typed', async () => {
  const { service, example } = running;
  const typist = await running.as('minutes');
  const passage = (await passagesOf(service, example.actors.minutes, running.id)).find(
    ({ agendaKey }) => agendaKey === 'findings',
  );
  assert.ok(passage);
  const answer = await running.type(typist, passage.id, {
    text: 'Dorothy Lindqvist rang Larkspur Primary, and so did Mrs Lindqvost.',
    ...{ from: '0', page: randomUUID(), edit: 1, person: example.people.minutes },
  });
  assert.equal(answer.status, 200);
  const { marks } = JSON.parse(answer.body);
  assert.match(
    marks,
    /“Larkspur Primary” is told as “\(school withheld\)” to prospective adopters or carers/,
  );
  assert.match(marks, /“Dorothy Lindqvist” is told as “current carer 1”|“Dorothy Lindqvist” is told as/);
  assert.match(marks, /Is this a mistake\?<\/strong> “Lindqvost” is spelt almost like/);
  const { body } = await typist.get(running.minutes);
  assertValidPage(body);
  assert.ok(body.includes('“Larkspur Primary” is told as'), 'the page has the marks without JavaScript');
});

test('it is taken back once, by whoever is on the case, and nothing looks for it any more', async () => {
  const [row] = await rows();
  assert.ok(row);
  const outsider = await running.as('outsider');
  assert.equal((await outsider.post(`${page}/${row.id}/take-back`, {})).status, 404);
  const amina = await running.as('amina');
  for (const _ of [1, 2]) assert.equal((await amina.post(`${page}/${row.id}/take-back`, {})).status, 303);
  assert.ok((await rows())[0]?.endedAt);
  assert.doesNotMatch((await amina.get(page)).body, /told as “\(school/);
  const { body } = await (await running.as('minutes')).get(running.minutes);
  assert.ok(!body.includes('“Larkspur Primary” is told as'));
});
