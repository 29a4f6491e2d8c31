// The page and the reader over it leave each other alone: no style of the one is seen in the other, no key is heard by
// both, and Back goes where it went before.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { allLeft, leaving, openAfresh, readerOpen } from './lib/modes.js';
import { openedSmall } from './lib/opened.js';
import { until } from './lib/wait.js';

const HOSTILE = `
  *, ::before, ::after { color: red !important; font: 5px monospace !important; letter-spacing: 9px !important; }
  iframe, div, :not(html, head, body, article *) { filter: blur(9px) !important; }
  html > div, html > :last-child { display: none !important; opacity: 0 !important; transform: scale(0.1) !important; }
  ::backdrop { background: red !important; } h1 { display: none !important; }`;

for (const name of BROWSERS) {
  describe(`the page and the reader in ${name}`, { timeout: 180_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    openedSmall(name, (given) => ({ browser, server } = given));

    const open = async () => {
      await openAfresh(browser, server.url('none', 'pages/articles/harbour.html'));
      return browser.page.evaluate(() => location.href);
    };

    /** How a view's text looks. @param {import('./lib/browser.js').View} view @param {...string} selectors */
    const look = (view, ...selectors) =>
      view.evaluate(
        (selectors) =>
          selectors.map((selector) => {
            const node = /** @type {Element} */ (document.querySelector(selector));
            const { color, fontFamily, fontSize, letterSpacing, display, filter, backgroundColor } =
              getComputedStyle(node);
            const { width, height } = node.getBoundingClientRect();
            return { color, fontFamily, fontSize, letterSpacing, display, filter, backgroundColor, width, height };
          }),
        selectors,
      );

    const PARTS = ['html', 'body', '#article', '#title', '#body p', '.bar', '.bar button'];

    test('the article comes with its fonts, and no line moves after that', async () => {
      await open();
      const click = () => browser.clickToolbar();
      if (!browser.withhold) await click();
      await browser.withhold?.('.woff2', async () => {
        await click();
        const frame = await browser.frame('/reader/reader.html');
        const asked = () => frame.evaluate(() => [...document.fonts].some(({ status }) => status === 'loading'));
        await until(asked, 'the reader to ask for its fonts');
        const waits = () =>
          frame.evaluate(async () => {
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return 'waiting' in document.body.dataset && !('ready' in document.documentElement.dataset);
          });
        assert.ok(await waits(), 'it is not shown before they are there');
      });
      const reader = await readerOpen(browser);
      const [first, later] = await reader.evaluate(async () => {
        const look = () => [
          document.documentElement.offsetHeight,
          ...[...document.fonts].map(({ family, weight, style, status }) => `${family} ${weight} ${style}: ${status}`),
        ];
        const first = look();
        await document.fonts.ready;
        return [first, look()];
      });
      assert.deepEqual(first, later);
      leaving(reader.press('Escape'));
      await allLeft(browser);
    });

    test('no style of the page is seen in the reader', async () => {
      await open();
      await browser.clickToolbar();
      const own = await look(await readerOpen(browser), ...PARTS);
      await browser.clickToolbar();
      await allLeft(browser);
      await open();
      await browser.page.evaluate((css) => {
        const style = document.createElement('style');
        style.textContent = css;
        document.head.append(style);
      }, HOSTILE);
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      assert.deepEqual(await look(reader, ...PARTS), own);
      // It is in front, and takes the whole window.
      assert.deepEqual(
        await reader.evaluate(() => [innerWidth, innerHeight]),
        await browser.page.evaluate(() => [innerWidth, innerHeight]),
      );
      const inFront = await browser.page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2));
      assert.ok(inFront, 'something stands in the middle');
      leaving(reader.press('Escape'));
      await allLeft(browser);
    });

    test('no style of the reader is seen in the page', async () => {
      await open();
      const parts = ['html', 'body', 'article', 'article p'];
      // It does not scroll meanwhile, and so has no scroll bar.
      const page = async () => (await look(browser.page, ...parts)).map(({ width, height, ...style }) => style);
      const sheets = () =>
        browser.page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length);
      const [own, count] = [await page(), await sheets()];
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      assert.deepEqual(await page(), own);
      assert.equal(await sheets(), count);
      leaving(reader.press('Escape'));
      await allLeft(browser);
      assert.deepEqual(await page(), own);
    });

    test('the page hears no key that is pressed in the reader, and the reader none of the page', async () => {
      await open();
      await browser.page.evaluate(() => {
        const heard = /** @type {string[]} */ ([]);
        Object.assign(window, { heard });
        for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput'])
          for (const target of [window, document, document.documentElement])
            target.addEventListener(type, (event) => heard.push(/** @type {KeyboardEvent} */ (event).key), true);
      });
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      await until(() => reader.evaluate(() => document.hasFocus()), 'the focus in the reader');
      for (const key of ['n', '/', 'j', 'ArrowDown', ' ', 'Tab', 's', 'Escape']) await reader.press(key);
      assert.deepEqual(await browser.page.evaluate(() => /** @type {any} */ (window).heard), []);
      leaving(reader.press('Escape'));
      await allLeft(browser);
      await browser.page.press('q');
      await until(
        () => browser.page.evaluate(() => /** @type {any} */ (window).heard.includes('q')),
        'the page to hear its keys again',
      );
    });

    test('Back goes where it went before, with the reader open and after it', async () => {
      const address = await open();
      const entries = await browser.page.evaluate(() => history.length);
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      // Ways within the article are no steps of the tab.
      await reader.press('n');
      await reader.press('End');
      assert.equal(await browser.page.evaluate(() => history.length), entries);
      assert.equal(await browser.url(), address);
      await browser.back();
      await until(async () => (await browser.url()) === 'about:blank', 'the page before');

      await open();
      await browser.clickToolbar();
      leaving((await readerOpen(browser)).press('Escape'));
      await allLeft(browser);
      await browser.back();
      await until(async () => (await browser.url()) === 'about:blank', 'the page before');
    });
  });
}
