// The pieces of a page that a person can choose: every hidden element as one, and each block that stays. The arrows go
// from one to the next, and wider or narrower through the elements around.

import { native, page } from './native.js';
import { boxOf, holds, isAlive, isElement, isEmpty, parentOf } from './tree.js';

export class Pieces {
  /**
   * @param {import('./capture.js').Capture} captured
   * @param {import('../shared/types.js').BlockLabel[]} blocks
   * @param {(element: Element) => boolean} isHidden
   */
  constructor({ nodes }, blocks, isHidden) {
    this.nodes = nodes;
    this.blocks = blocks;
    /** The number of each element in the capture. @type {Map<Node, number>} */
    this.numbers = new Map(nodes.map((node, number) => [node, number]));
    /** In the order of the page. @type {Element[]} */
    this.all = [];
    /** What the choice was before it was widened. @type {Element[]} */
    this.narrower = [];
    const found = new Set();
    for (const block of blocks) {
      const own = nodes[block.node];
      if (!isElement(own)) continue;
      let piece = own;
      for (let around = /** @type {Element | null} */ (own); around; around = parentOf(around)) {
        if (isHidden(around)) piece = around;
      }
      if (!found.has(piece) && !isEmpty(boxOf(piece))) this.all.push(piece);
      found.add(piece);
    }
    this.set = new Set(this.all);
  }

  /** The number of an element in the capture, for the core. @param {Element} element */
  numberOf(element) {
    return this.numbers.get(element);
  }

  /** The blocks in an element, by number. @param {Element} element */
  blocksIn(element) {
    return this.blocks.flatMap((block, number) => {
      const node = this.nodes[block.first] ?? this.nodes[block.node];
      return node && contains(element, node) ? [number] : [];
    });
  }

  /** The piece around an element of the page. @param {Element | null} element */
  around(element) {
    for (let one = element; one; one = parentOf(one)) if (this.set.has(one)) return one;
    return null;
  }

  /** The first piece that is in the window. */
  first() {
    const inWindow = (/** @type {Element} */ piece) => boxOf(piece).bottom > 0;
    return this.all.find(inWindow) ?? this.all[0] ?? null;
  }

  /**
   * The choice after a step; the same where there is no way on.
   * @param {Element} chosen @param {'next' | 'previous' | 'wider' | 'narrower'} step
   */
  step(chosen, step) {
    if (step === 'wider') {
      let parent = parentOf(chosen);
      // The body of a frame is no piece.
      while (parent && !this.numbers.has(parent)) parent = parentOf(parent);
      if (!parent || parent === page.body()) return chosen;
      this.narrower.push(chosen);
      return parent;
    }
    if (step === 'narrower') {
      const before = this.narrower.pop();
      if (before) return before;
      const inside = this.blocksIn(chosen).map((number) => this.nodes[this.blocks[number]?.node ?? -1]);
      return /** @type {Element} */ (inside.find((one) => isElement(one) && one !== chosen) ?? chosen);
    }
    this.narrower = [];
    const at = this.all.findIndex((piece) => piece === chosen || holds(chosen, piece));
    return this.all[at + (step === 'next' ? 1 : -1)] ?? chosen;
  }
}

/** @param {Element} element @param {Node} node an element or a text */
const contains = (element, node) => {
  if (!isAlive(node)) return false;
  const start = isElement(node) ? node : native.parentElement.call(node);
  return start !== null && holds(element, start);
};
