import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { saveDecision } from './decide-on-meeting.ts';
import { saveReview } from './review-decision.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const day = { 'decidedOn-day': '9', 'decidedOn-month': '3', 'decidedOn-year': '2026' };
const notToMeet = { toMeet: 'no', why: 'Everybody concerned was heard in the review.', ...day };

const decisionsOf = (id: string) =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('meeting_decision')
      .where('disruption_id', '=', id)
      .orderBy('decided_at')
      .selectAll()
      .execute(),
  );
const historyOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('disruption_id', '=', id).orderBy('id').selectAll().execute(),
  );
const nextOn = async (id: string) => {
  const row = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', id).select('next_duty as next').executeTakeFirstOrThrow(),
  );
  return (row.next as { label: string } | null)?.label;
};

/** A new case on which somebody has decided something, through the screen's own function. */
const decided = async (
  typed: Readonly<Record<string, string>> = notToMeet,
  by: 'amina' | 'gareth' = 'amina',
) => {
  const { service, example } = running;
  const { id } = await addGuidanceCase(running);
  const form = { disruptionId: id, key: randomUUID() };
  const outcome = await saveDecision(service, example.actors[by], form, typed);
  assert.ok(outcome.ok);
  return { id, location: outcome.location };
};

test('the page says why the procedure asks, how strongly, and is filled in with today', async () => {
  const { id } = await addGuidanceCase(running);
  const page = await (await running.as('amina')).get(`/disruptions/${id}/decision`);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /<strong>Consider<\/strong>: Decide whether to hold a meeting, and why/);
  assert.match(page.body, /Opening paragraph, first sentence \(rule PG-1\)/);
  assert.match(page.body, /how it ended: in an unplanned way/);
  assert.match(page.body, /name="decidedOn-day"[^>]*value="10"/);
});

test('what is missing is said beside each field, and what was typed stays', async () => {
  const { id } = await addGuidanceCase(running);
  const typed = { why: 'Because of <the> school', ...day, 'decidedOn-month': '2' };
  const page = await (await running.as('amina')).post(`/disruptions/${id}/decision`, typed);
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /Choose whether a meeting is held/);
  assert.match(page.body, /on or after 1 March 2026/);
  assert.match(page.body, /Because of &lt;the&gt; school/);
  assert.deepEqual(await decisionsOf(id), []);
});

test('a decision to meet leads to convening', async () => {
  const { id, location } = await decided({ toMeet: 'yes', why: 'Two homes can learn from it.', ...day });
  assert.equal(location, `/disruptions/${id}/meeting`);
  assert.equal(await nextOn(id), 'Convene the meeting');
});

test('a decision not to meet is a record, which a manager who did not make it reviews', async () => {
  const { id, location } = await decided();
  assert.equal(location, `/disruptions/${id}`);
  assert.equal(await nextOn(id), 'Review the decision not to hold a meeting');
  const gareth = await running.as('gareth');
  const page = await gareth.get(`/disruptions/${id}/decision/review`);
  assertValidPage(page.body);
  assert.match(page.body, /Everybody concerned was heard in the review/);
  assert.match(page.body, /Amina Hussain, 9 March 2026/);
  assert.equal((await gareth.post(`/disruptions/${id}/decision/review`, { agrees: 'yes' })).status, 303);
  const [row] = await decisionsOf(id);
  assert.deepEqual([row?.agrees, row?.reviewed_by], [true, running.example.people.gareth]);
  assert.deepEqual(
    (await historyOf(id)).map(({ act, summary, facts }) => [act, summary, facts.from, facts.to]),
    [
      [
        'decide-on-meeting',
        'Decided not to hold a meeting: Everybody concerned was heard in the review.',
        'not-made',
        'not-to-meet',
      ],
      ['review-decision', 'Agreed with the decision not to hold a meeting', 'not-reviewed', 'agreed'],
    ],
  );
  assert.notEqual(await nextOn(id), 'Review the decision not to hold a meeting');
});

test('a manager who does not agree says why, and it is undecided again', async () => {
  const { id } = await decided();
  const helen = await running.as('helen');
  const review = `/disruptions/${id}/decision/review`;
  const silent = await helen.post(review, { agrees: 'no' });
  assert.equal(silent.status, 422);
  assertValidPage(silent.body);
  assert.match(silent.body, /Enter why you do not agree/);
  assert.equal((await helen.post(review, { agrees: 'no', note: 'The carers were not asked.' })).status, 303);
  assert.equal(await nextOn(id), 'Decide whether to hold a meeting, and why');
  const page = await (await running.as('amina')).get(`/disruptions/${id}/decision`);
  assertValidPage(page.body);
  assert.match(page.body, /Helen Marsh does not agree, so it is to be decided again/);
  assert.match(page.body, /The carers were not asked\./);
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  const again = await (await running.as('amina')).post(`/disruptions/${id}/decision`, notToMeet);
  assert.equal(again.status, 303);
  assert.equal((await decisionsOf(id)).length, 2, 'the first decision and its review stay');
});

test('a manager cannot review their own decision', async () => {
  const { id } = await decided(notToMeet, 'gareth');
  const gareth = await running.as('gareth');
  const page = await gareth.get(`/disruptions/${id}/decision/review`);
  assertValidPage(page.body);
  assert.match(page.body, /You made this decision/);
  assert.doesNotMatch(page.body, /name="agrees"/);
  const refused = await gareth.post(`/disruptions/${id}/decision/review`, { agrees: 'yes' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.equal((await decisionsOf(id))[0]?.agrees, null);
});

test('of two managers who review at once, one review counts and the other is told', async () => {
  const { id } = await decided();
  const { service, example } = running;
  const outcomes = await Promise.all(
    (['gareth', 'helen'] as const).map((who) =>
      saveReview(
        service,
        example.actors[who],
        { disruptionId: id, key: randomUUID() },
        { agrees: who === 'gareth' ? 'yes' : 'no', note: 'Seen' },
      ),
    ),
  );
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
  const told = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  assert.match(told[0]?.message ?? '', /has reviewed this decision already/);
  assert.equal((await historyOf(id)).filter(({ act }) => act === 'review-decision').length, 1);
});

test('the same form sent twice is one decision', async () => {
  const { id } = await addGuidanceCase(running);
  const { service, example } = running;
  const form = { disruptionId: id, key: randomUUID() };
  const send = () => saveDecision(service, example.actors.amina, form, notToMeet);
  const [first, second] = await Promise.all([send(), send()]);
  assert.deepEqual(first, second);
  assert.ok(first.ok);
  assert.equal((await decisionsOf(id)).length, 1);
});

test('there is no page where the procedure asks no decision, nor for somebody who may not', async () => {
  const derby = await recordExample(running);
  const { id } = await decided();
  const status = async (who: Parameters<TestApp['as']>[0], path: string) =>
    (await (await running.as(who)).get(path)).status;
  assert.equal(await status('amina', `/disruptions/${derby}/decision`), 404);
  assert.equal(await status('gareth', `/disruptions/${derby}/decision/review`), 404);
  assert.equal(await status('iro', `/disruptions/${id}/decision/review`), 404);
  assert.equal(await status('amina', `/disruptions/${id}/decision/review`), 404);
  const outsider = await running.as('outsider');
  assert.equal((await outsider.get(`/disruptions/${id}/decision`)).status, 404);
  assert.equal((await outsider.post(`/disruptions/${id}/decision`, notToMeet)).status, 404);
  assert.equal((await outsider.post(`/disruptions/${id}/decision/review`, { agrees: 'yes' })).status, 404);
  assert.equal((await decisionsOf(id))[0]?.agrees, null);
});
