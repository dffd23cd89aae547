import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Logger, runOnce } from 'graphile-worker';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { emailOfStaff } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startTestMailbox } from '../../../test/mailbox.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { createMailer } from '../../delivery/smtp.ts';
import { noticeJobs } from '../notices/jobs.ts';

let running: TestApp;
let id: string;
let path: string;
let reference: string;
const reason = 'The emergency team asks where he sleeps tonight';

before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
  path = `/disruptions/${id}`;
  ({ reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select('reference').executeTakeFirstOrThrow(),
  ));
});
after(() => running.stop());

/** A page without what is new on every page. */
const lasting = (body: string): string =>
  body.replaceAll(/name="_(csrf|key)" value="[^"]*"/g, '').replaceAll(/value="[^"]*"/g, 'value=""');

test('without a reference and a reason nothing is opened, and what was typed is shown again', async () => {
  const nadia = await running.as('otherteam');
  const page = await nadia.get('/open-a-case');
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const empty = await nadia.post('/open-a-case', { reference: '', reason: 'Urgent' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Enter the reference of the case/);
  assert.match(empty.body, /somebody who was not there understands it/);
  assert.match(empty.body, />Urgent</);
});

test('of no case, another council’s and a restricted one the answer is the same to the last letter', async () => {
  const { service } = running;
  const outsider = await running.as('outsider');
  const nadia = await running.as('otherteam');
  const answers = [
    await nadia.post('/open-a-case', { reference: 'Willow-00000000', reason }),
    await outsider.post('/open-a-case', { reference, reason }),
    await outsider.post('/open-a-case', { reference: 'Willow-00000000', reason }),
  ];
  const restrict = (restricted: 'high-profile' | null) =>
    asService(service, (tx) =>
      tx
        .updateTable('placement')
        .set({ restricted, restricted_reason: restricted ?? '' })
        .execute(),
    );
  await restrict('high-profile');
  answers.push(await nadia.post('/open-a-case', { reference, reason }));
  await restrict(null);
  for (const { status, body } of answers) {
    assert.equal(status, 422);
    assert.match(body, /There is no case with this reference that you can open/);
  }
  const [unknownToNadia, othersCase, unknownToOutsider, restrictedCase] = answers.map(({ body }) =>
    lasting(body),
  );
  assert.equal(restrictedCase, unknownToNadia);
  assert.equal(othersCase, unknownToOutsider);
  assert.deepEqual(await asService(service, (tx) => tx.selectFrom('break_glass').selectAll().execute()), []);
});

test('those whose post has nothing to do with cases cannot open one', async () => {
  for (const key of ['admin', 'governance', 'guardian', 'records', 'minutes', 'panel', 'agency'] as const) {
    const person = await running.as(key);
    assert.equal((await person.get('/open-a-case')).status, 404, key);
    assert.equal((await person.post('/open-a-case', { reference, reason })).status, 404, key);
  }
});

test('with a reason a case is open for four hours to read, and its managers and the Caldicott guardian are told', async () => {
  const nadia = await running.as('otherteam');
  assert.equal((await nadia.get(path)).status, 404);
  const key = randomUUID();
  for (let times = 0; times < 2; times += 1)
    assert.equal(
      (await nadia.post('/open-a-case', { reference: ` ${reference.toLowerCase()} `, reason }, key)).location,
      path,
    );
  const opened = await asService(running.service, (tx) => tx.selectFrom('break_glass').selectAll().execute());
  assert.equal(opened.length, 1, 'once, however often it was sent');
  const page = await nadia.get(path);
  assert.equal(page.status, 200);
  for (const screen of ['meeting', 'people', 'pauses', 'correct', 'minutes', 'views', 'actions/new'])
    assert.equal((await nadia.get(`${path}/${screen}`)).status, 404, screen);
  const notices = await asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .innerJoin('person', 'person.id', 'notice.person_id')
      .select(['name', 'path', 'reference'])
      .orderBy('name')
      .execute(),
  );
  assert.deepEqual(notices, [
    { name: 'Gareth Pugh', path, reference },
    { name: 'Helen Marsh', path, reference },
    { name: 'Miriam Goldberg', path: '/opened-cases', reference },
  ]);
  const gareth = await running.as('gareth');
  const home = await gareth.get('/');
  assertValidPage(home.body);
  assert.match(home.body, new RegExp(`Somebody who is not on ${reference} opened it`));
  assert.match(
    (await gareth.get(path)).body,
    new RegExp(`Opened this case, which is not theirs, until 2pm: ${reason}`),
  );
  assert.match((await gareth.get(`${path}/people`)).body, /Nadia Rahman.*open to them until 2pm/s);
});

test('the mail says the reference and no more', async () => {
  const mailbox = await startTestMailbox();
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: 'Derby <no-reply@service.example>' });
  await runOnce({
    connectionString: running.databaseUrl,
    taskList: noticeJobs(running.service, { mailer }),
    logger: new Logger(() => () => {}),
    noHandleSignals: true,
  }).finally(async () => {
    mailer.close();
    await mailbox.stop();
  });
  assert.deepEqual(
    mailbox.received.map(({ to }) => to).sort(),
    [emailOfStaff('gareth'), emailOfStaff('guardian'), emailOfStaff('helen')].sort(),
  );
  for (const { subject, text, raw } of mailbox.received) {
    assert.equal(subject, `Please look at ${reference}`);
    assert.doesNotMatch(
      `${text}${Buffer.from(raw).toString()}`,
      /Robin|Oldroyd|Nadia|emergency|Featherstone/,
    );
  }
  const sent = await asService(running.service, (tx) => tx.selectFrom('notice').select('status').execute());
  assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set(['sent']));
});

test('a notice that was read is put away, by the person it is for', async () => {
  const gareth = await running.as('gareth');
  const { id: noticeId } = await asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .where('person_id', '=', running.example.people.gareth)
      .select('id')
      .executeTakeFirstOrThrow(),
  );
  await (await running.as('helen')).post(`/notices/${noticeId}/read`, {});
  assert.match((await gareth.get('/')).body, /Put away/);
  assert.equal((await gareth.post(`/notices/${noticeId}/read`, {})).location, '/');
  assert.doesNotMatch((await gareth.get('/')).body, /Put away/);
});

test('after four hours it is closed to them again, to the minute', async () => {
  const nadia = await running.as('otherteam');
  running.time.now = new Date('2026-03-10T13:59:59Z');
  assert.equal((await nadia.get(path)).status, 303, 'the session has ended by disuse');
  const again = await running.as('otherteam');
  assert.equal((await again.get(path)).status, 200);
  running.time.now = new Date('2026-03-10T14:00:00Z');
  assert.equal((await again.get(path)).status, 404);
  running.time.now = new Date('2026-03-10T10:00:00Z');
});

test('the guardian reviews it by reference, once; nobody else does, and never whoever opened it', async () => {
  const guardian = await running.as('guardian');
  const list = await guardian.get('/opened-cases');
  assertValidPage(list.body);
  assert.match(list.body, new RegExp(`${reference}.*To review.*Nadia Rahman`, 's'));
  assert.doesNotMatch(list.body, /Robin|Oldroyd/);
  assert.equal((await guardian.get(path)).status, 404, 'and sees nothing of the case');
  const { id: openingId } = await asService(running.service, (tx) =>
    tx.selectFrom('break_glass').select('id').executeTakeFirstOrThrow(),
  );
  const review = `/opened-cases/${openingId}`;
  assertValidPage((await guardian.get(review)).body);
  for (const key of ['otherteam', 'amina', 'outsider', 'admin'] as const)
    assert.equal((await (await running.as(key)).get(review)).status, 404, key);
  const empty = await guardian.post(review, { found: '', note: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  const found = { found: 'right', note: 'The emergency team confirmed it' };
  assert.equal((await guardian.post(review, found)).location, '/opened-cases');
  assert.match(
    (await guardian.get('/opened-cases')).body,
    /Right: <span class="app-words">The emergency team confirmed it/,
  );
  const late = await (await running.as('governance')).post(review, found);
  assert.match(late.body, /A colleague has reviewed this meanwhile/);
});

test('of two people who open it at once, each is written down', async () => {
  const people = await Promise.all([running.as('otherteam'), running.as('former')]);
  const answers = await Promise.all(people.map((one) => one.post('/open-a-case', { reference, reason })));
  assert.deepEqual(
    answers.map(({ location }) => location),
    [path, path],
  );
  const opened = await asService(running.service, (tx) =>
    tx.selectFrom('break_glass').select('person_id').execute(),
  );
  assert.ok(opened.length >= 2);
});
