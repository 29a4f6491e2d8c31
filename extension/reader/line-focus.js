// Line focus: a band of one, three or five lines stays bright and the rest of the text steps back. The band settles on
// the line that is nearest to its place and on its neighbours, so that no line is cut in half; the arrow keys move the
// text by one line.

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
  const [top, bottom] = placeOf(linesAround(wanted, height), wanted, height);
  const band = byId('band');
  band.style.setProperty('--band-top', `${Math.round(top)}px`);
  band.style.setProperty('--band-height', `${Math.round(bottom - top)}px`);
}

/** Lines that stand further apart than this, in lines, have something between them. */
const APART = 2.5;

/**
 * From where to where the band reaches: over the line that is nearest to its place and its neighbours, which stand a
 * little further away in another paragraph. Where there is no text it is as high as ever.
 * @param {Line[]} around
 * @param {number} wanted
 * @param {number} height
 * @returns {[number, number]}
 */
function placeOf(around, wanted, height) {
  const half = (lines * height) / 2;
  if (around.length === 0) return [wanted - half, wanted + half];
  const away = around.map(({ middle }) => Math.abs(middle - wanted));
  let first = away.indexOf(Math.min(...away));
  let last = first;
  const near = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [a, b] = [around[one], around[other]];
    return Boolean(a && b && Math.abs(a.middle - b.middle) < APART * height);
  };
  for (let step = 0; step < (lines - 1) / 2; step += 1) {
    if (near(last, last + 1)) last += 1;
    if (near(first, first - 1)) first -= 1;
  }
  const room = (/** @type {Line | undefined} */ line) => Math.max(height, line?.height ?? 0) / 2;
  const [above, below] = [around[first], around[last]];
  return [(above?.middle ?? wanted) - room(above), (below?.middle ?? wanted) + room(below)];
}

/** @typedef {{middle: number, height: number}} Line */

/**
 * The lines of text around a height in the window, from the top.
 * @param {number} y
 * @param {number} height
 */
function linesAround(y, height) {
  const { left, right } = byId('body').getBoundingClientRect();
  const reach = (lines / 2 + APART) * height;
  /** @type {Set<Element>} */
  const nodes = new Set();
  for (let at = y - reach; at <= y + reach; at += height / 2) {
    const node = document
      .elementFromPoint((left + right) / 2, at)
      ?.closest('p, li, h2, h3, h4, h5, h6, dd, dt, td, th, figcaption, pre, summary');
    if (node && byId('article').contains(node)) nodes.add(node);
  }
  /** @type {Line[]} */
  const found = [];
  const boxes = [...nodes].flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    // Pictures and formulas are no lines.
    return [...range.getClientRects()].filter((box) => box.height <= height * 1.5 && box.width > 0);
  });
  for (const box of boxes.sort((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const line = { middle: (box.top + box.bottom) / 2, height: box.height };
    const before = found.at(-1);
    // What stands in one line is not all of one height: a note's mark, code.
    if (!before || line.middle - before.middle > height / 2) found.push(line);
    else if (box.height > before.height) found[found.length - 1] = line;
  }
  return found;
}
