// The extension as a person uses it: what the toolbar button does, and where what it opens is found.

import { until } from './wait.js';

/**
 * @typedef {import('./browser.js').Browser} Browser
 * @typedef {import('./browser.js').View} View
 */

/**
 * Sets what the toolbar button does.
 * @param {Browser} browser
 * @param {'reader' | 'declutter'} toolbar
 */
export const setToolbar = (browser, toolbar) =>
  browser.background(async (value) => {
    // What this device has would be put over it, as over what an older Standfirst wrote.
    await chrome.storage.local.remove('settings-local');
    await chrome.storage.sync.set({ settings: { toolbar: value } });
  }, toolbar);

/**
 * Opens a page that owes nothing to the one before: a browser forgets the grant of a click that it has for an origin
 * when a page of that origin moves to a process of its own.
 * @param {Browser} browser
 * @param {string} url
 */
export async function openAfresh(browser, url) {
  await browser.open('about:blank');
  // A driver may hear of one page's end and take it for the other's; a click would be given to the page that goes.
  await until(() => browser.page.evaluate(() => location.protocol === 'about:'), 'the blank page');
  await browser.open(url);
  await until(
    () => browser.page.evaluate(() => location.protocol !== 'about:' && document.readyState === 'complete'),
    'the page',
  );
}

/** The reader fills the tab, where a page keeps frames from loading. @param {Browser} browser */
export const inTab = async (browser) => (await browser.url()).includes('/reader/reader.html');

/**
 * Waits for the reader to show its article.
 * @param {Browser} browser
 * @returns {Promise<View>}
 */
export async function readerOpen(browser) {
  // It is shown, too: of a frame that is not drawn yet, the text is that of hidden elements also.
  const isShown = () => 'ready' in document.documentElement.dataset && document.body.getClientRects().length > 0;
  return until(async () => {
    // Looked up each time: a frame that is late gives way to the tab.
    const tab = await inTab(browser);
    if (!tab && !(await browser.hasFrame('/reader/reader.html'))) return null;
    const view = tab ? browser.page : await browser.frame('/reader/reader.html');
    return (await view.evaluate(isShown)) ? view : null;
  }, 'the article in the reader');
}

/** Waits for the bar over a decluttered page to show its count. @param {Browser} browser @returns {Promise<View>} */
export async function barOpen(browser) {
  const view = await browser.frame('/bar/bar.html');
  await until(() => view.evaluate(() => document.documentElement.dataset.ready !== undefined), 'the bar to be whole');
  return view;
}

/**
 * What stands over the page in a closed shadow root, by a selector: its text, and the middle of its place in the window.
 * Only the extension itself sees into it.
 * @param {Browser} browser @param {string} selector
 */
const overPage = (browser, selector) =>
  browser.background(async (selector) => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [found] = await chrome.scripting.executeScript({
      target: { tabId: /** @type {number} */ (tab?.id) },
      args: [selector],
      func: (selector) => {
        for (const element of document.documentElement.children) {
          const root =
            /** @type {any} */ (element).openOrClosedShadowRoot ??
            chrome.dom?.openOrClosedShadowRoot(/** @type {any} */ (element));
          const found = root?.querySelector(selector);
          if (!found) continue;
          const { left, top, width, height } = found.getBoundingClientRect();
          return { text: found.textContent, x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
        }
        return null;
      },
    });
    return found?.result ?? null;
  }, selector);

/** The sentence of the notice over the page, or an empty text. @param {Browser} browser */
export const noticeText = async (browser) => (await overPage(browser, '[role="status"]'))?.text ?? '';

/** The text of something over the page, or an empty one. @param {Browser} browser @param {string} selector */
export const textOver = async (browser, selector) => (await overPage(browser, selector))?.text ?? '';

/** Clicks something over the page, as a person does. @param {Browser} browser @param {string} selector */
export async function clickOver(browser, selector) {
  const { x, y } = await until(() => overPage(browser, selector), selector);
  await browser.page.clickAt(x, y);
}

/** Waits until nothing of the extension is left over the page. @param {Browser} browser */
export async function allLeft(browser) {
  await until(async () => {
    const left = (await inTab(browser)) || (await browser.hasFrame('/reader/')) || (await browser.hasFrame('/bar/'));
    return !left;
  }, 'the extension to leave');
}

/**
 * An action that takes its own frame away. It is not waited for: a driver may wait forever for the answer of a frame
 * that is gone, or say that there is none.
 * @param {Promise<void>} action
 */
export function leaving(action) {
  action.catch((error) => {
    if (!/no such window|no frame|detached|closed|currentWindowGlobal is null/i.test(error.message)) throw error;
  });
}

/** What Firefox says of a frame that goes away; the number is that of a load that was given up for that. */
const GOING = /^Promise (resolved|rejected) (after|while) context|^downloadable font: .*status=2152398850/;

/**
 * What went wrong in the extension. Firefox also counts a frame that goes away while it waits for an answer, or for a font.
 * @param {Browser} browser
 */
export const errors = async (browser) => (await browser.errors()).filter((error) => !GOING.test(error));
