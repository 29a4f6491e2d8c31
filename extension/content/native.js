// The DOM past what a page may have put in its way: elements with a name or an id hide properties of `document`, and of
// the form around them, in content scripts too (`<img name="body">`, `<input name="firstChild">`). Every property is
// asked of its prototype here, which no element can hide; it costs the same.

/** @param {object} prototype @param {string} name @returns {() => any} */
const getter = (prototype, name) =>
  /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get ?? (() => undefined));

const documentElement = getter(Document.prototype, 'documentElement');
const body = getter(Document.prototype, 'body');
const activeElement = getter(Document.prototype, 'activeElement');
const contentType = getter(Document.prototype, 'contentType');
const readyState = getter(Document.prototype, 'readyState');
const title = getter(Document.prototype, 'title');
const visibilityState = getter(Document.prototype, 'visibilityState');
const defaultView = getter(Document.prototype, 'defaultView');
const { createElement, elementsFromPoint, hasFocus, querySelectorAll } = Document.prototype;
const { checkVisibility, closest, getAttribute, getAttributeNames, getBoundingClientRect, hasAttribute, matches } =
  Element.prototype;
const { removeAttribute, setAttribute } = Element.prototype;
const { contains, getRootNode } = Node.prototype;

/** For use with `call` on a node, and functions of a document. */
export const native = {
  checkVisibility,
  closest,
  contains,
  getAttribute,
  getAttributeNames,
  getBoundingClientRect,
  getRootNode,
  hasAttribute,
  matches,
  removeAttribute,
  setAttribute,
  /** Of an element: those below it that match. @type {(selector: string) => NodeListOf<Element>} */
  querySelectorAll: Element.prototype.querySelectorAll,
  firstElementChild: getter(Element.prototype, 'firstElementChild'),
  nextElementSibling: getter(Element.prototype, 'nextElementSibling'),
  shadowRoot: getter(Element.prototype, 'shadowRoot'),
  parentElement: getter(Node.prototype, 'parentElement'),
  isConnected: getter(Node.prototype, 'isConnected'),
  ownerDocument: getter(Node.prototype, 'ownerDocument'),
  textContent: getter(Node.prototype, 'textContent'),
  firstChild: getter(Node.prototype, 'firstChild'),
  nextSibling: getter(Node.prototype, 'nextSibling'),
  nodeName: getter(Node.prototype, 'nodeName'),
  nodeType: getter(Node.prototype, 'nodeType'),
  parentNode: getter(Node.prototype, 'parentNode'),
  localName: getter(Element.prototype, 'localName'),
  namespaceURI: getter(Element.prototype, 'namespaceURI'),
  offsetParent: getter(HTMLElement.prototype, 'offsetParent'),
  innerText: getter(HTMLElement.prototype, 'innerText'),
  contentDocument: getter(HTMLIFrameElement.prototype, 'contentDocument'),
  /** @param {Document} document @returns {Element} */
  rootOf: (document) => documentElement.call(document),
  /** @param {Document} document @returns {HTMLElement | null} */
  bodyOf: (document) => body.call(document),
  /** @param {Document} document @returns {(Window & typeof globalThis) | null} null when the document is shown no more */
  viewOf: (document) => defaultView.call(document),
  /** @param {Document} document @param {string} selector @returns {NodeListOf<Element>} */
  allIn: (document, selector) => querySelectorAll.call(document, selector),
  /** The elements at a point of a document's window, the topmost first. @param {Document} document @param {number} x @param {number} y @returns {Element[]} */
  at: (document, x, y) => elementsFromPoint.call(document, x, y),
};

/** This page's document. */
export const page = {
  root: () => native.rootOf(document),
  body: () => native.bodyOf(document),
  /** @returns {Element | null} */
  active: () => activeElement.call(document),
  /** @returns {string} */
  type: () => contentType.call(document),
  /** @returns {DocumentReadyState} */
  readyState: () => readyState.call(document),
  /** @returns {string} */
  title: () => title.call(document),
  isVisible: () => visibilityState.call(document) === 'visible',
  hasFocus: () => hasFocus.call(document),
  /**
   * @template {keyof HTMLElementTagNameMap} N
   * @param {N} name
   * @returns {HTMLElementTagNameMap[N]}
   */
  create: (name) => /** @type {any} */ (createElement.call(document, name)),
  /** The elements at a point of the window, the topmost first. @param {number} x @param {number} y @returns {Element[]} */
  at: (x, y) => elementsFromPoint.call(document, x, y),
  /** @param {string} selector @returns {NodeListOf<Element>} */
  all: (selector) => querySelectorAll.call(document, selector),
};
