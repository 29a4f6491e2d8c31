// What the why view draws over the page, in a closed shadow root: a label on everything hidden, the outline of the chosen
// piece, and a shade that takes the pointer so that choosing a piece presses nothing. Nothing is written to the page.

import { direction, language, t } from '../shared/i18n.js';
import { reasonSentence, roleName } from '../shared/words.js';
import { enteredIn } from './frames.js';
import { addHost, hosts } from './host.js';
import { native, page } from './native.js';
import { boxOf } from './tree.js';

const CSS = `
  .layer { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; padding: 0; border: 0; overflow: hidden;
    background: none; color-scheme: light dark; pointer-events: none; font: 12px/16px system-ui, sans-serif; }
  .layer.choosing { pointer-events: auto; cursor: crosshair; touch-action: pan-y; }
  .label { position: absolute; box-sizing: border-box; padding: 2px 8px; border-radius: 6px 6px 6px 0;
    color: #fff; background: #9c3b0f; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .label b { font-weight: 600; }
  .hovered { position: absolute; box-sizing: border-box; border: 2px dashed #1a5fb4; border-radius: 4px; }
  .chosen { position: absolute; box-sizing: border-box; border: 3px solid #1a5fb4; border-radius: 4px;
    box-shadow: 0 0 0 2px #fff, inset 0 0 0 1px #fff; background: #1a5fb41f; }
  @media (forced-colors: active) { .label { border: 1px solid; } .chosen { border-color: Highlight; } }
`;

/** Labels that are drawn at once; a page has rarely more in a window. */
const MOST_LABELS = 60;
/** Pixels: a label's height, and how wide it may be, whatever the width of its piece. */
const LABEL_HEIGHT = 20;
const MIN_LABEL = 120;
const MAX_LABEL = 460;
/** Pixels that the outline of the chosen piece stands off. */
const OFF = 4;

export class Layer {
  /** @param {boolean} choosing the pointer chooses a piece */
  constructor(choosing) {
    this.host = addHost(CSS);
    this.box = page.create('div');
    this.box.className = choosing ? 'layer choosing' : 'layer';
    this.box.popover = 'manual';
    this.box.lang = language();
    this.box.dir = direction();
    // A screen reader is told by the panel.
    this.box.ariaHidden = 'true';
    this.host.root.append(this.box);
    this.box.showPopover();
    /** @type {import('./hide.js').Item[]} */
    this.items = [];
    /** @type {Element | null} */
    this.chosen = null;
    /** What the pointer would choose. @type {Element | null} */
    this.hovered = null;
    this.waiting = 0;
    this.later = () => {
      this.waiting ||= requestAnimationFrame(() => {
        this.waiting = 0;
        this.draw();
      });
    };
    addEventListener('scroll', this.later, { capture: true, passive: true });
    addEventListener('resize', this.later);
  }

  /** @param {Iterable<import('./hide.js').Item>} items */
  label(items) {
    this.items = [...items];
    this.draw();
  }

  /** @param {Element | null} element */
  choose(element) {
    this.chosen = element;
    this.draw();
  }

  /** @param {Element | null} element */
  hover(element) {
    if (element === this.hovered) return;
    this.hovered = element;
    this.later();
  }

  /** Reads every place first and writes then, so that the page is laid out once. */
  draw() {
    const inWindow = (/** @type {DOMRect} */ { bottom, top, width, height }) =>
      bottom > 0 && top < innerHeight && width > 0 && height > 0;
    const places = this.items
      .map((item) => ({ item, box: boxOf(item.element) }))
      .filter(({ box }) => inWindow(box))
      .slice(0, MOST_LABELS);
    const outlined = [
      { element: this.hovered, name: 'hovered' },
      { element: this.chosen, name: 'chosen' },
    ].flatMap(({ element, name }) => (element ? [{ box: boxOf(element), name }] : []));
    const outlines = outlined.filter(({ box }) => inWindow(box)).map(({ box, name }) => outline(box, name));
    this.box.replaceChildren(...outlines, ...places.map(({ item, box }) => label(item, box)));
  }

  /** The page's element under the pointer. @param {number} x @param {number} y */
  under(x, y) {
    let [element, left, top] = [page.at(x, y).find((one) => !hosts.has(one)) ?? null, x, y];
    for (let inner = element && enteredIn(element); element && inner; inner = element && enteredIn(element)) {
      const box = native.getBoundingClientRect.call(element);
      [left, top] = [left - box.left - element.clientLeft, top - box.top - element.clientTop];
      element = native.at(inner, left, top)[0] ?? null;
    }
    return element;
  }

  remove() {
    cancelAnimationFrame(this.waiting);
    removeEventListener('scroll', this.later, { capture: true });
    removeEventListener('resize', this.later);
    this.host.remove();
  }
}

/** @param {import('./hide.js').Item} item @param {DOMRect} box */
function label({ role, reason }, { left, top, width }) {
  const made = page.create('div');
  made.className = 'label';
  const name = page.create('b');
  name.textContent = roleName(role);
  made.append(name, ` – ${reasonSentence(reason) || t('reasonOther')}`);
  made.style.left = `${Math.max(0, left)}px`;
  // Over the piece, where it covers nothing of it.
  made.style.top = `${Math.max(0, top - LABEL_HEIGHT)}px`;
  made.style.maxWidth = `${Math.max(MIN_LABEL, Math.min(MAX_LABEL, width))}px`;
  return made;
}

/** @param {DOMRect} box @param {string} name */
function outline({ left, top, width, height }, name) {
  const made = page.create('div');
  made.className = name;
  Object.assign(made.style, {
    left: `${left - OFF}px`,
    top: `${top - OFF}px`,
    width: `${width + 2 * OFF}px`,
    height: `${height + 2 * OFF}px`,
  });
  return made;
}
