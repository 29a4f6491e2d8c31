// One pass over the live DOM that packs what the core needs into a string and numbers; `src/capture.rs` defines the
// format, and taken.js says what is taken. It collects and does not think.
// Every DOM call costs, in Firefox above all, so each node gets as few as can be: one for its name, one for its
// attributes' names, one for its place, and one for each attribute that the core knows.
// It gives up on closed shadow roots, on open ones of elements that are not custom elements, and on
// frames that frames.js does not enter.

import { Asker, FIXED, HIDDEN } from './facts.js';
import { roomOf } from './frames.js';
import { Level } from './level.js';
import { native } from './native.js';
import {
  ALONE,
  ATTRIBUTES,
  CUSTOM,
  FRAME,
  HEAD,
  isData,
  Name,
  NOSCRIPT,
  NOTHING,
  SCRIPT,
  SLOT,
  TEMPLATE,
  TEXT,
} from './taken.js';

const { bodyOf, firstChild, getAttribute, getAttributeNames, localName } = native;
const { isConnected, namespaceURI, nodeName, nodeType, rootOf } = native;

const FORMAT = 1;
const ATTR_SHIFT = 12;
const FACT_SHIFT = 20;
/** Nodes between two pauses: a fraction of a millisecond. */
const STRIDE = 200;
/** Longest attribute value in UTF-16 code units; as in `src/page.rs`, a longer one reads as empty. */
const MAX_ATTR_UNITS = 65_536;

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * @typedef {object} Capture
 * @property {string} strings
 * @property {Uint32Array} tree
 * @property {Node[]} nodes by number; of merged text nodes the first, of nodes inside a noscript the noscript
 * @property {string} url
 */

/**
 * What is known of an element before it is asked: it is shown, with all that is in it, or it floats, were it not for us.
 * @typedef {((element: Element) => 'shown' | 'floats' | null) | null} Told
 */

/** The state of one capture. */
class Packer {
  /**
   * @param {Set<Node>} ours the extension's own elements, which are no part of the page
   * @param {Told} told
   * @param {boolean} frames whether frames are entered
   */
  constructor(ours, told, frames) {
    this.ours = ours;
    this.told = told;
    /** Whom to ask for facts, where the document is rendered. @type {Asker | null} */
    this.asker = null;
    this.frames = frames;
    /** @type {Node[]} */
    this.nodes = [];
    /** With how many nodes to pause next. */
    this.pause = STRIDE;
    /** The head's three words are written last. */
    this.tree = [0, 0, 0];
    /** @type {string[]} */
    this.strings = [];
    /** @type {string[]} */
    this.nameList = [];
    /** By `nodeName`. @type {Map<string, Name>} */
    this.names = new Map();
    /** Index of an attribute's name; -1 when it is not kept. @type {Map<string, number>} */
    this.attrs = new Map();
    /** The parent of the last node if that is text: text right behind it is appended. */
    this.lastTextParent = -1;
    /** Index of the name `#text`. */
    this.textName = this.addName('#text');
    /** What a frame that is entered counts as. */
    this.roomName = new Name(frames ? this.addName('div') : 0, 'div', true);
  }

  /** @param {string} name */
  addName(name) {
    this.nameList.push(name);
    return this.nameList.length - 1;
  }

  /** @param {string} name */
  attrIndex(name) {
    let index = this.attrs.get(name);
    if (index === undefined) {
      index = ATTRIBUTES.includes(name) ? this.addName(name) : -1;
      this.attrs.set(name, index);
    }
    return index;
  }

  /** @param {Node} node @returns {Name} */
  nameOf(node) {
    const key = nodeName.call(node);
    let name = this.names.get(key);
    if (!name) {
      // Only elements have a local name. A processing instruction, which newer parsers make of `<?`, is named by its
      // target; like a comment it is no part of the page.
      const type = nodeType.call(node);
      const local = type === Node.ELEMENT_NODE ? localName.call(node) : type === Node.TEXT_NODE ? key : '#other';
      const isHtml = type === Node.ELEMENT_NODE && namespaceURI.call(node) === XHTML;
      name = new Name(this.addName(local), local, isHtml);
      this.names.set(key, name);
    }
    return name;
  }

  /** @param {string} text @param {Level} level @param {Node} node */
  text(text, level, node) {
    if (text === '') return;
    if (this.lastTextParent === level.parent) {
      this.strings[this.strings.length - 1] += text;
      return;
    }
    this.lastTextParent = level.parent;
    this.nodes.push(level.standIn ?? node);
    this.tree.push(level.parent, this.textName);
    this.strings.push(text);
  }

  /** @param {Element} element @param {Level} level @param {Name} name @param {number} facts */
  element(element, level, name, facts) {
    this.lastTextParent = -1;
    const id = this.nodes.push(level.standIn ?? element) - 1;
    const packed = this.tree.push(level.parent, 0) - 1;
    let kept = 0;
    for (const attr of getAttributeNames.call(element)) {
      let index = this.attrIndex(attr);
      if (index < 0 && attr.includes(':') && namespaceURI.call(element) !== XHTML) {
        // `xlink:href` of an SVG: the parser of HTML text gives it its local name.
        index = this.attrIndex(attr.slice(attr.indexOf(':') + 1));
      }
      if (index < 0) continue;
      let value = getAttribute.call(element, attr) ?? '';
      if (level.base !== '') value = absolute(attr, value, level.base);
      this.tree.push(index);
      this.strings.push(value.length > MAX_ATTR_UNITS ? '' : value);
      kept += 1;
    }
    this.tree[packed] = name.index | (kept << ATTR_SHIFT) | (facts << FACT_SHIFT);
    return id;
  }

  /**
   * Takes one node; gives the level of its children, if they are to be walked.
   * @param {Node} node @param {Level} level @returns {Level | null}
   */
  visit(node, level) {
    const name = this.nameOf(node);
    if (name.take === TEXT) this.text(/** @type {Text} */ (node).data, level, node);
    if (name.take === TEXT || name.take === NOTHING || this.ours.has(node)) return null;
    const element = /** @type {Element} */ (node);
    if (name.take === SCRIPT && !isData(element)) return null;
    if (name.take === TEMPLATE) {
      // A declarative shadow root that the parser left alone; any other template is not part of the page.
      if (element.getAttribute('shadowrootmode') !== 'open') return null;
      const inside = level.enter(level.parent);
      inside.node = /** @type {HTMLTemplateElement} */ (element).content.firstChild;
      return inside.node && inside;
    }
    const told = this.told?.(element) ?? null;
    const { questions } = name;
    const asker = level.ask && level.facts === 0 && told === null ? this.asker : null;
    const known = level.facts || (told === 'floats' ? FIXED : 0);
    const facts = asker && questions ? asker.facts(element, questions, level) : known;
    const room =
      name.take === FRAME && this.frames && level.standIn === null && !(facts & HIDDEN) ? roomOf(element) : null;
    const inside = level.enter(this.element(element, level, room ? this.roomName : name, facts));
    inside.facts = facts & HIDDEN;
    if (told === 'shown') inside.ask = false;
    switch (name.take) {
      case ALONE:
        return null;
      case FRAME:
        if (!room) return null;
        if (room.baseURI !== element.baseURI) inside.base = room.baseURI;
        inside.framed = true;
        inside.node = firstChild.call(room);
        break;
      case NOSCRIPT:
        inside.node = inertChildren(element);
        inside.ask = false;
        inside.standIn ??= element;
        break;
      case SLOT: {
        const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes();
        if (assigned.length > 0) inside.list = assigned;
        inside.node = assigned[0] ?? element.firstChild;
        break;
      }
      case CUSTOM:
        inside.node = (element.shadowRoot ?? element).firstChild;
        break;
      default:
        if (name.take === HEAD) inside.ask = false;
        inside.node = firstChild.call(element);
    }
    return inside.node && inside;
  }

  /**
   * Walks without recursion: a page may be a hundred thousand elements deep. Pauses now and then, for whom it must not
   * hold up; ends early, with true, when the page took away meanwhile what it stood on.
   * @param {Element} root @param {boolean} live @returns {Generator<undefined, boolean>}
   */
  *walk(root, live) {
    const top = new Level(null, 0);
    top.list = [root];
    top.node = root;
    top.ask = live;
    if (live) this.asker = new Asker(/** @type {Document} */ (root.ownerDocument));
    /** @type {Level | null} */
    let level = top;
    while (level) {
      if (this.nodes.length >= this.pause) {
        this.pause = this.nodes.length + STRIDE;
        yield;
        for (let above = level; above.up; above = above.up) {
          if (above.standIn === null && above.node && !isConnected.call(above.node)) return true;
        }
      }
      /** @type {Level | null} */
      const inside = level.node && this.visit(level.node, level);
      if (inside) level = inside;
      else while (level && !level.step()) level = level.up;
    }
    return false;
  }

  /** @param {Document} document @returns {Capture} */
  packed(document) {
    const { nodes, nameList, tree } = this;
    tree[0] = FORMAT;
    tree[1] = nodes.length;
    tree[2] = nameList.length;
    return {
      strings: join(nameList.concat(this.strings)),
      tree: Uint32Array.from(tree),
      nodes,
      url: document.location?.href ?? '',
    };
  }
}

/**
 * What is inside a noscript. Where scripts run, the page's parser left it as text; lazy images and some forums keep
 * theirs there. It is parsed inert, in a document where nothing loads or runs, and only walked.
 * @param {Element} noscript @returns {Node | null}
 */
function inertChildren(noscript) {
  const child = noscript.firstChild;
  if (!child || child.nodeType !== Node.TEXT_NODE || child.nextSibling) return child;
  const markup = /** @type {Text} */ (child).data;
  if (!markup.includes('<')) return child;
  try {
    return firstChild.call(bodyOf(new DOMParser().parseFromString(markup, 'text/html')));
  } catch {
    // The page's Trusted Types policy applies to this script too.
    return null;
  }
}

/** The attributes that hold an address, and those that hold several. */
const ADDRESS = /^(href|src|poster|data-src|data-lazy-src|data-original|data-url)$/;
const ADDRESSES = /^(srcset|data-srcset|data-lazy-srcset)$/;

/**
 * An attribute of an element in a frame as it would stand in the page around.
 * @param {string} name @param {string} value @param {string} base
 */
function absolute(name, value, base) {
  const whole = (/** @type {string} */ one) =>
    one.startsWith('#') || !URL.canParse(one, base) ? one : new URL(one, base).href;
  if (ADDRESS.test(name)) return whole(value);
  return ADDRESSES.test(name) ? value.replace(/(^|,\s)(\s*)([^\s,]+)/g, (_, a, b, one) => a + b + whole(one)) : value;
}

/**
 * Captures a document.
 * @param {Document} document
 * @param {{ours?: Set<Node>, live?: boolean, frames?: boolean}} [how] live: false for a document that is not rendered;
 *   frames: with what stands in its frames
 * @returns {Capture}
 */
export function capture(document, { ours = new Set(), live = true, frames = false } = {}) {
  const packer = new Packer(ours, null, frames);
  const walk = packer.walk(rootOf(document), live);
  while (!walk.next().done);
  return packer.packed(document);
}

/**
 * Captures a document bit by bit, as it would be without our changes.
 * @param {Document} document
 * @param {Set<Node>} ours
 * @param {Told} told
 * @returns {Generator<undefined, Capture | null>} null when the page changed too much meanwhile
 */
export function* captureInSteps(document, ours, told) {
  const packer = new Packer(ours, told, true);
  const broken = yield* packer.walk(rootOf(document), true);
  return broken ? null : packer.packed(document);
}

/** Joins by NUL; a NUL of the page's own would shift every string behind it. @param {string[]} strings */
function join(strings) {
  const clean = strings.join('').includes('\0') ? strings.map((text) => text.replaceAll('\0', '\ufffd')) : strings;
  return clean.join('\0');
}
