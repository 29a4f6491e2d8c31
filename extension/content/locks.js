// What a dialogue does to the page behind it so that nobody reads on: no scrolling, a fixed body, a height of one window,
// no touch, inert, hidden from screen readers. Once the dialogue is hidden, this releases it: by our attribute where a
// style does it, by a journal where an attribute does. Whether the page scrolls is measured, and where it does not after
// all, everything is taken back: something that nobody sees into, a closed shadow root, may hold the article back.
// It gives up on a modal <dialog>, which modals.js sees to.

import { FREE } from './hide.js';
import { native, page } from './native.js';
import { boxOf, isAlive, isElement, parentOf } from './tree.js';

/** How much lower than its content a wrapper must be to hold it back, in pixels. */
const SLACK = 40;
/** What the scripts of dialogues listen to, only to forbid it. */
const SCROLLS = /** @type {const} */ (['wheel', 'touchmove']);

/** Attributes whose absence before or after changes nothing and runs nothing, so that they may be set anew for their order. */
const PLAIN = /^(class|id|role|lang|dir|title|tabindex|hidden|aria-.*|data-.*)$/;

/**
 * Whether all of these elements can be scrolled to.
 * @param {Element[]} kept the article's elements
 */
export function canScroll(kept) {
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last || (boxOf(first).top >= 0 && boxOf(last).bottom <= innerHeight)) return true;
  for (let element = parentOf(last); element; element = parentOf(element)) {
    if (element === page.root() || element === page.body()) continue;
    if (isRootOfFrame(element)) {
      if (element.scrollHeight <= element.clientHeight + SLACK) continue;
      return !isLocked(element, native.bodyOf(native.ownerDocument.call(element)));
    }
    const { overflowY, position } = getComputedStyle(element);
    const over = element.scrollHeight > element.clientHeight + SLACK;
    if (over && (overflowY === 'auto' || overflowY === 'scroll')) return true;
    if (position === 'fixed') return false;
    if (over && isClipped(overflowY) && element.clientHeight <= innerHeight) return false;
  }
  return !isLocked(page.root(), page.body()) && boxOf(last).bottom + scrollY <= page.root().scrollHeight + SLACK;
}

/** @param {Element} element */
const isRootOfFrame = (element) => native.rootOf(native.ownerDocument.call(element)) === element;

/** Whether a window does not scroll its document. @param {Element} root @param {Element | null} body */
function isLocked(root, body) {
  if (!body) return false;
  const { overflowY: ofRoot } = getComputedStyle(root);
  const { overflowY: ofBody, position } = getComputedStyle(body);
  // The window takes the root's overflow, or the body's where the root has none.
  const viewport = ofRoot === 'visible' ? ofBody : ofRoot;
  return isClipped(viewport) || position === 'fixed';
}

/** @param {string} overflow */
const isClipped = (overflow) => overflow === 'hidden' || overflow === 'clip';

/** The locks that were released, until they are taken back. */
export class Release {
  /** @param {import('./hide.js').Hiding} hiding */
  constructor(hiding) {
    this.hiding = hiding;
    /** What is hidden and may have set the locks. @type {Element[]} */
    this.overlays = [];
    /** @type {Element[]} */
    this.freed = [];
    /** @type {{element: Element, name: string, before: string, after: string | null, ahead: Set<string>}[]} */
    this.journal = [];
    /** @type {(() => void) | null} */
    this.stop = null;
    /** Where the page was scrolled to when a fixed body took its place, in pixels. */
    this.place = 0;
  }

  /**
   * Releases what keeps the article from being read, besides what is released already.
   * @param {Element[]} kept
   * @param {Element[]} overlays
   * @returns {boolean} false when that cannot be; then all is as before
   */
  release(kept, overlays) {
    this.overlays = overlays;
    const [first] = kept;
    if (!first) return true;
    const locked = !canScroll(kept);
    for (let element = parentOf(first); element; element = parentOf(element)) {
      if (locked) this.free(element);
      this.write(element, 'inert', null);
      if (native.getAttribute.call(element, 'aria-hidden') === 'true') this.write(element, 'aria-hidden', 'false');
    }
    if (!locked) return true;
    if (!canScroll(kept)) {
      this.takeBack(true);
      return false;
    }
    this.passScrolling();
    if (this.place > 0) scrollTo({ top: this.place, behavior: 'instant' });
    return true;
  }

  /** Keeps the page's own listeners from forbidding it, where the page does not move something else by it. */
  passScrolling() {
    if (this.stop) return;
    const pass = (/** @type {Event} */ event) => {
      if (isElement(event.target) && getComputedStyle(event.target).touchAction === 'auto') event.stopPropagation();
    };
    for (const type of SCROLLS) addEventListener(type, pass, { capture: true, passive: true });
    this.stop = () => {
      for (const type of SCROLLS) removeEventListener(type, pass, { capture: true });
    };
  }

  /** @param {Element} element above the article */
  free(element) {
    const { overflowY, position, top, touchAction } = getComputedStyle(element);
    const owner = native.ownerDocument.call(element);
    const outermost = element === native.rootOf(owner) || element === native.bodyOf(owner);
    const held = element.scrollHeight > element.clientHeight + SLACK && element.clientHeight <= innerHeight;
    const locks =
      (isClipped(overflowY) && (outermost || held)) || position === 'fixed' || (outermost && touchAction === 'none');
    if (!locks) return;
    if (position === 'fixed') this.place = Math.max(this.place, -Number.parseFloat(top) || 0);
    this.hiding.mark(element, FREE);
    this.freed.push(element);
  }

  /** @param {Element} element @param {string} name @param {string | null} after */
  write(element, name, after) {
    const before = native.getAttribute.call(element, name);
    if (before === null) return;
    const names = native.getAttributeNames.call(element);
    const ahead = new Set(names.slice(0, names.indexOf(name)));
    if (after === null) native.removeAttribute.call(element, name);
    else native.setAttribute.call(element, name, after);
    this.journal.push({ element, name, before, after, ahead });
  }

  /**
   * Takes it back, apart from what the page has changed since. An attribute that is gone may have been taken away once
   * more by the page, which nothing tells; then the dialogue is gone as well.
   * @param {boolean} [all] at once after the release, while the dialogue is hidden
   */
  takeBack(all = false) {
    this.stop?.();
    this.stop = null;
    for (const element of this.freed.splice(0)) this.hiding.mark(element, null);
    const stands = all || this.overlays.every((overlay) => isAlive(overlay) && overlay.getClientRects().length > 0);
    for (const { element, name, before, after, ahead } of this.journal.splice(0).reverse()) {
      if (!isAlive(element) || native.getAttribute.call(element, name) !== after || (after === null && !stands))
        continue;
      native.setAttribute.call(element, name, before);
      if (after === null) putInOrder(element, name, ahead);
    }
  }
}

/**
 * Sets the attributes that stood behind one anew, so that it stands before them again, where that runs nothing.
 * @param {Element} element @param {string} name @param {Set<string>} ahead what stood before it
 */
export function putInOrder(element, name, ahead) {
  const behind = native.getAttributeNames.call(element).filter((other) => other !== name && !ahead.has(other));
  if (native.localName.call(element).includes('-') || !behind.every((other) => PLAIN.test(other))) return;
  for (const other of behind) {
    const value = native.getAttribute.call(element, other) ?? '';
    native.removeAttribute.call(element, other);
    native.setAttribute.call(element, other, value);
  }
}
