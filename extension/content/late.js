// Overlays that come late: added near the top of the tree, or opened by a class or a style where they stand already. They
// are judged by their place like those at first, once more after they have faded in. What comes right after the person
// did something was asked for, and stays.
// It gives up on what stands deep in the tree, and on dialogues whose style only a rule far above changes.

import { mayFloat } from './floating.js';
import { page } from './native.js';
import { parentOf, stands } from './tree.js';

/** What fades in is looked at again after so many milliseconds. */
const FADE = 700;
/** What comes so soon after the person did something was asked for, in milliseconds. */
const ASKED = 1000;
/** What a person does something by. */
const ACTS = /** @type {const} */ (['pointerdown', 'keydown']);
/** How far below the body overlays stand at most. */
const NEAR_TOP = 4;
/** How far below an element what floats is looked for; the elements below come by themselves when they are added. */
const DEPTH = 2;
/** Elements judged in one slice: each costs a question of style. */
const AT_ONCE = 30;

export class LateOverlays {
  /**
   * @param {import('./arrange.js').Arrangement} arranged
   * @param {() => void} need asks for a slice
   */
  constructor(arranged, need) {
    this.arranged = arranged;
    this.need = need;
    /** May have begun to float. @type {Set<Element>} */
    this.waiting = new Set();
    /** Will be looked at again, or were. @type {WeakSet<Element>} */
    this.lookedAgain = new WeakSet();
    /** @type {Set<ReturnType<typeof setTimeout>>} */
    this.timers = new Set();
    /** When the person did something last. */
    this.acted = Number.NEGATIVE_INFINITY;
    this.act = (/** @type {Event} */ event) => {
      if (event.isTrusted) this.acted = performance.now();
    };
    for (const type of ACTS) addEventListener(type, this.act, { capture: true, passive: true });
  }

  stop() {
    for (const type of ACTS) removeEventListener(type, this.act, { capture: true });
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** An element was added. @param {Element} element */
  added(element) {
    if (mayFloat(element) && isNearTop(element)) this.waiting.add(element);
  }

  /** What some of those that wait are to become. @returns {import('./floating.js').Found | null} */
  judge() {
    if (this.waiting.size === 0 || this.arranged.hiding.state !== 'hidden') return null;
    const some = [...this.waiting].slice(0, AT_ONCE);
    for (const element of some) this.waiting.delete(element);
    if (performance.now() - this.acted < ASKED) return null;
    const found = some.filter((element) => stands(element) && !this.arranged.isUnderHidden(element));
    this.lookAgain(found);
    return this.arranged.judge(found, DEPTH);
  }

  /** @param {Element[]} elements */
  lookAgain(elements) {
    const later = elements.filter((element) => !this.lookedAgain.has(element));
    if (later.length === 0) return;
    for (const element of later) this.lookedAgain.add(element);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      for (const element of later) this.waiting.add(element);
      this.need();
    }, FADE);
    this.timers.add(timer);
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
