// What following a page costs: on a page to which a feed adds fifty elements a second, less than two hundredths of the time;
// on a page that rests, nothing. In both browsers by the clock that our own work keeps, which counts what interrupts us as
// ours; in Chromium also by a profile of the page's thread, which knows nothing of that clock.

import assert from 'node:assert/strict';
import { inBoth } from '../lib/living.js';
import { until } from '../lib/wait.js';

/** @typedef {import('../lib/browser.js').Browser} Browser */

/** Elements a second, and how many seconds of it are measured. */
const RATE = 50;
const SECONDS = 60;
/** The share of the thread that may be ours. */
const SHARE = 0.02;

/** The clocks of the page and of our work in it, in milliseconds. @param {Browser} browser */
const clocks = (browser) =>
  browser.background(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [found] = await chrome.scripting.executeScript({
      target: { tabId: /** @type {number} */ (tab?.id) },
      func: async () => {
        const { total } = await import(chrome.runtime.getURL('content/slices.js'));
        return { now: performance.now(), spent: total.spent };
      },
    });
    return /** @type {{now: number, spent: number}} */ (found?.result);
  });

/** The shares of the time that were ours during some work. @param {Browser} browser @param {() => Promise<void>} work */
async function shares(browser, work) {
  /** @type {Record<string, number>} */
  const shares = {};
  const before = await clocks(browser);
  if (browser.share) shares.profile = await browser.share(work);
  else await work();
  const after = await clocks(browser);
  shares.clock = (after.spent - before.spent) / (after.now - before.now);
  return shares;
}

inBoth(300_000, (test) => {
  test('a feed of fifty elements a second', async ({ browser, place, diagnostic }) => {
    const fed = () =>
      browser.page.evaluate(() =>
        Number(document.querySelector('.ticker')?.firstElementChild?.className.match(/\d+/)?.[0]),
      );
    await place.open('changing');
    const bar = await place.declutter();
    await place.call('feed', RATE);
    const busy = await shares(browser, async () => {
      const end = RATE * SECONDS;
      await until(async () => (await fed()) >= end, `${end} elements`, 3 * SECONDS * 1000);
    });
    for (const [by, share] of Object.entries(busy)) {
      diagnostic(`${browser.name}: ${(share * 100).toFixed(3)} % of the thread, by the ${by}`);
      assert.ok(share > 0, `the ${by} does not see our code`);
      assert.ok(share < SHARE, `${share * 100} % of the thread, by the ${by}`);
    }
    assert.doesNotMatch(await bar.text(), /too fast/);
    // It has not given up: what comes is still sorted.
    await place.call('change', 'again');
    await until(() => place.isHidden('.body .ad-slot'), 'an advertisement to go');
  });

  test('a page that rests', async ({ browser, place }) => {
    await place.open('changing');
    await place.declutter();
    // What was put off at the beginning is done: an advertisement that comes now is hidden, and nothing is left to do.
    await place.call('change', 'again');
    await until(() => place.isHidden('.body .ad-slot'), 'an advertisement to go');
    const rest = () =>
      shares(browser, async () => {
        const start = await browser.page.evaluate(() => performance.now());
        await until(async () => (await browser.page.evaluate(() => performance.now())) > start + 2000, 'two seconds');
      });
    await until(
      async () => Object.values(await rest()).every((share) => share === 0),
      'two seconds without any code of ours',
    );
  });
});
