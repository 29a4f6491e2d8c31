// The line at the bottom that says what just happened, and lets it be undone.

import { byId } from '../reader/nodes.js';
import { t } from '../shared/i18n.js';

/** Milliseconds a sentence stays; with an undo it stays until the next one or until it is closed. */
const STAY = 6000;

let timer = 0;
/** @type {(() => unknown) | null} */
let undoLast = null;

/**
 * @param {string} sentence
 * @param {() => unknown} [undo]
 */
export function say(sentence, undo) {
  clearTimeout(timer);
  undoLast = undo ?? null;
  byId('undo').hidden = !undo;
  byId('status').textContent = sentence;
  if (!undo) timer = window.setTimeout(clear, STAY);
}

function clear() {
  clearTimeout(timer);
  undoLast = null;
  byId('status').replaceChildren();
  byId('undo').hidden = true;
}

/** @param {() => unknown} failed called when something that the person did could not be stored */
export function startToast(failed) {
  // Whatever a control of this page begins ends here when the store refuses it; the error itself stays in the console.
  addEventListener('unhandledrejection', () => {
    say(t('optionsNotStored'));
    failed();
  });
  byId('toast-close').addEventListener('click', clear);
  byId('undo').addEventListener('click', () => {
    const undo = undoLast;
    clear();
    undo?.();
  });
}
