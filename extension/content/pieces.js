// The pieces of a page that a person can choose: every hidden element as one, and each block that stays. The arrows go
// from one to the next, and wider or narrower through the elements around.

import { native, page } from './native.js';

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
      if (!(own instanceof Element)) continue;
      let piece = own;
      for (let around = /** @type {Element | null} */ (own); around; around = native.parentElement.call(around)) {
        if (isHidden(around)) piece = around;
      }
      if (!found.has(piece) && hasBox(piece)) this.all.push(piece);
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
      return node && native.contains.call(element, node) ? [number] : [];
    });
  }

  /** The piece around an element of the page. @param {Element | null} element */
  around(element) {
    for (let one = element; one; one = native.parentElement.call(one)) if (this.set.has(one)) return one;
    return null;
  }

  /** The first piece that is in the window. */
  first() {
    const inWindow = (/** @type {Element} */ piece) => native.getBoundingClientRect.call(piece).bottom > 0;
    return this.all.find(inWindow) ?? this.all[0] ?? null;
  }

  /**
   * The choice after a step; the same where there is no way on.
   * @param {Element} chosen @param {'next' | 'previous' | 'wider' | 'narrower'} step
   */
  step(chosen, step) {
    if (step === 'wider') {
      const parent = native.parentElement.call(chosen);
      if (!parent || parent === page.body() || !this.numbers.has(parent)) return chosen;
      this.narrower.push(chosen);
      return parent;
    }
    if (step === 'narrower') {
      const before = this.narrower.pop();
      if (before) return before;
      const inside = this.blocksIn(chosen).map((number) => this.nodes[this.blocks[number]?.node ?? -1]);
      return /** @type {Element} */ (inside.find((one) => one instanceof Element && one !== chosen) ?? chosen);
    }
    this.narrower = [];
    const at = this.all.findIndex((piece) => piece === chosen || native.contains.call(chosen, piece));
    return this.all[at + (step === 'next' ? 1 : -1)] ?? chosen;
  }
}

/** @param {Element} element */
function hasBox(element) {
  const { width, height } = native.getBoundingClientRect.call(element);
  return width > 0 && height > 0;
}
