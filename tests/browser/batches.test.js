// What a slice of work on a living page asks of its layout, in both browsers: reads come before writes. A read that comes
// after a write makes the browser lay the page out at once; a few a slice are ours (the place of what is read is held,
// overlays are looked at), one an element would be a page that stutters.
//
// The extension is loaded from a copy whose loader counts the reads and writes before any module of it has run.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { copyOf } from './lib/copy.js';
import { allLeft, errors, setToolbar } from './lib/modes.js';
import { opened } from './lib/opened.js';
import { inPlace } from './lib/place.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';

/** Reads after writes that one slice may have, however much has come. */
const FORCED = 2;
/** Elements of each kind that come at once. */
const COMING = 30;

/** Keeps, for each piece of work that runs to its end, its reads and writes in order: `R` and `W`. It runs in the page. */
function count() {
  const world = /** @type {any} */ (globalThis);
  if (world.worksOfTest) return;
  /** @type {string[][]} */
  const works = [];
  /** @type {string[] | null} */
  let current = null;
  world.worksOfTest = works;
  const note = (/** @type {string} */ kind) => {
    if (!current) {
      current = [];
      works.push(current);
      queueMicrotask(() => {
        current = null;
      });
    }
    current.push(kind);
  };
  /** @param {any} owner @param {string} name @param {string} kind */
  const watch = (owner, name, kind) => {
    const before = Object.getOwnPropertyDescriptor(owner, name) ?? { value: owner[name] };
    const how = before.get ? 'get' : 'value';
    const original = /** @type {Function} */ (before[how]);
    /** @this {unknown} @param {...unknown} args */
    const watched = function (...args) {
      note(kind);
      return original.apply(this, args);
    };
    Object.defineProperty(owner, name, { ...before, configurable: true, [how]: watched });
  };
  for (const name of ['getBoundingClientRect', 'checkVisibility', 'clientHeight', 'scrollHeight', 'scrollTop'])
    watch(Element.prototype, name, 'R');
  for (const name of ['offsetParent', 'innerText']) watch(HTMLElement.prototype, name, 'R');
  watch(Document.prototype, 'elementsFromPoint', 'R');
  // A function of the window, which no other object may stand for.
  const style = world.getComputedStyle.bind(world);
  world.getComputedStyle = (/** @type {Element} */ element) => {
    note('R');
    return style(element);
  };
  for (const name of ['setAttribute', 'removeAttribute', 'before', 'append', 'remove'])
    watch(Element.prototype, name, 'W');
}

for (const name of BROWSERS) {
  describe(`batches in ${name}`, { timeout: 120_000 }, () => {
    const folder = copyOf(name, (copy) => {
      const loader = join(copy, 'content/loader.js');
      writeFileSync(loader, `(${count})();\n${readFileSync(loader, 'utf8')}`);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {ReturnType<typeof inPlace>} */
    let place;
    const take = async (/** @type {{browser: import('./lib/browser.js').Browser, server: any}} */ given) => {
      browser = given.browser;
      place = inPlace(browser, given.server);
      await setToolbar(browser, 'declutter');
    };
    opened(name, startServer, take, { extension: folder });

    /** What was counted since the last time. @returns {Promise<string[]>} */
    const works = () =>
      browser.background(async () => {
        const [tab] = await chrome.tabs.query({ active: true });
        const [found] = await chrome.scripting.executeScript({
          target: { tabId: /** @type {number} */ (tab?.id) },
          func: () => {
            const { worksOfTest } = /** @type {any} */ (globalThis);
            return worksOfTest.splice(0).map((/** @type {string[]} */ work) => work.join(''));
          },
        });
        return /** @type {string[]} */ (found?.result);
      });

    /** @param {string} work @param {RegExp} form */
    const times = (work, form) => [...work.matchAll(form)].length;

    test('what comes by the dozen is looked at, and then hidden', async (context) => {
      await place.open('changing');
      await place.declutter();
      await place.call('change', 'again');
      await until(() => place.isHidden('.body .ad-slot'), 'the page to be followed');
      await place.scrolled(400);
      await works();
      await browser.page.evaluate((coming) => {
        const make = (/** @type {string} */ html) =>
          /** @type {HTMLElement} */ (document.createRange().createContextualFragment(html).firstElementChild);
        const advertisement =
          '<div class="ad-slot advertisement"><a href="#ad">Advertisement: three lamps for the price of two</a></div>';
        const body = /** @type {Element} */ (document.querySelector('.body'));
        for (let number = 0; number < coming; number++) {
          // Known by their shape; in wrappers that are empty without them; and what floats over the page.
          body.append(make(advertisement), make(`<div class="wrapper">${advertisement}</div>`));
          const bubble = make('<div class="bubble"><p>Ask me anything</p></div>');
          bubble.style.cssText = `position: fixed; bottom: ${number}px; right: 0; width: 90px; height: 60px; z-index: 50`;
          document.body.append(bubble);
        }
        // And our attribute is taken from what was hidden.
        /** @type {any} */ (window).change('strip');
      }, COMING);
      await until(() => place.isHidden('.ad-slot, .wrapper, .bubble, .share-buttons, .site-footer'), 'it to go');
      const found = await works();
      context.diagnostic(found.map((work) => work.replace(/(.)\1+/g, (run, one) => `${run.length}${one}`)).join(' | '));
      const all = found.join('');
      for (const kind of [/R/g, /W/g]) assert.ok(times(all, kind) >= 3 * COMING, `${kind}: ${times(all, kind)}`);
      assert.ok(
        found.some((work) => times(work, /R/g) >= COMING && times(work, /W/g) >= COMING),
        'some work did much at once, or nothing is tested',
      );
      for (const work of found) assert.ok(times(work, /WR/g) <= FORCED, `reads after writes: ${work}`);
      await browser.clickToolbar();
      await allLeft(browser);
    });

    test('nothing went wrong on the way', async () => assert.deepEqual(await errors(browser), []));
  });
}
