import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { readBackDocx } from '../../documents/read-docx.ts';
import { readCsv } from '../../domain/csv.ts';
import { fieldsOf } from '../../domain/panel-form.ts';
import { readForms } from '../../procedures/read-forms.ts';

let running: TestApp;
let id = '';
let report = '';

/** An ending in introductions, recorded by the child’s social worker. */
const recordEnding = async (app: TestApp): Promise<string> => {
  const amina = await app.as('amina');
  const recorded = await amina.post('/disruptions', {
    ...{ placementId: app.example.placementId, happened: 'introductions', account: 'They met four times.' },
    ...{ 'brokeDownOn-day': '1', 'brokeDownOn-month': '3', 'brokeDownOn-year': '2026' },
  });
  assert.equal(recorded.status, 303, recorded.body.replace(/[\s\S]*<h1/, '').slice(0, 300));
  return recorded.location?.split('/').at(-1)?.split('?')[0] ?? '';
};

before(async () => {
  running = await startTestApp({ startedOn: null });
  id = await recordEnding(running);
  report = `/disruptions/${id}/panel-report`;
});
after(() => running.stop());

const priya = () => running.as('agency');
const revisionOn = (body: string): string =>
  /name="revision" value="(\d+)"/.exec(body)?.[1] ?? assert.fail('no revision');
const textOf = (body: string): string => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const right: Readonly<Record<string, string>> = { 'yes-no': 'no', line: 'Said', words: 'Said in short' };

/** Answers a whole section with something that fits, but for what `other` says. */
const answer = async (section: string, other: Readonly<Record<string, string>> = {}) => {
  const author = await priya();
  const form = running.service.panelForms.at(-1) ?? assert.fail();
  const fields = form.sections.find(({ key }) => key === section)?.fields ?? assert.fail(section);
  const { body } = await author.get(`${report}/sections/${section}`);
  const typed = fields.flatMap(({ key, type, choices, from }): readonly (readonly [string, string])[] => {
    const name = `a-${key}`;
    if (other[key] !== undefined) return [[name, other[key]]];
    if (from !== undefined && !['factors', 'brothers-and-sisters', 'child-views'].includes(from)) return [];
    if (type === 'date')
      return [
        [`${name}-day`, '5'],
        [`${name}-month`, '1'],
        [`${name}-year`, '2026'],
      ];
    if (type === 'factors') return [[name, 'therapy']];
    return [[name, right[type] ?? Object.keys(choices ?? {})[0] ?? '']];
  });
  const kept = [...body.matchAll(/<(?:input|textarea)[^>]* name="(a-[^"]+)"[^>]*>/g)].flatMap(
    ([tag, name = '']) => {
      const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
      return tag.includes('type="radio"') && !tag.includes('checked') ? [] : [[name, value] as const];
    },
  );
  const areas = [...body.matchAll(/<textarea[^>]* name="(a-[^"]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, text.trim()] as const,
  );
  const sent = {
    ...Object.fromEntries([...kept, ...areas]),
    ...Object.fromEntries(typed),
    revision: revisionOn(body),
  };
  return author.post(`${report}/sections/${section}`, sent);
};

test('the report is filled from the case: what is known is told with its source, and what is missing is named', async () => {
  const page = await (await priya()).get(report);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  const text = textOf(page.body);
  assert.match(text, /no meeting in this case: a report goes to the panel instead/);
  assert.match(text, /The adopters’ social worker writes and sends this report/);
  assert.match(
    text,
    /Introductions began 20 October 2025 From the case: the day introductions began, on the placement/,
  );
  assert.match(text, /Adopter 1 and Adopter 2 of/);
  assert.match(text, /Legal status Not answered yet/);
  assert.match(text, /15 questions are still to be answered/);
  assert.doesNotMatch(text, /Featherstone|Robin/);
  const duty = await (await priya()).get(`/disruptions/${id}/duties/DC-4-own`);
  assert.match(duty.body, new RegExp(`href="${report}"`));
});

test('whoever is on the case reads it, its right author alone writes it, and nobody else finds it (DC-4)', async () => {
  const amina = await running.as('amina');
  const page = await amina.get(report);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.body, /panel-report\/sections/);
  const section = await amina.get(`${report}/sections/learning`);
  assertValidPage(section.body);
  assert.doesNotMatch(section.body, /<textarea/);
  for (const path of ['sections/learning', 'send']) {
    const refused = await amina.post(`${report}/${path}`, { 'a-learning-council': 'x', revision: '0' });
    assert.equal(refused.status, 422, path);
    assert.match(textOf(refused.body), /The adopters’ social worker writes and sends this report/);
  }
  for (const key of ['outsider', 'panel', 'admin', 'otherteam'] as const)
    assert.equal((await (await running.as(key)).get(report)).status, 404, key);
  assert.equal(
    (await (await running.as('gareth')).get(`${report}/sections/learning`)).status,
    404,
    'a manager reads it',
  );
});

test('a section is saved as a draft, with what it can hold and without a word lost', async () => {
  const author = await priya();
  const wrong = await author.post(`${report}/sections/dates`, {
    ...{ 'a-matched-on-day': '31', 'a-matched-on-month': '2', 'a-matched-on-year': '2026', revision: '0' },
    ...{ 'a-decided-on-day': '7', 'a-decided-on-month': '8', 'a-decided-on-year': '2025' },
  });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(textOf(wrong.body), /Enter a real date/);
  assert.match(wrong.body, /name="a-matched-on-day"[^>]*value="31"/);
  const key = randomUUID();
  const saved = { 'a-learning-council': 'Ask sooner', 'a-learning-agency': '', revision: '0' };
  for (const _ of [1, 2])
    assert.equal((await author.post(`${report}/sections/learning`, saved, key)).location, report);
  assert.match(
    textOf((await author.get(report)).body),
    /Learning for the child’s council Ask sooner Written by the author/,
  );
  const next = await author.post(`${report}/sections/child`, { revision: '1', go: 'next' });
  assert.equal(next.location, `${report}/sections/family`);
});

test('of two who answer one question in two ways neither loses a word: the second is told, and settles it', async () => {
  const author = await priya();
  const opened = revisionOn((await author.get(`${report}/sections/learning`)).body);
  await author.post(`${report}/sections/learning`, {
    'a-learning-council': 'Ask much sooner',
    revision: opened,
  });
  const late = { 'a-learning-council': 'Ask earlier', 'a-learning-agency': 'Say more', revision: opened };
  const told = await author.post(`${report}/sections/learning`, late);
  assert.equal(told.status, 422);
  assertValidPage(told.body);
  assert.match(
    textOf(told.body),
    /Priya Shah changed “Learning for the child’s council” meanwhile, to “Ask much sooner”/,
  );
  assert.match(told.body, />Ask earlier</);
  const settled = await author.post(`${report}/sections/learning`, {
    ...late,
    revision: revisionOn(told.body),
  });
  assert.equal(settled.status, 303);
  assert.match(textOf((await author.get(report)).body), /Ask earlier[\s\S]*Say more/);
});

test('what is in the way of sending it is named, with where it is put right', async () => {
  const author = await priya();
  const page = await author.get(`${report}/send`);
  assertValidPage(page.body);
  assert.match(
    page.body,
    new RegExp(`href="${report}/sections/child#a-legal-status"[^>]*>Answer “Legal status”`),
  );
  const refused = await author.post(`${report}/send`, {});
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
});

test('a whole report is sent once to the agency’s panel, stands as it was sent, and does what the procedure asks', async () => {
  for (const { key } of running.service.panelForms[0]?.sections ?? []) {
    const saved = await answer(key);
    assert.equal(saved.status, 303, `${key} ${textOf(saved.body).slice(0, 600)}`);
  }
  assert.equal((await answer('ending', { tried: 'Martin Featherstone asked for time' })).status, 303);
  const author = await priya();
  const named = await author.post(`${report}/send`, {});
  assert.equal(named.status, 422);
  assert.match(textOf(named.body), /Say the adopters by their part/);
  assert.equal((await answer('ending', { tried: 'Time was offered' })).status, 303);
  const ready = await author.get(`${report}/send`);
  assertValidPage(ready.body);
  assert.match(textOf(ready.body), /panel advisors of Adoption East Midlands/);
  const key = randomUUID();
  for (const _ of [1, 2]) assert.equal((await author.post(`${report}/send`, {}, key)).location, report);
  assert.match(textOf((await author.post(`${report}/send`, {})).body), /sent this report already/);
  const page = await author.get(report);
  assertValidPage(page.body);
  assert.equal([...page.body.matchAll(/panel-report\/sent\/[0-9a-f-]{36}"/g)].length, 1);
  const theCase = textOf((await (await running.as('amina')).get(`/disruptions/${id}`)).body);
  assert.match(theCase, /Sent to the panel of Adoption East Midlands by the adopters’ social worker/);
});

test('it is had as a PDF, a Word file, a table and data that fits its schema; no name of a file says whose it is', async () => {
  const author = await priya();
  const sent =
    /panel-report\/sent\/([0-9a-f-]{36})"/.exec((await author.get(report)).body)?.[1] ?? assert.fail();
  const files = `${report}/sent/${sent}`;
  assertValidPage((await author.get(files)).body);
  const get = async (format: string) => {
    const answered = await author.get(`${files}/${format}`);
    assert.equal(answered.status, 200, format);
    assert.equal(answered.headers.get('content-disposition'), `attachment; filename="report.${format}"`);
    return answered;
  };
  const pdf = (await readBackPdf((await get('pdf')).bytes))
    .map(({ text }) => text)
    .join('\n')
    .replace(/\s+/g, ' ');
  const docx = readBackDocx((await get('docx')).bytes)
    .map(({ text }) => text)
    .join('\n');
  for (const text of [pdf, docx]) {
    assert.match(text, /Time was offered/);
    assert.match(text, /Sent on 10 March 2026/);
    assert.doesNotMatch(text, /Featherstone|Lindqvist/);
  }
  const rows = readCsv((await get('csv')).body);
  assert.equal(rows.find(({ fields }) => fields.FIELD === 'tried')?.fields.ANSWER, 'Time was offered');
  const data: { $schema: string; answers: Record<string, unknown>; gaps: unknown } = JSON.parse(
    (await get('json')).body,
  );
  const schema = await author.get(new URL(data.$schema).pathname);
  assert.match(schema.headers.get('content-type') ?? '', /^application\/schema\+json/);
  const fits = new Ajv2020().compile(JSON.parse(schema.body));
  assert.ok(fits(data), JSON.stringify(fits.errors));
  assert.deepEqual(
    [data.answers.tried, data.answers.factors, data.gaps],
    ['Time was offered', ['therapy'], []],
  );
  for (const path of [`${files}/exe`, `${report}/files/exe`, `${report}/sent/${randomUUID()}`])
    assert.equal((await author.get(path)).status, 404, path);
  assert.match(
    (await readBackPdf((await author.get(`${report}/files/pdf`)).bytes)).map(({ text }) => text).join(' '),
    /Draft/,
  );
});

test('a later version of the form keeps what was answered, and what was sent stays on the version it was sent on', async () => {
  const author = await priya();
  const two = readForms(join(import.meta.dirname, '../../../test/forms'));
  Object.assign(running.service, { panelForms: [...running.service.panelForms, ...two] });
  assert.doesNotMatch((await author.get(report)).body, /panel-report\/reissue/, 'it is not in force yet');
  running.time.now = new Date('2027-02-01T10:00:00Z');
  const again = await priya();
  assert.match((await again.get(report)).body, /panel-report\/reissue/);
  const page = await again.get(`${report}/reissue`);
  assertValidPage(page.body);
  assert.match(textOf(page.body), /Asked anew Help that was offered Not asked any more What was tried/);
  assert.equal((await again.post(`${report}/reissue`, {})).location, report);
  const after = await again.get(report);
  assertValidPage(after.body);
  const text = textOf(after.body);
  assert.match(text, /Disruption Data form, version 2/);
  assert.match(text, /Answered under an earlier version[\s\S]*What was tried version 1 Time was offered/);
  assert.match(text, /Learning for the child’s council Said in short/);
  assert.match(text, /Help that was offered Not answered yet/);
  const sent = /panel-report\/sent\/([0-9a-f-]{36})"/.exec(after.body)?.[1] ?? assert.fail();
  const data = JSON.parse((await again.get(`${report}/sent/${sent}/json`)).body);
  assert.deepEqual([data.version, data.answers.tried], ['1', 'Time was offered']);
  assert.equal(
    fieldsOf(running.service.panelForms[0] ?? assert.fail()).length,
    Object.keys(data.answers).length,
  );
});
