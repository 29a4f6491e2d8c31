// The controller in the page: off, reader or declutter, and the ways between them, without a reload. The page stays as
// it is underneath; whatever goes wrong, everything is undone and one sentence says so.

import { browser, canFillTab, isAlive, send } from '../shared/browser.js';
import { hostOf, readFor } from '../shared/corrections.js';
import { Corrector } from '../shared/corrector.js';
import { t } from '../shared/i18n.js';
import { parse } from '../shared/messages.js';
import { readSettings } from '../shared/settings.js';
import { capture } from './capture.js';
import { declutter } from './declutter.js';
import { early } from './early-handle.js';
import { analyse } from './engine.js';
import { openFrame } from './frame.js';
import { STILL } from './hide.js';
import { canShow, hosts } from './host.js';
import { endMeanwhile, followMeanwhile } from './meanwhile.js';
import { native, page } from './native.js';
import { dismissNotice, showNotice } from './notice.js';
import { servePictures } from './pictures.js';
import { blockAtTop, rememberPlace, scrollToBlock } from './position.js';
import { watchRemoval } from './removed.js';
import { insertSheet, quietly } from './sheet.js';
import { removeStale } from './stale.js';
import { isElement } from './tree.js';

/**
 * @typedef {import('../shared/messages.js').Mode} Mode
 * @typedef {import('./frame.js').Frame} Frame
 * @typedef {import('../shared/types.js').AnalysisResult} AnalysisResult
 * @typedef {import('../shared/types.js').AnalysisOptions} AnalysisOptions
 * @typedef {{captured: import('./capture.js').Capture, hide: Record<string, boolean>, options: AnalysisOptions}} Taken
 *   hide: the roles that are hidden, on this site; options: those of the analysis, corrections left out
 * @typedef {Taken & {result: AnalysisResult, meanwhile: import('./meanwhile.js').Ended}} Labelled meanwhile: what the page
 *   has changed since
 *
 * What a rule says of this page's site: where it differs from the settings, and what is remembered of it.
 * @typedef {{hide: Record<string, boolean>, memory: {key: string, furniture: number[]} | null}} Site
 */

/** @type {Site} */
let site = { hide: {}, memory: null };
/** The automatic mode has found the site's rule; it holds for clicks too. @param {Site} of */
export const ofSite = (of) => {
  site = of;
};

/**
 * What is on, or on its way, with how to undo it; automatic: it was begun by the automatic mode, also when the person has
 * gone on from there to the other mode.
 * @type {{mode: Mode, automatic: boolean, leave: () => void} | null}
 */
let current = null;
/** What the toolbar button was told last. @type {{mode: Mode | 'off', hidden: number}} */
let reported = { mode: 'off', hidden: 0 };
/** Counts the toggles, so that work for an earlier one stops when it finds a later one. */
let turn = 0;

/** Called when the person goes back to the page as it is. */
let whenBack = () => {};
/** @param {() => void} callback */
export const onBack = (callback) => {
  whenBack = callback;
};

const modeNow = () => current?.mode ?? null;

/** A mode is on, or on its way. */
export const isOn = () => current !== null;

/** The same, by the automatic mode. */
export const isAutomatic = () => current?.automatic ?? false;

/** A sentence that ends the work, without being a failure. */
class Refusal extends Error {}

/** The person asked for something else meanwhile. */
class Overtaken extends Error {}

/** An earlier instance of the extension was on in this page: then the first toggle has taken it back already. */
let wasOn = removeStale();

// The extension may have been reloaded while this was on its way: then there is nobody to listen to.
browser.runtime?.onMessage.addListener((raw, _sender, respond) => {
  const message = parse(raw, ['toggle', 'reopen']);
  if (!message) return;
  respond(true);
  if (message.type === 'toggle') toggle(message.mode);
  // Unless a configured site has opened something by itself.
  else if (!current) enter('reader', undefined, true);
});

// The browser forgets what the button says when its tab goes to another page, and this one may be kept and shown again.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && current) report(reported.mode, reported.hidden);
});

/** @param {Mode} mode */
function toggle(mode) {
  if (current?.mode === mode || wasOn) back();
  else enter(mode);
  wasOn = false;
}

/** The person asked for the page as it is. */
function back() {
  leave();
  whenBack();
}

/** Leaves whatever is on. The page is what it would have been without us. */
export function leave() {
  turn += 1;
  dismissNotice();
  const leaving = current;
  current = null;
  leaving?.leave();
  report('off', 0);
}

/**
 * @param {Mode} mode
 * @param {Labelled} [labelled] the automatic mode has labelled the page already; nobody waits for an answer then
 * @param {boolean} [again] after a reload
 */
async function enter(mode, labelled, again = false) {
  const automatic = labelled !== undefined || isAutomatic();
  // The former mode goes first: the core must see the page without our changes.
  leave();
  const mine = turn;
  /** Throws when the person has asked for something else since. */
  const check = () => {
    if (turn !== mine) throw new Overtaken();
  };
  /** @type {(() => void)[]} */
  const undo = [];
  const leaveThis = () => {
    for (const step of undo.splice(0).reverse()) step();
  };
  current = { mode, automatic, leave: leaveThis };
  undo.push(watchRemoval(leave), endMeanwhile);
  try {
    if (page.type() === 'application/pdf') throw new Refusal('noticePdf');
    await (mode === 'reader' ? enterReader : enterDeclutter)(undo, check, labelled, again);
  } catch (error) {
    // Also what was begun after the person had left.
    leaveThis();
    if (error instanceof Overtaken) return;
    leave();
    if (!(error instanceof Refusal)) console.error('Standfirst:', error);
    if (!labelled) say(error instanceof Refusal ? t(error.message) : t(isAlive() ? 'noticeFailed' : 'noticeReload'));
  }
}

/**
 * The automatic mode's way in: labels the page, asks `choose` what the labels allow, and does that, or nothing.
 * @param {(result: AnalysisResult) => Mode | null} choose
 * @returns {Promise<{mode: Mode | null, labelled: Labelled | null}>} what was done, and by which labels
 */
export async function enterAutomatically(choose) {
  if (current) return { mode: null, labelled: null };
  const mine = turn;
  const check = () => {
    if (turn !== mine) throw new Overtaken();
  };
  /** @type {(() => void)[]} */
  const undo = [];
  /** @type {Labelled | null} */
  let labelled = null;
  try {
    labelled = await label(() => open('bar', undo), check);
    const mode = choose(labelled.result);
    if (mode) await enter(mode, labelled);
    return { mode: modeNow(), labelled };
  } catch (error) {
    if (!(error instanceof Overtaken)) console.error('Standfirst:', error);
    return { mode: null, labelled };
  } finally {
    for (const step of undo) step();
    labelled?.meanwhile();
  }
}

/**
 * @param {(() => void)[]} undo
 * @param {() => void} check
 * @param {Labelled} [labelled]
 * @param {boolean} [again]
 */
async function enterReader(undo, check, labelled, again) {
  const opening = open('reader', undo);
  const taken = labelled ?? (await take(check));
  const frame = await opening;
  check();
  if (!frame) {
    // The reader in the tab would be one more step in the tab's history, which nobody asked for.
    if (labelled || !canFillTab()) return void enter('declutter', labelled);
    return openInTab(taken, check);
  }
  const { captured } = taken;
  // The reader labels by itself what it shows.
  const corrector = new Corrector(taken, (captured, options) => frame.analyse(captured, options));
  const first = await corrector.label();
  check();
  let { blocks } = first;
  if (!first.hasArticle) throw new Refusal('noticeNoArticle');
  const position = blockAtTop(captured.nodes, blocks);
  frame.listen(['leave', 'declutter', 'failed'], (message) => {
    if (message.type === 'declutter') return void enter('declutter');
    if (message.type === 'leave') back();
    else leave();
    if (message.type === 'failed') say(t('noticeFailed'));
    else if (message.block !== undefined && message.block !== position)
      scrollToBlock(captured.nodes, blocks, message.block);
  });
  servePictures(frame);
  keepFocus(undo);
  const font = fontOf(captured, blocks);
  const show = () =>
    frame.send({
      type: 'show',
      ...(position !== undefined && { position }),
      ...(font && { font }),
      ...(again && { again }),
    });
  show();
  serveCorrections(corrector, frame, (next) => {
    blocks = next.blocks;
    // A page that is nothing but clutter now is still shown: the person may want to take that back.
    if (next.hasArticle) show();
  });
  await holdStill(undo, rememberPlace(captured.nodes, blocks, position));
  check();
  frame.show();
  report('reader', 0);
  const unloading = () => quietly({ type: 'unloading', url: captured.url });
  addEventListener('pagehide', unloading);
  undo.push(() => removeEventListener('pagehide', unloading));
}

/**
 * Does what the person says of pieces in the reader, one thing after the other.
 * @param {Corrector} corrector @param {Frame} frame @param {(result: AnalysisResult) => void} show
 */
function serveCorrections(corrector, frame, show) {
  let last = Promise.resolve();
  frame.listen(['correct', 'undo-correction'], (message) => {
    const work = async () => {
      const done = message.type === 'correct' ? await corrector.say(message) : await corrector.undo();
      if (done) show(await corrector.label());
      if (message.type === 'correct') frame.send({ ...message, type: 'corrected', done });
    };
    last = last.then(work).catch((error) => console.error('Standfirst:', error));
  });
}

/**
 * The reader as a page of its own, where no frame of ours can load. Back leads to this page.
 * @param {Taken} taken @param {() => void} check
 */
async function openInTab({ captured: { strings, tree, url }, options }, check) {
  const corrections = await readFor(hostOf(url));
  const said = { ...options, corrections };
  const id = await send({ type: 'open-reader', strings, tree: Array.from(tree), options: said });
  check();
  if (id === false) throw new Refusal('noticeNoArticle');
  if (typeof id !== 'string') throw new Error('the background did not answer');
  leave();
  quietly({ type: 'fill-tab', id, url });
}

/**
 * Takes the page's scroll bar away, which would stand beside the reader's. The page scrolls to the same place again.
 * @param {(() => void)[]} undo @param {() => void} toPlace brings what was read to where it stood
 */
async function holdStill(undo, toPlace) {
  const root = page.root();
  const { scrollX: left, scrollY: top } = window;
  const attribute = await insertSheet(undo);
  native.setAttribute.call(root, attribute, STILL);
  undo.push(() => {
    native.removeAttribute.call(root, attribute);
    scrollTo({ left, top, behavior: 'instant' });
    toPlace();
  });
}

/**
 * The font families of the page's own text, for those who want to read in them.
 * @param {import('./capture.js').Capture} captured
 * @param {import('../shared/types.js').BlockLabel[]} blocks
 */
function fontOf({ nodes }, blocks) {
  const paragraph = blocks.find(({ keep, role }) => keep && role === 'paragraph');
  const element = paragraph && nodes[paragraph.node];
  return isElement(element) ? getComputedStyle(element).fontFamily : '';
}

/** @param {(() => void)[]} undo @param {() => void} check @param {Labelled} [labelled] */
async function enterDeclutter(undo, check, labelled) {
  const opening = open('bar', undo);
  const found = labelled ?? (await label(() => opening, check));
  if (!found.result.hasArticle) throw new Refusal('noticeNoArticle');
  if (found.result.clutter.length === 0) throw new Refusal('noticeNoClutter');
  await declutter(found, {
    undo,
    check,
    frame: opening,
    label: (frame) => label(frame, check),
    leave,
    back,
    reader: () => enter('reader'),
    say,
    report,
  });
}

/**
 * Opens a frame while the page is being labelled.
 * @param {import('./frame.js').Page} page
 * @param {(() => void)[]} undo
 * @returns {Promise<Frame | null>}
 */
async function open(page, undo) {
  const left = new AbortController();
  undo.push(() => left.abort());
  const frame = await openFrame(page, left.signal);
  if (frame) frame.onLost = back;
  return frame;
}

/**
 * Captures the page, with what the person has set for it.
 * @param {() => void} check
 * @param {() => void} [whenCaptured] called in the same moment
 * @returns {Promise<Taken>}
 */
async function take(check, whenCaptured = () => {}) {
  const settings = await readSettings();
  const hide = { ...settings.hide, ...site.hide };
  check();
  // What early.js hides is labelled like all the rest.
  const captured = early.without(() => capture(document, { ours: hosts, frames: true }));
  whenCaptured();
  return { captured, hide, options: { url: captured.url, hide, ...(site.memory && { memory: site.memory }) } };
}

/**
 * Captures the page and labels it.
 * @param {() => Promise<Frame | null>} frame
 * @param {() => void} check
 * @returns {Promise<Labelled>}
 */
async function label(frame, check) {
  /** @type {import('./meanwhile.js').Ended} */
  let meanwhile = () => [];
  const taken = await take(check, () => {
    meanwhile = followMeanwhile();
  });
  const opened = async () => {
    const bar = await frame();
    check();
    return bar;
  };
  try {
    const result = await new Corrector(taken, (captured, options) => analyse(captured, options, opened)).label();
    check();
    return { ...taken, result, meanwhile };
  } catch (error) {
    meanwhile();
    throw error;
  }
}

/** Puts the keyboard's place back on leaving. @param {(() => void)[]} undo */
function keepFocus(undo) {
  const before = page.active();
  undo.unshift(() => {
    if (before instanceof HTMLElement && before !== page.body()) before.focus({ preventScroll: true });
  });
}

/** @param {string} sentence @param {import('./notice.js').Offer} [offer] */
function say(sentence, offer) {
  if (canShow()) showNotice(sentence, offer);
}

/** Tells the toolbar button what is on. @param {Mode | 'off'} mode @param {number} hidden */
function report(mode, hidden) {
  reported = { mode, hidden };
  quietly({ type: 'mode', mode, hidden });
}
