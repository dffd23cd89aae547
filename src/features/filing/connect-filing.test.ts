import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { cmisLogin, startCmisServer } from '../../../test/filing-servers/cmis.ts';
import { graphLogin, startGraphServer } from '../../../test/filing-servers/graph.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { connectionsOf } from '../../database/filing-connections.ts';
import { loadFilings, requeueForgotten } from '../../database/filings.ts';
import type { RecordKind } from '../../domain/filing.ts';
import { checkFilings } from './check-filed.ts';
import { fileMinutes } from './file-minutes.ts';
import { tryConnection } from './try-connection.ts';

let running: CopiesApp;
let folder: string;
let edrms: Awaited<ReturnType<typeof startCmisServer>>;
let library: Awaited<ReturnType<typeof startGraphServer>>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-'));
  edrms = await startCmisServer(['Records/Children', 'Shared']);
  library = await startGraphServer(['Permanence/Minutes']);
  await writeFile(join(folder, 'password'), cmisLogin.password);
  await writeFile(join(folder, 'secret'), graphLogin.clientSecret);
  const organisation = 'Derby City Council';
  const { tenant, client } = graphLogin;
  const edrmsAt = { way: 'cmis', url: `${edrms.url}/browser`, repository: 'main', user: cmisLogin.user };
  const libraryAt = { way: 'graph', url: `${library.url}/v1.0`, loginUrl: library.url, drive: 'library' };
  const systems = [
    { id: 'edrms', name: 'The EDRMS', organisation, ...edrmsAt, passwordFile: 'password' },
    {
      id: 'library',
      name: 'SharePoint',
      organisation,
      ...libraryAt,
      tenant,
      client,
      clientSecretFile: 'secret',
    },
    { ...{ id: 'theirs', name: 'Not ours', organisation: 'Another council' }, way: 'folder', path: 'theirs' },
  ];
  const file = join(folder, 'systems.json');
  await writeFile(file, JSON.stringify(systems));
  running = await startCopiesApp(
    {},
    { environment: { FILING_SYSTEMS: file, FILING_DIR: join(folder, 'own') } },
  );
  await asService(running.service, (tx) =>
    tx
      .updateTable('organisation')
      .set({ name: organisation })
      .where('id', '=', running.example.actors.amina.organisationId)
      .execute(),
  );
});
after(async () => {
  await running.stop();
  await edrms.stop();
  await library.stop();
  await rm(folder, { recursive: true, force: true });
});

const admin = () => running.as('admin');
const page = async () => {
  const { body, status } = await (await admin()).get('/filing');
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
const choose = async (kind: string, system: string, at: string) =>
  (await admin()).post(`/filing/${kind}`, { system, folder: at });
const inUse = async (kind: RecordKind) => {
  const { organisationId } = running.example.actors.amina;
  const all = await asService(running.service, (tx) => connectionsOf(tx, organisationId));
  return all.find((one) => one.kind === kind);
};
const tryNow = async (kind: RecordKind) => tryConnection(running.service, (await inUse(kind))?.id ?? '');
const filings = () => asService(running.service, (tx) => loadFilings(tx, running.id));
const filingOf = async (kind: RecordKind) => {
  const found = (await filings()).find((one) => one.kind === kind);
  assert.ok(found);
  return found;
};

test('with nothing chosen, minutes go into the folder of the service, and the page says what waits and names nobody', async () => {
  const body = await page();
  assert.match(body, /The folder of this service/);
  assert.match(body, /Waiting since/);
  assert.doesNotMatch(body, /Robin|Oldroyd|Ashdown|disruptions/);
  const { body: form } = await (await admin()).get('/filing/adoption');
  assertValidPage(form);
  assert.match(form, /The EDRMS/);
  assert.doesNotMatch(form, /Not ours/);
  assert.ok(!form.includes(cmisLogin.password));
});

test('what a killed process had is queued again once it should have been tried by now', async () => {
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const queued = async () =>
    (
      await owner.query<{ key: string }>(
        `select key from graphile_worker._private_jobs where key like 'filing:%' order by 1`,
      )
    ).rows.map(({ key }) => key);
  const all = await queued();
  assert.equal(all.length, 2);
  await owner.query(`delete from graphile_worker._private_jobs where key like 'filing:%'`);
  const recall = (before: Date) => asService(running.service, (tx) => requeueForgotten(tx, before));
  await recall(running.time.now);
  assert.deepEqual(await queued(), []);
  await recall(new Date(running.time.now.getTime() + 1));
  assert.deepEqual(await queued(), all);
  await owner.end();
});

test('what is chosen wrongly is refused, and shown again as it was typed', async () => {
  assert.equal((await choose('looked-after', 'edrms', 'Records/Children')).status, 303);
  for (const [kind, system, at, said] of [
    ['adoption', 'edrms', 'Records/Children/Two', /never lie together/],
    ['adoption', 'edrms', 'records', /never lie together/],
    ['adoption', 'edrms', '', /Enter the folder/],
    ['adoption', 'edrms', '../Records', /Enter a folder with names/],
    ['adoption', 'theirs', 'A', /Choose where it is filed/],
    ['looked-after', 'edrms', 'Adoptions', /does not speak of adoption/],
  ] as const) {
    const { status, body } = await choose(kind, system, at);
    assert.equal(status, 422, at);
    assertValidPage(body);
    assert.match(body, said);
    assert.ok(body.includes(`value="${at}"`) || at === '', at);
  }
  assert.equal(await inUse('adoption'), undefined);
  assert.equal((await (await admin()).get('/filing/another')).status, 404);
});

test('a test document is written, read back and taken away, and what came of it is said in words', async () => {
  assert.match(await page(), /Being tried/);
  await tryNow('looked-after');
  assert.match(await page(), /written and read back, byte for byte\. Then it was taken away\./);
  assert.deepEqual(edrms.documents(), []);
  await choose('adoption', 'library', 'Permanence/Missing');
  await tryNow('adoption');
  assert.match(await page(), /The test document could not be filed\. The folder is not there\./);
  assert.equal((await (await admin()).post('/filing/adoption/try', {})).status, 303);
  assert.notEqual((await inUse('adoption'))?.tryAskedAt, null);
});

test('a filing waits where its folder is not, with why and when it is tried next, and goes where the council chooses then', async () => {
  const { id } = await filingOf('adoption');
  await fileMinutes(running.service, id);
  assert.match((await filingOf('adoption')).lastError, /The folder is not there/);
  assert.match(await page(), /The folder is not there\. It is tried again on/);
  await choose('adoption', 'library', 'Permanence/Minutes');
  library.beBusy(1, 503, '600');
  await fileMinutes(running.service, id);
  const { nextTryAt, lastError } = await filingOf('adoption');
  assert.match(lastError, /too busy/);
  assert.equal(nextTryAt?.getTime(), running.time.now.getTime() + 600_000);
  library.loseAnswers(1);
  await fileMinutes(running.service, id);
  assert.equal((await filingOf('adoption')).status, 'queued');
  await fileMinutes(running.service, id);
  const filed = await filingOf('adoption');
  assert.equal(filed.status, 'filed');
  assert.match(filed.reference ?? '', /^01[0-9A-F]{32}$/);
  assert.equal(filed.keptAt, 'SharePoint, Permanence/Minutes');
  assert.deepEqual(library.documents(), [`${id}.zip`]);
});

test('the other record goes to the other system; nothing that either was sent names the other', async () => {
  const { id } = await filingOf('looked-after');
  await fileMinutes(running.service, id);
  assert.equal((await filingOf('looked-after')).status, 'filed');
  assert.deepEqual(edrms.documents(), [`${id}.zip`]);
  assert.deepEqual(await readdir(join(folder, 'own')).catch(() => []), []);
  const body = (await (await running.as('minutes')).get(`/disruptions/${running.id}/filing`)).body;
  assertValidPage(body);
  assert.match(body, /The EDRMS, Records\/Children/);
  assert.match(await page(), /Everything that was agreed is on file/);
});

test('one flipped byte is found when everything is checked, also in what no file of the bag holds; away is not damaged', async () => {
  const [kept, other] = [await filingOf('looked-after'), await filingOf('adoption')];
  assert.equal((await (await admin()).post('/filing/check', {})).location, '/filing?check=asked');
  edrms.flip(`${kept.id}.zip`, 12);
  library.beBusy(1, 503, '900');
  await checkFilings(running.service, running.example.actors.amina.organisationId);
  assert.equal((await filingOf('looked-after')).problems.length, 1);
  assert.deepEqual((await filingOf('adoption')).problems, []);
  const body = await page();
  assert.match(body, /It is not as it was written: The file has changed/);
  assert.match(body, /could not be read back: It is too busy to answer/);
  assert.ok(body.includes(other.id));
  edrms.flip(`${kept.id}.zip`, 12);
  await checkFilings(running.service, null);
  assert.match(await page(), /Everything that was agreed is on file/);
});

test('secrets are in files alone: neither the database nor a page has them', async () => {
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('filing_connection').selectAll().execute(),
  );
  const text = JSON.stringify(rows) + (await page()) + (await readFile(join(folder, 'systems.json'), 'utf8'));
  for (const secret of [cmisLogin.password, graphLogin.clientSecret]) assert.ok(!text.includes(secret));
});

test('back to the folder of the service: what was filed stays where it is, and is still read back from there', async () => {
  await choose('looked-after', 'own', '');
  assert.equal(await inUse('looked-after'), undefined);
  await checkFilings(running.service, null);
  const filing = await filingOf('looked-after');
  assert.deepEqual([filing.problems, filing.checkTrouble], [[], '']);
});
