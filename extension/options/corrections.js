// What the person corrected on sites ("this belongs to the article"), by host, each with a way to forget it.

import { byId, element } from '../reader/nodes.js';
import { browser } from '../shared/browser.js';
import { plural, t } from '../shared/i18n.js';
import { unicodeHost } from '../shared/idn.js';
import { say } from './toast.js';

const RULES_KEY = 'rules:';

/** All corrections, by host. @returns {Promise<Record<string, unknown>>} */
export async function readCorrections() {
  const entries = Object.entries(await browser.storage.local.get(null));
  const ours = entries.filter(([key]) => key.startsWith(RULES_KEY));
  return Object.fromEntries(ours.map(([key, rules]) => [key.slice(RULES_KEY.length), rules]));
}

/** @param {Record<string, unknown | null>} corrections null removes */
export async function writeCorrections(corrections) {
  const entries = Object.entries(corrections).map(([host, rules]) => [RULES_KEY + host, rules]);
  const gone = entries.filter(([, rules]) => rules === null).map(([key]) => /** @type {string} */ (key));
  await browser.storage.local.remove(gone);
  await browser.storage.local.set(Object.fromEntries(entries.filter(([, rules]) => rules !== null)));
}

export function startCorrections() {
  byId('corrections-list').addEventListener('click', async ({ target }) => {
    const host = target instanceof HTMLElement && target.dataset.host;
    if (!host) return;
    const { [host]: rules } = await readCorrections();
    await writeCorrections({ [host]: null });
    say(t('optionsForgotten', unicodeHost(host)), () => writeCorrections({ [host]: rules }));
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if (Object.keys(changes).some((key) => key.startsWith(RULES_KEY))) showCorrections();
  });
}

export async function showCorrections() {
  const corrections = Object.entries(await readCorrections()).sort(([a], [b]) => (a < b ? -1 : 1));
  byId('corrections-none').hidden = corrections.length > 0;
  byId('corrections-list').replaceChildren(
    ...corrections.map(([host, rules]) => {
      const name = unicodeHost(host);
      const count = Object.keys(/** @type {object} */ (rules ?? {})).length;
      return element(
        'li',
        {},
        element('bdi', { class: 'name grow', dir: 'ltr' }, name),
        element('span', { class: 'soft' }, plural('optionsCorrectionsCount', count)),
        element(
          'button',
          { type: 'button', 'data-host': host, 'aria-label': t('optionsForgetOf', name) },
          t('optionsForget'),
        ),
      );
    }),
  );
}
