// Hiding in place: one attribute of ours on the elements to hide, and a style sheet of USER origin (see sheet.js) that no
// rule of the page can win against. Taking the attribute away is the whole undo, so the markup afterwards is the page's
// own to the byte.

import { native, page } from './native.js';
import { isAlive, isShadowRoot, stands } from './tree.js';

const { removeAttribute, setAttribute } = native;

/** What the attribute's value asks of the sheet; the sheet itself is in background/sheet.js. */
export const HIDE = '';
const PEEK = 'peek';
/** A dialog had locked the scrolling by this element, and the dialog is hidden now. */
export const FREE = 'free';
/** A bar that followed the scrolling stays where it stands in the page: a sticky one, a fixed one. */
export const LOOSE = 'loose';
export const LIFTED = 'lifted';
/** A player that floats stands in its place again. */
export const HOME = 'home';
/** Begins the value of a column that takes the room of one that is gone; its width in pixels follows. */
export const WIDE = 'wide-';
/** On the document element otherwise; asks nothing. */
const ON = 'on';
/** On the document element while the reader stands over the page: its scroll bar would stand beside the reader's. */
export const STILL = 'still';

/** How `stale.js` knows what another instance of the extension left on a document element. */
export const ATTRIBUTE = /^sf-[0-9a-z]{8,16}$/;
export const MARK = new Set([FREE, ON, STILL]);

/**
 * A hidden element: the role of most of its words, why, in the core's word (a rule's name) or in that of the file here
 * that decided, and its blocks with text.
 * @typedef {{element: Element, role: string, reason: string, blocks: number}} Item
 */

/**
 * What is hidden in this page, and every other mark of ours on it. `items` are the hidden elements, `marks` the values
 * for elements that are kept but stand otherwise. Both may change at any time (`add`, `drop`, `mark`); the page follows
 * at once, as the state asks: everything applied (`hide`), everything seen in its place (`peek`), nothing of ours
 * (`undo`, after which `hide` applies it all again).
 */
export class Hiding {
  /**
   * @param {string} attribute
   * @param {Item[]} [items]
   */
  constructor(attribute, items = []) {
    this.attribute = attribute;
    /** @type {Map<Element, Item>} */
    this.items = new Map(items.map((item) => [item.element, item]));
    /** @type {Map<Element, string>} */
    this.marks = new Map();
    /** @type {'hidden' | 'peek' | 'off'} */
    this.state = 'off';
    /** The shadow roots and the documents of frames in which we have marked something. @type {Set<Node>} */
    this.roots = new Set();
  }

  /** The number of hidden blocks by role. @returns {Record<string, number>} */
  counts() {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { role, blocks } of this.items.values()) counts[role] = (counts[role] ?? 0) + blocks;
    return counts;
  }

  hide() {
    this.enter('hidden');
  }

  /**
   * Everything dimmed and outlined in its place, or hidden again. Nothing where all was taken back: who asks for it may
   * have waited for a frame meanwhile, or have held a key.
   * @param {boolean} on
   */
  peek(on) {
    if (this.state !== 'off') this.enter(on ? 'peek' : 'hidden');
  }

  /** @param {'hidden' | 'peek'} state */
  enter(state) {
    this.state = state;
    for (const element of new Set([page.root(), ...this.items.keys(), ...this.marks.keys()])) this.write(element);
  }

  /** @param {Iterable<Item>} items */
  add(items) {
    for (const item of items) {
      this.items.set(item.element, item);
      this.write(item.element);
    }
  }

  /** Shows elements again that were hidden. @param {Iterable<Element>} elements */
  drop(elements) {
    for (const element of elements) {
      this.items.delete(element);
      this.write(element);
    }
  }

  /** Hides these instead of what was hidden: the labels have changed. @param {Item[]} items */
  replace(items) {
    const former = [...this.items.keys()];
    this.items = new Map(items.map((item) => [item.element, item]));
    for (const element of new Set([...former, ...this.items.keys()])) this.write(element);
  }

  /** Sets what an element that is not hidden is asked, or with null nothing more. @param {Element} element @param {string | null} value */
  mark(element, value) {
    if (value === null) this.marks.delete(element);
    else this.marks.set(element, value);
    this.write(element);
  }

  /** What is to stand on an element now. @param {Element} element */
  valueOf(element) {
    if (this.state === 'off') return null;
    const peeking = this.state === 'peek';
    if (this.items.has(element)) return peeking ? PEEK : HIDE;
    const mark = this.marks.get(element);
    // What is seen in its place needs the page as wide as it was.
    if (mark !== undefined && !(peeking && mark.startsWith(WIDE))) return mark;
    return element === page.root() ? ON : null;
  }

  /** Writes only what differs: each write is a change that the page may watch. @param {Element} element */
  write(element) {
    if (!isAlive(element)) return;
    const value = this.valueOf(element);
    if (native.getAttribute.call(element, this.attribute) === value) return;
    if (value === null) removeAttribute.call(element, this.attribute);
    else {
      setAttribute.call(element, this.attribute, value);
      const root = native.getRootNode.call(element);
      if (root !== document) this.roots.add(root);
    }
  }

  /** Forgets elements that the page took out, with our attribute, since it may put them in again. */
  forget() {
    for (const element of [...this.items.keys(), ...this.marks.keys()]) {
      if (stands(element)) continue;
      if (isAlive(element)) removeAttribute.call(element, this.attribute);
      this.items.delete(element);
      this.marks.delete(element);
    }
  }

  /** Takes every trace away, also where the page took a marked element out or made a copy of it. */
  undo() {
    this.state = 'off';
    for (const element of new Set([page.root(), ...this.items.keys(), ...this.marks.keys()])) this.write(element);
    const selector = `[${this.attribute}]`;
    const copies = [page.all(selector), ...[...this.roots].filter(isAlive).map((root) => allIn(root, selector))];
    for (const element of copies.flatMap((list) => [...list])) removeAttribute.call(element, this.attribute);
  }
}

/** @param {Node} root @param {string} selector @returns {Iterable<Element>} */
function allIn(root, selector) {
  if (isShadowRoot(root)) return root.querySelectorAll(selector);
  return native.nodeType.call(root) === Node.DOCUMENT_NODE
    ? native.allIn(/** @type {Document} */ (root), selector)
    : [];
}
