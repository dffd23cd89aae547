import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { loadFilings } from '../../src/database/filings.ts';
import { filesOf } from '../../src/domain/filing.ts';
import { MOST_TRIES } from '../../src/domain/filing-progress.ts';
import { releaseCopies } from '../../src/features/copies/release-copies.ts';
import { copiesToRelease } from '../../src/features/copies/see-copies.ts';
import { fileMinutes } from '../../src/features/filing/file-minutes.ts';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startCopiesApp } from '../copies-app.ts';
import { family } from '../example-case.ts';
import { enterAs } from '../guest.ts';
import { walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

const mother = family.mother.name;

let running: CopiesApp;
let folder: string;
let browser: Browser;
let address: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filed-'));
  running = await startCopiesApp({}, { environment: { FILING_DIR: folder } });
  const { service, example, id } = running;
  const copies = await copiesToRelease(service, example.actors.gareth, id);
  await openPreviews(
    running,
    'gareth',
    id,
    copies.map((choice) => choice.slice(0, 36)),
  );
  const form = { disruptionId: id, key: crypto.randomUUID() };
  const released = await releaseCopies(service, example.actors.gareth, form, { copies, confirmed: 'yes' });
  assert.equal(released.ok, true);
  await letHeldGo(running);
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = (
  cookies: Readonly<Record<string, string>>,
  path: string,
  javaScriptEnabled = true,
): Promise<Page> => openWith(browser, cookies, address + path, javaScriptEnabled);

test('what failed to be filed is tried again, and what was filed is checked, also without JavaScript', async () => {
  const { service, id } = running;
  const { cookies } = await running.as('minutes');
  const filings = await asService(service, (tx) => loadFilings(tx, id));
  const blocked = join(folder, filesOf.adoption.folder);
  await writeFile(blocked, '');
  for (const filing of filings)
    for (let tries = 0; tries < MOST_TRIES; tries += 1) await fileMinutes(service, filing.id);
  await look(await open(cookies, `/disruptions/${id}/filing`), 'filing-failed');

  const page = await open(cookies, running.copies, false);
  await page.getByRole('link', { name: 'See where the minutes are on file' }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Waiting since').waitFor();
  await rm(blocked);
  for (const filing of filings) await fileMinutes(service, filing.id);
  await page.reload();
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  await page.getByText('Where the adoption record is, and whether it is whole').click();
  await page.getByRole('button', { name: 'Check the adoption record again' }).click();
  assert.match(await page.content(), /Checked again on 31 March 2026 at 1:11pm: it is as it was written\./);

  const filed = await open(cookies, `/disruptions/${id}/filing`);
  await filed
    .getByText(/is, and whether it is whole/)
    .first()
    .click();
  await look(filed, 'filing');
  await walkByKeyboard(filed);
});

test('a reader is told until when they can read their copy, and whoever released it gives them longer', async () => {
  const guest = await enterAs(running, mother);
  const { id } = await copyOf(running, mother);
  for (const [path, name] of [
    ['/private/meeting', 'guest-copies'],
    [`/private/copies/${id}`, 'guest-copy'],
  ] as const) {
    const page = await open(guest.cookies, path);
    await page.getByText('until the end of Tuesday 14 April 2026').first().waitFor();
    await look(page, name);
  }
  running.time.now = new Date('2026-04-15T09:00:00Z');
  const page = await open((await running.as('gareth')).cookies, running.copies);
  await page.getByText('Expired, not opened').first().waitFor();
  await page.getByText(`Let ${mother} read the copy again`).click();
  await look(page, 'copies-expired');
  const part = page.getByRole('group').filter({ hasText: `Let ${mother} read the copy again` });
  await part.getByLabel('Day').fill('1');
  await part.getByLabel('Month').fill('5');
  await part.getByRole('button', { name: 'Save the day and send a new link' }).click();
  await page.getByText('It can be read until the end of 1 May 2026').waitFor();
});
