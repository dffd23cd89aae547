import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { family, type StaffKey } from '../example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../guest.ts';
import { look, openWith } from './look.ts';

// An action of a mother: seen at work, accepted and done on her private page.
let running: TestApp;
let browser: Browser;
let address: string;
let id: string;
const actionId = randomUUID();
const mother = family.mother.name;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  const { source } = await invitationOf(running, mother);
  await asService(running.service, (tx) =>
    tx
      .insertInto('action')
      .values({
        ...{ id: actionId, disruption_id: id, what: 'Send three photographs', owner_source: source },
        ...{ owner_name: 'parent or family member', due_on: '2026-04-30' },
        ...{ created_by: running.example.people.amina, created_at: running.time.now },
      })
      .execute(),
  );
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const openAs = async (key: StaffKey, path: string) =>
  openWith(browser, (await running.as(key)).cookies, address + path);

test('pages about actions at work are for everybody, on every screen', async () => {
  for (const [path, name] of [
    [`/disruptions/${id}/actions`, 'actions'],
    [`/disruptions/${id}/actions/new`, 'actions-new'],
    [`/disruptions/${id}/actions/${actionId}`, 'actions-one'],
    [`/disruptions/${id}/actions/${actionId}/done`, 'actions-done'],
    [`/disruptions/${id}/actions/review`, 'actions-review'],
    ['/actions?by=team', 'actions-open'],
  ] as const)
    await look(await openAs('gareth', path), name);
});

test('a parent says yes on a phone, and without JavaScript that it is done', async () => {
  const { cookies } = await enterAs(running, mother);
  const page = await openWith(browser, cookies, `${address}/private/actions`);
  await look(page, 'actions-guest');
  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByRole('button', { name: /^Yes, I will do it/ }).click();
  await page.getByText('You said yes. Thank you.').waitFor();
  await look(page, 'actions-guest-yes');
  const plain = await openWith(browser, cookies, `${address}/private/actions`, false);
  await plain.getByRole('button', { name: 'It is done' }).click();
  await plain.getByRole('link', { name: 'Please write something in the box.' }).waitFor();
  await plain.getByLabel('Tell us about it').fill('They went by post.');
  await plain.getByRole('button', { name: 'It is done' }).click();
  await plain.getByText('This is done. Thank you.').waitFor();
});
