// What the person chose: in storage.sync, and in a copy of this device's own in storage.local, so that nothing is lost
// when sync is full, off, or brings what another device wrote at the same time. Each setting carries the time of its last
// change, and the newer one wins. A broken value is kept aside in storage.local, and the options page says so. The
// background alone writes, one change after the other; the sites' own settings are keys of their own, in shared/sites.js.

import { browser, send } from './browser.js';
import { migrate, SCHEMA, schemaOf } from './schema.js';
import { at, check, isSound, over, PATHS, put } from './settings-form.js';

export { check, defaults } from './settings-form.js';

/**
 * @typedef {import('./settings-form.js').Settings} Settings
 * @typedef {import('./settings-form.js').ReaderSettings} ReaderSettings
 * @typedef {{toolbar?: string, hide?: Record<string, boolean>, reader?: Partial<ReaderSettings>}} Patch
 */

const KEY = 'settings';
/** This device's copy, in storage.local. */
const LOCAL_KEY = 'settings-local';
/** Set there while sync refuses what the copy holds. */
const REFUSED_KEY = 'settings-refused';
/** Broken values found on reading, by path. */
const BROKEN_KEY = 'settings-broken';

/**
 * @param {boolean} [toWrite] what comes of it is written: then a copy that cannot be read is not taken for none
 * @returns {Promise<{synced: any, here: any, refused: boolean}>} undefined where there is nothing
 */
async function readStored(toWrite = false) {
  const [sync, local] = await Promise.all([
    browser.storage.sync.get(KEY).catch(() => null),
    browser.storage.local.get([LOCAL_KEY, REFUSED_KEY]).catch((error) => {
      if (toWrite) throw error;
      return /** @type {Record<string, unknown>} */ ({});
    }),
  ]);
  return {
    synced: migrate(sync?.[KEY]),
    here: stamped(migrate(local[LOCAL_KEY])),
    refused: sync === null || local[REFUSED_KEY] === true,
  };
}

/**
 * A copy without times is of an older Standfirst, which kept one only while sync refused it: it is newer than what is
 * in sync without times.
 * @param {any} here
 */
function stamped(here) {
  if (!isObject(here) || isObject(here.changed)) return here;
  const known = PATHS.filter((path) => at(here, path) !== undefined);
  return { ...here, changed: Object.fromEntries(known.map((path) => [path, 1])) };
}

/** @param {any} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** When a setting was last changed, in milliseconds since 1970. @param {any} stored @param {string} path */
function stampOf(stored, path) {
  const stamp = stored?.changed?.[path];
  return typeof stamp === 'number' && stamp >= 0 ? stamp : 0;
}

/** The settings that are newer here than there. @param {any} here @param {any} there */
const newer = (here, there) => PATHS.filter((path) => stampOf(here, path) > stampOf(there, path));

/**
 * Both together, setting by setting: the newer one, and at the same time what is in sync, where an older Standfirst
 * changes values and no times.
 * @param {any} synced @param {any} here
 */
function merge(synced, here) {
  if (!isObject(synced)) return isObject(here) ? here : {};
  const merged = { ...structuredClone(synced), changed: { ...synced.changed } };
  for (const path of newer(here, synced)) {
    put(merged, path, at(here, path));
    merged.changed[path] = stampOf(here, path);
  }
  return merged;
}

/** Changes of this page that are on their way. @type {Set<Patch>} */
const onTheirWay = new Set();

/** The settings in force. @returns {Promise<Settings>} */
export async function readSettings() {
  // Noted before what is stored is read: whatever is written in between is in one of the two.
  const patches = [...onTheirWay];
  const { synced, here } = await readStored();
  const { settings, broken } = check(merge(synced, here));
  for (const patch of patches) lay(settings, patch);
  if (Object.keys(broken).length > 0) {
    const aside = (await browser.storage.local.get(BROKEN_KEY))[BROKEN_KEY] ?? {};
    await browser.storage.local.set({ [BROKEN_KEY]: { ...aside, ...broken } });
  }
  return settings;
}

/**
 * What the options page must say about the store: values that were broken, and whether sync refused the settings.
 * @returns {Promise<{broken: Record<string, unknown>, local: boolean}>}
 */
export async function readProblems() {
  const { synced, here, refused } = await readStored();
  const aside = (await browser.storage.local.get(BROKEN_KEY))[BROKEN_KEY] ?? {};
  return { broken: { ...aside, ...check(merge(synced, here)).broken }, local: refused };
}

/**
 * Puts a change over settings; values that are not sound are left out.
 * @param {Settings} settings
 * @param {Patch} patch
 * @returns {string[]} what is another value now
 */
function lay(settings, patch) {
  return PATHS.filter((path) => {
    const value = at(patch, path);
    if (value === undefined || !isSound(path, value) || isSame(value, at(settings, path))) return false;
    put(settings, path, value);
    return true;
  });
}

/**
 * Changes some settings, from any page: `{reader: {size: 22}}` leaves the other ones alone.
 * @param {Patch} patch
 */
export async function writeSettings(patch) {
  onTheirWay.add(patch);
  try {
    // A second time when the browser ended the background in the middle of the first.
    await send({ type: 'set-settings', patch }).catch(() => send({ type: 'set-settings', patch }));
  } finally {
    onTheirWay.delete(patch);
  }
}

/**
 * The same, where it is done. The background alone calls it.
 * @param {Patch} patch
 */
export async function storeSettings(patch) {
  const { synced, here, refused } = await readStored(true);
  const merged = merge(synced, here);
  const { settings } = check(merged);
  const changed = { ...merged.changed };
  for (const path of lay(settings, patch)) {
    // A clock that was put back must not make a new change an old one.
    changed[path] = Math.max(Date.now(), stampOf(merged, path) + 1);
  }
  const known = { ...settings, changed };
  await keep(schemaOf(merged) > SCHEMA ? over(merged, known) : known, refused);
}

/** @param {unknown} a @param {unknown} b */
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {any} settings @param {boolean} refused whether sync had refused them */
async function keep(settings, refused) {
  // Here first: if this context ends between the two, nothing is lost, and `settleSettings` finishes the work.
  await browser.storage.local.set({ [LOCAL_KEY]: settings });
  try {
    await browser.storage.sync.set({ [KEY]: settings });
    if (refused) await browser.storage.local.remove(REFUSED_KEY);
  } catch {
    // Full or off: they stay here, in force, and the options page says so.
    await browser.storage.local.set({ [REFUSED_KEY]: true });
  }
}

/** Brings this device's copy and what is in sync to the same. The background alone calls it. */
export async function settleSettings() {
  const { synced, here, refused } = await readStored(true);
  if (!isObject(synced) && !isObject(here)) return;
  const merged = { changed: {}, ...merge(synced, here) };
  if (newer(here, synced).length > 0 || !isObject(synced)) await keep(merged, refused);
  else if (!isSame(merged, here)) await browser.storage.local.set({ [LOCAL_KEY]: merged });
}

/**
 * Follows what another device did. Where the settings went altogether, a person has reset Standfirst there.
 * @param {Record<string, {newValue?: unknown}>} changes of storage.sync
 */
export async function followSync(changes) {
  if (!(KEY in changes)) return;
  if (changes[KEY].newValue === undefined) await browser.storage.local.remove([LOCAL_KEY, REFUSED_KEY]);
  else await settleSettings();
}

/**
 * Calls back with the settings whenever they change, here or on another device.
 * @param {(settings: Settings) => void} callback
 * @returns {() => void} stops it
 */
export function onSettings(callback) {
  let last = '';
  let readings = 0;
  /** @param {Record<string, unknown>} changes */
  const listener = async (changes) => {
    if (![KEY, LOCAL_KEY, REFUSED_KEY].some((key) => key in changes)) return;
    readings += 1;
    const mine = readings;
    const settings = await readSettings();
    const told = JSON.stringify([settings, await readProblems()]);
    // A store may answer late, and what it says then is older than what the next change reads.
    if (mine !== readings) return;
    // The copy and sync change one after the other, and together they are one change.
    if (told !== last) callback(settings);
    last = told;
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
