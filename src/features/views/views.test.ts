import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';

let running: MinutesApp;
let views: string;
before(async () => {
  running = await startMinutesApp({ children: ['Robin', 'Wren'] });
  views = `/disruptions/${running.id}/views`;
});
after(() => running.stop());

const said = (changes: Record<string, string> = {}) => ({
  childId: running.example.childIds[1] ?? '',
  words: 'I  want\nmy <blue> blanket.',
  whoseWords: 'child',
  way: 'drew',
  how: 'In a drawing',
  'saidOn-day': '20',
  'saidOn-month': '3',
  'saidOn-year': '2026',
  ...changes,
});

const recorded = () => asService(running.service, (tx) => tx.selectFrom('child_view').selectAll().execute());

test('the form asks which child, and promises that the words will not be edited', async () => {
  const page = await (await running.as('amina')).get(views);
  assert.equal(page.status, 200);
  assertValidPage(page.body);
  assert.match(page.body, /Write exactly what was said\. It will not be edited/);
  assert.match(page.body, /Whose views are these\?[\s\S]+Robin[\s\S]+Wren/);
});

test('an empty form says what is missing, and keeps what was typed', async () => {
  const page = await (await running.as('amina')).post(views, { words: 'Kept words' });
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /Choose whose views these are/);
  assert.match(page.body, /Choose whose words these are/);
  assert.match(page.body, /Enter when they were given/);
  assert.match(page.body, />Kept words</);
});

test('a child’s words are kept to the letter, once, and whoever asked from the minutes is taken back there', async () => {
  const amina = await running.as('amina');
  const key = '6f3c1f0a-44c5-4dbb-9f0f-6c1a6f5be001';
  const sent = { ...said(), agreed: 'everyone', withheldFrom: 'birth-family', back: 'minutes' };
  const [first, second] = [await amina.post(views, sent, key), await amina.post(views, sent, key)];
  assert.deepEqual([first.status, first.location], [303, running.minutes]);
  assert.equal(second.location, first.location);
  const rows = await recorded();
  assert.deepEqual(
    rows.map(({ words, whose_words, how, said_on, withheld_from }) => [
      words,
      whose_words,
      how,
      said_on,
      withheld_from,
    ]),
    [['I  want\nmy <blue> blanket.', 'child', 'In a drawing', '2026-03-20', ['birth-family']]],
  );
  const page = await (await running.as('minutes')).get(running.minutes);
  assertValidPage(page.body);
  assert.match(page.body, /I {2}want\nmy &lt;blue&gt; blanket\./);
  assert.match(page.body, /Kept from parents and family/);
});

test('the database itself lets nobody edit a child’s words', async () => {
  const { db } = running.service;
  await assert.rejects(
    asService({ db }, (tx) => tx.updateTable('child_view').set({ words: 'Edited' }).execute()),
    /permission denied/,
  );
  await assert.rejects(
    asService({ db }, (tx) => tx.deleteFrom('child_view').execute()),
    /permission denied/,
  );
});

test('somebody who may not record views finds no page', async () => {
  for (const key of ['outsider', 'panel'] as const) {
    const visitor = await running.as(key);
    assert.equal((await visitor.get(views)).status, 404, key);
    assert.equal((await visitor.post(views, said())).status, 404, key);
  }
  assert.equal(
    (await (await running.as('minutes')).get(views)).status,
    200,
    'children also speak in the meeting',
  );
});
