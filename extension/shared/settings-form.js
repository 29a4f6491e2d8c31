// Which settings there are, and what each of them may be: a value that is missing or broken falls back to its default
// key by key, and a broken one is named. Pure; shared/settings.js stores them.

import { migrate, SCHEMA } from './schema.js';

/**
 * @typedef {object} ReaderSettings
 * @property {'auto' | 'light' | 'sepia' | 'dark' | 'black' | 'contrast'} theme
 * @property {'serif' | 'sans' | 'dyslexic' | 'site'} font
 * @property {number} size pixels
 * @property {number} width characters a line
 * @property {number} lineHeight
 * @property {number} letterSpacing em
 * @property {number} wordSpacing em
 * @property {'start' | 'justify'} align
 * @property {boolean} hyphens
 * @property {boolean} dim images less bright in dark themes
 * @property {'off' | '1' | '3' | '5'} lines line focus: how many lines stay bright
 * @property {boolean} wordStarts the beginnings of words stand out
 * @property {number} pace of reading aloud, 1 is the voice's own
 * @property {Record<string, string>} keys the person's own keys, by the action of the reader
 *
 * @typedef {object} Settings
 * @property {number} schema
 * @property {'reader' | 'declutter'} toolbar what the toolbar button does
 * @property {Record<string, boolean>} hide the roles that are hidden in place
 * @property {ReaderSettings} reader
 */

/**
 * A rule takes a stored value and returns it when it is sound.
 * @typedef {{initial: any, sound: (value: any) => boolean}} Rule
 */

/** @param {string[]} values the first is the default @returns {Rule} */
const oneOf = (...values) => ({ initial: values[0], sound: (value) => values.includes(value) });
/** @param {number} initial @param {number} low @param {number} high @returns {Rule} */
const range = (initial, low, high) => ({
  initial,
  sound: (value) => typeof value === 'number' && value >= low && value <= high,
});
/** @param {boolean} initial @returns {Rule} */
const flag = (initial) => ({ initial, sound: (value) => typeof value === 'boolean' });

/** The person's own keys: few, short, by an action's name. @type {Rule} */
const keys = {
  initial: {},
  sound: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([action, key]) => /^[a-z-]{1,24}$/.test(action) && typeof key === 'string' && key.length > 0 && key.length < 24,
    ),
};

/** Every setting by its path; what is not listed here is not a setting. @type {Record<string, Rule>} */
const RULES = {
  toolbar: oneOf('reader', 'declutter'),
  'reader.theme': oneOf('auto', 'light', 'sepia', 'dark', 'black', 'contrast'),
  'reader.font': oneOf('serif', 'sans', 'dyslexic', 'site'),
  'reader.size': range(20, 12, 40),
  'reader.width': range(66, 30, 120),
  'reader.lineHeight': range(1.6, 1, 2.6),
  'reader.letterSpacing': range(0, 0, 0.3),
  'reader.wordSpacing': range(0, 0, 0.6),
  'reader.align': oneOf('start', 'justify'),
  'reader.hyphens': flag(false),
  'reader.dim': flag(true),
  'reader.lines': oneOf('off', '1', '3', '5'),
  'reader.wordStarts': flag(false),
  'reader.pace': range(1, 0.5, 3),
  'reader.keys': keys,
  // The site's masthead, navigation and search stay: a person still moves about in the page.
  'hide.navigation': flag(false),
  'hide.masthead': flag(false),
  'hide.search': flag(false),
  'hide.footer': flag(true),
  'hide.breadcrumb': flag(true),
  'hide.share': flag(true),
  'hide.related': flag(true),
  'hide.newsletter': flag(true),
  'hide.promo': flag(true),
  'hide.advertisement': flag(true),
  'hide.sponsored': flag(true),
  'hide.comments': flag(true),
  'hide.author-bio': flag(true),
  'hide.tags': flag(true),
  'hide.consent': flag(true),
  'hide.overlay': flag(true),
  'hide.tools': flag(true),
  'hide.notice': flag(true),
  'hide.next-article': flag(true),
  'hide.other': flag(true),
};

/** Every setting there is. */
export const PATHS = Object.keys(RULES);

/** Whether a setting may have a value. @param {string} path @param {unknown} value */
export const isSound = (path, value) => RULES[path].sound(value);

/** @param {any} value @param {string} path */
export const at = (value, path) => path.split('.').reduce((inner, key) => inner?.[key], value);

/** @param {any} target @param {string} path @param {unknown} value */
export function put(target, path, value) {
  const keys = path.split('.');
  const last = /** @type {string} */ (keys.pop());
  const inner = keys.reduce((object, key) => {
    if (typeof object[key] !== 'object' || object[key] === null) object[key] = {};
    return object[key];
  }, target);
  inner[last] = value;
}

/**
 * Reads a stored value: every setting sound, and what was not, by path.
 * @param {unknown} stored
 * @returns {{settings: Settings, broken: Record<string, unknown>}}
 */
export function check(stored) {
  const migrated = migrate(stored);
  const settings = /** @type {any} */ ({ schema: SCHEMA });
  /** @type {Record<string, unknown>} */
  const broken = {};
  for (const [path, rule] of Object.entries(RULES)) {
    const value = at(migrated, path);
    const sound = value !== undefined && rule.sound(value);
    if (value !== undefined && !sound) broken[path] = value;
    put(settings, path, sound ? value : rule.initial);
  }
  return { settings, broken };
}

/** The settings of a fresh installation. @returns {Settings} */
export const defaults = () => check({}).settings;

/**
 * Settings put over those of a newer Standfirst on another device: what this one does not know stays, and so does the
 * schema's number.
 * @param {any} newer @param {any} settings
 */
export function over(newer, settings) {
  const { schema: _, ...known } = settings;
  const inner = Object.entries(known).map(([key, value]) => [
    key,
    typeof value === 'object' ? { ...newer[key], ...value } : value,
  ]);
  return { ...newer, ...Object.fromEntries(inner) };
}
