// The article's headings: their levels without gaps, the outline beside the article or in its panel, the reader's
// position in it, and the jumps between headings.
//
// Fewer than three headings make no outline: the scroll bar says as much.

import { addActions } from './actions.js';
import { byId, element } from './nodes.js';

const FEWEST = 3;

/** What the core's writer of nodes sets before the page's ids (`src/allow.rs`). */
const ID_PREFIX = 'in-';

/** A heading counts as reached when it is this far from the top of the window, in CSS pixels. */
const REACHED = 120;

/** @type {HTMLHeadingElement[]} */
let headings = [];
/** The two lists, each link at the index of its heading. @type {HTMLAnchorElement[][]} */
let lists = [];

/** Reads the headings of the article that is shown. */
export function readOutline() {
  const found = byId('body').querySelectorAll('h2, h3, h4, h5, h6');
  headings = [...found]
    .filter((heading) => !heading.closest('details, blockquote, table, figure') && heading.textContent?.trim())
    .map((heading) => /** @type {HTMLHeadingElement} */ (heading));
  closeGaps();
  headings.forEach((heading, index) => {
    heading.id ||= `section-${index + 1}`;
  });
  const enough = headings.length >= FEWEST;
  byId('contents-button').hidden = !enough;
  lists = enough ? [fillList(byId('contents-list')), fillList(byId('aside-list'))] : [];
  byId('aside-nav').hidden = !enough;
  markPlace();
}

/** Called once. */
export function watchOutline() {
  addEventListener('scroll', markPlace, { passive: true });
  // Before the frame is shown, nothing in it has a place.
  addEventListener('resize', markPlace, { passive: true });
  addActions(
    { id: 'next-heading', keys: ['n', 'j'], name: 'readerKeyNextHeading', run: () => jump(1) },
    { id: 'previous-heading', keys: ['p', 'k'], name: 'readerKeyPreviousHeading', run: () => jump(-1) },
  );
}

/** A page's headings skip levels for their looks; to a screen reader a level that is missing is a section that is missing. */
function closeGaps() {
  /** @type {number[]} the page's levels of the headings around */
  const around = [];
  for (const heading of headings) {
    const level = levelOf(heading);
    while (around.length > 0 && /** @type {number} */ (around.at(-1)) >= level) around.pop();
    around.push(level);
    if (around.length + 1 !== level) heading.setAttribute('aria-level', String(around.length + 1));
  }
}

/** @param {HTMLElement} heading */
const levelOf = (heading) => Number(heading.localName[1]);

/** @param {HTMLElement} list */
function fillList(list) {
  const links = headings.map((heading) => {
    const depth = Number(heading.getAttribute('aria-level') ?? levelOf(heading)) - 2;
    const link = element(
      'a',
      {
        href: `#${heading.id}`,
        'data-depth': Math.min(depth, 3),
        onclick: (/** @type {Event} */ event) => {
          event.preventDefault();
          /** @type {HTMLElement | null} */ (list.closest('[popover]'))?.hidePopover();
          goTo(heading);
        },
      },
      heading.textContent?.trim() ?? '',
    );
    return link;
  });
  const { lang, dir } = byId('article');
  list.lang = lang;
  list.dir = dir;
  list.replaceChildren(...links.map((link) => element('li', {}, link)));
  return links;
}

/** @param {HTMLElement} heading */
function goTo(heading) {
  heading.scrollIntoView({ block: 'start' });
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The index of the heading that the top of the window belongs to, -1 above the first. */
const placeIndex = () => headings.findLastIndex((heading) => heading.getBoundingClientRect().top <= REACHED);

function markPlace() {
  const place = placeIndex();
  for (const links of lists) {
    links.forEach((link, index) => {
      if (index === place) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    links[place]?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }
}

/**
 * The page's address at the section that the person is reading: by the heading's own id, else by its words (a text
 * fragment, which browsers know how to find).
 * @param {string} url
 */
export function linkToSection(url) {
  const heading = headings[placeIndex()];
  const page = url.replace(/#.*$/s, '');
  if (!heading) return page;
  const own = heading.id.startsWith(ID_PREFIX) ? heading.id.slice(ID_PREFIX.length) : '';
  // A hyphen is a sign of the text fragment's own grammar.
  const words = encodeURIComponent(heading.textContent?.trim() ?? '').replaceAll('-', '%2D');
  return own ? `${page}#${encodeURIComponent(own)}` : `${page}#:~:text=${words}`;
}

/** @param {1 | -1} step */
function jump(step) {
  const focused = headings.indexOf(/** @type {HTMLHeadingElement} */ (document.activeElement));
  const from = focused >= 0 && isInView(document.activeElement) ? focused : placeIndex();
  const heading = headings[from + step];
  if (heading) goTo(heading);
  else if (step < 0) window.scrollTo({ top: 0 });
}

/** @param {Element | null} node */
function isInView(node) {
  const box = node?.getBoundingClientRect();
  return Boolean(box && box.bottom > 0 && box.top < innerHeight);
}
