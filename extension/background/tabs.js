// What a tab must remember for the automatic mode, until it closes: that the person said "not now", the addresses where
// they chose the original, and the last decision with its reason. Kept in storage.session, in memory only.

import { browser } from '../shared/browser.js';

/** Addresses a tab remembers; back and forward rarely go further. */
const KEPT_ORIGINALS = 50;

/**
 * @typedef {object} TabState
 * @property {boolean} rest not now, in this tab
 * @property {string[]} originals addresses that the person wanted to see as they are, the latest first
 * @property {Decision | null} last
 *
 * @typedef {object} Decision
 * @property {string} url
 * @property {string | null} pattern the rule that decided
 * @property {'reader' | 'declutter' | 'off'} mode what was done
 * @property {string} reason why
 * @property {number} [furniture] how many marks of furniture were known of the site
 * @property {number} [early] by how many selectors clutter was hidden from the first frame
 */

/** @param {number} tab */
const keyOf = (tab) => `tab:${tab}`;

/** @param {number} tab @returns {Promise<TabState>} */
export async function readTab(tab) {
  const key = keyOf(tab);
  const state = /** @type {Partial<TabState> | undefined} */ ((await browser.storage.session.get(key))[key]);
  return { rest: false, originals: [], last: null, ...state };
}

/** @param {number} tab @param {Partial<TabState>} change */
export async function writeTab(tab, change) {
  await browser.storage.session.set({ [keyOf(tab)]: { ...(await readTab(tab)), ...change } });
}

/** @param {number} tab @param {string} url */
export async function rememberOriginal(tab, url) {
  const { originals } = await readTab(tab);
  const others = originals.filter((known) => known !== url);
  await writeTab(tab, { originals: [url, ...others].slice(0, KEPT_ORIGINALS) });
}

/** @param {number} tab */
export const forgetTab = (tab) => browser.storage.session.remove(keyOf(tab));
