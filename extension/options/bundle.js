// The file of export and import: everything a person chose, as one JSON file. Pure: it makes the file, reads one with
// suspicion, and works out what an import would change, so that the page can show it before anything is written.
// A part that is not sound is left out and named; the sound rest is still used.

import { check as checkCorrections } from '../shared/corrections.js';
import { parsePattern } from '../shared/patterns.js';
import { FILE_SCHEMA, migrate, SCHEMA, schemaOf } from '../shared/schema.js';
import { check, defaults } from '../shared/settings.js';
import { readSite } from '../shared/sites.js';

/** The version of the file's form. A file with a higher one comes from a newer Standfirst and is refused as a whole. */
const VERSION = 1;

/** Bytes; ten thousand sites are about a megabyte. */
export const LARGEST_FILE = 2_000_000;

/**
 * @typedef {import('../shared/settings.js').Settings} Settings
 * @typedef {import('../shared/sites.js').Rule} Rule
 * @typedef {import('../shared/sites.js').Rules} Rules
 * @typedef {Record<string, import('../shared/corrections.js').Stored>} Corrections what the person corrected, by host
 *
 * @typedef {object} State
 * @property {Settings} settings
 * @property {Record<string, Rule>} sites by the pattern's normal form
 * @property {Corrections} corrections
 *
 * @typedef {object} Bundle
 * @property {Record<string, unknown>} settings those that the file names, by path
 * @property {Record<string, Rule>} sites
 * @property {Corrections} corrections
 * @property {string[]} refused what is not sound, by its place in the file
 *
 * @typedef {{bundle: Bundle, problem?: undefined} | {bundle?: undefined, problem: 'json' | 'other' | 'newer' | 'large'}} Read
 *
 * @typedef {object} Plan
 * @property {{path: string, from: unknown, to: unknown}[]} settings
 * @property {{added: string[], changed: string[], removed: string[]}} sites
 * @property {{added: string[], changed: string[], removed: string[]}} corrections
 * @property {{settings: object, sites: Rules, corrections: Record<string, import('../shared/corrections.js').Stored | null>}} write what makes it so; null removes
 */

/**
 * The file's text.
 * @param {State} state
 * @param {Date} now
 */
export function write({ settings, sites, corrections }, now) {
  const { schema, ...values } = migrate(settings, FILE_SCHEMA);
  const file = { standfirst: VERSION, exported: now.toISOString(), schema, settings: values, sites, corrections };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a file.
 * @param {string} text
 * @returns {Read}
 */
export function read(text) {
  if (text.length > LARGEST_FILE) return { problem: 'large' };
  /** @type {any} */
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  const version = isObject(file) ? Number(file.standfirst) : 0;
  if (!Number.isSafeInteger(version) || version < 1) return { problem: 'other' };
  if (version > VERSION || schemaOf(file) > SCHEMA) return { problem: 'newer' };
  /** @type {string[]} */
  const refused = [];
  const settings = readSettings(migrate(withSchema(file)), refused);
  const sites = readSites(file.sites, refused);
  const corrections = readCorrections(file.corrections, refused);
  return { bundle: { settings, sites, corrections, refused } };
}

/** The file has the schema's number beside the settings. @param {any} file */
const withSchema = ({ settings, schema }) => (isObject(settings) ? { ...settings, schema } : settings);

/** @param {unknown} stored @param {string[]} refused */
function readSettings(stored, refused) {
  if (!isObject(stored)) {
    if (stored !== undefined) refused.push('settings');
    return {};
  }
  const { broken } = check(stored);
  const known = flatten(defaults());
  const given = flatten(stored);
  const sound = Object.keys(given).filter(
    (path) => path !== 'schema' && Object.hasOwn(known, path) && !Object.hasOwn(broken, path),
  );
  refused.push(...Object.keys(given).filter((path) => path !== 'schema' && !sound.includes(path)));
  return Object.fromEntries(sound.map((path) => [path, given[path]]));
}

/** @param {unknown} stored @param {string[]} refused */
function readSites(stored, refused) {
  /** @type {Record<string, Rule>} */
  const sites = {};
  if (!isObject(stored)) {
    if (stored !== undefined) refused.push('sites');
    return sites;
  }
  for (const [text, given] of Object.entries(stored)) {
    const { pattern } = parsePattern(text);
    const { value, sound } = readSite(isObject(given) ? { ...given, changed: 0 } : given);
    if (!pattern || !sound) refused.push(text);
    if (pattern && value) sites[pattern.text] = { mode: value.mode, ...(value.hide && { hide: value.hide }) };
  }
  return sites;
}

/** @param {unknown} stored @param {string[]} refused */
function readCorrections(stored, refused) {
  /** @type {Corrections} */
  const corrections = {};
  if (!isObject(stored)) {
    if (stored !== undefined) refused.push('corrections');
    return corrections;
  }
  for (const [host, rules] of Object.entries(stored)) {
    const { pattern } = parsePattern(host);
    const { list, broken } = checkCorrections(rules);
    if (pattern?.kind === 'host' && list.length > 0) corrections[host] = { version: 1, list };
    if (pattern?.kind !== 'host' || list.length === 0 || broken.length > 0) refused.push(host);
  }
  return corrections;
}

/**
 * What an import changes. Merging changes what the file names; replacing also takes away what it does not name.
 * @param {Bundle} bundle
 * @param {State} state
 * @param {'merge' | 'replace'} how
 * @returns {Plan}
 */
export function plan(bundle, state, how) {
  const now = flatten(state.settings);
  const wanted = { ...(how === 'replace' ? flatten(defaults()) : now), ...bundle.settings };
  const paths = Object.keys(now).filter((path) => path !== 'schema' && !isEqual(wanted[path], now[path]));
  const sites = difference(bundle.sites, state.sites, how);
  const corrections = difference(bundle.corrections, state.corrections, how);
  return {
    settings: paths.map((path) => ({ path, from: now[path], to: wanted[path] })),
    sites: sites.names,
    corrections: corrections.names,
    write: {
      settings: unflatten(Object.fromEntries(paths.map((path) => [path, wanted[path]]))),
      // A rule of the file is the whole rule: what it hides is not mixed with what the site had.
      sites: Object.fromEntries(
        Object.entries(sites.write).map(([text, rule]) => [text, rule && { hide: {}, ...rule }]),
      ),
      corrections: corrections.write,
    },
  };
}

/**
 * @template T
 * @param {Record<string, T>} wanted
 * @param {Record<string, T>} present
 * @param {'merge' | 'replace'} how
 */
function difference(wanted, present, how) {
  const added = Object.keys(wanted).filter((name) => !Object.hasOwn(present, name));
  const common = Object.keys(wanted).filter((name) => Object.hasOwn(present, name));
  const changed = common.filter((name) => !isEqual(wanted[name], present[name]));
  const removed = how === 'merge' ? [] : Object.keys(present).filter((name) => !Object.hasOwn(wanted, name));
  /** @type {Record<string, T | null>} */
  const write = {};
  for (const name of [...added, ...changed]) write[name] = wanted[name];
  for (const name of removed) write[name] = null;
  return { names: { added, changed, removed }, write };
}

/** Whether two JSON values are the same, whatever the order of their keys. @param {unknown} a @param {unknown} b @returns {boolean} */
function isEqual(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  if (Array.isArray(a) !== Array.isArray(b) || keysA.length !== keysB.length) return false;
  return keysA.every(
    (key) => Object.hasOwn(b, key) && isEqual(/** @type {any} */ (a)[key], /** @type {any} */ (b)[key]),
  );
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings by path: `reader.size`. @param {object} settings @returns {Record<string, unknown>} */
function flatten(settings) {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) =>
      isObject(value) ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one]) : [[key, value]],
    ),
  );
}

/** @param {Record<string, unknown>} values by path */
function unflatten(values) {
  /** @type {Record<string, any>} */
  const settings = {};
  for (const [path, value] of Object.entries(values)) {
    const [key, inner] = path.split('.');
    if (inner === undefined) settings[key] = value;
    else settings[key] = { ...settings[key], [inner]: value };
  }
  return settings;
}
