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
  running = await startCopiesApp();
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = async (path: string, javaScriptEnabled = true): Promise<Page> =>
  openWith(
    browser,
    (await running.as('amina')).cookies,
    `${address}/disruptions/${running.id}/${path}`,
    javaScriptEnabled,
  );

test('who was told and what was arranged is read and answered at any width, by keyboard', async () => {
  const page = await open('arrangements');
  await look(page, 'arrangements');
  assert.ok((await walkByKeyboard(page)) > 8);
  await page.getByRole('button', { name: /^Next: / }).click();
  await look(page, 'arrangement');
  await page.getByLabel('It becomes an action').check();
  await look(page, 'arrangement-action');
});

test('without JavaScript a matter is answered, and what was typed is there again when something is missing', async () => {
  const page = await open(`arrangements/school/child-${running.example.childIds[0]}`, false);
  await page.getByLabel('It is done', { exact: true }).check();
  await page.getByLabel('Who was told?').fill('Ms Bell');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal(await page.getByLabel('Who was told?').inputValue(), 'Ms Bell');
  await page.getByRole('alert').getByText('Enter what shows it').waitFor();
  await page.getByLabel('What shows it?').fill('Letter on file');
  for (const [part, value] of Object.entries({ day: '10', month: '3', year: '2026' }))
    await page.locator(`[name="doneOn-${part}"]`).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Ms Bell told by Amina Hussain on 10 March 2026').waitFor();
});

test('what follows from the ending is read and recorded at any width', async () => {
  const page = await open('follow-ups');
  await look(page, 'follow-ups');
  await page.getByRole('link', { name: /Record what came of it.*A debrief for professionals/ }).click();
  await look(page, 'follow-up');
});
