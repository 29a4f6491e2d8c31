// Hiding in place, from the labels to the bar: what is hidden, counted, shown again, explained and corrected, undone, and
// begun anew when the page shows another article.

import { isAlive } from '../shared/browser.js';
import { hostOf, readFor } from '../shared/corrections.js';
import { Corrector } from '../shared/corrector.js';
import { plural, t } from '../shared/i18n.js';
import { placeBar } from './bar-place.js';
import { analyse } from './engine.js';
import { followFocus } from './focus.js';
import { openFrame } from './frame.js';
import { insertInFrames, insertSheet } from './sheet.js';
import { still } from './still.js';
import { Visit } from './visit.js';
import { openWhy, watchPeek } from './why.js';

/** @typedef {import('./content.js').Labelled} Labelled */

/** How long a site may take to bring another article after it took the former one away, in milliseconds. */
const PATIENCE = 5000;

/** How often the bar comes again where the page takes it away; then the person gets the page as it is. */
const MOST_LOSSES = 3;

/**
 * What the controller gives to the mode that it enters.
 * @typedef {object} Control
 * @property {(() => void)[]} undo steps that take the mode back
 * @property {() => void} check throws when the person has asked for something else since
 * @property {Promise<import('./frame.js').Frame | null>} frame the bar
 * @property {(frame: () => Promise<import('./frame.js').Frame | null>) => Promise<Labelled>} label labels the page anew, in
 *   the frame where it has to be one
 * @property {() => void} leave
 * @property {() => void} back the person wants the page as it is
 * @property {() => void} reader
 * @property {(sentence: string, offer?: import('./notice.js').Offer) => void} say
 * @property {(mode: 'declutter', hidden: number) => void} report tells the toolbar button
 */

/**
 * Hides the clutter of a page.
 * @param {Labelled} labelled
 * @param {Control} control
 */
export async function declutter(labelled, { undo, check, frame: opening, label, leave, back, reader, say, report }) {
  const focus = followFocus();
  undo.push(focus.giveBack);
  const attribute = await insertSheet(undo);
  check();
  /** @type {import('./frame.js').Frame | null} */
  let frame = null;
  /** The bar that is there, or on its way: the page may take one away. */
  let coming = opening;
  const barNow = () => coming;
  let showing = false;
  let stopped = false;
  /** The why view, while it is open. @type {import('./why.js').View | null} */
  let view = null;
  let asked = false;
  const gone = new AbortController();
  const total = () => Object.values(visit.hiding.counts()).reduce((sum, count) => sum + count, 0);
  const tell = () => {
    report('declutter', total());
    const { url } = current.captured;
    frame?.send({ type: 'hidden', counts: visit.hiding.counts(), showing, stopped, url });
    view?.refresh();
  };

  /** @param {Labelled} labelled */
  const newVisit = (labelled) =>
    new Visit(attribute, labelled, {
      analyse: async (captured) => {
        const there = await barNow();
        if (!there) throw new Error('no frame');
        const { url } = captured;
        return there.analyse(captured, { ...labelled.options, url, corrections: await readFor(hostOf(url)) });
      },
      changed: tell,
      framed: () => insertInFrames(attribute, undo),
      left: () => {
        view?.close();
        begin(PATIENCE).catch(fail);
      },
      stopped: () => {
        stopped = true;
        tell();
      },
    });
  /** The page as it is, and why, unless the person has chosen something else meanwhile. @param {unknown} error */
  const fail = (error) => {
    try {
      check();
    } catch {
      return;
    }
    leave();
    console.error('Standfirst:', error);
    say(t(isAlive() ? 'noticeFailed' : 'noticeReload'));
  };
  let current = labelled;
  let visit = newVisit(labelled);
  // One for as long as the mode is on, so that every step can be taken back.
  const corrector = new Corrector(labelled, (captured, options) => analyse(captured, options, barNow));

  /** Counts the beginnings, so that of two at once the later one stands. */
  let begun = 0;
  /**
   * Labels the page; again, for so many milliseconds, when it has grown and showed no article: sites take one away before
   * they have the next.
   * @param {number} mine the number of the beginning @param {number} patience
   */
  const labelInTime = async (mine, patience) => {
    const end = performance.now() + patience;
    let next = await label(barNow);
    while (!next.result.hasArticle && mine === begun && performance.now() < end) {
      const grown = await still();
      check();
      if (grown) next = await label(barNow);
    }
    return next;
  };
  /** The page shows another article now, or the person has corrected this one; without an article the mode ends. */
  const begin = async (patience = 0) => {
    begun += 1;
    const mine = begun;
    visit.end();
    const next = await labelInTime(mine, patience);
    if (mine !== begun) return;
    current = next;
    if (!current.result.hasArticle) return leave();
    corrector.turnTo(current);
    visit = newVisit(current);
    showing = stopped = false;
    visit.begin();
    tell();
  };

  const before = scrollY;
  const first = visit;
  undo.push(() => visit.end());
  visit.begin();
  const after = scrollY;
  undo.push(() => {
    const untouched = visit === first && Math.abs(scrollY - after) < 1;
    visit.end();
    // At the end of a page that became shorter, there was less to hold on to.
    if (untouched) scrollTo({ top: before, behavior: 'instant' });
  });

  report('declutter', total());
  const peeking = watchPeek(() => visit);
  undo.push(peeking.stop);
  frame = await opening;
  check();

  /** What there is to be said and done where the page keeps the bar from loading. */
  const tellWithoutBar = () => say(plural('noticeHidden', total()), { name: t('barWhy'), run: why });

  /** Opens the why view; the bar's buttons would lie under its shade, and it has its own. */
  const why = async () => {
    if (asked) return;
    asked = true;
    if (showing) visit.show(false);
    showing = false;
    view = await openWhy(() => ({ ...current, hiding: visit.hiding }), {
      corrector,
      relabel: () => begin().catch(fail),
      hold: (change) => visit.hold(change),
      framed: frame !== null,
      gone: gone.signal,
      left() {
        asked = false;
        view = null;
        if (frame ? !frame.open : gone.signal.aborted) return;
        visit.hold(() => visit.hiding.peek(false));
        if (!frame) return tellWithoutBar();
        frame.box.showPopover();
        tell();
      },
    });
    // The page may have taken the bar away meanwhile.
    if (frame && !frame.open) view?.close();
    else frame?.box.hidePopover();
  };
  undo.push(() => {
    gone.abort();
    view?.close();
  });
  if (!frame) return tellWithoutBar();
  let losses = 0;

  /** Does what a bar asks for, and keeps one over the page. @param {import('./frame.js').Frame} bar */
  async function serve(bar) {
    frame = bar;
    bar.onLost = () => anotherBar().catch(fail);
    bar.listen(['peek', 'show-all', 'reader', 'why', 'leave', 'resize'], (message) => {
      if (message.type === 'resize') bar.resize(message);
      else if (message.type === 'leave') back();
      else if (message.type === 'reader') reader();
      else if (message.type === 'why') why();
      else if (message.type === 'peek') peeking.peek(message.on);
      else {
        showing = message.on;
        visit.show(showing);
        tell();
      }
    });
    undo.push(await placeBar(bar));
    check();
    tell();
  }

  /** Frameworks that render the whole document anew take what they have not rendered out of it. */
  async function anotherBar() {
    losses += 1;
    if (!isAlive() || losses > MOST_LOSSES) return back();
    coming = openFrame('bar', gone.signal);
    const next = await coming;
    if (gone.signal.aborted) return;
    if (!next) return back();
    await serve(next);
    // The view has buttons of its own.
    if (asked) next.box.hidePopover();
  }

  await serve(frame);
}
