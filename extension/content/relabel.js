// Labels a changed page again, for the elements whose shape tells nothing: after a rest that doubles each time, or is as
// short as the cost allows when what is hidden may hold a paragraph; captured in slices, the core running in the frame of
// the bar, outside the page's thread. Of the new labels only what concerns added elements is taken; what was hidden for
// its shape and holds a part of the article is shown again.
// It gives up without a frame, and for a while when the page took away what the capture stood on.

import { captureInSteps } from './capture.js';
import { HOME, LIFTED, LOOSE } from './hide.js';
import { hosts } from './host.js';
import { blockElements } from './position.js';
import { chainOf, isElement, parentOf, stands } from './tree.js';

/** The rest before the page is labelled again, in milliseconds; each time doubles it, up to the longest. */
const FIRST_REST = 500;
const LONGEST_REST = 60_000;
/** Where a paragraph may be hidden, the rest is so many times what labelling took of the page's thread the last time. */
const SPARING = 200;
/** What has these roles is hidden for its place, not for its text. */
export const SETTLED = new Set(['overlay', 'consent', 'next-article']);

export class Relabelling {
  /**
   * @param {import('./living.js').Around} around
   * @param {import('./shapes.js').Shapes} shapes
   * @param {import('./slices.js').Slices} slices
   * @param {(items: import('./hide.js').Item[]) => void} hidden more is hidden
   */
  constructor(around, shapes, slices, hidden) {
    this.hidden = hidden;
    this.around = around;
    this.shapes = shapes;
    this.slices = slices;
    /** Added, with an unknown shape, or given another content. @type {Set<Element>} */
    this.fresh = new Set();
    /** Those of them that are being captured and labelled. @type {Set<Element>} */
    this.asked = new Set();
    /** Hidden for their shape alone. @type {WeakSet<Element>} */
    this.byShape = new WeakSet();
    /** The page will be labelled again, or is being so. */
    this.resting = false;
    this.rest = FIRST_REST;
    /** What labelling took of this thread, this time and the last, in milliseconds. */
    this.taking = this.took = 0;
    /** What is hidden may hold a paragraph. */
    this.hurried = false;
    /** When the rest began. */
    this.since = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Generator<undefined, import('./capture.js').Capture | null> | null} */
    this.capturing = null;
  }

  stop() {
    clearTimeout(this.timer);
  }

  /** Of these, which are hidden, labels are to tell soon. @param {Element[]} elements */
  hurry(elements) {
    for (const element of elements) this.fresh.add(element);
    if (elements.length === 0 || this.hurried) return;
    this.hurried = true;
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.wait();
  }

  /** Labels the page again after a rest, if there is something to ask about. */
  schedule() {
    if (this.fresh.size === 0 || this.resting || this.around.analyse === null) return;
    this.resting = true;
    this.since = performance.now();
    this.wait();
  }

  wait() {
    const short = Math.max(FIRST_REST, this.took * SPARING);
    const rest = this.hurried ? Math.min(short, this.rest) : this.rest;
    this.timer = setTimeout(() => this.begin(), this.since + rest - performance.now());
  }

  begin() {
    const { hiding } = this.around.arranged;
    this.timer = undefined;
    if (!this.hurried) this.rest = Math.min(this.rest * 2, LONGEST_REST);
    this.hurried = false;
    this.taking = 0;
    this.asked = this.fresh;
    this.fresh = new Set();
    this.capturing = captureInSteps(document, hosts, (element) => {
      if (hiding.items.has(element)) return 'shown';
      const mark = hiding.marks.get(element);
      return mark === LOOSE || mark === LIFTED || mark === HOME ? 'floats' : null;
    });
    this.slices.need();
  }

  /** @param {() => boolean} timeLeft @returns {boolean} whether more is left */
  captureOn(timeLeft) {
    if (!this.capturing) return false;
    const start = performance.now();
    const more = this.captureFor(this.capturing, timeLeft);
    this.taking += performance.now() - start;
    return more;
  }

  /**
   * @param {Generator<undefined, import('./capture.js').Capture | null>} capturing
   * @param {() => boolean} timeLeft
   */
  captureFor(capturing, timeLeft) {
    for (let first = true; first || timeLeft(); first = false) {
      const { done, value } = capturing.next();
      if (!done) continue;
      this.capturing = null;
      if (value) this.label(value);
      else {
        this.askAgain();
        this.schedule();
      }
      return false;
    }
    return true;
  }

  /** Nothing was learned of what was asked about. */
  askAgain() {
    this.resting = false;
    for (const element of this.asked) if (stands(element)) this.fresh.add(element);
  }

  /** @param {import('./capture.js').Capture} captured */
  async label(captured) {
    /** @type {import('../shared/types.js').AnalysisResult | null | undefined} */
    const result = await this.around.analyse?.(captured).catch(() => null);
    if (this.slices.stopped) return;
    if (!result) return this.askAgain();
    this.resting = false;
    const start = performance.now();
    this.around.hold(() => this.take(captured.nodes, result, this.asked));
    const taken = performance.now() - start;
    this.took = this.taking + taken;
    this.slices.spend(taken);
    this.schedule();
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
    const above = chainOf([...fresh].filter(stands));
    const isIn = (/** @type {Element} */ element, /** @type {Set<Element>} */ set) => {
      for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) if (set.has(at)) return true;
      return false;
    };
    // What came or was given another content since the capture began waits for labels of its own: these are of another text.
    const later = chainOf([...this.fresh].filter(stands));
    const isLater = (/** @type {Element} */ element) => later.has(element) || isIn(element, this.fresh);
    const elements = blockElements(nodes, blocks);
    const inFresh = elements.filter(({ element }) => isIn(element, fresh) && !isLater(element));
    // What was hidden for its shape, or as a whole before this came, holds something that stays after all.
    const wronged = new Set([
      ...elements.flatMap(({ block, element }) => (block.keep ? this.hidersOf(element, true) : [])),
      ...inFresh.flatMap(({ block, element }) => (block.hide ? [] : this.hidersOf(element, false))),
    ]);
    arranged.hiding.drop(wronged);
    arranged.learn(elements, (element) => isIn(element, fresh));
    const items = clutter.flatMap(({ node, role, reason, blocks: count }) => {
      const element = nodes[node];
      if (!isElement(element) || !stands(element) || arranged.chain.has(element) || isLater(element)) return [];
      const concerned = above.has(element) || isIn(element, fresh) || isIn(element, wronged);
      return concerned && !arranged.isUnderHidden(element) ? [{ element, role, reason, blocks: count }] : [];
    });
    this.shapes.hide(items);
    for (const { block, element } of inFresh) {
      if (!block.hide) this.shapes.stay([element]);
      else if (arranged.isUnderHidden(element))
        this.shapes.hide([{ element, role: block.role, reason: 'shape', blocks: 1 }]);
    }
    arranged.hide(items);
    const holes = arranged.holes(items.filter(({ element }) => arranged.isHidden(element)));
    arranged.hiding.add(holes);
    this.hidden(items);
    if (items.length > 0 || wronged.size > 0 || holes.length > 0) changed();
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
}
