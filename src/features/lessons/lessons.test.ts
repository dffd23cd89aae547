import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp();
});
after(() => running.stop());

const lesson = {
  ...{ title: 'Leave room for rest in introductions', stage: 'before-order', factors: 'pace' },
  words: 'Introductions went faster than the child could bear, because the diary left no room for rest.',
  ...{ recommends: 'Plan days without a visit.', toWhom: 'Those who plan introductions' },
  ...{ 'promise-0-what': 'A plan of introductions with days of rest', 'promise-0-year': '2027' },
};

const seen = (who: keyof TestApp['example']['people']) =>
  asPerson(running.service, { id: running.example.people[who] }, (tx) =>
    tx.selectFrom('lesson').select(['id', 'version', 'status']).orderBy('version').execute(),
  );

/** Writes a lesson from a new case and sends it on; answers where it stands. */
const write = async (typed: Readonly<Record<string, string>> = {}) => {
  const { id, placementId } = await addGuidanceCase(running, { kind: 'foster-permanent' });
  const amina = await running.as('amina');
  const page = `/disruptions/${id}/lessons`;
  const { status, body } = await amina.post(`${page}/new`, { ...lesson, ...typed });
  assert.equal(status, 303, body.slice(0, 500));
  const row = await asService(running.service, (tx) =>
    tx
      .selectFrom('lesson_source')
      .where('disruption_id', '=', id)
      .select('lesson_id as id')
      .executeTakeFirstOrThrow(),
  );
  return { caseId: id, placementId, page, amina, id: row.id };
};

test('a lesson is written on a case, sent, approved by the learning lead, and then read by the whole region and nobody before', async () => {
  const { page, amina, id, caseId } = await write();
  const mine = async (who: Parameters<typeof seen>[0]) => (await seen(who)).filter((one) => one.id === id);
  assert.equal((await mine('amina')).length, 1);
  for (const who of ['lead', 'outsider', 'agency', 'otherteam'] as const)
    assert.deepEqual(await mine(who), [], who);
  const drafted = await amina.get(page);
  assertValidPage(drafted.body);
  assert.match(drafted.body, /Being written/);
  const form = await amina.get(`${page}/${id}`);
  assertValidPage(form.body);
  assert.match(form.body, /value="A plan of introductions with days of rest"/);
  assert.equal((await amina.post(`${page}/${id}`, { ...lesson, do: 'propose' })).status, 303);
  assert.equal((await mine('lead')).length, 1);
  assert.deepEqual(await mine('outsider'), []);
  const lead = await running.as('lead');
  const waiting = await lead.get('/lessons/waiting');
  assertValidPage(waiting.body);
  assert.match(waiting.body, /Leave room for rest/);
  assert.equal((await lead.get(`/disruptions/${caseId}`)).status, 404, 'it does not open the case');
  const decide = `/lessons/waiting/${id}`;
  assertValidPage((await lead.get(decide)).body);
  const noReason = await lead.post(decide, { step: 'send-back' });
  assert.equal(noReason.status, 422);
  assert.match(noReason.body, /Say why/);
  assert.equal((await amina.post(decide, { step: 'approve' })).status, 404);
  assert.equal((await lead.post(decide, { step: 'approve' })).status, 303);
  const outsider = await running.as('outsider');
  const read = await outsider.get(`/lessons/${id}`);
  assert.equal(read.status, 200);
  assertValidPage(read.body);
  assert.match(read.body, /A plan of introductions with days of rest, by the end of 2027/);
  assert.doesNotMatch(read.body, /Amina|What became of it|Where it is from/);
  assert.match((await amina.get(`/lessons/${id}`)).body, /Where it is from/);
  const seenOfSource = await asPerson(running.service, { id: running.example.people.outsider }, (tx) =>
    tx.selectFrom('lesson_source').selectAll().execute(),
  );
  assert.deepEqual(seenOfSource, []);
});

test('names of the case refuse a lesson, and what can lead back is answered before it is sent', async () => {
  const { page, amina, id } = await write();
  const named = await amina.post(`${page}/${id}`, { ...lesson, words: 'Amina Hussain was not told.' });
  assert.equal(named.status, 422);
  assertValidPage(named.body);
  assert.match(named.body, /Take “Amina Hussain” out/);
  const dated = { ...lesson, words: 'The law that began in 2002 asks for it.', do: 'propose' };
  const asked = await amina.post(`${page}/${id}`, dated);
  assert.equal(asked.status, 422);
  assertValidPage(asked.body);
  assert.match(asked.body, /“2002” says when it was/);
  const answered = { 'found-0-key': 'words date 2002', 'found-0-reason': 'It is the year of an Act' };
  assert.equal((await amina.post(`${page}/${id}`, { ...dated, ...answered })).status, 303);
  const lead = await running.as('lead');
  const { body } = await lead.get(`/lessons/waiting/${id}`);
  assertValidPage(body);
  assert.match(body, /<mark>2002<\/mark>/);
  assert.match(body, /It is the year of an Act/);
  assert.equal(
    (await lead.post(`/lessons/waiting/${id}`, { step: 'send-back', reason: 'Say which Act' })).status,
    303,
  );
  assert.match((await amina.get(page)).body, /Sent back/);
  assert.match((await amina.get(`/lessons/${id}`)).body, /Say which Act/);
});

test('a change makes a new version that is shown once it is approved, and a withdrawn lesson is gone for others', async () => {
  const { page, amina, id } = await write({ do: 'propose' });
  const lead = await running.as('lead');
  const approve = () => lead.post(`/lessons/waiting/${id}`, { step: 'approve' });
  assert.equal((await approve()).status, 303);
  await amina.post(`${page}/${id}`, { ...lesson, title: 'Rest between visits', do: 'propose' });
  const outsider = await running.as('outsider');
  assert.match((await outsider.get(`/lessons/${id}`)).body, /Leave room for rest/);
  assert.equal((await approve()).status, 303);
  const now = await outsider.get(`/lessons/${id}`);
  assertValidPage(now.body);
  assert.match(now.body, /<h1[^>]*>Rest between visits/);
  assert.match(now.body, /Version 1/);
  const [promise] = await asService(running.service, (tx) =>
    tx.selectFrom('lesson_promise').where('lesson_id', '=', id).select('id').execute(),
  );
  const address = `/lessons/${id}/promises/${promise?.id}`;
  assertValidPage((await lead.get(address)).body);
  assert.equal((await lead.post(address, { status: 'made', says: 'Wigan has it' })).status, 422);
  assert.equal((await lead.post(address, { status: 'made', says: 'The form has it' })).status, 303);
  assert.match((await outsider.get(`/lessons/${id}`)).body, /<strong>Made<\/strong>: The form has it/);
  assertValidPage((await lead.get(`/lessons/${id}/withdraw`)).body);
  assert.equal((await lead.post(`/lessons/${id}/withdraw`, { reason: 'It was wrong' })).status, 303);
  assert.equal((await outsider.get(`/lessons/${id}`)).status, 404);
  assert.match((await amina.get(`/lessons/${id}`)).body, /It was wrong/);
});

test('a lesson is found by its words, theme, stage and year, and its markup is text', async () => {
  const title = `Goodbyes ${'that help'}`;
  const { id } = await write({
    title,
    words: 'A calm farewell <b>helps</b> everybody.',
    factors: 'distance',
    do: 'propose',
  });
  await (await running.as('lead')).post(`/lessons/waiting/${id}`, { step: 'approve' });
  const outsider = await running.as('outsider');
  const search = async (query: string) => (await outsider.get(`/lessons?${query}`)).body;
  const found = await search('words=farewells');
  assertValidPage(found);
  assert.match(found, /<mark>farewell<\/mark>/);
  assert.doesNotMatch(found, /<b>helps/);
  assert.match((await outsider.get(`/lessons/${id}`)).body, /&lt;b&gt;helps/);
  assert.match(await search('theme=distance'), /Goodbyes that help/);
  assert.doesNotMatch(await search('theme=age'), /Goodbyes that help/);
  assert.doesNotMatch(await search('words=farewells&year=2020'), /Goodbyes that help/);
  assert.doesNotMatch(await search('words=farewells&stage=introductions'), /Goodbyes that help/);
  assert.match(await search(`words=${encodeURIComponent('" or & !')}`), /no lesson like that|Goodbyes/);
});

test('a new case shows what was learnt before, what was promised, and in how many cases it was found again', async () => {
  const { id } = await write({
    title: 'Ask those who cared before',
    factors: 'former-carers',
    do: 'propose',
  });
  await (await running.as('lead')).post(`/lessons/waiting/${id}`, { step: 'approve' });
  const later = await addGuidanceCase(running, { kind: 'foster-permanent' });
  const { people } = running.example;
  const meetingId = randomUUID();
  await asService(running.service, async (tx) => {
    await sql`insert into meeting (id, disruption_id, status, chair_id, held_on, starts_at, minutes_long, place, calendar_uid,
        convened_by, convened_at) values (${meetingId}, ${later.id}, 'convened', ${people.chair}, '2026-04-01', '10:00', 120,
        'Room 1', gen_random_uuid(), ${people.amina}, ${running.time.now})`.execute(tx);
    await sql`insert into finding (id, disruption_id, meeting_id, factor_group, factor_key, factor_title, factor_list,
        evidence, authors, recorded_by, recorded_at) values (gen_random_uuid(), ${later.id}, ${meetingId}, 'child',
        'former-carers', 'Ties', '2026-11', 'Said so', array[${people.amina}::uuid], ${people.amina},
        ${running.time.now})`.execute(tx);
  });
  const amina = await running.as('amina');
  const { body, status } = await amina.get(`/disruptions/${later.id}/lessons`);
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /Ask those who cared before/);
  assert.match(body, /A plan of introductions with days of rest, by the end of 2027\. <strong>Not made yet/);
  const again = await amina.get(`/lessons/${id}/found-again`);
  assertValidPage(again.body);
  const figure = Number(
    /Found again in (\d+) cases?[^<]*<span[^>]*>: Ask those who cared before/.exec(body)?.[1],
  );
  assert.ok(figure >= 1);
  assert.match(body, /Shared: Ties to the people who cared before/);
  assert.equal(again.body.match(/href="\/disruptions\/[0-9a-f-]{36}"/g)?.length ?? 0, figure);
});
