import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { comments, partsOf, releaseAll } from '../checking-app.ts';
import { type CopiesApp, startDraftApp } from '../copies-app.ts';
import { family, type StaffKey } from '../example-case.ts';
import { enterAs } from '../guest.ts';
import { tabTo, walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

// One journey, in order: the draft is sent, released, checked by a parent and a worker, settled and agreed.
let running: CopiesApp;
let browser: Browser;
let address: string;
const mother = family.mother.name;
before(async () => {
  running = await startDraftApp({
    texts: {
      placement:
        'Robin slept well at first and then woke most nights. The school rang twice in the second week.',
      findings: 'Support came late. The first visit was in week five.',
    },
    kept: [
      {
        under: 'placement',
        text: 'The adopters had a hard winter with their own health.',
        from: ['birth-family'],
      },
    ],
  });
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = (
  cookies: Readonly<Record<string, string>>,
  path: string,
  javaScriptEnabled = true,
): Promise<Page> => openWith(browser, cookies, address + path, javaScriptEnabled);
const openAs = async (key: StaffKey, path: string, javaScriptEnabled = true): Promise<Page> =>
  open((await running.as(key)).cookies, `/disruptions/${running.id}${path}`, javaScriptEnabled);

test('whose information a passage is is chosen beneath it, and ticks at once those it is kept from', async () => {
  const page = await openAs('minutes', '/minutes');
  const item = page.locator('#item-placement');
  await item.locator('summary').first().click();
  await item.getByRole('radio', { name: 'The current carers’' }).first().check();
  assert.ok(await item.getByRole('checkbox', { name: 'Parents and family' }).first().isChecked());
  await page.locator('.app-autosave__state', { hasText: 'Saved' }).waitFor();
  await look(page, 'checking-whose');
  await page.reload();
  await page.getByText('The current carers’ information. Kept from parents and family').first().waitFor();
});

test('the draft is sent to be checked, by the keyboard alone', async () => {
  const page = await openAs('minutes', '/minutes/checking');
  await look(page, 'checking-send');
  assert.ok((await walkByKeyboard(page)) > 5);
  await page.reload();
  await page.getByLabel('Why were they not heard?').focus();
  await page.keyboard.type('They spoke before anybody ticked it.');
  await tabTo(page, 'button:has-text("Send the draft to be checked")');
  await page.keyboard.press('Enter');
  await page.waitForURL(/copies$/);
  await look(page, 'checking-copies');
});

test('copies of a draft are released as others are, and say what they are', async () => {
  await releaseAll(running);
  const page = await openAs('amina', '/copies');
  await page.getByRole('heading', { name: 'Copies of the draft minutes' }).waitFor();
  await look(page, 'checking-copies-out');
});

test('a parent says on a phone what is right and what is not', async () => {
  const guest = await enterAs(running, mother);
  const { copyId } = await partsOf(running, mother);
  const page = await open(guest.cookies, `/private/copies/${copyId}`);
  await look(page, 'checking-guest');
  await page.setViewportSize({ width: 320, height: 700 });
  const first = page.getByRole('group', { name: 'Is this part right? (1 of' });
  await first.getByLabel('No, something is not right').check();
  await first.getByLabel('What is not right?').fill('It was Tuesday, not Monday.');
  await page.getByRole('group', { name: 'Is this part right? (2 of' }).getByLabel('Yes, it is right').check();
  await page.getByRole('button', { name: 'Send what I think' }).click();
  await page.getByText('Thank you. We have what you said about these notes.').waitFor();
  await look(page, 'checking-guest-said');
  assert.deepEqual((await comments(running)).map(({ words }) => words).toSorted(), [
    '',
    'It was Tuesday, not Monday.',
  ]);
});

test('without JavaScript somebody at work says the same on a page of their own', async () => {
  const page = await openAs('amina', '/minutes/own-copy', false);
  const first = page.getByRole('group', { name: 'Is this part right? (2 of' });
  await first.getByLabel('No, something is not right').check();
  await first.getByLabel('What is not right?').fill('The first visit was in week four.');
  await page.getByRole('button', { name: 'Send what I said' }).last().click();
  await page.getByText('We will look at it.').waitFor();
  const shown = await openAs('amina', '/minutes/own-copy');
  await look(shown, 'checking-own-copy');
});

test('the chair sees what was said, decides by the keyboard alone, and agrees', async () => {
  const page = await openAs('chair', '/minutes/checking');
  await look(page, 'checking-said');
  assert.ok((await walkByKeyboard(page)) > 8);
  await page.reload();
  await tabTo(page, 'input[value="changed"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The school’s log has Monday');
  await page.keyboard.press('Enter');
  await page.getByText('The school’s log has Monday').first().waitFor();
  await page.getByRole('button', { name: 'Take the draft back to write in it' }).click();
  await page.waitForURL(/minutes$/);
  await look(page, 'checking-beside');
  const box = page.locator('#item-findings textarea').first();
  await box.fill('Support came late. The first visit was in week four.');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await page.getByRole('link', { name: 'Decide what becomes of it' }).click();
  await page.getByLabel('The minutes were changed').check();
  await page.getByRole('button', { name: 'Save what becomes of it' }).click();
  await page.getByText('It is decided what becomes of everything').waitFor();
  await look(page, 'checking-settled');
  await page.goto(`${address}/disruptions/${running.id}/minutes`);
  await page
    .getByLabel('Why do you not wait until everybody has checked the draft?')
    .fill('The others are away until May');
  await page.getByRole('button', { name: 'Agree the minutes' }).click();
  await page.waitForURL(/copies$/);
});

test('what differs between two versions is marked', async () => {
  const page = await openAs('chair', '/minutes/versions');
  await look(page, 'checking-versions');
  assert.match((await page.locator('ins').last().textContent()) ?? '', /four/);
});
