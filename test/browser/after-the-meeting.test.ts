import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type CopiesApp, startCopiesApp } from '../copies-app.ts';
import type { StaffKey } from '../example-case.ts';
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

const open = async (key: StaffKey, path: string): Promise<Page> =>
  openWith(browser, (await running.as(key)).cookies, address + path);

test('the report to the panel is read and written at any width', async () => {
  const page = await open('amina', `/disruptions/${running.id}/panel-report`);
  await look(page, 'panel-report');
  const section = running.service.panelForms.at(-1)?.sections[0]?.key;
  const form = await open('amina', `/disruptions/${running.id}/panel-report/sections/${section}`);
  await look(form, 'panel-section');
  await look(await open('panel', '/panel'), 'panel-tray');
});

test('how long a case is kept is read at any width, and what may go', async () => {
  const page = await open('amina', `/disruptions/${running.id}/kept`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look(page, 'kept');
  await look(await open('records', '/retention'), 'retention');
  await look(await open('records', '/retention/schedule'), 'retention-schedule');
});

test('where minutes are filed is chosen at any width', async () => {
  await look(await open('admin', '/filing'), 'connect-filing');
  await look(await open('admin', '/filing/adoption'), 'connect-filing-adoption');
});

test('what is open over all cases is seen at any width', async () => {
  await look(await open('gareth', '/actions'), 'open-actions');
  await look(await open('gareth', `/disruptions/${running.id}/actions`), 'case-actions');
});
