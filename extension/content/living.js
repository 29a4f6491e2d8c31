// A page that changes while its clutter is hidden. One observer collects what is added, or stripped of our attribute;
// idle slices decide by shape (shapes.js) and by place (floating.js), reads before writes. What has an unknown shape is
// collected, and after a while the whole page is labelled again, captured in slices, the core running in the frame of
// the bar, outside the page's thread; of those labels only what concerns added elements is taken.
// It gives up, and says so, when that takes more than its share of the time (slices.js); on closed shadow roots and
// inside frames; and without a frame on all shapes that are not known.

import { captureInSteps } from './capture.js';
import { mayFloat } from './floating.js';
import { HOME, LIFTED, LOOSE } from './hide.js';
import { emptied } from './holes.js';
import { hosts } from './host.js';
import { native, page } from './native.js';
import { blockElements } from './position.js';
import { Shapes } from './shapes.js';
import { Slices } from './slices.js';
import { chainOf, childrenOf, parentOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** More than this waiting to be looked at is churn. */
const MAX_WAITING = 20_000;
/** Text of an unknown shape from which on it is worth labelling, in UTF-16 units. */
const WORTH = 30;
/** The same inside of what is hidden, where a mistake is less likely. */
const WORTH_REVEALING = 120;
/** What has these roles is hidden for its place, not for its text. */
const SETTLED = new Set(['overlay', 'consent', 'next-article']);
/** The rest before the page is labelled again, in milliseconds; each time doubles it, up to the longest. */
const FIRST_REST = 500;
const LONGEST_REST = 60_000;
/** What fades in is looked at again after so many milliseconds. */
const FADE = 700;
/** What comes so soon after the person did something was asked for, in milliseconds. */
const ASKED = 1000;
/** What a person does something by. */
const ACTS = /** @type {const} */ (['pointerdown', 'keydown']);
/** Overlays stand near the top of the tree. */
const NEAR_TOP = 4;
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
 * @property {((captured: import('./capture.js').Capture) => Promise<import('../shared/types.js').AnalysisResult>) | null} analyse
 *   outside this thread
 * @property {import('./fold.js').Fold | null} fold for following articles, when they are to be folded
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
    /** May have begun to float. @type {Set<Element>} */
    this.floats = new Set();
    /** Added, with an unknown shape. @type {Set<Element>} */
    this.fresh = new Set();
    /** Hidden for their shape alone. @type {WeakSet<Element>} */
    this.byShape = new WeakSet();
    /** Floated, and will be looked at again or was. @type {WeakSet<Element>} */
    this.lookedAgain = new WeakSet();
    /** The page will be labelled again, or is being so. */
    this.resting = false;
    this.removed = false;
    /** A following article has come; one may have gone, or the line. */
    this.folds = false;
    this.tidy = false;
    this.rest = FIRST_REST;
    this.timers = new Set();
    /** @type {Generator<undefined, import('./capture.js').Capture | null> | null} */
    this.capturing = null;
    this.roots = 0;
    /** When the person did something last. */
    this.acted = Number.NEGATIVE_INFINITY;
    this.act = () => {
      this.acted = performance.now();
    };
    this.slices = new Slices(
      (timeLeft) => this.work(timeLeft),
      () => this.giveUp(),
    );
    this.observer = new MutationObserver((records) => this.collect(records));
  }

  start() {
    const { arranged, shadowHosts } = this.around;
    this.shapes.hide(arranged.hiding.items.values());
    this.shapes.stay(
      arranged.elements.filter(({ element }) => !this.isUnderHidden(element)).map(({ element }) => element),
    );
    this.observe(document);
    for (const host of shadowHosts) this.watchShadow(host);
    for (const type of ACTS) addEventListener(type, this.act, { capture: true, passive: true });
    const body = page.body();
    for (const element of [page.root(), ...(body ? [body, ...childrenOf(body).slice(0, MAX_CHILDREN)] : [])]) {
      this.watchStyle(element);
    }
  }

  stop() {
    this.observer.disconnect();
    for (const type of ACTS) removeEventListener(type, this.act, { capture: true });
    this.slices.stop();
    for (const timer of this.timers) clearTimeout(timer);
  }

  giveUp() {
    this.stop();
    this.around.stopped();
  }

  /** @param {Node} root */
  observe(root) {
    const { attribute } = this.around.arranged.hiding;
    this.observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: [attribute] });
  }

  /** @param {Element} element */
  watchStyle(element) {
    const { attribute } = this.around.arranged.hiding;
    this.observer.observe(element, { attributes: true, attributeFilter: [...OPENS, attribute] });
  }

  /** @param {Element} host */
  watchShadow(host) {
    const root = native.shadowRoot.call(host);
    if (!root || this.roots >= MAX_ROOTS) return;
    this.roots += 1;
    this.observe(root);
  }

  /** Collects and does not think. @param {MutationRecord[]} records */
  collect(records) {
    const start = performance.now();
    const { hiding } = this.around.arranged;
    this.around.moved();
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (type === 'attributes') {
        const element = /** @type {Element} */ (target);
        if (attributeName !== hiding.attribute) this.floats.add(element);
        // A framework that knows only its own attributes took ours away. (A value that it should not have stays: it may be a copy.)
        else if (native.getAttribute.call(element, hiding.attribute) !== hiding.valueOf(element))
          this.waiting.push(element);
        continue;
      }
      if (removedNodes.length > 0) this.removed = true;
      for (const node of addedNodes) {
        if (native.nodeType.call(node) === Node.ELEMENT_NODE && !hosts.has(node))
          this.waiting.push(/** @type {Element} */ (node));
      }
    }
    this.slices.spend(performance.now() - start);
    if (this.waiting.length > MAX_WAITING) this.giveUp();
    else if (this.waiting.length > 0 || this.floats.size > 0 || this.removed) this.slices.need();
  }

  /** A slice of what is to be done. @param {() => boolean} timeLeft @returns {boolean} whether more is left */
  work(timeLeft) {
    const { arranged, fold, changed, replaced } = this.around;
    const { hiding } = arranged;
    if (this.removed) {
      this.removed = false;
      hiding.forget();
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
    const floating = hiding.state === 'hidden' && this.floats.size > 0 ? arranged.judge(this.takeFloats()) : null;
    const going = new Set(items.map(({ element }) => element));
    items.push(...emptied(items, arranged.chain, (element) => going.has(element) || arranged.isHidden(element)));
    // From here on there are only writes.
    if (bare.size > 0) hiding.drop(bare);
    arranged.hide(items);
    if (floating && floating.items.length > 0) arranged.cover(floating.items);
    for (const [element, value] of floating?.marks ?? []) if (!hiding.marks.has(element)) hiding.mark(element, value);
    if (floating && floating.items.length > 0) arranged.release();
    const folds = this.folds || (this.tidy && fold);
    if (folds) fold?.settle();
    if (items.length > 0 || folds || (floating && floating.items.length > 0)) changed();
    this.folds = this.tidy = false;
    if (this.waiting.length > 0) return true;
    if (this.capturing) return this.captureOn(timeLeft);
    if (this.fresh.size > 0) this.labelLater();
    return false;
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
    if (PASSED.test(native.localName.call(element)) || !native.isConnected.call(element)) return null;
    // Stripped of our attribute; or a copy of a hidden element, which has it without our doing.
    hiding.write(element);
    if (hiding.valueOf(element) !== null) return null;
    const hiddenBy = this.hiderOf(element);
    if (hiddenBy && hiddenBy.reason !== 'emptied') {
      this.question(element, hiddenBy);
      return null;
    }
    if (fold?.follows(element)) {
      this.folds = true;
      return null;
    }
    const verdict = chain.has(element) ? 'stays' : this.shapes.ask(element);
    if (verdict && typeof verdict === 'object') {
      this.byShape.add(element);
      return { element, role: verdict.role, reason: verdict.reason, blocks: 1 };
    }
    if (hiddenBy) {
      for (let at = parentOf(element); at; at = parentOf(at))
        if (hiding.items.get(at)?.reason === 'emptied') bare.add(at);
    }
    if (native.localName.call(element).includes('-')) this.watchShadow(element);
    if (mayFloat(element) && isNearTop(element)) {
      this.floats.add(element);
      if (parentOf(element) === page.body()) this.watchStyle(element);
    }
    const children = childrenOf(element);
    this.waiting.push(...children);
    const above = parentOf(element);
    if ((verdict === null || verdict === 'both') && !(above && this.fresh.has(above))) {
      if (native.textContent.call(element).length >= WORTH) this.fresh.add(element);
    }
    return null;
  }

  /**
   * What was hidden as a whole may be given a text that is none of the clutter; only labels can tell.
   * @param {Element} element
   * @param {Item} hiddenBy
   */
  question(element, { role }) {
    if (SETTLED.has(role) || this.shapes.ask(element) !== null) return;
    const text = native.textContent.call(element);
    if (text.length < WORTH_REVEALING) return;
    let linked = 0;
    for (const link of native.querySelectorAll.call(element, 'a')) linked += native.textContent.call(link).length;
    if (linked * 2 < text.length) this.fresh.add(element);
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

  /** @param {Element} element */
  isUnderHidden(element) {
    return this.around.arranged.hiding.items.has(element) || this.hiderOf(element) !== null;
  }

  /** What may float now, and is no answer to what the person did a moment ago: that was asked for. */
  takeFloats() {
    const floats = [...this.floats].filter(
      (element) => native.isConnected.call(element) && !this.isUnderHidden(element),
    );
    this.floats.clear();
    const asked = performance.now() - this.acted < ASKED;
    if (!asked) this.lookAgain(floats);
    return asked ? [] : floats;
  }

  /** Once more when it has faded in. @param {Element[]} elements */
  lookAgain(elements) {
    const later = elements.filter((element) => !this.lookedAgain.has(element));
    if (later.length === 0) return;
    for (const element of later) this.lookedAgain.add(element);
    this.after(FADE, () => {
      for (const element of later) this.floats.add(element);
      this.slices.need();
    });
  }

  /** @param {number} time @param {() => void} callback */
  after(time, callback) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      callback();
    }, time);
    this.timers.add(timer);
  }

  /** Labels the page again after a rest. */
  labelLater() {
    if (this.resting || !this.around.analyse) return;
    this.resting = true;
    this.after(this.rest, () => {
      const { hiding } = this.around.arranged;
      this.capturing = captureInSteps(document, hosts, (element) => {
        if (hiding.items.has(element)) return 'shown';
        const mark = hiding.marks.get(element);
        return mark === LOOSE || mark === LIFTED || mark === HOME ? 'floats' : null;
      });
      this.slices.need();
    });
    this.rest = Math.min(this.rest * 2, LONGEST_REST);
  }

  /** @param {() => boolean} timeLeft @returns {boolean} whether more is left */
  captureOn(timeLeft) {
    for (let first = true; first || timeLeft(); first = false) {
      const { done, value } = /** @type {NonNullable<typeof this.capturing>} */ (this.capturing).next();
      if (!done) continue;
      this.capturing = null;
      if (value) this.label(value);
      else this.resting = false;
      return false;
    }
    return true;
  }

  /** @param {import('./capture.js').Capture} captured */
  async label(captured) {
    const fresh = this.fresh;
    this.fresh = new Set();
    /** @type {Awaited<ReturnType<NonNullable<Around['analyse']>>> | null | undefined} */
    const result = await this.around.analyse?.(captured).catch(() => null);
    this.resting = false;
    if (!result || this.slices.stopped) return;
    const start = performance.now();
    this.take(captured.nodes, result, fresh);
    this.slices.spend(performance.now() - start);
    if (this.fresh.size > 0) this.labelLater();
  }

  /**
   * Takes from new labels what they say of added elements.
   * @param {Node[]} nodes
   * @param {import('../shared/types.js').AnalysisResult} result
   * @param {Set<Element>} fresh
   */
  take(nodes, { hasArticle, blocks, clutter }, fresh) {
    const { arranged, changed } = this.around;
    if (!hasArticle) return;
    const above = chainOf(fresh);
    const isIn = (/** @type {Element} */ element, /** @type {Set<Element>} */ set) => {
      for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) if (set.has(at)) return true;
      return false;
    };
    const elements = blockElements(nodes, blocks);
    const inFresh = elements.filter(({ element }) => isIn(element, fresh));
    // What was hidden for its shape, or as a whole before this came, holds something that stays after all.
    const wronged = new Set([
      ...elements.flatMap(({ block, element }) => (block.keep ? this.hidersOf(element, true) : [])),
      ...inFresh.flatMap(({ block, element }) => (block.hide ? [] : this.hidersOf(element, false))),
    ]);
    arranged.hiding.drop(wronged);
    arranged.learn(elements);
    const items = clutter.flatMap(({ node, role, reason, blocks: count }) => {
      const element = nodes[node];
      if (!(element instanceof Element) || !native.isConnected.call(element) || arranged.chain.has(element)) return [];
      const concerned = above.has(element) || isIn(element, fresh) || isIn(element, wronged);
      return concerned && !this.isUnderHidden(element) ? [{ element, role, reason, blocks: count }] : [];
    });
    this.shapes.hide(items);
    for (const { block, element } of inFresh) {
      if (!block.hide) this.shapes.stay([element]);
      else if (this.isUnderHidden(element))
        this.shapes.hide([{ element, role: block.role, reason: 'shape', blocks: 1 }]);
    }
    arranged.hide(items);
    if (items.length > 0 || wronged.size > 0) changed();
  }

  /**
   * The hidden elements around one, those that are hidden for their shape alone or all but those hidden for their place.
   * @param {Element} element @param {boolean} byShape
   */
  hidersOf(element, byShape) {
    const { items } = this.around.arranged.hiding;
    const found = [];
    for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
      const item = items.get(at);
      if (item && (byShape ? this.byShape.has(at) : !SETTLED.has(item.role))) found.push(at);
    }
    return found;
  }

  /** Looks at what is in an element, as if it had been added. @param {Element} element */
  lookInto(element) {
    this.waiting.push(...childrenOf(element));
    this.slices.need();
  }
}

/** Few elements above. @param {Element} element */
function isNearTop(element) {
  let above = parentOf(element);
  for (let depth = 0; depth < NEAR_TOP && above; depth++) {
    if (above === page.body()) return true;
    above = parentOf(above);
  }
  return false;
}
