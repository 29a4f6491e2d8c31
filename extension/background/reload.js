// Reloading keeps the reader open: the page says that it goes away, and when the same address is back in the tab, by a
// reload, the reader opens again.
//
// It gives up, and the page stays as it is, where the click's grant is gone: Firefox takes it away with every reload,
// unless the site is allowed for good; Chromium keeps it until the tab shows another site. A site with a rule of its
// own opens by that rule, and this does nothing.

import { browser } from '../shared/browser.js';

/** Milliseconds that a page may take to come back; after them nobody remembers what was open. */
const PATIENCE = 30_000;

/** The listener of each tab whose page is on its way back. @type {Map<number, () => void>} */
const waiting = new Map();

/** @param {number} tab @param {string} url what the reader was open on */
export function reopenAfterReload(tab, url) {
  waiting.get(tab)?.();
  /** @param {number} updated @param {{status?: string}} change */
  const listen = (updated, { status }) => {
    if (updated !== tab || status !== 'complete') return;
    stop();
    reopen(tab, url).catch(() => {});
  };
  const timer = setTimeout(() => stop(), PATIENCE);
  const stop = () => {
    clearTimeout(timer);
    browser.tabs.onUpdated.removeListener(listen);
    waiting.delete(tab);
  };
  waiting.set(tab, stop);
  browser.tabs.onUpdated.addListener(listen);
}

/** @param {number} tab @param {string} url */
async function reopen(tab, url) {
  const target = { tabId: tab };
  const [found] = await browser.scripting.executeScript({ target, func: loadedBy });
  if (found?.result?.type !== 'reload' || found.result.url !== url) return;
  await browser.scripting.executeScript({ target, files: ['content/loader.js'] });
  await browser.tabs.sendMessage(tab, { type: 'reopen' }, { frameId: 0 });
}

/** Runs in the page: how it came to be there. */
function loadedBy() {
  const [navigation] = performance.getEntriesByType('navigation');
  const { type } = /** @type {PerformanceNavigationTiming} */ (navigation ?? { type: '' });
  return { type, url: location.href };
}
