import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { conveneExample, recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
const begin = async (): Promise<void> => {
  running = await startTestApp();
};
before(begin);
after(() => running.stop());

const ending = (changes: Record<string, string> = {}) => ({
  placementId: running.example.placementId,
  happened: 'unplanned',
  'brokeDownOn-day': '5',
  'brokeDownOn-month': '3',
  'brokeDownOn-year': '2026',
  account: 'It could not go on.',
  ...changes,
});
const cases = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('disruption').select(['stage', 'status', 'outcome']).orderBy('stage').execute(),
  );

test('somebody who chairs, or reviews, may not record that the placement ended, and is not offered it', async () => {
  const { db } = running.service;
  const { people, placementId } = running.example;
  await asService({ db }, (tx) =>
    tx
      .insertInto('placement_access')
      .values({ placement_id: placementId, person_id: people.otherteam, capacity: 'chair' })
      .execute(),
  );
  const nadia = await running.as('otherteam');
  assert.doesNotMatch((await nadia.get('/disruptions/new')).body, /Robin/);
  const answer = await nadia.post('/disruptions', ending());
  assert.equal(answer.status, 422);
  assert.match(answer.body, /You are not on any placement/);
  assert.deepEqual(await cases(), []);
});

test('a meeting about the risk is cancelled first, so that those invited are told', async () => {
  const riskId = await recordExample(running, { happened: 'at-risk' });
  await conveneExample(running, riskId, { chairId: running.example.people.gareth });
  const amina = await running.as('amina');
  const refused = await amina.post('/disruptions', ending());
  assert.equal(refused.status, 422);
  assert.match(refused.body, /A meeting about the risk is convened for 31 March 2026/);
  await amina.post(`/disruptions/${riskId}/meeting/cancel`, { reason: 'The placement ended.' });
  const key = '7d444840-9dc0-11d1-b245-5ffdce74fad2';
  assert.equal((await amina.post('/disruptions', ending(), key)).status, 303);
  assert.deepEqual(await cases(), [
    { stage: 'at-risk', status: 'closed', outcome: 'ended' },
    { stage: 'before-order', status: 'open', outcome: null },
  ]);
  for (const [path, fields] of [
    [
      'correct',
      {
        happened: 'at-risk',
        reason: 'x',
        'brokeDownOn-day': '2',
        'brokeDownOn-month': '3',
        'brokeDownOn-year': '2026',
      },
    ],
    ['pauses', { reason: 'complaint', note: 'x', 'from-day': '5', 'from-month': '3', 'from-year': '2026' }],
    ['outcome', { outcome: 'continues', note: 'x', 'on-day': '5', 'on-month': '3', 'on-year': '2026' }],
  ] as const) {
    const answer = await amina.post(`/disruptions/${riskId}/${path}`, fields);
    assert.equal(answer.status, 422, path);
    assert.match(answer.body, /closed/i, path);
  }
  await running.stop();
});

test('two people who record the ending at once: one is saved, the other is told', async () => {
  await begin();
  const [amina, gareth] = [await running.as('amina'), await running.as('gareth')];
  const answers = await Promise.all([
    amina.post('/disruptions', ending()),
    gareth.post('/disruptions', ending()),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 422]);
  assert.equal((await cases()).length, 1);
  await running.stop();
});

test('a risk that goes on for one and has ended for another, at once, has one outcome', async () => {
  await begin();
  const riskId = await recordExample(running, { happened: 'at-risk' });
  const [amina, gareth] = [await running.as('amina'), await running.as('gareth')];
  await Promise.all([
    amina.post('/disruptions', ending()),
    gareth.post(`/disruptions/${riskId}/outcome`, {
      outcome: 'continues',
      note: 'Respite was agreed.',
      'on-day': '9',
      'on-month': '3',
      'on-year': '2026',
    }),
  ]);
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', riskId).select(['outcome', 'outcome_note']).execute(),
  );
  const [risk] = rows;
  assert.equal(risk?.outcome === 'ended', risk?.outcome_note === '', JSON.stringify(risk));
});
