// What the person corrected, by site: "this is article", "this is clutter". Kept in storage.local under `rules:<host>`,
// in the words of the core (src/correction): where a piece stands and how it is built, never what it says. Every part is
// checked when it is read; what is not sound is kept aside, so that nothing is lost and nothing broken is used.

import { browser } from './browser.js';

/**
 * @typedef {object} Correction as the core describes and finds it
 * @property {'article' | 'clutter'} want
 * @property {string} role what it was called before
 * @property {string} path the elements from the page down to it
 * @property {string[]} signature its own stable names
 * @property {string[]} around stable class names around it
 * @property {string | null} heading what its heading speaks for
 * @property {string} shape how it is built
 *
 * @typedef {Correction & {time: number, count: number}} Kept when it was last said, and how often
 * @typedef {{version: number, list: Kept[]}} Stored
 */

export const RULES_KEY = 'rules:';
/** Where parts that were not sound are kept, by host. */
const BROKEN_KEY = 'rules-broken';

/** The version of the stored form. */
const VERSION = 1;

/** Corrections of one site; the core looks for each on every page, and the ones not said for longest go first. */
const MOST_OF_SITE = 60;
/** Sites; a person who corrects more has met a bug worth reporting. */
const MOST_SITES = 1000;

const ROLE = /^[a-z-]{2,20}$/;
const STEP = String.raw`(?:\*|#?[a-z][a-z0-9-]{0,20})(?:\[[a-z]{2,20}\])?`;
const PATH = new RegExp(`^${STEP}(?:>${STEP}){0,8}$`);
const NAME = /^(?:[.#][A-Za-z_][\w-]{0,47}\*?|(?:data-component|data-testid|itemprop)=[A-Za-z_][\w-]{0,47})$/;
const SHAPE = /^l\dw\db\dm\ds\dp\d$/;
const MOST_NAMES = 12;

/** @param {unknown} value @param {RegExp} form */
const fits = (value, form) => typeof value === 'string' && form.test(value);
/** @param {unknown} value */
const areNames = (value) => Array.isArray(value) && value.length <= MOST_NAMES && value.every((one) => fits(one, NAME));
/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;

/**
 * The correction in a value, with nothing else that may stand there; null when it is not sound.
 * @param {any} value
 * @returns {Correction | null}
 */
export function readCorrection(value) {
  const sound =
    (value?.want === 'article' || value?.want === 'clutter') &&
    fits(value.role, ROLE) &&
    fits(value.path, PATH) &&
    areNames(value.signature) &&
    areNames(value.around) &&
    (value.heading === null || value.heading === undefined || fits(value.heading, ROLE)) &&
    fits(value.shape, SHAPE);
  if (!sound) return null;
  const { want, role, path, signature, around, heading, shape } = value;
  return { want, role, path, signature, around, heading: heading ?? null, shape };
}

/**
 * Reads what is stored for a site, one correction after the other.
 * @param {any} stored
 * @returns {{list: Kept[], broken: unknown[]}}
 */
export function check(stored) {
  if (stored === undefined) return { list: [], broken: [] };
  if (stored?.version !== VERSION || !Array.isArray(stored.list)) return { list: [], broken: [stored] };
  /** @type {Kept[]} */
  const list = [];
  /** @type {unknown[]} */
  const broken = [];
  for (const value of stored.list.slice(0, MOST_OF_SITE)) {
    const correction = readCorrection(value);
    if (correction && isCount(value.time) && isCount(value.count))
      list.push({ ...correction, time: value.time, count: value.count });
    else broken.push(value);
  }
  return { list, broken };
}

/** The site of an address, the way all corrections of a site meet: `www.` makes no other site. @param {string} url */
export function hostOf(url) {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}

/** @param {string} host @returns {Promise<Kept[]>} */
export async function readFor(host) {
  const key = RULES_KEY + host;
  const { list, broken } = check((await browser.storage.local.get(key))[key]);
  if (broken.length > 0) {
    const aside = /** @type {any} */ ((await browser.storage.local.get(BROKEN_KEY))[BROKEN_KEY] ?? {});
    await browser.storage.local.set({ [BROKEN_KEY]: { ...aside, [host]: broken } });
    await writeFor(host, list);
  }
  return list;
}

/** All corrections, by host. @returns {Promise<Record<string, Stored>>} */
export async function readAll() {
  const stored = Object.entries(await browser.storage.local.get(null)).filter(([key]) => key.startsWith(RULES_KEY));
  const sound = stored.map(([key, value]) => [key.slice(RULES_KEY.length), wrap(check(value).list)]);
  return Object.fromEntries(sound.filter(([, { list }]) => list.length > 0));
}

/** @param {Kept[]} list @returns {any} */
const wrap = (list) => ({ version: VERSION, list });

/** @param {string} host @param {Kept[]} list */
export async function writeFor(host, list) {
  const key = RULES_KEY + host;
  if (list.length === 0) return browser.storage.local.remove(key);
  await browser.storage.local.set({ [key]: wrap(list.slice(-MOST_OF_SITE)) });
}

/** Whether two corrections speak of the same piece, whatever they say of it. @param {Correction} a @param {Correction} b */
const isSamePiece = (a, b) =>
  a.path === b.path &&
  a.heading === b.heading &&
  a.signature.join(' ') === b.signature.join(' ') &&
  (a.signature.length > 0 || (a.shape === b.shape && a.role === b.role));

/**
 * The list with these said now: the last word on a piece is the one that counts.
 * @param {Kept[]} list @param {Correction[]} said @param {number} time
 * @returns {Kept[]}
 */
export function add(list, said, time) {
  let next = list;
  for (const correction of said) {
    const before = next.find((kept) => isSamePiece(kept, correction));
    const count = before?.want === correction.want ? before.count + 1 : 1;
    next = [...next.filter((kept) => kept !== before), { ...correction, time, count }];
  }
  return next.slice(-MOST_OF_SITE);
}

/**
 * What one saying changed in the list of a site: the corrections that came in, and those that had to go for them.
 * @typedef {{said: Kept[], gone: Kept[]}} Step
 */

/**
 * Remembers corrections for a site.
 * @param {string} host @param {Correction[]} said
 * @returns {Promise<Step>} to take back with `takeBack`
 */
export async function remember(host, said) {
  const before = await readFor(host);
  const hosts = before.length > 0 ? [] : Object.keys(await readAll());
  if (hosts.length >= MOST_SITES) throw new Error('too many corrected sites');
  const after = add(before, said, Date.now());
  await writeFor(host, after);
  return {
    said: after.filter((kept) => !before.includes(kept)),
    gone: before.filter((kept) => !after.includes(kept)),
  };
}

/** Whether a correction still stands as it was said. @param {Kept[]} list @param {Kept} said */
const stands = (list, said) =>
  list.some((kept) => isSamePiece(kept, said) && kept.want === said.want && kept.time === said.time);

/**
 * Whether there is nothing new in what is said: one saying had all of it, and it still stands.
 * @param {Kept[]} list @param {Step} step @param {Correction[]} said
 */
export const isSaidBy = (list, step, said) =>
  said.every((one) => step.said.some((own) => isSamePiece(own, one) && own.want === one.want && stands(list, own)));

/**
 * The list without what one saying brought in, and with what that had put out. What was said of a piece since, or
 * forgotten, is not touched: another tab or the options page has the last word then.
 * @param {Kept[]} list @param {Step} step
 * @returns {Kept[]}
 */
export function without(list, { said, gone }) {
  const own = said.filter((one) => stands(list, one));
  if (own.length === 0) return list;
  const left = list.filter((kept) => !stands(own, kept));
  const back = gone.filter((old) => {
    if (left.some((kept) => isSamePiece(kept, old))) return false;
    const by = said.find((one) => isSamePiece(one, old));
    // The same word said before is the same word taken back.
    return by ? own.includes(by) && by.want !== old.want : true;
  });
  // The ones not said for longest stand first, and go first.
  return [...back, ...left].sort((a, b) => a.time - b.time);
}

/**
 * Brings back what was forgotten, but for pieces of which something was said since.
 * @param {string} host @param {Kept[]} gone
 */
export async function bringBack(host, gone) {
  const list = await readFor(host);
  const back = gone.filter((old) => !list.some((kept) => isSamePiece(kept, old)));
  await writeFor(
    host,
    [...back, ...list].sort((a, b) => a.time - b.time),
  );
}

/** Takes one saying back. @param {string} host @param {Step} step */
export async function takeBack(host, step) {
  await writeFor(host, without(await readFor(host), step));
}

/**
 * The cosmetic rule that hides the piece, in the form that content blockers read; null where only its place tells it
 * apart, which no such rule can say.
 * @param {string} host @param {Correction} correction
 */
export function filterRule(host, { want, path, signature }) {
  if (want !== 'clutter' || signature.length === 0) return null;
  const tag = path.split('>').at(-1)?.replace(/\[.*/, '') ?? '*';
  const parts = signature.map((name) => {
    const [attribute, value] = name.split('=');
    if (value !== undefined) return `[${attribute}="${value}"]`;
    return name.endsWith('*') ? `[class*="${name.slice(1, -1)}"]` : name;
  });
  return `${host}##${tag === '*' ? '' : tag}${parts.join('')}`;
}
