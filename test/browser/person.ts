import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import axe from 'axe-core';
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { buildApp, senderOf, serviceFrom } from '../../src/app.ts';
import { createMailer } from '../../src/delivery/smtp.ts';
import { deliveryJobs } from '../../src/features/delivery/jobs.ts';
import { testConfig } from '../app.ts';
import { createTestDatabase } from '../database.ts';
import { addExampleCase } from '../example-case.ts';
import { startTestMailbox } from '../mailbox.ts';

/** The day on which the journeys begin. */
const FIRST_DAY = '2026-03-10T10:00:00Z';

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no port to listen on');
  return address.port;
};

export type Journey = Awaited<ReturnType<typeof startJourney>>;

/** The whole service at an address of its own, doing its jobs, its mail going to a real mail server, and a browser. */
export const startJourney = async () => {
  await using starting = new AsyncDisposableStack();
  const database = starting.adopt(await createTestDatabase(), ({ drop }) => drop());
  const port = await freePort();
  const config = testConfig({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
  const time = { now: new Date(FIRST_DAY) };
  const example = await addExampleCase(database.db);
  const service = serviceFrom(config, database.db, () => time.now);
  const mailbox = starting.adopt(await startTestMailbox(), ({ stop }) => stop());
  const from = senderOf(config);
  const mailer = starting.adopt(createMailer({ smtpUrl: mailbox.smtpUrl, from }), (each) => each.close());
  const app = starting.adopt(await buildApp(config, service), (each) => each.close());
  await app.listen({ port, host: '127.0.0.1' });
  const taskList = deliveryJobs(service, { mailer, from });
  const logger = new Logger(() => () => {});
  const pgPool = starting.adopt(new pg.Pool({ connectionString: database.url }), (pool) => pool.end());
  // The database may be dropped before a connection that is closing has said goodbye to it.
  pgPool.on('connect', (client) => client.on('error', () => {})).on('error', () => {});
  const work = { pgPool, taskList, concurrency: 4, noHandleSignals: true, logger };
  starting.adopt(await run(work), (runner) => runner.stop());
  const browser = starting.adopt(
    await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
    (each) => each.close(),
  );
  const running = starting.move();
  return {
    address: config.publicUrl,
    browser,
    mailbox,
    time,
    example,
    service,
    stop: () => running.disposeAsync(),
  };
};

/** What somebody does on the pages, counted as they do it. */
export type Effort = { readonly screens: Set<string>; fields: number; clicks: number };

export const noEffort = (): Effort => ({ screens: new Set(), fields: 0, clicks: 0 });

/** Somebody at a browser of their own. Whatever they type, choose or press on a page is counted as effort. */
export const openPerson = async (
  { browser }: { readonly browser: Browser },
  options: BrowserContextOptions = {},
  effort: Effort = noEffort(),
) => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // A form that is refused for its content is answered, and nothing is broken.
    if (message.type() === 'error' && !message.text().includes('status of 422'))
      complaints.push(message.text());
  });
  const acts = async (): Promise<void> => {
    effort.screens.add((await page.locator('h1').textContent()) ?? '');
  };
  const field = async (act: () => Promise<unknown>): Promise<void> => {
    await acts();
    effort.fields += 1;
    await act();
  };
  const click = async (target: Locator): Promise<void> => {
    await acts();
    effort.clicks += 1;
    await target.click();
  };
  const type = (label: string, text: string) =>
    field(() => page.getByRole('textbox', { name: label, exact: true }).fill(text));
  return {
    page,
    type,
    /** Words of their own, such as an account or minutes: the work itself, which no count is made of. */
    write: (label: string, words: string) =>
      page.getByRole('textbox', { name: label, exact: true }).fill(words),
    date: async (legend: string, ...parts: readonly [string, string, string]): Promise<void> => {
      const group = page.getByRole('group', { name: legend });
      for (const [index, name] of ['Day', 'Month', 'Year'].entries())
        await field(() => group.getByLabel(name).fill(parts[index] ?? ''));
    },
    tick: (label: string | RegExp, role: 'radio' | 'checkbox' = 'radio') =>
      field(() => page.getByRole(role, { name: label }).check()),
    select: (label: string, choice: string, within: Locator | Page = page) =>
      field(() => within.getByLabel(label).selectOption(choice)),
    press: (name: string) => click(page.getByRole('button', { name, exact: true })),
    follow: (name: string) => click(page.getByRole('link', { name, exact: true })),
    open: (details: string) => click(page.locator('summary', { hasText: details })),
    close: async (): Promise<void> => {
      await context.close();
      assert.deepEqual(
        complaints,
        [],
        'nothing was refused by the content security policy, and nothing broke',
      );
    },
  };
};

export type Person = Awaited<ReturnType<typeof openPerson>>;

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The page in front of somebody has this heading, fits a telephone and a desk, and axe finds nothing on it. */
export const sees = async ({ page }: Person, heading: string | RegExp): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), rules);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    assert.deepEqual(found, [], `${page.url()} at ${width}`);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, page.url());
  }
};

/** Signs somebody in as a visitor to the demonstration does: one click on a name. */
export const signIn = async ({ page }: Person, { address }: Journey, name: string): Promise<void> => {
  await page.goto(address);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'What needs doing' }).waitFor();
};

/** Opens the private link in somebody's newest mail that has one, and types in the code that they are then sent. */
export const openLink = async (
  person: Person,
  { mailbox }: Journey,
  email: string,
  look: (person: Person, heading: string) => Promise<void> = async () => {},
): Promise<void> => {
  const { page } = person;
  const hasLink = /^http\S+\/private\/\S+$/m;
  const { text } = await mailbox.waitFor(email, (mail) => hasLink.test(mail.text));
  await page.goto(hasLink.exec(text)?.[0] ?? '');
  await look(person, 'Is it you?');
  const already = mailbox.received.length;
  await person.press('Send me a code');
  await look(person, 'Type in your code');
  const mail = await mailbox.waitFor(
    email,
    (each) => /^Your code/.test(each.subject) && mailbox.received.indexOf(each) >= already,
  );
  await person.type('Code', /Your code is (\d{6})/.exec(mail.text)?.[1] ?? '');
  await person.press('Continue');
};
