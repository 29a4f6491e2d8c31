// The background: the toolbar button, its menu, the keyboard commands, and what only the extension itself may do for
// the page. The browser may end it at any moment, so what must outlive one event is in storage.session.

import { watchMenu } from './background/menu.js';
import { reopenAfterReload, takeReturn } from './background/reload.js';
import { watchSettings } from './background/settings.js';
import { setSheet } from './background/sheet.js';
import { watchSites } from './background/sites.js';
import { browser, fileUrl, send } from './shared/browser.js';
import { init, makeCore } from './shared/core.js';
import { t } from './shared/i18n.js';
import { newToken, parse } from './shared/messages.js';
import { onSettings, readSettings } from './shared/settings.js';
import * as wasm from './wasm/reader.js';

/**
 * @typedef {import('./shared/messages.js').Mode} Mode
 * @typedef {chrome.tabs.Tab} Tab
 */

/** How often, and after how many milliseconds, a grant that has not arrived is tried again. */
const GRANT_TRIES = 5;
const GRANT_PAUSE = 60;
/** How many articles are kept for the reader in a tab; one is a few hundred kilobytes at most. */
const KEPT_ARTICLES = 8;

watchSettings();
watchSites();
// The button's name, for every tab where nothing is on.
browser.runtime.onInstalled.addListener(nameButton);
browser.runtime.onStartup.addListener(nameButton);
onSettings(nameButton);
watchMenu(run, notice);

browser.action.onClicked.addListener(async (tab) => run(tab, (await readSettings()).toolbar));

// Firefox for Android has neither commands nor menus.
browser.commands?.onCommand.addListener((command, tab) => {
  if (tab) run(tab, command === 'toggle-reader' ? 'reader' : 'declutter');
});

/** Switches a mode on or off in a tab, or says why it cannot be. @param {Tab} tab @param {Mode} mode */
async function run(tab, mode) {
  const tabId = tab.id;
  if (tabId === undefined) return;
  try {
    await inject(tabId, tab.url);
    const again = mode === 'reader' && (await takeReturn(tabId, tab.url));
    await browser.tabs.sendMessage(tabId, again ? { type: 'reopen' } : { type: 'toggle', mode }, { frameId: 0 });
  } catch {
    if (!(await leaveReaderTab(tabId)) && !(await isLeft(tabId, tab.url))) await explain(tab);
  }
}

/** What a browser says where the click's grant is missing: Chromium, Firefox. */
const NO_GRANT = /Cannot access contents of the page|Missing host permission for the tab/;

/**
 * Brings the content script into a tab. The grant that comes with the click is told to the page's process and not
 * waited for: in a process that is new, the script may come first and be refused. A click on a page that is left by now
 * is not the next page's, which may have been clicked on meanwhile.
 * @param {number} tabId
 * @param {string | undefined} url of the page that was clicked on
 */
async function inject(tabId, url, tries = GRANT_TRIES) {
  // A page may change its own address, but not its origin.
  if (await isLeft(tabId, url, (url) => new URL(url).origin)) throw new Error('the page is left');
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['content/loader.js'] });
  } catch (error) {
    if (tries === 0 || !NO_GRANT.test(String(error))) throw error;
    await new Promise((resolve) => setTimeout(resolve, GRANT_PAUSE));
    await inject(tabId, url, tries - 1);
  }
}

/** The reader may fill the tab itself (see openReader); then it leaves. @param {number} tab */
async function leaveReaderTab(tab) {
  try {
    return (await send({ type: 'leave-tab', tab })) === true;
  } catch {
    return false;
  }
}

/**
 * Whether the page that was clicked on is left: its grant went with it, which says nothing of the page that came.
 * @param {number} tabId @param {string | undefined} url of the page; unknown where the browser grants nothing
 * @param {(url: string) => string} [part] what of an address has to be the same
 */
async function isLeft(tabId, url, part = (url) => url) {
  const now = await browser.tabs.get(tabId).catch(() => null);
  if (now === null || url === undefined) return now === null;
  return now.url === undefined || part(now.url) !== part(url);
}

/** Says why no script of ours may run here. @param {Tab} tab */
const explain = (tab) => notice(tab, /\.pdf($|[?#])/i.test(tab.url ?? '') ? 'noticePdf' : 'noticeRestricted');

/**
 * One sentence at the toolbar button, for where there is no page to say it in. Where the browser does not open the
 * popup by itself, the button is marked, and shows the sentence on the next click.
 * @param {Tab} tab
 * @param {string} key
 */
async function notice(tab, key) {
  const tabId = /** @type {number} */ (tab.id);
  await browser.action.setTitle({ tabId, title: t(key) });
  await browser.action.setPopup({ tabId, popup: `notice/notice.html?${key}` });
  try {
    await browser.action.openPopup();
    await browser.action.setPopup({ tabId, popup: '' });
  } catch {
    await browser.action.setBadgeText({ tabId, text: '!' });
  }
}

browser.runtime.onMessage.addListener((raw, sender, respond) => {
  if (sender.id !== browser.runtime.id) return;
  const message = parse(raw, [
    'frame-token',
    'frame-confirm',
    'sheet',
    'mode',
    'unloading',
    'open-reader',
    'fill-tab',
    'analyse',
  ]);
  const tabId = sender.tab?.id;
  if (!message || tabId === undefined) return;
  answer(message, tabId).then(respond, (error) => respond({ error: String(error) }));
  return true;
});

/** @typedef {'frame-token' | 'frame-confirm' | 'sheet' | 'mode' | 'unloading' | 'open-reader' | 'fill-tab' | 'analyse'} Asked */

/**
 * @param {Extract<import('./shared/messages.js').Message, {type: Asked}>} message
 * @param {number} tabId
 * @returns {Promise<unknown>}
 */
async function answer(message, tabId) {
  switch (message.type) {
    case 'frame-token':
      await browser.storage.session.set({ [`frame:${message.token}`]: tabId });
      return true;
    case 'frame-confirm': {
      const key = `frame:${message.token}`;
      const expected = (await browser.storage.session.get(key))[key];
      await browser.storage.session.remove(key);
      return expected === tabId;
    }
    case 'sheet':
      return setSheet(tabId, message);
    case 'mode':
      // Not waited for: the page may be on its way out.
      showMode(tabId, message.mode, message.hidden);
      return true;
    case 'unloading':
      reopenAfterReload(tabId, message.url);
      return true;
    case 'open-reader':
      return keepForReader(message);
    case 'fill-tab':
      fillTab(tabId, message);
      return true;
    case 'analyse':
      return analyse(message);
  }
}

/** What the button does where nothing is on. @param {string} toolbar */
const idleName = (toolbar) => (toolbar === 'reader' ? 'actionOpenReader' : 'actionDeclutter');

async function nameButton() {
  const { toolbar } = await readSettings();
  await browser.action.setTitle({ title: t(idleName(toolbar)) });
}

/** @param {number} tabId @param {Mode | 'off'} mode @param {number} hidden */
async function showMode(tabId, mode, hidden) {
  const { toolbar } = await readSettings();
  const leave = mode === 'reader' ? 'actionLeaveReader' : 'actionLeaveDeclutter';
  const key = mode === toolbar ? leave : idleName(toolbar);
  await browser.action.setTitle({ tabId, title: t(key) });
  await browser.action.setBadgeText({ tabId, text: mode === 'declutter' ? String(hidden) : '' });
}

/**
 * Keeps an article for the reader as a page of its own, in the same tab, for pages that keep frames from loading. That takes
 * its time, and only the page knows whether the person still wants it there: it asks for the tab by itself.
 * @param {import('./shared/messages.js').OpenReader} message
 * @returns {Promise<string | false>} its name; false where there is no article
 */
async function keepForReader({ strings, tree, options }) {
  const { article } = (await core.read(strings, tree, options)).reading;
  if (!article) return false;
  const { session } = browser.storage;
  const id = newToken();
  const stored = /** @type {Record<string, {time: number}>} */ (await session.get(null));
  const kept = Object.keys(stored).filter((key) => key.startsWith('reader:'));
  kept.sort((a, b) => stored[b].time - stored[a].time);
  await session.remove(kept.slice(KEPT_ARTICLES - 1));
  const shown = { article, url: options.url, time: Date.now() };
  const key = `reader:${id}`;
  // With the capture, corrections are remembered there too; a very large page has no room for it.
  await session
    .set({ [key]: { ...shown, capture: { strings, tree, options } } })
    .catch(() => session.set({ [key]: shown }));
  return id;
}

/** @param {number} tabId @param {import('./shared/messages.js').FillTab} message */
function fillTab(tabId, { id, url }) {
  // With the page's address, for a tab that is restored when the article is gone.
  const query = new URLSearchParams({ id, url });
  // Not waited for: the page that asked would be gone before it had its answer.
  browser.tabs.update(tabId, { url: fileUrl(`reader/reader.html?${query}`) });
}

// A service worker may not import later on, so its one instance is all it has until the browser ends it.
const core = makeCore(async (generation) => {
  if (generation > 0) throw new Error('the core stopped');
  return init(wasm, 'reader');
});

/** @param {import('./shared/messages.js').Analyse} message */
async function analyse({ id, strings, tree, options }) {
  try {
    return { type: 'analysed', id, result: await core.label(strings, tree, options) };
  } catch (error) {
    return { type: 'analysis-failed', id, error: String(error) };
  }
}
