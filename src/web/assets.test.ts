import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { assetRoutes, buildAssets } from './assets.ts';
import { councilStylesheet, isReadableCouncilColour } from './council-colour.ts';

let directory: string;
let version: string;
let app: FastifyInstance;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'assets-'));
  await mkdir(join(directory, 'an-older-version'));
  version = await buildAssets(directory);
  app = fastify();
  await app.register(assetRoutes, { directory });
});

after(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

test('a second start finds the styles compiled and compiles nothing', async () => {
  const stylesheet = join(directory, version, 'application.css');
  const { mtimeMs } = await stat(stylesheet);
  assert.equal(await buildAssets(directory), version);
  assert.equal((await stat(stylesheet)).mtimeMs, mtimeMs);
});

test('what an older version left behind is cleared away', async () => {
  assert.deepEqual(await readdir(directory), [version]);
});

test('two services that start at once both find the styles', async () => {
  await rm(join(directory, version), { recursive: true });
  assert.deepEqual(await Promise.all([buildAssets(directory), buildAssets(directory)]), [version, version]);
  assert.deepEqual(await readdir(directory), [version]);
});

test('a page gets its style and every script, which a browser may keep', async () => {
  const scripts = (await readdir('assets')).filter((name) => name.endsWith('.mjs'));
  for (const name of ['application.css', 'favicon.svg', 'govuk-frontend.min.js', ...scripts]) {
    const { statusCode, headers } = await app.inject(`/assets/${version}/${name}`);
    assert.equal(statusCode, 200, name);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
  }
});

test('a browser that understands brotli is sent the small copy', async () => {
  const { headers, rawPayload } = await app.inject({
    url: `/assets/${version}/application.css`,
    headers: { 'accept-encoding': 'br' },
  });
  assert.equal(headers['content-encoding'], 'br');
  assert.ok(rawPayload.length < 25_000, `${rawPayload.length} bytes`);
});

test('the style uses neither the typeface nor the colour that only GOV.UK may use', async () => {
  const css = await readFile(join(directory, version, 'application.css'), 'utf8');
  assert.doesNotMatch(css, /GDS Transport|@font-face/);
  assert.match(css, /--govuk-brand-colour: ?var\(--council-colour\)/);
});

test("a council's colour is a stylesheet of its own", async () => {
  const { statusCode, headers, body } = await app.inject('/assets/organisation/00583d.css');
  assert.deepEqual([statusCode, headers['content-type']], [200, 'text/css; charset=utf-8']);
  assert.equal(body, ':root{--council-colour:#00583d}');
});

test('a colour that is none, or that white text cannot be read on, has no stylesheet', async () => {
  for (const colour of ['ffdd00', 'red', '00583', '00583d7', '00583d%7D']) {
    assert.equal((await app.inject(`/assets/organisation/${colour}.css`)).statusCode, 404, colour);
    assert.equal(councilStylesheet(`#${colour}`), null, colour);
  }
  assert.equal(councilStylesheet('#00583D'), '/assets/organisation/00583d.css');
});

test('white on #767676 is the lightest grey that can be read', () => {
  assert.equal(isReadableCouncilColour('#767676'), true);
  assert.equal(isReadableCouncilColour('#777777'), false);
});
