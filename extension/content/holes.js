// The holes that hidden elements leave: wrappers that hold nothing any more, and the room of a column beside the
// article. Wrappers are found by what stands in them, without a question of layout. A column is widened only where it
// stood beside one that is gone, and stands alone now. In a grid what follows moves into the place of what is gone: a
// part of the article that became narrow there is given the room of the whole row, or what is gone comes back.
// It gives up on tables, whose columns close by themselves, and on columns that are placed by hand.

import { WIDTHS } from '../shared/widths.js';
import { enteredIn } from './frames.js';
import { WIDE } from './hide.js';
import { native } from './native.js';
import { boxOf, childrenOf, isEmpty, isShown, parentOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** Drawn by itself, without text. */
const MEDIA =
  /^(img|picture|svg|video|audio|iframe|canvas|object|embed|input|select|textarea|button|meter|progress|math|dialog)$/;
/** A frame that was entered is what stands in it. @param {Element} element */
export const isMedia = (element) => MEDIA.test(native.localName.call(element)) && enteredIn(element) === null;
/** Never drawn. */
export const SILENT = /^(script|style|noscript|template|link|meta|head|title|base)$/;
/** How many nodes of a wrapper are looked at until it counts as full: an emptied one holds few. */
const MAX_LOOKED = 300;

/**
 * The wrappers in which nothing is left to see once `items` are hidden.
 * @param {Item[]} items
 * @param {Set<Element>} kept what is never hidden: the article's elements and all above them
 * @param {(element: Element) => boolean} isHidden
 * @returns {Item[]}
 */
export function emptied(items, kept, isHidden) {
  /** @type {Map<Element, Item>} */
  const found = new Map();
  const isGone = (/** @type {Element} */ element) => found.has(element) || isHidden(element);
  for (const { element, role } of items) {
    let wrapper = parentOf(element);
    while (wrapper && !kept.has(wrapper) && !isGone(wrapper) && isBare(wrapper, isGone)) {
      found.set(wrapper, { element: wrapper, role, reason: 'emptied', blocks: 0 });
      wrapper = parentOf(wrapper);
    }
  }
  return [...found.values()];
}

/**
 * Whether nothing in an element is seen, apart from what is gone.
 * @param {Element} element
 * @param {(element: Element) => boolean} isGone
 */
export function isBare(element, isGone) {
  if (isMedia(element)) return false;
  const pending = [element];
  let looked = 0;
  for (let at = pending.pop(); at; at = pending.pop()) {
    for (let node = native.firstChild.call(at); node; node = native.nextSibling.call(node)) {
      looked += 1;
      if (looked > MAX_LOOKED) return false;
      if (native.nodeType.call(node) === Node.TEXT_NODE && /\S/.test(node.data) && isShown(at)) return false;
    }
    for (const child of childrenOf(at)) {
      const name = native.localName.call(child);
      if (isGone(child) || SILENT.test(name)) continue;
      if (isMedia(child) && isShown(child)) return false;
      pending.push(child);
    }
  }
  return true;
}

/** A line of about 75 characters, the most that reads well, in font sizes. */
const READABLE = 36;
/** What is smaller was no column, in pixels. */
const MIN_WIDTH = 100;
const MIN_HEIGHT = 150;

/** @typedef {{column: Element, container: Element, width: number}} Column */

/**
 * The columns of the article beside which a column is about to go; measured before it goes.
 * @param {Iterable<Element>} going
 * @param {Set<Element>} kept
 * @param {(element: Element) => boolean} isHidden by now or in a moment
 * @returns {Column[]}
 */
export function columnsBeside(going, kept, isHidden) {
  const containers = new Set();
  for (const element of going) {
    const container = parentOf(element);
    if (container && kept.has(container)) containers.add(container);
  }
  return [...containers].flatMap((container) => {
    const boxes = childrenOf(container).map((element) => ({ element, box: boxOf(element) }));
    const inside = boxes.filter(({ element }) => kept.has(element));
    const [first] = inside;
    if (!first || inside.length > 1 || !isColumn(first.element)) return [];
    const beside = boxes.filter(
      ({ element, box }) => element !== first.element && isBeside(box, first.box) && isInFlow(element),
    );
    const all = beside.length > 0 && beside.every(({ element }) => isHidden(element));
    return all ? [{ column: first.element, container, width: first.box.width }] : [];
  });
}

/** @param {DOMRect} box @param {DOMRect} main */
function isBeside(box, main) {
  if (isEmpty(box) || box.width < MIN_WIDTH || box.height < MIN_HEIGHT) return false;
  const apart = box.right <= main.left + 2 || box.left >= main.right - 2;
  return apart && box.top < main.bottom && box.bottom > main.top;
}

/** @param {Element} element */
export const isInFlow = (element) => /static|relative|sticky/.test(getComputedStyle(element).position);

/** @param {Element} element */
const isColumn = (element) =>
  isInFlow(element) && !/^(table|inline$|contents|none)/.test(getComputedStyle(element).display);

/**
 * The marks that give a column the middle of the room, never less of it than it had.
 * @param {Column[]} columns
 * @param {Iterable<Element>} paragraphs of the article, for the size of its letters
 * @returns {[Element, string][]}
 */
export function widened(columns, paragraphs) {
  const [paragraph] = paragraphs;
  if (!paragraph) return [];
  const readable = Number.parseFloat(getComputedStyle(paragraph).fontSize) * READABLE;
  return columns.flatMap(({ column, width }) => {
    const value = WIDTHS.find((candidate) => candidate >= Math.max(width, readable));
    return value ? [[column, WIDE + value]] : [];
  });
}

/** What is left of the width of a part of the article that has become too narrow. */
const NARROW_SHARE = 0.8;

/** @typedef {{element: Element, container: Element, width: number}} Room */

/**
 * How wide the parts of the article are beside which something is about to go.
 * @param {Iterable<Element>} going
 * @param {Set<Element>} kept
 * @returns {Room[]}
 */
export function roomsBeside(going, kept) {
  const containers = new Set();
  for (const element of going) {
    const container = parentOf(element);
    if (container && kept.has(container)) containers.add(container);
  }
  return [...containers].flatMap((container) =>
    childrenOf(container)
      .filter((element) => kept.has(element))
      .map((element) => ({ element, container, width: boxOf(element).width })),
  );
}

/**
 * Gives back their width to those that have lost it.
 * @param {Room[]} rooms
 * @param {import('./hide.js').Hiding} hiding
 */
export function giveWidth(rooms, hiding) {
  const isNarrow = (/** @type {Room} */ { element, width }) => boxOf(element).width < width * NARROW_SHARE;
  for (const room of rooms.filter(isNarrow)) {
    const { element, container, width } = room;
    const former = hiding.marks.get(element) ?? null;
    const value = WIDTHS.find((candidate) => candidate >= width) ?? WIDTHS.at(-1);
    if (/grid/.test(getComputedStyle(container).display)) hiding.mark(element, WIDE + value);
    if (!isNarrow(room)) continue;
    hiding.mark(element, former);
    hiding.drop([...hiding.items.keys()].filter((hidden) => parentOf(hidden) === container));
  }
}
