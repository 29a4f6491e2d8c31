// Finds a place that may label the page, best first: this content script; an extension frame, where Chromium allows wasm
// even under a policy that forbids it here; the background, where the page keeps frames from loading. Each way gives the
// same labels; `explain` and `describe` the content script's build cannot answer. The reader does not ask here: it labels
// by itself what it shows.
// It gives up on a capture that made one instance trap: that is not tried again elsewhere.

import { send } from '../shared/browser.js';
import { importCore, LoadError, makeCore } from '../shared/core.js';

/**
 * @typedef {import('./capture.js').Capture} Capture
 * @typedef {import('../shared/types.js').AnalysisOptions} AnalysisOptions
 * @typedef {import('../shared/types.js').AnalysisResult} AnalysisResult
 */

const core = makeCore(importCore('standfirst'));
/** This page's policy refused wasm here; it will not change its mind. */
let refused = false;

/**
 * Labels a capture.
 * @param {Capture} captured
 * @param {AnalysisOptions} options
 * @param {() => Promise<import('./frame.js').Frame | null>} frame opens one, or gives one that is opening anyway
 * @returns {Promise<AnalysisResult>}
 */
export async function analyse(captured, options, frame) {
  const asksMore = options.explain !== undefined || options.describe !== undefined;
  if (!refused && !asksMore) {
    try {
      return await core.label(captured.strings, captured.tree, options);
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      refused = true;
    }
  }
  const opened = await frame();
  if (!opened) return analyseInBackground(captured, options);
  try {
    return await opened.analyse(captured, options);
  } catch (error) {
    // The page may have taken the frame away, and the next one is on its way.
    const next = opened.open ? null : await frame();
    if (!next || next === opened) throw error;
    return next.analyse(captured, options);
  }
}

/**
 * Slower: messages to the background are JSON in Chromium.
 * @param {Capture} captured
 * @param {AnalysisOptions} options
 */
async function analyseInBackground({ strings, tree }, options) {
  const answer = await send({ type: 'analyse', id: 0, strings, tree: Array.from(tree), options });
  if (answer?.type !== 'analysed') throw new Error(answer?.error ?? 'the background did not answer');
  return answer.result;
}
