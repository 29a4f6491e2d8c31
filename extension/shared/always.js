// "Always on this site", from one of our frames in a page: the bar or the reader. Firefox gives such frames no
// permissions to ask with; there the options page opens with its form filled.

import { browser, send } from './browser.js';
import { parsePattern, scopes } from './patterns.js';
import { setSite } from './permission.js';
import { readSites, siteFor } from './sites.js';

/** @typedef {import('./patterns.js').Pattern} Pattern */

/**
 * The site of the page around this frame, when nothing is set for it yet; null otherwise.
 * @returns {Promise<Pattern | null>}
 */
export async function unsetSiteAround() {
  // Not every Firefox has ancestorOrigins; some pages send no referrer.
  const origin = location.ancestorOrigins?.[0] ?? document.referrer;
  const { pattern } = parsePattern(scopes(origin)?.host ?? '');
  if (!pattern) return null;
  return siteFor(origin, (await readSites()).sites) ? null : pattern;
}

/**
 * Straight from a click.
 * @param {Pattern} pattern
 * @param {import('./messages.js').Mode} mode
 * @returns {Promise<'done' | 'refused' | 'elsewhere'>}
 */
export async function always(pattern, mode) {
  if (!browser.permissions?.request) {
    await send({ type: 'open-options', pattern: pattern.text, mode });
    return 'elsewhere';
  }
  return (await setSite(pattern, { mode })) ? 'done' : 'refused';
}
