// The keyboard commands with their keys. They are changed in the browser's own list; where no extension may open that,
// a sentence says where it is.

import { byId, element } from '../reader/nodes.js';
import { browser } from '../shared/browser.js';
import { t } from '../shared/i18n.js';

/** Firefox 137 and later. @type {(() => Promise<void>) | undefined} */
const openSettings = /** @type {any} */ (browser.commands)?.openShortcutSettings?.bind(browser.commands);

/** Only Chromium has an address for the list. */
const isChromium = () => browser.runtime.getURL('').startsWith('chrome-extension:');

export async function showShortcuts() {
  // Firefox for Android has no commands.
  byId('shortcuts').hidden = !browser.commands;
  if (!browser.commands) return;
  const commands = await browser.commands.getAll();
  byId('shortcuts-list').replaceChildren(
    ...commands
      .filter(({ description }) => description)
      .flatMap(({ description, shortcut }) => [
        element('dt', {}, description ?? ''),
        element(
          'dd',
          {},
          shortcut
            ? element('kbd', { dir: 'ltr' }, shortcut)
            : element('span', { class: 'soft' }, t('optionsShortcutsNone')),
        ),
      ]),
  );
  const open =
    openSettings ?? (isChromium() ? () => browser.tabs.create({ url: 'chrome://extensions/shortcuts' }) : undefined);
  byId('shortcuts-open').hidden = !open;
  byId('shortcuts-open').onclick = () => void open?.();
  byId('shortcuts-how').hidden = open !== undefined;
  byId('shortcuts-how').textContent = t('optionsShortcutsHow');
}
