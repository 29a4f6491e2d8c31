// What the person corrected on sites, by site and in words, each with a way to forget it, and as rules for content
// blockers where such a rule can say the same.

import { byId, element } from '../reader/nodes.js';
import { browser } from '../shared/browser.js';
import { bringBack, filterRule, RULES_KEY, readAll, readFor, writeFor } from '../shared/corrections.js';
import { language, plural, t } from '../shared/i18n.js';
import { unicodeHost } from '../shared/idn.js';
import { roleName } from '../shared/words.js';
import { oneByOne } from './one-by-one.js';
import { say } from './toast.js';

/** @typedef {import('../shared/corrections.js').Stored} Stored */

/** All corrections, by host. */
export const readCorrections = readAll;

/** @param {Record<string, any>} corrections null removes */
export async function writeCorrections(corrections) {
  for (const [host, stored] of Object.entries(corrections)) await writeFor(host, stored?.list ?? []);
}

/** Where a piece stands, by the element that says most. @type {[RegExp, string][]} */
const PLACES = [
  [/\bnav\b|\[navigation\]/, 'optionsPlaceNav'],
  [/\bfooter\b|\[contentinfo\]/, 'optionsPlaceFooter'],
  [/\baside>|\[complementary\]>/, 'optionsPlaceAside'],
  [/\barticle\b|\bmain\b|\[main\]|\[article\]/, 'optionsPlaceArticle'],
  [/\bheader\b|\[banner\]/, 'optionsPlaceHeader'],
  [/\baside\b|\[complementary\]/, 'optionsPlaceAside'],
];

/** @param {import('../shared/corrections.js').Correction} correction */
function inWords({ want, role, path }) {
  const place = PLACES.find(([form]) => form.test(path))?.[1] ?? 'optionsPlacePage';
  const key = want === 'article' ? 'optionsCorrectionIsArticle' : 'optionsCorrectionIsClutter';
  return t(key, roleName(role), t(place));
}

export function startCorrections() {
  byId('corrections-list').addEventListener('click', async ({ target }) => {
    const { host, at } = target instanceof HTMLButtonElement ? target.dataset : {};
    if (!host) return;
    const before = await readFor(host);
    const gone = before.filter((_, number) => at === undefined || number === Number(at));
    await writeFor(
      host,
      before.filter((one) => !gone.includes(one)),
    );
    const key = at === undefined ? 'optionsForgotten' : 'optionsForgottenOne';
    say(t(key, unicodeHost(host)), () => bringBack(host, gone));
  });
  byId('corrections-forget').addEventListener('click', async () => {
    const before = await readAll();
    await writeCorrections(Object.fromEntries(Object.keys(before).map((host) => [host, null])));
    say(t('optionsForgottenAll'), async () => {
      for (const [host, { list }] of Object.entries(before)) await bringBack(host, list);
    });
  });
  byId('corrections-filters').addEventListener('click', saveFilters);
  browser.storage.local.onChanged.addListener((changes) => {
    if (Object.keys(changes).some((key) => key.startsWith(RULES_KEY))) showCorrections();
  });
}

export const showCorrections = oneByOne(async () => {
  const corrections = Object.entries(await readAll()).sort(([a], [b]) => (a < b ? -1 : 1));
  byId('corrections-none').hidden = corrections.length > 0;
  byId('corrections-all').hidden = corrections.length === 0;
  byId('corrections-list').replaceChildren(...corrections.map(([host, stored]) => site(host, stored)));
});

/** @param {string} host @param {Stored} stored */
function site(host, { list }) {
  const name = unicodeHost(host);
  const date = new Intl.DateTimeFormat(language(), { dateStyle: 'medium' });
  const items = list.map((correction, at) => {
    const words = inWords(correction);
    return element(
      'li',
      {},
      element('span', { class: 'grow' }, words),
      element('span', { class: 'soft' }, date.format(correction.time)),
      button({ 'data-host': host, 'data-at': at, 'aria-label': t('optionsForgetOne', words) }, t('optionsForget')),
    );
  });
  return element(
    'li',
    { class: 'site-corrections' },
    element(
      'div',
      { class: 'line' },
      element('bdi', { class: 'name grow', dir: 'ltr' }, name),
      element('span', { class: 'soft' }, plural('optionsCorrectionsCount', list.length)),
      button({ 'data-host': host, 'aria-label': t('optionsForgetOf', name) }, t('optionsForgetSite')),
    ),
    element('ul', { class: 'rows' }, ...items),
  );
}

/** @param {Record<string, string | number>} attributes @param {string} text */
const button = (attributes, text) => element('button', { type: 'button', ...attributes }, text);

/** Every correction that a cosmetic rule can say, and for the others a comment that says why not. */
async function saveFilters() {
  const all = Object.entries(await readAll()).flatMap(([host, { list }]) => list.map((one) => ({ host, one })));
  const lines = all.map(({ host, one }) => filterRule(host, one) ?? `! ${host}: ${one.want}, ${one.path}`);
  const rules = lines.filter((line) => !line.startsWith('!'));
  const blob = new Blob([`! Standfirst\n${lines.join('\n')}\n`], { type: 'text/plain' });
  const href = URL.createObjectURL(blob);
  element('a', { href, download: 'standfirst-filters.txt' }).click();
  setTimeout(() => URL.revokeObjectURL(href));
  say(t('optionsFiltersSaved', rules.length.toLocaleString(language()), all.length.toLocaleString(language())));
}
