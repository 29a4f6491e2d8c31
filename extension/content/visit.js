// One article of a page with its clutter hidden: from its labels until it is left, or until the page shows another one.
// It holds together what was arranged, what follows the page's changes, and the fold of following articles.

import { followAddress } from './address.js';
import { Arrangement } from './arrange.js';
import { Fold } from './fold.js';
import { framesIn } from './frames.js';
import { Hiding } from './hide.js';
import { Living } from './living.js';
import { native, page } from './native.js';
import { holdPosition } from './position.js';
import { isElement } from './tree.js';

/** After a change of the address, how often in milliseconds and how many times it is looked whether the article is another. */
const LOOK = 300;
const LOOKS = 20;

/**
 * @typedef {object} Calls what a visit calls for
 * @property {((captured: import('./capture.js').Capture) => Promise<import('../shared/types.js').AnalysisResult>) | null} analyse
 * @property {() => void} changed what is hidden has changed
 * @property {() => void} framed what stands in a frame is followed from now on
 * @property {() => void} left the page shows something else: label it again
 * @property {() => void} stopped the page changes too fast to be followed
 */

export class Visit {
  /**
   * @param {string} attribute
   * @param {import('./content.js').Labelled} labelled
   * @param {Calls} calls
   */
  constructor(attribute, { captured, result, hide, meanwhile }, calls) {
    const items = result.clutter.flatMap(({ node, role, reason, blocks }) => {
      const element = captured.nodes[node];
      return isElement(element) ? [{ element, role, reason, blocks }] : [];
    });
    this.nodes = captured.nodes;
    this.blocks = result.blocks;
    this.hide = hide;
    this.meanwhile = meanwhile;
    this.calls = calls;
    this.hiding = new Hiding(attribute, items);
    const sought = {
      overlays: hide.overlay !== false,
      icons: hide.share !== false,
      room: hide.other !== false,
      slots: hide.advertisement !== false,
    };
    this.arranged = new Arrangement(this.hiding, captured.nodes, result.blocks, sought);
    /** @type {Fold | null} */
    this.fold = null;
    /** @type {Living | null} */
    this.living = null;
    this.timer = 0;
    this.ended = false;
  }

  /** A change to the page's layout during which what the person reads stays where it is. @param {() => void} change */
  hold(change) {
    holdPosition(this.nodes, this.blocks, change);
  }

  /** Hides the clutter, and follows the page from here on. */
  begin() {
    this.hold(() => {
      this.arranged.apply();
      if (this.hide['next-article'] !== false) {
        this.fold = new Fold(this.arranged, (opened) => {
          if (opened) this.living?.lookInto(opened);
          this.calls.changed();
        });
        this.fold.settle();
      }
    });
    this.fingerprint = this.arranged.fingerprint();
    const { analyse, changed, framed } = this.calls;
    const shadowHosts = this.nodes.filter(hasShadow);
    const frames = framesIn(this.nodes);
    if (frames.length > 0) framed();
    this.living = new Living({
      arranged: this.arranged,
      fold: this.fold,
      shadowHosts: /** @type {Element[]} */ (shadowHosts),
      frames,
      framed,
      analyse,
      hold: (change) => this.hold(change),
      changed,
      replaced: () => this.lookLater(),
      moved: () => this.address.look(),
      stopped: () => this.calls.stopped(),
    });
    this.address = followAddress(() => this.lookLater());
    this.living.start(this.meanwhile());
  }

  address = { look() {}, stop() {}, told: true };

  /** The article may be another one in a moment: sites change their address first and their page when it has come. */
  lookLater() {
    this.fold?.turn();
    clearTimeout(this.timer);
    let looks = 0;
    let last = '';
    const look = () => {
      if (this.ended) return;
      const now = this.arranged.isGone() ? `gone ${page.title()}` : this.arranged.fingerprint();
      const differs = now !== this.fingerprint;
      // Only what is the same twice has come to rest.
      if (differs && now === last) return this.calls.left();
      last = now;
      looks += 1;
      if (looks < LOOKS) this.timer = setTimeout(look, LOOK);
    };
    this.timer = setTimeout(look, LOOK);
  }

  /** Everything as the page has it, or hidden again; the page is followed all the same. @param {boolean} on */
  show(on) {
    this.hold(() => {
      if (on) this.arranged.undo();
      else this.arranged.redo();
      this.fold?.settle();
    });
  }

  /** Takes every trace away. */
  end() {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    this.address.stop();
    this.living?.stop();
    this.hold(() => {
      this.fold?.remove();
      this.arranged.end();
    });
  }
}

/** @param {Node} node */
const hasShadow = (node) =>
  isElement(node) && native.localName.call(node).includes('-') && native.shadowRoot.call(node) !== null;
