import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { passagesOf } from '../../src/features/minutes/write-minutes.ts';
import type { StaffKey } from '../example-case.ts';
import { type MinutesApp, startMinutesApp } from '../minutes-app.ts';

let running: MinutesApp;
let browser: Browser;
let address: string;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

before(async () => {
  running = await startMinutesApp();
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await running.stop();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  assert.deepEqual(
    complaints.splice(0),
    [],
    'nothing was refused by the content security policy, and nothing broke',
  );
});

const signIn = async (context: BrowserContext, key: StaffKey): Promise<void> => {
  const { cookies } = await running.as(key);
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
};

/** A browser of somebody’s own, at the minutes. */
const open = async (
  key: StaffKey,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const context = await browser.newContext(options);
  contexts.push(context);
  await signIn(context, key);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  await page.goto(address + running.minutes);
  return { context, page };
};

const box = (page: Page, item: string) => page.getByRole('textbox', { name: item, exact: true });
const status = (page: Page) => page.getByRole('status');

const assertAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run());
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
};

/** Which controls lie wholly under the bar that says what is saved, while they have the focus (WCAG 2.4.11). */
const hiddenWhenFocused = `(() => {
  const bar = document.querySelector('.app-autosave');
  return [...document.querySelectorAll('main a, main button:not([hidden]), main textarea, main input:not([type=hidden])')]
    .filter((control) => {
      control.focus();
      const [over, under] = [bar, control].map((element) => element.getBoundingClientRect());
      return under.top >= over.top && under.bottom <= over.bottom && under.left >= over.left && under.right <= over.right;
    })
    .map(({ outerHTML }) => outerHTML);
})()`;

const saved = async (title: string) => {
  const { service, example, id } = running;
  const item = service.procedures
    .version('derby-city/adoption', '2020-11')
    .agenda.find((one) => one.title === title);
  const all = await passagesOf(service, example.actors.minutes, id);
  return all.find(({ agendaKey }) => agendaKey === item?.key);
};

/** Waits until something is as it should be; fails with what it is instead. */
const becomes = async <T>(read: () => Promise<T>, expected: T): Promise<void> => {
  for (
    const until = Date.now() + 15_000;
    Date.now() < until;
    await new Promise((done) => setTimeout(done, 100))
  )
    if ((await read()) === expected) return;
  assert.equal(await read(), expected);
};
const comesToRead = (title: string, expected: string): Promise<void> =>
  becomes(async () => (await saved(title))?.text ?? '', expected);

/** Who came, as it is kept. */
const attending = async (): Promise<string> => {
  const people = await asService(running.service, (tx) =>
    tx.selectFrom('invitation').where('attended', '=', true).select('name').execute(),
  );
  return people.map(({ name }) => name).join();
};

test('typing is saved after a pause, with nothing pressed and nothing left in the browser', async () => {
  const { page } = await open('minutes');
  await box(page, 'Life in the placement').fill('They read together every evening.');
  await comesToRead('Life in the placement', 'They read together every evening.');
  const kept = `indexedDB.databases().then((all) => [all.length, localStorage.length, sessionStorage.length])`;
  assert.deepEqual(await page.evaluate(kept), [0, 0, 0]);
});

test('what is typed and ticked before the page has all come is saved too', async () => {
  const { context, page } = await open('minutes');
  const isTyped = Promise.withResolvers<void>();
  await context.route('**/autosave.mjs', async (route) => {
    await isTyped.promise;
    await route.continue();
  });
  await page.goto(address + running.minutes, { waitUntil: 'commit' });
  await box(page, 'Life in the placement').fill('They read together every evening, and sang.');
  await page.getByRole('checkbox', { name: 'Ruth Barlow, chair' }).check();
  isTyped.resolve();
  await comesToRead('Life in the placement', 'They read together every evening, and sang.');
  await becomes(attending, 'Ruth Barlow');
  await page.getByRole('checkbox', { name: 'Ruth Barlow, chair' }).uncheck();
  await becomes(attending, '');
});

test('a page closed in the middle of a sentence has sent it', async () => {
  const { page } = await open('minutes');
  await box(page, 'Welcome and why we are meeting').pressSequentially('Ruth welcomed every');
  await page.close();
  await comesToRead('Welcome and why we are meeting', 'Ruth welcomed every');
});

test('a page that crashes loses no more than the last words', async () => {
  const { page } = await open('minutes');
  const area = box(page, 'Welcome and why we are meeting');
  await area.fill('Ruth welcomed everybody.');
  await comesToRead('Welcome and why we are meeting', 'Ruth welcomed everybody.');
  await area.pressSequentially(' And');
  await page.goto('chrome://crash').catch(() => undefined);
  const { page: next } = await open('minutes');
  assert.match(await box(next, 'Welcome and why we are meeting').inputValue(), /^Ruth welcomed everybody\./);
});

test('typing without a network is saved when it is back, and the page says how it stands', async () => {
  const { context, page } = await open('minutes');
  await context.setOffline(true);
  const area = box(page, 'Since the placement ended');
  await area.fill('Robin sleeps well.');
  await status(page).getByText('Not saved yet – we will keep trying').waitFor();
  const warning = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await warning;
  assert.equal(dialog.type(), 'beforeunload', 'leaving is warned of while something is unsaved');
  await dialog.dismiss();
  await area.pressSequentially(' He asks for his dog.');
  await context.setOffline(false);
  await status(page).getByText('Everything is saved').waitFor();
  await comesToRead('Since the placement ended', 'Robin sleeps well. He asks for his dog.');
  const closed = page.waitForEvent('close'); // with everything saved nothing is asked
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('somebody signed out meanwhile keeps their words, signs in elsewhere, and they are saved', async () => {
  const { context, page } = await open('minutes');
  await context.clearCookies();
  await box(page, 'Lessons').fill('Plan the move around the child.');
  await status(page).getByText('You have been signed out').waitFor();
  assert.equal(await box(page, 'Lessons').inputValue(), 'Plan the move around the child.');
  assert.equal((await saved('Lessons'))?.text, '');
  await signIn(context, 'minutes');
  await comesToRead('Lessons', 'Plan the move around the child.');
  await status(page).getByText('Everything is saved').waitFor();
});

test('what one person types appears to the other, whose own unsaved words stay', async () => {
  const [{ page: chair }, { page: typist }] = [await open('chair'), await open('minutes')];
  await box(typist, 'Matching, preparation and introductions').fill('The match was made in May.');
  await comesToRead('Matching, preparation and introductions', 'The match was made in May.');
  const area = box(chair, 'Matching, preparation and introductions');
  await becomes(() => area.inputValue(), 'The match was made in May.');
  await area.press('End');
  await area.pressSequentially(' In haste.');
  await comesToRead('Matching, preparation and introductions', 'The match was made in May. In haste.');
  assert.deepEqual((await saved('Matching, preparation and introductions'))?.conflicts, []);
});

test('two people who type in one box at once see both texts, and one press keeps both', async () => {
  const title = 'How and why the placement ended';
  const [{ page: chair }, { context, page: typist }] = [await open('chair'), await open('minutes')];
  await context.setOffline(true);
  await box(chair, title).fill('The chair’s words.');
  await comesToRead(title, 'The chair’s words.');
  await box(typist, title).fill('The minute taker’s words');
  await context.setOffline(false);
  const beside = typist.getByRole('region', {
    name: 'Ruth Barlow typed something else here at the same time',
  });
  await beside.getByText('The chair’s words.').waitFor();
  await box(typist, title).pressSequentially(', and more.');
  assert.equal(await box(typist, title).inputValue(), 'The minute taker’s words, and more.');
  const other = chair.getByRole('region', { name: 'Bilal Khan typed something else here at the same time' });
  await other.getByText('The minute taker’s words, and more.').waitFor();
  for (const page of [chair, typist]) await assertAccessible(page);
  await beside.getByRole('button', { name: 'Keep both' }).click();
  await comesToRead(title, 'The chair’s words.\n\nThe minute taker’s words, and more.');
  await becomes(() => chair.locator('.app-beside').count(), 0);
  assert.equal(
    await box(chair, title).inputValue(),
    'The chair’s words.\n\nThe minute taker’s words, and more.',
  );
});

test('who came and who may read a passage are saved as they are ticked', async () => {
  const { page } = await open('minutes');
  await page.getByRole('checkbox', { name: 'Ruth Barlow, chair' }).check();
  await page
    .getByRole('button', { name: 'Add a passage that some people must not read under Lessons' })
    .click();
  // The tick before it has said "Saved" already: what counts is that this one is answered.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('group', { name: 'Keep this from (Lessons)' }).getByLabel('Current carers').uncheck();
  await answered;
  await page.locator('.app-autosave__state', { hasText: 'Saved' }).waitFor();
  assert.equal(await attending(), 'Ruth Barlow');
  const { service, example, id } = running;
  const added = (await passagesOf(service, example.actors.minutes, id)).find(({ isFirst }) => !isFirst);
  assert.deepEqual(added?.withheldFrom, ['birth-family', 'adopters', 'professionals']);
});

test('Save keeps what was typed a moment before, and no late save undoes it', async () => {
  const { page } = await open('minutes');
  await box(page, 'Findings').pressSequentially('The match asked too much.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(address + running.minutes);
  await comesToRead('Findings', 'The match asked too much.');
  assert.deepEqual((await saved('Findings'))?.conflicts, []);
});

test('without JavaScript one Save keeps everything', async () => {
  const { page } = await open('chair', { javaScriptEnabled: false });
  await box(page, 'What this means for the adopters').fill('Support goes on.');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  assert.equal((await saved('What this means for the adopters'))?.text, 'Support goes on.');
  assert.equal(await box(page, 'What this means for the adopters').inputValue(), 'Support goes on.');
});

for (const width of [320, 768, 1280])
  test(`the page fits ${width} pixels, axe finds nothing, and what has the focus is never hidden`, async () => {
    const { page } = await open('chair', { viewport: { width, height: 800 } });
    await assertAccessible(page);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    assert.deepEqual(await page.evaluate(hiddenWhenFocused), []);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/minutes-${width}.png`, fullPage: true });
  });
