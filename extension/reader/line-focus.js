// Line focus: a band of one, three or five lines stays bright and the rest of the text steps back. The band settles on
// the line that is nearest to its place, so that no line is cut in half; the arrow keys move the text by one line.

import { byId } from './nodes.js';

/** The band's place in the window, from the top. High enough that what comes next is in view. */
const PLACE = 0.4;

let lines = 0;

/** @param {number} count 0 turns it off */
export function focusLines(count) {
  lines = count;
  byId('band').hidden = lines === 0;
  settle();
}

/** Call it once. */
export function watchLineFocus() {
  addEventListener('scroll', settle, { passive: true });
  addEventListener('resize', settle, { passive: true });
  addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const elsewhere =
      event.target instanceof HTMLElement &&
      event.target.closest('input, select, textarea, dialog, [popover], [role="region"]');
    if (lines === 0 || !step || elsewhere || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    window.scrollBy({ top: step * lineHeight(), behavior: 'instant' });
  });
}

/** The height of a line of running text, in pixels. */
function lineHeight() {
  return Number.parseFloat(getComputedStyle(byId('article')).lineHeight);
}

function settle() {
  if (lines === 0) return;
  const height = lineHeight();
  const wanted = innerHeight * PLACE;
  const middle = lineAt(wanted, height) ?? wanted;
  const band = byId('band');
  band.style.setProperty('--band-top', `${Math.round(middle - (lines * height) / 2)}px`);
  band.style.setProperty('--band-height', `${Math.round(lines * height)}px`);
}

/**
 * The middle of the line of text that is nearest to a height in the window; none where there is no text.
 * @param {number} y
 * @param {number} height
 */
function lineAt(y, height) {
  const { left, right } = byId('body').getBoundingClientRect();
  const node = document
    .elementFromPoint((left + right) / 2, y)
    ?.closest('p, li, h2, h3, h4, h5, h6, dd, dt, td, figcaption, pre');
  if (!node || !byId('article').contains(node)) return null;
  const range = document.createRange();
  range.selectNodeContents(node);
  const middles = [...range.getClientRects()]
    .filter((box) => box.height <= height * 1.5)
    .map((box) => (box.top + box.bottom) / 2);
  return middles.length === 0
    ? null
    : middles.reduce((best, middle) => (Math.abs(middle - y) < Math.abs(best - y) ? middle : best));
}
