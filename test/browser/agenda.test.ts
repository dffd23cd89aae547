import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../app.ts';
import type { StaffKey } from '../example-case.ts';
import { inviteFamily } from '../guest.ts';
import { addGuidanceCase } from '../guidance-case.ts';
import { conveneExample } from '../recorded.ts';
import { walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

let running: TestApp;
let browser: Browser;
let address: string;
let set: string;
let suggested: string;
before(async () => {
  running = await startTestApp();
  set = await inviteFamily(running);
  suggested = (await addGuidanceCase(running, { stage: 'at-risk' })).id;
  await conveneExample(running, suggested, { chairId: running.example.people.gareth });
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const openAs = async (key: StaffKey, path: string, javaScriptEnabled = true): Promise<Page> =>
  openWith(browser, (await running.as(key)).cookies, address + path, javaScriptEnabled);

test('an agenda that is set is timed by the keyboard alone, at any width', async () => {
  const page = await openAs('amina', `/disruptions/${set}/agenda`);
  await look(page, 'agenda-set');
  assert.ok((await walkByKeyboard(page)) > 12);
  await page.getByLabel('Minutes for Welcome and why we are meeting').focus();
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await page.getByText('10am, 10 minutes, led by the chair').waitFor();
  await look(page, 'agenda-part');
});

test('one that is suggested is built without JavaScript', async () => {
  const looking = await openAs('gareth', `/disruptions/${suggested}/agenda`);
  await looking.getByText('Add an item').click();
  await look(looking, 'agenda-suggested');
  const page = await openAs('gareth', `/disruptions/${suggested}/agenda`, false);
  await page.getByText('Add an item').click();
  await page.getByLabel('What it is called').fill('The dog');
  await page.getByLabel('Place of the new item').fill('2');
  await page.getByLabel('On the agenda').nth(2).uncheck();
  await page.getByRole('button', { name: 'Save the agenda' }).last().click();
  await page.getByRole('heading', { name: 'What everybody reads before the meeting' }).waitFor();
  const items = await page.locator('ol.govuk-list--number > li').allInnerTexts();
  assert.match(items[1] ?? '', /^The dog/);
  assert.equal(items.length, 9);
});
