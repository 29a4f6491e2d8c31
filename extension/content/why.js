// The why view: everything hidden is seen in its place with its role and reason, any piece can be chosen by pointer or
// keyboard, and the panel says why it is what it is and takes the person's own word. Escape leaves.

import { isArticle } from './article.js';
import { openFrame } from './frame.js';
import { native } from './native.js';
import { Pieces } from './pieces.js';
import { boxOf, holds } from './tree.js';
import { Card } from './why-card.js';
import { Layer } from './why-layer.js';

/**
 * @typedef {import('../shared/messages.js').PieceShown} PieceShown
 * @typedef {import('./content.js').Labelled & {hiding: import('./hide.js').Hiding}} Now the page as it is labelled now
 *
 * @typedef {object} Place what the mode gives that is on
 * @property {import('../shared/corrector.js').Corrector} corrector
 * @property {() => Promise<void>} relabel hides what the labels say now
 * @property {(change: () => void) => void} hold changes the layout where the person reads
 * @property {() => void} left the view is closed
 * @property {boolean} framed whether frames of ours load in this page
 * @property {AbortSignal} gone the mode is left
 *
 * @typedef {{close: () => void, refresh: () => void}} View refresh: what is hidden has changed
 */

/** The panel's width in pixels; a narrower window makes it narrower. */
const WIDTH = 380;

/** Characters of a piece's text in the panel: enough to know it again. */
const MOST_TEXT = 160;

/**
 * Opens the view.
 * @param {() => Now} now
 * @param {Place} place
 * @returns {Promise<View | null>} null when the mode is left meanwhile
 */
export async function openWhy(now, { corrector, relabel, hold, left, framed, gone }) {
  const opened = framed ? await openFrame('why', gone) : null;
  if (gone.aborted) return null;
  const frame = opened ?? new Card();
  hold(() => now().hiding.peek(true));
  const layer = new Layer(true);
  // Above the shade.
  frame.box.hidePopover();
  frame.box.showPopover();
  const isHidden = (/** @type {Element} */ element) => now().hiding.items.has(element);
  const read = () => new Pieces(now().captured, now().result.blocks, isHidden);
  let pieces = read();
  const refresh = () => layer.label(now().hiding.items.values());
  refresh();
  /** @type {Element | null} */
  let chosen = null;
  /** Counts the choices, so that the answer for an earlier one is not shown. */
  let turn = 0;
  let isOpen = true;

  /** @param {Element | null} piece @param {PieceShown['said']} [said] */
  async function choose(piece, said = '') {
    if (!piece || (piece === chosen && said === '')) return;
    chosen = piece;
    layer.choose(piece);
    makeRoom(frame, piece);
    const mine = ++turn;
    const numbers = pieces.blocksIn(piece);
    const { hiding, result } = now();
    const { blocks } = result;
    const [first] = numbers;
    if (first === undefined) return;
    const main = numbers.reduce((a, b) => ((blocks[b]?.words ?? 0) > (blocks[a]?.words ?? 0) ? b : a), first);
    const { trace } = await corrector.label({ explain: main });
    if (mine !== turn || !isOpen || !trace) return;
    const item = hiding.items.get(piece);
    const reasons = item && !trace.reasons.includes(item.reason) ? [...trace.reasons, item.reason] : trace.reasons;
    frame.send({
      type: 'piece',
      role: item?.role ?? trace.role,
      state: item || pieceIsHidden(piece) ? 'hidden' : main !== undefined && isArticle(blocks[main]) ? 'kept' : 'left',
      text: textOf(piece) || trace.text.slice(0, MOST_TEXT),
      reasons,
      features: trace.features,
      undo: corrector.steps.length > 0,
      said,
    });
  }

  /** @param {Element} piece */
  const pieceIsHidden = (piece) => [...now().hiding.items.keys()].some((element) => holds(element, piece));

  /** @param {() => Promise<PieceShown['said']>} work */
  async function change(work) {
    const piece = chosen;
    const said = await work();
    if (!isOpen) return;
    if (said !== 'unclear' && said !== '') {
      await relabel();
      if (!isOpen) return;
      hold(() => now().hiding.peek(true));
      pieces = read();
      refresh();
    }
    const tooMuch = said === 'clutter' && piece && now().result.blocks[pieces.blocksIn(piece)[0] ?? -1]?.keep;
    await choose(piece, tooMuch ? 'too-much' : said);
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    removeEventListener('keydown', onKey, true);
    layer.remove();
    frame.close();
    left();
  }

  /** The page has the keyboard when the person clicked into it. @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    close();
  };
  addEventListener('keydown', onKey, true);

  let last = Promise.resolve();
  frame.onLost = close;
  frame.listen(['pick', 'correct-piece', 'undo-correction', 'leave', 'resize'], (message) => {
    if (message.type === 'resize') frame.resize({ ...message, width: WIDTH });
    else if (message.type === 'leave') close();
    else if (message.type === 'pick') {
      const next = chosen ? pieces.step(chosen, message.step) : pieces.first();
      next?.scrollIntoView({ block: 'center', behavior: 'instant' });
      choose(next);
    } else {
      last = last.then(() =>
        change(async () => {
          if (message.type === 'undo-correction') return (await corrector.undo()) ? 'undone' : '';
          const node = chosen ? pieces.numberOf(chosen) : undefined;
          if (node === undefined) return '';
          return (await corrector.say({ want: message.want, node })) ? message.want : 'unclear';
        }).catch((error) => console.error('Standfirst:', error)),
      );
    }
  });
  // A click chooses and stays; a pointer that only passes would talk all the time.
  layer.box.addEventListener('click', ({ clientX, clientY }) => {
    choose(pieces.around(layer.under(clientX, clientY)));
    frame.focus();
  });
  layer.box.addEventListener('pointermove', ({ clientX, clientY }) => {
    const over = pieces.around(layer.under(clientX, clientY));
    layer.hover(over);
  });
  frame.focus();
  choose(pieces.first());
  return { close, refresh };
}

/**
 * Puts the panel where it leaves more of the piece to be seen: at the window's foot, or at its head.
 * @param {{box: HTMLElement}} panel @param {Element} piece
 */
function makeRoom({ box }, piece) {
  const { top } = boxOf(piece);
  const atTop = top > innerHeight / 2 || (isNarrow() && top > innerHeight / 3);
  box.style.inset = atTop ? '10px 10px auto auto' : 'auto 10px 10px auto';
}

/** The panel leaves no room beside it. */
const isNarrow = () => innerWidth < 2 * WIDTH;

/** The beginning of a piece's text, as it is seen. @param {Element} piece */
function textOf(piece) {
  const isHtml = native.namespaceURI.call(piece) === 'http://www.w3.org/1999/xhtml';
  const text = isHtml ? String(native.innerText.call(piece) ?? '') : '';
  return text.replace(/\s+/g, ' ').trim().slice(0, MOST_TEXT);
}

/**
 * Holding Alt+W shows everything hidden in its place, labelled, as long as it is held.
 * @param {() => import('./visit.js').Visit} visit
 * @returns {{peek: (on: boolean) => void, stop: () => void}}
 */
export function watchPeek(visit) {
  /** @type {Layer | null} */
  let layer = null;
  /** @param {boolean} on */
  const peek = (on) => {
    const { hiding } = visit();
    // In the why view, and with everything shown, there is nothing to peek at.
    if (on === (layer !== null) || (on && hiding.state !== 'hidden')) return;
    visit().hold(() => hiding.peek(on));
    layer?.remove();
    layer = on ? new Layer(false) : null;
    layer?.label(hiding.items.values());
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    // A page that wants its clutter seen could hold the keys itself.
    if (!event.isTrusted) return;
    if (event.type === 'keydown' && event.code === 'KeyW' && event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      peek(true);
    } else if (event.type === 'keyup' && (event.code === 'KeyW' || event.key === 'Alt')) peek(false);
  };
  const release = () => peek(false);
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
  addEventListener('blur', release);
  return {
    peek,
    stop() {
      removeEventListener('keydown', onKey, true);
      removeEventListener('keyup', onKey, true);
      removeEventListener('blur', release);
      layer?.remove();
      layer = null;
    },
  };
}
