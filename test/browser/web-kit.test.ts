import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import fastify, { type FastifyInstance } from 'fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { assetRoutes, buildAssets } from '../../src/web/assets.ts';
import type { Shell } from '../../src/web/page.ts';
import { exampleShell, guestPage, kitchenSink } from '../kitchen-sink.ts';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'";
const pages: Readonly<Record<string, (shell: Shell) => string>> = {
  empty: (shell) => kitchenSink('empty', shell),
  filled: (shell) => kitchenSink('filled', shell),
  refused: (shell) => kitchenSink('refused', shell),
  guest: guestPage,
};

let app: FastifyInstance;
let browser: Browser;
let address: string;

before(async () => {
  const directory = resolve('assets/dist');
  const assetsVersion = await buildAssets(directory);
  app = fastify();
  await app.register(assetRoutes, { directory });
  for (const [name, write] of Object.entries(pages))
    app.get(`/${name}`, (_request, reply) =>
      reply
        .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
        .send(write({ ...exampleShell, assetsVersion })),
    );
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser.close();
  await app.close();
});

const open = async (name: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await browser.newPage(options);
  await page.goto(`${address}/${name}`);
  return page;
};

for (const width of [320, 1280]) {
  for (const name of Object.keys(pages)) {
    test(`every part of the web kit is accessible and fits a screen of ${width} pixels: ${name}`, async () => {
      const page = await open(name, { viewport: { width, height: 900 } });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        [],
      );
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      await page.close();
    });
  }
}

test('nothing on a page is refused by a policy that allows neither script nor style within it', async () => {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  for (const name of Object.keys(pages)) await page.goto(`${address}/${name}`);
  assert.deepEqual(errors, []);
  await page.close();
});

test('each problem listed leads to the field it names', async () => {
  const page = await open('refused');
  for (const link of await page.locator('.govuk-error-summary a').all()) {
    const target = (await link.getAttribute('href'))?.slice(1);
    await link.click();
    assert.equal(await page.evaluate('document.activeElement.id'), target);
  }
  await page.close();
});

test('Enter sends the form on, though "Add another child" is the first button to be seen', async () => {
  const page = await open('filled');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByLabel('Case reference').press('Enter');
  assert.doesNotMatch((await sent).postData() ?? '', /add-child/);
  await page.close();
});

test('a field that a choice reveals is hidden until the choice is made', async () => {
  const page = await open('empty');
  assert.equal(await page.getByLabel('How many meetings').isVisible(), false);
  await page.getByLabel('During introductions').check();
  assert.equal(await page.getByLabel('How many meetings').isVisible(), true);
  await page.close();
});

test('without JavaScript a field that a choice would reveal is there to be filled in', async () => {
  const page = await open('empty', { javaScriptEnabled: false });
  assert.equal(await page.getByLabel('How many meetings').isVisible(), true);
  await page.close();
});

test('on paper a closed "why" is open, and nothing is shown that can only be pressed', async () => {
  const page = await open('empty');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByText('Adoption procedure, paragraph 4.2.').isVisible(), true);
  assert.equal(await page.getByRole('button', { name: 'Continue' }).isVisible(), false);
  await page.close();
});
