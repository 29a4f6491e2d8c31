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

/** @type {[SiteMode, string][]} */
const MODES = [
  ['reader', 'menuAlwaysReader'],
  ['declutter', 'menuAlwaysDeclutter'],
  ['off', 'menuAlwaysOff'],
];

/** What "this site" can mean, as `scopes` in shared/patterns.js has it. @type {['host' | 'section' | 'subdomains', string][]} */
const SCOPES = [
  ['host', 'menuScopeHost'],
  ['section', 'menuScopeSection'],
  ['subdomains', 'menuScopeSubdomains'],
];

/** @returns {Entry[]} */
const entries = () => [
  { id: 'reader', key: 'menuReader' },
  { id: 'declutter', key: 'menuDeclutter' },
  { id: 'always', key: 'menuAlways' },
  ...MODES.flatMap(([mode, key]) => [
    { id: `always-${mode}`, key, parent: 'always' },
    ...SCOPES.map(([scope, name]) => ({ id: `always-${mode}-${scope}`, key: name, parent: `always-${mode}` })),
  ]),
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
    else {
      const choice = choices.find(({ id }) => id === menuItemId);
      if (choice) always(tab, tab.url ?? pageUrl ?? '', choice, notice);
    }
  });

  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus?.removeAll();
    for (const { id, key, parent } of entries()) {
      browser.contextMenus?.create({ id, title: t(key), contexts: ['action'], ...(parent && { parentId: parent }) });
    }
  });
}

/** What the innermost entries stand for. */
const choices = MODES.flatMap(([mode]) => SCOPES.map(([scope]) => ({ id: `always-${mode}-${scope}`, mode, scope })));

/**
 * Straight from the click, or no browser would ask.
 * @param {Tab} tab
 * @param {string} url
 * @param {{mode: SiteMode, scope: 'host' | 'section' | 'subdomains'}} choice
 * @param {(tab: Tab, key: string) => unknown} notice
 */
async function always(tab, url, { mode, scope }, notice) {
  const known = scopes(url);
  const { pattern } = parsePattern(known?.[scope] ?? '');
  if (!pattern) return notice(tab, known && scope === 'section' ? 'noticeNoSection' : 'noticeRestricted');
  try {
    if (await setSite(pattern, { mode }, changeSites)) await visitAgain(/** @type {number} */ (tab.id));
    else notice(tab, 'noticeRefused');
  } catch {
    // Chromium does not take a menu for a click everywhere; the options page has a button for it.
    await browser.tabs.create({ url: addressOfOptions(pattern, mode) });
  }
}
