// The reader page by itself, without a page behind it: what its tests have in common. Each runs in both browsers, with
// articles written by hand (reader-articles.js), so that the reader is tested apart from the labelling.

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { violations } from './axe.js';
import { BROWSERS, openBrowser } from './browser.js';
import { until } from './wait.js';

export const THEMES = ['light', 'sepia', 'dark', 'black', 'contrast'];
/** The narrowest window that is supported, and a wide one, in CSS pixels. */
export const WIDTHS = [320, 1400];
export const PANELS = ['contents', 'appearance', 'save', 'help'];

export class Reading {
  /** @param {import('./browser.js').Browser} browser */
  constructor(browser) {
    this.browser = browser;
    this.page = browser.page;
  }

  /**
   * Opens the reader as a page of its own.
   * @param {import('../../../extension/shared/types.js').Article | undefined} article
   * @param {object} [reader] settings
   */
  async open(article, reader = {}) {
    assert.ok(article);
    const opened = { article, url: 'https://ledger.example/river' };
    await this.browser.background(
      async (shown, reader) => {
        const { storage } = /** @type {any} */ (globalThis).chrome;
        await storage.session.set({ 'reader:test': shown });
        // What this device has would be put over it, as over what an older Standfirst wrote.
        await storage.local.remove('settings-local');
        await storage.sync.set({ settings: { schema: 1, reader } });
      },
      opened,
      reader,
    );
    await this.browser.open(this.browser.extensionUrl('reader/reader.html?id=test'));
    await this.shown();
  }

  shown() {
    return until(() => this.page.evaluate(() => 'ready' in document.documentElement.dataset), 'the article');
  }

  /** @param {string} place for the message */
  async assertAccessible(place) {
    assert.deepEqual(await violations(this.page), [], place);
  }

  /** @param {string} selector */
  textOf(selector) {
    return this.page.evaluate((s) => document.querySelector(s)?.textContent ?? '', selector);
  }

  /** Opens one of the bar's panels. @param {string} panel its id */
  async openPanel(panel) {
    await this.page.click(`[popovertarget="${panel}"]`);
    await until(() => this.page.evaluate((id) => document.getElementById(id)?.matches(':popover-open'), panel), panel);
  }

  async closePanel() {
    await this.page.press('Escape');
    await until(() => this.page.evaluate(() => !document.querySelector(':popover-open')), 'the panel to close');
  }
}

/**
 * A group of tests in each browser.
 * @param {string} subject
 * @param {(reading: () => Reading, name: 'chromium' | 'firefox') => void} tests the first gives the open reader, in a test
 */
export function describeReader(subject, tests) {
  for (const name of BROWSERS) {
    describe(`${subject} in ${name}`, () => {
      /** @type {Reading} */
      let reading;
      before(async () => {
        reading = new Reading(await openBrowser(name));
      });
      after(() => reading?.browser.close());
      tests(() => reading, name);
    });
  }
}
