// Corrections of a page, made in it or in the reader: what the person says of a piece is described by the core, remembered
// for the site, and the page is labelled again. Each step can be taken back, the last one first.

import { hostOf, isSaidBy, readCorrection, readFor, remember, takeBack } from './corrections.js';

/**
 * @typedef {import('./corrections.js').Correction} Correction
 * @typedef {import('./types.js').Piece} Piece
 * @typedef {import('./types.js').Asked} Asked
 * @typedef {import('./types.js').AnalysisResult} AnalysisResult
 * @typedef {import('./types.js').AnalysisOptions} AnalysisOptions
 * @typedef {{strings: string, tree: Uint32Array | number[], url: string}} Captured
 * @typedef {{captured: Captured, options: AnalysisOptions}} Taken
 * @typedef {(captured: any, options: AnalysisOptions) => Promise<AnalysisResult>} Analyse
 */

export class Corrector {
  /**
   * @param {Taken} taken
   * @param {Analyse} analyse what labels the page, and answers `describe`
   */
  constructor({ captured, options }, analyse) {
    this.analyse = analyse;
    this.captured = captured;
    this.options = options;
    this.host = hostOf(captured.url);
    /** What each saying changed. @type {import('./corrections.js').Step[]} */
    this.steps = [];
  }

  /** The page was captured anew. @param {Taken} taken */
  turnTo({ captured, options }) {
    this.captured = captured;
    this.options = options;
    // The steps are of one site; a page that changes its address by script stays on it.
    this.host = hostOf(captured.url);
  }

  /** The labels as they are with everything that was said. @param {{explain?: number}} [asked] @returns {Promise<AnalysisResult>} */
  async label(asked = {}) {
    const options = { ...this.options, corrections: await readFor(this.host), ...asked };
    return this.analyse(this.captured, options);
  }

  /**
   * Remembers what the person says of a piece. False when nothing tells it from the text around it, or when there is
   * no site to remember it for: then nothing has changed.
   * @param {Asked} asked
   */
  async say(asked) {
    // Described as the page is without corrections: that is how it will be found again.
    const { described = [] } = await this.analyse(this.captured, { ...this.options, describe: asked });
    const clear = described.filter((one) => one.clear);
    const said = clear.map(({ correction }) => readCorrection(correction)).filter((one) => one !== null);
    if (said.length === 0 || this.host === '') return false;
    const last = this.steps.at(-1);
    // Said twice, by two quick clicks, it is one step back.
    if (!last || !isSaidBy(await readFor(this.host), last, said)) this.steps.push(await remember(this.host, said));
    return true;
  }

  /** Takes the last step back, and nothing that was said elsewhere since. False when there is none. */
  async undo() {
    const step = this.steps.pop();
    if (step) await takeBack(this.host, step);
    return step !== undefined;
  }
}
