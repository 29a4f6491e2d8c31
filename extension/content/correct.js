// Corrections in the page: what the person says of a piece is described by the core, remembered for the site, and the
// page is labelled again. Each step of this page can be taken back, the last one first.

import { hostOf, readCorrection, readFor, remember, writeFor } from '../shared/corrections.js';
import { analyse } from './engine.js';

/**
 * @typedef {import('../shared/corrections.js').Correction} Correction
 * @typedef {import('../shared/types.js').Piece} Piece
 * @typedef {import('../shared/types.js').Asked} Asked
 * @typedef {import('../shared/types.js').AnalysisResult} AnalysisResult
 */

export class Corrector {
  /**
   * @param {import('./content.js').Taken} taken
   * @param {() => Promise<import('./frame.js').Frame | null>} frame one that can run the core where this page cannot
   * @param {typeof analyse} analyser what labels the page
   */
  constructor({ captured, options }, frame, analyser = analyse) {
    this.analyse = analyser;
    this.captured = captured;
    this.options = options;
    this.frame = frame;
    this.host = hostOf(captured.url);
    /** What was stored before each step. @type {import('../shared/corrections.js').Kept[][]} */
    this.steps = [];
  }

  /** The page was captured anew. @param {import('./content.js').Taken} taken */
  turnTo({ captured, options }) {
    this.captured = captured;
    this.options = options;
    // The steps are of one site; a page that changes its address by script stays on it.
    this.host = hostOf(captured.url);
  }

  /** The labels as they are with everything that was said. @param {{explain?: number}} [asked] @returns {Promise<AnalysisResult>} */
  async label(asked = {}) {
    const options = { ...this.options, corrections: await readFor(this.host), ...asked };
    return this.analyse(this.captured, options, this.frame);
  }

  /**
   * Remembers what the person says of a piece. False when nothing tells it from the text around it, or when there is
   * no site to remember it for: then nothing has changed.
   * @param {Asked} asked
   */
  async say(asked) {
    // Described as the page is without corrections: that is how it will be found again.
    const { described = [] } = await this.analyse(this.captured, { ...this.options, describe: asked }, this.frame);
    const clear = described.filter((one) => one.clear);
    const said = clear.map(({ correction }) => readCorrection(correction)).filter((one) => one !== null);
    if (said.length === 0 || this.host === '') return false;
    this.steps.push(await remember(this.host, said));
    return true;
  }

  /** Takes the last step back. False when there is none. */
  async undo() {
    const before = this.steps.pop();
    if (before) await writeFor(this.host, before);
    return before !== undefined;
  }
}
