// Modal dialogues that are clutter and nothing else. A modal keeps the page inert until it is closed, hidden or not; so one
// that is hidden is closed as well, which answers nothing: no button is pressed, no value returned, and the page is not told.
// Leaving opens it again as it was. When the page itself opens it meanwhile, it is shown.
// It gives up on a dialogue in which the person has written something, on one that holds anything but clutter, and on one
// in a closed shadow root: those stay, because hidden they would leave a page that answers to nobody.

import { putInOrder } from './locks.js';
import { native, page } from './native.js';
import { holds, isAlive, isShadowRoot, stands } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** What such a dialogue is about; a notice may be one that the person has to answer. */
const ROLES = new Set(['consent', 'newsletter', 'promo', 'advertisement', 'sponsored']);
/** What a dialogue tells when it opens or closes; some of it a moment later. */
const TOLD = /** @type {const} */ (['beforetoggle', 'toggle', 'close']);
/** How long later, in milliseconds, on a very busy page. */
const MOMENT = 1000;

const { close, showModal } = HTMLDialogElement.prototype;

/** @param {Element} element @returns {element is HTMLDialogElement} */
const isModal = (element) => native.matches.call(element, 'dialog:modal');

/** The modal dialogues in an element, in its shadow root, and around it. @param {Element} element @returns {Element[]} */
function modalsAbout(element) {
  const found = [
    ...native.querySelectorAll.call(element, ':modal'),
    ...(native.shadowRoot.call(element)?.querySelectorAll(':modal') ?? []),
  ];
  /** @type {Element | null} */
  let at = element;
  while (at) {
    const around = native.closest.call(at, ':modal');
    if (around && !found.includes(around)) found.push(around);
    /** @type {Node} */
    const root = native.getRootNode.call(at);
    at = isShadowRoot(root) ? root.host : null;
  }
  return found;
}

/**
 * @param {Element} modal @param {Item} item one of those about it @param {Set<Element>} chain
 * @param {(element: Element) => Map<string, number>} rolesIn
 * @returns {Item | null}
 */
function judge(modal, item, chain, rolesIn) {
  if (!isModal(modal) || chain.has(modal) || isFilled(modal)) return null;
  let all = 0;
  let clutter = 0;
  for (const [role, words] of rolesIn(modal)) {
    all += words;
    if (ROLES.has(role)) clutter += words;
  }
  const around = holds(item.element, modal);
  const sure = all > 0 ? clutter * 2 >= all && (around || clutter === all) : around && ROLES.has(item.role);
  return sure ? { ...item, element: modal } : null;
}

/** The person has written or chosen something in it. @param {Element} dialog */
function isFilled(dialog) {
  const fields = /** @type {NodeListOf<any>} */ (native.querySelectorAll.call(dialog, 'input, textarea'));
  return [...fields].some(
    (field) => field.value !== field.defaultValue || (field.checked ?? false) !== (field.defaultChecked ?? false),
  );
}

/** The modal dialogues of a page, and those of them that were closed until they are opened again. */
export class Modals {
  /** @param {(dialog: Element) => void} reopened the page has opened one */
  constructor(reopened) {
    /** @type {Map<HTMLDialogElement, {value: string, ahead: Set<string>, focus: Element | null}>} */
    this.closed = new Map();
    /** Those that the page has opened again. @type {WeakSet<Element>} */
    this.insists = new WeakSet();
    this.observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const dialog = /** @type {HTMLDialogElement} */ (target);
        if (!this.closed.has(dialog) || !native.hasAttribute.call(dialog, 'open')) continue;
        this.closed.delete(dialog);
        this.insists.add(dialog);
        reopened(dialog);
      }
    });
  }

  /**
   * What of some clutter may be hidden where modal dialogues are open: instead of the pieces of one that is nothing but
   * clutter that dialogue as a whole, and nothing of any other.
   * @param {Item[]} items
   * @param {boolean} asked the person has just done something, and may have asked for a dialogue
   * @param {Set<Element>} chain the article's elements and all above them
   * @param {(element: Element) => Map<string, number>} rolesIn words by role of what stands inside an element
   * @returns {Item[]}
   */
  beside(items, asked, chain, rolesIn) {
    /** @type {Set<Item>} */
    const found = new Set();
    /** @type {Map<Element, Item | null>} */
    const judged = new Map();
    for (const item of items) {
      const modals = modalsAbout(item.element);
      if (modals.length === 0) found.add(item);
      for (const modal of modals) {
        if (!judged.has(modal))
          judged.set(modal, asked || this.insists.has(modal) ? null : judge(modal, item, chain, rolesIn));
        const whole = judged.get(modal);
        if (whole && modals.length === 1) found.add(whole);
      }
    }
    return [...found];
  }

  /** Closes those of some hidden elements that are modal. @param {Iterable<Element>} elements */
  close(elements) {
    for (const dialog of elements) {
      if (!isAlive(dialog) || !isModal(dialog)) continue;
      const names = native.getAttributeNames.call(dialog);
      this.closed.set(dialog, {
        value: native.getAttribute.call(dialog, 'open') ?? '',
        ahead: new Set(names.slice(0, names.indexOf('open'))),
        focus: page.active(),
      });
      inSilence(dialog, () => close.call(dialog));
      this.observer.observe(dialog, { attributes: true, attributeFilter: ['open'] });
    }
  }

  /** Opens them again, apart from those that the page took away. */
  takeBack() {
    this.observer.disconnect();
    for (const [dialog, { value, ahead, focus }] of [...this.closed].reverse()) {
      if (!stands(dialog) || native.hasAttribute.call(dialog, 'open')) continue;
      inSilence(dialog, () => showModal.call(dialog));
      if (value !== '') native.setAttribute.call(dialog, 'open', value);
      putInOrder(dialog, 'open', ahead);
      if (focus && stands(focus)) /** @type {HTMLElement} */ (focus).focus({ preventScroll: true });
    }
    this.closed.clear();
  }
}

/** The page is not told that a dialogue opens or closes. @param {Element} dialog @param {() => void} work */
function inSilence(dialog, work) {
  const silence = new AbortController();
  for (const type of TOLD) {
    const stop = (/** @type {Event} */ event) => event.target === dialog && event.stopImmediatePropagation();
    addEventListener(type, stop, { capture: true, signal: silence.signal });
  }
  work();
  setTimeout(() => silence.abort(), MOMENT);
}
