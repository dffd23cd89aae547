import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asPerson, asService } from '../../database/connection.ts';

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

const messages = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('message.status', '=', 'queued')
      .orderBy('invitation.name')
      .select(['invitation.name', 'message.kind', 'message.disruption_id as caseId'])
      .execute(),
  );

test('while people are asked when to meet about the risk, whoever records its end reads that this is then over', async () => {
  const { people } = running.example;
  const asked = await amina.post(`/disruptions/${riskId}/times/propose`, {
    'time-0-heldOn-day': '31',
    'time-0-heldOn-month': '3',
    'time-0-heldOn-year': '2026',
    'time-0-startsAt': '10am',
    minutesLong: '90',
    outsideWindowReason: 'The carers are away before',
    chairId: people.chair,
    people: `staff-${people.iro}`,
  });
  assert.equal(asked.status, 303, asked.body.slice(0, 200));
  const told = await messages();
  assert.deepEqual(new Set(told.map(({ kind }) => kind)), new Set(['times']));
  assert.equal(told.length, 2, 'the chair and the reviewing officer');
  await asService(running.service, (tx) =>
    tx.updateTable('message').set({ status: 'sent', attempts: 1 }).execute(),
  );
  const check = await amina.post('/disruptions/new', {
    placementId: running.example.placementId,
    happened: 'abrupt',
    'brokeDownOn-day': '1',
    'brokeDownOn-month': '3',
    'brokeDownOn-year': '2026',
    account: 'He did not come home.',
  });
  assertValidPage(check.body);
  assert.match(check.body, /they are told that they need not say any more/);
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

test('the times for the meeting about the risk are then taken back, those asked are told, and the chair’s part ends', async () => {
  const told = await messages();
  assert.deepEqual(
    new Set(told.map(({ kind, caseId }) => `${kind} ${caseId}`)),
    new Set([`times-over ${riskId}`]),
  );
  assert.equal(told.length, 2);
  const { meeting, asked, chairs } = await asService(running.service, async (tx) => ({
    meeting: await tx.selectFrom('meeting').select(['status', 'cancel_reason']).executeTakeFirstOrThrow(),
    asked: await tx.selectFrom('proposed_time').where('taken_back_at', 'is', null).select('id').execute(),
    chairs: await tx
      .selectFrom('placement_access')
      .where('capacity', '=', 'chair')
      .where('until_at', 'is', null)
      .select('person_id')
      .execute(),
  }));
  assert.deepEqual(meeting, { status: 'taken-back', cancel_reason: 'The placement ended on 1 March 2026' });
  assert.deepEqual([asked, chairs], [[], []]);
  const history = await amina.get(`/disruptions/${riskId}`);
  assert.match(history.body, /Took back the times for a meeting: The placement ended on 1 March 2026/);
});

test('a closed case can be read, and takes no more forms', async () => {
  for (const path of ['correct', 'outcome', 'pauses'])
    assert.doesNotMatch((await amina.get(`/disruptions/${riskId}`)).body, new RegExp(`${riskId}/${path}"`));
});
