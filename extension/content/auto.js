// The automatic mode, in the pages of configured sites. It asks the background which rule decides, waits until the page
// can be read, and acts only on what the labels call an article: less when they are less sure, and never against what
// the person chose on this page. It follows sites that change their address without loading.
// It gives up after the page has been still once, and on a page where the person is typing.

import { browser, isAlive, send } from '../shared/browser.js';
import { parse } from '../shared/messages.js';
import { address, followAddress } from './address.js';
import { enterAutomatically, isAutomatic, isOn, leave, ofSite, onBack } from './content.js';
import { early } from './early-handle.js';
import { learn } from './learn.js';
import { page } from './native.js';
import { growth, still } from './still.js';

/**
 * @typedef {import('../shared/messages.js').Mode} Mode
 * @typedef {import('../shared/types.js').AnalysisResult} AnalysisResult
 */

/** From here on the reader opens by itself; it takes the whole window, so it must be right. */
const SURE = 0.8;
/** From here on clutter is hidden by itself: a mistake shows, and the bar undoes it. */
const LIKELY = 0.6;

/** Kinds of a page that may only be on its way to be an article. */
const UNDECIDED = new Set(['article', 'other']);

/** Firefox before 147 cannot tell a script of the address's changes; then it is looked at, while the page is visible. Milliseconds. */
const LOOK = 1000;

/** Counts the visits, so that work for an earlier address stops. */
let visits = 0;

onBack(() => {
  visits += 1;
  early.release();
  tell({ type: 'auto-chose', url: address() });
});

// The extension may have been reloaded while this was on its way: then there is nobody to listen to.
browser.runtime?.onMessage.addListener((raw) => {
  if (parse(raw, ['auto-rules'])) visit('rules', true);
});

start();
const follower = followAddress(moved);
if (!follower.told) setInterval(() => page.isVisible() && follower.look(), LOOK);

/** @param {string} navigation how the page came to another address without loading */
function moved(navigation) {
  if (!isAlive()) return;
  // A page that only renames itself while it is read, as endless articles do, is left as it is.
  if (navigation === 'replace' && isOn()) return;
  undo();
  visit(navigation, true);
}

async function start() {
  const [entry] = performance.getEntriesByType('navigation');
  if (/** @type {any} */ (document).prerendering) await event(document, 'prerenderingchange');
  await visit(/** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type ?? 'navigate', false);
}

/**
 * @param {string} navigation how the tab came here
 * @param {boolean} inPlace the page was not loaded anew, so what stands in it may still be the former one's
 */
async function visit(navigation, inPlace) {
  const mine = ++visits;
  try {
    await act(mine, navigation, inPlace);
  } finally {
    // By now the labels have hidden the clutter, or shown that there is none.
    if (mine === visits) early.release();
  }
}

/** @param {number} mine this visit @param {string} navigation @param {boolean} inPlace */
async function act(mine, navigation, inPlace) {
  const url = address();
  const answer = parse(await tell({ type: 'auto-ask', url, navigation }), ['auto-answer']);
  if (!answer || mine !== visits) return;
  const { mode: wanted, hide, memory } = answer;
  ofSite({ hide, memory: memory && { key: memory.key, furniture: memory.furniture } });
  if (wanted === 'off') return undo();
  if (isOn()) return;
  let reason = '';
  const choose = (/** @type {AnalysisResult} */ result) => {
    if (mine !== visits) return null;
    const chosen = allowed(result, wanted);
    reason = `${result.kind} ${result.confidence}`;
    if (chosen !== 'reader') early.lift();
    // A page that is still empty may become a story; one that is something else already will not.
    if (!chosen && !UNDECIDED.has(result.kind)) early.release();
    return chosen;
  };
  /** @type {Mode | null} */
  let done = null;
  /** @type {import('./content.js').Labelled | null} */
  let labelled = null;
  for (const changed of inPlace ? [settled, still] : [parsed, loaded, still]) {
    if (!(await changed())) continue;
    if (mine !== visits || isOn()) return;
    ({ mode: done, labelled } = await enterAutomatically(choose));
    // A rule that came meanwhile found it on its way, and left it to us to tell.
    if (mine !== visits && done === null) return;
    if (done !== null || reason === '') break;
  }
  const furniture = memory?.furniture.length ?? 0;
  const { hides } = early;
  early.release();
  // The lesson first: whoever reads the decision finds what came of it.
  if (labelled && memory) await teach(url, done, labelled, memory.selectors);
  await tell({
    type: 'auto-done',
    url,
    pattern: answer.pattern,
    mode: done ?? 'off',
    reason,
    furniture,
    early: hides,
  });
}

/**
 * Tells what the page has taught of its site. Only a story teaches what stands around stories; of every other page only
 * the shape of its address is of use.
 * @param {string} url @param {Mode | null} done @param {import('./content.js').Labelled} labelled @param {string[]} known
 */
function teach(url, done, labelled, known) {
  const lesson = done ? learn(labelled, known) : { marks: [], right: [], wrong: [] };
  return tell({ type: 'auto-learn', url, mode: done ?? 'off', shape: early.shape(), ...lesson });
}

/**
 * Tells the background, a second time when the browser ended it in the middle of the first.
 * @param {import('../shared/messages.js').Message} message
 * @returns {Promise<unknown>}
 */
async function tell(message) {
  for (let tries = 0; tries < 2 && isAlive(); tries++) {
    try {
      return await send(message);
    } catch {
      // Asked again, or given up: the page stays as it is.
    }
  }
}

/**
 * What may be done by itself on a page with these labels.
 * @param {AnalysisResult} result
 * @param {Mode} wanted
 * @returns {Mode | null}
 */
function allowed({ kind, confidence, clutter }, wanted) {
  if (kind !== 'article' || confidence < LIKELY) return null;
  if (wanted === 'reader' && confidence >= SURE && !isTyping()) return 'reader';
  return clutter.length > 0 ? 'declutter' : null;
}

/** The reader would take the keyboard away in the middle of a word. */
function isTyping() {
  const element = page.active();
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value !== '';
  return element instanceof HTMLElement && element.isContentEditable;
}

/** Leaves what we did, not what the person did. */
function undo() {
  if (isAutomatic()) leave();
}

// The moments at which a page is worth reading. Each says whether the page has changed since the last one.

async function parsed() {
  if (page.readyState() === 'loading') await event(document, 'DOMContentLoaded');
  return true;
}

function loaded() {
  return growth(async () => {
    if (page.readyState() !== 'complete') await event(window, 'load');
  });
}

/** After a change of the address: what stands there before the page is still may be the former article. */
async function settled() {
  await still();
  return true;
}

/** @param {EventTarget} target @param {string} type */
const event = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
