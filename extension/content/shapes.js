// Shapes: what an element looks like to the page's own style sheets, its name, id and classes and those of the two
// elements above it. Within one visit, what a page adds with a shape that is hidden already is the same kind of thing
// again. Shapes are never kept longer than the visit, since the names of classes change from one build of a site to the next.
// It gives up where kept and hidden elements have the same shape: then only the core can tell.

import { native } from './native.js';
import { chainOf, parentOf, textOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */
/** @typedef {import('../shared/types.js').BlockLabel} BlockLabel */

/** How many elements make a shape. */
const DEPTH = 3;
/** How much longer than the known ones a new element's text may be: several times, and some. In UTF-16 units. */
const TIMES = 3;
const MORE = 120;
/** So much may be a paragraph, in UTF-16 units, if no more than half of it are links. */
export const PROSE = 120;

/** @typedef {{role: string, reason: string, length: number}} Hidden */
/** What is known of a shape: it is hidden, it stays, or it does both. @typedef {Hidden | 'stays' | 'both'} Verdict */

/** What an element calls itself; numbers count for nothing. @param {Element} element */
export function keyOf(element) {
  const id = native.getAttribute.call(element, 'id') ?? '';
  const names = (native.getAttribute.call(element, 'class') ?? '').split(/\s+/).filter(Boolean).sort();
  return `${native.localName.call(element)}#${id}.${names.join('.')}`.replace(/\d+/g, '0');
}

/** The shape of an element, the wider one first; the narrow one is what it calls itself. @param {Element} element */
function shapesOf(element) {
  const own = keyOf(element);
  let wide = own;
  let depth = 1;
  for (let at = parentOf(element); at && depth < DEPTH; at = parentOf(at), depth++) wide += ` ${keyOf(at)}`;
  return [wide, own];
}

/** A name, an id or a class of its own, so that the shape is that of a kind of thing. @param {Element} element */
const isNamed = (element) =>
  Boolean(native.getAttribute.call(element, 'class') || native.getAttribute.call(element, 'id')) ||
  /^(aside|iframe|ins|dialog)$|-/.test(native.localName.call(element));

/** @param {Element} element @returns {number} */
const lengthOf = (element) => textOf(element).length;

export class Shapes {
  constructor() {
    /** @type {Map<string, Verdict>} */
    this.known = new Map();
  }

  /** @param {Iterable<Item>} items */
  hide(items) {
    for (const { element, role, reason } of items) {
      // A wrapper is hidden for what it held, and says nothing of what looks like it.
      if (reason === 'emptied' || reason === 'unfolded' || !isNamed(element)) continue;
      for (const shape of shapesOf(element)) {
        const known = this.known.get(shape);
        if (known === 'stays') this.known.set(shape, 'both');
        else if (known !== 'both') {
          this.known.set(shape, { role, reason, length: Math.max(lengthOf(element), known?.length ?? 0) });
        }
      }
    }
  }

  /** @param {Iterable<Element>} elements that stay, with all above them */
  stay(elements) {
    for (const element of chainOf(elements)) {
      for (const shape of shapesOf(element)) {
        const known = this.known.get(shape);
        this.known.set(shape, known === undefined || known === 'stays' ? 'stays' : 'both');
      }
    }
  }

  /**
   * @param {Element} element
   * @returns {Verdict | null} null when nothing is known of its shape
   */
  ask(element) {
    const [wide = '', own = ''] = shapesOf(element);
    const verdict = this.known.get(wide) ?? this.known.get(own) ?? null;
    if (verdict === null || typeof verdict === 'string') return verdict;
    // Elsewhere in the page the same name must be one that something hidden alone has. What is much longer than all of
    // its kind may be something else, and words in a paragraph are a part of it.
    const isShort = lengthOf(element) <= verdict.length * TIMES + MORE;
    return isNamed(element) && isShort && !isInProse(element) ? verdict : 'both';
  }
}

/** Whether an element's text may be a paragraph. @param {Element} element */
export function isProse(element) {
  const { length } = textOf(element);
  if (length < PROSE) return false;
  let linked = 0;
  for (const link of native.querySelectorAll.call(element, 'a')) linked += native.textContent.call(link).length;
  return linked * 2 < length;
}

/** @param {Element} element */
function isInProse(element) {
  const around = native.closest.call(element, 'p');
  return around !== null && around !== element && isProse(around);
}
