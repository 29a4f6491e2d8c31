// Short words for the live tree: across the borders of open shadow roots, and past what a page may have put in the way.

import { native } from './native.js';

const { checkVisibility, getBoundingClientRect, getRootNode, parentElement } = native;

/** The element above, out of a shadow root too. @param {Element} element @returns {Element | null} */
export function parentOf(element) {
  const parent = parentElement.call(element);
  if (parent) return parent;
  const root = getRootNode.call(element);
  return root instanceof ShadowRoot ? root.host : null;
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

/** The children of an element, in its open shadow root if it has one. @param {Element} element @returns {Element[]} */
export function childrenOf(element) {
  const children = [];
  /** @type {Element | null} */
  let child = native.firstElementChild.call(element);
  for (; child; child = native.nextElementSibling.call(child)) children.push(child);
  const root = native.localName.call(element).includes('-') ? native.shadowRoot.call(element) : null;
  return root ? [...root.children, ...children] : children;
}

/** @param {Element} element @returns {DOMRect} */
export const boxOf = (element) => getBoundingClientRect.call(element);

/** @param {DOMRect} box */
export const isEmpty = ({ width, height }) => width === 0 || height === 0;

/** Whether two boxes share more than an edge, in pixels. @param {DOMRect} one @param {DOMRect} other */
export const overlap = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;

/** Whether a person can see it: it is rendered and not transparent. @param {Element} element @returns {boolean} */
export const isShown = (element) => checkVisibility.call(element, { visibilityProperty: true, opacityProperty: true });
