// Boxes behind the article, or in a column beside it, that hold nothing at all and still take room: places that are kept
// for an advertisement or for what a script brings later, with their height and their lines. They go like emptied
// wrappers, and come back like these when something stands in them.
// It gives up between the parts of the article and before it, where a picture or a player may be to come, and on what is
// drawn by styles.

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
/** An empty box has few elements; how each of them is drawn is asked. */
const MAX_DRAWN = 60;

/**
 * @param {Element} main the smallest element that holds the article
 * @param {(element: Element) => boolean} isGone hidden by now or in a moment
 * @returns {Item[]}
 */
export function hollows(main, isGone) {
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
