// What is hidden on one site: for each role as everywhere, hidden or shown, in a part of the site's row that opens.

import { element } from '../reader/nodes.js';
import { send } from '../shared/browser.js';
import { plural, t } from '../shared/i18n.js';
import { readSites } from '../shared/sites.js';
import { GROUPS, roleKey } from './hide.js';
import { say } from './toast.js';

/** The rows that stand open, by pattern: the list is built anew at every change. @type {Set<string>} */
const open = new Set();

/**
 * @param {import('../shared/sites.js').Site} site
 * @param {Record<string, boolean>} usual what is hidden everywhere
 */
export function siteHide(site, usual) {
  const { pattern, hide = {} } = site;
  const own = Object.keys(hide).length;
  const summary = element(
    'summary',
    { 'data-place': `hide ${pattern.text}` },
    t('optionsSiteHideOf', pattern.shown),
    own > 0 ? element('span', { class: 'soft' }, ` · ${plural('optionsSiteHideCount', own)}`) : null,
  );
  const details = /** @type {HTMLDetailsElement} */ (element('details', { class: 'site-hide' }, summary));
  // Twenty lists a site: made for those that are looked at.
  const fill = () => {
    if (details.childElementCount === 1)
      details.append(...GROUPS.map(([name, roles]) => group(name, roles, site, usual)));
  };
  details.open = open.has(pattern.text);
  if (details.open) fill();
  details.addEventListener('toggle', () => {
    if (details.open) open.add(pattern.text);
    else open.delete(pattern.text);
    fill();
  });
  return details;
}

/**
 * @param {string} name
 * @param {string[]} roles
 * @param {import('../shared/sites.js').Site} site
 * @param {Record<string, boolean>} usual
 */
function group(name, roles, site, usual) {
  const rows = roles.map((role) => {
    const select = choice(role, site, usual);
    return element('label', { class: 'site-role' }, element('span', {}, t(`role${roleKey(role)}`)), select);
  });
  return element('fieldset', {}, element('legend', {}, t(name)), ...rows);
}

/**
 * @param {string} role
 * @param {import('../shared/sites.js').Site} site
 * @param {Record<string, boolean>} usual
 */
function choice(role, site, usual) {
  const chosen = site.hide?.[role];
  /** @type {[string, boolean | undefined, string][]} */
  const values = [
    ['usual', undefined, usual[role] ? 'optionsSiteHideUsualOn' : 'optionsSiteHideUsualOff'],
    ['on', true, 'optionsSiteHideOn'],
    ['off', false, 'optionsSiteHideOff'],
  ];
  const select = /** @type {HTMLSelectElement} */ (
    element(
      'select',
      { 'data-role': role, 'data-place': `role ${role} ${site.pattern.text}` },
      ...values.map(([value, on, key]) => element('option', { value, selected: on === chosen }, t(key))),
    )
  );
  select.addEventListener('change', () => {
    const on = values.find(([value]) => value === select.value)?.[1];
    change(site, role, on);
  });
  return select;
}

/**
 * @param {import('../shared/sites.js').Site} site
 * @param {string} role
 * @param {boolean | undefined} on undefined: as everywhere
 */
async function change({ pattern, hide }, role, on) {
  await write(pattern.text, role, on);
  say(t('optionsSiteHideChanged', pattern.shown), () => write(pattern.text, role, hide?.[role]));
}

/**
 * One role, whatever else was changed since the list was made.
 * @param {string} text @param {string} role @param {boolean | undefined} on
 */
async function write(text, role, on) {
  const site = (await readSites()).sites.find(({ pattern }) => pattern.text === text);
  if (!site) return;
  const { [role]: _, ...others } = site.hide ?? {};
  const hide = on === undefined ? others : { ...others, [role]: on };
  await send({ type: 'set-sites', rules: { [text]: { mode: site.mode, hide } } });
}
