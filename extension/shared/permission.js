// Asking the browser for one site. The wish is kept before the prompt, which may close the page that asked; the rule
// itself is written when the answer is yes, by whoever is still there: this page, or the background. A no leaves
// everything as it was.

import { browser, fileUrl, send } from './browser.js';
import { parsePattern } from './patterns.js';

/**
 * @typedef {import('./patterns.js').Pattern} Pattern
 * @typedef {import('./sites.js').Rule} Rule
 * @typedef {Rule & {time: number}} Wish
 */

const WISH_KEY = 'wish:';

/** Milliseconds after which a wish without an answer is taken for a no: its page was closed with the prompt open. */
const WISH_LIMIT = 10 * 60_000;

/**
 * Whether the rule may act on its site.
 * @param {Pattern} pattern
 */
export const isAllowed = ({ origins }) =>
  origins.length === 0 ? Promise.resolve(true) : browser.permissions.contains({ origins });

/**
 * Sets a rule for a site and asks for the site when the rule needs it. Must be called straight from a click: Firefox
 * forgets the click at the first `await`. False when the person refused; then nothing has changed.
 * @param {Pattern} pattern
 * @param {Rule} rule
 * @param {(rules: import('./sites.js').Rules) => Promise<unknown>} [write] the background writes by itself
 */
export async function setSite(pattern, rule, write = (rules) => send({ type: 'set-sites', rules })) {
  const key = WISH_KEY + pattern.text;
  const saving = browser.storage.local.set({ [key]: { ...rule, time: Date.now() } });
  const asking = ask(pattern, rule);
  try {
    await saving;
    const granted = await asking;
    if (granted) await write({ [pattern.text]: rule });
    return granted;
  } finally {
    await browser.storage.local.remove(key);
  }
}

/** @param {Pattern} pattern @param {Rule} rule */
function ask({ origins }, { mode }) {
  // A rule that does nothing on a site needs nothing from it.
  if (mode === 'off' || origins.length === 0) return Promise.resolve(true);
  return browser.permissions.request({ origins });
}

/**
 * Settles the wishes whose page has gone: writes what was granted, and drops the old ones. The background calls it.
 * @param {(rules: import('./sites.js').Rules) => Promise<void>} write
 */
export async function settleWishes(write) {
  const stored = await browser.storage.local.get(null);
  for (const [key, value] of Object.entries(stored)) {
    if (!key.startsWith(WISH_KEY)) continue;
    const { pattern } = parsePattern(key.slice(WISH_KEY.length));
    const { time, ...rule } = /** @type {Wish} */ (value);
    if (pattern && (await isAllowed(pattern))) await write({ [pattern.text]: rule });
    else if (Date.now() - time < WISH_LIMIT) continue;
    await browser.storage.local.remove(key);
  }
}

/**
 * The options page with its form filled, for where no permission can be asked for.
 * @param {Pattern} pattern
 * @param {import('./sites.js').SiteMode} mode
 */
export const addressOfOptions = ({ text }, mode) =>
  `${fileUrl('options/options.html')}#add-${mode}=${encodeURIComponent(text)}`;
