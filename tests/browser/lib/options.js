// The options page over a store of ours, as a person meets it in a browser.

import { after, before } from 'node:test';
import { openBrowser } from './browser.js';
import { until } from './wait.js';

/** What a person said of a piece, as the extension keeps it. */
export const RELATED = {
  want: 'article',
  role: 'related',
  path: 'main>article>aside',
  signature: ['.related'],
  around: [],
  heading: null,
  shape: 'l2w1b1m0s0p1',
  time: 1_700_000_000_000,
  count: 1,
};

/** Every kind of rule, and what must be named as broken. */
export const SYNC = {
  'site:example.org': { mode: 'reader', changed: 3 },
  'site:example.org/live/*': { mode: 'off', changed: 2 },
  'site:*.example.net': { mode: 'declutter', changed: 1 },
  'site:xn--bcher-kva.example': { mode: 'off', changed: 4 },
  'site:/^https:\\/\\/a\\.example\\//': { mode: 'reader', changed: 5 },
  'site:a very long name that nobody has.example': { mode: 'reader', changed: 6 },
  'site:a-rather-long-subdomain.of-a-rather-long-name.example.co.uk/with/a/long/path/*': { mode: 'off', changed: 7 },
  settings: { schema: 1, toolbar: 'sideways', reader: { size: 24 }, hide: { comments: false } },
};
export const LOCAL = {
  'rules:example.org': {
    version: 1,
    list: [RELATED, { ...RELATED, want: 'clutter', role: 'note', path: 'div>aside' }],
  },
  'used:example.org': Date.UTC(2024, 2, 4),
};

/**
 * Opens a browser before the tests of the group that calls this, and closes it after them.
 * @param {'chromium' | 'firefox'} name
 */
export function optionsIn(name) {
  /** @type {import('./browser.js').Browser} */
  let browser;
  /** @type {import('./browser.js').View} */
  let page;
  before(async () => {
    browser = await openBrowser(name);
    ({ page } = browser);
    await browser.resize(1100, 900);
  });
  after(() => browser?.close());

  /** Opens the page over a fresh store. @param {string} [hash] */
  async function open(hash = '') {
    await browser.open('about:blank');
    await browser.background(
      async (sync, local) => {
        const { storage } = /** @type {any} */ (globalThis).chrome;
        await Promise.all([storage.sync.clear(), storage.local.clear()]);
        await Promise.all([storage.sync.set(sync), storage.local.set(local)]);
      },
      SYNC,
      LOCAL,
    );
    await browser.open(browser.extensionUrl(`options/options.html${hash}`));
    await until(() => page.evaluate(() => !document.body.hasAttribute('data-waiting')), 'the page');
  }

  /** @param {'sync' | 'local'} area */
  const stored = (area) =>
    browser.background((area) => /** @type {any} */ (globalThis).chrome.storage[area].get(null), area);
  /** @param {string} selector */
  const textOf = (selector) =>
    page.evaluate((s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.innerText ?? '', selector);
  /** The button comes with the sentence, which comes when all is done. */
  async function undo() {
    await until(() => page.evaluate(() => !document.getElementById('undo')?.hidden), 'the button');
    await page.click('#undo');
  }
  const names = () =>
    page.evaluate(() => [...document.querySelectorAll('#sites-list .name')].map((name) => name.textContent));

  /** Types over what stands in a field. @param {string} selector @param {string} text */
  async function fill(selector, text) {
    await page.evaluate((s) => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector(s));
      input.value = '';
      input.focus();
    }, selector);
    await page.type(selector, text);
  }

  /** @param {string} selector @param {string} value */
  const choose = (selector, value) =>
    page.evaluate(
      (selector, value) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      selector,
      value,
    );

  /** Chooses a file to import. @param {string} text */
  const importFile = (text) =>
    page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'standfirst.json', { type: 'application/json' }));
      const input = /** @type {HTMLInputElement} */ (document.getElementById('import'));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);

  /** What was thrown anywhere, less what ends with a page. */
  async function errors() {
    const gone = /context unloaded|context is inactive|downloadable font: download failed/;
    return (await browser.errors()).filter((error) => !gone.test(error));
  }

  return {
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
    ...{ open, stored, textOf, undo, names, fill, choose, importFile, errors },
  };
}
