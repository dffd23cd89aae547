import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { saveAnswer } from './answer-matter.ts';

let running: MinutesApp;
let list: string;
let child: string;
before(async () => {
  running = await startMinutesApp();
  list = `/disruptions/${running.id}/arrangements`;
  child = `child-${running.example.childIds[0]}`;
});
after(() => running.stop());

const day = (name: string, date: string) => {
  const [year = '', month = '', dayOf = ''] = date.split('-');
  return { [`${name}-day`]: dayOf, [`${name}-month`]: month, [`${name}-year`]: year };
};
const done = {
  ...{
    is: 'done',
    told: 'Ms Bell, the head teacher',
    doneBy: 'Amina Hussain',
    evidence: 'Letter of 10 March',
  },
  ...day('doneOn', '2026-03-10'),
};
const answers = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('checklist_answer').orderBy('position').selectAll().execute(),
  );
const dueOn = async () => {
  const row = await asService(running.service, (tx) =>
    tx
      .selectFrom('disruption')
      .where('id', '=', running.id)
      .select('arrangements_due_on')
      .executeTakeFirstOrThrow(),
  );
  return row.arrangements_due_on;
};

test('the list has each matter with who sees to it, by when and where that comes from, what is overdue first', async () => {
  const page = await (await running.as('amina')).get(list);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Next: Knows that the placement has ended/);
  assert.match(page.body, /School or nursery knows where the child lives now, and whom to ask \(\w+\)/);
  assert.match(page.body, /Overdue/);
  assert.match(page.body, /Derby City Children’s Social Care Procedures, 8\.7[^.]*, paragraph 2/);
  assert.doesNotMatch(page.body, /Featherstone|Lindqvist|Kirsty/);
});

test('an answer without its parts is refused beside its fields, and what was typed is there again', async () => {
  const amina = await running.as('amina');
  const address = `${list}/school/${child}`;
  const form = await amina.get(address);
  assert.equal(form.status, 200);
  assertValidPage(form.body);
  const unchosen = await amina.post(address, {});
  assert.equal(unchosen.status, 422);
  assertValidPage(unchosen.body);
  assert.match(unchosen.body, /Choose what became of it/);
  const half = await amina.post(address, { is: 'done', told: 'The office', doneBy: '', evidence: '' });
  assert.equal(half.status, 422);
  assertValidPage(half.body);
  assert.match(half.body, /value="The office"/);
  for (const words of ['Enter who told them', 'Enter what shows it', 'Enter the date'])
    assert.match(half.body, new RegExp(words));
  assert.deepEqual(await answers(), []);
});

test('a matter is done once however often its form is sent, and the list says who was told, by whom and when', async () => {
  const { service, example, id: disruptionId } = running;
  const form = { disruptionId, item: 'school', about: child, key: randomUUID() };
  const send = () => saveAnswer(service, example.actors.amina, form, done);
  const outcomes = await Promise.all([send(), send()]);
  assert.deepEqual(outcomes[0], outcomes[1]);
  assert.equal((await answers()).length, 1);
  const page = await (await running.as('iro')).get(list);
  assert.match(
    page.body,
    /Ms Bell, the head teacher told by Amina Hussain on 10 March 2026: Letter of 10 March/,
  );
  const chronology = await (await running.as('amina')).get(`/disruptions/${disruptionId}/chronology`);
  assert.match(chronology.body, /School or nursery knows where the child lives now/);
});

test('what is not needed has a reason, and what was said is taken back with one', async () => {
  const amina = await running.as('amina');
  const address = `${list}/health/${child}`;
  const silent = await amina.post(address, { is: 'not-needed', reason: '' });
  assert.equal(silent.status, 422);
  assert.match(silent.body, /Enter why it is not needed/);
  assert.equal((await amina.post(address, { is: 'not-needed', reason: 'The same GP' })).status, 303);
  assert.match((await amina.get(list)).body, /Not needed: The same GP/);
  const form = await amina.get(address);
  assertValidPage(form.body);
  assert.match(form.body, /it is open again/);
  assert.equal((await amina.post(address, { is: 'open', takenBack: 'Another GP' })).status, 303);
  const page = await amina.get(list);
  assertValidPage(page.body);
  assert.match(page.body, /Taken back: Another GP \(Amina Hussain\)/);
  const kept = (await answers()).filter(({ item_key }) => item_key === 'health').map(({ is }) => is);
  assert.deepEqual(kept, ['not-needed', 'open'], 'nothing that was said is lost');
});

test('a matter becomes an action by the rule of actions, stands as the action does, and is offered to those who record them', async () => {
  const amina = await running.as('amina');
  const address = `${list}/belongings/${child}`;
  const empty = await amina.post(address, { is: 'action', what: '', owner: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const words of [
    'Enter what is to be done',
    'Choose who will do it',
    'Enter the date it is to be done by',
  ])
    assert.match(empty.body, new RegExp(words));
  const action = {
    ...{ is: 'action', what: 'Fetch the blue bike', owner: `staff:${running.example.people.amina}` },
    ...day('dueOn', '2026-05-20'),
  };
  assert.equal((await amina.post(address, action)).status, 303);
  const page = await amina.get(list);
  assertValidPage(page.body);
  const actionId = /actions\/([0-9a-f-]{36})">Fetch the blue bike/.exec(page.body)?.[1];
  assert.ok(actionId !== undefined);
  const ended = await amina.post(`/disruptions/${running.id}/actions/${actionId}/done`, {
    ...{ evidence: 'It is in the shed', how: 'evidence' },
  });
  assert.equal(ended.status, 303);
  assert.match((await amina.get(list)).body, /Done as an action on [^:]+: It is in the shed/);
  const iro = await running.as('iro');
  assert.doesNotMatch((await iro.get(`${list}/contact/${child}`)).body, /It becomes an action/);
  const refused = await iro.post(`${list}/contact/${child}`, action);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Somebody who records actions makes it one/);
});

test('what is past its day is on the list of whoever has the case, until it is answered', async () => {
  const amina = await running.as('amina');
  assert.ok((await dueOn()) !== null);
  assert.match((await amina.get('/')).body, /Who was told, and what was arranged/);
  const open = () =>
    amina.get(list).then(({ body }) => [...body.matchAll(/arrangements\/([^"/]+)\/([^"/]+)">Say what/g)]);
  for (const [, item, about] of await open())
    assert.equal(
      (await amina.post(`${list}/${item}/${about}`, { is: 'not-needed', reason: 'Seen to elsewhere' }))
        .status,
      303,
    );
  assert.equal(await dueOn(), null);
  assert.doesNotMatch((await amina.get('/')).body, /Who was told, and what was arranged/);
  assert.match((await amina.get(list)).body, /Nothing is open/);
});

test('the chair sees what is still open where the minutes are agreed', async () => {
  const chair = await running.as('chair');
  const minutes = () => chair.get(`/disruptions/${running.id}/minutes`);
  assert.match((await minutes()).body, /Everybody was told, and everything arranged, or it is said why not/);
  const amina = await running.as('amina');
  assert.equal(
    (await amina.post(`${list}/health/${child}`, { is: 'open', takenBack: 'A new GP' })).status,
    303,
  );
  const page = await minutes();
  assertValidPage(page.body);
  assert.match(page.body, /One thing is still open of who is told and what is arranged/);
});

test('somebody who is not on the case finds nothing, and there is no page of what is not asked', async () => {
  const outsider = await running.as('outsider');
  assert.equal((await outsider.get(list)).status, 404);
  assert.equal((await outsider.post(`${list}/school/${child}`, done)).status, 404);
  const amina = await running.as('amina');
  for (const path of ['nothing/case', 'school/case', `school/child-${randomUUID()}`])
    assert.equal((await amina.get(`${list}/${path}`)).status, 404, path);
});
