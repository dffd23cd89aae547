import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type CopiesApp, startCopiesApp } from '../copies-app.ts';
import { walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

let running: CopiesApp;
let browser: Browser;
let address: string;
before(async () => {
  running = await startCopiesApp({ actions: [{ what: 'Find a therapist', owner: 'Amina Hussain' }] });
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = async (path = '', javaScriptEnabled = true): Promise<Page> =>
  openWith(
    browser,
    (await running.as('amina')).cookies,
    `${address}/disruptions/${running.id}/chronology${path}`,
    javaScriptEnabled,
  );

test('what happened is read at any width, and narrowed without JavaScript', async () => {
  const page = await open();
  await look(page, 'chronology');
  assert.ok((await walkByKeyboard(page)) > 10);
  const plain = await open('', false);
  await plain.getByText('Show only some of it, or all of it').click();
  for (const kind of ['The home', 'The ending', 'Actions and support', 'Decisions', 'Findings'])
    await plain.getByLabel(kind, { exact: true }).uncheck();
  await plain.getByRole('button', { name: 'Show' }).click();
  await plain.getByText('The meeting was held').waitFor();
  assert.equal(await plain.getByText('Find a therapist').count(), 0);
});

test('on paper it says what was left out, and shows no button', async () => {
  const page = await open('?kind=meeting');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText('entries: “The meeting”').isVisible());
  assert.equal(await page.getByRole('button', { name: 'Show' }).isVisible(), false);
});

test('it is taken as one file', async () => {
  const page = await open('/bag');
  await look(page, 'chronology-bag');
  await page.getByLabel('The adoption record').check();
  await page.getByLabel('What do you take it for?').fill('For the court');
  await page.getByRole('button', { name: 'Make it' }).click();
  const link = page.getByRole('button', { name: 'Download it' });
  await link.waitFor();
  await look(page, 'chronology-ready');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(download.suggestedFilename(), 'chronology.zip');
});
