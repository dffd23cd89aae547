import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Goes on with the Tab key until what is wanted has the focus. */
export const tabTo = async (page: Page, wanted: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${wanted}:focus`).count()) > 0) return;
  }
  assert.fail(`the keyboard does not reach ${wanted}`);
};

/** What can be used on a page, in its order; of radios with one name one is a stop of the Tab key. */
const stops = `
  const isStop = (one, index, all) => one.type !== 'radio' || (all.some((each) => each.name === one.name && each.checked)
    ? one.checked : all.findIndex((each) => each.name === one.name) === index);
  window.stops = [...document.querySelectorAll('a[href], button, input, textarea, select, summary')]
    .filter((one) => one.type !== 'hidden' && !one.disabled && one.checkVisibility())
    .filter(isStop);
  window.stops[0].focus();`;

const focused = `(() => {
  const one = document.activeElement;
  const marked = [[one], [one.labels?.[0] ?? one, '::before']].map((part) => getComputedStyle(...part));
  return {
    at: window.stops.indexOf(one),
    isOver: one === document.body,
    isMarked: marked.some(({ boxShadow, outlineStyle }) => boxShadow !== 'none' || outlineStyle !== 'none'),
    name: one.name || one.textContent.trim(),
  };
})()`;

type Focused = {
  readonly at: number;
  readonly isOver: boolean;
  readonly isMarked: boolean;
  readonly name: string;
};

/**
 * Walks a whole page with the Tab key alone: everything that can be used is come to once, in the order of the page, shows that
 * it has the focus, and lets go of it. Answers how many stops there are.
 */
export const walkByKeyboard = async (page: Page): Promise<number> => {
  await page.evaluate(`(() => {${stops}})()`);
  const count = (await page.evaluate('window.stops.length')) as number;
  // From the first one on and back to it, wherever the page was left.
  await page.keyboard.press('Tab');
  for (let stop = 0; stop <= count; stop += 1) {
    await page.keyboard.press(stop === 0 ? 'Shift+Tab' : 'Tab');
    const { at, isOver, isMarked, name } = (await page.evaluate(focused)) as Focused;
    if (stop === count) {
      assert.ok(isOver || at === 0, `${page.url()}: the last stop leads to ${name}`);
      break;
    }
    assert.equal(at, stop, `${page.url()}: stop ${stop} is ${name}`);
    assert.ok(isMarked, `${page.url()}: ${name} does not show that it has the focus`);
  }
  return count;
};
