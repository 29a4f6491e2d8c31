// One pass over the live DOM that packs what the core needs into a string and numbers; `src/capture.rs` defines the
// format, and the table of what is taken mirrors `src/html.rs`. It collects and does not think.
// Every DOM call costs, in Firefox above all, so each node gets as few as can be: one for its name, one for its
// attributes' names, one for its place, and one for each attribute that the core knows.
// It gives up on closed shadow roots, on open ones of elements that are not custom elements, and on frames.

import { native } from './native.js';

const { bodyOf, checkVisibility, firstChild, getAttribute, getAttributeNames, localName } = native;
const { isConnected, namespaceURI, nextSibling, nodeName, nodeType, offsetParent, rootOf } = native;

const FORMAT = 1;
const ATTR_SHIFT = 12;
const FACT_SHIFT = 20;
const HIDDEN = 1;
const FIXED = 2;
/** Nodes between two pauses: a fraction of a millisecond. */
const STRIDE = 200;
/** Longest attribute value in UTF-16 code units; as in `src/page.rs`, a longer one reads as empty. */
const MAX_ATTR_UNITS = 65_536;

/** The attributes that a page keeps: the list of `src/names.rs`; a test holds the two together. */
export const ATTRIBUTES = (
  'aria-hidden aria-label aria-modal class colspan content data-component data-lang data-language ' +
  'data-lazy-src data-lazy-srcset data-original data-src data-srcset data-testid data-type data-url datetime ' +
  'dir display encoding headers height hidden href http-equiv id itemprop itemscope itemtype lang name ' +
  'poster property rel reversed role rowspan scope sizes src srcset start alt title type value width ' +
  'alttext'
).split(' ');

/** What becomes of an element by its name: `Take` in `src/html.rs`. */
const WHOLE = 0;
const NOTHING = 1;
const ALONE = 2;
const NOSCRIPT = 3;
const SCRIPT = 4;
const TEMPLATE = 5;
const SLOT = 6;
/** A custom element, which may have a shadow root. */
const CUSTOM = 7;
const TEXT = 8;
const HEAD = 9;

/** @type {Record<string, number>} */
const TAKES = {
  '#text': TEXT,
  style: NOTHING,
  template: TEMPLATE,
  script: SCRIPT,
  noscript: NOSCRIPT,
  slot: SLOT,
  head: HEAD,
  svg: ALONE,
  iframe: ALONE,
  select: ALONE,
  textarea: ALONE,
  canvas: ALONE,
};

/** Not asked whether they are hidden: they stand inside a block, which is. Asking costs as much as all else. */
const PHRASING =
  /^(a|abbr|b|bdi|br|cite|code|em|font|i|img|kbd|mark|q|s|samp|small|source|strong|sub|sup|time|tt|u|var|wbr)$/;
/** Often sticky; other elements are only asked whether they are fixed, which `offsetParent` tells at less cost. */
const MAY_BE_STICKY = /^(header|nav|aside|footer)$/;
/** How deep an element that floats over the page usually stands at most. */
const MAX_FIXED_DEPTH = 12;
const VISIBLE = { visibilityProperty: true };
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

/** The children of one element while they are walked; kept and used again for the next element of the same depth. */
class Level {
  /** @param {Level | null} up @param {number} depth */
  constructor(up, depth) {
    this.up = up;
    /** @type {Level | null} */
    this.down = null;
    this.depth = depth;
    /** The element's number. */
    this.parent = 0;
    /** The child in work. @type {Node | null} */
    this.node = null;
    /** The children, when they are not simply siblings. @type {Node[] | null} */
    this.list = null;
    this.place = 0;
    /** Whether to ask the browser for facts. */
    this.ask = false;
    /** What the children inherit. */
    this.facts = 0;
    /** The node that stands for them in `nodes`. @type {Node | null} */
    this.standIn = null;
  }

  /** The level below, as a copy of this one without children. @param {number} parent */
  enter(parent) {
    this.down ??= new Level(this, this.depth + 1);
    const level = this.down;
    level.parent = parent;
    level.node = null;
    level.list = null;
    level.place = 0;
    level.ask = this.ask;
    level.facts = this.facts;
    level.standIn = this.standIn;
    return level;
  }

  /** Moves to the next child; false when there is none. */
  step() {
    this.place += 1;
    this.node = this.list ? (this.list[this.place] ?? null) : this.node && nextSibling.call(this.node);
    return this.node !== null;
  }
}

/** A name as it is met in the page: what becomes of such a node, and its index among the packed names. */
class Name {
  /** @param {number} index @param {string} name */
  constructor(index, name) {
    this.index = index;
    this.take = TAKES[name] ?? (name.startsWith('#') ? NOTHING : name.includes('-') ? CUSTOM : WHOLE);
    this.asked = !PHRASING.test(name);
    this.mayBeSticky = MAY_BE_STICKY.test(name);
  }
}

/** The state of one capture. */
class Packer {
  /**
   * @param {Set<Node>} ours the extension's own elements, which are no part of the page
   * @param {Told} told
   */
  constructor(ours, told) {
    this.ours = ours;
    this.told = told;
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
      name = new Name(this.addName(local), local);
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
      const value = getAttribute.call(element, attr) ?? '';
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
    const asks = level.ask && level.facts === 0 && told === null;
    const facts = asks ? this.facts(element, name, level.depth) : level.facts || (told === 'floats' ? FIXED : 0);
    const inside = level.enter(this.element(element, level, name, facts));
    inside.facts = facts & HIDDEN;
    if (told === 'shown') inside.ask = false;
    switch (name.take) {
      case ALONE:
        return null;
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
   * What only a browser knows of an element that stands in nothing hidden.
   * @param {Element} element @param {Name} name @param {number} depth
   */
  facts(element, name, depth) {
    if (!name.asked || name.take === NOSCRIPT) return 0;
    if (!checkVisibility.call(element, VISIBLE)) {
      // It also says so of `display: contents` and of the closed part of <details>, which are no reason to hide.
      const { display, visibility } = getComputedStyle(element);
      return display === 'none' || visibility !== 'visible' ? HIDDEN : 0;
    }
    if (depth > MAX_FIXED_DEPTH) return 0;
    const asks = name.mayBeSticky || (element instanceof HTMLElement && offsetParent.call(element) === null);
    if (!asks) return 0;
    const { position } = getComputedStyle(element);
    return position === 'fixed' || position === 'sticky' ? FIXED : 0;
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

/** A script that holds data: metadata or mathematics. @param {Element} script */
function isData(script) {
  const type = script.getAttribute('type')?.toLowerCase() ?? '';
  return type.includes('ld+json') || type.startsWith('math/');
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

/**
 * Captures a document.
 * @param {Document} document
 * @param {{ours?: Set<Node>, live?: boolean}} [how] live: false for a document that is not rendered
 * @returns {Capture}
 */
export function capture(document, { ours = new Set(), live = true } = {}) {
  const packer = new Packer(ours, null);
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
  const packer = new Packer(ours, told);
  const broken = yield* packer.walk(rootOf(document), true);
  return broken ? null : packer.packed(document);
}

/** Joins by NUL; a NUL of the page's own would shift every string behind it. @param {string[]} strings */
function join(strings) {
  const clean = strings.join('').includes('\0') ? strings.map((text) => text.replaceAll('\0', '\ufffd')) : strings;
  return clean.join('\0');
}
