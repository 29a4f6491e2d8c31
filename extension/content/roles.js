// Words by role of what elements hold, for those who ask it of many elements: each block is looked at once for all of them.

import { parentOf } from './tree.js';

/**
 * @param {{element: Element, block: import('../shared/types.js').BlockLabel}[]} elements every block's
 * @returns {(element: Element) => Map<string, number>} true as long as the page is not changed; nothing is done before it is asked
 */
export function rolesOf(elements) {
  /** @type {Map<Element, Map<string, number>> | null} */
  let known = null;
  return (element) => {
    known ??= sumsOf(elements);
    return known.get(element) ?? new Map();
  };
}

/** @param {{element: Element, block: import('../shared/types.js').BlockLabel}[]} elements */
function sumsOf(elements) {
  /** @type {Map<Element, Map<string, number>>} */
  const sums = new Map();
  // A page is asked once for what stands above an element.
  /** @type {Map<Element, Element | null>} */
  const parents = new Map();
  for (const { element, block } of elements) {
    for (let at = /** @type {Element | null} */ (element); at; ) {
      const roles = sums.get(at) ?? new Map();
      sums.set(at, roles.set(block.role, (roles.get(block.role) ?? 0) + block.words));
      let above = parents.get(at);
      if (above === undefined) {
        above = parentOf(at);
        parents.set(at, above);
      }
      at = above;
    }
  }
  return sums;
}
