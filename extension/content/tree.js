// Short words for the live tree: across the borders of open shadow roots and of the frames that were entered, and past
// what a page may have put in the way. Nodes of a frame are of other classes than the page's: no `instanceof` knows them.

import { enteredIn, frameAround } from './frames.js';
import { native } from './native.js';

const { checkVisibility, getBoundingClientRect, getRootNode, isConnected, nodeType, ownerDocument, parentElement } =
  native;

/** Firefox takes the nodes of a frame away with the frame: whatever is asked of one then, throws. @param {Node} node */
export function isAlive(node) {
  try {
    return nodeType.call(node) > 0;
  } catch {
    return false;
  }
}

/** @param {Node | EventTarget | null | undefined} node of any document @returns {node is Element} */
export const isElement = (node) =>
  node != null && isAlive(/** @type {Node} */ (node)) && nodeType.call(node) === Node.ELEMENT_NODE;

/** @param {Node} node of any document @returns {node is ShadowRoot} */
export const isShadowRoot = (node) => nodeType.call(node) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;

/** Whether an element stands in the page, and its frame does too. @param {Element} element */
export const stands = (element) =>
  isAlive(element) && isConnected.call(element) && native.viewOf(ownerDocument.call(element)) !== null;

/** The element above, out of a shadow root or a frame too. @param {Element} element @returns {Element | null} */
export function parentOf(element) {
  const parent = parentElement.call(element);
  if (parent) return parent;
  const root = getRootNode.call(element);
  return isShadowRoot(root) ? root.host : frameAround(root);
}

/** Whether `outer` is `inner` or stands above it. @param {Element} outer @param {Element} inner */
export function holds(outer, inner) {
  /** @type {Element | null} */
  let element = inner;
  for (; element && element !== outer; element = parentOf(element));
  return element === outer;
}

/** All elements above these, and these themselves. @param {Iterable<Element>} elements @returns {Set<Element>} */
export function chainOf(elements) {
  /** @type {Set<Element>} */
  const chain = new Set();
  for (const start of elements) {
    /** @type {Element | null} */
    let element = start;
    for (; element && !chain.has(element); element = parentOf(element)) chain.add(element);
  }
  return chain;
}

/** The children of an element, in its open shadow root or its frame if it has one. @param {Element} element @returns {Element[]} */
export function childrenOf(element) {
  const inner = enteredIn(element);
  if (inner) return [native.rootOf(inner)];
  const children = [];
  /** @type {Element | null} */
  let child = native.firstElementChild.call(element);
  for (; child; child = native.nextElementSibling.call(child)) children.push(child);
  const root = native.localName.call(element).includes('-') ? native.shadowRoot.call(element) : null;
  return root ? [...root.children, ...children] : children;
}

/** The text of an element, or of the document in it that was entered. @param {Element} element @returns {string} */
export function textOf(element) {
  const inner = enteredIn(element);
  return native.textContent.call((inner && native.bodyOf(inner)) ?? element);
}

/** Where an element stands in the page's window, from inside a frame too. @param {Element} element @returns {DOMRect} */
export function boxOf(element) {
  const box = getBoundingClientRect.call(element);
  const owner = ownerDocument.call(element);
  const frame = owner === document ? null : frameAround(owner);
  if (!frame) return box;
  const { left, top } = boxOf(frame);
  return new DOMRect(box.x + left + frame.clientLeft, box.y + top + frame.clientTop, box.width, box.height);
}

/** @param {DOMRect} box */
export const isEmpty = ({ width, height }) => width === 0 || height === 0;

/** Whether two boxes share more than an edge, in pixels. @param {DOMRect} one @param {DOMRect} other */
export const overlap = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;

/** Whether a person can see it: it is rendered and not transparent. @param {Element} element @returns {boolean} */
export const isShown = (element) => checkVisibility.call(element, { visibilityProperty: true, opacityProperty: true });
