// The content script of configured sites, registered for exactly the sites that have a rule and a permission. What is
// registered is always worked out from the rules and the permissions as they are now, so it does not matter when the
// browser ended this worker, updated the extension, or took a permission back.

import { browser } from '../shared/browser.js';
import { isAllowed } from '../shared/permission.js';
import { readSites } from '../shared/sites.js';

const SCRIPT = 'sites';

/** Makes the registration what it has to be. */
export async function register() {
  const [matches, [current]] = await Promise.all([
    wantedMatches(),
    browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] }),
  ]);
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = {
    id: SCRIPT,
    matches,
    js: ['content/auto-loader.js'],
    runAt: 'document_start',
    persistAcrossSessions: true,
  };
  if (matches.length === 0) {
    if (current) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  } else if (!current) {
    await browser.scripting.registerContentScripts([script]);
  } else if (!isSame(matches, current.matches ?? [])) {
    await browser.scripting.updateContentScripts([script]);
  }
}

/**
 * The whole site also for a rule of one path: a site that changes its address without loading comes to that path from
 * any other. The script asks which rule decides, and does nothing else where none does.
 */
async function wantedMatches() {
  const { sites } = await readSites();
  const acting = sites.filter(({ mode }) => mode !== 'off').map(({ pattern }) => pattern);
  const allowed = await Promise.all(acting.map(isAllowed));
  const origins = new Set(acting.flatMap((pattern, at) => (allowed[at] ? pattern.origins : [])));
  // An expression that names no site works on those that are allowed anyway.
  if (acting.some((pattern) => pattern.origins.length === 0)) {
    for (const origin of (await browser.permissions.getAll()).origins ?? []) origins.add(origin);
  }
  return [...origins].sort();
}

/** @param {string[]} a @param {string[]} b */
const isSame = (a, b) => a.length === b.length && a.every((match) => b.includes(match));
