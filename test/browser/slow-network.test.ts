import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { startTestApp, type TestApp } from '../app.ts';
import { family } from '../example-case.ts';
import { codeOf, invitationOf, inviteFamily, linkOf } from '../guest.ts';
import { openPerson, sees } from './person.ts';
import { slowDown } from './slow-network.ts';

let running: TestApp;
let browser: Browser;
let address: string;
before(async () => {
  running = await startTestApp();
  await inviteFamily(running);
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const { name } = family.mother;

test('over a slow connection a mother comes from her link to an answer that is saved, and saves it once', async () => {
  const mother = await openPerson({ browser });
  const { page } = mother;
  const session = await slowDown(page);
  let answered = 0;
  let slowest = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/private/meeting/reply')) answered += 1;
  });
  session.on('Network.responseReceived', ({ response }) => {
    slowest = Math.max(slowest, response.timing?.receiveHeadersEnd ?? 0);
  });
  await page.goto(address + new URL(await linkOf(running, name)).pathname);
  await sees(mother, 'Is it you?');
  await mother.press('Send me a code');
  await mother.type('Code', await codeOf(running, name));
  await mother.press('Continue');
  await page.getByRole('radio', { name: 'Yes, I will come' }).check();
  // Whoever sees nothing happen presses again.
  await page.getByRole('button', { name: 'Save my answer' }).dblclick();
  await page.getByText('We have saved your answer').waitFor();
  const { reply } = await invitationOf(running, name);
  assert.equal(reply, 'coming');
  assert.equal(answered, 1);
  assert.ok(slowest >= 400, `the connection was slow: ${slowest} ms`);
  await mother.close();
});
