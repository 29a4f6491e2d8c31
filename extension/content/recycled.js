// Elements that are given another content: rows of lists that hold only what is in the window, slots that are filled
// anew. What is hidden goes with the content and not with the element: a hidden one whose text has become another is shown
// at once, unless its shape still says what it is and it reads like no paragraph; and one that stays is hidden when it
// takes the shape of what is hidden, unless it is the article's and reads as it did when that was said: pages name anew
// what scrolls into view, and a name alone says nothing against a text.
// It gives up where nothing but the text changes and shapes say nothing: then the labels tell, some time later (relabel.js).

import { SETTLED } from './relabel.js';
import { isProse, PROSE } from './shapes.js';
import { chainOf, holds, parentOf, stands, textOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */
/**
 * What has become of what was touched: it is shown again, it is hidden; or only labels can tell, of what is seen or not.
 * @typedef {{shown: Element[], items: Item[], unsure: Element[], unseen: Element[]}} Found
 */

/** So much of a text is compared, in UTF-16 units, by its pieces of so many. */
const LOOKED = 300;
const PIECE = 5;
/** From this share of the shorter one's pieces on, two texts are the same one, changed here and there. */
const SAME = 0.25;
/** How many of the article's blocks a row holds at most. */
const ROW = 3;
/** Elements looked at in one slice. */
const AT_ONCE = 100;

export class Recycled {
  /**
   * @param {import('./arrange.js').Arrangement} arranged
   * @param {import('./shapes.js').Shapes} shapes
   */
  constructor(arranged, shapes) {
    this.arranged = arranged;
    this.shapes = shapes;
    /** Their text or their class has changed. @type {Set<Element>} */
    this.touched = new Set();
    /** What hidden elements read when they were hidden. @type {WeakMap<Element, Set<string>>} */
    this.texts = new WeakMap();
    /** What the article's elements read when they were labelled. @type {WeakMap<Element, string>} */
    this.labelled = new WeakMap();
    /** Shown, whatever their shape says, for a text that may be a paragraph. @type {WeakSet<Element>} */
    this.doubted = new WeakSet();
    /** Those of them that labels hid again: their shape was right. @type {WeakSet<Element>} */
    this.confirmed = new WeakSet();
  }

  /** @param {Iterable<Item>} items that are hidden now */
  remember(items) {
    for (const { element, role, reason } of items) {
      if (SETTLED.has(role) || reason === 'emptied') continue;
      this.texts.set(element, piecesOf(beginningOf(element)));
      if (this.doubted.delete(element)) this.confirmed.add(element);
    }
  }

  /**
   * What the article's elements read now, they read when they were labelled, but for those that may have changed since.
   * @param {Iterable<Element>} parts of the article, as the labels have them
   * @param {Iterable<Element>} [later] changed since the capture that the labels are of
   */
  keep(parts, later = []) {
    const changed = new Set([...this.touched, ...later].filter(stands));
    const around = chainOf(changed);
    for (const element of parts) {
      if (!stands(element) || around.has(element)) continue;
      let at = changed.size > 0 ? parentOf(element) : null;
      while (at && !changed.has(at)) at = parentOf(at);
      if (!at) this.labelled.set(element, beginningOf(element));
    }
  }

  /**
   * What has become of some that were touched.
   * @returns {Found}
   */
  judge() {
    /** @type {Found} */
    const found = { shown: [], items: [], unsure: [], unseen: [] };
    for (const element of [...this.touched].slice(0, AT_ONCE)) {
      this.touched.delete(element);
      if (!stands(element)) continue;
      const hider = this.hiderOf(element);
      if (!hider) this.judgeShown(element, found);
      else if (!found.shown.includes(hider)) this.judgeHidden(element, hider, found);
    }
    return found;
  }

  /** @param {Element} element @param {Element} hider the same or around it @param {Found} found */
  judgeHidden(element, hider, { shown, unseen }) {
    if (!this.isAnother(hider)) {
      // What was hidden as a whole may be given a text that is none of the clutter.
      if (isProse(element) && this.shapes.ask(element) === null) unseen.push(element);
      return;
    }
    const isSure = typeof (this.shapes.ask(hider) ?? '') === 'object';
    const prose = isSure && isProse(hider);
    if (isSure && (!prose || this.confirmed.has(hider))) {
      this.remember([/** @type {Item} */ (this.arranged.hiding.items.get(hider))]);
      if (prose) unseen.push(hider);
      return;
    }
    shown.push(hider);
    if (prose) this.doubted.add(hider);
  }

  /** @param {Element} element @param {{items: Item[], unsure: Element[]}} found */
  judgeShown(element, { items, unsure }) {
    const { chain, kept } = this.arranged;
    const verdict = this.shapes.ask(element);
    const inside = chain.has(element) ? kept.filter((one) => holds(element, one)) : [];
    if (inside.length > ROW) return;
    const others = inside.filter((one) => !this.isAsLabelled(one));
    if (others.length < inside.length) return void unsure.push(...others);
    if (typeof (verdict ?? '') !== 'object') return void (verdict !== 'stays' && unsure.push(element));
    const { role, reason } = /** @type {import('./shapes.js').Hidden} */ (verdict);
    items.push({ element, role, reason, blocks: 1 });
  }

  /** The hidden element around one, or itself, that is hidden for its text. @param {Element} element */
  hiderOf(element) {
    for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at))
      if (this.texts.has(at) && this.arranged.isHidden(at)) return at;
    return null;
  }

  /** Whether a part of the article reads as it did when it was labelled. @param {Element} element */
  isAsLabelled(element) {
    const before = this.labelled.get(element);
    if (before === undefined) return false;
    const text = beginningOf(element);
    const long = text.length >= PIECE && before.length >= PIECE;
    return text === before || (long && isSame(piecesOf(text), piecesOf(before)));
  }

  /** Whether the text is another than when it was hidden. @param {Element} element */
  isAnother(element) {
    const text = beginningOf(element);
    const before = this.texts.get(element);
    if (!before || text === '') return false;
    if (before.size === 0) return text.length >= PROSE;
    return !isSame(piecesOf(text), before);
  }
}

/** Whether two texts are the same one, by their pieces. @param {Set<string>} now @param {Set<string>} before */
function isSame(now, before) {
  const same = [...now].filter((piece) => before.has(piece)).length;
  return same >= Math.min(now.size, before.size) * SAME;
}

/** @param {Element} element @returns {string} */
function beginningOf(element) {
  return textOf(element).trim().slice(0, LOOKED).replace(/\s+/g, ' ').toLowerCase();
}

/** @param {string} text */
function piecesOf(text) {
  const pieces = new Set();
  for (let at = 0; at + PIECE <= text.length; at++) pieces.add(text.slice(at, at + PIECE));
  return pieces;
}
