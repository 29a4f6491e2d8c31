// How much is stored and where, and the way back to a fresh installation.

import { byId, element } from '../reader/nodes.js';
import { browser, send } from '../shared/browser.js';
import { language, plural, t } from '../shared/i18n.js';
import { say } from './toast.js';

export function startStorage() {
  byId('forget').addEventListener('click', async () => {
    await send({ type: 'forget-memory' });
    await showStorage();
    say(t('optionsMemoryForgotten'));
  });
  const dialog = /** @type {HTMLDialogElement} */ (byId('reset-dialog'));
  byId('reset').addEventListener('click', () => {
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'reset') reset();
  });
}

/** Everything that was chosen, learned and allowed goes. */
async function reset() {
  const { origins = [] } = await browser.permissions.getAll();
  await Promise.all([
    browser.storage.sync.clear(),
    browser.storage.local.clear(),
    browser.storage.session.clear(),
    origins.length > 0 && browser.permissions.remove({ origins }),
  ]);
  location.replace(location.pathname);
}

export async function showStorage() {
  const [sync, local] = await Promise.all([used(browser.storage.sync), used(browser.storage.local)]);
  const stored = await browser.storage.local.get(null);
  const learnt = Object.entries(stored).filter(([key]) => /^(memory|early):/.test(key));
  const sites = learnt.filter(([key]) => key.startsWith('memory:')).length;
  /** @type {HTMLButtonElement} */ (byId('forget')).disabled = learnt.length === 0;
  const { QUOTA_BYTES: most } = browser.storage.sync;
  byId('storage-list').replaceChildren(
    element('dt', {}, t('optionsStorageSync')),
    element(
      'dd',
      {},
      sync === null ? t('optionsStorageOff') : most ? t('optionsStorageOf', size(sync), size(most)) : size(sync),
    ),
    element('dt', {}, t('optionsStorageLocal')),
    element('dd', {}, size(local ?? 0)),
    element('dt', {}, t('optionsStorageMemory')),
    element(
      'dd',
      {},
      sites === 0
        ? t('optionsMemoryNone')
        : plural('optionsMemorySites', sites, size(JSON.stringify(Object.fromEntries(learnt)).length)),
    ),
  );
}

/** Bytes; null when the browser has switched the area off. Firefox cannot say it for every area. @param {chrome.storage.StorageArea} area */
async function used(area) {
  try {
    if (area.getBytesInUse) return await area.getBytesInUse(null);
    return new Blob([JSON.stringify(await area.get(null))]).size;
  } catch {
    return null;
  }
}

/** @param {number} bytes */
const size = (bytes) =>
  (bytes / 1000).toLocaleString(language(), {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: bytes < 100_000 ? 1 : 0,
  });
