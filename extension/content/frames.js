// Frames of the page's own origin: a page may keep its article in a document of its own, or its clutter. The capture enters
// those that hold a text, and takes what is in them as if it stood in the page; what follows the tree up and down (tree.js)
// crosses their borders both ways.
// It gives up on frames of other origins, which no page may read, and leaves those whole that show something drawn or
// played with a few words to it.

import { native } from './native.js';

const {
  bodyOf,
  contentDocument,
  getBoundingClientRect,
  nodeName,
  nodeType,
  querySelectorAll,
  rootOf,
  textContent,
  viewOf,
} = native;

/** From so much text on a frame is a text, whatever else is in it, and below so much it is none; in UTF-16 units. */
const TEXT = 600;
const FEW_WORDS = 24;
/** What is read by nobody. */
const UNREAD = 'script, style, noscript, template, svg, select, textarea';
/** What a frame is for that has few words. */
const SHOWS = 'video, audio, canvas, object, embed, math, svg, img';
/** From this share of the frame on, it is what the frame is for. */
const LARGE = 0.2;

/** Documents that were entered. @type {WeakSet<Document>} */
const entered = new WeakSet();

/** The document in a frame, if the page may read it. @param {Element} frame @returns {Document | null} */
function documentOf(frame) {
  try {
    return contentDocument.call(frame);
  } catch {
    return null;
  }
}

/**
 * Enters a frame: the body of its document. Null when it is another origin's, or no text.
 * @param {Element} frame an iframe
 * @returns {HTMLElement | null}
 */
export function roomOf(frame) {
  const inner = documentOf(frame);
  const body = inner && bodyOf(inner);
  if (!body || !isText(body)) return null;
  entered.add(inner);
  return body;
}

/** The document of a frame that was entered, as long as it is the same. @param {Element} frame @returns {Document | null} */
export function enteredIn(frame) {
  if (native.localName.call(frame) !== 'iframe') return null;
  const inner = documentOf(frame);
  return inner && entered.has(inner) && bodyOf(inner) ? inner : null;
}

/** The frames of a capture that were entered. @param {Node[]} nodes */
export const framesIn = (nodes) =>
  /** @type {Element[]} */ (nodes).filter((node) => nodeName.call(node) === 'IFRAME' && enteredIn(node) !== null);

/** The frame around a document other than the page's own. @param {Node} root @returns {Element | null} */
export const frameAround = (root) =>
  nodeType.call(root) === Node.DOCUMENT_NODE && root !== document
    ? (viewOf(/** @type {Document} */ (root))?.frameElement ?? null)
    : null;

/** @param {HTMLElement} body */
function isText(body) {
  const lengthOf = (/** @type {Element} */ element) => textContent.call(element).trim().replace(/\s+/g, ' ').length;
  let length = lengthOf(body);
  if (length < FEW_WORDS) return false;
  for (const element of querySelectorAll.call(body, UNREAD)) length -= lengthOf(element);
  if (length >= TEXT || length < FEW_WORDS) return length >= TEXT;
  const room = areaOf(rootOf(body.ownerDocument)) * LARGE;
  return [...querySelectorAll.call(body, SHOWS)].every((element) => areaOf(element) < room);
}

/** @param {Element} element */
function areaOf(element) {
  const { width, height } = getBoundingClientRect.call(element);
  return width * height;
}
