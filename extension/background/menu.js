// The menu of the toolbar button: the two modes, what shall happen on this site from now on, "not now", the options.

import { browser, hasOptions } from '../shared/browser.js';
import { t } from '../shared/i18n.js';
import { parsePattern, scopes } from '../shared/patterns.js';
import { addressOfOptions, setSite } from '../shared/permission.js';
import { changeSites, rest, visitAgain } from './sites.js';

/**
 * @typedef {import('../shared/sites.js').SiteMode} SiteMode
 * @typedef {chrome.tabs.Tab} Tab
 * @typedef {{id: string, key: string, parent?: string}} Entry
 */

/** @returns {Entry[]} */
const entries = () => [
  { id: 'reader', key: 'menuReader' },
  { id: 'declutter', key: 'menuDeclutter' },
  { id: 'always', key: 'menuAlways' },
  { id: 'always-reader', key: 'menuAlwaysReader', parent: 'always' },
  { id: 'always-declutter', key: 'menuAlwaysDeclutter', parent: 'always' },
  { id: 'always-off', key: 'menuAlwaysOff', parent: 'always' },
  { id: 'not-now', key: 'menuNotNow' },
  ...(hasOptions() ? [{ id: 'options', key: 'menuOptions' }] : []),
];

/**
 * @param {(tab: Tab, mode: 'reader' | 'declutter') => unknown} run switches a mode on or off
 * @param {(tab: Tab, key: string) => unknown} notice says a sentence at the button
 */
export function watchMenu(run, notice) {
  // Firefox for Android has no menus.
  browser.contextMenus?.onClicked.addListener(({ menuItemId, pageUrl }, tab) => {
    if (menuItemId === 'options') browser.runtime.openOptionsPage();
    else if (!tab?.id) return;
    else if (menuItemId === 'reader' || menuItemId === 'declutter') run(tab, menuItemId);
    else if (menuItemId === 'not-now') rest(tab.id);
    else
      always(
        tab,
        tab.url ?? pageUrl ?? '',
        /** @type {SiteMode} */ (String(menuItemId).slice('always-'.length)),
        notice,
      );
  });

  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus?.removeAll();
    for (const { id, key, parent } of entries()) {
      browser.contextMenus?.create({ id, title: t(key), contexts: ['action'], ...(parent && { parentId: parent }) });
    }
  });
}

/**
 * Straight from the click, or no browser would ask.
 * @param {Tab} tab
 * @param {string} url
 * @param {SiteMode} mode
 * @param {(tab: Tab, key: string) => unknown} notice
 */
async function always(tab, url, mode, notice) {
  const { pattern } = parsePattern(scopes(url)?.host ?? '');
  if (!pattern) return notice(tab, 'noticeRestricted');
  try {
    if (await setSite(pattern, { mode }, changeSites)) await visitAgain(/** @type {number} */ (tab.id));
    else notice(tab, 'noticeRefused');
  } catch {
    // Chromium does not take a menu for a click everywhere; the options page has a button for it.
    await browser.tabs.create({ url: addressOfOptions(pattern, mode) });
  }
}
