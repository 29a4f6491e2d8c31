// The site's own frame where it stands unfolded above the article: menus whose styles have not come, or that a page opens
// with, lines below lines until the article begins below the window. What of it is high goes; the rest stays.
// It gives up where anything but the frame stands in it, on pictures, beside the article, and on what floats.

import { isInFlow } from './holes.js';
import { native } from './native.js';
import { boxOf, chainOf, childrenOf, parentOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** Roles of the frame. */
const FRAME = new Set(['navigation', 'masthead', 'search', 'breadcrumb']);
/** What is high, as a share of the window. */
const HIGH = 0.5;
/** A picture that may be the article's, as a share of the window's width. */
const WIDE = 0.4;
/** An element goes piece by piece where few high ones make up so much of its height. */
const PIECES = 4;
const PIECES_SHARE = 0.6;

/**
 * @param {Element} first the article's first element
 * @param {{element: Element, block: import('../shared/types.js').BlockLabel}[]} elements every block's
 * @param {(element: Element) => boolean} isHidden
 * @returns {Item[]}
 */
export function unfolded(first, elements, isHidden) {
  const { top } = boxOf(first);
  if (top + scrollY <= innerHeight) return [];
  const isFrame = (/** @type {{block: import('../shared/types.js').BlockLabel}} */ { block }) => FRAME.has(block.role);
  const menus = chainOf(elements.filter(isFrame).map(({ element }) => element));
  const others = chainOf(elements.filter((one) => !one.block.hide && !isFrame(one)).map(({ element }) => element));
  const high = innerHeight * HIGH;
  const isHigh = (/** @type {Element} */ element) => !isHidden(element) && boxOf(element).height >= high;
  /** @type {Item[]} */
  const found = [];
  /** @param {Element} element */
  const look = (element) => {
    const { bottom, height } = boxOf(element);
    if (!menus.has(element) || bottom > top || !isInFlow(element)) return;
    const pieces = childrenOf(element).filter(isHigh);
    const all = pieces.reduce((sum, piece) => sum + boxOf(piece).height, 0);
    const apart = pieces.length <= PIECES && all >= height * PIECES_SHARE;
    if (others.has(element) || apart || holdsPicture(element)) pieces.forEach(look);
    else found.push({ element, role: 'navigation', reason: 'unfolded', blocks: 1 });
  };
  for (let at = first, above = parentOf(at); above; at = above, above = parentOf(at)) {
    const siblings = childrenOf(above);
    siblings.slice(0, siblings.indexOf(at)).filter(isHigh).forEach(look);
  }
  return found;
}

/** @param {Element} element */
const holdsPicture = (element) =>
  [...native.querySelectorAll.call(element, 'img, video')].some((picture) => boxOf(picture).width >= innerWidth * WIDE);
