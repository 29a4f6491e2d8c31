// What the person says of a piece in the reader: the line that says it is remembered, with its undo, and the way to say
// "this is clutter" of a block that is shown: choose it with the arrows or the pointer, then Enter or a click.

import { t } from '../shared/i18n.js';
import { addActions } from './actions.js';
import { byId, element, say } from './nodes.js';

/**
 * @typedef {import('./channel.js').Channel} Channel
 * @typedef {import('../shared/messages.js').Want} Want
 */

/** How long a piece may wait for its answer, in milliseconds, before it can be spoken of again: none may ever come. */
const ANSWER_LIMIT = 5000;

/** The blocks that can be chosen: what stands in the article's text. @returns {HTMLElement[]} */
const choices = () =>
  [...byId('article').querySelectorAll('[data-block]')].filter(
    /** @returns {node is HTMLElement} */ (node) =>
      node instanceof HTMLElement && !node.closest('details') && !node.querySelector('[data-block]'),
  );

/** Puts the person at a block, or at the nearest one before it. @param {number} block */
export function goTo(block) {
  const found = choices()
    .filter((node) => Number(node.dataset.block) <= block)
    .at(-1);
  if (!found) return;
  found.tabIndex = -1;
  found.focus();
}

/** What was said and is not answered yet. @type {Set<string>} */
const saying = new Set();

/** @param {Want} want @param {number[]} blocks */
const nameOf = (want, blocks) => `${want} ${blocks}`;

/**
 * Says what a piece is, and not once more by a second click while the first is on its way.
 * @param {NonNullable<Channel['correct']>} correct @param {Want} want @param {number[]} blocks
 */
export function sayOnce(correct, want, blocks) {
  const name = nameOf(want, blocks);
  if (saying.has(name)) return;
  saying.add(name);
  setTimeout(() => saying.delete(name), ANSWER_LIMIT);
  correct(want, blocks);
}

/**
 * @param {Channel} channel
 * @param {() => Promise<unknown>} shown resolves when the article that was sent last is on the page
 */
export function watchCorrections(channel, shown) {
  const { correct } = channel;
  if (!correct) return;
  addActions({ id: 'clutter', keys: ['x'], name: 'readerChooseClutter', run: () => choose(correct) });
  channel.onCorrected(async ({ want, blocks, done }) => {
    const [first = 0] = blocks;
    // Until then the piece stands there as it was.
    if (done) await shown();
    saying.delete(nameOf(want, blocks));
    if (!done) return say(t('correctionUnclear'));
    goTo(first);
    const undo = () => {
      line.remove();
      channel.undoCorrection();
    };
    const line = element(
      'p',
      { class: 'corrected' },
      element('span', { role: 'status' }, t(want === 'article' ? 'correctionArticle' : 'correctionClutter')),
      ' ',
      element('button', { type: 'button', class: 'plain', onclick: undo }, t('correctionUndo')),
    );
    const at = choices().find((node) => Number(node.dataset.block) >= first);
    // Above what came in; where something went, between its neighbours.
    (at?.closest('li, td, figure') ?? at ?? byId('body').lastElementChild)?.before(line);
  });
}

/** Ends the choosing that is on, if any. @type {() => void} */
let stop = () => {};

/** @param {NonNullable<Channel['correct']>} correct */
function choose(correct) {
  stop();
  const all = choices();
  const top = all.findIndex((node) => node.getBoundingClientRect().bottom > innerHeight / 4);
  if (all.length === 0) return;
  let at = Math.max(top, 0);
  const hint = element('p', { class: 'choosing', role: 'status' });
  document.body.append(hint);
  hint.textContent = t('readerChooseClutterHow');
  const mark = () => {
    const node = all[at];
    for (const other of byId('article').querySelectorAll('.chosen')) other.classList.remove('chosen');
    node?.classList.add('chosen');
    return node;
  };
  const focus = () => {
    const node = mark();
    if (!node) return;
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: 'nearest' });
  };
  const end = () => {
    for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener, true);
    for (const other of byId('article').querySelectorAll('.chosen')) other.classList.remove('chosen');
    hint.remove();
    stop = () => {};
  };
  const take = () => {
    const block = Number(all[at]?.dataset.block);
    end();
    correct('clutter', [block]);
  };
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {
    keydown(event) {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[/** @type {'ArrowDown'} */ (event.key)];
      if (step) at = Math.min(Math.max(at + step, 0), all.length - 1);
      else if (!['Enter', ' ', 'Escape'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (step) focus();
      else if (event.key === 'Escape') end();
      else take();
    },
    pointermove({ target }) {
      const found = all.findIndex((node) => node.contains(target));
      if (found < 0 || found === at) return;
      at = found;
      mark();
    },
    click(event) {
      event.preventDefault();
      event.stopPropagation();
      const found = all.findIndex((node) => node.contains(event.target));
      at = found;
      if (found < 0) end();
      else take();
    },
  };
  for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener, true);
  stop = end;
  focus();
}
