import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { startTestApp, type TestApp } from '../app.ts';
import { openPerson, type Person, sees } from './person.ts';

const answers = new URLSearchParams({
  kind: 'adoptive',
  'order-made': 'no',
  stage: 'before-order',
  'broke-down-on-day': '1',
  'broke-down-on-month': '3',
  'broke-down-on-year': '2026',
});

let running: TestApp;
let browser: Browser;
let address: string;
before(async () => {
  running = await startTestApp();
  address = `${await running.app.listen({ port: 0, host: '127.0.0.1' })}/procedures`;
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const open = async (path: string, options: Parameters<typeof openPerson>[1] = {}): Promise<Person> => {
  const person = await openPerson({ browser }, options);
  await person.page.goto(address + path);
  return person;
};

test('somebody without JavaScript or a mouse tries a procedure and reads why', async () => {
  const reader = await open('', { javaScriptEnabled: false });
  const { page } = reader;
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  const press = async (selector: string, key: string, words = ''): Promise<void> => {
    await tabTo(selector);
    await page.keyboard.press(key);
    await page.keyboard.type(words);
  };
  await press('a[href="/procedures/derby-city/adoption"]', 'Enter');
  await page.getByRole('heading', { level: 1, name: 'Disruption of adoptive placements' }).waitFor();
  await press('#stage', 'a'); // "After the child moved in, before the order" is the first that begins so
  await press('#broke-down-on', '1');
  await press('#broke-down-on-month', '3');
  await press('#broke-down-on-year', '2', '026');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'What the procedure asks' }).waitFor();
  await press('.app-duties summary', 'Enter');
  await page.getByText('(rule DC-1a)').waitFor();
  await reader.close();
});

test('each page of it is accessible and fits a telephone and a desk', async () => {
  const reader = await open('');
  await sees(reader, 'Try a procedure');
  await reader.page.goto(`${address}/derby-city/adoption`);
  await sees(reader, 'Disruption of adoptive placements');
  await reader.page.goto(`${address}/derby-city/adoption?${answers}`);
  await sees(reader, 'What the procedure asks');
  await reader.close();
});

test('on the narrowest screen the drawing of the days is whole, and its words are large enough to read', async () => {
  const reader = await open(`/derby-city/adoption?${answers}`, { viewport: { width: 320, height: 900 } });
  const words = await reader.page.locator('svg text').evaluateAll((texts) =>
    texts.map((text) => {
      const { left, right, height } = text.getBoundingClientRect();
      return { words: text.textContent, left, right, height };
    }),
  );
  assert.ok(words.length > 10);
  for (const { words: said, left, right, height } of words)
    assert.ok(left >= 0 && right <= 320 && height >= 14, `${said}: ${left} to ${right}, ${height} high`);
  await reader.close();
});

test('on paper the plan has its reasons open, and nothing that can only be pressed', async () => {
  const reader = await open(`/derby-city/adoption?${answers}`);
  const { page } = reader;
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByText('(rule DC-1a)').isVisible(), true);
  assert.equal(await page.getByText('Sunday 1 March 2026: Day it ended').isVisible(), true);
  for (const name of ['Download the dates for a calendar', 'Change your answers', 'All procedures'])
    assert.equal(await page.getByText(name).isVisible(), false, name);
  await reader.close();
});
