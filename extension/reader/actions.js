// What can be done in the reader, each thing once: its keys, its name for the list under "?", and what it does. Modules
// add theirs; this file hears the keyboard. A person's own key for a thing takes the place of the ones it came with.

import { chosen } from './appearance.js';

/**
 * @typedef {object} Action
 * @property {string} id
 * @property {string[]} keys as KeyboardEvent.key has them
 * @property {string} name the key of its name in _locales
 * @property {() => void} run
 */

/** @type {Action[]} */
const actions = [];

/** @param {...Action} added */
export function addActions(...added) {
  actions.push(...added);
}

/** Every action, in the order of the list under "?". @returns {readonly Action[]} */
export const allActions = () => actions;

/** The keys that work now. @param {Action} action */
export function keysOf({ id, keys }) {
  const own = chosen().keys[id];
  if (own) return [own];
  // A key that the person gave to something else is no longer this one's.
  return keys.filter((key) => !Object.values(chosen().keys).includes(key));
}

/** Hears the keyboard. Keys with Ctrl, Alt or Meta are the browser's, and keys in a field are text. */
export function hearKeys() {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const inField = 'input, textarea, select, dialog, [contenteditable]';
    if (event.target instanceof HTMLElement && event.target.closest(inField)) return;
    const action = actions.find((candidate) => keysOf(candidate).includes(event.key));
    if (!action) return;
    event.preventDefault();
    action.run();
  });
}
