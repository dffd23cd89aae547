import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { unzipSync } from 'fflate';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { checksumOf, problemsOfBag } from '../../documents/bagit.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { readBackDocx } from '../../documents/read-docx.ts';
import { chronologySchema } from '../../domain/record-chronology.ts';

const adopter = family.adopters[0].name;
let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({
    texts: { placement: `${adopter} read to Robin each night.`, findings: 'Support came late.' },
    actions: [{ what: `Ask ${adopter} for the photo albums`, owner: 'Amina Hussain' }],
    views: [
      { words: 'I miss the dog.' },
      { words: 'I cried in the shed and told nobody at all.', agreed: 'nobody' },
    ],
  });
});
after(() => running.stop());

const at = (path = ''): string => `/disruptions/${running.id}/chronology${path}`;
const see = async (who: StaffKey, path = '') => (await running.as(who)).get(at(path));
const take = async (who: StaffKey, fields: Readonly<Record<string, string>>) =>
  (await running.as(who)).post(at('/bag'), fields);

test('everybody on the case reads what happened, in the order in which it did', async () => {
  const { status, body } = await see('amina');
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /It ended in an unplanned way[\s\S]*The meeting was held[\s\S]*To be done by this day/);
  assert.match(body, /I miss the dog\./);
  assert.doesNotMatch(body, /Convened the meeting/, 'the forms that were sent are not the story');
});

test('it is narrowed by what it is about, and says what was left out', async () => {
  const { body } = await see('amina', '?kind=service');
  assertValidPage(body);
  assert.match(body, /Convened the meeting/);
  assert.doesNotMatch(body, /I miss the dog/);
  assert.match(body, /entries: “What was done in this service”/);
  const later = await see('amina', '?from-day=1&from-month=4&from-year=2026');
  assert.match(later.body, /from 1 April 2026/);
  assert.doesNotMatch(later.body, /It ended in an unplanned way/);
});

test('a day that is none is named, with what was typed', async () => {
  const { status, body } = await see('amina', '?from-day=31&from-month=2&from-year=2026');
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Enter a real date, or none/);
  assert.match(body, /value="31"/);
  const turned = await see(
    'amina',
    '?from-day=2&from-month=4&from-year=2026&until-day=1&until-month=4&until-year=2026',
  );
  assert.match(turned.body, /The last day must be on or after 2 April 2026/);
});

test('what a child keeps to themselves stays with the chair and the social worker', async () => {
  assert.match((await see('amina')).body, /I cried in the shed/);
  assert.doesNotMatch((await see('minutes')).body, /I cried in the shed/);
});

test('it is taken for one record, with a reason, by those who answer for the child', async () => {
  assert.equal((await see('minutes', '/bag')).status, 404);
  const { body } = await see('amina', '/bag');
  assertValidPage(body);
  const refused = await take('amina', { record: '', reason: '' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Choose which record it is for/);
  assert.match(refused.body, /Enter what it is taken for/);
  const unasked = await see('amina', '/bag/adoption');
  assert.deepEqual([unasked.status, unasked.headers.get('location')], [303, at('/bag')]);
});

const bagFor = async (record: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const sent = await take('amina', { record, reason: 'For the file' });
  assert.equal(sent.status, 303, sent.body.match(/error-summary[\s\S]{0,600}/)?.[0]);
  const ready = await (await running.as('amina')).get(String(sent.headers.get('location')));
  assertValidPage(ready.body);
  assert.match(ready.body, /Download it/);
  const response = await running.app.inject({
    url: at(`/bag/${record}`),
    cookies: { ...(await running.as('amina')).cookies },
  });
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['content-disposition'], 'attachment; filename="chronology.zip"');
  return new Map(
    Object.entries(unzipSync(response.rawPayload)).map(([path, bytes]) => [
      path.replace('chronology/', ''),
      bytes,
    ]),
  );
};

const wordsIn = async (bag: ReadonlyMap<string, Uint8Array>): Promise<string> => {
  const texts: string[] = [];
  for (const [path, bytes] of bag) {
    texts.push(path);
    if (path.endsWith('.pdf')) texts.push(...(await readBackPdf(bytes)).map(({ text }) => text));
    else if (path.endsWith('.docx')) texts.push(...readBackDocx(bytes).map(({ text }) => text));
    else texts.push(new TextDecoder().decode(bytes));
  }
  return texts.join('\n');
};

test('the looked-after record and the adoption record are two bags that never name each other, on the bytes', async () => {
  const [child = ''] = running.example.childIds;
  const lookedAfter = await bagFor(child);
  const adoption = await bagFor('adoption');
  for (const bag of [lookedAfter, adoption]) assert.deepEqual(problemsOfBag(bag, checksumOf(bag)), []);
  const [ofChild, ofAdoption] = [await wordsIn(lookedAfter), await wordsIn(adoption)];
  const reference = /govuk-caption-l">([^,]+),/.exec((await see('amina')).body)?.[1] ?? assert.fail();
  for (const hidden of [adopter, adopter.split(' ').at(-1) ?? '', reference, 'I cried in the shed'])
    assert.ok(!ofChild.includes(hidden), hidden);
  assert.ok(ofAdoption.includes(adopter));
  assert.match(ofChild, /I miss the dog\./);
  assert.match(ofChild, /Support came late\./, 'with the minutes of its own record');
});

test('what is in it can be read without this service, and by a computer', async () => {
  const bag = await bagFor('adoption');
  assert.deepEqual([...bag.keys()].filter((path) => path.startsWith('data/')).toSorted(), [
    ...['data/README.txt', 'data/chronology.csv', 'data/chronology.docx', 'data/chronology.json'],
    ...['data/chronology.pdf', 'data/chronology.schema.json', 'data/index.html'],
    ...['data/minutes.docx', 'data/minutes.pdf'],
  ]);
  const text = (path: string): string => new TextDecoder().decode(bag.get(`data/${path}`));
  assert.doesNotMatch(text('index.html'), /(src|href)=/);
  const validate = new Ajv2020().compile(JSON.parse(text('chronology.schema.json')));
  assert.deepEqual(JSON.parse(text('chronology.schema.json')), chronologySchema);
  assert.ok(validate(JSON.parse(text('chronology.json'))), JSON.stringify(validate.errors));
  assert.equal(validate({ version: 1, council: '', entries: [] }), false);
});

test('that it was taken, for what and by whom, stays in the history', async () => {
  assert.match(
    (await see('amina', '?kind=service')).body,
    /Took the chronology for the adoption record: For the file/,
  );
});

test('after an hour a reason is given anew', async () => {
  await bagFor('adoption');
  running.time.now = new Date(running.time.now.getTime() + 61 * 60_000);
  const late = await see('amina', '/bag/adoption');
  assert.equal(late.status, 303);
});
