// The options page: starts its sections and keeps them up to date when something changes elsewhere, on another device
// or in the browser's own settings. A link may lead to a section (`#sites`) or fill the form (`#add-reader=example.org`).

import { apply, followSettings } from '../reader/appearance.js';
import { fillAppearancePanel, showChosen } from '../reader/appearance-panel.js';
import { byId, element } from '../reader/nodes.js';
import { browser } from '../shared/browser.js';
import { fill, t } from '../shared/i18n.js';
import { onSettings, readProblems, readSettings } from '../shared/settings.js';
import { onSites, readSites } from '../shared/sites.js';
import { showAccess, startAccess } from './access.js';
import { showCorrections, startCorrections } from './corrections.js';
import { showHide, startHide } from './hide.js';
import { oneByOne } from './one-by-one.js';
import { showShortcuts } from './shortcuts.js';
import { showSites, startSites, suggest } from './sites.js';
import { showStorage, startStorage } from './storage.js';
import { startToast } from './toast.js';
import { startTransfer } from './transfer.js';

const showAll = oneByOne(showEach);

fill(document);
document.title = t('optionsTitle');
await followSettings();
// Controls that show what is not stored would lie.
startToast(showAll);
startHide();
fillAppearancePanel();
startSites();
startAccess();
startCorrections();
startStorage();
startTransfer();
await showAll();
document.body.removeAttribute('data-waiting');
followLink();

addEventListener('hashchange', followLink);
onSettings(showAll);
onSites(showAll);
browser.permissions.onAdded.addListener(showAll);
browser.permissions.onRemoved.addListener(showAll);

async function showEach() {
  await Promise.all([
    showAppearance(),
    showHide(),
    showSites(),
    showAccess(),
    showCorrections(),
    showShortcuts(),
    showStorage(),
    showProblems(),
  ]);
}

async function showAppearance() {
  apply((await readSettings()).reader);
  showChosen();
}

/** Says what was not stored as it should be, and what was done about it. */
async function showProblems() {
  const [settings, sites] = await Promise.all([readProblems(), readSites()]);
  const local = settings.local || sites.sites.some(({ from }) => from === 'local');
  const broken = { ...settings.broken, ...sites.broken };
  const box = byId('problems');
  box.hidden = !local && Object.keys(broken).length === 0;
  box.replaceChildren();
  if (local) box.append(element('p', {}, t('optionsProblemLocal')));
  if (Object.keys(broken).length === 0) return;
  const list = Object.entries(broken).map(([key, value]) =>
    element(
      'li',
      {},
      element('code', { dir: 'ltr' }, `${key.replace(/^site:/, '')}: ${JSON.stringify(value)?.slice(0, 100)}`),
    ),
  );
  box.append(element('p', {}, t('optionsProblemBroken')), element('ul', {}, ...list));
}

/** Goes where the address of the page points; the browser does it by itself only for sections that are there at once. */
function followLink() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const [name, value] = hash.split(/=(.*)/s);
  const add = /^add-(.*)$/.exec(name);
  if (add && value) suggest(value, add[1]);
  else document.getElementById(name)?.scrollIntoView();
}
