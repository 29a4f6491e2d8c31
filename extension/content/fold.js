// Following articles, which endless pages add behind the one that was asked for: they are folded behind one line, a
// button in a closed shadow root, that opens the next of them. What stands empty behind a folded article is folded with
// it, because it would be in the window now and make the page load one article after the other.
// The line is the one element of ours that stands in the flow of a page; it goes with everything else.

import { direction, language, t } from '../shared/i18n.js';
import { hosts, newHost } from './host.js';
import { native, page } from './native.js';
import { keyOf } from './shapes.js';
import { boxOf, childrenOf, holds, parentOf, stands } from './tree.js';

/** @typedef {import('./arrange.js').Arrangement} Arrangement */

/** An article has at least so much text, in UTF-16 units. */
const MIN_LENGTH = 600;
/** The longest headline on the line, in UTF-16 units. */
const MAX_TITLE = 120;
/** What may hold a whole article. */
const HOLDERS = /^(article|section|main|div|li)$|-/;
const ROLE = 'next-article';
const REASON = 'follows';

const CSS = `
  :host { display: block !important; position: static !important; inline-size: auto !important; block-size: auto !important;
    margin: 24px auto !important; padding: 0 16px !important; max-inline-size: 720px !important; grid-column: 1 / -1 !important; }
  button { all: unset; box-sizing: border-box; inline-size: 100%; padding: 12px 16px; border-radius: 10px; cursor: pointer;
    display: flex; gap: 16px; align-items: baseline; color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif;
    color: light-dark(#1b1c1e, #f1f1ee); background: light-dark(#fffefa, #242628); border: 1px solid light-dark(#0003, #fff3); }
  span { flex: 1; }
  b { font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
  button:hover { background: light-dark(#f3f2ec, #303336); }
  button:focus-visible { outline: 2px solid light-dark(#1a5fb4, #8fc1ff); outline-offset: 2px; }
  @media (forced-colors: active) { button { border-color: ButtonBorder; } }
`;

export class Fold {
  /** @param {Arrangement} arranged @param {(opened: Element | null) => void} changed what is hidden has changed: an article was opened, or folded again */
  constructor(arranged, changed) {
    this.arranged = arranged;
    this.changed = changed;
    /** The following articles, in the order of the page. @type {Element[]} */
    this.articles = [];
    /** Those that the person has opened. @type {Set<Element>} */
    this.opened = new Set();
    /** The empty elements behind a folded article. @type {Element[]} */
    this.tails = [];
    /** @type {{host: HTMLElement, remove(): void, span: HTMLElement} | null} */
    this.line = null;
    this.keys = keysAround(arranged);
    for (const { element, role } of arranged.hiding.items.values()) {
      if (role === ROLE && native.textContent.call(element).length >= MIN_LENGTH) this.articles.push(element);
    }
    // Those that are not hidden for good, because they read as articles do, can be folded: the line brings them back.
    for (const { element, block } of arranged.elements) {
      if (block.role === ROLE && !arranged.isUnderHidden(element)) this.follows(this.outermost(element));
    }
    this.articles.sort((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  }

  /** The largest element around one that holds no part of the article. @param {Element} element */
  outermost(element) {
    let at = element;
    for (let above = parentOf(at); above && !this.arranged.chain.has(above); above = parentOf(at)) at = above;
    return at;
  }

  /**
   * Whether an added element is a following article; it is remembered then, and folded by `settle`.
   * @param {Element} element
   */
  follows(element) {
    const { kept, chain, main } = this.arranged;
    const last = kept.at(-1);
    if (this.articles.includes(element)) return true;
    if (!last || !HOLDERS.test(native.localName.call(element)) || chain.has(element) || holds(main, element))
      return false;
    if (this.articles.some((article) => holds(article, element))) return false;
    // An article in a frame is followed by nothing outside it, and none outside by what is in a frame.
    if (native.ownerDocument.call(last) !== native.ownerDocument.call(element)) return false;
    const behind = last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!behind || native.textContent.call(element).length < MIN_LENGTH || !this.isArticle(element)) return false;
    this.articles.push(element);
    return true;
  }

  /** @param {Element} element */
  isArticle(element) {
    const has = (/** @type {string} */ selector) => native.querySelectorAll.call(element, selector).length > 0;
    if (!has('h1, h2') || native.querySelectorAll.call(element, 'p').length < 2) return false;
    return has('h1') || this.keys.has(keyOf(element)) || native.matches.call(element, 'article, [itemtype*="Article"]');
  }

  /** Folds what is to be folded, and puts the line where it belongs. */
  settle() {
    const { hiding } = this.arranged;
    this.articles = this.articles.filter((article) => stands(article));
    const folded = this.articles.filter((article) => !this.opened.has(article));
    hiding.add(folded.map((element) => ({ element, role: ROLE, reason: REASON, blocks: 1 })));
    const tails = folded.length > 0 ? emptyBehind(/** @type {Element} */ (folded.at(-1))) : [];
    hiding.drop(this.tails.filter((tail) => !tails.includes(tail)));
    hiding.add(tails.map((element) => ({ element, role: ROLE, reason: REASON, blocks: 0 })));
    this.tails = tails;
    this.draw(folded[0]);
  }

  /** The line before the first folded article, or none. @param {Element | undefined} first */
  draw(first) {
    const shows = first !== undefined && this.arranged.hiding.state === 'hidden';
    if (!shows) {
      this.line?.remove();
      this.line = null;
      return;
    }
    this.line ??= this.newLine();
    if (native.nextElementSibling.call(this.line.host) !== first) first.before(this.line.host);
    const [heading] = native.querySelectorAll.call(first, 'h1, h2');
    const title = heading ? native.textContent.call(heading).trim().replace(/\s+/g, ' ').slice(0, MAX_TITLE) : '';
    this.line.span.textContent = title ? t('foldNext', title) : t('foldNextUntitled');
  }

  newLine() {
    const { host, root, remove } = newHost(CSS);
    host.setAttribute(this.arranged.hiding.attribute, 'line');
    const button = page.create('button');
    button.type = 'button';
    button.lang = language();
    button.dir = direction();
    const span = page.create('span');
    const open = page.create('b');
    open.textContent = t('foldOpen');
    button.append(span, open);
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      if (event.isTrusted) this.openNext();
    });
    root.append(button);
    return { host, remove, span };
  }

  /** Opens the next of the folded articles; what follows it stays folded. */
  openNext() {
    const next = this.articles.find((article) => !this.opened.has(article));
    if (!next) return;
    this.opened.add(next);
    this.arranged.hiding.drop([next]);
    this.settle();
    this.changed(next);
  }

  /**
   * The address has changed while the person scrolled: the article in the middle of the window is that of the address,
   * and what follows it folds again, unless it is seen.
   */
  turn() {
    const middle = innerHeight / 2;
    const opened = this.articles.filter((article) => this.opened.has(article));
    const current = opened.findLastIndex((article) => boxOf(article).top <= middle);
    const later = opened.slice(current + 1).filter((article) => boxOf(article).top > innerHeight);
    for (const article of later) this.opened.delete(article);
    if (later.length > 0) {
      this.settle();
      this.changed(null);
    }
  }

  remove() {
    this.draw(undefined);
  }
}

/** What the article's own element looks like: those around it with a class, inside what holds everything. @param {Arrangement} arranged */
function keysAround({ chain, main }) {
  const keys = new Set();
  for (const element of chain) {
    if (
      holds(element, main) &&
      native.getAttribute.call(element, 'class') &&
      element !== page.body() &&
      element !== page.root()
    ) {
      keys.add(keyOf(element));
    }
  }
  return keys;
}

/** The elements behind one that hold neither text nor pictures. @param {Element} element */
function emptyBehind(element) {
  const empty = [];
  for (let next = native.nextElementSibling.call(element); next; next = native.nextElementSibling.call(next)) {
    const isBare = !/\S/.test(native.textContent.call(next)) && !hosts.has(next) && childrenOf(next).length < 10;
    const plain = native.querySelectorAll.call(next, 'img, video, iframe, canvas, svg, input, button').length === 0;
    if (isBare && plain && !/^(script|style|link|template|noscript)$/.test(native.localName.call(next)))
      empty.push(next);
  }
  return empty;
}
