// The general settings in real browsers: what another device wrote at the same moment, and a background that ends in
// the middle, cost no choice. The rules of merging themselves are tested in tests/node/settings-store.test.js.
//
//     node --test tests/browser/settings.test.js

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    before(async () => {
      browser = await openBrowser(name);
    });
    after(() => browser?.close());

    /** What sync holds. @returns {Promise<any>} */
    const synced = () =>
      browser.background(
        async () => (await /** @type {any} */ (globalThis).chrome.storage.sync.get('settings')).settings ?? {},
      );
    async function options() {
      await browser.open(browser.extensionUrl('options/options.html'));
      await until(() => browser.page.evaluate(() => !document.body.hasAttribute('data-waiting')), 'the options page');
    }
    /** @param {string} theme */
    const chooseTheme = (theme) => browser.page.click(`#appearance-form [name="theme"][value="${theme}"]`);

    test('changes made at one moment are all kept', async () => {
      await options();
      await browser.page.evaluate(() => {
        const press = (/** @type {string} */ selector) => {
          const control = /** @type {HTMLElement} */ (document.querySelector(selector));
          control.click();
        };
        for (const role of ['share', 'tags', 'comments', 'footer']) press(`#hide-form [name="${role}"]`);
        press('#toolbar [value="declutter"]');
      });
      await until(async () => (await synced()).toolbar === 'declutter', 'the last change');
      const { share, tags, comments, footer, related } = (await synced()).hide;
      assert.deepEqual([share, tags, comments, footer, related], [false, false, false, false, true]);
    });

    test('what another device wrote at the same time takes nothing away, and is taken', async () => {
      await options();
      await chooseTheme('sepia');
      await until(async () => (await synced()).reader.theme === 'sepia', 'the theme');
      // The other device knows nothing of all this, and its object comes over ours.
      await browser.background(async () => {
        const settings = {
          schema: 2,
          toolbar: 'reader',
          reader: { size: 26, theme: 'dark' },
          changed: { 'reader.size': Date.now(), 'reader.theme': 5 },
        };
        await /** @type {any} */ (globalThis).chrome.storage.sync.set({ settings });
      });
      await until(async () => (await synced()).reader.theme === 'sepia', 'the theme to come back');
      const { toolbar, reader, hide } = await synced();
      assert.deepEqual([toolbar, reader.size, hide.share], ['declutter', 26, false]);
      const shown = () =>
        browser.page.evaluate(() => [
          document.documentElement.dataset.theme,
          /** @type {HTMLInputElement} */ (document.querySelector('#appearance-form [name="size"]')).value,
        ]);
      await until(async () => (await shown()).join() === 'sepia,26', 'the page to show both');
    });

    test('a background that has ended costs no change', async () => {
      await options();
      await browser.endBackground();
      await chooseTheme('black');
      await until(async () => (await synced()).reader.theme === 'black', 'the theme');
      assert.equal((await synced()).reader.size, 26);
    });
  });
}
