// Runs the core: loads one of its builds, labels a capture, and reads the article. The content script has the build
// `standfirst`, which only labels; the extension's pages and the background have `reader`, which also reads the article
// and answers what `explain` and `describe` ask.

import { browser, fileUrl } from './browser.js';
import { unpack } from './labels.js';

/**
 * @typedef {import('./types.js').AnalysisResult} AnalysisResult
 * @typedef {import('./types.js').AnalysisOptions} AnalysisOptions
 * @typedef {import('./types.js').Reading} Reading
 * @typedef {{labels(): import('./labels.js').PackedLabels, answers?(): object, read(): Reading, free(): void}} Analysis
 *   `answers` and `read` are in the build `reader` alone
 * @typedef {object} CoreModule the parts of wasm-bindgen's module that are used here
 * @property {(source: {module_or_path: string}) => Promise<unknown>} default
 * @property {new (strings: string, tree: Uint32Array, options: AnalysisOptions) => Analysis} Analysis
 */

/** The wasm cannot run here: the page's policy forbids it. */
export class LoadError extends Error {}

/**
 * A way to the core. `start` gets how many instances were thrown away, and must give a fresh one for each.
 * @param {(generation: number) => Promise<CoreModule>} start
 */
export function makeCore(start) {
  let generation = 0;
  /** @type {Promise<CoreModule> | null} */
  let ready = null;

  /**
   * @template T
   * @param {string} strings
   * @param {Uint32Array | number[]} tree
   * @param {AnalysisOptions} options
   * @param {(analysis: Analysis) => T} use
   */
  async function run(strings, tree, options, use) {
    ready ??= start(generation);
    const { Analysis } = await ready.catch((error) => {
      ready = null;
      throw new LoadError(String(error));
    });
    try {
      const analysis = new Analysis(strings, tree instanceof Uint32Array ? tree : Uint32Array.from(tree), options);
      const result = use(analysis);
      analysis.free();
      return result;
    } catch (error) {
      // After a panic the instance's memory can no longer be trusted.
      if (error instanceof WebAssembly.RuntimeError) {
        ready = null;
        generation += 1;
      }
      throw error;
    }
  }

  return {
    /**
     * Labels a capture.
     * @param {string} strings
     * @param {Uint32Array | number[]} tree
     * @param {AnalysisOptions} options
     */
    label: (strings, tree, options) => run(strings, tree, options, labelsOf),
    /**
     * Labels a capture and reads its article.
     * @param {string} strings
     * @param {Uint32Array | number[]} tree
     * @param {AnalysisOptions} options
     */
    read: (strings, tree, options) =>
      run(strings, tree, options, (analysis) => ({ labels: labelsOf(analysis), reading: analysis.read() })),
  };
}

/** @param {Analysis} analysis @returns {AnalysisResult} */
const labelsOf = (analysis) => ({ ...unpack(analysis.labels()), ...analysis.answers?.() });

/**
 * Starts a build by import, which a service worker may not do. A query makes a fresh module.
 * @param {'standfirst' | 'reader'} build
 * @returns {(generation: number) => Promise<any>}
 */
export const importCore = (build) => async (generation) => {
  const query = generation > 0 ? `?${generation}` : '';
  return init(await import(browser.runtime.getURL(`wasm/${build}.js${query}`)), build);
};

/**
 * Gives a build its wasm.
 * @template {{default: CoreModule['default']}} M
 * @param {M} module
 * @param {'standfirst' | 'reader'} build
 */
export async function init(module, build) {
  await module.default({ module_or_path: fileUrl(`wasm/${build}_bg.wasm`) });
  return module;
}
