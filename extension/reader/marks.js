// Marks: what a person highlighted in an article, with a note if they like. They are kept on this machine by the
// article's address, as the words themselves and a little of what stands around, so that they are found again when the
// text has moved, or was changed a little (found-again.js). They colour ranges; the article's nodes are not touched.
//
// It gives up on a mark whose words are no longer in the text: it stays in the list, and says so.

import { browser } from '../shared/browser.js';
import { CONTEXT, placeOf } from './found-again.js';
import { byId } from './nodes.js';
import { paragraphsOf } from './speech-text.js';

/**
 * @typedef {{quote: string, before: string, after: string, note: string}} Mark
 * @typedef {import('./speech-text.js').Run} Run
 */

/** A mark may be no longer than this; more is the article. */
const LONGEST = 5000;

let key = '';
/** @type {Mark[]} */
let marks = [];
/** @type {(Range | null)[]} */
let ranges = [];
/** The article's text as one string, and where each text node begins in it. @type {{text: string, runs: Run[]}} */
let index = { text: '', runs: [] };

/** The marks of the article that is shown, and where they are; null for what was not found. */
export const allMarks = () => marks.map((mark, at) => ({ mark, range: ranges[at] ?? null }));

/** Reads the article that is shown and its marks. @param {string} address */
export async function readMarks(address) {
  const own = `marks:${address.replace(/#.*$/s, '')}`;
  key = own;
  // Nothing can be marked, and nothing kept over what is stored, until that has been read.
  marks = [];
  index = { text: '', runs: [] };
  const stored = (await browser.storage.local.get(own))[own];
  // Another article may be shown by now.
  if (key !== own) return;
  marks = (Array.isArray(stored) ? stored : []).filter(isMark);
  for (const { text, runs } of paragraphsOf(byId('article'))) {
    for (const { node, at } of runs) index.runs.push({ node, at: index.text.length + at });
    index.text += `${text}\n`;
  }
  await draw();
}

/** @param {unknown} value @returns {value is Mark} */
function isMark(value) {
  const mark = /** @type {Record<string, unknown>} */ (value ?? {});
  return ['quote', 'before', 'after', 'note'].every((field) => typeof mark[field] === 'string') && mark.quote !== '';
}

/** Marks what is selected; false when nothing of the article is. @param {Range} range */
export async function addMark(range) {
  const inside = index.runs.filter(({ node }) => range.intersectsNode(node));
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return false;
  let from = first.at + (first.node === range.startContainer ? range.startOffset : 0);
  let to = last.at + (last.node === range.endContainer ? range.endOffset : last.node.length);
  while (from < to && /\s/.test(index.text[from] ?? '')) from += 1;
  while (from < to && /\s/.test(index.text[to - 1] ?? '')) to -= 1;
  if (to <= from || to - from > LONGEST) return false;
  const mark = {
    quote: index.text.slice(from, to),
    before: index.text.slice(Math.max(0, from - CONTEXT), from),
    after: index.text.slice(to, to + CONTEXT),
    note: '',
  };
  const same = marks.some(({ quote, before }) => quote === mark.quote && before === mark.before);
  if (!same) await keep([...marks, mark]);
  return true;
}

/** Gives the mark with its new note. @param {Mark} mark @param {string} note */
export function setNote(mark, note) {
  const changed = { ...mark, note };
  keep(marks.map((other) => (other === mark ? changed : other)));
  return changed;
}

/** @param {Mark} mark */
export const removeMark = (mark) => keep(marks.filter((other) => other !== mark));

/** The mark at a place in the window, if there is one. @param {number} x @param {number} y */
export function markAt(x, y) {
  const caret = document.caretPositionFromPoint(x, y);
  const at = caret && ranges.findIndex((range) => range?.isPointInRange(caret.offsetNode, caret.offset));
  return at === null || at < 0 ? null : (marks[at] ?? null);
}

/** @param {Mark[]} kept */
async function keep(kept) {
  marks = kept;
  const stored = kept.length > 0 ? browser.storage.local.set({ [key]: kept }) : browser.storage.local.remove(key);
  await draw();
  await stored;
}

/** The last drawing that was begun: one that is done later than the next has nothing to say. */
let drawing = 0;

async function draw() {
  drawing += 1;
  const own = drawing;
  const wanted = marks;
  const places = await Promise.all(wanted.map((mark) => placeOf(mark, index.text)));
  if (own !== drawing) return;
  ranges = places.map((place) => place && rangeBetween(...place));
  const found = ranges.filter((range) => range !== null);
  const noted = ranges.filter((range, at) => range !== null && wanted[at]?.note);
  CSS.highlights.set('mark', new Highlight(...found));
  CSS.highlights.set('noted', new Highlight(.../** @type {Range[]} */ (noted)));
}

/** @param {number} from @param {number} to */
function rangeBetween(from, to) {
  const first = index.runs.findLast(({ at }) => at <= from);
  const last = index.runs.findLast(({ at }) => at < to);
  if (!first || !last) return null;
  const range = new Range();
  range.setStart(first.node, Math.min(from - first.at, first.node.length));
  range.setEnd(last.node, Math.min(to - last.at, last.node.length));
  return range;
}
