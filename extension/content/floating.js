// What lies over the page or follows its scrolling, told by its place on the screen and by the roles of what it holds:
// overlays go (dialogues without a word that the labels know, dimmers, chat bubbles, strips, floating players), bars of
// the site stay but no longer follow. It looks at styles and boxes only and clicks nothing.
// It gives up on what holds the article or stands above it, on what plays with sound, and on very large pages.

import { HOME, LIFTED, LOOSE } from './hide.js';
import { native, page } from './native.js';
import { boxOf, childrenOf, holds, isEmpty, isShown } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** How deep a floating element usually stands at most, and how many elements are asked: each answer costs microseconds. */
const MAX_DEPTH = 16;
const MAX_ASKED = 4000;
/** What a page has at most that floats; one with more of it is no page to judge by its look. */
const MAX_FOUND = 80;
/** Neither floats nor holds what does. */
const PASSED =
  /^(a|abbr|b|br|em|i|img|p|path|script|span|strong|style|svg|noscript|template|link|meta|h[1-6]|li|td|th|tr|tbody|time|label|option)$/;
/** Whether an element is of a kind that floats, or holds what does. @param {Element} element */
export const mayFloat = (element) => !PASSED.test(native.localName.call(element));

/** Roles of the site's own bars. */
const BARS = new Set(['masthead', 'navigation', 'search', 'breadcrumb']);
/** From this share of the window on an empty sheet is a dimmer, and a box in front of the text an overlay. */
const DIMMER_SHARE = 0.5;
const OVERLAY_SHARE = 0.15;
/** The largest share of the window for a floating player or a bubble. */
const BUBBLE_SHARE = 0.35;
/** A bar spans the window and is low, in shares of its width and height. */
const BAR_WIDTH = 0.5;
const BAR_HEIGHT = 0.3;
/** What stands absolutely counts as lying over the page from this z-index on. */
const HIGH = 100;

/** Reasons of overlays that cover the text, so that they may have locked the page behind them. */
export const COVERS = new Set(['dimmer', 'dialogue', 'frame over the page', 'over the page']);

/**
 * @typedef {object} Sight what the judge knows of the page
 * @property {Set<Element>} kept the article's elements and all above them
 * @property {Element} main the smallest element that holds the article
 * @property {(element: Element) => boolean} isHidden
 * @property {(element: Element) => Map<string, number>} rolesIn words by role of what stands inside an element
 *
 * @typedef {{items: Item[], marks: [Element, string][]}} Found
 */

/**
 * The elements below `roots` that float, with what is to become of them.
 * @param {Iterable<Element>} roots
 * @param {Sight} sight
 * @param {number} [depth] how far below them is looked
 * @returns {Found}
 */
export function judgeFloating(roots, sight, depth = MAX_DEPTH) {
  /** @type {Found} */
  const found = { items: [], marks: [] };
  for (const { element, style } of floatingIn(roots, sight, depth)) {
    const verdict = judge(element, style, sight);
    if (verdict === null) continue;
    if (verdict.hide)
      found.items.push({ element, role: 'overlay', reason: verdict.hide, blocks: verdict.hide === 'dimmer' ? 0 : 1 });
    else if (verdict.mark) found.marks.push([element, verdict.mark]);
  }
  return found;
}

/**
 * @param {Iterable<Element>} roots
 * @param {Sight} sight
 * @param {number} deepest
 * @returns {{element: Element, style: CSSStyleDeclaration}[]}
 */
function floatingIn(roots, { kept, isHidden }, deepest) {
  const found = [];
  let asked = 0;
  /** @type {[Element, number][]} */
  const pending = [...roots].map((root) => [root, 0]);
  for (let next = pending.shift(); next && asked < MAX_ASKED && found.length < MAX_FOUND; next = pending.shift()) {
    const [element, depth] = next;
    if (!mayFloat(element) || isHidden(element)) continue;
    asked += 1;
    const style = getComputedStyle(element);
    const { position } = style;
    if (style.display === 'none') continue;
    const lies = position === 'absolute' && Number(style.zIndex) >= HIGH;
    if ((position === 'fixed' || position === 'sticky' || lies) && !kept.has(element)) found.push({ element, style });
    else if (depth < deepest) for (const child of childrenOf(element)) pending.push([child, depth + 1]);
  }
  return found;
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Sight} sight
 * @returns {{hide?: string, mark?: string} | null}
 */
function judge(element, { position, pointerEvents, zIndex }, sight) {
  if (position === 'sticky') return { mark: LOOSE };
  const box = boxOf(element);
  const share = shareOf(box);
  if (!isShown(element)) return null;
  const text = /\S/.test(native.textContent.call(element));
  const has = (/** @type {string} */ selector) =>
    native.matches.call(element, selector) || native.querySelectorAll.call(element, selector).length > 0;
  if (isHeard(element)) return null;
  const inside = holds(sight.main, element) && sight.main !== page.body();
  if (inside && has('video, iframe, audio')) return position === 'fixed' ? { mark: HOME } : null;

  if (!text && !has('iframe, video, audio, img, svg, canvas, input, button, object, embed')) {
    const dims = share >= DIMMER_SHARE && pointerEvents !== 'none' && Number(zIndex) >= 0;
    return dims ? { hide: 'dimmer' } : null;
  }
  const bar = isBar(element, sight);
  if (position === 'absolute') {
    const dialog = has('[role=dialog], [role=alertdialog], [aria-modal=true]');
    return dialog && !bar && share >= OVERLAY_SHARE ? { hide: 'dialogue' } : null;
  }
  if (Number(zIndex) < 0 || isEmpty(box)) return null;
  // At the lower edge there is no room of its own for it in the page; where it stands in the markup there is.
  if (bar) return { mark: box.top > innerHeight / 2 ? HOME : LIFTED };
  if (share === 0) return null;
  if (has('iframe, video')) return { hide: share > BUBBLE_SHARE ? 'frame over the page' : 'bubble' };
  const wide = box.width >= innerWidth * BAR_WIDTH;
  if (wide && box.height <= innerHeight * BAR_HEIGHT) return { hide: 'strip' };
  if (share >= OVERLAY_SHARE) return { hide: 'over the page' };
  return pointerEvents === 'none' ? null : { hide: 'bubble' };
}

/** The part of the window that a box covers. @param {DOMRect} box */
export function shareOf({ left, right, top, bottom }) {
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return width > 0 && height > 0 ? (width * height) / (innerWidth * innerHeight) : 0;
}

/** The site's masthead or navigation, by the labels, or where they say nothing by its markup. @param {Element} element @param {Sight} sight */
function isBar(element, { rolesIn }) {
  const roles = rolesIn(element);
  let bar = 0;
  let all = 0;
  for (const [role, words] of roles) {
    all += words;
    if (BARS.has(role)) bar += words;
  }
  if (bar * 2 >= all && all > 0) return true;
  const named = 'header, nav, [role=banner], [role=navigation], [role=search]';
  return (
    native.matches.call(element, named) || native.querySelectorAll.call(element, `:scope > :is(${named})`).length > 0
  );
}

/** The person listens to it. @param {Element} element */
function isHeard(element) {
  for (const media of native.querySelectorAll.call(element, 'audio, video')) {
    const { paused, muted } = /** @type {HTMLMediaElement} */ (media);
    if (!paused && !muted) return true;
  }
  return false;
}
