// What a labelled page teaches of its site: the marks of its text, the selectors that found nothing but clutter on it,
// and those that found text of the article. It only looks; the background keeps count.

import { NAMED_BY, selectorOf } from '../shared/selectors.js';
import { native, page } from './native.js';

const { getAttribute, localName, parentNode } = native;

/** Selectors looked at on one page, and elements that one may find: the rest is not worth the time it takes. */
const MOST_SELECTORS = 60;
const MOST_FOUND = 100;

/**
 * @param {import('./content.js').Labelled} labelled
 * @param {readonly string[]} known selectors learnt before
 * @returns {{marks: number[], right: string[], wrong: string[]}}
 */
export function learn({ captured: { nodes }, result: { blocks, clutter } }, known) {
  const marks = blocks.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  const hidden = new Set(clutter.map(({ node }) => nodes[node]).filter((node) => node instanceof Element));
  /** The article's own nodes, and what stands around them. @type {Set<Node>} */
  const kept = new Set();
  for (const { keep, first, last } of blocks) {
    if (!keep) continue;
    for (let up = nodes[first] ?? null; up && !kept.has(up); up = parentNode.call(up)) kept.add(up);
    for (const node of nodes.slice(first, last)) kept.add(node);
  }
  const found = [...hidden].map((element) => nameOf(/** @type {Element} */ (element))).filter((name) => name !== null);
  /** @type {string[]} */
  const right = [];
  /** @type {string[]} */
  const wrong = [];
  for (const selector of new Set([...known, ...found].slice(0, MOST_SELECTORS))) {
    const elements = page.all(selector);
    if (elements.length === 0 || elements.length > MOST_FOUND) continue;
    const all = [...elements];
    if (all.some((element) => kept.has(element))) wrong.push(selector);
    else if (all.every((element) => isIn(element, hidden))) right.push(selector);
  }
  return { marks, right, wrong };
}

/** @param {Element} element */
const nameOf = (element) =>
  selectorOf({
    tag: localName.call(element),
    id: getAttribute.call(element, 'id'),
    classes: getAttribute.call(element, 'class'),
    names: Object.fromEntries(NAMED_BY.map((name) => [name, getAttribute.call(element, name)])),
  });

/** Whether an element is one of these or stands in one. @param {Node} element @param {Set<Node | undefined>} these */
function isIn(element, these) {
  for (/** @type {Node | null} */ let up = element; up; up = parentNode.call(up)) if (these.has(up)) return true;
  return false;
}
