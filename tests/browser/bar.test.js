// The bar against the page under it, in both browsers: the page can neither read it nor press its buttons. And its buttons
// that lead elsewhere.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { allLeft, barOpen, leaving, readerOpen, setToolbar } from './lib/modes.js';
import { until } from './lib/wait.js';

inBoth(200_000, (test) => {
  test('in a window as narrow as a telephone the bar is one line', async ({ browser, place }) => {
    await browser.resize(400, 800);
    try {
      await place.open('columns');
      const bar = await place.declutter();
      const middles = await bar.evaluate(() =>
        [...document.querySelectorAll('#row > *')]
          .map((piece) => piece.getBoundingClientRect())
          .filter(({ height }) => height > 1)
          .map(({ top, height }) => Math.round(top + height / 2)),
      );
      assert.ok(middles.length >= 5, String(middles));
      assert.ok(Math.max(...middles) - Math.min(...middles) <= 2, String(middles));
    } finally {
      await browser.resize(1280, 800);
    }
  });

  test('the page can neither read nor press it', async ({ browser, place }) => {
    await place.open('columns');
    const bar = await place.declutter();
    const state = () =>
      bar.evaluate(() => ({
        text: document.body.innerText,
        showing: document.getElementById('show')?.ariaPressed,
        open: document.getElementById('count')?.ariaExpanded,
      }));
    const before = await state();
    assert.match(before.text, /hidden/);
    const seen = await browser.page.evaluate(() => {
      /** What the page finds where the bar is, without knowing where that is. @type {Set<Element>} */
      const over = new Set();
      for (let x = innerWidth - 5; x > 0; x -= 20) {
        for (let y = innerHeight - 5; y > innerHeight - 80; y -= 10) {
          const found = document.elementFromPoint(x, y);
          if (found && !document.body.contains(found) && found !== document.documentElement) over.add(found);
        }
      }
      for (const element of over) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true }));
        for (const key of ['Tab', 'Enter', 'Escape', ' '])
          element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
        /** @type {HTMLElement} */ (element).click();
        /** @type {HTMLElement} */ (element).focus();
      }
      for (let at = 0; at < window.length; at++) window[at]?.postMessage({ type: 'leave' }, '*');
      window.postMessage({ type: 'leave' }, '*');
      return {
        over: over.size,
        roots: [...over].filter((element) => element.shadowRoot !== null).length,
        text: [...over].map((element) => element.textContent).join(''),
        frames: window.length + document.querySelectorAll('iframe').length,
        page: document.documentElement.innerText,
      };
    });
    assert.ok(seen.over > 0, 'it stands over the page');
    assert.deepEqual([seen.roots, seen.text, seen.frames], [0, '', 0]);
    assert.doesNotMatch(seen.page, /hidden|Reader/);
    assert.deepEqual(await state(), before);
    // A person can.
    await bar.click('#show');
    await until(async () => (await state()).showing === 'true', 'everything to be shown');
    await browser.clickToolbar();
    await allLeft(browser);
  });

  test('a page that takes it away gets it again, and after a while the page as it was', async ({ browser, place }) => {
    const before = await place.open('columns');
    await place.declutter();
    const takeAway = () => browser.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    for (const _ of [1, 2, 3]) {
      await takeAway();
      await until(
        () => browser.page.evaluate(() => document.documentElement.lastElementChild !== document.body),
        'another bar',
      );
      const bar = await barOpen(browser);
      assert.match(await bar.text(), /hidden/);
      assert.ok(await place.isHidden('#related'));
      await bar.click('#show');
      await until(async () => !(await place.isHidden('#related')), 'everything to be shown');
      await bar.click('#show');
      await until(() => place.isHidden('#related'), 'it to go again');
    }
    await takeAway();
    await until(async () => (await place.markup()) === before, 'the page as it was');
    await allLeft(browser);
  });

  test('a page that takes the reader away is itself again', async ({ browser, place }) => {
    await setToolbar(browser, 'reader');
    const before = await place.open('columns');
    await browser.clickToolbar();
    await readerOpen(browser);
    await browser.page.evaluate(() => document.documentElement.lastElementChild?.remove());
    await until(async () => (await place.markup()) === before, 'the page as it was');
    await setToolbar(browser, 'declutter');
  });

  test('it opens the reader and the options', async ({ browser, place }) => {
    const before = await place.open('columns');
    let bar = await place.declutter();
    leaving(bar.click('#reader'));
    const reader = await readerOpen(browser);
    assert.match(await reader.text(), /The last ferry leaves the east pier/);
    leaving(reader.press('Escape'));
    await allLeft(browser);
    bar = await place.declutter();
    await bar.click('#count');
    await bar.click('#options');
    const opened = () =>
      browser.background(async () => {
        const found = (await chrome.tabs.query({})).find(({ url }) => url?.includes('/options/options.html'));
        if (found?.id) await chrome.tabs.remove(found.id);
        return found?.url;
      });
    assert.match((await until(opened, 'the options')) ?? '', /options\.html#add-declutter=/);
    await place.leaveTo(before);
  });
});
