import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs, type GuestVisitor, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { enterAsChild } from '../../../test/own-page.ts';
import { asService } from '../../database/connection.ts';
import { feedbackJobs } from '../delivery/ask-for-feedback.ts';

const mother = family.mother.name;
const carer = family.carers[1].name;
let running: TestApp;
let id: string;
let guest: GuestVisitor;
let child: GuestVisitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  guest = await enterAs(running, mother);
  child = await enterAsChild(running, {
    disruptionId: id,
    childId: running.example.childIds[0] ?? assert.fail(),
  });
});
after(() => running.stop());

const hold = () =>
  asService(running.service, (tx) =>
    tx.updateTable('meeting').set({ status: 'held' }).where('disruption_id', '=', id).execute(),
  );
const answers = () =>
  asService(running.service, (tx) => tx.selectFrom('meeting_feedback').selectAll().execute());
const written = () =>
  asService(running.service, (tx) => tx.selectFrom('feedback_words').selectAll().execute());
const marks = () => asService(running.service, (tx) => tx.selectFrom('feedback_mark').selectAll().execute());

test('nobody is asked before the meeting was held', async () => {
  assert.doesNotMatch((await guest.get('/private/meeting')).body, /private\/feedback/);
  const early = await guest.get('/private/feedback');
  assert.equal(early.status, 200);
  assert.match(early.body, /when the meeting is over/);
  assert.equal((await guest.post('/private/feedback', { heard: 'yes' })).status, 404);
  assert.doesNotMatch((await child.get('/mine/page')).body, /mine\/feedback/);
  assert.deepEqual(await answers(), []);
});

test('whoever was invited says once how it was, and what is kept says of nobody whose it is', async () => {
  await hold();
  assert.match((await guest.get('/private/meeting')).body, /href="\/private\/feedback"/);
  const form = await guest.get('/private/feedback');
  assertValidPage(form.body);
  assert.match(form.body, /Did people listen to you\?[\s\S]+Were people kind and fair to you\?/);
  const empty = await guest.post('/private/feedback', {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Please choose an answer, or write something/);
  const long = await guest.post('/private/feedback', { heard: 'no', better: 'x'.repeat(1001) });
  assert.match(long.body, /value="no" checked[\s\S]+xxxx/, 'what was typed is still there');

  const key = randomUUID();
  const fields = { heard: 'partly', understood: 'yes', better: 'A break half way' };
  for (const _ of [1, 2])
    assert.equal((await guest.post('/private/feedback', fields, key)).location, '/private/feedback');
  await guest.post('/private/feedback', { heard: 'no' });
  const [answer, ...others] = await answers();
  assert.deepEqual(others, []);
  const { id: answerId, ...kept } = answer ?? assert.fail();
  assert.deepEqual(kept, {
    organisation_id: kept.organisation_id,
    quarter: '2026-01-01',
    role_group: 'family',
    answers: { heard: 'partly', understood: 'yes', respected: 'not-said' },
  });
  const [words] = await written();
  assert.equal(words?.words, 'A break half way');
  const [mark] = await marks();
  assert.equal(mark?.invitation_id, (await invitationOf(running, mother)).id);
  // Nothing joins them: no value of the one stands in the other.
  const of = (row: object | undefined) =>
    Object.values(row ?? {}).filter((value) => typeof value === 'string');
  assert.deepEqual(
    of(mark).filter((value) => [...of(answer), ...of(words)].includes(value)),
    [],
  );
  assert.notEqual(answerId, words?.id);
  const thanked = (await guest.get('/private/feedback')).body;
  assertValidPage(thanked);
  assert.match(thanked, /You have told us/);
});

test('words that tell who somebody is are not kept, and the answers are', async () => {
  const other = await enterAs(running, carer);
  const before = (await written()).length;
  const { location } = await other.post('/private/feedback', { heard: 'yes', better: `Less of ${mother}` });
  assert.equal(location, '/private/feedback');
  assert.equal((await written()).length, before);
  assert.equal((await answers()).filter((row) => row.role_group === 'carers').length, 1);
});

test('a child says it with faces on a page of their own, or not at all', async () => {
  assert.match((await child.get('/mine/page')).body, /href="\/mine\/feedback"/);
  const form = await child.get('/mine/feedback');
  assertValidPage(form.body);
  assert.match(form.body, /Did the grown-ups listen to you\?/);
  assert.equal((await child.post('/mine/feedback', {})).status, 422);
  assert.equal((await child.post('/mine/feedback', { heard: 'yes' })).location, '/mine/feedback');
  assert.match((await child.get('/mine/feedback')).body, /You have told us/);
  assert.doesNotMatch((await child.get('/mine/page')).body, /mine\/feedback/);
  assert.equal((await answers()).filter((row) => row.role_group === 'children').length, 1);
});

test('a member of staff who was invited says it beside the case, and the history has nothing of it', async () => {
  const iro = await running.as('iro');
  const at = `/disruptions/${id}/feedback`;
  const form = await iro.get(at);
  assertValidPage(form.body);
  assert.match(form.body, /Did you get what you had to read in time\?/);
  assert.equal((await iro.post(at, {})).status, 422);
  const count = () =>
    asService(running.service, (tx) =>
      tx.selectFrom('history').where('disruption_id', '=', id).select('id').execute(),
    );
  const before = (await count()).length;
  assert.equal((await iro.post(at, { papers: 'no' })).location, at);
  assert.equal((await count()).length, before);
  assert.match((await iro.get(at)).body, /Thank you/);
  const amina = await running.as('amina');
  assert.match((await amina.get(`/disruptions/${id}/actions`)).body, new RegExp(`href="${at}"`));
});

test('everybody who has not answered is asked once by a message, and never again', async () => {
  const asked = () =>
    asService(running.service, (tx) =>
      tx
        .selectFrom('message')
        .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
        .where('message.kind', '=', 'feedback')
        .select(['invitation.name', 'message.content'])
        .execute(),
    );
  const run = () => feedbackJobs(running.service)['ask-for-feedback']?.({}, {} as never);
  await run();
  assert.deepEqual(await asked(), [], 'not on the day of the meeting');
  const now = running.time.now;
  running.time.now = new Date('2026-04-01T09:00:00Z');
  await run();
  const first = await asked();
  assert.ok(first.length > 1);
  assert.ok(
    first.every(({ name }) => name !== mother && name !== carer),
    'those who have said so are left alone',
  );
  await run();
  assert.equal((await asked()).length, first.length);
  running.time.now = now;
});

const addAnswers = (quarter: string, times: number, words = '') =>
  asService(running.service, async (tx) => {
    const { organisationId } = running.example.actors.helen;
    const where = { organisation_id: organisationId, quarter, role_group: 'family' } as const;
    for (let n = 0; n < times; n++)
      await tx
        .insertInto('meeting_feedback')
        .values({ ...where, answers: JSON.stringify({ heard: 'yes' }) })
        .execute();
    if (words !== '')
      await tx
        .insertInto('feedback_words')
        .values({ ...where, words })
        .execute();
  });

test('managers see groups of more than five alone, and words once somebody has read them', async () => {
  await addAnswers('2025-07-01', 5, 'Shorter days');
  const gareth = await running.as('gareth');
  const few = await gareth.get('/feedback');
  assertValidPage(few.body);
  assert.match(few.body, /not enough answers yet/);
  assert.doesNotMatch(few.body, /<table/);
  await addAnswers('2025-10-01', 1);
  const shown = (await gareth.get('/feedback')).body;
  assertValidPage(shown);
  assert.match(shown, /July to September 2025 to October to December 2025: 6 answers/);
  assert.doesNotMatch(shown, /Shorter days|feedback\/words/);
  assert.equal((await gareth.get('/feedback/words')).status, 404);
  assert.equal((await (await running.as('amina')).get('/feedback')).status, 404);
});

test('what was written is read by somebody before others see it, and is shown or left out', async () => {
  await asService(running.service, (tx) =>
    tx
      .insertInto('person_post')
      .values({
        ...{ id: randomUUID(), person_id: running.example.people.helen, post: 'head-of-service' },
        ...{ organisation_id: running.example.actors.helen.organisationId, team_id: null },
        from_on: '2026-01-01',
      })
      .execute(),
  );
  await addAnswers('2025-07-01', 0, 'The worker in the red coat');
  const helen = await running.as('helen');
  const page = (await helen.get('/feedback/words')).body;
  assertValidPage(page);
  assert.match(page, /Shorter days/);
  assert.doesNotMatch(page, /A break half way/, 'of a quarter that goes on nothing is read');
  const idOf = async (words: string) =>
    (await written()).find((row) => row.words === words)?.id ?? assert.fail();
  for (const [words, does] of [
    ['Shorter days', 'show'],
    ['The worker in the red coat', 'leave-out'],
  ] as const)
    assert.equal(
      (await helen.post('/feedback/words', { words: await idOf(words), do: does })).location,
      '/feedback/words',
    );
  const again = { words: await idOf('Shorter days'), do: 'leave-out' };
  assert.equal((await helen.post('/feedback/words', again)).status, 422);
  const early = { words: await idOf('A break half way'), do: 'show' };
  assert.equal((await helen.post('/feedback/words', early)).status, 422);
  const shown = (await helen.get('/feedback')).body;
  assert.match(shown, /What would have made it better[\s\S]+Shorter days/);
  assert.doesNotMatch(shown, /red coat|A break half way/);
});
