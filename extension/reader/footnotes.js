// Footnotes: a mark that links to a note in the article shows the note beside it. The list of notes stays where it is.

import { t } from '../shared/i18n.js';
import { byId, element } from './nodes.js';
import { placeBy } from './place.js';

/** A mark is a number or a sign, perhaps in brackets: "1", "[12]", "*", "note 3" is already a link of words. */
const MARK = /^[\s\u200b]*[[({]?\s*(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶]{1,3})\s*[\])}]?\s*$/iu;

/** @param {HTMLElement} root the article */
export function finishFootnotes(root) {
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
  }
}

/** @param {HTMLAnchorElement} mark */
function noteOf(mark) {
  const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const note = target?.closest('li, p, dd, aside, div:not(#body)') ?? null;
  return note instanceof HTMLElement && byId('article').contains(note) && /^(LI|P|DD|DIV)$/.test(note.tagName)
    ? note
    : null;
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
  // "↩" and its kind: ways back to where the person is anyway.
  for (const back of text.querySelectorAll('a[href^="#"]')) back.remove();
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
  panel.showPopover({ source: mark });
  placeBy(panel, mark.getBoundingClientRect());
  panel.focus();
}
