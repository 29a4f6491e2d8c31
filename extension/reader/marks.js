// Marks: what a person highlighted in an article, with a note if they like. They are kept on this machine by the
// article's address, as the words themselves and a little of what stands around, so that they are found again when the
// text has moved, or was changed a little (found-again.js). They colour ranges; the article's nodes are not touched.
// Another tab may show the same article: what is stored is read before it is changed, one mark at a time, and followed.
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
  key = `marks:${address.replace(/#.*$/s, '')}`;
  marks = [];
  index = { text: '', runs: [] };
  for (const { text, runs } of paragraphsOf(byId('article'))) {
    for (const { node, at } of runs) index.runs.push({ node, at: index.text.length + at });
    index.text += `${text}\n`;
  }
  await follow();
  await draw();
}

/** Shows what another tab does to the marks. Call it once. */
export function followMarks() {
  browser.storage.onChanged.addListener(async (changes, area) => {
    if (area !== 'local' || !(key in changes)) return;
    await follow();
    await draw();
  });
}

/** The end of what reads and writes, one after the other, and how much of it is left. @type {Promise<unknown>} */
let last = Promise.resolve();
let left = 0;

/** @param {(own: string) => Promise<Mark[]>} work gives the marks of the article with this key */
function inTurn(work) {
  const own = key;
  left += 1;
  const done = last
    .then(() => work(own))
    .finally(() => {
      left -= 1;
    })
    .then((found) => {
      // Another article may be shown by now, or the person has typed on.
      if (key === own && left === 0) marks = found;
    });
  last = done.catch(() => {});
  return done;
}

const follow = () => inTurn(stored);

/** @param {string} own the article's key @returns {Promise<Mark[]>} */
async function stored(own) {
  const value = (await browser.storage.local.get(own))[own];
  return (Array.isArray(value) ? value : []).filter(isMark);
}

/** @param {unknown} value @returns {value is Mark} */
function isMark(value) {
  const mark = /** @type {Record<string, unknown>} */ (value ?? {});
  return ['quote', 'before', 'after', 'note'].every((field) => typeof mark[field] === 'string') && mark.quote !== '';
}

/** Whether two marks are of the same words in the same place. @param {Mark} a @param {Mark} b */
const isSame = (a, b) => a.quote === b.quote && a.before === b.before;

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
  await keep((kept) => (kept.some((other) => isSame(other, mark)) ? kept : [...kept, mark]));
  return true;
}

/**
 * Gives the mark a note. One that another tab has removed meanwhile is there again: what a person writes is not lost.
 * @param {Mark} mark @param {string} note
 */
export function setNote(mark, note) {
  const noted = { ...mark, note };
  return keep((kept) =>
    kept.some((other) => isSame(other, mark))
      ? kept.map((other) => (isSame(other, mark) ? noted : other))
      : [...kept, noted],
  );
}

/** @param {Mark} mark */
export const removeMark = (mark) => keep((kept) => kept.filter((other) => !isSame(other, mark)));

/** The mark at a place in the window, if there is one. @param {number} x @param {number} y */
export function markAt(x, y) {
  const caret = document.caretPositionFromPoint(x, y);
  const at = caret && ranges.findIndex((range) => range?.isPointInRange(caret.offsetNode, caret.offset));
  return at === null || at < 0 ? null : (marks[at] ?? null);
}

/**
 * Changes what is shown at once, then what is stored. Fails where the browser stores nothing more; what is stored is shown
 * then.
 * @param {(kept: Mark[]) => Mark[]} change
 */
async function keep(change) {
  marks = change(marks);
  draw();
  try {
    await inTurn(async (own) => {
      const next = change(await stored(own));
      if (next.length > 0) await browser.storage.local.set({ [own]: next });
      else await browser.storage.local.remove(own);
      return next;
    });
  } catch (error) {
    await follow().catch(console.error);
    throw error;
  } finally {
    await draw();
  }
}

/** The last drawing that was begun: of which marks in which text, and when it is done. */
let drawing = { of: '[]', index, done: Promise.resolve() };

/** Draws the marks as they are now, if that is not done or on its way. */
function draw() {
  const of = JSON.stringify(marks);
  if (drawing.of !== of || drawing.index !== index) drawing = { of, index, done: drawn() };
  return drawing.done;
}

async function drawn() {
  const [wanted, within] = [marks, index];
  const places = await Promise.all(wanted.map((mark) => placeOf(mark, within.text)));
  // One that is done later than the next was begun has nothing to say.
  if (drawing.of !== JSON.stringify(wanted) || drawing.index !== within) return;
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
