import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson } from '../../database/connection.ts';
import { addSending } from '../../database/panel-reports.ts';
import { fillForm } from '../../domain/panel-form.ts';

let running: TestApp;
let id = '';
let item = '';
let sendingId = '';

const date = (name: string, day: string, month: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: '2026',
});
const textOf = (body: string): string => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** Puts a report into the tray, as its author would have sent it. */
const send = async (at: string): Promise<string> => {
  const form = running.service.panelForms[0] ?? assert.fail();
  const sent = randomUUID();
  await asPerson(running.service, { id: running.example.people.agency }, async (tx) => {
    const aem = await tx
      .selectFrom('organisation')
      .where('name', '=', 'Adoption East Midlands')
      .select('id')
      .executeTakeFirstOrThrow();
    const filled = fillForm(form, { facts: {}, held: {}, answers: { tried: 'Time was offered' } });
    await addSending(
      tx,
      { id: sent, panelId: aem.id, rule: 'DC-4-own', capacity: 'adopters-social-worker', filled },
      { disruptionId: id, by: running.example.people.agency, at: new Date(at) },
    );
  });
  return sent;
};

before(async () => {
  running = await startTestApp({ startedOn: null });
  const recorded = await (await running.as('amina')).post('/disruptions', {
    ...{
      placementId: running.example.placementId,
      happened: 'introductions',
      account: 'They met four times.',
    },
    ...date('brokeDownOn', '1', '3'),
  });
  id = recorded.location?.split('/').at(-1)?.split('?')[0] ?? '';
  item = `/panel/reports/${id}`;
});
after(() => running.stop());

test('before anything was sent the tray is empty, and a case in no tray is not there', async () => {
  const panel = await running.as('panel');
  const page = await panel.get('/panel');
  assertValidPage(page.body);
  assert.match(page.body, /No report has been sent to the panel yet/);
  for (const path of [item, `${item}/agenda`, `${item}/considered`, `${item}/conclusions`])
    assert.equal((await panel.get(path)).status, 404, path);
  assert.equal((await panel.post(`${item}/agenda`, date('on', '7', '5'))).status, 404);
});

test('a report comes into the agency’s tray, is read and kept there, and the case stays closed to them', async () => {
  sendingId = await send('2026-03-10T09:00:00Z');
  const panel = await running.as('panel');
  const home = await panel.get('/');
  assertValidPage(home.body);
  assert.match(textOf(home.body), /A report on \S+ has come to your panel/);
  for (const key of ['amina', 'agency'] as const)
    assert.ok(!(await (await running.as(key)).get('/')).body.includes('has come to your panel'), key);
  const list = await panel.get('/panel');
  assertValidPage(list.body);
  assert.match(textOf(list.body), /Report on \S+ Received Derby City Council, came on 10 March 2026/);
  const page = await panel.get(item);
  assertValidPage(page.body);
  const sent = await panel.get(`${item}/${sendingId}`);
  assertValidPage(sent.body);
  assert.match(sent.body, /Time was offered/);
  const json = JSON.parse((await panel.get(`${item}/${sendingId}/json`)).body);
  assert.equal(json.answers.tried, 'Time was offered');
  assert.equal((await panel.get(`${item}/${randomUUID()}`)).status, 404);
  assert.equal((await panel.get(`${item}/${sendingId}/exe`)).status, 404);
  for (const path of [`/disruptions/${id}`, `/disruptions/${id}/panel-report`])
    assert.equal((await panel.get(path)).status, 404, path);
  for (const key of ['amina', 'gareth', 'agency', 'outsider', 'admin', 'governance'] as const)
    assert.equal((await (await running.as(key)).get(item)).status, 404, key);
});

test('it goes on the agenda of a day, by which the case knows when its papers are due, and late ones are named', async () => {
  const panel = await running.as('panel');
  const wrong = await panel.post(`${item}/agenda`, date('on', '9', '3'));
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /must be today or later/);
  const considered = await panel.post(`${item}/considered`, { words: 'Too soon' });
  assert.match(considered.body, /Put it on the agenda of a panel first/);
  const key = randomUUID();
  for (const _ of [1, 2])
    assert.equal((await panel.post(`${item}/agenda`, date('on', '20', '3'), key)).location, item);
  const page = await panel.get(item);
  assertValidPage(page.body);
  const text = textOf(page.body);
  assert.match(text, /On the agenda Panel on 20 March 2026/);
  assert.match(
    text,
    /They are due by 6 March 2026\. Adopters’ social worker Sent on 10 March 2026, 4 days late Late/,
  );
  assert.equal([...text.matchAll(/On the agenda of the panel on/g)].length, 1);
  const onCase = textOf((await (await running.as('amina')).get(`/disruptions/${id}/panel-report`)).body);
  assert.match(onCase, /The panel is on 20 March 2026\. Its papers are due by 6 March 2026/);
  assert.match(onCase, /At the panel: on the agenda/);
});

test('it is considered on its day or later, and then what the procedure asks of the panel is done', async () => {
  const panel = await running.as('panel');
  const early = await panel.post(`${item}/considered`, { words: 'Noted' });
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /Record this on the day or later/);
  running.time.now = new Date('2026-03-20T15:00:00Z');
  const later = await running.as('panel');
  assert.equal((await later.post(`${item}/considered`, { words: 'Well written' })).location, item);
  assert.match(textOf((await later.get(item)).body), /Considered on 20 March 2026: Well written/);
  assert.match(
    textOf((await (await running.as('amina')).get(`/disruptions/${id}`)).body),
    /The panel considered it: Well written/,
  );
});

test('each thing that the panel concludes is a piece of work on the case, with an owner and a day (DC-5)', async () => {
  const panel = await running.as('panel');
  const empty = await panel.post(`${item}/conclusions`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const said of ['Choose what the panel concluded', 'Enter what is to be done', 'Choose who will do it'])
    assert.ok(textOf(empty.body).includes(said), said);
  const { people } = running.example;
  const work = [
    ['review-plan', 'Think of fostering', people.amina, 'Review the child’s plan: Think of fostering'],
    ['reconsider-approval', 'Meet them', people.agency, 'Reconsider the adopters’ approval: Meet them'],
    ['investigate', 'Ask the school', people.amina, 'Look further into what happened: Ask the school'],
    [
      'later-report',
      'Come back in June',
      people.panel,
      'Report to a later meeting of the panel: Come back in June',
    ],
  ] as const;
  for (const [kind, words, owner] of work) {
    const saved = await panel.post(`${item}/conclusions`, {
      kind,
      words,
      owner: `staff:${owner}`,
      ...date('dueOn', '1', '6'),
    });
    assert.equal(saved.location, item, textOf(saved.body).slice(0, 400));
  }
  const page = await panel.get(item);
  assertValidPage(page.body);
  const onCase = textOf((await (await running.as('amina')).get(`/disruptions/${id}`)).body);
  for (const [, , , what] of work) assert.ok(onCase.includes(what), what);
  assert.match(
    textOf((await panel.get('/panel')).body),
    /Your actions Report to a later meeting of the panel: Come back in June/,
  );
  assert.match(
    textOf((await (await running.as('agency')).get('/')).body),
    /Reconsider the adopters’ approval: Meet them/,
  );
});

test('a report that comes after it was considered is there to be put on an agenda again', async () => {
  await send('2026-03-20T16:00:00Z');
  const panel = await running.as('panel');
  assert.match(textOf((await panel.get('/panel')).body), /Report on \S+ Received/);
  assert.equal((await panel.post(`${item}/agenda`, date('on', '18', '6'))).location, item);
});
