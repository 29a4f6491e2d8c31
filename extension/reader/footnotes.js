// Footnotes: a mark that links to a note in the article shows the note beside it. The list of notes stays where it is.

import { t } from '../shared/i18n.js';
import { byId, element, targetId } from './nodes.js';
import { placeBy } from './place.js';

/** A mark is a number or a sign, perhaps in brackets: "1", "[12]", "*", "note 3" is already a link of words. */
const MARK = /^[\s\u200b]*[[({]?\s*(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶]{1,3})\s*[\])}]?\s*$/iu;

/** @param {HTMLElement} root the article */
export function finishFootnotes(root) {
  notes.clear();
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    const mark = /** @type {HTMLAnchorElement} */ (link);
    if (!MARK.test(mark.textContent ?? '')) continue;
    const note = noteOf(mark);
    // The note's own way back leads up the page.
    if (!note || !(mark.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING) || note.contains(mark))
      continue;
    mark.setAttribute('role', 'doc-noteref');
    mark.classList.add('noteref');
    mark.addEventListener('click', (event) => {
      event.preventDefault();
      showNote(mark, note);
    });
    notes.set(mark.hash, note);
  }
}

/** The notes by what leads to them, for the marks that stand in notes. @type {Map<string, HTMLElement>} */
const notes = new Map();

/** @param {HTMLAnchorElement} mark */
function noteOf(mark) {
  const target = document.getElementById(targetId(mark));
  const note = target?.closest('li, p, dd, aside, div:not(#body)') ?? null;
  return note instanceof HTMLElement && byId('article').contains(note) && /^(LI|P|DD|DIV)$/.test(note.tagName)
    ? note
    : null;
}

/** What stands before ways back: "^ a b". */
const BACK_SIGNS = /^[\s^↑]+/;

/**
 * A link in a note that is shown: a mark shows its note in this one's place; every other leads back to where the person
 * is anyway.
 * @param {HTMLAnchorElement} link
 * @param {HTMLAnchorElement} mark where the person came from
 */
function finishLink(link, mark) {
  const note = link.classList.contains('noteref') ? notes.get(link.hash) : undefined;
  if (note)
    return link.addEventListener('click', (event) => {
      event.preventDefault();
      showNote(mark, note);
    });
  const raised = link.closest('sup');
  if (raised && raised.textContent === link.textContent) raised.remove();
  else link.remove();
}

/**
 * @param {HTMLAnchorElement} mark
 * @param {HTMLElement} note
 */
function showNote(mark, note) {
  const panel = byId('note');
  const text = /** @type {HTMLElement} */ (note.cloneNode(true));
  for (const node of [text, ...text.querySelectorAll('[id], [data-block]')]) {
    node.removeAttribute('id');
    node.removeAttribute('data-block');
  }
  for (const link of text.querySelectorAll('a[href^="#"]')) finishLink(/** @type {HTMLAnchorElement} */ (link), mark);
  const first = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
  if (first) first.nodeValue = (first.nodeValue ?? '').replace(BACK_SIGNS, '');
  const { lang, dir } = byId('article');
  const body = element('div', { class: 'note-text', lang, dir }, ...text.childNodes);
  const go = element(
    'button',
    {
      type: 'button',
      class: 'quiet',
      onclick: () => {
        panel.hidePopover();
        note.tabIndex = -1;
        note.scrollIntoView({ block: 'center' });
        note.focus({ preventScroll: true });
      },
    },
    t('readerNoteGo'),
  );
  panel.replaceChildren(body, go);
  if (!panel.matches(':popover-open')) panel.showPopover({ source: mark });
  placeBy(panel, mark.getBoundingClientRect());
  panel.focus();
}
