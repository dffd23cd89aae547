import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { readCsv } from '../../domain/csv.ts';
import { addDays } from '../../domain/dates.ts';
import { makeFigures } from './make-figures.ts';
import { regionsWithCouncils } from './store.ts';

let running: TestApp;
before(async () => {
  running = await startTestApp({ now: '2026-03-10T10:00:00Z' });
});
after(() => running.stop());

const textOf = (body: string): string => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const published = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('figure_snapshot').selectAll().orderBy('population').orderBy('from_on').execute(),
  );

/** Endings, each of a new placement, recorded on a day. */
const recordMany = (council: string, many: number, on: string): Promise<void> =>
  asService(running.service, async (tx) => {
    const { people } = running.example;
    for (let at = 0; at < many; at += 1) {
      const [placement, child, id] = [randomUUID(), randomUUID(), randomUUID()];
      await tx
        .insertInto('placement')
        .columns(['id', 'organisation_id', 'kind', 'provider', 'agency_name', 'family_source', 'started_on'])
        .expression(({ selectFrom, val }) =>
          selectFrom('placement')
            .where('id', '=', running.example.placementId)
            .select([
              val(placement).as('id'),
              val(council).as('organisation_id'),
              ...(['kind', 'provider', 'agency_name', 'family_source', 'started_on'] as const),
            ]),
        )
        .execute();
      await tx
        .insertInto('child')
        .values({
          ...{ id: child, organisation_id: council, given_name: 'Example', family_name: `Number ${at}` },
          ...{ born_on: '2020-02-02', case_number: `${council.slice(0, 4)}-${on}-${at}` },
        })
        .execute();
      await tx.insertInto('placement_child').values({ placement_id: placement, child_id: child }).execute();
      await tx
        .insertInto('disruption')
        .values({
          ...{ id, organisation_id: council, placement_id: placement, reference: id.slice(0, 8) },
          ...{ broke_down_on: addDays(on, -3), stage: 'before-order', ending: 'unplanned', account: 'Words' },
          ...{ procedure_id: 'derby-city/adoption', procedure_version: '2020-11' },
          ...{ recorded_by: people.amina, recorded_at: new Date(`${on}T12:00:00Z`) },
        })
        .execute();
    }
  });

test('before there are enough nothing is published, and the page says why', async () => {
  await makeFigures(running.service);
  assert.deepEqual(await published(), []);
  const amina = await running.as('amina');
  for (const path of [
    '/figures',
    '/figures/endings',
    '/figures/meetings',
    '/figures/actions',
    '/figures/method',
  ])
    assertValidPage((await amina.get(path)).body);
  assert.match(
    textOf((await amina.get('/figures/endings')).body),
    /Figures need at least 20 placements that ended from 3 councils/,
  );
  assert.equal((await amina.get('/figures/weather')).status, 404);
  assert.equal((await amina.get(`/figures/endings?span=${randomUUID()}`)).status, 404);
});

test('a quarter that is over is published once, protected, and never changes', async () => {
  const [councils = []] = [...(await asService(running.service, regionsWithCouncils)).values()];
  assert.ok(councils.length >= 3);
  for (const [at, { id }] of councils.entries()) await recordMany(id, 7 + at, '2026-02-02');
  running.time.now = new Date('2026-04-02T04:40:00Z');
  await Promise.all([makeFigures(running.service), makeFigures(running.service)]);
  const [first, ...others] = await published();
  assert.deepEqual(others, []);
  assert.deepEqual(
    [first?.population, first?.from_on, first?.until_on],
    ['endings', '2026-01-01', '2026-03-31'],
  );
  // What comes after counts when it is recorded, and one that goes is still in what was published.
  for (const { id } of councils) await recordMany(id, 2, '2026-04-01');
  await makeFigures(running.service);
  assert.deepEqual(await published(), [first]);
  const raw = JSON.stringify(first?.figures);
  assert.doesNotMatch(raw, /"count":(?!null|\d*[05]\b)/, 'no number that is not a multiple of five');
  await assert.rejects(
    asService(running.service, (tx) =>
      tx.updateTable('figure_snapshot').set({ region: 'Elsewhere' }).execute(),
    ),
    /permission denied|does not change/,
  );
});

test('everybody who works in the region reads them, with a picture, a table and a sentence for each', async () => {
  for (const key of ['amina', 'agency', 'chair', 'outsider'] as const) {
    const page = await (await running.as(key)).get('/figures/endings');
    assert.equal(page.status, 200, key);
    assertValidPage(page.body);
  }
  const { body } = await (await running.as('amina')).get('/figures/endings');
  assert.match(textOf(body), /January to March 2026: about \d*[05] placements that ended/);
  assert.match(
    textOf(body),
    /Kind of placement: of about \d+ placements that ended, about \d+ \(about \d+%\) were “adoptive placement”/,
  );
  assert.match(textOf(body), /\d+ lines have too few to be shown/);
  assert.equal(body.match(/<svg[^>]* role="img"/g)?.length, body.match(/class="app-figure"/g)?.length);
  assertValidPage((await (await running.as('amina')).get('/figures')).body);
});

test('a picture and its table are files, with what the table means', async () => {
  const amina = await running.as('amina');
  const [first] = await published();
  const address = `/figures/endings/${first?.id}`;
  const svg = await amina.get(`${address}/kind.svg`);
  assert.match(svg.headers.get('content-type') ?? '', /^image\/svg\+xml/);
  assert.match(svg.body, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]+<\/svg>$/);
  const csv = await amina.get(`${address}/kind.csv`);
  assert.match(csv.body, /adoptive placement,\d*[05]\b/);
  assert.match(csv.body, /residential placement,c\b/);
  const { tableSchema, url } = JSON.parse((await amina.get(`${address}/kind.csv-metadata.json`)).body);
  assert.match(csv.headers.get('content-disposition') ?? '', new RegExp(url));
  assert.deepEqual(
    tableSchema.columns.map(({ titles }: { titles: string }) => titles.toUpperCase()),
    Object.keys(readCsv(csv.body)[0]?.fields ?? {}),
  );
  for (const wrong of ['kind.exe', 'weather.svg', 'kind'])
    assert.equal((await amina.get(`${address}/${wrong}`)).status, 404, wrong);
});

test('another region reads nothing of it', async () => {
  await asService(running.service, (tx) =>
    tx
      .updateTable('organisation')
      .set({ region: 'Elsewhere' })
      .where('id', '=', running.example.actors.outsider.organisationId)
      .execute(),
  );
  const { body } = await (await running.as('outsider')).get('/figures/endings');
  assert.match(textOf(body), /Nothing is published yet/);
});
