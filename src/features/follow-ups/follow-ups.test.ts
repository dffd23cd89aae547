import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { readBackDocx } from '../../documents/read-docx.ts';
import { saveResourceDecision } from './decide-on-resource.ts';
import { saveFollowUp } from './record-follow-up.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const day = (name: string, date: string) => {
  const [year = '', month = '', dayOf = ''] = date.split('-');
  return { [`${name}-day`]: dayOf, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** A placement in a home from outside, which ended. */
const homeCase = async (name: string, stage: 'in-placement' | 'at-risk' = 'in-placement') => {
  const added = await addGuidanceCase(running, { kind: 'residential', stage });
  await asService(running.service, (tx) =>
    tx
      .updateTable('placement')
      .set({ provider: 'external', agency_name: name })
      .where('id', '=', added.placementId)
      .execute(),
  );
  return { ...added, list: `/disruptions/${added.id}/follow-ups` };
};

const decision = {
  ...{
    decision: 'use-with-conditions',
    conditions: 'Two staff at night',
    because: 'The home learnt from it',
  },
  ...{ urn: 'SC012345', ...day('decidedOn', '2026-03-08'), ...day('reviewOn', '2026-09-08') },
};
const statementsOf = (id: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('duty_statement').where('disruption_id', '=', id).select(['rule_id', 'note']).execute(),
  );

test('a manager decides whether a home is used again, once, and the duty that asks for it is done', async () => {
  const { id, list } = await homeCase('Larch House');
  const gareth = await running.as('gareth');
  const page = await gareth.get(list);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Whether Larch House is used again/);
  assert.match(page.body, /Practice guidance “Disruption Meetings”[^.]*Residential/);
  const empty = await gareth.post(`${list}/resource`, { because: 'Half typed' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose what was decided/);
  assert.match(empty.body, />\s*Half typed/);
  const { service, example } = running;
  const form = { disruptionId: id, key: randomUUID() };
  const send = () => saveResourceDecision(service, example.actors.gareth, form, decision);
  const outcomes = await Promise.all([send(), send()]);
  assert.deepEqual(outcomes[0], outcomes[1]);
  assert.ok(outcomes[0].ok);
  const decided = await gareth.get(list);
  assertValidPage(decided.body);
  assert.match(decided.body, /Use it again with conditions, 8 March 2026\. The home learnt from it/);
  assert.equal(decided.body.match(/Decided by Gareth Pugh/g)?.length, 1);
  assert.deepEqual(await statementsOf(id), [
    { rule_id: 'PG-11', note: 'Decided of Larch House: use it again with conditions' },
  ]);
  const amina = await running.as('amina');
  assert.equal((await amina.get(`${list}/resource`)).status, 404, 'it is for a manager to decide');
  assert.equal((await amina.post(`${list}/resource`, decision)).status, 404);
});

test('where the same home comes up again, under any spelling, its council is told what was decided and not why', async () => {
  const { list } = await homeCase(' LARCH-HOUSE Ltd');
  const { placementId } = await homeCase('Larch  house', 'at-risk');
  const amina = await running.as('amina');
  const again = await amina.get(list);
  assert.match(again.body, /It was decided before\. Larch House: use it again with conditions/);
  const form = await amina.get(`/disruptions/new?placement=${placementId}`);
  assert.equal(form.status, 200);
  const [notice = ''] = /Larch House: use it again[^<]*/.exec(form.body) ?? [];
  assert.match(
    notice,
    /Gareth Pugh \(Team manager\) decided this on 8 March 2026\. Conditions: Two staff at night/,
  );
  assert.doesNotMatch(notice, /learnt/);
  const { list: other } = await homeCase('Birch House');
  assert.doesNotMatch((await amina.get(other)).body, /It was decided before/);
});

test('another council is told nothing of it', async () => {
  const { service, example } = running;
  const seen = (who: 'otherteam' | 'outsider' | 'chair') =>
    asPerson(service, { id: example.people[who] }, (tx) =>
      tx.selectFrom('resource_decision').select('resource').execute(),
    );
  assert.equal((await seen('otherteam')).length, 1);
  assert.deepEqual(await seen('outsider'), []);
  assert.deepEqual(await seen('chair'), []);
});

const review = {
  outcome: 'yes',
  words: 'The second ending within a year',
  ...day('happenedOn', '2026-03-09'),
};

test('an early review of the carers is decided with a reason that names no child, and a referral is made of it', async () => {
  const { id } = await addGuidanceCase(running, { kind: 'foster-permanent' });
  const list = `/disruptions/${id}/follow-ups`;
  const amina = await running.as('amina');
  const address = `${list}/carer-review`;
  assert.equal((await amina.get(`${address}/referral.pdf`)).status, 404, 'nothing is decided yet');
  const form = await amina.get(address);
  assertValidPage(form.body);
  const named = await amina.post(address, { ...review, words: 'Wren was unhappy' });
  assert.equal(named.status, 422);
  assertValidPage(named.body);
  assert.match(named.body, /Leave “Wren” out/);
  assert.match(named.body, /Wren was unhappy/);
  const sent = { disruptionId: id, kind: 'carer-review', key: randomUUID() };
  const send = () => saveFollowUp(running.service, running.example.actors.amina, sent, review);
  assert.deepEqual(await send(), await send());
  const support = {
    ...{ outcome: 'accepted', whom: 'Both carers', words: 'Six talks with a therapist' },
    ...day('happenedOn', '2026-03-09'),
  };
  assert.equal((await amina.post(`${list}/support-offered`, support)).status, 303);
  const page = await amina.get(list);
  assertValidPage(page.body);
  assert.equal(page.body.match(/The review is held early, 9 March 2026/g)?.length, 1);
  assert.deepEqual(
    (await statementsOf(id)).map(({ rule_id }) => rule_id),
    ['PG-12'],
  );
  const pdf = await amina.get(`${address}/referral.pdf`);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  const docx = await amina.get(`${address}/referral.docx`);
  const texts = [
    (await readBackPdf(pdf.bytes)).map(({ text }) => text).join('\n'),
    readBackDocx(docx.bytes)
      .map(({ text }) => text)
      .join('\n'),
  ];
  for (const text of texts) {
    const words = text.replace(/\s+/g, ' ');
    assert.match(words, /The second ending within a year/);
    assert.match(words, /Six talks with a therapist/);
    assert.match(words, /Not in it are the names of the children/);
    assert.doesNotMatch(words, /Wren|Castellane|Adair|aunt/);
  }
  const no = { ...review, outcome: 'no', words: 'It was talked through already' };
  assert.equal((await amina.post(address, no)).status, 303);
  assert.equal((await amina.get(`${address}/referral.pdf`)).status, 404, 'what was decided last counts');
});

test('of a debrief there is when it was and who led it, and no field for what was said', async () => {
  const { id } = await addGuidanceCase(running);
  const amina = await running.as('amina');
  const address = `/disruptions/${id}/follow-ups/debrief`;
  const form = await amina.get(address);
  assertValidPage(form.body);
  assert.doesNotMatch(form.body, /<textarea/);
  const refused = await amina.post(address, { outcome: 'held' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Enter who led it/);
  const held = {
    outcome: 'held',
    whom: 'Ruth Barlow',
    words: 'Somebody cried',
    ...day('happenedOn', '2026-03-09'),
  };
  assert.equal((await amina.post(address, held)).status, 303);
  const page = await amina.get(`/disruptions/${id}/follow-ups`);
  assert.match(page.body, /It was held, 9 March 2026\. Ruth Barlow/);
  assert.doesNotMatch(page.body, /cried/);
});

test('what is not thought of in a case has no page there, nor has anything for somebody else', async () => {
  const { id } = await addGuidanceCase(running);
  const list = `/disruptions/${id}/follow-ups`;
  const gareth = await running.as('gareth');
  for (const path of ['carer-review', 'order-revocation', 'resource', 'nothing'])
    assert.equal((await gareth.get(`${list}/${path}`)).status, 404, path);
  const outsider = await running.as('outsider');
  for (const path of ['', '/plan-review', '/carer-review/referral.docx'])
    assert.equal((await outsider.get(`${list}${path}`)).status, 404, path);
});
