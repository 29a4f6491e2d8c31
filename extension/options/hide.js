// What the toolbar button does, and which roles are hidden in place.

import { byId, element } from '../reader/nodes.js';
import { t } from '../shared/i18n.js';
import { defaults, readSettings, writeSettings } from '../shared/settings.js';
import { say } from './toast.js';

/** Every role that can be hidden, by where a person meets it. @type {[string, string[]][]} */
export const GROUPS = [
  ['optionsHideGroupSite', ['masthead', 'navigation', 'search', 'breadcrumb', 'footer']],
  ['optionsHideGroupArticle', ['share', 'tools', 'tags', 'author-bio', 'notice', 'comments']],
  ['optionsHideGroupMore', ['related', 'next-article', 'newsletter', 'promo', 'advertisement', 'sponsored']],
  ['optionsHideGroupOver', ['consent', 'overlay', 'other']],
];

/** `author-bio` as `AuthorBio`, the end of its message's name. @param {string} role */
export const roleKey = (role) => role.replace(/(^|-)(.)/g, (_, _dash, letter) => letter.toUpperCase());

export function startHide() {
  byId('toolbar').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) writeSettings({ toolbar: target.value });
  });
  const form = byId('hide-form');
  form.append(...GROUPS.map(([name, roles]) => group(name, roles)));
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement) writeSettings({ hide: { [target.name]: target.checked } });
  });
  byId('hide-reset').addEventListener('click', async () => {
    const { hide } = await readSettings();
    await writeSettings({ hide: defaults().hide });
    say(t('optionsHideResetDone'), () => writeSettings({ hide }));
  });
}

/** @param {string} name @param {string[]} roles */
function group(name, roles) {
  const rows = roles.map((role) =>
    element(
      'label',
      { class: 'switch-row' },
      element('input', { type: 'checkbox', role: 'switch', name: role }),
      element(
        'span',
        {},
        element('b', {}, t(`role${roleKey(role)}`)),
        ' ',
        element('span', { class: 'soft' }, t(`optionsHideHint${roleKey(role)}`)),
      ),
    ),
  );
  return element('fieldset', {}, element('legend', {}, t(name)), ...rows);
}

export async function showHide() {
  const { toolbar, hide } = await readSettings();
  for (const input of byId('toolbar').querySelectorAll('input')) input.checked = input.value === toolbar;
  for (const input of byId('hide-form').querySelectorAll('input')) input.checked = hide[input.name];
}
