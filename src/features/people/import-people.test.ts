import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { importColumns } from '../../domain/people-import-row.ts';

let running: TestApp;
let admin: Visitor;
before(async () => {
  running = await startTestApp();
  admin = await running.as('admin');
});
after(() => running.stop());

const rows = [
  'Name,Email,Post,Team,From,Until,Manager',
  'Ben <b>Example</b>,ben@derby.example,Social worker,,01/03/2026,,cleo@derby.example',
  'Cleo Example,cleo@derby.example,Team manager,,01/03/2026,,',
].join('\n');
const check = (text: string) => admin.post('/people/import/check', { rows: text });
const checkedIn = (body: string): string => /name="checked" value="([^"]*)"/.exec(body)?.[1] ?? '';
const imported = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('person')
      .where('email', 'in', ['ben@derby.example', 'cleo@derby.example'])
      .selectAll()
      .execute(),
  );

test('a file is looked at before anything changes, row by row, and applied whole', async () => {
  assertValidPage((await admin.get('/people/import')).body);
  const looked = await check(rows);
  assert.equal(looked.status, 200);
  assertValidPage(looked.body);
  assert.match(looked.body, /Changes: 5\. Nothing is saved yet/);
  assert.doesNotMatch(looked.body, /<b>Example/);
  assert.equal((await imported()).length, 0);
  const done = await admin.post('/people/import', { rows, checked: checkedIn(looked.body) });
  assert.equal(done.status, 303);
  assert.equal((await imported()).length, 2);
  const managed = await asService(running.service, (tx) =>
    tx
      .selectFrom('line_management')
      .innerJoin('person', 'person.id', 'line_management.person_id')
      .where('person.email', '=', 'ben@derby.example')
      .select('manager_id')
      .execute(),
  );
  assert.equal(managed.length, 1);
  assert.match((await check(rows)).body, /Nothing would change/);
});

test('one problem keeps everything out, and what was pasted is shown again', async () => {
  const text = `${rows}\nDan Example,dan@derby.example,Wizard,,01/03/2026,,`;
  const looked = await check(text);
  assert.equal(looked.status, 200, 'looking was done, and found something');
  assertValidPage(looked.body);
  assert.match(looked.body, /Row 4, Post: Choose the post/);
  assert.match(looked.body, /Dan Example,dan@derby\.example/);
  const forced = await admin.post('/people/import', { rows: text, checked: 'x' });
  assert.equal(forced.status, 422);
  assert.match(forced.body, /Row 4, Post/);
});

test('what changed since it was looked at is looked at again', async () => {
  const text = `${rows.split('\n')[0]}\nEve Example,eve@derby.example,Social worker,,01/03/2026,,`;
  const { body } = await check(text);
  await admin.post('/people/import', { rows: text, checked: checkedIn(body) });
  const late = await admin.post('/people/import', { rows: text, checked: checkedIn(body) });
  assert.equal(late.status, 422);
  assert.match(late.body, /not what you looked at/);
});

test('somebody of another organisation is nobody here, and only an administrator brings a file', async () => {
  const others = `${rows.split('\n')[0]}\nFay Example,fay@derby.example,Social worker,,01/03/2026,,ruth.barlow@nottingham.example`;
  assert.match(
    (await check(others)).body,
    /Row 2, Manager: Enter the work e-mail address of somebody of your/,
  );
  for (const key of ['amina', 'gareth', 'governance', 'outsider'] as const) {
    const person = await running.as(key);
    assert.equal((await person.get('/people/import')).status, 404, key);
    assert.equal((await person.post('/people/import/check', { rows })).status, 404, key);
    assert.equal((await person.post('/people/import', { rows })).status, 404, key);
  }
});

test('the guide has the columns that the page has, and no other', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/how-to/import-people.md'), 'utf8');
  const headings = [...guide.matchAll(/^\| (\w+) \|/gm)].map(([, heading]) => heading).slice(1);
  assert.deepEqual(
    headings,
    importColumns.map(({ heading }) => heading),
  );
});
