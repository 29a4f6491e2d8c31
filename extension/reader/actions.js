// What can be done in the reader, each thing once: its key, its name for the list under "?", and what it does. Modules
// add theirs; this file hears the keyboard.

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

/** Hears the keyboard. Keys with Ctrl, Alt or Meta are the browser's, and keys in a field are text. */
export function hearKeys() {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, dialog, [contenteditable]')
    )
      return;
    const action = actions.find(({ keys }) => keys.includes(event.key));
    if (!action) return;
    event.preventDefault();
    action.run();
  });
}
