// A page that changes while its clutter is hidden. One observer collects what is added, or stripped of our attribute;
// idle slices decide by shape (shapes.js) and by place (late.js), reads before writes. Where neither tells, the page is
// labelled again after a while (relabel.js).
// It gives up, and says so, when that takes more than its share of the time (slices.js); and on closed shadow roots and
// frames of other origins.

import { partsOf } from './arrange.js';
import { enteredIn, roomOf } from './frames.js';
import { emptied } from './holes.js';
import { hosts } from './host.js';
import { LateOverlays } from './late.js';
import { native, page } from './native.js';
import { Recycled } from './recycled.js';
import { Relabelling } from './relabel.js';
import { isProse, Shapes } from './shapes.js';
import { Slices } from './slices.js';
import { childrenOf, isAlive, isElement, parentOf, stands } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** More than this waiting to be looked at is churn. */
const MAX_WAITING = 20_000;
/** Text of an unknown shape from which on it is worth labelling, in UTF-16 units. */
const WORTH = 12;
/** What is worth it without a text. */
const SHOWS = 'iframe, video, ins, embed, object';
/** Shadow roots that are watched at most. */
const MAX_ROOTS = 100;
/** Children of the body that are watched for the styles of dialogues that open. */
const MAX_CHILDREN = 100;
/** How dialogues that stand in the page already are opened. */
const OPENS = ['class', 'style', 'hidden', 'open', 'aria-hidden'];
/** Holds no block of its own. */
const PASSED =
  /^(script|style|link|meta|template|noscript|br|wbr|source|track|path|b|i|em|strong|sub|sup|abbr|time|u)$/;

/**
 * @typedef {object} Around
 * @property {import('./arrange.js').Arrangement} arranged
 * @property {Element[]} shadowHosts
 * @property {Element[]} frames those that the capture entered
 * @property {() => void} framed a frame was entered later
 * @property {((captured: import('./capture.js').Capture) => Promise<import('../shared/types.js').AnalysisResult>) | null} analyse
 *   outside this thread
 * @property {import('./fold.js').Fold | null} fold for following articles, when they are to be folded
 * @property {(change: () => void) => void} hold makes a change during which what the person reads stays where it is
 * @property {() => void} changed what is hidden has changed
 * @property {() => void} replaced most of the article is gone
 * @property {() => void} moved the address may have changed
 * @property {() => void} stopped the page changes too fast
 */

export class Living {
  /** @param {Around} around */
  constructor(around) {
    this.around = around;
    this.shapes = new Shapes();
    /** To be looked at. @type {Element[]} */
    this.waiting = [];
    /** Stripped of our attribute, or copies with it: to be written as they should be. @type {Element[]} */
    this.stripped = [];
    this.removed = false;
    /** A following article has come; one may have gone, or the line. */
    this.folds = false;
    this.tidy = false;
    this.roots = 0;
    /** A frame was entered. */
    this.framed = false;
    this.listening = new AbortController();
    /** Their style is watched. @type {WeakSet<Element>} */
    this.styled = new WeakSet();
    this.slices = new Slices(
      (timeLeft) => this.work(timeLeft),
      () => this.giveUp(),
    );
    this.late = new LateOverlays(around.arranged, () => this.slices.need());
    this.recycled = new Recycled(around.arranged, this.shapes);
    this.relabelling = new Relabelling(around, this.shapes, this.slices, (items) => {
      this.follow(items);
      this.recycled.keep(partsOf(around.arranged.elements), [...this.relabelling.fresh, ...this.waiting]);
    });
    this.observer = new MutationObserver((records) => this.collect(records));
    /** One of its own: an observer has one list of what it wants of a node. */
    this.reader = new MutationObserver((records) => this.collect(records));
  }

  /** @param {MutationRecord[]} meanwhile what the page has changed since it was captured */
  start(meanwhile) {
    const { arranged, shadowHosts, frames } = this.around;
    this.shapes.hide(arranged.hiding.items.values());
    this.follow(arranged.hiding.items.values());
    this.recycled.keep(partsOf(arranged.elements));
    this.shapes.stay(
      arranged.elements.filter(({ element }) => !arranged.isUnderHidden(element)).map(({ element }) => element),
    );
    this.observe(document);
    this.watchLoads(document);
    for (const host of shadowHosts) this.watchShadow(host);
    for (const frame of frames) this.watchFrame(frame);
    const body = page.body();
    for (const element of [page.root(), ...(body ? [body, ...childrenOf(body).slice(0, MAX_CHILDREN)] : [])]) {
      this.watchStyle(element);
    }
    if (meanwhile.length > 0) this.collect(meanwhile);
  }

  stop() {
    this.observer.disconnect();
    this.reader.disconnect();
    this.listening.abort();
    this.slices.stop();
    this.late.stop();
    this.relabelling.stop();
  }

  giveUp() {
    this.stop();
    this.around.stopped();
  }

  /** @param {Node} root */
  observe(root) {
    const { attribute } = this.around.arranged.hiding;
    const attributeFilter = [attribute, 'class'];
    this.observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
  }

  /** Follows what hidden elements read. @param {Iterable<Item>} items */
  follow(items) {
    const hidden = [...items];
    this.recycled.remember(hidden);
    for (const { element } of hidden) this.reader.observe(element, { characterData: true, subtree: true });
  }

  /** @param {Element} element */
  watchStyle(element) {
    const { attribute } = this.around.arranged.hiding;
    this.styled.add(element);
    this.observer.observe(element, { attributes: true, attributeFilter: [...OPENS, attribute] });
  }

  /** @param {Element} host */
  watchShadow(host) {
    const root = native.shadowRoot.call(host);
    if (!root || this.roots >= MAX_ROOTS) return;
    this.roots += 1;
    this.observe(root);
    this.watchLoads(root);
  }

  /** Follows what is in a frame that was entered. @param {Element} frame */
  watchFrame(frame) {
    const inner = enteredIn(frame);
    if (!inner || this.roots >= MAX_ROOTS) return;
    this.roots += 1;
    this.framed = true;
    this.observe(inner);
    this.watchLoads(inner);
  }

  /**
   * A frame that loads has another document, which is looked at like one that is added. Loads are not told out of a shadow root.
   * @param {Document | ShadowRoot} root
   */
  watchLoads(root) {
    const loaded = (/** @type {Event} */ { target }) => {
      if (!isElement(target) || native.localName.call(target) !== 'iframe' || hosts.has(target)) return;
      this.removed = true;
      this.waiting.push(target);
      this.slices.need();
    };
    root.addEventListener('load', loaded, { capture: true, signal: this.listening.signal });
  }

  /** Collects and does not think. @param {MutationRecord[]} records */
  collect(records) {
    const start = performance.now();
    const { hiding } = this.around.arranged;
    this.around.moved();
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (!isAlive(target)) continue;
      if (type === 'attributes') {
        const element = /** @type {Element} */ (target);
        if (attributeName === 'class') this.recycled.touched.add(element);
        if (attributeName !== hiding.attribute) {
          if (this.styled.has(element)) this.late.waiting.add(element);
        }
        // A framework that knows only its own attributes took ours away. (A value that it should not have stays: it may be a copy.)
        else if (native.getAttribute.call(element, hiding.attribute) !== hiding.valueOf(element))
          this.waiting.push(element);
        continue;
      }
      if (type === 'characterData') {
        const above = native.parentElement.call(target);
        if (above) this.recycled.touched.add(above);
        continue;
      }
      if (removedNodes.length > 0) this.removed = true;
      for (const node of addedNodes) {
        if (native.nodeType.call(node) === Node.TEXT_NODE && isElement(target)) this.recycled.touched.add(target);
        if (native.nodeType.call(node) === Node.ELEMENT_NODE && !hosts.has(node))
          this.waiting.push(/** @type {Element} */ (node));
      }
    }
    this.slices.spend(performance.now() - start);
    if (this.waiting.length > MAX_WAITING) this.giveUp();
    else if (this.isWanted()) this.slices.need();
  }

  isWanted() {
    const { waiting, late, recycled, removed } = this;
    return waiting.length > 0 || late.waiting.size > 0 || recycled.touched.size > 0 || removed;
  }

  /** A slice of what is to be done. @param {() => boolean} timeLeft @returns {boolean} whether more is left */
  work(timeLeft) {
    const { arranged, fold, hold, changed, replaced } = this.around;
    const { hiding } = arranged;
    if (this.removed) {
      this.removed = false;
      hiding.forget();
      if (this.framed) arranged.forget();
      this.tidy = (fold?.articles.length ?? 0) > 0;
      if (arranged.isGone()) {
        replaced();
        return false;
      }
    }
    /** @type {Item[]} */
    const items = [];
    const bare = new Set();
    // One at least, however short the moment is: or it would never end.
    for (let first = true; this.waiting.length > 0 && (first || timeLeft()); first = false) {
      const element = /** @type {Element} */ (this.waiting.pop());
      const item = this.place(element, bare);
      if (item) items.push(item);
    }
    const turned = this.recycled.judge();
    items.push(...turned.items);
    for (const element of turned.shown) {
      bare.add(element);
      this.waiting.push(element);
    }
    for (const element of [...turned.shown, ...turned.unsure])
      if (isWorthIt(element)) this.relabelling.fresh.add(element);
    this.relabelling.hurry(turned.unseen);
    const floating = this.late.judge();
    const going = new Set(items.map(({ element }) => element));
    items.push(...emptied(items, arranged.chain, (element) => going.has(element) || arranged.isHidden(element)));
    const folds = this.folds || (this.tidy && fold);
    this.folds = this.tidy = false;
    const overlays = floating?.items ?? [];
    const stripped = this.stripped;
    this.stripped = [];
    // From here on there are writes; what is read between them is asked once a slice, not once an element.
    const write = () => {
      if (bare.size > 0) hiding.drop(bare);
      for (const { element } of turned.items) arranged.unkeep(element);
      arranged.hide(items);
      for (const element of stripped) hiding.write(element);
      this.follow(items);
      if (overlays.length > 0) arranged.cover(overlays);
      for (const [element, value] of floating?.marks ?? []) if (!hiding.marks.has(element)) hiding.mark(element, value);
      if (overlays.length > 0) arranged.release();
      if (folds) fold?.settle();
    };
    const moves = items.length > 0 || bare.size > 0 || folds;
    if (moves) hold(write);
    else write();
    if (moves || overlays.length > 0) changed();
    if (this.waiting.length > 0 || this.recycled.touched.size > 0) return true;
    if (this.late.waiting.size > 0 && hiding.state === 'hidden') return true;
    this.relabelling.schedule();
    return this.relabelling.captureOn(timeLeft);
  }

  /**
   * What an added element is. Its children are looked at later, unless all is said with it.
   * @param {Element} element
   * @param {Set<Element>} bare gets the emptied wrappers that hold something again
   * @returns {Item | null}
   */
  place(element, bare) {
    const { arranged, fold } = this.around;
    const { hiding, chain } = arranged;
    // First: of what went with its frame nothing can be asked.
    if (!stands(element) || PASSED.test(native.localName.call(element))) return null;
    // Stripped of our attribute; or a copy of a hidden element, which has it without our doing.
    this.stripped.push(element);
    if (native.localName.call(element) === 'iframe') this.enter(element);
    if (hiding.items.has(element)) this.recycled.touched.add(element);
    if (hiding.valueOf(element) !== null) return null;
    const hiddenBy = this.hiderOf(element);
    if (hiddenBy && hiddenBy.reason !== 'emptied') {
      this.recycled.touched.add(element);
      return null;
    }
    if (fold?.follows(element)) {
      this.folds = true;
      return null;
    }
    const verdict = chain.has(element) ? 'stays' : this.shapes.ask(element);
    if (verdict && typeof verdict === 'object') {
      this.relabelling.byShape.add(element);
      // A paragraph may come in a box of the same name: then the labels have the last word, soon.
      if (isProse(element)) this.relabelling.hurry([element]);
      return { element, role: verdict.role, reason: verdict.reason, blocks: 1 };
    }
    if (hiddenBy) {
      for (let at = parentOf(element); at; at = parentOf(at))
        if (hiding.items.get(at)?.reason === 'emptied') bare.add(at);
    }
    if (native.localName.call(element).includes('-')) this.watchShadow(element);
    const above = parentOf(element);
    this.late.added(element);
    if (above === page.body()) this.watchStyle(element);
    this.waiting.push(...childrenOf(element));
    const { fresh } = this.relabelling;
    const unknown = verdict === null || verdict === 'both';
    if (unknown && !(above && fresh.has(above)) && isWorthIt(element)) fresh.add(element);
    return null;
  }

  /** Enters a frame that came, or whose document did. @param {Element} frame */
  enter(frame) {
    if (enteredIn(frame) || !roomOf(frame)) return;
    this.watchFrame(frame);
    this.around.framed();
  }

  /** The hidden element in which an element stands. @param {Element} element */
  hiderOf(element) {
    const { items } = this.around.arranged.hiding;
    for (let at = parentOf(element); at; at = parentOf(at)) {
      const item = items.get(at);
      if (item) return item;
    }
    return null;
  }

  /** Looks at what is in an element, as if it had been added. @param {Element} element */
  lookInto(element) {
    this.waiting.push(...childrenOf(element));
    this.slices.need();
  }
}

/** @param {Element} element */
const isWorthIt = (element) =>
  native.textContent.call(element).trim().length >= WORTH ||
  native.matches.call(element, SHOWS) ||
  native.querySelectorAll.call(element, SHOWS).length > 0;
