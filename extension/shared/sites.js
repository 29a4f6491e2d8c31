// The rules of sites: one key each, `site:<pattern>`, in storage.sync, or in storage.local while sync refuses it. Two
// devices that change different sites never meet; for one site the newest change wins, by its stamp. An organisation
// may set rules (storage.managed); the person's own rule for the same pattern wins. What cannot be read is set aside
// and named, never deleted.

import { browser } from './browser.js';
import { decide, parsePattern } from './patterns.js';
import { defaults } from './settings.js';

/**
 * @typedef {'reader' | 'declutter' | 'off'} SiteMode off: never here, even if a wider rule says so
 *
 * @typedef {object} SiteValue
 * @property {SiteMode} mode
 * @property {Record<string, boolean>} [hide] where it differs from the settings
 * @property {number} changed milliseconds since 1970, always growing for one site
 *
 * @typedef {import('./patterns.js').Pattern} Pattern
 * @typedef {'sync' | 'local' | 'managed'} Origin
 * @typedef {SiteValue & {pattern: Pattern, from: Origin}} Site
 *
 * What is asked for a pattern: a rule, or its removal. A rule without `hide` leaves the site's own as it is.
 * @typedef {{mode: SiteMode, hide?: Record<string, boolean>}} Rule
 * @typedef {Record<string, Rule | null>} Rules
 *
 * @typedef {object} Sites
 * @property {Site[]} sites
 * @property {Record<string, unknown>} broken stored under a site's key and not to be used, by key
 */

export const SITE_KEY = 'site:';
/** A removal that storage.sync refused; without it the site would come back. */
const GONE = 'gone';

const MODES = ['reader', 'declutter', 'off'];

/** The largest time a Date can hold: a stamp above it is no stamp. */
const LAST_TIME = 8_640_000_000_000_000;

/**
 * Reads one stored value, part by part: a bad `hide` does not cost the rule.
 * @param {unknown} stored
 * @returns {{value: SiteValue | null, sound: boolean}}
 */
export function readSite(stored) {
  if (typeof stored !== 'object' || stored === null) return { value: null, sound: false };
  const { mode, hide, changed } = /** @type {Record<string, unknown>} */ (stored);
  if (!MODES.includes(/** @type {string} */ (mode))) return { value: null, sound: false };
  const stamped = typeof changed === 'number' && changed >= 0 && changed <= LAST_TIME;
  const value = { mode: /** @type {SiteMode} */ (mode), changed: stamped ? changed : 0 };
  if (hide === undefined) return { value, sound: stamped };
  const isObject = typeof hide === 'object' && hide !== null;
  const known = defaults().hide;
  const entries = isObject ? Object.entries(hide) : [];
  const sound = entries.filter(([role, on]) => Object.hasOwn(known, role) && typeof on === 'boolean');
  const whole = stamped && isObject && sound.length === entries.length;
  return { value: sound.length > 0 ? { ...value, hide: Object.fromEntries(sound) } : value, sound: whole };
}

/**
 * Everything in force, in the order of the patterns' text.
 * @returns {Promise<Sites>}
 */
export async function readSites() {
  const [sync, local, managed] = await Promise.all([
    browser.storage.sync.get(null).catch(() => ({})),
    browser.storage.local.get(null),
    readManaged(),
  ]);
  return merge({ sync, local, managed });
}

/** Firefox throws when there is no policy. */
async function readManaged() {
  try {
    const { sites } = await browser.storage.managed.get('sites');
    const entries = Object.entries(sites ?? {});
    return Object.fromEntries(entries.map(([pattern, mode]) => [SITE_KEY + pattern, { mode, changed: 0 }]));
  } catch {
    return {};
  }
}

/**
 * @param {Record<Origin, Record<string, unknown>>} areas
 * @returns {Sites}
 */
export function merge(areas) {
  /** @type {Map<string, Site | null>} null: removed here */
  const found = new Map();
  /** @type {Map<string, number>} */
  const stamps = new Map();
  /** @type {Record<string, unknown>} */
  const broken = {};
  for (const from of /** @type {Origin[]} */ (['managed', 'sync', 'local'])) {
    for (const [key, stored] of Object.entries(areas[from])) {
      if (!key.startsWith(SITE_KEY)) continue;
      const { pattern } = parsePattern(key.slice(SITE_KEY.length));
      const gone = goneAt(stored);
      const { value, sound } = readSite(stored);
      if (!pattern || (!sound && gone === null)) broken[key] = stored;
      const stamp = gone ?? value?.changed;
      if (!pattern || stamp === undefined || stamp < (stamps.get(pattern.text) ?? 0)) continue;
      stamps.set(pattern.text, stamp);
      found.set(pattern.text, value && { ...value, pattern, from });
    }
  }
  const sites = [...found.values()].filter((site) => site !== null);
  sites.sort((a, b) => (a.pattern.text < b.pattern.text ? -1 : 1));
  return { sites, broken };
}

/** @param {unknown} stored @returns {number | null} */
function goneAt(stored) {
  const { mode, changed } = /** @type {any} */ (stored ?? {});
  return mode === GONE && typeof changed === 'number' ? changed : null;
}

/**
 * The rule for an address, if any.
 * @param {string} address
 * @param {readonly Site[]} sites
 */
export function siteFor(address, sites) {
  const winner = decide(
    address,
    sites.map(({ pattern }) => pattern),
  );
  return sites.find(({ pattern }) => pattern === winner) ?? null;
}

/**
 * Writes rules, all in one go, so that an import is one change and stays below sync's limit of writes a minute. The
 * background alone calls it, one call after the other; pages send it `set-sites`.
 * @param {Rules} rules
 */
export async function writeSites(rules) {
  const { sites } = await readSites();
  /** @type {Record<string, SiteValue | {mode: string, changed: number}>} */
  const values = {};
  for (const [text, rule] of Object.entries(rules)) {
    if (parsePattern(text).pattern?.text !== text) continue;
    const before = sites.find(({ pattern }) => pattern.text === text);
    // A clock that was put back must not make a new change an old one.
    const changed = Math.max(Date.now(), (before?.changed ?? 0) + 1);
    const hide = rule?.hide ?? before?.hide ?? {};
    const different = Object.keys(hide).length > 0;
    values[SITE_KEY + text] = rule ? { mode: rule.mode, ...(different && { hide }), changed } : { mode: GONE, changed };
  }
  // Local first: if this context ends between the two, nothing is lost, and `settleLocal` finishes the work.
  await browser.storage.local.set(values);
  await settleLocal();
}

/** Moves what is only in storage.local to storage.sync, as far as sync takes it. The background alone calls it. */
export async function settleLocal() {
  const local = await browser.storage.local.get(null);
  const keys = Object.keys(local).filter((key) => key.startsWith(SITE_KEY));
  if (keys.length === 0) return;
  try {
    const synced = await browser.storage.sync.get(keys);
    const newer = keys.filter((key) => localStamp(local[key]) >= stampOf(synced[key]));
    const gone = newer.filter((key) => goneAt(local[key]) !== null);
    const kept = newer.filter((key) => !gone.includes(key));
    await browser.storage.sync.remove(gone);
    await browser.storage.sync.set(Object.fromEntries(kept.map((key) => [key, local[key]])));
    await browser.storage.local.remove(keys);
  } catch {
    // Full or off: the rules stay here, in force, and the options page says so.
  }
}

/** @param {unknown} stored */
const localStamp = (stored) => goneAt(stored) ?? stampOf(stored);

/** @param {unknown} stored */
const stampOf = (stored) => readSite(stored).value?.changed ?? 0;

/**
 * An older change that arrives from another device over a newer one is put back. Only the background calls it.
 * @param {Record<string, {oldValue?: unknown, newValue?: unknown}>} changes of storage.sync
 */
export async function keepNewest(changes) {
  /** @type {Record<string, unknown>} */
  const back = {};
  for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
    if (!key.startsWith(SITE_KEY) || newValue === undefined) continue;
    if (stampOf(newValue) < stampOf(oldValue)) back[key] = oldValue;
  }
  if (Object.keys(back).length > 0) await browser.storage.sync.set(back);
}

/**
 * Calls back when the rules change, here or on another device.
 * @param {() => void} callback
 */
export function onSites(callback) {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || Object.keys(changes).some((key) => key.startsWith(SITE_KEY))) callback();
  });
}
