import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asPerson } from '../../database/connection.ts';

let running: TestApp;
let amina: Visitor;
let riskId: string;
before(async () => {
  running = await startTestApp({ kind: 'foster-permanent', provider: 'in-house' });
  amina = await running.as('amina');
  riskId = await recordExample(running, { happened: 'at-risk', 'brokeDownOn-month': '2' });
});
after(() => running.stop());

const placement = () =>
  asPerson(running.service, { id: running.example.people.amina }, (tx) =>
    tx
      .selectFrom('placement')
      .where('id', '=', running.example.placementId)
      .select('ended_on')
      .executeTakeFirstOrThrow(),
  );

test('a placement at risk is asked a meeting to prevent its end, and has not ended', async () => {
  const page = await amina.get(`/disruptions/${riskId}`);
  assertValidPage(page.body);
  assert.match(page.body, /Hold the disruption meeting to prevent the placement from ending/);
  assert.match(page.body, /Next: convene the meeting/);
  assert.match(page.body, /At risk since/);
  assert.match((await amina.get('/')).body, /at risk since 1 February 2026/);
  assert.equal((await placement()).ended_on, null);
});

test('it cannot be recorded as at risk twice', async () => {
  const again = await amina.post('/disruptions', {
    placementId: running.example.placementId,
    happened: 'at-risk',
    'brokeDownOn-day': '2',
    'brokeDownOn-month': '3',
    'brokeDownOn-year': '2026',
    account: 'Again.',
  });
  assert.equal(again.status, 422);
  assert.match(again.body, /The risk to this placement is already recorded and still open/);
});

test('when it ends all the same, the risk is closed, and each case leads to the other', async () => {
  const endedId = await recordExample(running, { happened: 'abrupt' });
  const risk = await amina.get(`/disruptions/${riskId}`);
  assertValidPage(risk.body);
  assert.match(risk.body, new RegExp(`The placement ended.*href="/disruptions/${endedId}"`, 's'));
  assert.match(risk.body, /the work goes on under/);
  const ended = await amina.get(`/disruptions/${endedId}`);
  assertValidPage(ended.body);
  assert.match(ended.body, new RegExp(`at risk before: <a[^>]*href="/disruptions/${riskId}"`));
  assert.match(ended.body, /Next: decide whether to hold a meeting/);
  assert.match(ended.body, /If a meeting is held/);
  assert.match(ended.body, /foster carers’ review early/);
  assert.equal((await placement()).ended_on, '2026-03-01');
  assert.doesNotMatch((await amina.get('/')).body, /at risk since/);
});

test('a closed case can be read, and takes no more forms', async () => {
  for (const path of ['correct', 'outcome', 'pauses'])
    assert.doesNotMatch((await amina.get(`/disruptions/${riskId}`)).body, new RegExp(`${riskId}/${path}"`));
});
