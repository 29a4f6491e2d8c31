// What only a browser knows of an element, as the bits of `Facts` in `src/page.rs`: that it is not shown, floats over the
// page, how it stands between the window's edges, and that its line is written large. Each question costs, so each is
// asked only of elements that may say something.
// It gives up on elements deeper than the page's frame usually is; the labels are then what they are without.

import { native } from './native.js';

const { checkVisibility, firstChild, getBoundingClientRect, nodeName, nodeType, offsetParent } = native;

export const HIDDEN = 1;
export const FIXED = 2;
const LARGE = 4;
const LEFT_SHIFT = 4;
const RIGHT_SHIFT = 8;
/** `Column::UNITS`: in how many parts of the window's width a box is told. */
const UNITS = 15;

/** How deep an element that floats over the page usually stands at most, and one that makes a column. */
const MAX_FIXED_DEPTH = 12;
const MAX_COLUMN_DEPTH = 16;
/** Often sticky; other elements are only asked whether they are fixed, which `offsetParent` tells at less cost. */
const MAY_BE_STICKY = /^(header|nav|aside|footer)$/;
/** Elements that make columns. */
const MAY_BE_COLUMN = /^(article|aside|div|form|main|ol|section|table|td|ul)$/;
/** Elements that hold the headline where no heading does; its text may stand in one of those inside. */
const MAY_BE_LINE = /^(div|p)$/;
const IN_LINE = /^(A|B|SPAN|STRONG)$/;
/** The longest line that may be large, in UTF-16 code units. */
const MAX_LINE_UNITS = 200;
/** A line is large from this many times the size of the page's text. */
const LARGE_RATIO = 1.5;
const VISIBLE = { visibilityProperty: true };

/** What an element's name says about which questions to ask of it. */
export class Questions {
  /** @param {string} name @param {boolean} isHtml */
  constructor(name, isHtml) {
    this.isHtml = isHtml;
    this.sticky = MAY_BE_STICKY.test(name);
    this.column = MAY_BE_COLUMN.test(name);
    this.line = MAY_BE_LINE.test(name);
  }
}

/** Asks about the elements of one document. */
export class Asker {
  /** @param {Document} document */
  constructor(document) {
    this.width = document.defaultView?.innerWidth ?? 0;
    const body = native.bodyOf(document);
    this.large = body ? fontSize(body) * LARGE_RATIO : Number.POSITIVE_INFINITY;
  }

  /**
   * What a browser knows of an element that stands in nothing hidden.
   * @param {Element} element @param {Questions} questions @param {{depth: number, framed: boolean}} where
   */
  facts(element, questions, { depth, framed }) {
    if (!checkVisibility.call(element, VISIBLE)) {
      // It also says so of `display: contents` and of the closed part of <details>, which are no reason to hide.
      const { display, visibility } = getComputedStyle(element);
      return display === 'none' || visibility !== 'visible' ? HIDDEN : 0;
    }
    const large = questions.line && isLine(element) && fontSize(element) >= this.large ? LARGE : 0;
    const column = questions.column && depth <= MAX_COLUMN_DEPTH && !framed ? columnOf(element, this.width) : 0;
    return large | column | (depth <= MAX_FIXED_DEPTH && isFixed(element, questions) ? FIXED : 0);
  }
}

/** @param {Element} element */
const fontSize = (element) => Number.parseFloat(getComputedStyle(element).fontSize);

/** @param {Element} element */
function isLine(element) {
  const first = firstChild.call(element);
  if (!first) return false;
  if (nodeType.call(first) !== Node.TEXT_NODE) return IN_LINE.test(nodeName.call(first));
  const { data } = /** @type {Text} */ (first);
  return data.length <= MAX_LINE_UNITS && /\S/.test(data);
}

/** @param {Element} element @param {Questions} questions */
function isFixed(element, { sticky, isHtml }) {
  if (!sticky && (!isHtml || offsetParent.call(element) !== null)) return false;
  const { position } = getComputedStyle(element);
  return position === 'fixed' || position === 'sticky';
}

/** The whole units that an element covers: the first, and the one behind the last. @param {Element} element @param {number} width */
function columnOf(element, width) {
  const { left, right } = getBoundingClientRect.call(element);
  const first = Math.min(UNITS, Math.max(0, Math.ceil((left * UNITS) / width)));
  const last = Math.min(UNITS, Math.max(0, Math.floor((right * UNITS) / width)));
  // Of a box outside the window, or in one without a width, no unit is covered.
  return first < last ? (first << LEFT_SHIFT) | (last << RIGHT_SHIFT) : 0;
}
