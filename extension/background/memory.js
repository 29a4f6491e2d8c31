// What configured sites have taught: which text stands on several of their pages, which selectors name their clutter,
// what shapes the addresses of their stories have. Kept in storage.local, for sites on the list alone, as hashes under
// a secret of the site's own; never a word of a page, and no address. It is bounded in size and age, and goes when the
// site leaves the list. Nothing here acts: the core weighs the marks (src/memory.rs), content/early.js the selectors.

import { browser } from '../shared/browser.js';
import { newToken } from '../shared/messages.js';
import { isSelector } from '../shared/selectors.js';

/**
 * Something seen: the day of the last time, and the pages it was seen on, as hashes, no more than count.
 * @typedef {[day: number, ...pages: string[]]} Seen
 *
 * @typedef {object} Memory of one host
 * @property {string} key the secret, 32 hexadecimal digits
 * @property {string} pattern the rule that let us learn; without it this goes
 * @property {number} day of the last visit
 * @property {Record<string, Seen>} marks text, by its mark
 * @property {Record<string, Seen>} selectors that found nothing but clutter
 * @property {Record<string, number>} never selectors that ever found text of the article, as hashes, with the day
 * @property {Record<string, [day: number, mode: string]>} shapes what was done last at addresses of a shape
 *
 * What a visit needs of it; the marks in ascending order, as the core searches them.
 * @typedef {{key: string, furniture: number[], selectors: string[]}} Recalled
 *
 * @typedef {Extract<import('../shared/messages.js').Message, {type: 'auto-learn'}>} Lesson
 */

const KEY = 'memory:';
/** The part that content/early.js reads, small, by host. */
const EARLY = 'early:';

/** Pages of a site on which something must have been seen. Three: two may be one story and its correction. */
const PAGES = 3;

/** Days after which what was not seen again is forgotten: a quarter, in which most sites change their look once. */
const KEPT_DAYS = 90;

/** Entries a site, and sites: together a few megabytes at the very most, some tens of kilobytes for a usual list. */
const MOST = { marks: 400, selectors: 80, never: 200, shapes: 40 };
const MOST_SITES = 100;
const PARTS = /** @type {const} */ (['marks', 'selectors', 'never', 'shapes']);

/** Bytes of a stored hash: enough to tell the pages of one site apart. */
const HASH_BYTES = 5;

const today = () => Math.floor(Date.now() / 86_400_000);

/** @param {string} url */
const hostOf = (url) => new URL(url).hostname;

/**
 * What is stored of a host, part by part as far as it is sound.
 * @param {string} host
 * @returns {Promise<Memory | null>}
 */
async function read(host) {
  const stored = /** @type {Memory | undefined} */ ((await browser.storage.local.get(KEY + host))[KEY + host]);
  if (!/^[0-9a-f]{32}$/.test(stored?.key ?? '')) return null;
  const memory = /** @type {Memory} */ ({
    pattern: '',
    day: 0,
    marks: {},
    selectors: {},
    never: {},
    shapes: {},
    ...stored,
  });
  for (const part of PARTS) if (typeof memory[part] !== 'object' || memory[part] === null) memory[part] = {};
  return memory;
}

/**
 * What is known of the site of an address that a rule decides for; the first time only its secret is made.
 * @param {string} url
 * @param {string} pattern the rule
 * @param {boolean} learns a private window uses what is known and leaves nothing
 * @returns {Promise<Recalled | null>}
 */
export async function recall(url, pattern, learns) {
  const host = hostOf(url);
  let memory = await read(host);
  if (!memory && !learns) return null;
  if (memory?.pattern !== pattern && learns) {
    memory = { key: newToken(), day: 0, marks: {}, selectors: {}, never: {}, shapes: {}, ...memory, pattern };
    await browser.storage.local.set({ [KEY + host]: memory });
  }
  return (
    memory && {
      key: memory.key,
      furniture: often(memory.marks)
        .map(Number)
        .sort((a, b) => a - b),
      selectors: often(memory.selectors),
    }
  );
}

/** What was seen on enough pages. @param {Record<string, Seen>} seen */
const often = (seen) => Object.keys(seen).filter((name) => (seen[name] ?? []).length > PAGES);

/**
 * Takes in what a page has taught.
 * @param {Lesson} lesson
 */
export async function learn({ url, mode, shape, marks, right, wrong }) {
  const host = hostOf(url);
  const memory = await read(host);
  // The site left the list, or its memory was cleared, while the page was looked at.
  if (!memory) return;
  const day = today();
  const visit = await hash(memory.key, new URL(url).pathname);
  if (shape) memory.shapes[shape] = [day, mode];
  for (const selector of wrong) {
    delete memory.selectors[selector];
    memory.never[await hash(memory.key, selector)] = day;
  }
  for (const mark of marks) note(memory.marks, String(mark), visit, day);
  for (const selector of right.filter(isSelector)) {
    if (!Object.hasOwn(memory.never, await hash(memory.key, selector))) note(memory.selectors, selector, visit, day);
  }
  memory.day = day;
  for (const part of PARTS) bound(memory, part, day);
  const shapes = Object.fromEntries(Object.entries(memory.shapes).map(([one, [, mode]]) => [one, mode]));
  await browser.storage.local.set({
    [KEY + host]: memory,
    [EARLY + host]: { selectors: often(memory.selectors), shapes },
  });
}

/** @param {Record<string, Seen>} seen @param {string} name @param {string} visit @param {number} day */
function note(seen, name, visit, day) {
  const [, ...pages] = Object.hasOwn(seen, name) ? (seen[name] ?? [day]) : [day];
  seen[name] = [day, ...(pages.includes(visit) ? pages : [...pages, visit].slice(0, PAGES))];
}

/**
 * Forgets what is old, and what is too much: first what was seen on the fewest pages, then what was seen longest ago.
 * @param {Memory} memory
 * @param {'marks' | 'selectors' | 'never' | 'shapes'} part
 * @param {number} day
 */
function bound(memory, part, day) {
  const dayOf = (/** @type {Seen | number | [number, string]} */ entry) =>
    typeof entry === 'number' ? entry : entry[0];
  const sizeOf = (/** @type {any} */ entry) => (Array.isArray(entry) ? entry.length : 0);
  const entries = Object.entries(memory[part]).filter(([, entry]) => day - dayOf(entry) <= KEPT_DAYS);
  entries.sort(([, a], [, b]) => sizeOf(b) - sizeOf(a) || dayOf(b) - dayOf(a));
  /** @type {any} */ (memory)[part] = Object.fromEntries(entries.slice(0, MOST[part]));
}

/**
 * Forgets the sites that no acting rule stands for any more, those not visited for long, and the oldest of too many.
 * @param {readonly import('../shared/sites.js').Site[]} sites
 */
export async function tidy(sites) {
  const acting = new Set(sites.filter(({ mode }) => mode !== 'off').map(({ pattern }) => pattern.text));
  const stored = await browser.storage.local.get(null);
  const known = Object.entries(stored).filter(([key]) => key.startsWith(KEY));
  const hosts = known.map(([key, memory]) => ({ host: key.slice(KEY.length), memory: /** @type {any} */ (memory) }));
  // A memory that holds no visit yet is of today.
  const dayOf = (/** @type {any} */ memory) => memory?.day || today();
  const kept = hosts
    .filter(({ memory }) => acting.has(memory?.pattern) && today() - dayOf(memory) <= KEPT_DAYS)
    .sort((a, b) => dayOf(b.memory) - dayOf(a.memory))
    .slice(0, MOST_SITES);
  const names = new Set(kept.map(({ host }) => host));
  const gone = Object.keys(stored).filter(
    (key) => /^(memory|early):/.test(key) && !names.has(key.slice(key.indexOf(':') + 1)),
  );
  if (gone.length > 0) await browser.storage.local.remove(gone);
}

/** Everything that was learnt of every site. */
export const forgetAll = () => tidy([]);

/** @param {string} key @param {string} text */
async function hash(key, text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${key} ${text}`));
  const bytes = new Uint8Array(digest, 0, HASH_BYTES);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
