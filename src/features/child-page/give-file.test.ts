import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { photo } from '../../../test/files/pictures.ts';
import { wav } from '../../../test/files/sounds.ts';
import type { GuestVisitor } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { enterAsChild } from '../../../test/own-page.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
let of: { disruptionId: string; childId: string };
let child: GuestVisitor;
before(async () => {
  running = await startTestApp();
  const disruptionId = await recordExample(running);
  of = { disruptionId, childId: running.example.childIds[0] ?? assert.fail() };
  child = await enterAsChild(running, of);
});
after(() => running.stop());

const latest = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('child_view')
      .leftJoin('view_file', 'view_file.view_id', 'child_view.id')
      .orderBy('recorded_at', 'desc')
      .select(['child_view.id', 'words', 'way', 'whose_words', 'format', 'sealed'])
      .execute(),
  );

/** Sends a file as a form of the page does. */
const give = async (gives: 'picture' | 'voice', bytes: Uint8Array | null, words = '') => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  const { body } = await child.get('/mine/page');
  const form = new FormData();
  form.set('_csrf', body.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? '');
  form.set('_key', crypto.randomUUID());
  for (const [name, value] of Object.entries({ sheet: 'pictures', gives, [`${gives}-words`]: words }))
    form.set(name, value);
  form.set(gives, new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? 'mine.bin' : ''));
  const sent = new Response(form);
  return running.app.inject({
    method: 'POST',
    url: '/mine/file',
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
    cookies: { ...child.cookies },
    payload: Buffer.from(await sent.arrayBuffer()),
  });
};

test('a picture is a view of the child’s own, cleaned of what it says of where it was made, and sealed', async () => {
  const secret = 'Quillet House';
  const sent = await give('picture', await photo(secret), ' our dog ');
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, '/mine/page?sheet=pictures&saved=given']);
  const [view] = await latest();
  assert.deepEqual(
    [view?.way, view?.whose_words, view?.words, view?.format],
    ['drew', 'child', ' our dog ', 'jpeg'],
  );
  assert.ok(!view?.sealed?.includes(Buffer.from([0xff, 0xd8, 0xff])), 'sealed');
  const { body } = await child.get('/mine/page');
  assertValidPage(body);
  assert.match(body, new RegExp(`<img class="app-given" src="/mine/files/${view?.id}" alt="`));
  const own = await running.app.inject({ url: `/mine/files/${view?.id}`, cookies: child.cookies });
  assert.equal(own.statusCode, 200);
  assert.equal(own.headers['content-type'], 'image/jpeg');
  assert.equal(own.headers['content-disposition'], 'inline; filename="file.jpg"');
  assert.match(String(own.headers['content-security-policy']), /^default-src 'none';.* sandbox$/);
  assert.ok(own.rawPayload.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])));
  assert.ok(!own.rawPayload.includes(secret));
});

test('a recording is heard by the child and by those who hear the child first, and by nobody else', async () => {
  assert.equal((await give('voice', wav('secret'))).statusCode, 303);
  const [view] = await latest();
  assert.deepEqual([view?.way, view?.words, view?.format], ['recorded', '', 'wav']);
  const at = `/disruptions/${of.disruptionId}/child-voice`;
  const amina = await running.as('amina');
  const voice = await amina.get(at);
  assertValidPage(voice.body);
  assert.match(voice.body, new RegExp(`<audio controls preload="none" src="${at}/files/${view?.id}"`));
  const heard = await amina.get(`${at}/files/${view?.id}`);
  assert.deepEqual([heard.status, heard.headers.get('content-type')], [200, 'audio/wav']);
  assert.equal(heard.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(heard.headers.get('cache-control'), 'no-store');
  for (const key of ['iro', 'gareth', 'outsider'] as const)
    assert.equal((await (await running.as(key)).get(`${at}/files/${view?.id}`)).status, 404, key);
});

test('what is no picture or no sound is refused kindly, and so is nothing at all', async () => {
  const before = (await latest()).length;
  for (const [gives, bytes, says] of [
    ['picture', wav('x'), 'We could not keep that picture'],
    ['voice', await photo('x'), 'We could not keep that'],
    ['picture', Buffer.from('%PDF-1.7 no'), 'We could not keep that picture'],
    ['voice', null, 'Choose one first'],
  ] as const) {
    const sent = await give(gives, bytes, 'what I typed');
    assert.equal(sent.statusCode, 422);
    assertValidPage(sent.body);
    assert.ok(sent.body.includes(says) && sent.body.includes('what I typed'), says);
  }
  assert.equal((await latest()).length, before);
});

test('a file that is refused leaves what is kept of the page in its boxes', async () => {
  await child.post('/mine/page', {
    ...{ sheet: 'pictures', do: 'save', feeling: 'sad' },
    'pictures-1': 'my worry',
  });
  const long = 'x'.repeat(20_001);
  for (const [bytes, words] of [
    [wav('x'), 'beside it'],
    [await photo('x'), long],
  ] as const) {
    const { statusCode, body } = await give('picture', bytes, words);
    assert.equal(statusCode, 422);
    assertValidPage(body);
    assert.match(body, /name="pictures-1"[^>]*>\nmy worry<\/textarea>/);
    assert.match(body, /value="sad" checked/);
    assert.ok(body.includes(`\n${words}</textarea>`), 'and what was typed beside it');
    assert.equal(/id="picture-words-error"/.test(body), words === long);
  }
});

test('one child’s picture is not there for another', async () => {
  const [view] = await latest();
  const other = await asService(running.service, (tx) =>
    tx
      .selectFrom('child_view')
      .where('id', '=', view?.id ?? '')
      .select('page_id')
      .executeTakeFirstOrThrow(),
  );
  assert.ok(other.page_id);
  const stranger = await running.app.inject({ url: `/mine/files/${view?.id}` });
  assert.equal(stranger.statusCode, 404);
  assert.equal((await child.get(`/mine/files/${crypto.randomUUID()}`)).status, 404);
});
