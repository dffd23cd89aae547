import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import type { Visitor } from '../../../test/app.ts';
import { startCopiesApp } from '../../../test/copies-app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';

let running: Awaited<ReturnType<typeof startCopiesApp>>;
let admin: Visitor;
let gareth: Visitor;
let owner: pg.Client;
before(async () => {
  running = await startCopiesApp();
  admin = await running.as('admin');
  gareth = await running.as('gareth');
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await running.stop();
});
beforeEach(async () => {
  await owner.query('delete from return_proposal');
  await owner.query('delete from return_import');
});

const HEADINGS = 'CHILD,DECOM,RNE,LS,PLACE,DEC,REC,REASON_PLACE_CHANGE,URN';
const episodes = (...rows: readonly string[]): string => [HEADINGS, ...rows].join('\n');
const ENDED = '11,10/01/2025,P,E1,U4,07/03/2025,X1,CREQB,SC1';
const HELD = '12,10/01/2025,P,E1,U4,08/03/2025,X1,ALLEG,SC1';

const bring = (files: Readonly<Record<string, string>>, year = '2025') => {
  const form = new FormData();
  // In the order of the page: what the form says of itself comes before the files.
  for (const [name, value] of Object.entries({ _csrf: '', _key: '', year })) form.set(name, value);
  for (const [name, content] of Object.entries(files))
    form.set(name, new Blob([content], { type: 'text/csv' }), `${name}.csv`);
  return admin.post('/returns', form);
};
const read = async (...rows: readonly string[]): Promise<string> => {
  const { status, location } = await bring({ episodes: episodes(...rows) });
  assert.equal(status, 303);
  return location ?? '';
};
const stored = async () => (await owner.query('select * from return_import order by brought_at desc')).rows;
const proposed = async () => (await owner.query('select * from return_proposal order by key')).rows;
const counts = async (at: string) => {
  const last = (await stored()).find(({ id }) => at.endsWith(id));
  return [last.proposals_new, last.proposals_changed, last.proposals_same, last.proposals_gone];
};

test('a return is brought, read and shown with what is wrong in it; a manager sees what it proposes', async () => {
  assertValidPage((await admin.get('/returns')).body);
  const at = await read(ENDED, HELD.replace('ALLEG', 'alleg'));
  const { body } = await admin.get(at);
  assertValidPage(body);
  assert.match(body, /Year|year to 31 March 2025/);
  assert.match(body, /REASON_PLACE_CHANGE[\s\S]*alleg[\s\S]*small letters/);
  const { body: file } = await admin.get(`${at}/problems.csv`);
  assert.match(file, /^File,Row,Column,Written,Problem\r\nepisodes,3,REASON_PLACE_CHANGE,alleg,/);
  const { body: list } = await gareth.get('/returns/proposals');
  assertValidPage(list);
  assert.match(list, /To answer: 2/);
  assert.match(list, /child 12[\s\S]*allegation[\s\S]*may pause or limit the meeting/);
  const { body: one } = await gareth.get('/returns/proposals?kind=unplanned');
  assert.match(one, /To answer: 1/);
  assert.doesNotMatch(one, /allegation \(section/);
});

test('the rows of a return are in no table, apart from what they propose', async () => {
  await read(ENDED, '4711,10/01/2025,P,E1,U4,07/03/2025,X1,CARPL,SC1');
  assert.equal((await proposed()).length, 1);
  assert.doesNotMatch(JSON.stringify([await stored(), await proposed()]), /4711/);
});

test('the same file again changes nothing, and a corrected one what it corrects', async () => {
  assert.deepEqual(await counts(await read(ENDED, HELD)), [2, 0, 0, 0]);
  const before = (await proposed()).map(({ id }) => id);
  assert.deepEqual(await counts(await read(HELD, ENDED)), [0, 0, 2, 0]);
  const corrected = [ENDED.replace('CREQB', 'CREQO'), '13,10/01/2025,P,E1,U4,07/03/2025,X1,CHILD,SC1'];
  assert.deepEqual(await counts(await read(...corrected)), [1, 1, 0, 1]);
  const left = await proposed();
  assert.deepEqual(
    left.filter(({ id }) => before.includes(id)).length,
    2,
    'what is no longer in the return is marked, and there',
  );
});

test('an answer stands when the return no longer says it, and the page says so', async () => {
  await read(ENDED, HELD);
  const [{ id }] = (await proposed()).filter(({ kind }) => kind === 'unplanned');
  const at = `/returns/proposals/${id}`;
  assertValidPage((await gareth.get(at)).body);
  assert.equal((await gareth.post(at, {})).status, 422);
  assert.equal((await gareth.post(at, { answer: 'dismissed' })).status, 422);
  assert.equal((await gareth.post(at, { answer: 'known', case: 'Nowhere-9' })).status, 422);
  const said = { answer: 'dismissed', reason: 'It was <planned> in January' };
  assert.equal((await gareth.post(at, said)).status, 303);
  await read(HELD);
  const { body } = await gareth.get(at);
  assertValidPage(body);
  assert.match(body, /does not say this any more/);
  assert.match(body, /It was &lt;planned&gt; in January/);
  assert.match((await gareth.get('/returns/proposals?show=answered')).body, /No longer in the return/);
});

test('a case near that day is offered, and can be said to be the one', async () => {
  const { rows } = await owner.query(
    'select reference, broke_down_on::text as day from disruption where id = $1',
    [running.id],
  );
  const [{ reference, day }] = rows;
  await read(`11,10/01/2020,P,E1,U4,${day},X1,CREQB,SC1`);
  const [{ id }] = await proposed();
  const at = `/returns/proposals/${id}`;
  assert.ok((await gareth.get(at)).body.includes(reference));
  assert.equal((await gareth.post(at, { answer: 'known', case: reference })).status, 303);
  assert.equal((await proposed())[0].known_case, reference);
});

test('what cannot be read is said in words, and nothing of it is kept', async () => {
  const { location } = await bring({ episodes: 'NAME,AGE\nx,1' });
  assert.match((await admin.get(location ?? '')).body, /must have the headings of the return/);
  const xml = await bring({ xml: '<!DOCTYPE a><EXPSSDA903></EXPSSDA903>' });
  assert.match((await admin.get(xml.location ?? '')).body, /document type/);
  const none = await bring({ header: 'CHILD,SEX,DOB\n1,M,01/01/2020' });
  assert.match((await admin.get(none.location ?? '')).body, /Choose the file of episodes/);
  assert.equal((await bring({ episodes: episodes(ENDED) }, 'soon')).status, 422);
  assert.deepEqual(await proposed(), []);
});

test('another reading of the same year is refused in words, and one that fell silent is not waited for', async () => {
  const reading = (moved: string) =>
    owner.query(
      `insert into return_import (id, organisation_id, collection_year, brought_by, brought_at, state, moved_at)
        select gen_random_uuid(), organisation_id, 2025, id, $1::timestamptz, 'reading', $1 from person where id = $2`,
      [moved, running.example.people.admin],
    );
  const now = running.service.clock();
  await reading(now.toISOString());
  const { status, body } = await bring({ episodes: episodes(ENDED) });
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /is being read already/);
  await owner.query('delete from return_import');
  await reading(new Date(now.getTime() - 120_000).toISOString());
  assert.match((await admin.get('/returns')).body, /stopped before its end/);
  await read(ENDED);
  assert.deepEqual((await stored()).map(({ state }) => state).sort(), ['finished', 'stopped']);
});

test('a return that is cancelled from another page is let go of, and nothing of it is kept', async () => {
  const many = Array.from({ length: 150_000 }, (_, at) => ENDED.replace('11', String(at)));
  const brought = bring({ episodes: [HEADINGS, ...many].join('\n') });
  const id = await new Promise<string>((resolve) => {
    const look = setInterval(async () => {
      const [one] = await stored();
      if (one === undefined) return;
      clearInterval(look);
      resolve(one.id);
    }, 50);
  });
  assert.equal((await admin.post(`/returns/${id}/cancel`, {})).status, 303);
  await brought;
  assert.equal((await stored())[0].state, 'cancelled');
  assert.deepEqual(await proposed(), []);
});

test('the returns of two years are kept, and older ones go with what they propose', async () => {
  for (const year of ['2023', '2024', '2025']) await bring({ episodes: episodes(ENDED) }, year);
  assert.deepEqual((await stored()).map((one) => one.collection_year).sort(), [2024, 2025]);
  assert.deepEqual((await proposed()).map((one) => one.collection_year).sort(), [2024, 2025]);
});
