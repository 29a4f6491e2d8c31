// The page in a frame, with its blocks coloured where they stand.
// The frame (preview.html) is sandboxed without scripts and its policy lets nothing load. `allow-same-origin` is there
// so that this script, outside, may reach its document; without `allow-scripts` the page inside cannot use it.
// The page is parsed by DOMParser, where nothing runs or loads, captured as the extension captures a page, stripped of
// what could act, and only then adopted into the frame.
// It gives up on colours where the browser's parser and the core's do not see the same page; then it is shown plain.

import { capture } from '../shared/capture.js';
import { groupOf, roleName } from './roles.js';

/**
 * @typedef {import('./core.js').Reading} Reading
 * @typedef {Map<string, string>} Assets pictures that come with an example: its address in the page, and a data address
 */

/** What a key could reach in the page. Links lead nowhere here, so the frame is one stop, which the arrow keys scroll. */
const FOCUSABLE =
  'a[href], area[href], button, input, select, textarea, summary, audio, video, iframe, [tabindex], [contenteditable]';
/** Elements that act or load; none of them shows anything that the frame could show. */
const DROPPED = 'script, link, meta, base, object, embed, applet, frame, frameset, portal';

export class Preview {
  #frame;
  #pick;
  #style = '';
  /** The elements to hide, as in the analysis. @type {Element[]} */
  #clutter = [];

  /**
   * @param {HTMLIFrameElement} frame
   * @param {(block: number) => void} pick a block was clicked
   */
  constructor(frame, pick) {
    this.#frame = frame;
    this.#pick = pick;
  }

  /** @returns {Document} */
  get document() {
    const inside = this.#frame.contentDocument;
    if (!inside) throw new Error('the preview has no document');
    return inside;
  }

  /**
   * Shows a page.
   * @param {Reading} reading
   * @param {Assets} assets
   * @returns {Promise<boolean>} whether its blocks could be found in it
   */
  async show(reading, assets) {
    await loaded(this.#frame);
    this.#style ||= await (await fetch(new URL('../css/preview.css', import.meta.url))).text();
    // The frame's own parser: the parsed document obeys the frame's policy, which allows the page its style attributes.
    const { DOMParser } = /** @type {Window & typeof globalThis} */ (this.document.defaultView);
    const page = new DOMParser().parseFromString(reading.html, 'text/html');
    const { strings, tree, nodes } = capture(page, { live: false });
    const same = reading.core.pageDifference(reading.html, strings, tree) === undefined;
    this.#clutter = [];
    if (same) {
      reading.result.blocks.forEach(({ first, last, role, keep }, block) => {
        for (const node of markable(nodes.slice(first, last))) mark(node, block, role, keep);
      });
      for (const { node, role } of reading.result.clutter) {
        const found = nodes[node];
        if (found?.nodeType !== Node.ELEMENT_NODE) continue;
        const element = /** @type {Element} */ (found);
        element.setAttribute('data-lab-clutter', roleName(role));
        this.#clutter.push(element);
      }
    }
    disarm(page, assets);
    const style = page.createElement('style');
    style.textContent = this.#style;
    page.head.append(style);
    const root = page.documentElement;
    this.document.replaceChild(this.document.adoptNode(root), this.document.documentElement);
    this.document.defaultView?.scrollTo(0, 0);
    root.addEventListener('click', (event) => this.#clicked(event));
    // A form could be sent by a key; the sandbox forbids it, and this keeps the console quiet.
    root.addEventListener('submit', (event) => event.preventDefault());
    return same;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    event.preventDefault();
    // The frame has an `Element` of its own, so `instanceof` would always say no.
    const target = /** @type {Element | null} */ (event.target);
    const marked = target?.closest?.('[data-lab-block]');
    if (marked) this.#pick(Number(marked.getAttribute('data-lab-block')));
  }

  /** Whether the blocks show their colours. @param {boolean} on */
  colour(on) {
    this.document.documentElement.toggleAttribute('data-lab-colours', on);
  }

  /** Whether the clutter is hidden. @param {boolean} on */
  declutter(on) {
    this.document.documentElement.toggleAttribute('data-lab-declutter', on);
  }

  /** Puts the block into view and outlines it. @param {number} block @param {boolean} scroll */
  select(block, scroll) {
    for (const old of this.document.querySelectorAll('[data-lab-selected]')) old.removeAttribute('data-lab-selected');
    const marked = this.document.querySelectorAll(`[data-lab-block="${block}"]`);
    for (const node of marked) node.setAttribute('data-lab-selected', '');
    if (scroll) marked[0]?.scrollIntoView({ block: 'center' });
  }

  /** Puts an element of the clutter list into view. @param {number} place in the list */
  showClutter(place) {
    const item = this.#clutter[place];
    item?.scrollIntoView({ block: 'center' });
  }
}

/** @param {HTMLIFrameElement} frame */
function loaded(frame) {
  const ready = () => frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL !== 'about:blank';
  return ready()
    ? Promise.resolve()
    : new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
}

/**
 * The nodes of a block to mark: those that stand in no other of them; or their parent, when it holds nothing else.
 * @param {Node[]} nodes
 * @returns {Node[]}
 */
function markable(nodes) {
  const inside = new Set(nodes);
  const tops = [...inside].filter((node) => !node.parentNode || !inside.has(node.parentNode));
  const parent = tops[0]?.parentElement;
  if (!parent || parent.localName === 'body' || tops.some((node) => node.parentElement !== parent)) return tops;
  const rest = [...parent.childNodes].filter(
    (node) => !inside.has(node) && (node.nodeType === Node.ELEMENT_NODE || node.textContent?.trim()),
  );
  return rest.length === 0 ? [parent] : tops;
}

/**
 * @param {Node} node
 * @param {number} block
 * @param {string} role
 * @param {boolean} keep
 */
function mark(node, block, role, keep) {
  let marked = /** @type {Element} */ (node);
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.textContent?.trim()) return;
    marked = /** @type {Document} */ (node.ownerDocument).createElement('span');
    /** @type {Text} */ (node).replaceWith(marked);
    marked.append(node);
  }
  marked.setAttribute('data-lab-block', String(block));
  marked.setAttribute('data-lab-group', groupOf(role));
  marked.setAttribute('data-lab-role', roleName(role));
  if (keep) marked.setAttribute('data-lab-keep', '');
}

/**
 * Takes out of a parsed page what could act or load. The frame forbids it all; this keeps the console quiet and puts
 * an example's pictures in.
 * @param {Document} page
 * @param {Assets} assets
 */
function disarm(page, assets) {
  for (const dropped of page.querySelectorAll(DROPPED)) dropped.remove();
  for (const node of page.querySelectorAll(FOCUSABLE)) node.setAttribute('tabindex', '-1');
  page.documentElement.setAttribute('tabindex', '0');
  for (const node of page.querySelectorAll('*')) {
    for (const { name } of [...node.attributes]) {
      if (name.startsWith('on') || name === 'autofocus' || name === 'autoplay' || name === 'ping')
        node.removeAttribute(name);
    }
  }
  for (const image of page.querySelectorAll('img, source, video, audio, iframe, input[type="image"], track')) {
    const data = [image.getAttribute('src'), image.getAttribute('data-src')]
      .map((src) => assets.get(src ?? '') ?? src)
      .find((src) => src?.startsWith('data:image/'));
    for (const name of ['src', 'srcset', 'poster', 'srcdoc']) image.removeAttribute(name);
    if (data && image.localName === 'img') image.setAttribute('src', data);
    else image.setAttribute('data-lab-missing', '');
  }
}
