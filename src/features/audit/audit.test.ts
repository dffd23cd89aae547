import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { startTestMailbox } from '../../../test/mailbox.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { verifyAudit } from '../../database/verify-audit.ts';
import { createMailer } from '../../delivery/smtp.ts';
import { readCsv } from '../../domain/csv.ts';
import { auditJobs } from './jobs.ts';

let running: TestApp;
let path: string;
let reference: string;
before(async () => {
  running = await startTestApp();
  path = `/disruptions/${await recordExample(running)}`;
  ({ reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select('reference').executeTakeFirstOrThrow(),
  ));
  await (await running.as('amina')).get(path);
  await (await running.as('outsider')).get(path);
});
after(() => running.stop());

const governance = () => running.as('governance');

test('information governance sees who opened what and by which rule, and nothing of the case', async () => {
  const page = await (await governance()).get('/audit');
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(
    page.body,
    new RegExp(
      `Amina Hussain[\\s\\S]*See disruption<span class="app-secondary">To see: ${reference}[\\s\\S]*Named`,
    ),
  );
  assert.match(page.body, /Jo Outsider[\s\S]*Refused/);
  assert.doesNotMatch(page.body, /Robin|Oldroyd|former carers came/);
});

test('their own looking is in it', async () => {
  const one = await governance();
  await one.get('/audit');
  assert.match((await one.get('/audit')).body, /Leonard Hughes[\s\S]*See audit/);
});

test('nobody else sees it, and the database shows it to nobody else', async () => {
  for (const key of ['amina', 'gareth', 'admin', 'guardian', 'outsider', 'records'] as const) {
    const person = await running.as(key);
    for (const address of ['/audit', '/audit.csv', '/audit.json'])
      assert.equal((await person.get(address)).status, 404, `${key} ${address}`);
  }
});

test('what is looked for is found, and a reference of no case of theirs finds nothing', async () => {
  const one = await governance();
  const found = await one.get(`/audit?who=amina&reference=${reference.toLowerCase()}&outcome=allowed`);
  assertValidPage(found.body);
  assert.match(found.body, /See disruption/);
  assert.doesNotMatch(found.body, /Jo Outsider/);
  assert.match((await one.get('/audit?reference=Willow-00000000')).body, /Nothing in the audit answers that/);
  assert.match((await one.get('/audit?who=%25%27%3B--')).body, /Nothing in the audit answers that/);
  assert.match(
    (await one.get('/audit?from-day=11&from-month=3&from-year=2026')).body,
    /Nothing in the audit answers that/,
  );
});

test('it is taken as a file with the same entries, which is written down, and stands out', async () => {
  const one = await governance();
  const csv = await one.get('/audit.csv?act=see-disruption');
  assert.equal(csv.headers.get('content-disposition'), 'attachment; filename="audit.csv"');
  const rows = readCsv(csv.body);
  assert.ok(rows.length > 0);
  assert.deepEqual(new Set(rows.map(({ fields }) => fields.ACT)), new Set(['see-disruption']));
  const json = JSON.parse((await one.get('/audit.json?act=see-disruption')).body);
  assert.equal(json.length, rows.length);
  const page = await one.get('/audit');
  assert.match(page.body, /Export audit/);
  assert.match(page.body, /Leonard Hughes<\/strong>, 10 March 2026: Took 2 files of the audit/);
});

test('a form that was looked at is told from one that was sent, on the page, in the search and in the files', async () => {
  const amina = await running.as('amina');
  await amina.get(`${path}/pauses`);
  assert.equal((await amina.post(`${path}/pauses`, {})).status, 422);
  const one = await governance();
  const read = async (search: string) =>
    readCsv((await one.get(`/audit.csv?act=pause-case${search}`)).body).map(
      ({ fields }) => `${fields.INTENT} ${fields.OUTCOME}`,
    );
  assert.deepEqual(await read(''), ['change refused', 'see allowed']);
  assert.deepEqual(await read('&intent=see'), ['see allowed']);
  const json = JSON.parse((await one.get('/audit.json?act=pause-case')).body);
  assert.deepEqual(
    json.map(({ intent }: { readonly intent: string }) => intent),
    ['change', 'see'],
  );
  const page = await one.get('/audit?act=pause-case&intent=change');
  assertValidPage(page.body);
  assert.match(page.body, new RegExp(`Pause case<span class="app-secondary">To change: ${reference}`));
  assert.doesNotMatch(page.body, /To see: /);
});

test('somebody who tries one case after another stands out', async () => {
  const jo = await running.as('outsider');
  for (let tries = 0; tries < 12; tries += 1) await jo.get(path);
  // Jo is another council’s; what they tried was Derby’s.
  assert.match(
    (await (await governance()).get('/audit')).body,
    /Jo Outsider<\/strong>, 10 March 2026: Was refused 13 times/,
  );
});

test('once a day the audit is sealed, and its head written down outside, which a check can be held against', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anchors-'));
  const file = join(folder, 'anchors.jsonl');
  const mailbox = await startTestMailbox();
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl, from: 'Derby <no-reply@service.example>' });
  const jobs = auditJobs(running.service, { mailer, file, email: 'audit@elsewhere.example' });
  try {
    await jobs['anchor-audit']?.({}, {} as never);
  } finally {
    mailer.close();
    await mailbox.stop();
  }
  const [line = ''] = (await readFile(file, 'utf8')).split('\n');
  const anchor = JSON.parse(line);
  assert.ok(anchor.number >= 1);
  assert.match(mailbox.received[0]?.text ?? '', new RegExp(anchor.sha256));
  assert.ok((await verifyAudit(running.service, [anchor])).ok);
  assert.match((await (await governance()).get('/audit')).body, /Written down outside[\s\S]*10 March 2026/);
  await rm(folder, { recursive: true });
});

test('when it cannot be written down outside, the job fails and the page says so', async () => {
  const jobs = auditJobs(running.service, {
    mailer: { send: () => Promise.reject(new Error('never asked')), close: () => undefined },
    file: '/nowhere/at/all',
    email: undefined,
  });
  await assert.rejects(async () => jobs['anchor-audit']?.({}, {} as never), /could not be anchored by file/);
  running.time.now = new Date('2026-03-10T10:01:00Z');
  await assert.rejects(async () => jobs['anchor-audit']?.({}, {} as never), /could not be anchored/);
  const page = await (await governance()).get('/audit');
  assertValidPage(page.body);
  assert.match(page.body, /The audit was not written down outside: The file could not be written/);
});
