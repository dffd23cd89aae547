import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { family } from '../example-case.ts';
import { photo } from '../files/pictures.ts';
import { enterAs, invitationOf, inviteFamily } from '../guest.ts';
import { tabTo } from './keyboard.ts';
import { openPerson, type Person, sees } from './person.ts';

const mother = family.mother.name;
const [, carer] = family.carers;

let running: TestApp;
let browser: Browser;
let address: string;
let picture: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
before(async () => {
  running = await startTestApp();
  await inviteFamily(running);
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  picture = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await photo('Mill Lane')) };
});
after(async () => {
  await browser.close();
  await running.stop();
});

/** Somebody at the page for writing, behind their private link. */
const writing = async (
  name: string,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<Person> => {
  const person = await openPerson({ browser }, options);
  const { cookies } = await enterAs(running, name);
  await person.page
    .context()
    .addCookies(Object.entries(cookies).map(([cookie, value]) => ({ name: cookie, value, url: address })));
  await person.page.goto(`${address}/private/meeting/words`);
  return person;
};

test('the page for writing fits a phone and a desk, with nothing on it, with a file, and with a problem', async () => {
  const guest = await writing(mother);
  await sees(guest, 'Write to us');
  await guest.page.getByLabel('Add a photo, a letter or your voice (optional)').setInputFiles(picture);
  await guest.write('What is it?', 'A photo of our garden');
  await guest.press('Add this file');
  await guest.page.getByRole('img', { name: 'A photo of our garden' }).waitFor();
  await sees(guest, 'Write to us');
  await guest.press('Give this to the meeting');
  await guest.page.getByText('Choose who may read it').first().waitFor();
  await sees(guest, 'Write to us');
  await guest.close();
});

test('somebody without a mouse and without JavaScript adds a photo, writes, and gives it to the meeting', async () => {
  const guest = await writing(carer.name, { javaScriptEnabled: false });
  const { page } = guest;
  await tabTo(page, 'textarea[name=words]');
  await page.keyboard.type('He dug it with me.');
  await tabTo(page, 'input[name=file]');
  // The window that opens then is the browser’s own.
  await page.locator('input[name=file]:focus').setInputFiles(picture);
  await tabTo(page, 'textarea[name=description]');
  await page.keyboard.type('Our garden');
  await tabTo(page, 'button[value=add-file]');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Our garden' }).waitFor();
  await tabTo(page, 'input[name=share]');
  await page.keyboard.press('Space');
  await tabTo(page, 'button:not([name])');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/private\/meeting\?saved=words/);
  const { id, contribution } = await invitationOf(running, carer.name);
  assert.match(contribution, /He dug it with me\./);
  const given = await asService(running.service, (tx) =>
    tx
      .selectFrom('contribution_file')
      .where('invitation_id', '=', id)
      .where('is_given', '=', true)
      .select('description')
      .execute(),
  );
  assert.deepEqual(given, [{ description: 'Our garden' }]);
  await guest.close();
});
