import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asPerson } from '../../database/connection.ts';

let running: TestApp;
let amina: Visitor;
let address: string;
before(async () => {
  running = await startTestApp();
  amina = await running.as('amina');
  address = `/disruptions/${await recordExample(running)}`;
});
after(() => running.stop());

const correction = (changes: Record<string, string> = {}) => ({
  happened: 'unplanned',
  'brokeDownOn-day': '28',
  'brokeDownOn-month': '2',
  'brokeDownOn-year': '2026',
  reason: 'The carers’ diary says Saturday',
  ...changes,
});

test('the page shows what is recorded, to be put right', async () => {
  const page = await amina.get(`${address}/correct`);
  assertValidPage(page.body);
  assert.match(page.body, /name="brokeDownOn-day"[^>]*value="1"/);
  assert.match(page.body, /value="unplanned"[^>]*checked/);
  assert.doesNotMatch(page.body, /It continues, but is at risk/, 'whether it ended is another case');
});

test('without a reason, or with a day that is none, nothing changes and what was typed is shown again', async () => {
  const page = await amina.post(
    `${address}/correct`,
    correction({ reason: '', 'returnedOn-day': '31', 'returnedOn-month': '2', 'returnedOn-year': '2026' }),
  );
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /The date of the return must be a real date/);
  assert.match(page.body, /name="returnedOn-day"[^>]*value="31"/);
  assert.match((await amina.get(address)).body, /between Sunday 29 March 2026 and Sunday 12 April 2026/);
});

test('a corrected date derives the window anew, and the history keeps what was', async () => {
  const answer = await amina.post(`${address}/correct`, correction());
  assert.deepEqual([answer.status, answer.location], [303, address]);
  const page = await amina.get(address);
  assert.match(page.body, /between Saturday 28 March 2026 and Saturday 11 April 2026/);
  assert.match(page.body, /Corrected the date from 1 March 2026: The carers’ diary says Saturday/);
  const [entry] = await asPerson(running.service, { id: running.example.people.amina }, (tx) =>
    tx.selectFrom('history').where('act', '=', 'correct-disruption').select('facts').execute(),
  );
  const facts = JSON.parse(JSON.stringify(entry?.facts));
  assert.deepEqual([facts.from, facts.to], [{ brokeDownOn: '2026-03-01' }, { brokeDownOn: '2026-02-28' }]);
  assert.deepEqual(facts.duties[0], { rule: 'DC-1a', window: { from: '2026-03-29', to: '2026-04-12' } });
});

test('the day of the panel is added once it is known, and can be still to come', async () => {
  const panel = { 'panelOn-day': '31', 'panelOn-month': '2', 'panelOn-year': '2026' };
  const unreal = await amina.post(`${address}/correct`, correction(panel));
  assert.match(unreal.body, /The date of the panel must be a real date/);
  const real = correction({ ...panel, 'panelOn-month': '5', reason: 'The panel has set a day' });
  assert.equal((await amina.post(`${address}/correct`, real)).status, 303);
  const page = await amina.get(address);
  assert.match(page.body, /The panel looks at it\s*<\/dt>\s*<dd[^>]*>\s*31 May 2026/);
  assert.match(page.body, /Corrected when the panel looks at it: The panel has set a day/);
  assert.match((await amina.get(`${address}/correct`)).body, /name="panelOn-day"[^>]*value="31"/);
});

test('what stopped in introductions after all asks for the report, and for no meeting', async () => {
  const other = await startTestApp({ startedOn: null });
  const visitor = await other.as('amina');
  const id = await recordExample(other, { happened: 'introductions' });
  const page = await visitor.get(`/disruptions/${id}`);
  assert.match(page.body, /a report on the Disruption Data form/);
  assert.doesNotMatch(page.body, /Hold the disruption meeting/);
  await other.stop();
});

test('somebody on the case who may not correct it finds nothing there', async () => {
  assert.equal((await (await running.as('iro')).get(`${address}/correct`)).status, 404);
  assert.equal((await (await running.as('outsider')).get(`${address}/correct`)).status, 404);
});
