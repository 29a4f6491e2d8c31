// Boxes behind the article, or in a column beside it, that hold nothing at all and still take room: places that are kept
// for an advertisement or for what a script brings later, with their height and their lines. They go like emptied
// wrappers, and come back like these when something stands in them. Between the parts of the article and before it a
// picture or a player may be to come: there only a box goes that calls itself an advertisement's place, and no player's.
// It gives up on what is drawn by styles.

import { shadowOf } from '../shared/browser.js';
import { isBare, isInFlow, isMedia, SILENT } from './holes.js';
import { native, page } from './native.js';
import { boxOf, childrenOf, isEmpty, isShown, parentOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

const HTML = 'http://www.w3.org/1999/xhtml';

/** What is lower or narrower takes no room to speak of, in pixels. */
const MIN_HEIGHT = 20;
const MIN_WIDTH = 80;
/** How deep below the elements around the article it is looked, and at how many elements on one page. */
const MAX_DEPTH = 8;
const MAX_ASKED = 400;
/** Elements in and before the article that are asked for their names. */
const MAX_NAMED = 1500;
/** Elements around one place that hold it alone. */
const MAX_WRAPPERS = 16;
/** Words of the names that places of advertisements have, in the languages in which sites name them. */
const AD =
  /^(ads?|adverts?|advertisements?|advertising|adslots?|adunits?|adsbygoogle|adcontainer|adwrapper|adbox|htlad|dfp|gpt|mpu|mrec|anzeige|werbung|publicidad|publicite|reklama?|taboola|outbrain|zergnet|revcontent|dianomi|mgid)$/;
/** What one of those words has in it: most names are not looked at any closer. */
const MAY_BE_AD = /ad|dfp|gpt|mpu|mrec|anzeige|werbung|publici|reklam|taboola|outbrain|zergnet|revcont|dianomi|mgid/i;
/** Where an element says what it is. */
const NAMES = ['id', 'class'];
/** Attributes by which the scripts of advertisements know their places. */
const AD_ATTRIBUTE = ['ad', 'ads', 'ad-slot', 'ad-unit', 'ad-client', 'ad-type', 'dfp', 'google-query-id']
  .map((name) => `[data-${name}]`)
  .join();
/** Words of the names of what is brought late and belongs to the article. */
const PLAYER = /^(player|videos?|audio|media|embed|stream|live|hero|gallery|chart|map|poll|image|picture|figure)$/;
/** An empty box has few elements; how each of them is drawn is asked. */
const MAX_DRAWN = 60;

/**
 * @typedef {object} Around
 * @property {Element} main the smallest element that holds the article
 * @property {Set<Element>} chain the article's elements and all above them
 * @property {(element: Element) => boolean} isGone hidden by now or in a moment
 */

/**
 * Boxes behind the article and beside it.
 * @param {Omit<Around, 'chain'>} around
 * @returns {Item[]}
 */
export function hollows({ main, isGone }) {
  /** @type {Item[]} */
  const found = [];
  let asked = 0;
  /** @param {Element} element @param {number} depth */
  const look = (element, depth) => {
    const name = native.localName.call(element);
    if (asked >= MAX_ASKED || SILENT.test(name) || isMedia(element) || isGone(element) || !isShown(element)) return;
    asked += 1;
    if (isBare(element, isGone)) {
      if (takesRoom(element) && !isDrawn(element)) found.push({ element, role: 'other', reason: 'emptied', blocks: 0 });
    } else if (depth < MAX_DEPTH) for (const child of childrenOf(element)) look(child, depth + 1);
  };
  const column = boxOf(main);
  for (let at = main, above = parentOf(at); above && at !== page.body(); at = above, above = parentOf(at)) {
    let behind = false;
    for (const child of childrenOf(above)) {
      if (child === at) behind = true;
      else if (behind || isBeside(boxOf(child), column)) look(child, 0);
    }
  }
  return found;
}

/**
 * Empty places of advertisements in the article and before it.
 * @param {Around} around
 * @returns {Item[]}
 */
export function slots({ main, chain, isGone }) {
  /** @type {Map<Element, Item>} */
  const found = new Map();
  let named = 0;
  /** @param {Element} element */
  const look = (element) => {
    if (named >= MAX_NAMED || SILENT.test(native.localName.call(element)) || isMedia(element) || isGone(element))
      return;
    named += 1;
    if (chain.has(element) || !isSlot(element) || !isBare(element, isGone)) return childrenOf(element).forEach(look);
    const box = boxAround(element, chain, isGone);
    if (!found.has(box) && isShown(box) && takesRoom(box) && !isDrawn(box))
      found.set(box, { element: box, role: 'advertisement', reason: 'emptied', blocks: 0 });
  };
  look(main);
  for (let at = main, above = parentOf(at); above && at !== page.body(); at = above, above = parentOf(at)) {
    const siblings = childrenOf(above);
    siblings.slice(0, siblings.indexOf(at)).forEach(look);
  }
  return [...found.values()];
}

/** Whether an element calls itself an advertisement's place, and no player's. @param {Element} element */
function isSlot(element) {
  const names = namesOf(element);
  const named = (MAY_BE_AD.test(names) && hasWord(names, AD)) || native.matches.call(element, AD_ATTRIBUTE);
  return named && !hasWord(names, PLAYER);
}

/**
 * The outermost element that holds such a place and nothing more.
 * @param {Element} slot @param {Set<Element>} chain @param {(element: Element) => boolean} isGone @returns {Element}
 */
function boxAround(slot, chain, isGone) {
  let box = slot;
  for (let climb = 0; climb < MAX_WRAPPERS; climb += 1) {
    const above = parentOf(box);
    if (!above || chain.has(above) || !holdsNoMore(above, box, isGone)) break;
    box = above;
  }
  return box;
}

/**
 * Whether an element holds such a place, others like it and nothing else.
 * @param {Element} element @param {Element} slot @param {(element: Element) => boolean} isGone
 */
function holdsNoMore(element, slot, isGone) {
  const isKnown = (/** @type {Element} */ child) =>
    child === slot || SILENT.test(native.localName.call(child)) || isGone(child) || isSlot(child);
  return childrenOf(element).every(isKnown) && isBare(element, isGone) && !hasWord(namesOf(element), PLAYER);
}

/** What an element calls itself. @param {Element} element */
const namesOf = (element) =>
  [native.localName.call(element), ...NAMES.map((name) => native.getAttribute.call(element, name) ?? '')].join(' ');

/** @param {string} names @param {RegExp} words */
const hasWord = (names, words) =>
  names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => words.test(word));

/** @param {Element} element */
function takesRoom(element) {
  const { width, height } = boxOf(element);
  return width >= MIN_WIDTH && height >= MIN_HEIGHT && isInFlow(element);
}

/** @param {DOMRect} box @param {DOMRect} main */
const isBeside = (box, main) =>
  !isEmpty(box) &&
  (box.right <= main.left + 2 || box.left >= main.right - 2) &&
  box.top < main.bottom &&
  box.bottom > main.top;

/** Whether styles draw a picture or a sign in an element; and those of which that would take long to tell. @param {Element} element */
function isDrawn(element) {
  const all = [element, ...native.querySelectorAll.call(element, '*')];
  return all.length > MAX_DRAWN || all.some((one) => isShown(one) && (isHost(one) || hasDrawing(one)));
}

/** Whether it may have content that only its own shadow root, a closed one too, holds. @param {Element} element */
const isHost = (element) => native.namespaceURI.call(element) === HTML && Boolean(shadowOf(element));

/** @param {Element} element */
const hasDrawing = (element) =>
  [undefined, '::before', '::after'].some((pseudo) => {
    const { content, backgroundImage, maskImage } = getComputedStyle(element, pseudo);
    const images = `${backgroundImage} ${maskImage}`;
    if (!pseudo) return images.includes('url(');
    return !/^(none|normal|"\s*")$/.test(content) || (content !== 'none' && images.includes('url('));
  });
