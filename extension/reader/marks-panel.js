// Marking: the button that a selection brings up, the note of a mark that is clicked, and the list of all marks in the
// panel of what can be kept.

import { t } from '../shared/i18n.js';
import { addActions } from './actions.js';
import { addMark, allMarks, followMarks, markAt, removeMark, setNote } from './marks.js';
import { byId, element, say } from './nodes.js';
import { placeBy } from './place.js';

/** @typedef {import('./marks.js').Mark} Mark */
/** @typedef {import('../shared/types.js').Piece} Piece */

/** Call it once. */
export function watchMarks() {
  const offer = byId('mark-offer');
  // The selection would be gone with the click's default.
  offer.addEventListener('pointerdown', (event) => event.preventDefault());
  offer.addEventListener('click', mark);
  document.addEventListener('selectionchange', showOffer);
  addEventListener('scroll', showOffer, { passive: true });
  byId('article').addEventListener('click', openClicked);
  byId('save').addEventListener('beforetoggle', listMarks);
  followMarks();
  addActions({ id: 'mark', keys: ['h'], name: 'readerMark', run: mark });
}

/** What is selected in the article, if anything. */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = byId('article').contains(range.commonAncestorContainer);
  return within && selection.toString().trim() ? range : null;
}

function showOffer() {
  const offer = byId('mark-offer');
  const range = selected();
  offer.hidden = range === null;
  if (range) placeBy(offer, range.getBoundingClientRect());
}

async function mark() {
  const range = selected();
  if (!range) return say(t('readerMarkSelect'));
  try {
    const marked = await addMark(range);
    getSelection()?.removeAllRanges();
    say(t(marked ? 'readerMarked' : 'readerMarkSelect'));
  } catch (error) {
    sayFailed(error);
  }
}

/** The browser may store nothing more. @param {unknown} error */
function sayFailed(error) {
  console.error('Standfirst:', error);
  say(t('readerMarkFailed'));
}

/** @param {MouseEvent} event */
function openClicked(event) {
  const busy = event.target instanceof Element && event.target.closest('a, button, summary, input');
  const found = busy || selected() ? null : markAt(event.clientX, event.clientY);
  if (!found) return;
  const panel = byId('mark');
  panel.replaceChildren(...controls(found, () => panel.hidePopover()));
  panel.showPopover();
  placeBy(panel, new DOMRect(event.clientX, event.clientY, 0, 16));
  panel.querySelector('textarea')?.focus();
}

/**
 * The note of a mark, and its end.
 * @param {Mark} mark
 * @param {() => void} removed
 */
function controls(mark, removed) {
  const note = element('textarea', { rows: 3, 'aria-label': t('readerMarkNote'), placeholder: t('readerMarkNote') });
  note.value = mark.note;
  // At every letter: the panel may close, or the page go, without another word.
  note.addEventListener('input', () => setNote(mark, note.value.trim()).catch(sayFailed));
  const remove = async () => {
    try {
      await removeMark(mark);
      removed();
      say(t('readerMarkRemoved'));
    } catch (error) {
      sayFailed(error);
    }
  };
  return [note, element('button', { type: 'button', class: 'quiet', onclick: remove }, t('readerMarkRemove'))];
}

/** Lists the marks at the end of the panel. */
function listMarks() {
  const { lang, dir } = byId('article');
  const items = allMarks().map(({ mark, range }) => {
    const go = element('button', { type: 'button', class: 'quote', lang, dir, onclick: () => show(range) }, mark.quote);
    const lost = range ? null : element('p', {}, t('readerMarkLost'));
    go.disabled = range === null;
    return element('li', {}, go, lost, ...controls(mark, listMarks));
  });
  byId('marks').hidden = items.length === 0;
  byId('marks-list').replaceChildren(...items);
}

/** @param {Range | null} range */
function show(range) {
  byId('save').hidePopover();
  const place = range?.startContainer.parentElement;
  if (!place) return;
  place.scrollIntoView({ block: 'center' });
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/**
 * The marks as the end of an article, for exports: the core writes them as it writes the rest, with every sign of the
 * format made harmless. Empty when there are none.
 * @returns {Piece[]}
 */
export function marksAsPieces() {
  const pieces = allMarks().flatMap(({ mark }) => [
    piece('blockquote', ...paragraphs(mark.quote)),
    ...paragraphs(mark.note),
  ]);
  return pieces.length === 0 ? [] : [piece('h2', { type: 'text', text: t('readerMarks') }), ...pieces];
}

/** @param {string} tag @param {...Piece} children @returns {Piece} */
const piece = (tag, ...children) => ({ type: 'element', tag, attrs: [], children });

/** Every line of what a person typed or selected is a paragraph. @param {string} text */
const paragraphs = (text) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => piece('p', { type: 'text', text: line }));
