import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { plainPdf } from '../../../test/files/documents.ts';
import { photo } from '../../../test/files/pictures.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asPerson, asService } from '../../database/connection.ts';

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

/** A form with a file, and with every box ticked that can be. */
const withFile = (bytes: Uint8Array, changes: Record<string, string> = {}): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(said(changes))) form.set(name, value);
  for (const reader of ['adopters', 'birth-family', 'carers', 'professionals', 'staff']) {
    form.append('readers', reader);
    form.append('withheldFrom', reader);
  }
  form.set('back', '');
  form.set('file', new Blob([new Uint8Array(bytes)]), 'Robin, 4 Mill Lane.jpg');
  return form;
};

test('a photo of what a child drew is kept with the words, made anew, for whoever may read those', async () => {
  const amina = await running.as('amina');
  await amina.get(views);
  const done = await amina.post(
    views,
    withFile(await photo('Mill Lane'), { words: 'Us at the lake', agreed: 'nobody' }),
  );
  assert.equal(done.status, 303, done.body.slice(0, 300));
  const view = (await recorded()).find(({ words }) => words === 'Us at the lake');
  assert.ok(view);
  const kept = await asService(running.service, (tx) =>
    tx
      .selectFrom('view_file')
      .where('view_id', '=', view.id)
      .select(['added_by', 'sealed'])
      .executeTakeFirstOrThrow(),
  );
  assert.equal(kept.added_by, running.example.actors.amina.id);
  assert.ok(!kept.sealed.includes('JFIF'));
  const address = `/disruptions/${running.id}/child-voice/files/${view.id}`;
  const file = await amina.get(address);
  assert.equal(file.status, 200);
  assert.equal((await sharp(file.bytes).metadata()).exif, undefined);
  const page = (await amina.get(`/disruptions/${running.id}/child-voice`)).body;
  assertValidPage(page);
  assert.match(page, new RegExp(address));
  assert.equal((await (await running.as('helen')).get(address)).status, 404);
});

test('a document is refused with what to do instead, and what was typed stays', async () => {
  const amina = await running.as('amina');
  await amina.get(views);
  const page = await amina.post(views, withFile(await plainPdf(), { words: 'Kept beside it' }));
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /Of a letter or a document, add a photo/);
  assert.match(page.body, />Kept beside it</);
  assert.equal(
    (await recorded()).some(({ words }) => words === 'Kept beside it'),
    false,
  );
});

test('nobody adds a file to a view that somebody else recorded', async () => {
  const [view] = await recorded();
  assert.ok(view);
  const { chair } = running.example.actors;
  await assert.rejects(
    asPerson(running.service, chair, (tx) =>
      tx
        .insertInto('view_file')
        .values({
          ...{ id: crypto.randomUUID(), organisation_id: chair.organisationId, disruption_id: running.id },
          ...{ view_id: view.id, format: 'jpeg', sealed: Buffer.from('x'), added_by: chair.id },
        })
        .execute(),
    ),
    /added_by_recorder/,
  );
});
