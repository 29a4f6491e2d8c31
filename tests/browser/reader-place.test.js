// The place in the article, from the page to the reader and back: the paragraph that is read is the same one in both, under
// a bar that stays at the top, in an element that scrolls by itself, and while pictures come and grow.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { allLeft, leaving, openAfresh, readerOpen } from './lib/modes.js';
import { openedSmall } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(`the place in ${name}`, { timeout: 180_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    openedSmall(name, (given) => ({ browser, server } = given));

    /**
     * The first paragraph that reaches below what may cover the top, and whether its own top is seen.
     * @param {import('./lib/browser.js').View} view
     */
    const first = (view) =>
      view.evaluate(() => {
        const covered = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 72;
        const all = [...document.querySelectorAll('article p')];
        const found = all.find((paragraph) => paragraph.getBoundingClientRect().bottom > covered + 2);
        const whole = (found?.getBoundingClientRect().top ?? 0) > covered - 2;
        return `${/part \d+/.exec(found?.textContent ?? '')?.[0]}${whole ? '' : ', cut'}`;
      });

    /** Brings a paragraph to just below the bar of the page. @param {number} number */
    const goTo = (number) =>
      browser.page.evaluate((number) => {
        const all = [...document.querySelectorAll('article p')];
        const paragraph = /** @type {Element} */ (
          all.find(({ textContent }) => textContent?.includes(`part ${number} `))
        );
        const scroller = /** @type {Element} */ (document.querySelector('.inner .frame') ?? document.scrollingElement);
        scroller.scrollTop += paragraph.getBoundingClientRect().top - 110;
      }, number);

    async function openReader() {
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      // A frame that is not shown yet does not scroll.
      await until(() => reader.evaluate(() => scrollY > 0), 'the reader at its place');
      return reader;
    }

    for (const [where, query] of [
      ['under a bar that stays', ''],
      ['in an element that scrolls', '?inner'],
    ]) {
      test(`there and back ${where}`, async () => {
        await openAfresh(browser, server.url('none', 'pages/articles/harbour.html') + query);
        await goTo(12);
        assert.equal(await first(browser.page), 'part 12');
        const entries = await browser.page.evaluate(() => history.length);
        const reader = await openReader();
        await until(async () => (await first(reader)) === 'part 12', 'the same paragraph in the reader');

        await reader.evaluate(() => {
          const all = [...document.querySelectorAll('#body p')];
          all.find(({ textContent }) => textContent?.includes('part 20 '))?.scrollIntoView({ behavior: 'instant' });
        });
        await until(async () => (await first(reader)) === 'part 20', 'to have read on');
        leaving(reader.press('Escape'));
        await allLeft(browser);
        await until(async () => (await first(browser.page)) === 'part 20', 'the same paragraph in the page');
        assert.equal(await browser.page.evaluate(() => history.length), entries);
      });
    }

    test('a picture that comes late moves nobody', async () => {
      await openAfresh(browser, server.url('none', 'pages/articles/harbour.html'));
      await goTo(12);
      const reader = await openReader();
      await browser.page.evaluate(() => /** @type {any} */ (window).come());
      await until(
        () => browser.page.evaluate(() => (document.querySelector('img')?.clientHeight ?? 0) > 100),
        'the picture in the page',
      );
      await until(async () => (await first(reader)) === 'part 12', 'the paragraph in the reader');
      // A driver would scroll to a button in a bar that is out of the way.
      leaving(reader.press('Escape'));
      await allLeft(browser);
      await until(async () => (await first(browser.page)) === 'part 12', 'the paragraph in the page');
    });

    test('what grows above moves nobody, until somebody has scrolled', async () => {
      await openAfresh(browser, server.url('none', 'pages/articles/harbour.html'));
      await goTo(12);
      const reader = await openReader();
      await until(async () => (await first(reader)) === 'part 12', 'the paragraph in the reader');
      /** A font or a picture that comes: one paragraph is higher, and the next frames are drawn. @param {number} number */
      const grow = (number) =>
        reader.evaluate((number) => {
          const paragraph = /** @type {HTMLElement} */ (document.querySelectorAll('#body p')[number]);
          paragraph.style.paddingBlockEnd = '300px';
          return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(scrollY))));
        }, number);
      const before = await reader.evaluate(() => scrollY);
      assert.equal(await grow(2), before + 300);
      assert.equal(await first(reader), 'part 12');
      const after = await reader.evaluate(() => {
        scrollBy({ top: 1000, behavior: 'instant' });
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(scrollY))));
      });
      assert.equal(after, before + 1300);
      assert.equal(await grow(23), after);
      leaving(reader.press('Escape'));
      await allLeft(browser);
    });

    test('at the beginning nothing is scrolled, and Back goes where it went', async () => {
      await openAfresh(browser, server.url('none', 'pages/articles/harbour.html'));
      await browser.page.evaluate(() => scrollTo(0, 30));
      await browser.clickToolbar();
      const reader = await readerOpen(browser);
      assert.equal(await reader.evaluate(() => scrollY), 0);
      leaving(reader.press('Escape'));
      await allLeft(browser);
      assert.equal(await browser.page.evaluate(() => scrollY), 30);
      await browser.back();
      await until(async () => (await browser.url()) === 'about:blank', 'the page before');
    });
  });
}
