// The article on paper, in the whole screen and without motion: what the browser itself shows differently.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { describeReader } from './lib/reading.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

describeReader('the reader for the printer and the screen', (reading, name) => {
  /** Applies what a sheet says for paper to the screen: drivers print to a file, which cannot be asked. */
  const asPaper = () =>
    reading().page.evaluate(() => {
      for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
          if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
    });

  test('paper has the article alone, with its links spelled out', async () => {
    await reading().open(articles.news, { theme: 'dark' });
    await asPaper();
    const paper = await reading().page.evaluate(() => {
      const seen = (/** @type {string} */ selector) =>
        [...document.querySelectorAll(selector)].filter((node) => node.getClientRects().length > 0).length;
      const after = (/** @type {Element | null} */ node) => node && getComputedStyle(node, '::after').content;
      const link = document.querySelector('#body p a[href^="http"]');
      const { color } = getComputedStyle(document.body);
      const { backgroundColor } = getComputedStyle(document.documentElement);
      return {
        chrome: seen('.bar, .aside, .player, .status, .code-tools, details, [popover], .embed .acts'),
        paragraphs: seen('#body p') > 3,
        // One browser says what the sheet says, the other what it comes to.
        link: /attr\(href\)|https:/.test(after(link) ?? ''),
        embed: /attr\(data-src\)|https:/.test(after(document.querySelector('.embed')) ?? ''),
        ink: color,
        paper: backgroundColor,
        within: [...document.querySelectorAll('.noteref')].map(after),
      };
    });
    assert.deepEqual(paper, {
      chrome: 0,
      paragraphs: true,
      link: true,
      embed: true,
      ink: 'rgb(0, 0, 0)',
      paper: 'rgb(255, 255, 255)',
      within: paper.within.map(() => 'none'),
    });
  });

  test('a script that is set larger is so on paper, too', async () => {
    const size = async (/** @type {keyof typeof articles} */ id) => {
      await reading().open(articles[id], { size: 30, lineHeight: 2 });
      await asPaper();
      return reading().page.evaluate(() => {
        const { fontSize, lineHeight } = getComputedStyle(/** @type {Element} */ (document.querySelector('#body p')));
        const points = Number.parseFloat(fontSize) * 0.75;
        return [points, Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)].map((one) => one.toFixed(1));
      });
    };
    assert.deepEqual(await size('news'), ['11.0', '1.5']);
    assert.deepEqual(await size('arabic'), ['12.3', '1.7']);
    assert.deepEqual(await size('japanese'), ['11.0', '1.7']);
  });

  test('the button prints, with the pictures that were to come later', async () => {
    await reading().open(articles.news);
    await reading().page.evaluate(() => {
      window.print = () => {
        const late = [...document.images].filter(({ loading, complete }) => loading === 'lazy' || !complete);
        Object.assign(window, { printed: late.length });
      };
    });
    await reading().page.press('s');
    await reading().page.evaluate(() =>
      /** @type {HTMLElement} */ ([...document.querySelectorAll('#save .plain')].at(-1)).click(),
    );
    await until(() => reading().page.evaluate(() => /** @type {any} */ (window).printed === 0), 'the printing');
    assert.equal(await reading().page.evaluate(() => document.querySelector(':popover-open')), null);
  });

  test('the button prints, though a picture never answers', async () => {
    const server = createServer(() => {});
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    try {
      await reading().open(articles.bare);
      await reading().page.evaluate((src) => {
        window.print = () => Object.assign(window, { printed: true });
        document.getElementById('body')?.append(Object.assign(new Image(), { src }));
      }, `http://127.0.0.1:${port}/never.png`);
      await reading().page.press('s');
      await reading().page.evaluate(() =>
        /** @type {HTMLElement} */ ([...document.querySelectorAll('#save .plain')].at(-1)).click(),
      );
      await until(() => reading().page.evaluate(() => /** @type {any} */ (window).printed), 'the printing');
    } finally {
      server.close().closeAllConnections();
    }
  });

  test('a key fills the screen, and Escape leaves the screen and not the reader', async () => {
    await reading().open(articles.news);
    if (!(await reading().page.evaluate(() => document.fullscreenEnabled))) return;
    await reading().page.press('f');
    const full = () => reading().page.evaluate(() => document.fullscreenElement !== null);
    await until(full, 'the full screen');
    await reading().page.press('f');
    await until(async () => !(await full()), 'the window');
    assert.match(await reading().browser.url(), /reader\.html/, name);
  });

  test('what moves stands still for who wishes so', async () => {
    const motion = async () => {
      await reading().open(articles.news);
      await reading().page.press('n');
      return reading().page.evaluate(() => {
        const heading = /** @type {Element} */ (document.activeElement);
        return {
          heading: heading.textContent,
          there: heading.getBoundingClientRect().top < 120,
          scrolls: getComputedStyle(document.documentElement).scrollBehavior,
          flashes: getComputedStyle(heading).animationName,
          bar: Number.parseFloat(
            getComputedStyle(/** @type {Element} */ (document.querySelector('.bar'))).transitionDuration,
          ),
        };
      });
    };
    await reading().browser.resize(1000, 500);
    await reading().browser.reducedMotion(true);
    assert.deepEqual(await motion(), {
      heading: 'Buying the low fields',
      there: true,
      scrolls: 'auto',
      flashes: 'none',
      bar: 0,
    });
    await reading().browser.reducedMotion(false);
    const { scrolls, flashes, bar } = await motion();
    assert.deepEqual([scrolls, flashes, bar > 0], ['smooth', 'found', true]);
  });
});
