// "This belongs to the article" and "this is clutter" in the reader, in both browsers: one click holds on the site's
// other articles, in the reader and in place, and one click takes it back.
//
// SCREENSHOTS=directory also saves pictures, for a person to look at.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { allLeft, barOpen, errors, inTab, openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

const CHIP = 'details[data-removed]';

for (const name of BROWSERS) {
  describe(`corrections in ${name}`, { timeout: 300_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given));

    /** What is stored for the site. @returns {Promise<any[]>} */
    const stored = async () => {
      const key = 'rules:gull.localhost';
      const all = /** @type {any} */ (await browser.background((key) => chrome.storage.local.get(key), key));
      return all[key]?.list ?? [];
    };

    /** @param {string} path */
    async function read(path) {
      await openAfresh(browser, news.url('gull', path));
      await setToolbar(browser, 'reader');
      await browser.clickToolbar();
      return readerOpen(browser);
    }

    /** The text of the article that is not behind a chip. @param {import('./lib/browser.js').View} reader */
    const shown = (reader) =>
      reader.evaluate(() => {
        const body = /** @type {HTMLElement} */ (document.getElementById('article')?.cloneNode(true));
        for (const chip of body.querySelectorAll('details')) chip.remove();
        return body.textContent ?? '';
      });

    /** Says, by keyboard, that a block of the reader is clutter. @param {import('./lib/browser.js').View} reader @param {string} text */
    async function sayClutter(reader, text) {
      await reader.press('x');
      await until(() => reader.evaluate(() => document.querySelector('.chosen')), 'the choice');
      await picture('choosing');
      const isChosen = () =>
        reader.evaluate((text) => document.querySelector('.chosen')?.textContent?.includes(text), text);
      for (let step = 0; step < 20 && !(await isChosen()); step++) await reader.press('ArrowDown');
      assert.ok(await isChosen(), 'the arrows reach it');
      await reader.press('Enter');
      await until(() => reader.evaluate(() => document.querySelector('.corrected')), 'the line that says so');
    }

    /** @param {string} step */
    const picture = async (step) =>
      process.env.SCREENSHOTS && browser.screenshot(join(process.env.SCREENSHOTS, `corrections-${name}-${step}.png`));

    test('a removed piece belongs to the article, here and on the next one, until that is undone', async () => {
      let reader = await read('/story/1');
      assert.doesNotMatch(await shown(reader), /More about the line/);
      await reader.click(`${CHIP} summary`);
      await reader.click(`${CHIP} .acts button`);
      await until(() => reader.evaluate(() => document.querySelector('.corrected')), 'the line that says so');
      assert.match(await shown(reader), /More about the line, part 5/);
      await picture('kept');
      const [rule, ...others] = await stored();
      assert.equal(others.length, 0);
      assert.deepEqual([rule.want, rule.role, rule.signature], ['article', 'related', ['.related']]);
      assert.doesNotMatch(JSON.stringify(rule), /Related stories|More about/, 'nothing of the text is kept');
      await browser.clickToolbar();
      await allLeft(browser);

      reader = await read('/story/2');
      assert.match(await shown(reader), /More about the line, part 5/);
      assert.match(await shown(reader), /part 2/);
      await browser.clickToolbar();
      await allLeft(browser);

      await setToolbar(browser, 'declutter');
      await openAfresh(browser, news.url('gull', '/story/3'));
      await browser.clickToolbar();
      await until(
        () =>
          browser.page.evaluate(
            () => getComputedStyle(/** @type {Element} */ (document.querySelector('.site-footer'))).display === 'none',
          ),
        'the clutter to go',
      );
      assert.notEqual(
        await browser.page.evaluate(
          () => getComputedStyle(/** @type {Element} */ (document.querySelector('.related'))).display,
        ),
        'none',
      );
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('where the reader fills the tab, it is remembered all the same, and taken back', async () => {
      await browser.background(() => chrome.storage.local.clear());
      await openAfresh(browser, news.url('gull', '/isolated/1'));
      await setToolbar(browser, 'reader');
      await browser.clickToolbar();
      await until(() => inTab(browser), 'the reader in the tab');
      const reader = await readerOpen(browser);
      assert.doesNotMatch(await shown(reader), /More about the line/);
      const keep = async () => {
        await reader.click(`${CHIP} summary`);
        await reader.click(`${CHIP} .acts button`);
        await until(() => reader.evaluate(() => document.querySelector('.corrected')), 'the line that says so');
        assert.match(await shown(reader), /More about the line, part 5/);
      };
      await keep();
      await reader.click('.corrected button');
      await until(async () => !/More about the line/.test(await shown(reader)), 'the piece to go again');
      assert.deepEqual(await stored(), []);
      await keep();
      assert.deepEqual(
        (await stored()).map(({ want, role }) => [want, role]),
        [['article', 'related']],
      );
      await browser.reload();
      await until(async () => /More about the line, part 5/.test(await shown(reader)), 'it to be there after a reload');
      assert.match(await shown(await read('/story/2')), /More about the line, part 5/);
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('undo takes the last word back', async () => {
      await browser.background(() => chrome.storage.local.clear());
      const reader = await read('/story/1');
      await reader.click(`${CHIP} summary`);
      await reader.click(`${CHIP} .acts button`);
      await until(() => reader.evaluate(() => document.querySelector('.corrected button')), 'the undo');
      await reader.click('.corrected button');
      await until(async () => !/More about the line/.test(await shown(reader)), 'the piece to go again');
      assert.deepEqual(await stored(), []);
    });

    for (const [where, path] of [
      ['over the page', '/story/1'],
      ['in the tab', '/isolated/1'],
    ]) {
      test(`two quick clicks are one word with one undo, ${where}`, async () => {
        await browser.background(() => chrome.storage.local.clear());
        const reader = await read(path);
        await reader.evaluate((chip) => {
          const button = /** @type {HTMLElement} */ (document.querySelector(`${chip} .acts button`));
          button.click();
          button.click();
        }, CHIP);
        await until(() => reader.evaluate(() => document.querySelector('.corrected button')), 'the undo');
        assert.match(await shown(reader), /More about the line, part 5/);
        assert.deepEqual(
          (await stored()).map(({ want, count }) => [want, count]),
          [['article', 1]],
        );
        await reader.click('.corrected button');
        await until(async () => !/More about the line/.test(await shown(reader)), 'the piece to go again');
        assert.deepEqual(await stored(), []);
      });
    }

    test('a block that is shown is said to be clutter by keyboard, and nothing else goes', async () => {
      await browser.background(() => chrome.storage.local.clear());
      const reader = await read('/friends/1');
      assert.match(await shown(reader), /Harbour Coffee/);
      const before = await reader.evaluate(() => document.querySelectorAll('#body p:not(details p)').length);
      await sayClutter(reader, 'Harbour Coffee');
      assert.doesNotMatch(await shown(reader), /Harbour Coffee/);
      const left = await reader.evaluate(() => document.querySelectorAll('#body p:not(.corrected, details p)').length);
      assert.equal(left, before - 1);
      const other = await read('/friends/2');
      assert.doesNotMatch(await shown(other), /Harbour Coffee/);
      assert.match(await shown(other), /part 2/);
    });

    test('what was said to be clutter is still that after a redesign, and nothing else is', async () => {
      await browser.background(() => chrome.storage.local.clear());
      const paragraphs = (/** @type {import('./lib/browser.js').View} */ reader) =>
        reader.evaluate(() =>
          [...document.querySelectorAll('#body p:not(.corrected, details p)')].map((one) => one.textContent ?? ''),
        );
      const untold = await paragraphs(await read('/renamed/2'));
      const told = untold.filter((text) => !text.includes('Harbour Coffee'));
      assert.equal(told.length, untold.length - 1, 'unsaid, the note reads as article');
      await browser.clickToolbar();
      await allLeft(browser);

      await sayClutter(await read('/named/1'), 'Harbour Coffee');
      const [rule] = await stored();
      assert.deepEqual(
        [rule.want, rule.signature, rule.around],
        ['clutter', ['.friends-note'], ['.story-full', '.page-main']],
      );
      assert.deepEqual(await paragraphs(await read('/renamed/2')), told);
      await browser.clickToolbar();
      await allLeft(browser);

      await setToolbar(browser, 'declutter');
      await openAfresh(browser, news.url('gull', '/renamed/3'));
      await browser.clickToolbar();
      await barOpen(browser);
      const seen = await browser.page.evaluate(() =>
        [...document.querySelectorAll('article > p, article > div')]
          .filter((one) => one.getClientRects().length > 0)
          .map((one) => /Harbour Coffee/.test(one.textContent ?? '')),
      );
      // The standfirst, the byline and nine paragraphs.
      assert.deepEqual(seen, Array(11).fill(false));
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('a paragraph like every other is not remembered as clutter', async () => {
      await browser.background(() => chrome.storage.local.clear());
      const reader = await read('/story/1');
      const before = await shown(reader);
      await reader.press('x');
      await until(() => reader.evaluate(() => document.querySelector('.chosen')), 'the choice');
      const isPlain = () => reader.evaluate(() => (document.querySelector('.chosen')?.textContent ?? '').length > 200);
      for (let step = 0; step < 20 && !(await isPlain()); step++) await reader.press('ArrowDown');
      await reader.press('Enter');
      await until(
        () =>
          reader.evaluate(() => /Nothing tells this piece/.test(document.getElementById('status')?.textContent ?? '')),
        'the sentence',
      );
      assert.equal(await shown(reader), before);
      assert.deepEqual(await stored(), []);
    });

    test('nothing went wrong on the way', async () => assert.deepEqual(await errors(browser), []));
  });
}
