// Every message between the extension's contexts, as one discriminated union, and the checks that each one passes
// where it arrives. A message that does not fit is dropped: a mixed-up build or a hostile page must not get further.
// A capture is checked by the core that reads it. No article is in a message: the reader makes it from the capture.

/**
 * @typedef {'reader' | 'declutter'} Mode
 * @typedef {'article' | 'clutter'} Want
 * @typedef {import('./types.js').AnalysisResult} AnalysisResult
 * @typedef {import('./types.js').AnalysisOptions} AnalysisOptions
 *
 * background -> content
 * @typedef {{type: 'toggle', mode: Mode}} Toggle
 * @typedef {{type: 'reopen'}} Reopen the reader, which was open when the page was reloaded
 *
 * content -> background
 * @typedef {{type: 'frame-token', token: string}} FrameToken
 * @typedef {{type: 'sheet', attribute: string, on: boolean, frames?: boolean}} Sheet frames: in the page's frames too
 * @typedef {{type: 'mode', mode: Mode | 'off', hidden: number}} ModeChange
 * @typedef {{type: 'unloading', url: string}} Unloading the page goes away while the reader is open
 * @typedef {{type: 'open-reader', strings: string, tree: number[], options: AnalysisOptions}} OpenReader answered with the
 *   name of the article that is kept for the reader, or with false where there is none
 * @typedef {{type: 'fill-tab', id: string, url: string}} FillTab that article may be shown in the tab now
 * @typedef {{type: 'analyse', id: number, strings: string, tree: Uint32Array | number[], options: AnalysisOptions}} Analyse
 *   also content -> frame, by the port; the reader keeps the article of the last one
 *
 * extension page -> background
 * @typedef {{type: 'frame-confirm', token: string}} FrameConfirm
 * background -> extension page in a tab
 * @typedef {{type: 'leave-tab', tab: number}} LeaveTab
 *
 * extension page -> background
 * @typedef {{type: 'set-sites', rules: import('./sites.js').Rules}} SetSites
 * @typedef {{type: 'set-settings', patch: import('./settings.js').Patch}} SetSettings
 * @typedef {{type: 'open-options', pattern: string, mode: Mode}} OpenOptions with the form of sites filled
 * @typedef {{type: 'forget-memory'}} ForgetMemory everything that was learnt of sites
 *
 * the automatic mode of configured sites: content -> background, its answer, what came of it, what the person chose
 * @typedef {{type: 'auto-ask', url: string, navigation: string}} AutoAsk
 * @typedef {{type: 'auto-answer', mode: Mode | 'off', pattern: string, hide: Record<string, boolean>,
 *   memory: import('../background/memory.js').Recalled | null}} AutoAnswer
 * @typedef {{type: 'auto-done', url: string, pattern: string, mode: Mode | 'off', reason: string, furniture: number,
 *   early: number}} AutoDone furniture: the marks known beforehand; early: the selectors hidden by from the first frame
 * @typedef {{type: 'auto-learn', url: string, mode: Mode | 'off', shape: string, marks: number[], right: string[],
 *   wrong: string[]}} AutoLearn what the page taught of its site
 * @typedef {{type: 'auto-chose', url: string}} AutoChose the person wants to see this page as it is
 * background -> content
 * @typedef {{type: 'auto-rules'}} AutoRules the rules for this tab have changed
 *
 * frame -> content, by the port
 * @typedef {{type: 'ready'}} Ready
 * @typedef {{type: 'analysed', id: number, result: AnalysisResult}} Analysed
 * @typedef {{type: 'analysis-failed', id: number, error: string}} AnalysisFailed
 * @typedef {{type: 'failed', error: string}} Failed the frame cannot show what it was given
 *
 * content -> reader
 * @typedef {{type: 'show', position?: number, font?: string, again?: boolean}} Show the article of the capture that was labelled last;
 *   position: the block to scroll to; font: the families of the page's text, for the setting "the site's own";
 *   again: after a reload, when the reader knows the place better
 * @typedef {{type: 'state', mode: Mode | 'off'}} State
 * @typedef {{type: 'pictures-read', id: number, files: ({type: string, bytes: ArrayBuffer} | null)[]}} PicturesRead
 * reader -> content
 * @typedef {{type: 'leave', block?: number}} Leave block: what stands at the top of the reader
 * @typedef {{type: 'declutter'}} ToDeclutter
 * @typedef {{type: 'pictures', id: number, wanted: string[][]}} Pictures of each picture, the addresses it may have
 * @typedef {{type: 'correct', want: Want, blocks: number[]}} Correct the person says what these blocks are
 * @typedef {{type: 'undo-correction'}} UndoCorrection also why -> content
 * content -> reader
 * @typedef {{type: 'corrected', want: Want, blocks: number[], done: boolean}} Corrected done: it is remembered, and shown
 *
 * content -> bar
 * @typedef {{type: 'hidden', counts: Record<string, number>, showing: boolean, stopped?: boolean,
 *   url?: string}} Hidden stopped: the page changes too fast, and what it adds stays; url: the page's
 * @typedef {{type: 'place', edge: 'top' | 'bottom', room: number}} Place the edge that the bar is held by; the width there is
 * bar -> content
 * @typedef {{type: 'peek', on: boolean}} Peek
 * @typedef {{type: 'reader'}} ToReader
 * @typedef {{type: 'show-all', on: boolean}} ShowAll
 * @typedef {{type: 'resize', width: number, height: number}} Resize
 * @typedef {{type: 'why'}} ToWhy
 * @typedef {{type: 'move', x: number, y: number}} Move the bar, by so many pixels
 * @typedef {{type: 'moved'}} Moved
 *
 * content -> why
 * @typedef {{type: 'piece', role: string, state: 'hidden' | 'kept' | 'left', text: string, reasons: string[],
 *   features: [string, string][], undo: boolean, said: '' | Want | 'unclear' | 'too-much' | 'undone'}} PieceShown left: clutter
 *   that is not hidden; undo: something can be taken back; said: what came of the person's last word
 * why -> content
 * @typedef {{type: 'pick', step: 'next' | 'previous' | 'wider' | 'narrower'}} Pick
 * @typedef {{type: 'correct-piece', want: Want}} CorrectPiece
 *
 * @typedef {Toggle | Reopen | Unloading | Pictures | PicturesRead | FrameToken | Sheet | ModeChange | OpenReader | FillTab | Analyse | FrameConfirm | LeaveTab | Ready | Analysed
 *   | AnalysisFailed | Failed | Show | State | Leave | ToDeclutter | Correct | UndoCorrection | Corrected | Hidden | Peek | ToReader | ShowAll | Resize
 *   | Place | ToWhy | Move | Moved | PieceShown | Pick | CorrectPiece
 *   | SetSites | SetSettings | OpenOptions | AutoAsk | AutoAnswer | AutoDone | AutoChose | AutoRules
 *   | AutoLearn | ForgetMemory
 * } Message
 */

import { isSelector } from './selectors.js';

/** The longest list of texts in a message: what a page can teach at once. */
const MOST_TEXTS = 200;

/** @typedef {(value: unknown) => boolean} Check */

/** @type {Check} */
const text = (value) => typeof value === 'string';
/** @type {Check} */
const flag = (value) => typeof value === 'boolean';
/** @type {Check} */
const count = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
/** @type {Check} */
const size = (value) => typeof value === 'number' && value >= 0 && value < 10_000;
/** @type {Check} */
const distance = (value) => typeof value === 'number' && Math.abs(value) < 10_000;
/** @type {Check} */
const pairs = (value) =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(text));
/** @param {...string} words @returns {Check} */
const oneOf =
  (...words) =>
  (value) =>
    text(value) && words.includes(/** @type {string} */ (value));
/** @type {Check} */
const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** @type {Check} */
const token = (value) => text(value) && /^[0-9a-f]{32}$/.test(/** @type {string} */ (value));
/** @type {Check} */
const mode = (value) => value === 'reader' || value === 'declutter';
/** @type {Check} */
const modeOrOff = (value) => value === 'off' || mode(value);
/** @type {Check} */
const want = (value) => value === 'article' || value === 'clutter';
/** @type {Check} */
const counts = (value) => object(value) && Object.values(/** @type {object} */ (value)).every(count);
/** @type {Check} */
const numbers = (value) => value instanceof Uint32Array || (Array.isArray(value) && value.every(count));
/** @type {Check} */
const flags = (value) => object(value) && Object.values(/** @type {object} */ (value)).every(flag);
/** The patterns themselves are read again where they are written. @type {Check} */
const rules = (value) => object(value) && Object.values(/** @type {object} */ (value)).every(ruleOrNull);
/** @type {Check} */
const ruleOrNull = (value) => {
  if (value === null) return true;
  if (!object(value)) return false;
  const rule = /** @type {Record<string, unknown>} */ (value);
  return modeOrOff(rule.mode) && optional(flags)(rule.hide);
};
/** @type {Check} */
const texts = (value) => Array.isArray(value) && value.length <= MOST_TEXTS && value.every(text);
/** What is remembered of a site. @type {Check} */
const memory = (value) => {
  if (value === null) return true;
  if (!object(value)) return false;
  const { key, furniture, selectors } = /** @type {Record<string, unknown>} */ (value);
  return token(key) && numbers(furniture) && Array.isArray(selectors) && selectors.every(isSelector);
};
/** An address's shape, as content/early.js makes it. @type {Check} */
const shape = (value) => text(value) && /^(\/[ntiw/]{0,16})?$/.test(/** @type {string} */ (value));
/** What else is in the options is read where it is used. @type {Check} */
const options = (value) => object(value) && text(/** @type {{url?: unknown}} */ (value).url);
/** @type {Check} */
const fileOrNull = (value) => {
  if (value === null) return true;
  if (!object(value)) return false;
  const { type, bytes } = /** @type {Record<string, unknown>} */ (value);
  return (type === 'image/jpeg' || type === 'image/png') && bytes instanceof ArrayBuffer;
};
/** @param {Check} check @returns {Check} */
const optional = (check) => (value) => value === undefined || check(value);

/**
 * The hiding attribute: a name of ours with a random end, and nothing that could end a CSS selector early.
 * @type {Check}
 */
const attribute = (value) => text(value) && /^sf-[0-9a-z]{8,16}$/.test(/** @type {string} */ (value));

/** @type {{[T in Message['type']]: {[F in Exclude<keyof Extract<Message, {type: T}>, 'type'>]-?: Check}}} */
const SHAPES = {
  toggle: { mode },
  reopen: {},
  unloading: { url: text },
  'frame-token': { token },
  sheet: { attribute, on: flag, frames: optional(flag) },
  mode: { mode: modeOrOff, hidden: count },
  'open-reader': { strings: text, tree: numbers, options },
  'fill-tab': { id: token, url: text },
  analyse: { id: count, strings: text, tree: numbers, options },
  'frame-confirm': { token },
  'leave-tab': { tab: count },
  'set-sites': { rules },
  // Each setting is checked where it is written.
  'set-settings': { patch: object },
  'open-options': { pattern: text, mode },
  'forget-memory': {},
  'auto-ask': { url: text, navigation: text },
  'auto-answer': { mode: modeOrOff, pattern: text, hide: flags, memory },
  'auto-done': { url: text, pattern: text, mode: modeOrOff, reason: text, furniture: count, early: count },
  'auto-learn': { url: text, mode: modeOrOff, shape, marks: numbers, right: texts, wrong: texts },
  'auto-chose': { url: text },
  'auto-rules': {},
  ready: {},
  analysed: { id: count, result: object },
  'analysis-failed': { id: count, error: text },
  failed: { error: text },
  show: { position: optional(count), font: optional(text), again: optional(flag) },
  state: { mode: modeOrOff },
  leave: { block: optional(count) },
  declutter: {},
  correct: { want, blocks: numbers },
  'undo-correction': {},
  corrected: { want, blocks: numbers, done: flag },
  pictures: { id: count, wanted: (value) => Array.isArray(value) && value.every(texts) },
  'pictures-read': { id: count, files: (value) => Array.isArray(value) && value.every(fileOrNull) },
  hidden: { counts, showing: flag, stopped: optional(flag), url: optional(text) },
  place: { edge: oneOf('top', 'bottom'), room: size },
  why: {},
  move: { x: distance, y: distance },
  moved: {},
  piece: {
    role: text,
    state: oneOf('hidden', 'kept', 'left'),
    text,
    reasons: texts,
    features: pairs,
    undo: flag,
    said: oneOf('', 'article', 'clutter', 'unclear', 'too-much', 'undone'),
  },
  pick: { step: oneOf('next', 'previous', 'wider', 'narrower') },
  'correct-piece': { want },
  peek: { on: flag },
  reader: {},
  'show-all': { on: flag },
  resize: { width: size, height: size },
};

/**
 * The message in `raw` when it is one of `types` and well formed, else null. Fields that the shape does not name make
 * it ill formed, so nothing unchecked travels along.
 * @template {Message['type']} T
 * @param {unknown} raw
 * @param {readonly T[]} types
 * @returns {Extract<Message, {type: T}> | null}
 */
export function parse(raw, types) {
  if (!object(raw)) return null;
  const message = /** @type {Record<string, unknown>} */ (raw);
  if (!types.includes(/** @type {T} */ (message.type))) return null;
  const shape = /** @type {Record<string, Check>} */ (SHAPES[/** @type {T} */ (message.type)]);
  const known = Object.keys(message).every((field) => field === 'type' || Object.hasOwn(shape, field));
  const sound = known && Object.entries(shape).every(([field, check]) => check(message[field]));
  return sound ? /** @type {any} */ (message) : null;
}

/** A random token of 128 bits, in hexadecimal. */
export function newToken() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
