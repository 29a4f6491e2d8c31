// The list of sites: add one by pattern, find, sort, change, allow, remove with undo, and test which rule decides.

import { byId, element } from '../reader/nodes.js';
import { browser, send } from '../shared/browser.js';
import { language, plural, t } from '../shared/i18n.js';
import { explain, parsePattern } from '../shared/patterns.js';
import { isAllowed, setSite } from '../shared/permission.js';
import { readSettings } from '../shared/settings.js';
import { readSites } from '../shared/sites.js';
import { siteHide } from './site-hide.js';
import { say } from './toast.js';

/**
 * @typedef {import('../shared/sites.js').Site} Site
 * @typedef {import('../shared/sites.js').SiteMode} SiteMode
 * @typedef {import('../shared/patterns.js').Pattern} Pattern
 * @typedef {Site & {allowed: boolean, used: number | null}} Row
 */

/** @type {readonly SiteMode[]} */
const MODES = ['reader', 'declutter', 'off'];

/** @type {Record<SiteMode, string>} */
const MODE_NAMES = { reader: 'optionsSiteReader', declutter: 'optionsSiteDeclutter', off: 'optionsSiteOff' };

/** @param {string} word as in `optionsKindHost` */
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** @type {Row[]} */
let rows = [];
/** What is hidden everywhere. @type {Record<string, boolean>} */
let usual = {};

/** @param {string} id */
const control = (id) => /** @type {HTMLInputElement & HTMLSelectElement} */ (byId(id));

export function startSites() {
  const form = /** @type {HTMLFormElement} */ (byId('add'));
  const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem('mode'));
  select.append(...modeOptions('reader'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(control('add-pattern').value, /** @type {SiteMode} */ (select.value));
  });
  control('add-pattern').addEventListener('input', () => showHint(false));
  control('search').addEventListener('input', showRows);
  control('sort').addEventListener('change', showRows);
  control('tester-address').addEventListener('input', showTest);
}

/** Fills the form, for a link from elsewhere. @param {string} text @param {string} mode */
export function suggest(text, mode) {
  byId('sites').scrollIntoView();
  const chosen = /** @type {HTMLFormElement} */ (byId('add')).elements.namedItem('mode');
  if (chosen instanceof HTMLSelectElement && MODES.some((known) => known === mode)) chosen.value = mode;
  control('add-pattern').value = text;
  control('add-pattern').focus();
  showHint(false);
}

/** @param {SiteMode} chosen */
const modeOptions = (chosen) =>
  MODES.map((mode) => element('option', { value: mode, selected: mode === chosen }, t(MODE_NAMES[mode])));

/**
 * Says what the typed pattern means, or what is wrong with it.
 * @param {boolean} tried the person wants to go on; only then is an empty field a mistake
 */
function showHint(tried) {
  const input = control('add-pattern');
  const { pattern, problem } = parsePattern(input.value);
  const isWrong = problem !== undefined && (tried || problem !== 'empty');
  input.ariaInvalid = String(isWrong);
  byId('add-hint').classList.toggle('wrong', isWrong);
  byId('add-hint').textContent = isWrong ? t(`optionsProblem${capital(problem)}`) : pattern ? meaning(pattern) : '';
  return pattern;
}

/** @param {Pattern} pattern */
function meaning({ kind, shown, origins }) {
  const sentence = t(`optionsMeaning${capital(kind)}`, shown);
  return kind === 'regex' && origins.length === 0 ? `${sentence} ${t('optionsMeaningNoHost')}` : sentence;
}

/** Runs inside the click: Firefox asks for a permission only then. @param {string} typed @param {SiteMode} mode */
async function add(typed, mode) {
  const { pattern } = parsePattern(typed);
  if (!pattern) {
    showHint(true);
    control('add-pattern').focus();
    return;
  }
  if (await set(pattern, { mode })) {
    control('add-pattern').value = '';
    byId('add-hint').textContent = '';
    say(t('optionsAdded', pattern.shown));
  }
}

/**
 * @param {Pattern} pattern
 * @param {import('../shared/sites.js').Rule} rule
 */
async function set(pattern, rule) {
  const granted = await setSite(pattern, rule);
  if (!granted) say(t('optionsRefused', pattern.shown));
  return granted;
}

export async function showSites() {
  const [{ sites }, local, { hide }] = await Promise.all([
    readSites(),
    browser.storage.local.get(null),
    readSettings(),
  ]);
  usual = hide;
  rows = await Promise.all(
    sites.map(async (site) => {
      const used = local[`used:${site.pattern.text}`];
      const allowed = site.mode === 'off' || (await isAllowed(site.pattern));
      return { ...site, allowed, used: typeof used === 'number' ? used : null };
    }),
  );
  showRows();
  showTest();
}

/** @type {Record<string, (a: Row, b: Row) => number>} */
const ORDERS = {
  name: (a, b) => nameOf(a).localeCompare(nameOf(b), language()),
  used: (a, b) => (b.used ?? 0) - (a.used ?? 0),
  changed: (a, b) => b.changed - a.changed,
  mode: (a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode),
};

/** A site and its subdomains stand together. @param {Row} row */
const nameOf = ({ pattern }) => pattern.shown.replace(/^\*\./, '');

/** Puts the found rows into the list, in order; the keyboard's place is kept. */
function showRows() {
  const words = control('search').value.trim().toLowerCase();
  const found = rows.filter(({ pattern }) => `${pattern.shown} ${pattern.text}`.toLowerCase().includes(words));
  found.sort((a, b) => ORDERS[control('sort').value](a, b) || ORDERS.name(a, b));
  const place = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.place : undefined;
  byId('sites-tools').hidden = rows.length === 0;
  byId('sites-count').textContent = countText(found.length);
  byId('sites-list').replaceChildren(...found.map(rowOf));
  if (place) atPlace(place)?.focus();
}

/** A control of a row, by what `data-place` says. @param {string} place @returns {HTMLElement | null} */
const atPlace = (place) => document.querySelector(`[data-place="${CSS.escape(place)}"]`);

/** @param {number} found */
function countText(found) {
  if (rows.length === 0) return t('optionsSitesNone');
  return found === rows.length ? plural('optionsSitesCount', found) : t('optionsSitesFound', found, rows.length);
}

/** @param {Row} row */
function rowOf(row) {
  const { pattern, mode, used, allowed, from } = row;
  const name = pattern.shown;
  const notes = [t(`optionsKind${capital(pattern.kind)}`), used ? t('optionsUsed', day(used)) : t('optionsUsedNever')];
  if (from === 'local') notes.push(t('optionsHereOnly'));
  if (from === 'managed') notes.push(t('optionsManaged'));
  const select = element(
    'select',
    { 'aria-label': t('optionsModeOf', name), 'data-place': `mode ${pattern.text}` },
    ...modeOptions(mode),
  );
  select.addEventListener('change', () => change(row, /** @type {SiteMode} */ (select.value)));
  const remove = element(
    'button',
    { type: 'button', 'aria-label': t('optionsRemoveOf', name), onclick: () => removeRow(row) },
    t('optionsRemove'),
  );
  const allow = element(
    'button',
    {
      type: 'button',
      class: 'primary',
      'aria-label': t('optionsAllowOf', name),
      'data-place': `allow ${pattern.text}`,
      onclick: () => set(pattern, { mode }),
    },
    t('optionsAllow'),
  );
  return element(
    'li',
    { class: mode === 'off' ? 'off' : '' },
    element(
      'div',
      { class: 'grow' },
      element('bdi', { class: 'name', dir: 'ltr', title: pattern.text === name ? null : pattern.text }, name),
      element('p', { class: 'soft' }, notes.join(' · ')),
      allowed ? null : element('p', { class: 'warn' }, t('optionsNotAllowed')),
    ),
    allowed ? null : allow,
    select,
    from === 'managed' ? null : remove,
    mode === 'off' ? null : siteHide(row, usual),
  );
}

/** @param {number} time */
const day = (time) => new Date(time).toLocaleDateString(language(), { dateStyle: 'medium', timeZone: 'UTC' });

/**
 * A change of the list asks for nothing: not every browser takes it for a click. A site that is not allowed is marked,
 * with a button that asks.
 * @param {Row} row @param {SiteMode} mode
 */
async function change({ pattern, mode: before }, mode) {
  await send({ type: 'set-sites', rules: { [pattern.text]: { mode } } });
  say(t('optionsChanged', pattern.shown), () =>
    send({ type: 'set-sites', rules: { [pattern.text]: { mode: before } } }),
  );
}

/** @param {Row} row */
async function removeRow({ pattern, mode, hide }) {
  const list = byId('sites-list');
  const at = [...list.children].findIndex((child) => child.contains(atPlace(`mode ${pattern.text}`)));
  await send({ type: 'set-sites', rules: { [pattern.text]: null } });
  await showSites();
  const next = list.children[Math.min(at, list.children.length - 1)]?.querySelector('select');
  (next ?? control('add-pattern')).focus();
  say(t('optionsRemoved', pattern.shown), () =>
    send({ type: 'set-sites', rules: { [pattern.text]: { mode, ...(hide && { hide }) } } }),
  );
}

/** Which rule decides for the address in the field, and why. */
function showTest() {
  const address = control('tester-address').value;
  const answer = byId('tester-answer');
  answer.replaceChildren();
  if (address.trim() === '') return;
  const { reason, winner, others } = explain(
    address,
    rows.map(({ pattern }) => pattern),
  );
  if (!winner) return answer.append(element('p', {}, t(reason === 'none' ? 'optionsTestNone' : 'optionsTestNotWeb')));
  const row = rows.find(({ pattern }) => pattern === winner);
  if (!row) return;
  const doing = t(`optionsTest${capital(row.mode)}`);
  answer.append(
    element(
      'p',
      {},
      element('b', {}, t('optionsTestDecides', winner.shown)),
      ' ',
      row.allowed ? doing : t('optionsNotAllowed'),
    ),
  );
  if (others.length === 0) return;
  const lost = others.map(({ pattern, beatenBy }) =>
    element('li', {}, t(`optionsBeaten${capital(beatenBy)}`, pattern.shown)),
  );
  answer.append(element('p', {}, t('optionsTestOthers')), element('ul', {}, ...lost));
}
