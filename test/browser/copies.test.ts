import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type CopiesApp, copyOf, startCopiesApp } from '../copies-app.ts';
import type { StaffKey } from '../example-case.ts';
import { type MinutesApp, startMinutesApp } from '../minutes-app.ts';
import { tabTo, walkByKeyboard } from './keyboard.ts';
import { look, openWith } from './look.ts';

let writing: MinutesApp;
let agreed: CopiesApp;
let browser: Browser;
before(async () => {
  [writing, agreed] = [
    await startMinutesApp(),
    await startCopiesApp({
      texts: { findings: 'Martin Fetherstone rang on Monday. Mr Underwood was told.' },
      kept: [{ under: 'findings', text: 'Support came late, and nobody said why.', from: ['birth-family'] }],
    }),
  ];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await writing.stop();
  await agreed.stop();
});

const openAs = async (
  running: MinutesApp | CopiesApp,
  key: StaffKey,
  path: string,
  javaScriptEnabled = true,
): Promise<Page> => {
  const address = running.app.server.listening
    ? `http://127.0.0.1:${(running.app.server.address() as { port: number }).port}`
    : await running.app.listen({ port: 0, host: '127.0.0.1' });
  const { cookies } = await running.as(key);
  return openWith(browser, cookies, address + path, javaScriptEnabled);
};

test('what some readers must not learn is added by the keyboard alone, and marked where it is written', async () => {
  const page = await openAs(writing, 'minutes', `/disruptions/${writing.id}/protected-details`);
  await look(page, 'details-empty');
  await page.getByLabel('School or nursery').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('As it is written').focus();
  await page.keyboard.type('Larkspur Primary');
  await page.getByLabel('Current carers').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Add it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'School or nursery, told as' }).waitFor();
  await look(page, 'details');
  await page.goto(page.url().replace('protected-details', 'minutes'));
  await page.getByLabel('Findings', { exact: true }).fill('Larkspur Primary rang Mrs Lindqvost.');
  await page.getByText('“Larkspur Primary” is told as “(school withheld)”').waitFor();
  await look(page, 'minutes-marked');
});

test('what a meeting found is recorded by the keyboard alone', async () => {
  const page = await openAs(writing, 'minutes', `/disruptions/${writing.id}/findings`);
  await look(page, 'findings');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    assert.ok((await walkByKeyboard(page)) > 10);
  }
  await page.reload();
  await tabTo(page, 'a[href$="group=support"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/findings\/new/);
  await look(page, 'finding-new');
  await walkByKeyboard(page);
  await page.reload();
  await tabTo(page, '[name="factor"]');
  await page.keyboard.press('Space');
  await tabTo(page, '[name="evidence"]');
  await page.keyboard.type('It was asked for in May.');
  await tabTo(page, 'button:has-text("Save")');
  await page.keyboard.press('Enter');
  await page.getByText('It was asked for in May.').waitFor();
  await look(page, 'findings-recorded');
});

test('without JavaScript a detail is added and taken back, and a finding is recorded', async () => {
  const page = await openAs(writing, 'minutes', `/disruptions/${writing.id}/protected-details`, false);
  await page.getByLabel('Number plate').check();
  await page.getByLabel('As it is written').fill('AB12 CDE');
  await page.getByRole('button', { name: 'Add it' }).click();
  assert.match(await page.content(), /Choose who must not learn it/);
  assert.equal(await page.getByLabel('As it is written').inputValue(), 'AB12 CDE', 'what was typed stays');
  await page.getByLabel('Parents and family').check();
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('heading', { name: 'Number plate, told as' }).waitFor();
  await page.getByText('Take back: number plate').click();
  await page.getByRole('button', { name: 'Take it back' }).filter({ visible: true }).click();
  await page.waitForLoadState();
  assert.equal(await page.getByRole('heading', { name: 'Number plate, told as' }).count(), 0);
  await page.goto(page.url().replace('protected-details', 'findings/new?group=matching'));
  await page.getByRole('radio').first().check();
  await page.getByLabel('What shows it?').fill('They met once.');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await page.content(), /They met once\./);
});

test('what waits to be looked at comes before the copies, and each copy stands beside the full minutes', async () => {
  const page = await openAs(agreed, 'gareth', agreed.copies);
  assert.ok(await page.getByRole('heading', { name: /Look at this first/ }).isVisible());
  await look(page, 'copies-doubts');
  for (const box of await page.getByRole('group', { name: 'What may stand?' }).getByRole('checkbox').all())
    await box.check();
  await page.getByLabel('Why may it stand?').fill('Both are right as they are');
  await page.getByRole('button', { name: 'These may stand as they are' }).click();
  await page.getByText(/Looked at before/).waitFor();
  const { id } = await copyOf(agreed, 'Kirsty Oldroyd');
  await page.goto(`${page.url()}/${id}`);
  await look(page, 'preview');
  await walkByKeyboard(page);
});

test('without JavaScript a copy is read, released, taken back and released again', async () => {
  const page = await openAs(agreed, 'gareth', agreed.copies, false);
  const { id } = await copyOf(agreed, 'Kirsty Oldroyd');
  const release = async () => {
    for (const box of await page.getByRole('group', { name: 'Whose copies?' }).getByRole('checkbox').all())
      await box.setChecked(((await box.getAttribute('value')) ?? '').startsWith(id));
    await page.getByLabel('I have read what each person will get').check();
    await page.getByRole('button', { name: 'Release, to go in ten minutes' }).click();
  };
  await page.goto(`${page.url()}/${id}`);
  await page.goBack();
  await page.reload();
  await release();
  await page.getByRole('button', { name: 'Take it back' }).click();
  assert.equal((await copyOf(agreed, 'Kirsty Oldroyd')).held_at, null);
  await release();
  assert.ok((await copyOf(agreed, 'Kirsty Oldroyd')).held_at);
});
