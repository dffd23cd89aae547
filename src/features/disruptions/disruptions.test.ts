import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';

let running: TestApp;
let amina: Visitor;
before(async () => {
  running = await startTestApp();
  amina = await running.as('amina');
});
after(() => running.stop());

const form = (changes: Record<string, string> = {}) => ({
  placementId: running.example.placementId,
  'brokeDownOn-day': '1',
  'brokeDownOn-month': '3',
  'brokeDownOn-year': '2026',
  happened: 'unplanned',
  account: 'Robin’s former carers came for him on Sunday.\nEverybody was very sad.',
  ...changes,
});

test('somebody with nothing to do is told what to do', async () => {
  const page = await amina.get('/');
  assertValidPage(page.body);
  assert.match(page.body, /You have no open cases/);
  assert.match(page.body, /Record a breakdown or a risk/);
});

test('an empty form names everything that is missing, and is a valid page', async () => {
  const page = await amina.post('/disruptions/new', {});
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  for (const words of [
    'Choose the placement',
    'Choose what happened to it',
    'Enter the date of that',
    'Enter what led up to it',
  ])
    assert.match(page.body, new RegExp(words));
});

test('a date in the future is refused, and what was typed is shown again', async () => {
  const page = await amina.post(
    '/disruptions/new',
    form({ 'brokeDownOn-month': '4', account: 'Kept <b>words</b>' }),
  );
  assert.equal(page.status, 422);
  assert.match(page.body, /must be today or in the past/);
  assert.match(page.body, /Kept &lt;b&gt;words&lt;\/b&gt;/);
});

test('the check page says what will be saved and what the procedure will ask, and nothing is saved yet', async () => {
  const page = await amina.post('/disruptions/new', form());
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /between Sunday 29 March 2026 and Sunday 12 April 2026/);
  assert.match((await amina.get('/')).body, /You have no open cases/);
});

test('recorded, it leads to convening, is on the home page, and the same form sent twice is saved once', async () => {
  const key = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
  const [first, second] = await Promise.all([
    amina.post('/disruptions', form(), key),
    amina.post('/disruptions', form(), key),
  ]);
  assert.equal(first.status, 303);
  assert.match(first.location ?? '', /^\/disruptions\/[0-9a-f-]{36}\/meeting$/);
  assert.equal(second.location, first.location);

  const home = await amina.get('/');
  assertValidPage(home.body);
  assert.match(home.body, /Robin Oldroyd/);
  assert.match(home.body, /Convene the meeting/);
  assert.match(home.body, /<strong>You<\/strong>/);

  const plan = await amina.get((first.location ?? '').replace('/meeting', ''));
  assertValidPage(plan.body);
  assert.match(plan.body, /between Sunday 29 March 2026 and Sunday 12 April 2026/);
  assert.match(plan.body, /Why: paragraph 1/);
  assert.match(plan.body, /Recorded that the placement ended on 1 March 2026/);

  const again = await amina.post('/disruptions', form());
  assert.equal(again.status, 422);
});
