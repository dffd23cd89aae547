import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
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
  const chair = await running.as('chair');
  const came = await asService(running.service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('name', 'in', ['Ruth Barlow', 'Tomasz Nowak', 'Adopter 1'])
      .select('id')
      .execute(),
  );
  await running.sendPage(chair, { came: came.map(({ id }) => id) });
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

/** A browser of somebody’s own, in the meeting room. */
const open = async (key: StaffKey, options: Parameters<Browser['newContext']>[0] = {}) => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  contexts.push(context);
  const { cookies } = await running.as(key);
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  await page.goto(address + running.minutes);
  return { context, page };
};

const bar = (page: Page) => page.getByRole('region', { name: 'The meeting now' });
const line = (page: Page) => page.getByRole('textbox', { name: 'In one line' });
const box = (page: Page, item: string) => page.getByRole('textbox', { name: item, exact: true });

/** Presses Alt and a figure as a keyboard does: what Playwright sends has no character for a key that is held with Alt. */
const accessKey = async (page: Page, key: string): Promise<void> => {
  const devTools = await page.context().newCDPSession(page);
  const pressed = { key, code: `Digit${key}`, modifiers: 1, windowsVirtualKeyCode: key.charCodeAt(0) };
  await devTools.send('Input.dispatchKeyEvent', { ...pressed, type: 'keyDown', unmodifiedText: key });
  await devTools.send('Input.dispatchKeyEvent', { ...pressed, type: 'keyUp' });
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
const textUnder = async (title: string): Promise<string | undefined> => {
  const { service, example, id } = running;
  const { agenda } = service.procedures.version('derby-city/adoption', '2020-11');
  const key = agenda.find((item) => item.title === title)?.key;
  const all = await passagesOf(service, example.actors.minutes, id);
  return all.find(({ agendaKey, isFirst }) => agendaKey === key && isFirst)?.text;
};
const actions = () =>
  asService(running.service, (tx) => tx.selectFrom('action').select(['what', 'owner_name']).execute());
const caughtTexts = async () =>
  (await passagesOf(running.service, running.example.actors.minutes, running.id))
    .filter(({ isCaught }) => isCaught)
    .map(({ text }) => text);

test('both who hold the meeting follow its item, who was heard and what was written down, without loading the page again', async () => {
  const [{ page: chair }, { page: typist }] = [await open('chair'), await open('minutes')];
  await typist.evaluate('window.isSamePage = true');
  await chair.evaluate('window.isSamePage = true');
  await bar(chair).getByRole('button', { name: 'Start the meeting' }).click();
  await bar(typist).getByText('Now: Welcome and why we are meeting').waitFor();
  await bar(typist).getByText('not heard yet on this item').waitFor();
  await bar(typist).getByRole('button', { name: 'Next item' }).click();
  await bar(chair).getByText('Now: The child’s views and feelings').waitFor();
  assert.equal(await chair.locator('.app-agenda-item--now').getAttribute('id'), 'item-views');
  assert.equal(
    await chair.getByLabel('Under', { exact: true }).inputValue(),
    'views',
    'what is caught goes there',
  );
  assert.match(
    (await chair.locator('[data-announce]').textContent()) ?? '',
    /The child’s views and feelings/,
    'a reader of screens hears it',
  );
  const heard = (page: Page) =>
    page
      .getByRole('group', { name: 'Heard on this item (The child’s views and feelings)' })
      .getByRole('checkbox', { name: /^Tomasz Nowak/ });
  await heard(typist).check();
  await becomes(() => heard(chair).isChecked(), true);
  await line(chair).fill('The school will write to Robin.');
  await chair.getByRole('radio', { name: 'Decision' }).check();
  await chair.getByRole('button', { name: 'Write it down' }).click();
  await typist.getByRole('textbox', { name: 'Decided (The child’s views and feelings)' }).waitFor();
  const added = typist.getByRole('textbox', { name: 'Decided (The child’s views and feelings)' });
  assert.equal(await added.inputValue(), 'The school will write to Robin.');
  await added.press('End');
  await added.pressSequentially(' This week.');
  await becomes(async () => (await caughtTexts())[0], 'The school will write to Robin. This week.');
  for (const page of [chair, typist]) assert.equal(await page.evaluate('window.isSamePage'), true);
});

test('an action is recorded by keyboard alone in a few keys beside its words, and the line has the focus again', async (t) => {
  const { page } = await open('minutes');
  const words = 'Bring the life story book up to date';
  await box(page, 'Findings').focus();
  let keys = 0;
  const press = async (...pressed: readonly string[]) => {
    for (const key of pressed) {
      keys += key.split('+').length;
      await page.keyboard.press(key);
    }
  };
  await accessKey(page, '5'); // an action; the line has the focus
  keys += 2;
  await page.keyboard.type(words);
  await press('Tab'); // who will do it
  await page.keyboard.type('Tom');
  keys += 3;
  await press('Enter');
  await page.getByText(`Written down: ${words}`).waitFor();
  assert.deepEqual(await actions(), [{ what: words, owner_name: 'Tomasz Nowak' }]);
  const isFocused = (one: Locator) => one.evaluate((element) => element.matches(':focus'));
  assert.ok(await isFocused(line(page)), 'the line has the focus again');
  assert.equal(await line(page).inputValue(), '');
  await press('Escape');
  assert.ok(await isFocused(box(page, 'Findings')), 'and Escape leads back');
  t.diagnostic(`an action takes ${keys} keys beside its ${words.length} letters`);
  assert.ok(keys <= 10, `${keys} keys`);
});

test('what is written down without a network waits, is warned of, and arrives once when it is back', async () => {
  const { context, page } = await open('minutes');
  await context.setOffline(true);
  await line(page).fill('Support goes on for three months.');
  await page.getByRole('radio', { name: 'Decision' }).check();
  await line(page).press('Enter');
  await page.getByText('Not written down yet – we will keep trying.').waitFor();
  assert.equal(await line(page).inputValue(), '', 'the next can be typed meanwhile');
  const warning = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await warning;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  const kept = `indexedDB.databases().then((all) => [all.length, localStorage.length, sessionStorage.length])`;
  assert.deepEqual(await page.evaluate(kept), [0, 0, 0]);
  await context.setOffline(false);
  await page.getByText('Written down: Support goes on for three months.').waitFor();
  assert.equal(
    (await caughtTexts()).filter((text) => text === 'Support goes on for three months.').length,
    1,
  );
});

test('typing on without a pause is saved all the same, no more than two seconds behind', async () => {
  const { page } = await open('minutes');
  const area = box(page, 'Since the placement ended');
  await area.focus();
  const until = Date.now() + 4_000;
  let typed = '';
  while (Date.now() < until) {
    await page.keyboard.type('ab ');
    typed += 'ab ';
    await page.waitForTimeout(100);
  }
  const behind = typed.length - ((await textUnder('Since the placement ended'))?.length ?? 0);
  assert.ok(behind < typed.length * 0.6, `${behind} of ${typed.length} letters are not saved`);
});

test('what two people type in one box comes together where it does not meet, under both their hands', async () => {
  const title = 'How and why the placement ended';
  const [{ page: chair }, { context, page: typist }] = [await open('chair'), await open('minutes')];
  await box(chair, title).fill('It was hard in May. He slept badly.');
  await becomes(() => box(typist, title).inputValue(), 'It was hard in May. He slept badly.');
  await context.setOffline(true);
  await box(typist, title).press('End');
  await box(typist, title).pressSequentially(' He missed the dog.');
  await box(chair, title).fill('It was hard in April. He slept badly.');
  await becomes(() => textUnder(title), 'It was hard in April. He slept badly.');
  await context.setOffline(false);
  const both = 'It was hard in April. He slept badly. He missed the dog.';
  await becomes(() => textUnder(title), both);
  await becomes(() => box(typist, title).inputValue(), both);
  await becomes(() => box(chair, title).inputValue(), both);
  assert.equal(await typist.locator('.app-beside').count(), 0);
  await box(typist, title).pressSequentially(' And more.');
  await becomes(() => textUnder(title), `${both} And more.`);
});

test('without JavaScript everything in the room is an ordinary form', async () => {
  const { page } = await open('chair', { javaScriptEnabled: false });
  await bar(page).getByRole('button', { name: 'Next item' }).click();
  await bar(page).getByText('Now: The child’s story before this placement').waitFor();
  await page.getByRole('textbox', { name: 'In one line' }).fill('Robin moved three times.');
  await page.getByLabel('Who said it?').selectOption({ label: 'Tomasz Nowak' });
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page
    .getByRole('textbox', { name: 'Said by Tomasz Nowak (The child’s story before this placement)' })
    .waitFor();
  await bar(page).getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('textbox', { name: 'Why is it paused?' }).fill('A break');
  await page.getByRole('button', { name: 'Pause the meeting' }).click();
  await bar(page).getByText('A break').waitFor();
  await bar(page).getByRole('button', { name: 'Go on' }).click();
  await page.locator('summary', { hasText: 'Somebody came late' }).click();
  await page.getByLabel('Who?').selectOption({ label: 'Tomasz Nowak' });
  await page.getByRole('radio', { name: 'Came late, at' }).check();
  await page.getByRole('textbox', { name: 'At what time?' }).fill('10:20');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Came late, at 10:20am', { exact: true }).waitFor();
});

/** Which controls lie wholly under what stays in sight, while they have the focus (WCAG 2.4.11). */
const hiddenWhenFocused = `(() => {
  const over = [...document.querySelectorAll('.app-autosave, .app-room')];
  return [...document.querySelectorAll('main a, main button:not([hidden]), main textarea, main input:not([type=hidden]), main select, main summary')]
    .filter((control) => control.checkVisibility())
    .filter((control) => {
      control.focus();
      const under = control.getBoundingClientRect();
      return over.some((bar) => {
        const box = bar.getBoundingClientRect();
        return !bar.contains(control) && under.top >= box.top && under.bottom <= box.bottom && under.left >= box.left && under.right <= box.right;
      });
    })
    .map(({ outerHTML }) => outerHTML);
})()`;

for (const width of [320, 768, 1280])
  test(`the room fits ${width} pixels, axe finds nothing, and what has the focus is never hidden`, async () => {
    const { page } = await open('chair', { viewport: { width, height: 800 } });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
    );
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    assert.deepEqual(await page.evaluate(hiddenWhenFocused), []);
    await page.mouse.wheel(0, 3_000);
    await page.waitForTimeout(300);
    const { y } = (await bar(page).boundingBox()) ?? { y: -1 };
    assert.ok(y >= 0 && y < 10, 'the bar stays in sight');
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}/room-${width}-scrolled.png` });
      await page.evaluate('scrollTo(0, 0)');
      await page.screenshot({ path: `${process.env.SHOTS}/room-${width}.png` });
    }
  });
