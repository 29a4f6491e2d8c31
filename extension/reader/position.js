// Where the person is in the article: the block at the top of the window (so that the page behind can scroll there
// and back), how much is read, and whether the bar shows.

import { byId } from './nodes.js';
import { keepForSession, keptForSession } from './session.js';

/** What the sticky bar covers, in CSS pixels, and a little air. */
const TOP = 72;

/** Scrolling less than this, in CSS pixels, is a trembling hand and not a wish to see the bar. */
const TREMBLE = 12;

/** @returns {HTMLElement[]} */
const blocks = () =>
  [...byId('article').querySelectorAll('[data-block]')].filter(
    /** @returns {node is HTMLElement} */ (node) =>
      node instanceof HTMLElement && node.closest('details:not([open])') === null,
  );

/** The number of the block at the top of the window; none while the heading is still there. */
export function blockAtTop() {
  let top;
  for (const block of blocks()) {
    if (block.getBoundingClientRect().top > TOP + 1) break;
    top = Number(block.dataset.block);
  }
  return window.scrollY < TREMBLE ? undefined : top;
}

/** Scrolls to a block, or to the nearest one before it. @param {number} number */
function scrollToBlock(number) {
  const before = blocks().filter((block) => Number(block.dataset.block) <= number);
  before.at(-1)?.scrollIntoView({ block: 'start', behavior: 'instant' });
}

/** What a person scrolls with. Assistive technology scrolls without them. */
const SCROLLING = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** Gives the place up that is being held. */
let letGo = () => {};

/**
 * Scrolls to a block, or to the beginning, and stays there while fonts and pictures come and the frame gets its size, until
 * somebody scrolls: browsers that hold a place by themselves do not hold one that a script chose.
 * @param {number | undefined} number
 */
export function stayAt(number) {
  letGo();
  if (number === undefined) return window.scrollTo({ top: 0, behavior: 'instant' });
  const article = byId('article');
  let top = 0;
  let height = 0;
  const hold = () => {
    scrollToBlock(number);
    top = window.scrollY;
    height = article.offsetHeight;
  };
  const observer = new ResizeObserver(hold);
  const moved = () => {
    if (article.offsetHeight !== height) hold();
    else if (Math.abs(window.scrollY - top) > 1) letGo();
  };
  const holding = new AbortController();
  letGo = () => {
    observer.disconnect();
    holding.abort();
  };
  hold();
  observer.observe(article);
  const { signal } = holding;
  addEventListener('scroll', moved, { passive: true, signal });
  for (const type of SCROLLING) addEventListener(type, letGo, { passive: true, signal });
}

/** Where the place in an article is kept, by the page's address. */
const PLACE = 'place:';

/** Keeps the place over a reload. @param {string} url */
export const keepPlace = (url) => keepForSession(PLACE + url, blockAtTop());

/** The place that was kept for this address. @param {string} url */
export const placeBefore = (url) => keptForSession(PLACE + url);

/** Keeps the progress line and the bar up to date. */
export function watchPosition() {
  const bar = byId('bar');
  const progress = byId('progress');
  let last = window.scrollY;
  let waiting = false;
  const update = () => {
    waiting = false;
    const room = document.documentElement.scrollHeight - window.innerHeight;
    const at = window.scrollY;
    progress.style.setProperty('--read', String(room > 0 ? Math.min(1, Math.max(0, at / room)) : 0));
    bar.toggleAttribute('data-scrolled', at > 8);
    if (Math.abs(at - last) > TREMBLE || at <= TOP) {
      bar.toggleAttribute('data-away', at > last && at > TOP);
      last = at;
    }
  };
  const ask = () => {
    if (!waiting) requestAnimationFrame(update);
    waiting = true;
  };
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask, { passive: true });
  update();
}
