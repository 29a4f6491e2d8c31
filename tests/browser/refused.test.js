// What the browser refuses in the middle: a site that is no longer allowed, a store that takes nothing more. Nothing may
// be told as done that was not.
//
//     node --test tests/browser/refused.test.js

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './lib/browser.js';
import { configured } from './lib/configured.js';
import { startNews } from './lib/news.js';
import { opened } from './lib/opened.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startNews>>} */
    let news;
    opened(name, startNews, (given) => ({ browser, server: news } = given));
    const { add, configure, decision, forget, list, said, shown, visit } = configured(
      () => browser,
      () => news,
    );
    const toolbar = () =>
      browser.page.evaluate(
        () => /** @type {HTMLInputElement | null} */ (document.querySelector('#toolbar :checked'))?.value,
      );

    test('where the site is allowed no more, nothing is said to be hidden', async () => {
      await configure('alpha.localhost', 'declutter');
      assert.equal((await visit('alpha', '/app/1')).mode, 'declutter');
      await until(async () => (await shown()).bar, 'the bar');
      await browser.background(() =>
        /** @type {any} */ (globalThis).chrome.permissions.remove({
          origins: ['*://alpha.localhost/*', '*://www.alpha.localhost/*'],
        }),
      );
      await forget();
      await browser.page.evaluate(() => /** @type {any} */ (window).go('/app/2'));
      assert.equal((await decision(news.url('alpha', '/app/2'))).mode, 'off');
      await until(async () => !(await shown()).bar, 'the bar to leave');
    });

    test('a store that takes nothing is told of, and the controls show what is stored', async () => {
      await browser.allow('*://beta.localhost/*', '*://www.beta.localhost/*');
      await browser.background(() => {
        const { local } = /** @type {any} */ (globalThis).chrome.storage;
        const full = async () => {
          throw new Error('QuotaExceededError');
        };
        Object.defineProperty(local, 'set', { configurable: true, value: full });
      });
      await add('beta.localhost', 'reader');
      await until(async () => /could not be stored/.test(await said()), 'the sentence');
      assert.doesNotMatch(await list(), /beta/);
      await browser.page.click('#toast-close');
      assert.equal(await toolbar(), 'reader');
      await browser.page.click('#toolbar [value="declutter"]');
      await until(async () => /could not be stored/.test(await said()), 'the sentence again');
      await until(async () => (await toolbar()) === 'reader', 'the choice to go back');
    });

    test('a store that cannot be read keeps no click from its work', async () => {
      await browser.background(() => {
        const { local } = /** @type {any} */ (globalThis).chrome.storage;
        const broken = async () => {
          throw new Error('An unexpected error occurred');
        };
        Object.defineProperty(local, 'get', { configurable: true, value: broken });
      });
      await browser.open(news.url('gamma', '/app/1'));
      await browser.clickToolbar();
      await until(async () => (await shown()).reader, 'the reader');
    });
  });
}
