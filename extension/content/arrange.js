// Arranges a page around its article: hides the clutter, then what the labels have no word for: overlays by their place,
// emptied wrappers, the room of a column; bars stay where they stand. Reads come before writes, and at the end it is
// measured that every block of the article has a box and that nothing lies over it; whatever took it is taken back.

import { unfolded } from './above.js';
import { declaredAnswers, holdsAnswer } from './answers.js';
import { isArticle } from './article.js';
import { COVERS, judgeFloating } from './floating.js';
import { LIFTED } from './hide.js';
import { columnsBeside, emptied, giveWidth, roomsBeside, widened } from './holes.js';
import { hollows, slots } from './hollow.js';
import { shareIcons } from './icons.js';
import { Release } from './locks.js';
import { Modals } from './modals.js';
import { native, page } from './native.js';
import { blockElements } from './position.js';
import { rolesOf } from './roles.js';
import { boxOf, chainOf, holds, isAlive, isEmpty, overlap, parentOf, stands } from './tree.js';

/** @typedef {import('../shared/types.js').BlockLabel} BlockLabel */
/** @typedef {import('./hide.js').Hiding} Hiding */

/** Roles whose elements lie over the page and may have locked its scrolling. */
const LOCKING = new Set(['consent', 'overlay', 'newsletter', 'promo', 'advertisement', 'notice', 'other']);

/** Roles of what is there to lead elsewhere. */
const LEADS = new Set(['related', 'next-article', 'promo', 'other']);
/** How much of a paragraph's width a picture takes that belongs to it; teasers' are smaller. */
const ILLUSTRATION_SHARE = 0.5;

/** How many of the article's blocks are measured: a box costs microseconds, and pages have thousands. */
const MAX_MEASURED = 600;

/** Elements in which one article differs from another. */
const FINGERS = 4;

/** How far from its place a bar may come to stand, in pixels. */
const NEAR = 4;

/** What is left of a box's height when it is cut off, and how much of its content must be missing, in pixels. */
const CUT_SHARE = 0.5;
const CUT_OFF = 40;

/** A page as its labels see it, and what was done to it. */
export class Arrangement {
  /**
   * @param {Hiding} hiding
   * @param {Node[]} nodes of the capture
   * @param {BlockLabel[]} blocks
   * @param {{overlays: boolean, icons: boolean, room: boolean, slots: boolean}} sought whether to look for overlays that the
   *   labels have no word for, for share icons, for what only takes room: boxes that hold nothing, unfolded menus; and for
   *   empty places of advertisements
   */
  constructor(hiding, nodes, blocks, { overlays, icons, room, slots }) {
    this.hiding = hiding;
    this.overlays = overlays;
    this.icons = icons;
    this.room = room;
    this.slots = slots;
    /** Every block's element, in the order of the page. */
    this.elements = blockElements(nodes, blocks);
    /** The article's elements. */
    this.kept = [...new Set(partsOf(this.elements))];
    /** The same as they were at first. */
    this.first = this.kept;
    /** These and all above them: never hidden. */
    this.chain = chainOf(this.kept);
    this.main = mainOf(this.kept);
    /** Hidden elements that may have locked the page. @type {Set<Element>} */
    this.lockers = new Set();
    /** @type {Release | null} */
    this.lock = null;
    this.answers = declaredAnswers();
    this.modals = new Modals((dialog) => hiding.drop([dialog]));
    this.isHidden = (/** @type {Element} */ element) => hiding.items.has(element);
  }

  /** Arranges the whole page, once. */
  apply() {
    const { hiding, chain, isHidden } = this;
    const body = page.body();
    if (!body) return hiding.hide();
    const icons = this.icons ? shareIcons(chain, this.main, (element) => this.isUnderHidden(element)) : [];
    const items = this.allowed([...hiding.items.values(), ...icons], false);
    hiding.items = new Map(items.map((item) => [item.element, item]));
    const measured = this.measured();
    const heights = this.heights();
    for (const { element, role } of hiding.items.values()) {
      if (LOCKING.has(role) && floats(element)) this.lockers.add(element);
    }
    const floating = this.judge([body]);
    this.cover(floating.items);
    const wrappers = this.holes(hiding.items.values());
    const gone = new Set([...hiding.items.keys(), ...wrappers.map(({ element }) => element)]);
    if (this.room) wrappers.push(...hollows({ main: this.main, isGone: (element) => gone.has(element) }));
    for (const { element } of wrappers) gone.add(element);
    const columns = columnsBeside(gone, chain, (element) => gone.has(element));
    const rooms = roomsBeside(gone, chain);
    const tops = new Map(floating.marks.map(([element]) => [element, boxOf(element).top]));
    hiding.add(wrappers);
    for (const [element, value] of [...floating.marks, ...widened(columns, this.paragraphs())]) {
      if (!isHidden(element) && !hiding.marks.has(element)) hiding.mark(element, value);
    }
    hiding.hide();
    this.closeModals();
    giveWidth(rooms, hiding);
    this.verify(measured, tops);
    this.giveRoom(heights);
    const [first] = this.kept;
    if (first && this.room) hiding.add(unfolded(first, this.elements, isHidden));
    this.release();
  }

  /**
   * What of some clutter may be hidden: no illustration of the article, no answer that the page
   * declares to hold, and no part of a modal dialogue that stays.
   * @param {import('./hide.js').Item[]} items @param {boolean} [asked] the person may have asked for one
   */
  allowed(items, asked = navigator.userActivation?.isActive ?? false) {
    const clutter = items.filter(
      ({ element, role }) => !(LEADS.has(role) && this.isIllustration(element)) && !holdsAnswer(element, this.answers),
    );
    return this.modals.beside(clutter, asked, this.chain, rolesOf(this.elements));
  }

  /**
   * The wrappers that hold nothing any more, and the places of advertisements that hold nothing.
   * @param {Iterable<import('./hide.js').Item>} items
   */
  holes(items) {
    const { main, chain, isHidden } = this;
    const wrappers = emptied([...items], chain, isHidden);
    if (!this.slots) return wrappers;
    const gone = new Set(wrappers.map(({ element }) => element));
    return [...wrappers, ...slots({ main, chain, isGone: (element) => isHidden(element) || gone.has(element) })];
  }

  /** Hides what was found later. @param {import('./hide.js').Item[]} found */
  hide(found) {
    const items = this.allowed(found);
    const lockers = items.filter(({ element, role }) => LOCKING.has(role) && floats(element));
    this.hiding.add(items);
    this.closeModals();
    for (const { element } of lockers) this.lockers.add(element);
    if (lockers.length > 0 && this.hiding.state === 'hidden') this.release();
  }

  /** Hides overlays. @param {import('./hide.js').Item[]} found */
  cover(found) {
    if (!this.overlays) return;
    const items = this.allowed(found);
    this.hiding.add(items);
    this.closeModals();
    for (const { element, reason } of items) if (COVERS.has(reason)) this.lockers.add(element);
  }

  /**
   * A large picture in the article, with its caption, that leads nowhere: whatever else it was taken for, it is no teaser.
   * @param {Element} element
   */
  isIllustration(element) {
    if (!holds(this.main, element) || native.closest.call(element, 'a')) return false;
    const inside = (/** @type {string} */ selector) => [...native.querySelectorAll.call(element, selector)];
    if (inside('a, button, input, form, iframe').length > 0) return false;
    const [paragraph] = this.paragraphs();
    if (!paragraph) return false;
    const enough = boxOf(paragraph).width * ILLUSTRATION_SHARE;
    return inside('img').some((picture) => widthOf(picture) >= enough);
  }

  /** A hidden modal dialogue would leave the page inert. */
  closeModals() {
    if (this.hiding.state === 'hidden') this.modals.close(this.hiding.items.keys());
  }

  /** @param {Iterable<Element>} roots @param {number} [depth] how far below them is looked */
  judge(roots, depth) {
    const { chain, main, isHidden } = this;
    return judgeFloating(roots, { kept: chain, main, isHidden, rolesIn: rolesOf(this.elements) }, depth);
  }

  *paragraphs() {
    for (const { element, block } of this.elements) if (block.keep && block.role === 'paragraph') yield element;
  }

  /**
   * Takes over what new labels say of the page: what they keep is kept, besides what was and is not new.
   * @param {{element: Element, block: BlockLabel}[]} elements
   * @param {(element: Element) => boolean} isNew
   */
  learn(elements, isNew) {
    this.elements = elements;
    this.kept = [
      ...new Set([
        ...this.kept.filter((element) => stands(element) && !isNew(element)),
        ...partsOf(elements).filter((element) => !this.isUnderHidden(element)),
      ]),
    ];
    this.chain = chainOf(this.kept);
    this.main = mainOf(this.kept);
  }

  /** Forgets the nodes of frames that are gone. */
  forget() {
    this.kept = this.kept.filter(isAlive);
    this.elements = this.elements.filter(({ element }) => isAlive(element));
  }

  /** What stands in an element is the article's no more. @param {Element} element */
  unkeep(element) {
    if (!this.chain.has(element)) return;
    this.kept = this.kept.filter((one) => stands(one) && !holds(element, one));
    this.chain = chainOf(this.kept);
  }

  /** @param {Element} element */
  isUnderHidden(element) {
    for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at))
      if (this.hiding.items.has(at)) return true;
    return false;
  }

  /** Most of the article, as it was first labelled, stands in the page no more. What came later may go as it came. */
  isGone() {
    return this.first.filter(stands).length * 2 < this.first.length;
  }

  /** The beginning of the article as it stands in the page now, to know it again. */
  fingerprint() {
    const fingers = this.first.filter(stands).slice(0, FINGERS);
    return fingers.map((element) => native.textContent.call(element).trim()).join('\n');
  }

  /** The article's elements that have a box now. */
  measured() {
    const step = Math.ceil(this.kept.length / MAX_MEASURED);
    return this.kept.filter((element, number) => number % step === 0 && !isEmpty(boxOf(element)));
  }

  /**
   * Takes back what took the box of a part of the article, and bars that do not stand where they should.
   * @param {Element[]} measured the article's elements that had a box
   * @param {Map<Element, number>} tops where the bars stood in the window, in pixels
   */
  verify(measured, tops) {
    const { hiding } = this;
    for (const lost of measured.filter((element) => isEmpty(boxOf(element)))) {
      for (let element = /** @type {Element | null} */ (lost); element; element = parentOf(element)) {
        if (hiding.items.has(element)) hiding.drop([element]);
        else if (hiding.marks.has(element)) hiding.mark(element, null);
      }
    }
    const boxes = measured.map((element) => ({ element, box: boxOf(element) }));
    const stray = [...tops].filter(([bar, top]) => {
      const value = hiding.marks.get(bar);
      const box = boxOf(bar);
      if (value === undefined || isEmpty(box)) return false;
      if (value === LIFTED) return Math.abs(box.top + scrollY - top) > NEAR;
      return boxes.some(({ element, box: other }) => overlap(box, other) && !holds(bar, element));
    });
    for (const [bar] of stray) hiding.mark(bar, null);
  }

  /** How high what stands around the article is, in pixels, where it would cut off what is higher. */
  heights() {
    /** @type {Map<Element, number>} */
    const heights = new Map();
    for (const element of this.chain) {
      const isOutermost = element === page.root() || element === page.body();
      if (!isOutermost && getComputedStyle(element).overflowY !== 'visible')
        heights.set(element, boxOf(element).height);
    }
    return heights;
  }

  /**
   * A box may be as high as what stands beside it. Where the article is cut off once that is hidden, it is shown again,
   * the nearest first.
   * @param {Map<Element, number>} heights before
   */
  giveRoom(heights) {
    const { hiding } = this;
    for (const [element, before] of heights) {
      for (let at = parentOf(element); at && isCut(element, before); at = parentOf(at)) {
        const above = at;
        hiding.drop([...hiding.items.keys()].filter((hidden) => holds(above, hidden) && !holds(element, hidden)));
      }
    }
  }

  /**
   * Releases what overlays did to the page behind them. Where that cannot be, they stay: without them nobody could scroll
   * the page at all.
   */
  release() {
    const overlays = [...this.lockers].filter((element) => this.hiding.items.has(element));
    if (overlays.length === 0) return;
    this.lock ??= new Release(this.hiding);
    if (this.lock.release(this.kept, overlays)) return;
    this.lock = null;
    this.hiding.drop(overlays);
  }

  /**
   * Takes everything of ours from the page; `redo` brings it again. Modal dialogues stay closed: none would leave the bar
   * to be clicked.
   */
  undo() {
    this.hiding.undo();
    this.lock?.takeBack();
    this.lock = null;
  }

  /** Takes everything of ours from the page, for good. */
  end() {
    this.undo();
    this.modals.takeBack();
  }

  redo() {
    this.hiding.hide();
    this.closeModals();
    this.release();
  }
}

/** The parts of the article among every block's elements. @param {{element: Element, block: BlockLabel}[]} elements */
export const partsOf = (elements) => elements.filter(({ block }) => isArticle(block)).map(({ element }) => element);

/** The smallest element that holds all of these. @param {Element[]} elements */
function mainOf([first, ...rest]) {
  let main = first ?? page.root();
  for (const element of rest) {
    while (!holds(main, element)) {
      const above = parentOf(main);
      if (!above) return page.root();
      main = above;
    }
  }
  return main;
}

/** Whether a box shows much less of what it holds than it did. @param {Element} element @param {number} before its height, in pixels */
const isCut = (element, before) =>
  boxOf(element).height < before * CUT_SHARE && element.scrollHeight > element.clientHeight + CUT_OFF;

/** @param {Element} element */
function floats(element) {
  const inside = native.firstElementChild.call(element);
  return (inside ? [element, inside] : [element]).some((one) => getComputedStyle(one).position === 'fixed');
}

/** The width of a picture, or the largest that it asks for until it has come. @param {Element} picture */
function widthOf(picture) {
  const { complete, naturalWidth } = /** @type {HTMLImageElement} */ (picture);
  if (complete && naturalWidth > 0) return boxOf(picture).width;
  const around = native.closest.call(picture, 'picture');
  const sources = around ? native.querySelectorAll.call(around, 'source') : [];
  return Math.max(...[picture, ...sources].map((one) => Number(native.getAttribute.call(one, 'width')) || 0));
}
