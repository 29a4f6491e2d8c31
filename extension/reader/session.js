// What the reader remembers until the browser closes: where the person was. Each browser keeps it elsewhere for a frame
// in a web page: Chromium blocks the frame's own storage there, and Firefox gives it no storage.session.
//
// It gives up in silence: an article then begins at its beginning.

import { browser } from '../shared/browser.js';

/** @type {chrome.storage.StorageArea | undefined} */
const area = browser.storage.session;

/** @param {string} key @param {number | undefined} value */
export async function keepForSession(key, value) {
  try {
    if (area) await area.set({ [key]: value ?? null });
    else sessionStorage.setItem(key, String(value));
  } catch {
    // The frame is on its way out, or the person lets sites keep nothing.
  }
}

/** @param {string} key @returns {Promise<number | undefined>} */
export async function keptForSession(key) {
  try {
    const value = area ? (await area.get(key))[key] : Number(sessionStorage.getItem(key) ?? Number.NaN);
    return Number.isSafeInteger(value) ? /** @type {number} */ (value) : undefined;
  } catch {
    return undefined;
  }
}
