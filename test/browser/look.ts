import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const widths = [320, 768, 1280];
const pictures = process.env.PICTURES;

/** Holds a page against WCAG 2.2 AA, and against the width of a telephone, a tablet and a screen. */
export const look = async (page: Page, name: string): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
      `${name} at ${width}`,
    );
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    assert.ok(wide <= 0, `${name} is ${wide} px wider than ${width}`);
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  }
};

/** Opens an address with what a browser of somebody keeps, in one of its own, with JavaScript or without. */
export const openWith = async (
  browser: Browser,
  cookies: Readonly<Record<string, string>>,
  address: string,
  javaScriptEnabled = true,
): Promise<Page> => {
  // axe runs within the page, which lets no other script in.
  const context = await browser.newContext({ bypassCSP: javaScriptEnabled, javaScriptEnabled });
  const url = new URL(address).origin;
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
  const page = await context.newPage();
  await page.goto(address);
  return page;
};
