// What following a page costs, measured in Chromium by a profile of the page's thread: on a page to which a feed adds
// fifty elements a second, less than two hundredths of the time; on a page that rests, nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './lib/browser.js';
import { errors, setToolbar } from './lib/modes.js';
import { inPlace } from './lib/place.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';

/** Elements a second, and how many seconds of it are measured. */
const RATE = 50;
const SECONDS = 60;
/** The share of the thread that may be ours. */
const SHARE = 0.02;

describe('the cost of a page that changes', { timeout: 200_000 }, () => {
  /** @type {import('./lib/browser.js').Browser} */
  let browser;
  /** @type {import('./lib/server.js').Server} */
  let server;
  /** @type {ReturnType<typeof inPlace>} */
  let place;
  before(async () => {
    server = await startServer();
    browser = await openBrowser('chromium');
    await setToolbar(browser, 'declutter');
    place = inPlace(browser, server);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const share = (/** @type {() => Promise<void>} */ work) =>
    /** @type {NonNullable<typeof browser.share>} */ (browser.share)(work);
  const fed = () =>
    browser.page.evaluate(() =>
      Number(document.querySelector('.ticker')?.firstElementChild?.className.match(/\d+/)?.[0]),
    );

  test('a feed of fifty elements a second', async (context) => {
    await place.open('changing');
    /** @type {import('./lib/browser.js').View | undefined} */
    let bar;
    const click = await share(async () => {
      bar = await place.declutter();
    });
    assert.ok(click > 0, 'the profile does not see our code');
    await place.call('feed', RATE);
    const busy = await share(async () => {
      const end = RATE * SECONDS;
      await until(async () => (await fed()) >= end, `${end} elements`, 3 * SECONDS * 1000);
    });
    context.diagnostic(
      `${(busy * 100).toFixed(3)} % of the thread; while the clutter was hidden ${(click * 100).toFixed(1)} %`,
    );
    assert.ok(busy < SHARE, `${busy * 100} % of the thread`);
    assert.doesNotMatch((await bar?.text()) ?? '', /too fast/);
    // It has not given up: what comes is still sorted.
    await place.call('change', 'again');
    await until(() => place.isHidden('.body .ad-slot'), 'an advertisement to go');
  });

  test('a page that rests', async () => {
    await place.open('changing');
    await place.declutter();
    // What was put off at the beginning is done: an advertisement that comes now is hidden, and nothing is left to do.
    await place.call('change', 'again');
    await until(() => place.isHidden('.body .ad-slot'), 'an advertisement to go');
    const rest = () =>
      share(async () => {
        const start = await browser.page.evaluate(() => performance.now());
        await until(async () => (await browser.page.evaluate(() => performance.now())) > start + 2000, 'two seconds');
      });
    await until(async () => (await rest()) === 0, 'two seconds without any code of ours');
  });

  test('nothing went wrong on the way', async () => {
    assert.deepEqual(await errors(browser), []);
  });
});
