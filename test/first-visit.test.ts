import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from './app.ts';
import { family } from './example-case.ts';
import { enterAs, inviteFamily } from './guest.ts';
import { enterAsChild } from './own-page.ts';

/** Bytes of all that a phone with an empty cache gets for one page: a few seconds where there is little signal. */
const MOST_BYTES = 60_000;

let running: TestApp;
let disruptionId: string;
before(async () => {
  running = await startTestApp();
  disruptionId = await inviteFamily(running);
});
after(() => running.stop());

/** What a page, a style or a script asks for besides itself. */
const namedIn = (at: string, text: string): readonly string[] =>
  [
    ...text.matchAll(
      /(?:<link rel="(?:icon|stylesheet)" href|<script[^>]* src|<img[^>]* src)="([^"]+)"|from '(\.[^']+)'/g,
    ),
  ]
    .flatMap(([, ...found]) => found.filter((one) => one !== undefined))
    .map((path) => (path.startsWith('.') ? posix.join(posix.dirname(at), path) : path));

/** The bytes of a page as they are sent, with all that it asks for. */
const bytesOf = async (path: string, cookies: Readonly<Record<string, string>>) => {
  const waiting = [path];
  const sizes = new Map<string, number>();
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (sizes.has(url)) continue;
    const ask = (encoding: string) =>
      running.app.inject({ url, cookies, headers: { accept: 'text/html', 'accept-encoding': encoding } });
    const [sent, plain] = [await ask('br, gzip'), await ask('identity')];
    assert.equal(sent.statusCode, 200, url);
    sizes.set(url, sent.rawPayload.length);
    waiting.push(...namedIn(url, plain.body));
  }
  return sizes;
};

const stayWithin = (sizes: ReadonlyMap<string, number>): void => {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  assert.ok(total > 20_000, 'styles and scripts are among it');
  assert.ok(total <= MOST_BYTES, `${total} bytes: ${[...sizes].map((one) => one.join(' ')).join(', ')}`);
};

test('the first visit of a child’s own page takes less than 60 kB, pictures and all', async () => {
  const child = await enterAsChild(running, { disruptionId, childId: running.example.childIds[0] ?? '' });
  for (const sheet of ['pictures', 'about-me', 'questions']) {
    const sizes = await bytesOf(`/mine/page?sheet=${sheet}`, child.cookies);
    assert.ok([...sizes.keys()].some((path) => path.endsWith('/keep.mjs')));
    assert.ok([...sizes.keys()].some((path) => path.endsWith('/govuk-frontend.min.js')));
    stayWithin(sizes);
  }
});

test('the first visit of a guest’s page takes less than 60 kB', async () => {
  const guest = await enterAs(running, family.mother.name);
  stayWithin(await bytesOf('/private/meeting', guest.cookies));
});
