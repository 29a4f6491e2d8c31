// Why: what is hidden is seen in its place with its reason, any piece is chosen by pointer or keyboard, the person's word
// on it holds, and can be taken back step by step. And the bar: its place, its count by role, always on this site.
//
// SCREENSHOTS=directory also saves pictures, for a person to look at.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { violations } from './lib/axe.js';
import { BROWSERS } from './lib/browser.js';
import {
  allLeft,
  barOpen,
  clickOver,
  errors,
  leaving,
  noticeText,
  openAfresh,
  setToolbar,
  textOver,
} from './lib/modes.js';
import { startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(`why in ${name}`, { timeout: 300_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, async (given) => {
      ({ browser, server: news } = given);
      await setToolbar(browser, 'declutter');
    });

    /** @param {string} path */
    async function declutter(path) {
      await browser.background(() => chrome.storage.local.remove(['rules:gull.localhost']));
      await openAfresh(browser, news.url('gull', path));
      const markup = await browser.page.evaluate(() => document.documentElement.outerHTML);
      await browser.clickToolbar();
      return { bar: await barOpen(browser), markup };
    }

    const panelOpen = async () => {
      const panel = await browser.frame('/why/why.html');
      await until(() => panel.evaluate(() => document.documentElement.dataset.ready !== undefined), 'the panel');
      return panel;
    };

    /** @param {string} selector */
    const display = (selector) =>
      browser.page.evaluate(
        (s) => getComputedStyle(/** @type {Element} */ (document.querySelector(s))).display,
        selector,
      );

    /** @param {import('./lib/browser.js').View} panel */
    const title = (panel) => panel.evaluate(() => document.getElementById('title')?.textContent ?? '');

    /** @param {import('./lib/browser.js').View} panel @param {RegExp} form @param {string} key */
    async function walk(panel, form, key = 'ArrowRight') {
      for (let step = 0; step < 40 && !form.test(await title(panel)); step++) {
        const before = await panel.evaluate(() => document.body.textContent);
        await panel.press(key);
        await until(async () => (await panel.evaluate(() => document.body.textContent)) !== before, 'the next piece');
      }
      assert.match(await title(panel), form);
    }

    /** @param {string} step */
    const picture = async (step) =>
      process.env.SCREENSHOTS && browser.screenshot(join(process.env.SCREENSHOTS, `why-${name}-${step}.png`));

    /** @param {import('./lib/browser.js').View} view @param {string} what */
    async function assertAccessible(view, what) {
      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        await browser.colorScheme(scheme);
        const found = await violations(view);
        await picture(`${what.replaceAll(' ', '-')}-${scheme}`);
        assert.deepEqual(found, [], `${what}, ${scheme}`);
      }
      await browser.colorScheme('light');
    }

    test('the view says why, by keyboard; the last word holds and is taken back step by step', async () => {
      const { bar, markup } = await declutter('/story/1');
      assert.equal(await display('.related'), 'none');
      await bar.click('#why');
      const panel = await panelOpen();
      await until(async () => (await display('.related')) !== 'none', 'what is hidden to be seen');
      await walk(panel, /Hidden: related stories/);
      await picture('related');
      const text = await panel.text();
      assert.match(text, /Related stories/);
      assert.match(text, /names it so|words are those|such a heading/);
      assert.match(text, /What weighed most/);
      await assertAccessible(panel, 'the panel');

      await panel.click('#article');
      await until(
        () => panel.evaluate(() => /From now on/.test(document.getElementById('said')?.textContent ?? '')),
        'the answer',
      );
      assert.match(await title(panel), /^Article/);
      await panel.press('ArrowRight');
      await walk(panel, /Hidden: comments/);
      await panel.click('#article');
      await until(async () => /^Article/.test(await title(panel)), 'the second answer');
      await panel.click('#undo');
      await until(async () => /^Hidden: comments/.test(await title(panel)), 'the second to be taken back');
      await picture('undone');
      await panel.click('#undo');
      await until(
        () => panel.evaluate(() => /** @type {any} */ (document.getElementById('undo')).hidden),
        'no step to be left',
      );
      assert.deepEqual(await browser.background(() => chrome.storage.local.get('rules:gull.localhost')), {});
      await walk(panel, /Hidden: related stories/, 'ArrowLeft');
      await panel.click('#article');
      await until(async () => /^Article/.test(await title(panel)), 'it to be article once more');
      await browser.resize(360, 700);
      await until(() => panel.evaluate(() => innerWidth < 360), 'the narrow panel');
      assert.ok(await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is cut off');
      await picture('panel-narrow');
      await browser.resize(1280, 900);
      leaving(panel.press('Escape'));
      await until(async () => !(await browser.hasFrame('/why/')), 'the panel to close');
      await until(async () => (await display('.comments')) === 'none', 'the clutter to go again');
      assert.notEqual(await display('.related'), 'none', 'what was said to be article stays');

      await browser.clickToolbar();
      await allLeft(browser);
      await until(
        async () => (await browser.page.evaluate(() => document.documentElement.outerHTML)) === markup,
        'the page',
      );
      await openAfresh(browser, news.url('gull', '/story/2'));
      await browser.clickToolbar();
      await barOpen(browser);
      assert.notEqual(await display('.related'), 'none', 'on the next article too');
      assert.equal(await display('.comments'), 'none');
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('the arrows widen and narrow the choice', async () => {
      const { bar } = await declutter('/story/1');
      await bar.click('#why');
      const panel = await panelOpen();
      await walk(panel, /Hidden: related stories/);
      const shown = () => panel.evaluate(() => document.getElementById('text')?.textContent ?? '');
      const press = async (/** @type {string} */ key) => {
        const before = await shown();
        await panel.press(key);
        await until(async () => (await shown()) !== before, `another piece by ${key}`);
        return shown();
      };
      const list = await shown();
      assert.match(list, /^Related stories/);
      const one = await press('ArrowDown');
      assert.ok(list.includes(one) && one.length < list.length, one);
      assert.equal(await press('ArrowUp'), list);
      const story = await press('ArrowUp');
      assert.match(story, /^Harbour line will reopen/);
      assert.equal(await press('ArrowDown'), list, 'back to where it came from');
      leaving(panel.press('Escape'));
      await until(async () => !(await browser.hasFrame('/why/')), 'the panel to close');
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('a piece of the article is said to be clutter, and a paragraph like every other is not', async () => {
      const { bar } = await declutter('/friends/1');
      assert.notEqual(await display('.friends-note'), 'none');
      await bar.click('#why');
      const panel = await panelOpen();
      await until(() => title(panel), 'a piece');
      for (let step = 0; step < 30 && !/Harbour Coffee/.test(await panel.text()); step++) {
        const before = await panel.text();
        await panel.press('ArrowRight');
        await until(async () => (await panel.text()) !== before, 'the next piece');
      }
      await panel.press('ArrowUp');
      await panel.click('#clutter');
      await until(async () => /^Hidden/.test(await title(panel)), 'the note to be hidden');
      assert.match(await panel.text(), /You said so/);
      await panel.press('ArrowRight');
      await until(async () => /^Article: paragraph/.test(await title(panel)), 'the paragraph behind it');
      await panel.click('#clutter');
      await until(async () => /Nothing tells this piece/.test(await panel.text()), 'the sentence');
      leaving(panel.click('#leave'));
      await until(async () => (await display('.friends-note')) === 'none', 'the note to go');
      assert.notEqual(await display('article > p:last-of-type'), 'none');
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('a click in the view chooses and presses nothing of the page', async () => {
      // Under a policy that keeps wasm out of Chromium's content scripts.
      const { bar } = await declutter('/strict/3');
      await browser.page.evaluate(() => {
        // What the page sees of a click in its text; a click on an element that is not its own is not one.
        document.querySelector('main')?.addEventListener('click', () => {
          document.documentElement.setAttribute('data-clicked', '');
        });
      });
      await bar.click('#why');
      const panel = await panelOpen();
      const point = await browser.page.evaluate(() => {
        scrollTo(0, 0);
        const { left, top } = /** @type {Element} */ (document.querySelector('.related a')).getBoundingClientRect();
        return { x: Math.round(left + 5), y: Math.round(top + 5) };
      });
      await browser.page.clickAt(point.x, point.y);
      await until(async () => /^Hidden: related/.test(await title(panel)), 'the piece that was clicked');
      assert.equal(await browser.url(), news.url('gull', '/strict/3'), 'the link was not followed');
      assert.equal(await browser.page.evaluate(() => document.documentElement.hasAttribute('data-clicked')), false);
      // The keyboard is still the panel's.
      await panel.press('ArrowLeft');
      await until(async () => /^Article/.test(await title(panel)), 'the piece before it');
      leaving(panel.click('#leave'));
      await until(async () => !(await browser.hasFrame('/why/')), 'the panel to close');
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('holding Alt+W shows what is hidden, as long as it is held', async () => {
      await declutter('/story/1');
      await browser.page.press('Alt+w', async () => {
        await until(async () => (await display('.related')) !== 'none', 'what is hidden to be seen');
        await picture('peek');
      });
      await until(async () => (await display('.related')) === 'none', 'it to go again');
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('where no frame can load, the reasons are told in the page itself', async () => {
      await browser.background(() => chrome.storage.local.remove(['rules:gull.localhost']));
      await openAfresh(browser, news.url('gull', '/isolated/1'));
      const markup = () => browser.page.evaluate(() => document.documentElement.outerHTML);
      const before = await markup();
      await browser.clickToolbar();
      await until(async () => /hidden/.test(await noticeText(browser)), 'the notice');
      assert.equal(await display('.related'), 'none');
      assert.equal(await textOver(browser, 'button:not(.close)'), 'Why?');
      await clickOver(browser, 'button:not(.close)');
      await until(async () => (await display('.related')) !== 'none', 'what is hidden to be seen');
      const cardTitle = () => textOver(browser, '#title');
      await until(cardTitle, 'the first piece');
      for (let step = 0; step < 40 && !/Hidden: related stories/.test(await cardTitle()); step++) {
        const card = await textOver(browser, '.card');
        await browser.page.press('ArrowRight');
        await until(async () => (await textOver(browser, '.card')) !== card, 'the next piece');
      }
      assert.match(await cardTitle(), /Hidden: related stories/);
      assert.match(await textOver(browser, '#reasons'), /names it so|words are those|such a heading/);
      await picture('card');
      await clickOver(browser, '#article');
      await until(async () => /From now on/.test(await textOver(browser, '#said')), 'the answer');
      await clickOver(browser, '#undo');
      await until(async () => /^Hidden: related/.test(await cardTitle()), 'it to be taken back');
      await browser.page.press('Escape');
      await until(async () => (await display('.related')) === 'none', 'the clutter to go again');
      await browser.clickToolbar();
      await until(async () => (await markup()) === before, 'the page');
    });

    test('the bar counts by role, moves, and stands there again', async () => {
      await browser.background(() => chrome.storage.local.remove('bar-place'));
      let { bar } = await declutter('/story/1');
      await bar.click('#count');
      await until(() => bar.evaluate(() => document.querySelector('#roles')?.checkVisibility()), 'the list');
      assert.match(await bar.text(), /related stories/);
      assert.match(await bar.text(), /Always on this site/);
      await picture('bar');
      await assertAccessible(bar, 'the bar');
      await bar.click('#count');
      await bar.evaluate(() => document.getElementById('handle')?.focus());
      for (let step = 0; step < 12; step++) await bar.press('Shift+ArrowUp');
      const place = await until(async () => {
        const { 'bar-place': kept } = /** @type {any} */ (
          await browser.background(() => chrome.storage.local.get('bar-place'))
        );
        return kept?.y === 0 && kept;
      }, 'the place to be kept');
      assert.deepEqual(place, { x: 1, y: 0 });
      await until(
        () => bar.evaluate(() => document.documentElement.dataset.edge === 'top'),
        'the bar to know its edge',
      );
      leaving(bar.click('#leave'));
      await allLeft(browser);
      ({ bar } = await declutter('/story/2'));
      await until(
        () => bar.evaluate(() => document.documentElement.dataset.edge === 'top'),
        'the bar to stand at the top',
      );
      await browser.resize(360, 700);
      await bar.click('#count');
      await until(() => bar.evaluate(() => document.documentElement.classList.contains('narrow')), 'the narrow bar');
      await picture('bar-narrow');
      const wide = await bar.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(wide, 'nothing of the bar is cut off');
      await browser.resize(1280, 900);
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('nothing went wrong on the way', async () => assert.deepEqual(await errors(browser), []));
  });
}
