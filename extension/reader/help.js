// The list of keys under "?". Each key is a button: press it, then the key that it should be.

import { t } from '../shared/i18n.js';
import { writeSettings } from '../shared/settings.js';
import { addActions, allActions, keysOf } from './actions.js';
import { apply, chosen } from './appearance.js';
import { byId, element, say } from './nodes.js';

/** @typedef {import('./actions.js').Action} Action */

/** Keys that the browser, the page or the list itself needs. */
const TAKEN = ['Escape', 'Tab', 'Enter', ' ', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead'];

/** Call it once, after every module has added its actions. */
export function fillHelp() {
  addActions({ id: 'help', keys: ['?'], name: 'readerKeyHelp', run: () => byId('help').togglePopover() });
  const list = element('dl', { class: 'keys' });
  const reset = element('button', { type: 'button', class: 'plain', onclick: () => keep({}, list) }, t('readerReset'));
  byId('help').append(element('p', {}, t('readerKeysHint')), list, reset);
  byId('help').addEventListener('beforetoggle', () => fill(list));
}

/** @param {HTMLElement} list */
function fill(list) {
  const rows = allActions().map((action) => {
    const shown = element('button', { type: 'button', class: 'key', onclick: () => ask(shown, action, list) });
    showKeys(shown, action);
    return element('div', {}, element('dt', {}, shown), element('dd', {}, t(action.name)));
  });
  const leave = element(
    'div',
    {},
    element('dt', {}, element('kbd', {}, 'Esc')),
    element('dd', {}, t('readerKeyLeave')),
  );
  list.replaceChildren(...rows, leave);
}

/** @param {HTMLElement} button @param {Action} action */
function showKeys(button, action) {
  const keys = keysOf(action);
  button.replaceChildren(
    ...(keys.length > 0 ? keys : ['—']).map((key) => element('kbd', {}, key)),
    element('span', { class: 'unseen' }, ` ${t('readerKeyChange', t(action.name))}`),
  );
}

/**
 * Takes the next key for an action.
 * @param {HTMLElement} button
 * @param {Action} action
 * @param {HTMLElement} list
 */
function ask(button, action, list) {
  button.replaceChildren(t('readerKeyPress'));
  /** @param {KeyboardEvent} event */
  const take = (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    stop();
    if (!TAKEN.includes(event.key)) keep({ ...without(event.key), [action.id]: event.key }, list);
  };
  const stop = () => {
    button.removeEventListener('keydown', take);
    button.removeEventListener('blur', stop);
    showKeys(button, action);
  };
  button.addEventListener('keydown', take);
  button.addEventListener('blur', stop);
}

/** The person's own keys, less the one that is to be something else's. @param {string} key */
const without = (key) => Object.fromEntries(Object.entries(chosen().keys).filter(([, own]) => own !== key));

/** @param {Record<string, string>} keys @param {HTMLElement} list */
async function keep(keys, list) {
  const focused = [...list.querySelectorAll('button')].indexOf(
    /** @type {HTMLButtonElement} */ (document.activeElement),
  );
  apply({ ...chosen(), keys });
  fill(list);
  list.querySelectorAll('button')[focused]?.focus();
  await writeSettings({ reader: { keys } });
  say(t('readerKeysKept'));
}
