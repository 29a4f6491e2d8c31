// What the capture takes of a page, by name: the attributes, and what becomes of each element. The tables mirror
// `src/names.rs` and `src/html.rs`. Nothing here asks the page, so that a name is thought about once and not at each node.

import { Questions } from './facts.js';

/** The attributes that a page keeps: the list of `src/names.rs`; a test holds the two together. */
export const ATTRIBUTES = (
  'aria-hidden aria-label aria-modal class colspan content data-component data-lang data-language ' +
  'data-lazy-src data-lazy-srcset data-original data-src data-srcset data-testid data-type data-url datetime ' +
  'dir display encoding headers height hidden href http-equiv id itemprop itemscope itemtype lang name ' +
  'poster property rel reversed role rowspan scope sizes src srcset start alt title type value width ' +
  'alttext data-latex'
).split(' ');

/** What becomes of an element by its name: `Take` in `src/html.rs`. */
const WHOLE = 0;
export const NOTHING = 1;
export const ALONE = 2;
export const NOSCRIPT = 3;
export const SCRIPT = 4;
export const TEMPLATE = 5;
export const SLOT = 6;
/** A custom element, which may have a shadow root. */
export const CUSTOM = 7;
export const TEXT = 8;
export const HEAD = 9;
/** A document of its own; what is in it is taken where the page may read it (frames.js). */
export const FRAME = 10;

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
  iframe: FRAME,
  select: ALONE,
  textarea: ALONE,
  canvas: ALONE,
};

/** Not asked whether they are hidden: they stand inside a block, which is. Asking costs as much as all else. */
const PHRASING =
  /^(a|abbr|b|bdi|br|cite|code|em|font|i|img|kbd|mark|q|s|samp|small|source|strong|sub|sup|time|tt|u|var|wbr)$/;
/** A name as it is met in the page: what becomes of such a node, and its index among the packed names. */
export class Name {
  /** @param {number} index @param {string} name @param {boolean} isHtml */
  constructor(index, name, isHtml) {
    this.index = index;
    this.take = TAKES[name] ?? (name.startsWith('#') ? NOTHING : name.includes('-') ? CUSTOM : WHOLE);
    /** What the browser is asked of such an element. */
    this.questions = PHRASING.test(name) || this.take === NOSCRIPT ? null : new Questions(name, isHtml);
  }
}

/** A script that holds data: metadata or mathematics. @param {Element} script */
export function isData(script) {
  const type = script.getAttribute('type')?.toLowerCase() ?? '';
  return type.includes('ld+json') || type.startsWith('math/');
}
