// Hiding in place: one attribute of ours on the elements to hide, and a style sheet of USER origin (the background
// inserts it) that no rule of the page can win against. Taking the attribute away is the whole undo, so the markup
// afterwards is the page's own to the byte.

import { native, page } from './native.js';

const { firstElementChild, removeAttribute, setAttribute } = native;

/** What the attribute's value asks of the sheet; the sheet itself is `sheet` in background.js. */
const HIDE = '';
const PEEK = 'peek';
/** On the document element or the body: a dialog had locked the scrolling, and the dialog is hidden now. */
const FREE = 'free';
/** On the document element otherwise; asks nothing. */
const ON = 'on';
/** On the document element while the reader stands over the page: its scroll bar would stand beside the reader's. */
export const STILL = 'still';

/** How `stale.js` knows what another instance of the extension left on a document element. */
export const ATTRIBUTE = /^sf-[0-9a-z]{8,16}$/;
export const MARK = new Set([FREE, ON, STILL]);

/** Roles whose elements lie over the page and may have locked its scrolling. */
const LOCKING = new Set(['consent', 'overlay', 'newsletter', 'promo', 'advertisement']);

/**
 * A hidden element: the role of most of its words, why, in the core's word (a rule's name), and its blocks with text.
 * @typedef {{element: Element, role: string, reason: string, blocks: number}} Item
 */

export class Hiding {
  /**
   * @param {string} attribute
   * @param {Item[]} items
   */
  constructor(attribute, items) {
    this.attribute = attribute;
    this.items = items;
  }

  /** The number of hidden blocks by role. @returns {Record<string, number>} */
  counts() {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { role, blocks } of this.items) counts[role] = (counts[role] ?? 0) + blocks;
    return counts;
  }

  hide() {
    const locking = this.items.some(({ element, role }) => LOCKING.has(role) && floats(element));
    setAttribute.call(page.root(), this.attribute, ON);
    this.mark(HIDE);
    if (locking) this.free();
  }

  /** Everything dimmed and outlined in its place, or hidden again. @param {boolean} on */
  peek(on) {
    this.mark(on ? PEEK : HIDE);
  }

  /** @param {string} value */
  mark(value) {
    for (const { element } of this.items) setAttribute.call(element, this.attribute, value);
  }

  /** Hiding a dialog that had locked the scrolling would leave a page that cannot be read. */
  free() {
    for (const element of [page.root(), page.body()]) {
      if (element && isLocked(element)) setAttribute.call(element, this.attribute, FREE);
    }
  }

  /** Takes every trace away, also where the page took a marked element out or made a copy of it. */
  undo() {
    for (const { element } of this.items) removeAttribute.call(element, this.attribute);
    for (const element of page.all(`[${this.attribute}]`)) removeAttribute.call(element, this.attribute);
  }
}

/** @param {Element} element */
function floats(element) {
  const inside = firstElementChild.call(element);
  return (inside ? [element, inside] : [element]).some((one) => getComputedStyle(one).position === 'fixed');
}

/** @param {Element} element */
function isLocked(element) {
  const { overflowY, position } = getComputedStyle(element);
  return overflowY === 'hidden' || overflowY === 'clip' || position === 'fixed';
}
