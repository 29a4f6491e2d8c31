// Export to a file, and import from one: first what it would change, then one button that does it.

import { byId, element } from '../reader/nodes.js';
import { browser, send } from '../shared/browser.js';
import { plural, t } from '../shared/i18n.js';
import { parsePattern } from '../shared/patterns.js';
import { readSettings, writeSettings } from '../shared/settings.js';
import { readSites } from '../shared/sites.js';
import { LARGEST_FILE, plan, read, write } from './bundle.js';
import { readCorrections, writeCorrections } from './corrections.js';
import { say } from './toast.js';

/** Names shown of a long list; the rest is a number. */
const SHOWN_NAMES = 12;

/** @type {{bundle: import('./bundle.js').Bundle, plan: import('./bundle.js').Plan} | null} */
let pending = null;

export function startTransfer() {
  byId('export').addEventListener('click', save);
  byId('import').addEventListener('change', async ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const [file] = input.files ?? [];
    if (file) await open(file);
    // The same file may be chosen again.
    input.value = '';
  });
  const form = /** @type {HTMLFormElement} */ (byId('import-preview'));
  form.addEventListener('change', preview);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  byId('import-cancel').addEventListener('click', close);
}

/** @returns {Promise<import('./bundle.js').State>} */
async function readState() {
  const [settings, { sites }, corrections] = await Promise.all([readSettings(), readSites(), readCorrections()]);
  const own = sites.filter(({ from }) => from !== 'managed');
  const rules = own.map(({ pattern, mode, hide }) => [pattern.text, { mode, ...(hide && { hide }) }]);
  return { settings, sites: Object.fromEntries(rules), corrections };
}

async function save() {
  const now = new Date();
  const blob = new Blob([write(await readState(), now)], { type: 'application/json' });
  const href = URL.createObjectURL(blob);
  element('a', { href, download: `standfirst-${now.toISOString().slice(0, 10)}.json` }).click();
  // The browser has taken the blob by the time anything else can happen here.
  setTimeout(() => URL.revokeObjectURL(href));
}

/** @param {File} file */
async function open(file) {
  const { bundle, problem } =
    file.size > LARGEST_FILE ? { problem: 'large', bundle: undefined } : read(await file.text());
  if (!bundle) {
    close();
    return say(t(`optionsImport${problem[0].toUpperCase()}${problem.slice(1)}`));
  }
  pending = { bundle, plan: plan(bundle, await readState(), 'merge') };
  const form = /** @type {HTMLFormElement} */ (byId('import-preview'));
  form.reset();
  form.hidden = false;
  byId('import-title').textContent = t('optionsImportTitle', file.name);
  byId('import-title').focus();
  await preview();
}

function close() {
  pending = null;
  byId('import-preview').hidden = true;
}

/** Shows what the import would change. */
async function preview() {
  if (!pending) return;
  const how = new FormData(/** @type {HTMLFormElement} */ (byId('import-preview'))).get('how');
  pending.plan = plan(pending.bundle, await readState(), how === 'replace' ? 'replace' : 'merge');
  const { settings, sites, corrections } = pending.plan;
  const parts = [
    part(
      'optionsImportSettings',
      settings.map(({ path, from, to }) => `${path}: ${from} → ${to}`),
    ),
    part('optionsImportAdded', sites.added),
    part('optionsImportChanged', sites.changed),
    part('optionsImportRemoved', sites.removed),
    part('optionsImportCorrections', [...corrections.added, ...corrections.changed]),
    part('optionsImportForgotten', corrections.removed),
  ].filter((shown) => shown !== null);
  const nothing = parts.length === 0;
  /** @type {HTMLButtonElement} */ (byId('import-apply')).disabled = nothing;
  byId('import-changes').replaceChildren(
    ...(nothing ? [element('p', {}, t('optionsImportNothing'))] : parts),
    part('optionsImportRefused', pending.bundle.refused) ?? '',
  );
}

/** @param {string} key @param {string[]} names */
function part(key, names) {
  if (names.length === 0) return null;
  const items = names.slice(0, SHOWN_NAMES).map((name) => element('li', {}, element('bdi', { dir: 'ltr' }, name)));
  if (names.length > SHOWN_NAMES)
    items.push(element('li', {}, plural('optionsImportMore', names.length - SHOWN_NAMES)));
  return element('div', {}, element('h4', {}, plural(key, names.length)), element('ul', {}, ...items));
}

/** Straight from the click: one prompt asks for all new sites. After a no they stand in the list, marked, not allowed. */
async function apply() {
  if (!pending) return;
  const { settings, sites, corrections } = pending.plan.write;
  const acting = Object.entries(sites).filter(([, rule]) => rule && rule.mode !== 'off');
  const origins = acting.flatMap(([text]) => parsePattern(text).pattern?.origins ?? []);
  const asking = origins.length > 0 ? browser.permissions.request({ origins }) : Promise.resolve(true);
  // What the file does not change is not written: another device would hear of it.
  if (Object.keys(sites).length > 0) await send({ type: 'set-sites', rules: sites });
  if (Object.keys(settings).length > 0) await writeSettings(settings);
  await writeCorrections(corrections);
  close();
  say(t((await asking) ? 'optionsImported' : 'optionsImportedNotAllowed'));
}
