// The extension is removed while it acts on a page: the page is as it was, in Chromium by itself, in Firefox, which ends
// our script with the extension, as soon as the person leaves what is over the page. What was hidden is seen at once.

import assert from 'node:assert/strict';
import test from 'node:test';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { barOpen, leaving, openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';

for (const name of BROWSERS) {
  for (const mode of /** @type {const} */ (['reader', 'declutter'])) {
    test(`${name}: removed while ${mode} is on, it leaves the page as it found it`, async () => {
      const server = await startServer();
      const browser = await openBrowser(name);
      try {
        await setToolbar(browser, mode);
        await openAfresh(browser, server.url('none', 'pages/extension/news.html'));
        const markup = () => browser.page.evaluate(() => document.documentElement.outerHTML);
        const shown = () => browser.page.evaluate(() => document.querySelector('.related')?.checkVisibility() ?? false);
        const before = await markup();
        await browser.clickToolbar();
        const view = await (mode === 'reader' ? readerOpen(browser) : barOpen(browser));
        if (mode === 'declutter') assert.equal(await shown(), false);
        assert.notEqual(await markup(), before);
        await browser.background(() => void setTimeout(() => chrome.management.uninstallSelf()));
        await until(shown, 'what was hidden');
        if (name === 'firefox') {
          await until(() => view.evaluate(() => chrome.runtime?.id === undefined), 'the end of the extension');
          leaving(view.click('#leave'));
        }
        await until(async () => (await markup()) === before, 'the markup to be as it was');
      } finally {
        await browser.close();
        await server.close();
      }
    });
  }
}
