// Hiding in place, beyond what the labels name, in both browsers: holes close, bars stop following, overlays go and what
// they locked is released, and leaving gives the page back to the byte.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { allLeft, barOpen, errors, openAfresh, setToolbar } from './lib/modes.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(name, { timeout: 300_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    before(async () => {
      server = await startServer();
      browser = await openBrowser(name);
      await setToolbar(browser, 'declutter');
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    const markup = () => browser.page.evaluate(() => document.documentElement.outerHTML);
    const style = (/** @type {string} */ selector, /** @type {string} */ property) =>
      browser.page.evaluate(
        (selector, property) => {
          const element = document.querySelector(selector);
          return element ? getComputedStyle(element).getPropertyValue(property) : 'no such element';
        },
        selector,
        property,
      );
    const isHidden = (/** @type {string} */ selector) =>
      browser.page.evaluate((selector) => document.querySelector(selector)?.getClientRects().length === 0, selector);
    const box = (/** @type {string} */ selector) =>
      browser.page.evaluate((selector) => {
        const { left, top, width, height } = /** @type {Element} */ (
          document.querySelector(selector)
        ).getBoundingClientRect();
        return { left, top: top + scrollY, width, height };
      }, selector);
    /** The article's parts that have no height. */
    const lost = () =>
      browser.page.evaluate(() =>
        [...document.querySelectorAll('#story h1, #story > p')]
          .filter((element) => element.getBoundingClientRect().height === 0)
          .map((element) => element.textContent),
      );

    /** Where the window is after scrolling to a place. @param {number} top */
    const scrolled = (top) =>
      browser.page.evaluate((top) => {
        scrollTo({ top, behavior: 'instant' });
        return scrollY;
      }, top);

    /** @param {string} page */
    async function open(page) {
      await openAfresh(browser, server.url('none', `pages/living/${page}.html`));
      return markup();
    }

    async function declutter() {
      await browser.clickToolbar();
      return barOpen(browser);
    }

    /** @param {string} before */
    async function leaveTo(before) {
      await browser.clickToolbar();
      await allLeft(browser);
      await until(async () => (await markup()) === before, 'the markup to be as it was');
    }

    test('holes close: an emptied column, wrappers, bars that follow', async () => {
      const before = await open('columns');
      const narrow = await box('#story');
      await declutter();
      for (const selector of ['#related', '#rail', '#ad', '#wrapper', '#footer']) {
        assert.ok(await isHidden(selector), selector);
      }
      const wide = await box('#story');
      assert.ok(wide.width > narrow.width + 50, `from ${narrow.width} to ${wide.width}`);
      const { width } = await box('.layout');
      const { left } = await box('.layout');
      assert.ok(Math.abs(wide.left - left - (width - wide.width) / 2) < 2, 'the article stands in the middle');
      for (const selector of ['#masthead', '#tabs']) {
        assert.ok(!(await isHidden(selector)), selector);
        assert.ok(!/fixed|sticky/.test(await style(selector, 'position')), selector);
      }
      assert.deepEqual(await lost(), []);
      await leaveTo(before);
      assert.deepEqual(await box('#story'), narrow);
    });

    test('overlays go, and what they locked is released', async () => {
      const before = await open('overlays');
      await declutter();
      for (const selector of ['#dimmer', '#box', '#bubble', '#player', '#app']) {
        assert.ok(await isHidden(selector), selector);
      }
      await until(async () => (await scrolled(500)) > 400, 'the page to scroll');
      assert.deepEqual(
        await browser.page.evaluate(() => {
          const page = /** @type {HTMLElement} */ (document.getElementById('page'));
          return [page.inert, page.ariaHidden, /** @type {any} */ (window).clicks];
        }),
        [false, 'false', 0],
      );
      // The page's own listener would have forbidden it.
      assert.equal(
        await browser.page.evaluate(() =>
          document.querySelector('h1')?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true })),
        ),
        true,
      );
      assert.deepEqual(await lost(), []);
      await leaveTo(before);
      assert.equal(await scrolled(500), 0);
    });

    test('a dialogue that the page takes away meanwhile does not come back with its locks', async () => {
      await open('overlays');
      const closed = () =>
        browser.page.evaluate(() => {
          /** @type {any} */ (window).closeDialog();
          return document.documentElement.outerHTML;
        });
      const control = await closed();
      await open('overlays');
      await declutter();
      await closed();
      await leaveTo(control);
    });

    test('nothing went wrong on the way', async () => {
      assert.deepEqual(await errors(browser), []);
    });
  });
}
