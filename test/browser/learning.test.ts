import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import type { Figures } from '../../src/domain/figure.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { family, type StaffKey } from '../example-case.ts';
import { enterAs, inviteFamily } from '../guest.ts';
import { enterAsChild } from '../own-page.ts';
import { walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

let running: TestApp;
let browser: Browser;
let address: string;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = async (key: StaffKey, path: string, withScript = true): Promise<Page> =>
  openWith(browser, (await running.as(key)).cookies, address + path, withScript);

test('a lesson that is refused keeps its words without JavaScript, and lessons are read at any width', async () => {
  const page = await open('amina', `/disruptions/${id}/lessons/new`, false);
  await page.getByLabel('Title').fill('Leave room for rest in introductions');
  await page.getByLabel(/What was learnt/).fill('Introductions went faster than a child can bear in Leeds.');
  await page.getByRole('button', { name: /Send/ }).click();
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  assert.equal(await page.getByLabel('Title').inputValue(), 'Leave room for rest in introductions');
  const form = await open('amina', `/disruptions/${id}/lessons/new`);
  await look(form, 'lesson-new');
  assert.ok((await walkByKeyboard(form)) > 8);
  await look(await open('amina', `/disruptions/${id}/lessons`), 'lessons-of-case');
  await look(await open('amina', '/lessons'), 'lessons');
  await look(await open('lead', '/lessons/waiting'), 'lessons-waiting');
});

const cell = (key: string, count: number | null) => ({ key, count });
const figures = (total: number): Figures => ({
  ...{ total, days: { toMeeting: 35, toMinutes: 25 } },
  breakdowns: [
    { key: 'window', is: 'parts', cells: [cell('inside', 30), cell('outside', null)] },
    { key: 'views', is: 'parts', cells: [cell('there', 20), cell('missing', 15)] },
    { key: 'factors', is: 'several', cells: [cell('pace', 20), cell('therapy', 15), cell('late', null)] },
  ],
});

test('figures are read at any width and in print, each picture with its table and a sentence', async () => {
  await look(await open('amina', '/figures'), 'figures-none');
  const days = ['01-01 03-31', '04-01 06-30', '07-01 09-30', '10-01 12-31'];
  await asService(running.service, async (tx) => {
    for (const [at, total] of [35, 40, 30, 35, 45, 40, 35, 90].entries()) {
      const year = 2024 + Math.floor(at / 4);
      const [from, until] = (days[at % 4] ?? '').split(' ');
      await tx
        .insertInto('figure_snapshot')
        .values({
          ...{ id: randomUUID(), region: 'East Midlands', population: 'meetings', method: '1' },
          ...{ from_on: `${year}-${from}`, until_on: `${year}-${until}` },
          ...{ figures: JSON.stringify(figures(total)), made_at: running.time.now },
        })
        .execute();
    }
  });
  const page = await open('amina', '/figures/meetings');
  await look(page, 'figures');
  await page
    .getByRole('paragraph')
    .filter({ hasText: 'October to December 2025 is above the upper limit' })
    .waitFor();
  await page.getByText('The same as a table: what played a part').click();
  await page.getByRole('row', { name: 'Therapy 15' }).waitFor();
  assert.equal(await page.getByRole('img').count(), await page.locator('.app-figure').count());
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.app-figure__files').first().isVisible(), false);
  assert.equal(await page.getByRole('img').first().isVisible(), true);
  if (process.env.PICTURES)
    await page.screenshot({ path: `${process.env.PICTURES}/figures-print.png`, fullPage: true });
  await look(await open('amina', '/figures/method'), 'figures-method');
});

test('the dashboard and what is behind a figure are read at any width', async () => {
  const page = await open('gareth', '/dashboard');
  await look(page, 'dashboard');
  await page.locator('a[href^="/dashboard/"]').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look(page, 'dashboard-list');
});

test('how a meeting was is asked of families and children in few words, at any width', async () => {
  await asService(running.service, (tx) =>
    tx.updateTable('meeting').set({ status: 'held' }).where('disruption_id', '=', id).execute(),
  );
  const mother = await enterAs(running, family.mother.name);
  await look(await openWith(browser, mother.cookies, `${address}/private/feedback`), 'feedback-family');
  const childId = running.example.childIds[0] ?? assert.fail();
  const child = await enterAsChild(running, { disruptionId: id, childId });
  const page = await openWith(browser, child.cookies, `${address}/mine/feedback`);
  await look(page, 'feedback-child');
  assert.ok((await walkByKeyboard(page)) > 3);
  await look(await open('amina', `/disruptions/${id}/feedback`), 'feedback-staff');
  await look(await open('gareth', '/feedback'), 'feedback-shown');
});

test('the yearly return is brought and its proposals are read at any width', async () => {
  const page = await open('admin', '/returns');
  await look(page, 'returns');
  assert.ok((await walkByKeyboard(page)) > 3);
  await look(await open('gareth', '/returns/proposals'), 'returns-proposals');
});
