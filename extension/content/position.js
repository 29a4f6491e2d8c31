// The reading position, in numbers of blocks: what stands at the top of the window goes to the reader, and what the
// person read last comes back.

import { native, page } from './native.js';
import { boxOf, isAlive, isElement, parentOf, stands } from './tree.js';

/** @typedef {import('../shared/types.js').BlockLabel} BlockLabel */

/**
 * The element of a block's first node.
 * @param {Node[]} nodes @param {BlockLabel} block
 * @returns {Element | null}
 */
function elementOf(nodes, block) {
  const node = nodes[block.first] ?? nodes[block.node];
  if (!node || !isAlive(node)) return null;
  return isElement(node) ? node : native.parentElement.call(node);
}

/**
 * Every block that has an element, with it, in the order of the page.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks
 * @returns {{element: Element, block: BlockLabel}[]}
 */
export const blockElements = (nodes, blocks) =>
  blocks.flatMap((block) => {
    const element = elementOf(nodes, block);
    return element ? [{ element, block }] : [];
  });

/** The largest part of the window's height that a bar at its top is believed to cover. */
const MOST_COVERED = 0.4;
/** Bars that stand under each other. */
const MOST_BARS = 3;

/** How much of the window's top is covered by what does not scroll with the page, in CSS pixels. */
function coveredTop() {
  let covered = 0;
  for (let bars = 0; bars < MOST_BARS; bars += 1) {
    const bar = barAt(page.at(innerWidth / 2, covered + 1)[0] ?? null);
    const bottom = bar ? boxOf(bar).bottom : 0;
    if (bottom <= covered || bottom > innerHeight * MOST_COVERED) break;
    covered = bottom;
  }
  return covered;
}

/** The fixed or sticky element that this belongs to, if any. @param {Element | null} element */
function barAt(element) {
  let at = element;
  while (at && !/^(fixed|sticky)$/.test(getComputedStyle(at).position)) at = parentOf(at);
  return at;
}

/**
 * The first block of the article that reaches into the window; undefined where the article's beginning is in view.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks
 */
export function blockAtTop(nodes, blocks) {
  const covered = coveredTop();
  const first = blocks.find((block) => block.keep);
  const beginning = first && elementOf(nodes, first);
  if (!beginning || boxOf(beginning).top >= covered) return undefined;
  return firstInView(nodes, blocks, covered);
}

/** @param {Node[]} nodes @param {BlockLabel[]} blocks @param {number} covered */
function firstInView(nodes, blocks, covered) {
  const reaches = (/** @type {BlockLabel} */ block) => {
    const element = block.keep && elementOf(nodes, block);
    return element && boxOf(element).bottom > covered;
  };
  const index = blocks.findIndex(reaches);
  return index < 0 ? undefined : index;
}

/**
 * Makes a change to the page's layout while what the person reads stays where it is. Browsers try that by themselves,
 * but Firefox does not where the change is a script's own.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks @param {() => void} change
 */
export function holdPosition(nodes, blocks, change) {
  const block = scrollY === 0 ? undefined : blocks[firstInView(nodes, blocks, 0) ?? -1];
  const held = block && elementOf(nodes, block);
  const before = held ? boxOf(held).top : 0;
  change();
  const moved = held ? boxOf(held).top - before : 0;
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
}

/**
 * Brings a block to the top of the window, below what covers it there.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks @param {number} index
 */
export function scrollToBlock(nodes, blocks, index) {
  const element = blocks[index] && elementOf(nodes, blocks[index]);
  if (!element) return;
  element.scrollIntoView({ block: 'start', behavior: 'instant' });
  const hidden = coveredTop() - boxOf(element).top;
  if (hidden > 0) scrollerOf(element).scrollBy({ top: -hidden, behavior: 'instant' });
}

/**
 * Remembers where in the window a block stands, and gives what brings it back there: what comes above it meanwhile, a
 * picture, would have moved it.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks @param {number | undefined} index
 */
export function rememberPlace(nodes, blocks, index) {
  const block = index === undefined ? undefined : blocks[index];
  const element = block && elementOf(nodes, block);
  const before = element ? boxOf(element).top : 0;
  return () => {
    const moved = element && stands(element) ? boxOf(element).top - before : 0;
    if (element && moved !== 0) scrollerOf(element).scrollBy({ top: moved, behavior: 'instant' });
  };
}

/** What scrolls an element: one around it, else the window. @param {Element} element @returns {Element | Window} */
function scrollerOf(element) {
  let at = parentOf(element);
  while (at && at !== page.body() && at !== page.root()) {
    if (at.scrollTop > 0 && /^(auto|scroll)$/.test(getComputedStyle(at).overflowY)) return at;
    at = parentOf(at);
  }
  return window;
}
