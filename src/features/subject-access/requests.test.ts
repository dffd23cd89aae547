import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { adopterWords, family, type StaffKey } from '../../../test/example-case.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type Requests, requestsOf } from '../../../test/subject-requests.ts';
import { asPerson, asService } from '../../database/connection.ts';

let running: CopiesApp;
let record: Requests['record'];
let itemsOf: Requests['itemsOf'];
let gathered: Requests['gathered'];
let fields: Requests['fields'];
before(async () => {
  running = await startCopiesApp({
    texts: { placement: 'Robin asked for Kirsty Oldroyd. Lucasta Featherstone was tired.' },
  });
  ({ record, itemsOf, gathered, fields } = await requestsOf(running));
});
after(() => running.stop());

test('an empty form says what is missing; a request without proof of who asks stands still', async () => {
  const tess = await running.as('records');
  const page = await tess.get('/subject-access/new');
  assertValidPage(page.body);
  const empty = await tess.post('/subject-access/new', { name: 'Kept <name>' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose who asks[\s\S]+Choose whose information/);
  assert.match(empty.body, /Kept &lt;name&gt;/);
  const path = await record({ identityProof: '' });
  const shown = await tess.get(path);
  assertValidPage(shown.body);
  assert.match(shown.body, /Time paused/);
  const pauseId = /pauses\/([0-9a-f-]+)\/end/.exec(shown.body)?.[1];
  const end = await tess.post(`${path}/pauses/${pauseId}/end`, {
    'untilOn-day': '31',
    'untilOn-month': '3',
    'untilOn-year': '2026',
  });
  assert.equal(end.status, 422);
  assertValidPage(end.body);
  assert.match(end.body, /Enter how you made sure who asks/);
  const ended = await tess.post(`${path}/pauses/${pauseId}/end`, {
    identityProof: 'Passport',
    'untilOn-day': '31',
    'untilOn-month': '3',
    'untilOn-year': '2026',
  });
  assert.equal(ended.status, 303);
  assert.match((await tess.get(path)).body, /30 April 2026/);
  const paused = await tess.post(`${path}/pause`, {
    reason: 'scope',
    note: 'Which years?',
    'fromOn-day': '31',
    'fromOn-month': '3',
    'fromOn-year': '2026',
  });
  assert.equal(paused.status, 303);
  assertValidPage((await tess.get(`${path}/pause`)).body);
  assert.match((await tess.get(path)).body, /Which years\?/);
});

test('the same request sent twice is one', async () => {
  const tess = await running.as('records');
  const key = randomUUID();
  const answers = [
    await tess.post('/subject-access/new', fields(), key),
    await tess.post('/subject-access/new', fields(), key),
  ];
  assert.equal(answers[0]?.location, answers[1]?.location);
  assertValidPage((await tess.get('/subject-access')).body);
});

test('a child is found by case number, name and day of birth together, and by nothing less', async () => {
  const tess = await running.as('records');
  for (const wrong of [{ name: 'Robin Oldroy' }, { caseNumber: 'DC-0' }, { 'bornOn-day': '5' }]) {
    const page = await tess.get(`${await record(wrong)}/people`);
    assertValidPage(page.body);
    assert.match(page.body, /Nobody of your council is exactly this person/);
  }
  const path = await record();
  const page = await tess.get(`${path}/people`);
  assertValidPage(page.body);
  assert.match(page.body, /Robin Oldroyd, born 4 May 2018/);
  const none = await tess.post(`${path}/people`, { people: `child-${randomUUID()}` });
  assert.equal(none.status, 422);
  assertValidPage(none.body);
  assert.equal((await tess.post(`${path}/gather`, {})).status, 422, 'nothing is gathered by guess');
});

test('everything about a child is gathered once, with who else is in it, and carers told by their part', async () => {
  const { path, items } = await gathered();
  const text = items.map((item) => item.text).join('\n');
  assert.match(text, /Robin’s former carers came for him on Sunday/);
  assert.match(text, /I miss the dog\./);
  assert.match(text, /Robin asked for Kirsty Oldroyd\. Adopter 2 was tired\./);
  for (const { name, email, phone } of family.adopters)
    for (const secret of [name, email, phone]) assert.ok(!text.includes(secret), secret);
  const passage = items.find((item) => item.text.startsWith('Robin asked for'));
  assert.deepEqual(passage?.others, [
    { who: 'Adopter 2, carer of the placement', how: 'named' },
    { who: 'Kirsty Oldroyd, parent or family member', how: 'named' },
  ]);
  const named = items.filter(({ others }) => JSON.stringify(others).includes('Amina'));
  assert.deepEqual(named, [], 'whoever acts in a paid role is no third party');
  assert.ok(!text.includes(family.mother.email), 'how others are reached is theirs');
  const tess = await running.as('records');
  await tess.post(`${path}/gather`, {});
  const again = await itemsOf(path);
  assert.equal(again.length, items.length + again.filter(({ text: one }) => !text.includes(one)).length);
  const page = await tess.get(path);
  assertValidPage(page.body);
  assert.match(page.body, /Views and feelings<\/a>: 2, 2 to decide/);
});

test('the audit of each case that was read says so', async () => {
  const entries = await asService(running.service, (tx) =>
    tx
      .selectFrom('audit_entry')
      .where('act', '=', 'prepare-subject-access')
      .where('subject_id', '=', running.id)
      .select(['actor_id', 'outcome'])
      .execute(),
  );
  assert.ok(entries.length > 0);
  assert.ok(entries.every(({ actor_id }) => actor_id === running.example.people.records));
});

test('a parent gets what is theirs and what names them, and not the rest of the case', async () => {
  const { items } = await gathered({
    asker: 'parent',
    about: 'other',
    name: family.mother.name,
    email: family.mother.email.toUpperCase(),
  });
  const text = items.map((item) => item.text).join('\n');
  assert.match(text, /Name: Kirsty Oldroyd\. E-mail: kirsty@oldroyd\.example/);
  assert.match(text, /Kirsty Oldroyd, parent or family member, was invited/);
  assert.match(text, /Robin asked for Kirsty Oldroyd/);
  assert.doesNotMatch(text, /I miss the dog|former carers came for him|Support came late/);
});

test('an adopter is found by e-mail address alone, and what the vault has of them is in no table', async () => {
  const [martin] = family.adopters;
  const byName = await record({ asker: 'carer', about: 'other', name: martin.name });
  const none = await (await running.as('records')).get(`${byName}/people`);
  assert.match(none.body, /Nobody of your council is exactly this person/);
  const { items } = await gathered({ asker: 'carer', about: 'other', name: '', email: martin.email });
  const text = items.map((item) => item.text).join('\n');
  assert.match(text, new RegExp(`${adopterWords[0]}, prospective adopter, was invited`));
  assert.doesNotMatch(text, /Featherstone|Quillet|01632 960/);
  assert.equal(items.filter(({ carer_id }) => carer_id !== null).length, 1);
});

test('a member of staff gets their account and what they did, and nothing of what a case says', async () => {
  const { items } = await gathered({
    asker: 'staff',
    about: 'staff',
    name: '',
    email: 'amina@derby.example',
  });
  const text = items.map((item) => item.text).join('\n');
  assert.match(text, /Amina Hussain, amina@derby\.example/);
  assert.match(text, /Managed by Gareth Pugh/);
  assert.doesNotMatch(text, /Robin|Oldroyd/);
});

const restrict = (placementId: string, restricted: 'other' | null) =>
  asService(running.service, (tx) =>
    tx
      .updateTable('placement')
      .set({ restricted, restricted_reason: restricted === null ? '' : 'x' })
      .where('id', '=', placementId)
      .execute(),
  );

test('of a restricted case nothing is gathered or shown until the Caldicott guardian says yes', async () => {
  const tess = await running.as('records');
  const { path: earlier, items: before } = await gathered();
  await restrict(running.example.placementId, 'other');
  const hidden = await asPerson(running.service, { id: running.example.people.records }, (tx) =>
    tx
      .selectFrom('subject_item')
      .where('request_id', '=', earlier.split('/')[2] ?? '')
      .selectAll()
      .execute(),
  );
  assert.ok(before.length > 0);
  assert.deepEqual(hidden, [], 'what was gathered before it was restricted is not shown either');
  const { path, items } = await gathered();
  assert.deepEqual(items, []);
  const page = await tess.get(path);
  assertValidPage(page.body);
  assert.match(page.body, /A Caldicott guardian says whether it may be part of this/);
  const miriam = await running.as('guardian');
  const seen = await miriam.get(path);
  const ask = /href="([^"]+\/cases\/[^"]+)"/.exec(seen.body)?.[1] ?? '';
  assert.equal((await tess.get(ask)).status, 404, 'the officer does not answer for the guardian');
  assert.equal((await tess.post(ask, { says: 'yes', reason: 'x' })).status, 404);
  const question = await miriam.get(ask);
  assertValidPage(question.body);
  const empty = await miriam.post(ask, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.equal((await miriam.post(ask, { says: 'yes', reason: 'It is about him' })).status, 303);
  assert.equal((await tess.post(`${path}/gather`, {})).status, 303);
  assert.ok((await itemsOf(path)).length > 0);
  await restrict(running.example.placementId, null);
});

test('another council’s cases are neither found nor gathered', async () => {
  const { id, placementId } = await addGuidanceCase(running);
  const { organisationId } = running.example.actors.outsider;
  await asService(running.service, async (tx) => {
    await tx
      .updateTable('placement')
      .set({ organisation_id: organisationId })
      .where('id', '=', placementId)
      .execute();
    await tx
      .updateTable('disruption')
      .set({ organisation_id: organisationId })
      .where('id', '=', id)
      .execute();
    await tx
      .insertInto('contact')
      .values({
        ...{ id: randomUUID(), placement_id: placementId, kind: 'birth-family' },
        ...{ name: 'Zwimptovex Elsewhere', email: 'zwimptovex@elsewhere.example' },
      })
      .execute();
  });
  const path = await record({ asker: 'parent', about: 'other', name: 'Zwimptovex Elsewhere' });
  const page = await (await running.as('records')).get(`${path}/people`);
  assert.match(page.body, /Nobody of your council is exactly this person/);
});

test('whoever handles no requests of this council finds none of it, by page or by the database', async () => {
  const path = await record();
  for (const key of ['amina', 'gareth', 'admin', 'governance', 'outsider', 'panel'] as StaffKey[]) {
    const visitor = await running.as(key);
    for (const page of ['/subject-access', '/subject-access/new', path, `${path}/people`, `${path}/pause`])
      assert.equal((await visitor.get(page)).status, 404, `${key} ${page}`);
    assert.equal((await visitor.post(`${path}/gather`, {})).status, 404, key);
    const seen = await asPerson(running.service, { id: running.example.people[key] }, async (tx) => [
      ...(await tx.selectFrom('subject_request').select('id').execute()),
      ...(await tx.selectFrom('subject_item').select('id').execute()),
    ]);
    assert.deepEqual(seen, [], key);
  }
  const miriam = await running.as('guardian');
  assert.equal((await miriam.get(path)).status, 200);
  assert.equal((await miriam.get(`${path}/people`)).status, 404);
  assert.equal((await miriam.post(`${path}/gather`, {})).status, 404);
  const tess = await running.as('records');
  for (const nowhere of [
    `/subject-access/${randomUUID()}`,
    '/subject-access/nothing',
    `${path}/pauses/x/end`,
  ])
    assert.equal((await tess.get(nowhere)).status, 404, nowhere);
  assert.equal((await tess.get(`/disruptions/${running.id}`)).status, 404, 'the officer sees no case');
});
