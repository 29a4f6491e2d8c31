// Words by role of what elements hold, for those who ask it of many elements: each block, and each element above one, is
// looked at once for all of them, however deep the page is.

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
  /** Each element with what stands above it, behind that. @type {[Element, Element | null][]} */
  const known = [];
  for (const { element, block } of elements) {
    /** @type {[Element, Element | null][]} */
    const path = [];
    for (let at = /** @type {Element | null} */ (element); at && !sums.has(at); ) {
      const above = parentOf(at);
      sums.set(at, new Map());
      path.push([at, above]);
      at = above;
    }
    for (const step of path.reverse()) known.push(step);
    add(sums.get(element), block.role, block.words);
  }
  for (const [element, above] of known.reverse()) {
    if (!above) continue;
    for (const [role, words] of sums.get(element) ?? []) add(sums.get(above), role, words);
  }
  return sums;
}

/** @param {Map<string, number> | undefined} roles @param {string} role @param {number} words */
const add = (roles, role, words) => roles?.set(role, (roles.get(role) ?? 0) + words);
