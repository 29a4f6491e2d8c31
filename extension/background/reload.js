// Reloading keeps the reader open: the page says that it goes away, and when the same address is back in the tab, by a
// reload, the reader opens again.
//
// It cannot where the click's grant is gone: Firefox takes it away with every reload, unless the site is allowed for
// good (w3c/webextensions issue 55); Chromium keeps it until the tab shows another site. Nor can it tell there whether
// the page was reloaded or left, so nothing is announced; but the next click on that address opens the reader at the
// paragraph where it was. A site with a rule of its own opens by that rule, and this does nothing.

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
    reopen(tab, url).catch(() => browser.storage.session.set({ [keyOf(tab)]: url }));
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

/** @param {number} tab */
const keyOf = (tab) => `return:${tab}`;

/**
 * Whether a click in this tab goes back to reading where a reload ended it. It does so once.
 * @param {number} tab
 * @param {string | undefined} url what is in the tab
 */
export async function takeReturn(tab, url) {
  const key = keyOf(tab);
  const left = (await browser.storage.session.get(key))[key];
  if (left === undefined || left !== url) return false;
  await browser.storage.session.remove(key);
  return true;
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
