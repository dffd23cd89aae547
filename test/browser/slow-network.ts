import type { CDPSession, Page } from 'playwright-core';

/** A slow 3G connection: 400 kbit/s each way, and 400 ms before anything comes back. */
const slow3G = { latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

/** Puts a page behind a slow connection; what its network does is heard in the session this answers. */
export const slowDown = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...slow3G });
  return session;
};
