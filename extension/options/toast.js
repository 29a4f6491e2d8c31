// The line at the bottom that says what just happened, and lets it be undone.

import { byId } from '../reader/nodes.js';

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

export function startToast() {
  byId('toast-close').addEventListener('click', clear);
  byId('undo').addEventListener('click', () => {
    const undo = undoLast;
    clear();
    undo?.();
  });
}
