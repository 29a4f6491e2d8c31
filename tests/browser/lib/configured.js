// Sites that are configured in a real browser, as a person does it in the options page, and what the extension decided
// on their pages, read from where it keeps that.

import { until } from './wait.js';

/**
 * @typedef {{url: string, pattern: string | null, mode: string, reason: string, furniture?: number, early?: number}} Decision
 *   see background/tabs.js
 */

/**
 * @param {() => import('./browser.js').Browser} current
 * @param {() => Awaited<ReturnType<typeof import('./news.js').startNews>>} news
 */
export function configured(current, news) {
  const options = () => current().open(current().extensionUrl('options/options.html'));
  const list = () => current().page.evaluate(() => document.getElementById('sites-list')?.innerText ?? '');
  const said = () => current().page.evaluate(() => document.getElementById('status')?.textContent ?? '');

  /** What is stored. @param {'sync' | 'local' | 'session'} area */
  const stored = (area) =>
    current().background((area) => /** @type {any} */ (globalThis).chrome.storage[area].get(null), area);
  /** The matches of a registered script. */
  const registered = (id = 'sites') =>
    current().background(async (id) => {
      const scripts = await /** @type {any} */ (globalThis).chrome.scripting.getRegisteredContentScripts({ ids: [id] });
      return scripts.flatMap((/** @type {any} */ script) => script.matches).sort();
    }, id);

  /** Fills the form of the options page and sends it, with a real click. @param {string} pattern @param {string} mode */
  async function add(pattern, mode) {
    const { page } = current();
    await options();
    await until(() => page.evaluate(() => !document.body.hasAttribute('data-waiting')), 'the options page');
    await page.type('#add-pattern', pattern);
    await page.evaluate((mode) => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector('#add select'));
      select.value = mode;
    }, mode);
    await page.click('#add .primary');
  }

  /** The same, for a site that the person allows. @param {string} pattern @param {string} mode */
  async function configure(pattern, mode) {
    const host = pattern.replace(/\/.*/, '');
    await current().allow(...[host, ...(host.startsWith('*') ? [] : [`www.${host}`])].map((one) => `*://${one}/*`));
    await add(pattern, mode);
    await until(async () => (await said()) === `${pattern} was added.`, `${pattern} to be added`);
  }

  /** What was decided for the page that the tab shows, once it was. @param {string} url @returns {Promise<Decision>} */
  const decision = (url) =>
    until(async () => {
      const tabs = Object.entries(await stored('session')).filter(([key]) => key.startsWith('tab:'));
      return tabs.map(([, { last }]) => last).find((last) => last?.url === url);
    }, `a decision for ${url}`);

  /** The last decisions are forgotten, so that an old one is not taken for the next. */
  const forget = () =>
    current().background(async () => {
      const { session } = /** @type {any} */ (globalThis).chrome.storage;
      for (const [key, state] of Object.entries(await session.get(null))) {
        if (key.startsWith('tab:')) await session.set({ [key]: { ...state, last: null } });
      }
    });

  /** Opens a page of a site and gives what was decided. @param {string} site @param {string} path */
  async function visit(site, path) {
    await forget();
    await current().open(news().url(site, path));
    return decision(news().url(site, path));
  }

  const shown = async () => ({
    reader: await current().hasFrame('reader/reader.html'),
    bar: await current().hasFrame('bar/bar.html'),
  });

  return { options, list, said, stored, registered, add, configure, decision, forget, visit, shown };
}
