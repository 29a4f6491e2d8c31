// What the why panel says of the chosen piece, wherever the panel stands: in an extension page, or in a closed shadow root
// where no such page loads.

import { t } from './i18n.js';
import { reasonSentence, roleName, weights } from './words.js';

/** What weighed most, in lines; more would be a table of numbers, which the lab has. */
const MOST_WEIGHTS = 3;
const MOST_REASONS = 3;

/** The keys that choose another piece. @type {Record<string, 'next' | 'previous' | 'wider' | 'narrower'>} */
export const KEYS = { ArrowRight: 'next', ArrowLeft: 'previous', ArrowUp: 'wider', ArrowDown: 'narrower' };

/** What the panel says of the person's last word. @type {Record<string, string>} */
const SAID = {
  article: 'correctionArticle',
  clutter: 'correctionClutter',
  unclear: 'correctionUnclear',
  'too-much': 'reasonSaidTooMuch',
  undone: 'whyUndone',
};

/** @type {Record<'hidden' | 'kept' | 'left', string>} */
const TITLES = { hidden: 'whyHidden', kept: 'whyKept', left: 'whyLeft' };

/**
 * Fills the panel.
 * @param {(id: string) => HTMLElement} byId
 * @param {() => HTMLElement} newItem
 * @param {import('./messages.js').PieceShown} piece
 */
export function showPiece(byId, newItem, { role, state, text, reasons, features, undo, said }) {
  const list = (/** @type {string[]} */ lines) =>
    lines.map((line) => {
      const item = newItem();
      item.textContent = line;
      return item;
    });
  byId('title').textContent = t(TITLES[state], roleName(role));
  byId('text').textContent = text;
  // The last rule had the last word.
  const rules = [...new Set(reasons.length > 0 ? reasons : ['none'])].reverse().slice(0, MOST_REASONS);
  byId('reasons').replaceChildren(...list(rules.map(reasonSentence)));
  const weighed = weights(features, MOST_WEIGHTS);
  byId('weighed').hidden = weighed.length === 0;
  byId('weights').replaceChildren(...list(weighed));
  byId('said').textContent = said === '' ? '' : t(SAID[said] ?? '');
  byId('article').ariaPressed = String(state === 'kept');
  byId('clutter').ariaPressed = String(state === 'hidden');
  byId('undo').hidden = !undo;
}
