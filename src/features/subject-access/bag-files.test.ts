import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { photo } from '../../../test/files/pictures.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type Requests, requestsOf } from '../../../test/subject-requests.ts';
import { asService } from '../../database/connection.ts';
import { saveView } from '../views/record-view.ts';

let running: CopiesApp;
let requests: Requests;
before(async () => {
  running = await startCopiesApp({});
  requests = await requestsOf(running);
  const view = {
    ...{ words: 'Us at the lake', whoseWords: 'child', way: 'drew', how: 'At school' },
    ...{ 'saidOn-day': '20', 'saidOn-month': '3', 'saidOn-year': '2026' },
  };
  const upload = { bytes: await photo('Mill Lane'), isTooLarge: false };
  const form = { disruptionId: running.id, key: randomUUID(), upload };
  const saved = await saveView(running.service, running.example.actors.amina, form, view);
  assert.ok(saved.ok);
});
after(() => running.stop());

type Item = Awaited<ReturnType<Requests['itemsOf']>>[number];
const isDrawing = ({ key }: Item): boolean => key.startsWith('view-file-');

/** Gathers, and gives everything; the drawing as said. Answers where the request is, and the drawing’s place in it. */
const decided = async (ofDrawing: Record<string, string>) => {
  const { path } = await requests.gathered();
  const tess = await running.as('records');
  assert.equal((await tess.post(`${path}/items/give`, {})).status, 303);
  const items = await requests.itemsOf(path);
  const drawing = items.find(isDrawing);
  assert.ok(drawing);
  assert.equal(drawing.decision, null, 'nobody gives a file without having opened it');
  for (const item of items.filter(({ decision }) => decision === null))
    await tess.post(`${path}/items/${item.id}`, {
      ...{ revision: `${item.revision}`, decision: 'give', because: 'known' },
      ...(isDrawing(item) && ofDrawing),
    });
  return { path, drawing };
};

/** Puts it together, has it checked and released. */
const released = async (path: string) => {
  const [tess, noor] = [await running.as('records'), await running.as('records2')];
  assert.equal((await tess.post(`${path}/bag`, {})).status, 303);
  assert.equal((await noor.get(`${path}/bag.zip`)).status, 404, 'nothing is taken before it is released');
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.equal((await noor.post(`${path}/bag/release`, {})).status, 303);
  const zip = await noor.get(`${path}/bag.zip`);
  assert.equal(zip.status, 200);
  assert.match(zip.headers.get('content-disposition') ?? '', /filename="copy\.zip"/);
  return unzipSync(new Uint8Array(zip.bytes));
};

test('an officer opens a drawing before they decide, and it goes whole into the bag, with its checksum', async () => {
  const { path, drawing } = await decided({ decision: 'give' });
  const tess = await running.as('records');
  const page = await tess.get(`${path}/items/${drawing.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Open the file<\/a> before you decide/);
  assert.doesNotMatch(page.body, /Some words left out/);
  const address = `${path}/items/${drawing.id}/file`;
  const opened = await tess.get(address);
  assert.equal(opened.status, 200);
  assert.equal(opened.headers.get('content-disposition'), 'attachment; filename="file.jpg"');
  assert.equal((await (await running.as('amina')).get(address)).status, 404);
  const [words] = (await requests.itemsOf(path)).filter((item) => !isDrawing(item));
  assert.equal((await tess.get(`${path}/items/${words?.id}/file`)).status, 404);

  const packed = await released(path);
  assert.deepEqual(Object.keys(packed).sort(), ['copy.json', 'copy.pdf', 'file-1.jpg']);
  assert.deepEqual(packed['file-1.jpg'], new Uint8Array(opened.bytes));
  const data = JSON.parse(strFromU8(packed['copy.json'] ?? new Uint8Array()));
  const files = data.kinds.flatMap(({ things }: { things: { file?: unknown }[] }) =>
    things.flatMap(({ file }) => file ?? []),
  );
  const sha256 = createHash('sha256').update(opened.bytes).digest('hex');
  assert.deepEqual(files, [{ name: 'file-1.jpg', sha256 }]);
  const shown = await tess.get(`${path}/bag`);
  assertValidPage(shown.body);
  assert.match(shown.body, /You can find it in the file file-1\.jpg\./);
  assert.match(shown.body, new RegExp(address));
  const kept = await asService(running.service, (tx) =>
    tx.selectFrom('subject_bag').select('sealed').where('sealed', 'is not', null).execute(),
  );
  assert.ok(kept.every(({ sealed }) => !sealed?.includes('JFIF')));
});

test('a drawing that is withheld is in no part of the bag', async () => {
  const { path } = await decided({ decision: 'withhold', reason: 'serious-harm' });
  const packed = await released(path);
  assert.deepEqual(Object.keys(packed).sort(), ['copy.json', 'copy.pdf']);
  assert.doesNotMatch(strFromU8(packed['copy.json'] ?? new Uint8Array()), /file-1|sha256/);
});
