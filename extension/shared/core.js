// Runs the core: loads the wasm and labels a capture. The same few lines serve the content script, the extension's
// frames and the background.

import { browser, fileUrl } from './browser.js';

/**
 * @typedef {import('./types.js').AnalysisResult} AnalysisResult
 * @typedef {import('./types.js').AnalysisOptions} AnalysisOptions
 * @typedef {object} CoreModule the parts of wasm-bindgen's module that are used here
 * @property {(source: {module_or_path: string}) => Promise<unknown>} default
 * @property {new (strings: string, tree: Uint32Array, options: AnalysisOptions) => {result(): AnalysisResult, free(): void}} Analysis
 */

/** The wasm cannot run here: the page's policy forbids it. */
export class LoadError extends Error {}

/**
 * A way to the core. `load` gets how many instances were thrown away, and must give a fresh module for each.
 * @param {(generation: number) => Promise<any>} load
 */
export function makeCore(load) {
  let generation = 0;
  /** @type {Promise<CoreModule> | null} */
  let ready = null;

  async function start() {
    const module = await load(generation);
    await module.default({ module_or_path: fileUrl('wasm/standfirst_bg.wasm') });
    return module;
  }

  return {
    /**
     * @param {string} strings
     * @param {Uint32Array} tree
     * @param {AnalysisOptions} options
     * @returns {Promise<AnalysisResult>}
     */
    async analyse(strings, tree, options) {
      ready ??= start();
      const { Analysis } = await ready.catch((error) => {
        ready = null;
        throw new LoadError(String(error));
      });
      try {
        const analysis = new Analysis(strings, tree, options);
        const result = analysis.result();
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
    },
  };
}

/**
 * Loads the module by import, which a service worker may not do. A query makes a fresh module.
 * @param {number} generation
 */
export const importCore = (generation) =>
  import(browser.runtime.getURL(`wasm/standfirst.js${generation > 0 ? `?${generation}` : ''}`));
