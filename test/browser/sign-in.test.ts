import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { createTestDatabase } from '../database.ts';
import { startIdentityProvider } from '../identity-provider.ts';
import { addPeople, emailOf, startSignInApp } from '../sign-in-app.ts';
import { freePort, openPerson, sees } from './person.ts';

/** A site behind a provider, as another council's or a bank's is, that sends everybody back to it. */
const startThirdSite = async (backTo: () => string) => {
  const server = createServer((request, response) =>
    response.writeHead(303, { location: `${backTo()}${request.url}` }).end(),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (): void => void server.close(),
  };
};

test('forms lead to providers elsewhere, through a third site too: signing in, anew in the middle of a form, and out', async () => {
  await using running = new AsyncDisposableStack();
  const database = running.adopt(await createTestDatabase(), ({ drop }) => drop());
  await addPeople(database.db);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  let council = '';
  const third = running.adopt(await startThirdSite(() => council), ({ stop }) => stop());
  const [derby, shire] = [
    running.adopt(await startIdentityProvider(publicUrl, { passesOnTo: third.url }), ({ stop }) => stop()),
    running.adopt(await startIdentityProvider(publicUrl), ({ stop }) => stop()),
  ];
  council = derby.url;
  let minutes = 0;
  const app = await startSignInApp({
    db: database.db,
    publicUrl,
    councils: [
      { ...derby, name: 'Derby', domains: ['example.org'] },
      { ...shire, name: 'Shire', domains: ['shire.example'] },
    ],
    clock: () => new Date(Date.now() + minutes * 60_000),
  });
  running.defer(() => app.close());
  await app.listen({ port, host: '127.0.0.1' });
  const browser = running.adopt(
    await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
    (each) => each.close(),
  );
  const email = emailOf('Amina Hussain');
  derby.meet({ sub: 'amina', email, email_verified: true });

  const amina = await openPerson({ browser });
  const { page } = amina;
  await page.goto(`${publicUrl}/open-a-case`);
  await amina.type('What is your work email address?', email);
  await amina.press('Continue');
  await sees(amina, /^Open a case/);

  minutes = 20;
  await amina.type('Reference of the case', 'Willow-00000000');
  await page.getByRole('textbox', { name: /^Why/ }).fill('The police ask where he sleeps tonight');
  await page.locator('main').getByRole('button').click();
  await sees(amina, 'Sign in again to go on');
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Sign in again/ }).click();
  const tab = await opened;
  await tab.getByRole('heading', { level: 1, name: 'What needs doing' }).waitFor();
  await tab.close();
  await page.reload();
  await page.getByRole('heading', { level: 2, name: 'There is a problem' }).waitFor();
  assert.equal(
    await page.getByLabel('Reference of the case').inputValue(),
    'Willow-00000000',
    'nothing typed was lost',
  );

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Sign out?').waitFor();
  assert.equal(new URL(page.url()).origin, derby.url);
});
