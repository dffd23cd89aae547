import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asService } from '../../database/connection.ts';

const mother = family.mother.name;
const carer = family.carers[1].name;
let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
});
after(() => running.stop());
beforeEach(() => {
  running.time.now = new Date(running.time.now.getTime() + 2 * 3_600_000);
});

const ask = async (name: string, what: string): Promise<string> => {
  const { source } = await invitationOf(running, name);
  const actionId = randomUUID();
  await asService(running.service, (tx) =>
    tx
      .insertInto('action')
      .values({
        ...{
          id: actionId,
          disruption_id: id,
          what,
          owner_source: source,
          owner_name: 'parent or family member',
        },
        ...{ due_on: '2026-04-30', created_by: running.example.people.amina, created_at: running.time.now },
      })
      .execute(),
  );
  return actionId;
};

const rowOf = (actionId: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('action').where('id', '=', actionId).selectAll().executeTakeFirstOrThrow(),
  );

test('somebody with a private link sees what is theirs to do, says yes, writes of it and says that it is done', async () => {
  const guest = await enterAs(running, mother);
  assert.doesNotMatch((await guest.get('/private/meeting')).body, /Things for you to do/);
  const mine = await ask(mother, 'Send three photographs');
  const others = await ask(carer, 'Pack the blue bag');
  assert.match((await guest.get('/private/meeting')).body, /href="\/private\/actions"/);
  const page = await guest.get('/private/actions');
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Send three photographs[\s\S]+Please do it by Thursday 30 April 2026/);
  assert.doesNotMatch(page.body, /blue bag/, 'nobody else’s');

  const key = randomUUID();
  for (const _ of [1, 2]) {
    const said = await guest.post('/private/actions', { action: mine, do: 'accept' }, key);
    assert.deepEqual([said.status, said.location], [303, '/private/actions?saved=action']);
  }
  assert.equal((await rowOf(mine)).answer, 'accepted');
  const saved = await guest.get('/private/actions?saved=action');
  assertValidPage(saved.body);
  assert.match(saved.body, /We have saved it[\s\S]+You said yes/);
  assert.doesNotMatch(saved.body, /Yes, I will do it/);

  const empty = await guest.post('/private/actions', { action: mine, do: 'done', [`words-${mine}`]: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, new RegExp(`href="#words-${mine}"[\\s\\S]+Please write something in the box`));
  const long = 'x'.repeat(4_001);
  const tooLong = await guest.post('/private/actions', { action: mine, do: 'done', [`words-${mine}`]: long });
  assert.match(tooLong.body, /Please make it shorter[\s\S]+xxxx/, 'what was typed is still there');

  await guest.post('/private/actions', { action: mine, [`words-${mine}`]: 'I found two' });
  await guest.post('/private/actions', { action: mine, do: 'done', [`words-${mine}`]: 'All three went' });
  const row = await rowOf(mine);
  assert.deepEqual(
    [row.evidence, row.done_how, row.stated_by],
    ['All three went', 'statement', 'parent or family member'],
  );
  const story = (await (await running.as('amina')).get(`/disruptions/${id}/actions/${mine}`)).body;
  assertValidPage(story);
  assert.match(story, /Accepted[\s\S]+I found two[\s\S]+All three went/);
  assert.equal((await guest.post('/private/actions', { action: others, do: 'accept' })).status, 404);
});

test('what they cannot do goes back to whoever asked, with their reason, and leaves their page', async () => {
  const guest = await enterAs(running, mother);
  const mine = await ask(mother, 'Ring the school');
  const key = randomUUID();
  const fields = { action: mine, do: 'hand-back', [`words-${mine}`]: 'I have no phone' };
  for (const _ of [1, 2]) assert.equal((await guest.post('/private/actions', fields, key)).status, 303);
  const row = await rowOf(mine);
  assert.deepEqual([row.owner_name, row.owner_source, row.answer], ['Amina Hussain', null, 'handed-back']);
  assert.doesNotMatch((await guest.get('/private/actions')).body, /Ring the school/);
});

test('in Welsh, too', async () => {
  await ask(mother, 'Llun');
  const guest = await enterAs(running, mother);
  const { body } = await guest.get('/private/actions?language=cy');
  assertValidPage(body);
  assert.match(body, /<html lang="cy"/);
  assert.doesNotMatch(body, /<(?!a )[^>]* lang="en"/);
});

test('the database lets a guest change no action, and read no note of another', async () => {
  const mine = await ask(mother, 'Write a letter');
  const { id: guestId } = await invitationOf(running, mother);
  const note = {
    action_id: mine,
    disruption_id: id,
    kind: 'noted',
    words: 'For staff',
    by_name: 'Amina',
  } as const;
  await asService(running.service, (tx) =>
    tx
      .insertInto('action_event')
      .values({ ...note, id: randomUUID(), person_id: running.example.people.amina, at: running.time.now })
      .execute(),
  );
  await asGuest(running.service, { id: guestId }, async (tx) => {
    const changed = await tx
      .updateTable('action')
      .set({ answer: 'accepted' })
      .where('id', '=', mine)
      .execute();
    assert.equal(Number(changed[0]?.numUpdatedRows), 0);
    const notes = await tx.selectFrom('action_event').where('words', '=', 'For staff').selectAll().execute();
    assert.deepEqual(notes, []);
  });
});
