// The sites that the browser really lets Standfirst act on, as the browser says it, each with a way to take it back.

import { byId, element } from '../reader/nodes.js';
import { browser } from '../shared/browser.js';
import { t } from '../shared/i18n.js';
import { unicodeHost } from '../shared/idn.js';
import { say } from './toast.js';

export function startAccess() {
  byId('allowed-list').addEventListener('click', async ({ target }) => {
    const origin = target instanceof HTMLElement && target.dataset.origin;
    if (!origin) return;
    await browser.permissions.remove({ origins: [origin] });
    say(t('optionsTakenBack', nameOf(origin)));
  });
}

/** `*://*.example.org/*` as people write it. @param {string} origin */
const nameOf = (origin) => origin.replace(/^[^:]*:\/\/|\/\*$/g, '').replace(/[^*.]+(\.[^.]+)*$/, unicodeHost);

export async function showAccess() {
  const { origins = [] } = await browser.permissions.getAll();
  byId('allowed-none').hidden = origins.length > 0;
  byId('allowed-list').replaceChildren(
    ...origins.sort().map((origin) => {
      const name = nameOf(origin);
      const button = element(
        'button',
        { type: 'button', 'data-origin': origin, 'aria-label': t('optionsTakeBackOf', name) },
        t('optionsTakeBack'),
      );
      return element('li', {}, element('bdi', { class: 'name grow', dir: 'ltr' }, name), button);
    }),
  );
}
