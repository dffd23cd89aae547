import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { startEmbedded } from '../src/database/embedded.ts';
import { startTestApp } from '../test/app.ts';
import { slowDown } from '../test/browser/slow-network.ts';
import { family } from '../test/example-case.ts';
import { codeOf, inviteFamily, linkOf } from '../test/guest.ts';
import { median } from './measuring/load.ts';

const ROUNDS = 5;

type Visit = {
  readonly bytes: number;
  readonly requests: number;
  /** Milliseconds until its styles and scripts are there and can be used. */
  readonly usable: number;
};
type Kept = Pick<BrowserContextOptions, 'storageState'>;

/** The first visit of a page by a browser that has kept nothing, over a slow connection. */
const visit = async (
  browser: Browser,
  address: string,
  { kept, hasAssets }: { readonly kept: Kept; readonly hasAssets: boolean },
): Promise<Visit> => {
  const context = await browser.newContext(kept);
  const page = await context.newPage();
  const session = await slowDown(page);
  if (!hasAssets) await session.send('Network.setBlockedURLs', { urls: ['*/assets/*'] });
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  session.on('Network.requestWillBeSent', ({ redirectResponse }) => {
    if (redirectResponse === undefined) return;
    bytes += redirectResponse.encodedDataLength;
    requests += 1;
  });
  const answer = await page.goto(address, { waitUntil: 'load' });
  if (answer?.status() !== 200) throw new Error(`${address} answers ${answer?.status()}`);
  const usable = Number(await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"));
  await context.close();
  return { bytes, requests, usable };
};

/** A page with what it is made of and without, in turn, so that both meet the same machine. */
const compare = async (browser: Browser, address: string, kept: Kept = {}) => {
  const [whole, bare]: [Visit[], Visit[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    whole.push(await visit(browser, address, { kept, hasAssets: true }));
    bare.push(await visit(browser, address, { kept, hasAssets: false }));
  }
  const middle = (visits: readonly Visit[], of: keyof Visit) => median(visits.map((each) => each[of]));
  return {
    kilobytes: (middle(whole, 'bytes') / 1_000).toFixed(1),
    requests: middle(whole, 'requests'),
    usable: (middle(whole, 'usable') / 1_000).toFixed(2),
    bareKilobytes: (middle(bare, 'bytes') / 1_000).toFixed(1),
    bareUsable: (middle(bare, 'usable') / 1_000).toFixed(2),
    ratio: median(whole.map(({ usable }, round) => usable / (bare[round]?.usable ?? Number.NaN))).toFixed(2),
  };
};

const running = new AsyncDisposableStack();

/** Says how a guest's pages come over a slow 3G connection: the one behind the link, and the one behind the code. */
const measure = async (): Promise<void> => {
  const folder = join(import.meta.dirname, `../.local/slow-network-${process.pid}`);
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const server = await startEmbedded(join(folder, 'server'));
  if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('\n'));
  running.defer(server.value.stop);
  process.env.TEST_DATABASE_URL = server.value.superuserUrl;
  const app = running.adopt(await startTestApp(), ({ stop }) => stop());
  await inviteFamily(app);
  const address = await app.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = running.adopt(
    await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
    (each) => each.close(),
  );
  const { name } = family.mother;
  const link = address + new URL(await linkOf(app, name)).pathname;
  const start = await compare(browser, link);

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Send me a code', exact: true }).click();
  await page.getByLabel('Code', { exact: true }).fill(await codeOf(app, name));
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(/\/private\/meeting/);
  const meeting = await compare(browser, `${address}/private/meeting`, {
    storageState: await context.storageState(),
  });

  console.log('| Page | Bytes over the wire | Requests | Usable after | The document alone | Ratio |');
  console.log('|---|---|---|---|---|---|');
  for (const [shown, one] of [
    ['The page behind the link', start],
    ['The page of the meeting', meeting],
  ] as const)
    console.log(
      `| ${shown} | ${one.kilobytes} kB | ${one.requests} | ${one.usable} s | ${one.bareKilobytes} kB, ${one.bareUsable} s | ${one.ratio} |`,
    );
};

try {
  await measure();
} finally {
  await running.disposeAsync();
}
process.exit();
