import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { comments, partsOf, releaseAll, sendDraft } from '../../../test/checking-app.ts';
import { type CopiesApp, copyOf, startDraftApp } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import type { Doc } from '../../domain/document.ts';
import { passagesOf } from './write-minutes.ts';

// One journey, in order: each test goes on where the one before it ended.
let running: CopiesApp;
let checking: string;
const mother = family.mother.name;
const kept = 'The adopters had a hard winter with their own health.';
before(async () => {
  running = await startDraftApp({
    kept: [{ under: 'placement', text: kept, from: ['birth-family'] }],
  });
  checking = `/disruptions/${running.id}/minutes/checking`;
});
after(() => running.stop());

const meeting = () =>
  asService(running.service, (tx) => tx.selectFrom('meeting').selectAll().executeTakeFirstOrThrow());
const history = () =>
  asService(running.service, (tx) => tx.selectFrom('history').orderBy('id').select('summary').execute()).then(
    (rows) => rows.map(({ summary }) => summary),
  );
const passageUnder = async (key: string) => {
  const found = await passagesOf(running.service, running.example.actors.minutes, running.id);
  const passage = found.find(({ agendaKey }) => agendaKey === key);
  if (passage === undefined) throw new Error(`Nothing under ${key}`);
  return passage;
};
/** A minute later, so that what is said has an order, and a code is a new one. */
const wait = (): void => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
};
const enter = (name: string) => {
  wait();
  return enterAs(running, name);
};
const partUnder = async (name: string, key: string) => {
  const { id } = await passageUnder(key);
  const { refs, passageOf } = await partsOf(running, name);
  return refs.find((ref) => passageOf.get(ref) === id) ?? '';
};

test('the minute taker sends the draft to be checked by a day, which is asked for', async () => {
  const typist = await running.as('minutes');
  const page = await typist.get(checking);
  assertValidPage(page.body);
  assert.match(page.body, /Send the draft to be checked/);
  const without = await typist.post(`${checking}/send`, {});
  assert.equal(without.status, 422);
  assertValidPage(without.body);
  assert.match(without.body, /Enter the day by which people answer/);
  const today = { 'by-day': '31', 'by-month': '3', 'by-year': '2026' };
  assert.match((await typist.post(`${checking}/send`, today)).body, /People need at least until tomorrow/);
  await sendDraft(running);
  const { minutes_status, check_by } = await meeting();
  assert.deepEqual([minutes_status, check_by], ['being-checked', '2026-04-10']);
  assert.ok((await history()).includes('Sent the draft minutes to be checked by 10 April 2026'));
});

test('while the draft is checked nothing in it changes, on the page and in the database', async () => {
  const typist = await running.as('minutes');
  const { id, text } = await passageUnder('placement');
  const page = (await typist.get(`/disruptions/${running.id}/minutes`)).body;
  assertValidPage(page);
  assert.match(page, /Being checked by those who came, until 10 April 2026/);
  assert.doesNotMatch(page, /<textarea/);
  const sent = await typist.post(`/disruptions/${running.id}/minutes`, {
    [`text-${id}`]: 'Other words',
    [`from-${id}`]: '1',
  });
  assert.equal(sent.status, 422);
  assert.match(sent.body, /The draft is being checked, so nothing can be saved in it/);
  await assert.rejects(
    asService(running.service, (tx) => tx.updateTable('passage').set({ text: 'Other' }).execute()),
    { message: 'the minutes are agreed' },
  );
  assert.equal((await passageUnder('placement')).text, text);
});

test('each who came gets a copy of the draft that says it is one; those who wrote it get none', async () => {
  const copies = await asService(running.service, (tx) =>
    tx
      .selectFrom('copy')
      .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
      .select(['invitation.capacity', 'document', 'released_at as releasedAt'])
      .execute(),
  );
  assert.ok(copies.length > 4);
  for (const { capacity, document, releasedAt } of copies) {
    assert.ok(!['chair', 'minute-taker'].includes(capacity));
    assert.equal((document as Doc).mark, 'Draft, to be checked');
    assert.ok(releasedAt);
  }
});

test('no two copies name a passage alike, and none names it as the service does', async () => {
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('copy_passage').select(['ref', 'passage_id']).execute(),
  );
  assert.equal(new Set(rows.map(({ ref }) => ref)).size, rows.length);
  const copy = await copyOf(running, mother);
  for (const { passage_id } of rows) assert.ok(!JSON.stringify(copy.document).includes(passage_id));
});

test('a guest says of each part whether it is right, and comes back to what they said', async () => {
  const guest = await enter(mother);
  const { copyId, refs } = await partsOf(running, mother);
  const path = `/private/copies/${copyId}`;
  const page = (await guest.get(path)).body;
  assertValidPage(page);
  assert.match(page, /Draft, to be checked/);
  assert.match(page, /Tell us by Friday 10 April 2026 if it is right/);
  assert.ok(!page.includes(kept));
  const nothing = await guest.post(`${path}/check`, {});
  assert.equal(nothing.status, 422);
  assertValidPage(nothing.body);
  const [first = '', second = ''] = refs;
  const half = await guest.post(`${path}/check`, { [`is-${first}`]: 'not-right' });
  assert.match(half.body, /Please write what is not right/);
  const key = randomUUID();
  const said = {
    [`is-${first}`]: 'right',
    [`is-${second}`]: 'not-right',
    [`words-${second}`]: 'It was in  May.\nI rang.',
  };
  const sent = await guest.post(`${path}/check`, said, key);
  assert.deepEqual([sent.status, sent.location], [303, `${path}?saved=check`]);
  await guest.post(`${path}/check`, said, key); // the same press, sent twice
  await guest.post(`${path}/check`, said); // and said again in the same words
  assert.deepEqual(
    (await comments(running)).map(({ is_right, words, said_by }) => [is_right, words, said_by]).toSorted(),
    [
      [false, 'It was in  May.\nI rang.', null],
      [true, '', null],
    ].toSorted(),
  );
  const again = (await guest.get(`${path}?saved=check`)).body;
  assertValidPage(again);
  assert.match(again, /Thank you\. We have what you said about these notes\./);
  assert.match(again, /It was in {2}May\./);
});

test('nobody says anything of a passage that their copy does not hold, by the form or in the database', async () => {
  const guest = await enter(mother);
  const { copyId } = await partsOf(running, mother);
  const worker = await partsOf(running, 'Amina Hussain');
  const [theirs = ''] = worker.refs;
  const count = (await comments(running)).length;
  for (const ref of [theirs, randomUUID(), (await passageUnder('placement')).id]) {
    const sent = await guest.post(`/private/copies/${copyId}/check`, { [`is-${ref}`]: 'right' });
    assert.equal(sent.status, 422, ref);
  }
  for (const other of [worker.copyId, randomUUID()])
    assert.equal(
      (await guest.post(`/private/copies/${other}/check`, { [`is-${theirs}`]: 'right' })).status,
      404,
    );
  assert.equal((await comments(running)).length, count);
  const invitation = await asService(running.service, (tx) =>
    tx.selectFrom('copy').where('id', '=', copyId).select('invitation_id').executeTakeFirstOrThrow(),
  );
  for (const [copy, ref] of [
    [copyId, theirs],
    [worker.copyId, theirs],
  ])
    await assert.rejects(
      asService(running.service, (tx) =>
        tx
          .insertInto('minutes_comment')
          .values({
            ...{ id: randomUUID(), disruption_id: running.id, invitation_id: invitation.invitation_id },
            ...{ copy_id: copy, ref, is_right: true, said_at: running.time.now },
          } as never)
          .execute(),
      ),
      { constraint: 'comment_on_own_copy' },
    );
});

test('somebody on the case who came says the same of their own copy on a page of theirs', async () => {
  wait();
  const amina = await running.as('amina');
  const path = `/disruptions/${running.id}/minutes/own-copy`;
  const page = await amina.get(path);
  assertValidPage(page.body);
  assert.ok(page.body.includes(kept), 'staff on the case read it all');
  const ref = await partUnder('Amina Hussain', 'findings');
  const sent = await amina.post(path, {
    [`is-${ref}`]: 'not-right',
    [`words-${ref}`]: 'It came in week three.',
  });
  assert.deepEqual([sent.status, sent.location], [303, path]);
  const last = (await comments(running)).at(-1);
  assert.deepEqual([last?.words, last?.said_by], ['It came in week three.', running.example.people.amina]);
  const stranger = await partUnder(mother, 'findings');
  assert.equal((await amina.post(path, { [`is-${stranger}`]: 'right' })).status, 422);
});

test('the chair sees what was said beside the passage, and does not agree while something is open', async () => {
  const chair = await running.as('chair');
  const page = (await chair.get(checking)).body;
  assertValidPage(page);
  assert.match(page, /It was in {2}May\.\nI rang\./);
  assert.match(page, new RegExp(`${mother}, 31 March 2026`));
  assert.match(page, /2 things wait for you to decide what becomes of them/);
  const sent = await chair.post(`${checking}/agree`, { 'unchecked-because': 'I was there' });
  assert.equal(sent.status, 422);
  assertValidPage(sent.body);
  assert.match(
    sent.body,
    /People said of 2 things that they are not right\. Decide what becomes of each first/,
  );
  assert.equal((await meeting()).minutes_status, 'being-checked');
});

test('what is not right is kept with a reason, or the draft is taken back and it is changed', async () => {
  const chair = await running.as('chair');
  const [mothers, aminas] = (await comments(running)).filter(({ is_right }) => !is_right);
  assert.ok(mothers && aminas);
  const settle = (id: string, fields: Record<string, string>) =>
    chair.post(`${checking}/comments/${id}`, fields);
  assert.match((await settle(mothers.id, {})).body, /Choose whether it was changed or is kept/);
  const unsaid = await settle(mothers.id, { [`outcome-${mothers.id}`]: 'kept' });
  assert.equal(unsaid.status, 422);
  assertValidPage(unsaid.body);
  assert.match(unsaid.body, /Say why it is kept as it is/);
  const because = 'Lucasta Featherstone’s diary has it in April';
  await settle(mothers.id, { [`outcome-${mothers.id}`]: 'kept', [`because-${mothers.id}`]: because });

  const back = await chair.post(`${checking}/take-back`, {});
  assert.equal(back.location, `/disruptions/${running.id}/minutes`);
  const { minutes_status, minutes_version, check_by } = await meeting();
  assert.deepEqual([minutes_status, minutes_version, check_by], ['draft', 2, null]);
  const writing = (await chair.get(`/disruptions/${running.id}/minutes`)).body;
  assertValidPage(writing);
  assert.match(writing, /It came in week three\./);
  const { id, text } = await passageUnder('findings');
  await chair.post(`/disruptions/${running.id}/minutes`, {
    [`text-${id}`]: `${text} It came in week three.`,
    [`from-${id}`]: `${(await passageUnder('findings')).revision}`,
  });
  await settle(aminas.id, { [`outcome-${aminas.id}`]: 'changed' });
  assert.deepEqual(
    (await comments(running)).map(({ outcome }) => outcome).toSorted(),
    [null, 'changed', 'kept'].toSorted(),
  );
});

test('a copy of a draft that was taken back opens no more, and nothing is said of it', async () => {
  const guest = await enter(mother);
  const { copyId, refs } = await partsOf(running, mother);
  assert.equal((await guest.get(`/private/copies/${copyId}`)).status, 404);
  const late = await guest.post(`/private/copies/${copyId}/check`, { [`is-${refs[0]}`]: 'right' });
  assert.equal(late.status, 404);
  assert.equal((await comments(running)).length, 3);
});

test('agreed before everybody answered and their day has passed, the chair gives a reason; after it, none', async () => {
  const { id } = running;
  const chair = await running.as('chair');
  const early = await chair.post(`/disruptions/${id}/minutes/agree`, {});
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /Not everybody has answered, who can until 10 April 2026/);
  running.time.now = new Date('2026-04-11T09:00:00Z');
  const agreed = await (await running.as('chair')).post(`/disruptions/${id}/minutes/agree`, {});
  assert.equal(agreed.location, `/disruptions/${id}/copies`);
  assert.equal((await meeting()).minutes_status, 'agreed');
  assert.equal((await history()).at(-1), 'Agreed the minutes');
});

test('whoever said something is told in their own copy what became of it, as they may know it', async () => {
  await releaseAll(running);
  const told = JSON.stringify((await copyOf(running, mother)).document);
  assert.match(told, /It was in {2}May\.\\nI rang\./);
  assert.match(told, /We kept it as it was: .*diary has it in April/);
  assert.doesNotMatch(told, /Featherstone|Lucasta/);
  const own = JSON.stringify((await copyOf(running, 'Amina Hussain')).document);
  assert.match(own, /"who":"We changed it\.","words":"It came in week three\."/);
  assert.doesNotMatch(own, /It was in {2}May/, 'what others said is not in it');
  const amina = await running.as('amina');
  assert.match(
    (await amina.get(`/disruptions/${running.id}/minutes/own-copy`)).body,
    /The minutes were changed/,
  );
});

test('the versions are kept as they were locked, and what differs is marked for eyes and ears', async () => {
  const typist = await running.as('minutes');
  const page = (await typist.get(`/disruptions/${running.id}/minutes/versions`)).body;
  assertValidPage(page);
  assert.match(page, /Version 1: sent to be checked on 31 March 2026/);
  assert.match(page, /Version 2: agreed on 11 April 2026 at 10am by Ruth Barlow/);
  assert.match(
    page,
    /Support came late\.<ins><span class="govuk-visually-hidden"> Added: <\/span> It came in week three\.<span/,
  );
  assert.doesNotMatch(page, /slept well/, 'passages that are the same are left out');
  for (const change of [
    asService(running.service, (tx) => tx.updateTable('minutes_version').set({ version: 9 }).execute()),
    asService(running.service, (tx) => tx.deleteFrom('minutes_version').execute()),
  ])
    await assert.rejects(change);
  assert.equal(
    (await (await running.as('iro')).get(`/disruptions/${running.id}/minutes/versions`)).status,
    404,
  );
});
