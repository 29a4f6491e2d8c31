// The reading position, in numbers of blocks: what stands at the top of the window goes to the reader, and what the
// person read last comes back.

import { native } from './native.js';
import { boxOf, isAlive, isElement } from './tree.js';

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

/** @param {Element | null} element */
const bottomOf = (element) => (element ? boxOf(element).bottom : 0);

/**
 * The first block of the article that reaches into the window; undefined at the top of the page.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks
 */
export function blockAtTop(nodes, blocks) {
  if (scrollY === 0) return undefined;
  const index = blocks.findIndex((block) => block.keep && bottomOf(elementOf(nodes, block)) > 0);
  return index < 0 ? undefined : index;
}

/**
 * Makes a change to the page's layout while what the person reads stays where it is. Browsers try that by themselves,
 * but Firefox does not where the change is a script's own.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks @param {() => void} change
 */
export function holdPosition(nodes, blocks, change) {
  const block = blocks[blockAtTop(nodes, blocks) ?? -1];
  const held = block && elementOf(nodes, block);
  const before = held ? boxOf(held).top : 0;
  change();
  const moved = held ? boxOf(held).top - before : 0;
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
}

/**
 * Brings a block to the top of the window.
 * @param {Node[]} nodes @param {BlockLabel[]} blocks @param {number} index
 */
export function scrollToBlock(nodes, blocks, index) {
  const block = blocks[index];
  if (block) elementOf(nodes, block)?.scrollIntoView({ block: 'start', behavior: 'instant' });
}
