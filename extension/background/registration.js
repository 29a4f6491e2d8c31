// The content script of configured sites, registered for exactly the sites that have a rule and a permission. What is
// registered is always worked out from the rules and the permissions as they are now, so it does not matter when the
// browser ended this worker, updated the extension, or took a permission back.

import { browser } from '../shared/browser.js';
import { compare } from '../shared/patterns.js';
import { isAllowed } from '../shared/permission.js';
import { readSites } from '../shared/sites.js';

/**
 * @typedef {import('../shared/sites.js').Site} Site
 * @typedef {{id: string, js: string[], matches: string[], excludeMatches: string[]}} Script
 */

/** Makes the registration what it has to be. */
export async function register() {
  const { sites } = await readSites();
  const allowed = await Promise.all(sites.map(({ mode, pattern }) => mode !== 'off' && isAllowed(pattern)));
  const acting = sites.filter((_, at) => allowed[at]);
  const reading = acting.filter(({ mode }) => mode === 'reader');
  /** @type {Script[]} */
  const scripts = [
    // First, so that it runs first.
    { id: 'early', js: ['content/early.js'], ...pages(acting, sites, (mode) => mode === 'off') },
    { id: 'veil', js: ['content/veil.js'], ...pages(reading, sites, (mode) => mode !== 'reader') },
    { id: 'sites', js: ['content/auto-loader.js'], matches: await wholeSites(acting), excludeMatches: [] },
  ];
  const current = await browser.scripting.getRegisteredContentScripts();
  for (const script of scripts) await bring(script, current);
}

/** @param {Script} script @param {chrome.scripting.RegisteredContentScript[]} current */
async function bring({ id, js, matches, excludeMatches }, current) {
  const known = current.find((one) => one.id === id);
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = { id, matches, excludeMatches, js, runAt: 'document_start', persistAcrossSessions: true };
  if (matches.length === 0) {
    if (known) await browser.scripting.unregisterContentScripts({ ids: [id] });
  } else if (!known) {
    await browser.scripting.registerContentScripts([script]);
  } else if (!isSame(matches, known.matches ?? []) || !isSame(excludeMatches, known.excludeMatches ?? [])) {
    await browser.scripting.updateContentScripts([script]);
  }
}

/**
 * The very pages that some rules are for, as far as the browser's own patterns can say it: a port or an expression they
 * cannot. Left out is what a more specific rule takes away.
 * @param {readonly Site[]} acting
 * @param {readonly Site[]} all
 * @param {(mode: string) => boolean} takes whether a rule of this mode takes pages away
 */
function pages(acting, all, takes) {
  const matches = acting.flatMap(({ pattern }) => matchesOf(pattern));
  const excluded = all.filter(
    ({ mode, pattern }) =>
      takes(mode) && acting.every((site) => compare(pattern, site.pattern).order < 0 || !meets(pattern, site.pattern)),
  );
  const excludeMatches = matches.length > 0 ? excluded.flatMap(({ pattern }) => matchesOf(pattern)) : [];
  return { matches: [...new Set(matches)].sort(), excludeMatches: [...new Set(excludeMatches)].sort() };
}

/** Whether two patterns may stand for one page, by their hosts. @param {Pattern} a @param {Pattern} b */
const meets = (a, b) => a.host === b.host || a.host.endsWith(`.${b.host}`) || b.host.endsWith(`.${a.host}`);

/**
 * @typedef {import('../shared/patterns.js').Pattern} Pattern
 * @param {Pattern} pattern
 */
function matchesOf({ kind, path, origins }) {
  if (kind === 'regex' || path === '') return kind === 'regex' ? [] : origins;
  const bare = encodeURI(path).replaceAll('%25', '%');
  // As `matchesSite` in shared/patterns.js has it: a slash at the end and a query make no other page.
  const paths = kind === 'path' ? [bare, bare.replace(/\/\*$/, '')] : [bare, `${bare}/`, `${bare}?*`];
  return origins.flatMap((origin) => paths.map((one) => origin.replace(/\/\*$/, one)));
}

/**
 * The whole site also for a rule of one path: a site that changes its address without loading comes to that path from
 * any other. The script asks which rule decides, and does nothing else where none does.
 * @param {readonly Site[]} acting
 */
async function wholeSites(acting) {
  const origins = new Set(acting.flatMap(({ pattern }) => pattern.origins));
  // An expression that names no site works on those that are allowed anyway.
  if (acting.some(({ pattern }) => pattern.origins.length === 0)) {
    for (const origin of (await browser.permissions.getAll()).origins ?? []) origins.add(origin);
  }
  return [...origins].sort();
}

/** @param {string[]} a @param {string[]} b */
const isSame = (a, b) => a.length === b.length && a.every((match) => b.includes(match));
