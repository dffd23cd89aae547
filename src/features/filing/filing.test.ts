import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { type CopiesApp, startCopiesApp, writeAndAgree } from '../../../test/copies-app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { loadFilings } from '../../database/filings.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import { type BagFiles, problemsOfBag } from '../../documents/bagit.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { readBackDocx } from '../../documents/read-docx.ts';
import type { Filing } from '../../domain/filing.ts';
import { filesOf } from '../../domain/filing.ts';
import { MOST_TRIES } from '../../domain/filing-progress.ts';
import { readBag } from '../../filing/bag-folder.ts';
import { reopenMinutes } from '../copies/reopen-minutes.ts';
import { checkFilings } from './check-filed.ts';
import { fileMinutes } from './file-minutes.ts';

let running: CopiesApp;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filed-'));
  running = await startCopiesApp(
    { texts: { placement: 'Martin Ashdown read to Robin each night.', findings: 'Support came late.' } },
    { environment: { FILING_DIR: folder } },
  );
});
after(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

const filings = () => asService(running.service, (tx) => loadFilings(tx, running.id));
const filingOf = async (kind: Filing['kind'], version = 1): Promise<Filing> => {
  const found = (await filings()).find((one) => one.kind === kind && one.version === version);
  assert.ok(found, `${kind} ${version}`);
  return found;
};
const file = (id: string) => fileMinutes(running.service, id);
const fileAll = async () => {
  for (const { id, status } of await filings()) if (status === 'queued') await file(id);
};
const bagOf = async ({ kind, id }: Filing): Promise<BagFiles> => {
  const bag = await readBag(join(folder, filesOf[kind].folder), id);
  assert.ok(bag);
  return bag;
};
const jobs = () =>
  asService(running.service, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from history where act = 'file-minutes' and summary like 'Filed%'`.execute(
      tx,
    );
    return rows[0]?.n ?? 0;
  });
const page = async () => (await (await running.as('minutes')).get(`/disruptions/${running.id}/filing`)).body;
const press = async (path: string) =>
  (await running.as('minutes')).post(`/disruptions/${running.id}/filing/${path}`, {});

describe('agreeing minutes of an adoptive placement', () => {
  test('queues one filing for each child’s looked-after record and one for the adoption record', async () => {
    assert.deepEqual(
      (await filings()).map(({ kind, version, status }) => [kind, version, status]),
      [
        ['looked-after', 1, 'queued'],
        ['adoption', 1, 'queued'],
      ],
    );
    const body = await page();
    assertValidPage(body);
    assert.match(body, /Robin Oldroyd’s looked-after record/);
    assert.match(body, /Waiting since/);
  });
});

describe('a folder that cannot be written to', () => {
  test('is tried again by the queue, and then waits for a person, who is told why', async () => {
    const { id } = await filingOf('adoption');
    const within = join(folder, filesOf.adoption.folder);
    await writeFile(within, 'not a folder');
    await file(id);
    const once = await filingOf('adoption');
    assert.deepEqual([once.status, once.attempts], ['queued', 1]);
    assert.equal(once.nextTryAt?.getTime(), running.time.now.getTime() + 15_000);
    assert.match(await page(), /The last try failed/);
    for (let tries = 1; tries < MOST_TRIES; tries += 1) await file(id);
    const body = await page();
    assertValidPage(body);
    assert.match(body, /It could not be filed\. /);
    assert.doesNotMatch(body, new RegExp(folder), 'no path of the server');
    await rm(within);
    assert.equal((await press('again')).status, 303);
    assert.equal((await filingOf('adoption')).status, 'queued');
  });
});

describe('a bag that was filed', () => {
  test('is one, however often and at once the job is done', async () => {
    const { id } = await filingOf('looked-after');
    await Promise.all([file(id), file(id), file(id)]);
    await file(id);
    await fileAll();
    assert.deepEqual(await readdir(join(folder, filesOf['looked-after'].folder)), [id]);
    assert.equal(await jobs(), 2);
    assert.equal((await filingOf('looked-after')).status, 'filed');
  });

  test('has the minutes as PDF, Word file and data, and says for a lay adult what they are', async () => {
    const filing = await filingOf('adoption');
    const bag = await bagOf(filing);
    assert.deepEqual([...bag.keys()].toSorted(), [
      ...['bag-info.txt', 'bagit.txt', 'data/README.txt', 'data/metadata.json', 'data/minutes.docx'],
      ...['data/minutes.json', 'data/minutes.pdf', 'manifest-sha512.txt', 'tagmanifest-sha512.txt'],
    ]);
    const pdf = (await readBackPdf(bag.get('data/minutes.pdf') ?? new Uint8Array()))
      .map(({ text }) => text)
      .join();
    assert.match(pdf, /Martin Ashdown read to Robin each night\./);
    assert.match(Buffer.from(bag.get('data/README.txt') ?? []).toString(), /IF YOU ARE THE CHILD/);
    assert.deepEqual(problemsOfBag(bag, filing.checksum ?? ''), []);
  });

  test('of a looked-after record holds nothing of who the adopters are, in any of its bytes', async () => {
    const bag = await bagOf(await filingOf('looked-after'));
    const people = await asService(running.service, async (tx) => {
      const placement = await loadPlacement(tx, running.example.placementId);
      assert.ok(placement);
      return openVault(tx, running.service, vaultOf({ id: running.id, placement }), 'checks-copies');
    });
    const texts = [
      ...(await readBackPdf(bag.get('data/record-of-the-meeting.pdf') ?? new Uint8Array())),
      ...readBackDocx(bag.get('data/record-of-the-meeting.docx') ?? new Uint8Array()),
      ...[...bag].map(([part, bytes]) => ({
        part,
        text: `${part}\n${Buffer.from(bytes).toString('latin1')}`,
      })),
    ];
    assert.ok(texts.some(({ text }) => /read to Robin each night/.test(text)));
    const words = Object.values(people)
      .flat()
      .flatMap(({ name, email, phone, address }) => [...name.split(' '), email, phone, address])
      .filter((word) => word.length > 3);
    assert.ok(words.length > 5);
    for (const { part, text } of texts)
      for (const word of words) assert.ok(!text.includes(word), `${word} in ${part}`);
  });

  test('and the bag of the other record share nothing by which somebody could match them', async () => {
    const [record, adoption] = [await filingOf('looked-after'), await filingOf('adoption')];
    const read = async (filing: Filing) => {
      const bag = await bagOf(filing);
      const raw = [...bag]
        .map(([path, bytes]) => `${path}\n${Buffer.from(bytes).toString('latin1')}`)
        .join('\n');
      const pdf = [...bag].find(([path]) => path.endsWith('.pdf'))?.[1] ?? new Uint8Array();
      const docx = [...bag].find(([path]) => path.endsWith('.docx'))?.[1] ?? new Uint8Array();
      const texts = [...(await readBackPdf(pdf)), ...readBackDocx(docx)].map(({ text }) => text).join('\n');
      return { bag, raw, all: `${raw}\n${texts}`, pdf: Buffer.from(pdf).toString('latin1') };
    };
    const [one, other] = [await read(record), await read(adoption)];
    const { reference, disruption, meeting, children } = await asService(running.service, async (tx) => ({
      ...(await tx
        .selectFrom('disruption')
        .innerJoin('meeting', 'meeting.disruption_id', 'disruption.id')
        .where('disruption.id', '=', running.id)
        .select(['reference', 'disruption.id as disruption', 'meeting.id as meeting'])
        .executeTakeFirstOrThrow()),
      children: await tx.selectFrom('child').select('case_number as number').execute(),
    }));
    for (const secret of [reference, adoption.id, disruption, meeting, running.example.placementId])
      assert.ok(!one.all.includes(secret), secret);
    for (const secret of [record.id, disruption, meeting, ...children.map(({ number }) => number)])
      assert.ok(!other.all.includes(secret), secret);
    // Identifiers, checksums and instants: what stands in both is a day, and the checksum that says that it is a bag.
    const marks = (text: string): ReadonlySet<string> =>
      new Set(
        text.match(
          /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|<[0-9a-f]{32}>|\b[0-9a-f]{40,128}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|D:\d{14}/gi,
        ) ?? [],
      );
    const declaration = createHash('sha512')
      .update(one.bag.get('bagit.txt') ?? '')
      .digest('hex');
    const shared = [...marks(one.raw)].filter((mark) => marks(other.raw).has(mark) && mark !== declaration);
    assert.ok(marks(one.raw).size > 8);
    assert.deepEqual(
      shared.filter((mark) => !/T00:00:00$|^D:\d{8}000000$/.test(mark)),
      [],
    );
    const names = ({ bag }: typeof one) =>
      [...bag.keys()].filter((path) => /\.(pdf|docx)$|^data\/.*m.*s\.json/.test(path));
    assert.deepEqual(
      names(one).filter((name) => names(other).includes(name)),
      [],
    );
    for (const filing of [record, adoption])
      for (const path of ['', 'data', 'data/README.txt', 'bag-info.txt']) {
        const { mtime } = await stat(join(folder, filesOf[filing.kind].folder, filing.id, path));
        assert.match(mtime.toISOString(), /T00:00:00\.000Z$/);
      }
  });

  test('is shown with where it is and its checksum; checked again it is whole', async () => {
    const { id, checksum } = await filingOf('adoption');
    assert.equal((await press(`${id}/check`)).status, 303);
    const body = await page();
    assertValidPage(body);
    assert.match(body, new RegExp(`adoption-records/${id}`));
    assert.ok(body.includes(checksum ?? 'no checksum'));
    assert.match(body, /read back and found whole\./);
  });

  test('checked again after one byte was flipped, is damaged, and the page says which file', async () => {
    const filing = await filingOf('adoption');
    const path = join(folder, filesOf.adoption.folder, filing.id, 'data/minutes.pdf');
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await chmod(path, 0o600);
    await writeFile(path, bytes);
    await press(`${filing.id}/check`);
    const body = await page();
    assertValidPage(body);
    assert.match(body, /Damaged/);
    assert.match(body, /data\/minutes\.pdf has changed/);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await press(`${filing.id}/check`);
    assert.doesNotMatch(await page(), /Damaged/);
  });

  test('that is not of this case is not there', async () => {
    assert.equal((await press(`${randomUUID()}/check`)).status, 404);
  });
});

describe('minutes that were put right', () => {
  test('are filed anew, and say which folder they take the place of; the first stays', async () => {
    const { service, example, id } = running;
    const form = { disruptionId: id, key: randomUUID() };
    const reopened = await reopenMinutes(service, example.actors.chair, form, { reason: 'A date was wrong' });
    assert.equal(reopened.ok, true);
    await writeAndAgree(running, id, { texts: { findings: 'Support came very late.' }, views: [] });
    const first = await filingOf('adoption');
    const second = await filingOf('adoption', 2);
    assert.equal(second.replaces, first.id);
    // Cut off from everything at one moment after another, of which some are between the folder and its being marked.
    let cuts = 0;
    for (let lasts = 1; (await filingOf('adoption', 2)).status !== 'filed'; lasts += 1) {
      let times = 0;
      const clock = () => {
        times += 1;
        if (times > lasts) throw new Error('killed');
        return running.time.now;
      };
      await fileMinutes({ ...service, clock }, second.id).catch(() => {
        cuts += 1;
      });
      const folders = await readdir(join(folder, filesOf.adoption.folder));
      assert.ok(folders.filter((name) => !name.startsWith('.')).length <= 2);
    }
    assert.ok(cuts >= 5, `${cuts}`);
    const before = await bagOf(second);
    await fileAll();
    const bag = await bagOf(second);
    assert.deepEqual(bag, before);
    assert.equal((await readdir(join(folder, filesOf.adoption.folder))).length, 2);
    const metadata = JSON.parse(Buffer.from(bag.get('data/metadata.json') ?? []).toString());
    assert.equal(metadata.takesThePlaceOf, first.id);
    assert.deepEqual(problemsOfBag(await bagOf(first), first.checksum ?? ''), []);
    const body = await page();
    assertValidPage(body);
    assert.match(body, /It takes the place of version 1\./);
    assert.match(body, /Version 2 takes its place\./);
  });

  test('are filed as they were agreed, although they were opened again before the job came to it', async () => {
    const { service, example, id } = running;
    const form = () => ({ disruptionId: id, key: randomUUID() });
    await reopenMinutes(service, example.actors.chair, form(), { reason: 'Once more' });
    await writeAndAgree(running, id, { texts: { findings: 'Support came in the third week.' }, views: [] });
    await reopenMinutes(service, example.actors.chair, form(), { reason: 'And again' });
    const third = await filingOf('adoption', 3);
    assert.equal(third.status, 'queued');
    await file(third.id);
    const bag = await bagOf(third);
    assert.match(Buffer.from(bag.get('data/minutes.json') ?? []).toString(), /in the third week/);
  });
});

test('a bag that would name the adopters on the looked-after record is not written, and a person is told', async () => {
  const id = randomUUID();
  await asService(running.service, async (tx) => {
    const row = await tx
      .selectFrom('filing')
      .where('kind', '=', 'looked-after')
      .where('version', '=', 3)
      .selectAll()
      .executeTakeFirstOrThrow();
    const document = JSON.stringify(row.document).replace(
      'Support came',
      'Martin Ashdown says that support came',
    );
    await tx
      .insertInto('filing')
      .values({
        ...row,
        id,
        version: 9,
        document: document as never,
        problems: '[]' as never,
        status: 'queued',
        replaces: null,
      })
      .execute();
  });
  await file(id);
  const filing = (await filings()).find((one) => one.id === id);
  assert.equal(filing?.status, 'failed');
  assert.match(filing?.lastError ?? '', /It holds the name of Adopter 1/);
  assert.ok(!(await readdir(join(folder, filesOf['looked-after'].folder))).includes(id));
});

test('what was filed is never changed or taken away in the database', async () => {
  const { id } = await filingOf('adoption');
  const change = (set: object) =>
    asService(running.service, (tx) => tx.updateTable('filing').set(set).where('id', '=', id).execute());
  await assert.rejects(change({ checksum: 'another' }), /what was filed does not change/);
  await assert.rejects(change({ status: 'queued', filed_at: null, checksum: null }), /does not change/);
  await assert.rejects(change({ reference: 'elsewhere' }), /does not change/);
  const { id: waiting } = await filingOf('looked-after', 3);
  const mark = (set: object) =>
    asService(running.service, (tx) => tx.updateTable('filing').set(set).where('id', '=', waiting).execute());
  const filed = { status: 'filed', filed_at: running.time.now, checksum: 'a', expects: 'a' };
  await assert.rejects(mark(filed), /sent_has_reference/);
  await assert.rejects(mark({ ...filed, expects: 'b', reference: 'there' }), /filed_as_sent/);
});

test('at night all that is on file is read back: one flipped byte is found, shown and told to the history once', async () => {
  const filing = await filingOf('adoption');
  const path = join(folder, filesOf.adoption.folder, filing.id, 'data/minutes.docx');
  const bytes = await readFile(path);
  const flip = async () => {
    bytes[77] = (bytes[77] ?? 0) ^ 4;
    await writeFile(path, bytes);
  };
  const told = () =>
    asService(running.service, (tx) =>
      tx.selectFrom('history').where('act', '=', 'check-filing').select('summary').execute(),
    );
  const before = (await told()).length;
  await flip();
  running.time.now = new Date(running.time.now.getTime() + 3_600_000);
  await checkFilings(running.service, null);
  await checkFilings(running.service, null);
  assert.deepEqual((await filingOf('adoption')).problems, ['data/minutes.docx has changed']);
  assert.equal((await told()).length, before + 1);
  assert.match(await page(), /data\/minutes\.docx has changed/);
  await flip();
  await checkFilings(running.service, null);
  assert.deepEqual((await filingOf('adoption')).problems, []);
  assert.deepEqual((await filingOf('adoption')).checkedAt, running.time.now);
});

test('minutes that were agreed before anything was filed are filed when somebody asks', async () => {
  const fresh = await startCopiesApp(
    {},
    { environment: { FILING_DIR: await mkdtemp(join(folder, 'fresh-')) } },
  );
  try {
    const client = new pg.Client({ connectionString: fresh.databaseUrl });
    await client.connect();
    await client.query(`set session_replication_role = replica`);
    await client.query('delete from filing');
    await client.end();
    const visitor = await fresh.as('gareth');
    const before = await visitor.get(`/disruptions/${fresh.id}/filing`);
    assertValidPage(before.body);
    assert.match(before.body, /agreed before minutes were filed from here/);
    assert.equal((await visitor.post(`/disruptions/${fresh.id}/filing/again`, {})).status, 303);
    const queued = await asService(fresh.service, (tx) => loadFilings(tx, fresh.id));
    assert.deepEqual(
      queued.map(({ kind }) => kind),
      ['looked-after', 'adoption'],
    );
  } finally {
    await fresh.stop();
  }
});
