import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Request } from 'playwright-core';
import { asService } from '../../src/database/connection.ts';
import { readingLevelOf } from '../../src/domain/reading-age.ts';
import { startTestApp, type TestApp } from '../app.ts';
import { linkAndCode } from '../own-page.ts';
import { recordExample } from '../recorded.ts';
import { tabTo, walkByKeyboard } from './keyboard.ts';
import { openPerson, type Person, sees } from './person.ts';

let running: TestApp;
let browser: Browser;
let address: string;
let of: { disruptionId: string; childId: string };
before(async () => {
  running = await startTestApp();
  of = { disruptionId: await recordExample(running), childId: running.example.childIds[0] ?? assert.fail() };
  address = await running.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  });
});
after(async () => {
  await browser.close();
  await running.stop();
});

const title = 'My worries, good things and wishes';

/** A child at the start of their page, with their link open. */
const atTheDoor = async (options: BrowserContextOptions = {}) => {
  const { link, code } = await linkAndCode(running, of);
  const child = await openPerson({ browser }, options);
  await child.page.goto(address + new URL(link).pathname);
  return { child, code };
};
const enter = async (options: BrowserContextOptions = {}): Promise<Person> => {
  const { child, code } = await atTheDoor(options);
  await child.type('Your code', code);
  await child.press('Go on');
  await child.page.getByRole('heading', { level: 1, name: title }).waitFor();
  return child;
};
const drafts = () => asService(running.service, (tx) => tx.selectFrom('child_draft').selectAll().execute());
const views = () => asService(running.service, (tx) => tx.selectFrom('child_view').selectAll().execute());

test('a child opens their page, writes, sees that it is saved, and gives it', async () => {
  const { child, code } = await atTheDoor();
  await sees(child, 'Is it you?');
  await child.type('Your code', code);
  await child.press('Go on');
  await sees(child, title);
  await child.tick('Scared');
  await child.write('My worries', ' the dark 🌙');
  await child.page.getByText('Saved', { exact: true }).waitFor();
  assert.equal((await drafts()).length, 1);
  await child.page.reload();
  assert.equal(await child.page.getByLabel('My worries').inputValue(), ' the dark 🌙');
  await child.page.getByRole('button', { name: 'Give this to my worker' }).first().click();
  await child.page.getByText('Thank you. Your worker has what you gave.').waitFor();
  await sees(child, title);
  const [view] = await views();
  assert.deepEqual(
    view?.answers.map(({ words }) => words),
    ['Scared', ' the dark 🌙'],
  );
  await child.follow('What do you think?');
  await sees(child, 'What do you think?');
  await child.follow('All about me');
  await sees(child, 'All about me');
  await child.press('Finish');
  await sees(child, 'You are done');
  await child.close();
});

test('what is on its way to be kept arrives before the sheet is given, and leaves no draft behind', async () => {
  const child = await enter();
  const { page } = child;
  const isKeeping = (request: Request) => request.headers().accept === 'application/json';
  const answered: string[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST')
      answered.push(isKeeping(response.request()) ? 'kept' : 'given');
  });
  await page.route('**/mine/page', async (route) => {
    if (isKeeping(route.request())) await new Promise((done) => setTimeout(done, 1_500));
    await route.continue();
  });
  const isOnItsWay = page.waitForRequest(isKeeping);
  await child.write('My worries', 'only once');
  await isOnItsWay;
  await page.getByRole('button', { name: 'Give this to my worker' }).first().click();
  await page.getByText('Thank you. Your worker has what you gave.').waitFor();
  assert.deepEqual(answered, ['kept', 'given']);
  assert.deepEqual(await drafts(), []);
  assert.equal(await page.getByLabel('My worries').inputValue(), '');
  await child.close();
});

test('what a child writes before the page has all come is kept too', async () => {
  const child = await enter();
  const { page } = child;
  const isWritten = Promise.withResolvers<void>();
  await page.route('**/keep.mjs', async (route) => {
    await isWritten.promise;
    await route.continue();
  });
  await page.goto(`${address}/mine/page`, { waitUntil: 'commit' });
  await child.write('My worries', 'quick as a hare');
  isWritten.resolve();
  await page.getByText('Saved', { exact: true }).waitFor();
  const [draft] = await drafts();
  assert.match(JSON.stringify(draft), /quick as a hare/);
  await page.getByRole('button', { name: 'Give this to my worker' }).first().click();
  await page.getByText('Thank you. Your worker has what you gave.').waitFor();
  await child.close();
});

test('the whole page reads at the age of nine', async () => {
  const child = await enter();
  for (const sheet of ['pictures', 'about-me', 'questions']) {
    await child.page.goto(`${address}/mine/page?sheet=${sheet}`);
    const text = (await child.page.evaluate("document.querySelector('main').innerText")) as string;
    const { grade, words } = readingLevelOf(text) ?? assert.fail();
    assert.ok(words > 100 && grade <= 4, `grade ${grade} of ${words} words`);
  }
  await child.close();
});

test('without JavaScript a child keeps what they write, and gives it', async () => {
  const child = await enter({ javaScriptEnabled: false });
  await child.write('My wishes', 'A dog');
  await child.press('Keep this for later');
  await child.page.getByText('We have kept this for you. You can come back to it.').waitFor();
  assert.equal(await child.page.getByLabel('My wishes').inputValue(), 'A dog');
  await child.page.getByRole('button', { name: 'Give this to my worker' }).first().click();
  await child.page.getByText('Thank you. Your worker has what you gave.').waitFor();
  await child.close();
});

test('by the keyboard alone a child comes to every field and button, in the order of the page', async () => {
  const child = await enter();
  const { page } = child;
  await page.getByRole('radio', { name: 'Happy' }).focus();
  await page.keyboard.press('Space');
  const passed: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('Tab');
    passed.push(
      (await page.evaluate(
        'document.activeElement.name || document.activeElement.textContent.trim()',
      )) as string,
    );
  }
  assert.deepEqual(passed, ['pictures-1', 'pictures-2', 'pictures-3', 'Give this to my worker', 'do']);
  assert.ok(await page.getByRole('radio', { name: 'Happy' }).isChecked());
  await child.close();
});

test('each sheet is walked from end to end by the keyboard, on a phone and at a desk, and axe finds nothing on it', async () => {
  const child = await enter();
  for (const sheet of ['pictures', 'about-me', 'questions']) {
    await child.page.goto(`${address}/mine/page?sheet=${sheet}`);
    await sees(child, /./);
    for (const width of [320, 1280]) {
      await child.page.setViewportSize({ width, height: 900 });
      assert.ok((await walkByKeyboard(child.page)) > 8, sheet);
    }
  }
  await child.close();
});

test('without a mouse a child types the code, writes, gives it, and closes the page', async () => {
  const { child, code } = await atTheDoor();
  const { page } = child;
  await walkByKeyboard(page);
  await tabTo(page, 'input[name=code]');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await tabTo(page, 'input[name=feeling]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'textarea[name=pictures-2]');
  await page.keyboard.type('My new school bag');
  await tabTo(page, 'form button:not([name])');
  await page.keyboard.press('Enter');
  await page.getByText('Thank you. Your worker has what you gave.').waitFor();
  const given = (await views()).flatMap(({ answers }) => answers.map(({ words }) => words));
  assert.ok(given.includes('My new school bag'), given.join());
  await tabTo(page, 'form[action="/mine/finish"] button');
  await page.keyboard.press('Enter');
  await sees(child, 'You are done');
  await child.close();
});

test('a child records their voice, listens, throws it away, and gives another one', async () => {
  const child = await enter();
  const { page } = child;
  const chosen = () => page.evaluate("document.getElementById('voice').files.length") as Promise<number>;
  const record = async () => {
    await child.press('Start to record');
    await page.getByText('We are recording now').waitFor();
    await page.getByText('0:01').waitFor();
    await child.press('Stop');
    await page.getByText('You can listen to it now').waitFor();
  };
  await record();
  assert.equal(await chosen(), 1);
  await child.press('Throw it away');
  assert.equal(await chosen(), 0);
  assert.ok(await page.getByRole('button', { name: 'Stop', exact: true }).isHidden());
  await record();
  await child.press('Give my recording to my worker');
  await page.getByText('Thank you. Your worker has what you gave.').waitFor();
  const files = await asService(running.service, (tx) =>
    tx.selectFrom('view_file').select('format').execute(),
  );
  assert.deepEqual(files, [{ format: 'webm' }]);
  await child.close();
});

test('a child who leaves at once comes back to nothing', async () => {
  const child = await enter();
  await child.page.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ body: 'weather' }));
  await child.page.getByRole('button', { name: /Exit this page/ }).click();
  await child.page.waitForURL('https://www.bbc.co.uk/weather');
  await child.page.goBack();
  await child.page.goto(`${address}/mine/page`);
  await sees(child, 'This link does not work now');
  await child.page.context().close();
});
