// The core in the browser: the build of it that reads HTML text. After a panic its instance is thrown away, because its
// memory can no longer be trusted, and the next page gets a new one.

import { unpack } from '../shared/labels.js';

/**
 * @typedef {import('../../extension/shared/types.js').Reading} CoreReading
 * @typedef {import('../../extension/shared/types.js').Article} Article
 * @typedef {import('../../extension/shared/types.js').Piece} Piece
 *
 * @typedef {object} Trace why a block is what it is
 * @property {number} block
 * @property {string} role
 * @property {number} score
 * @property {string[]} reasons the rules that changed its mind, in order
 * @property {string} text
 * @property {[name: string, value: string][]} features
 *
 * @typedef {object} Analysis
 * @property {() => import('../../extension/shared/labels.js').PackedLabels} labels
 * @property {() => CoreReading} read
 * @property {(block: number) => Trace} explain
 * @property {() => void} free
 *
 * @typedef {object} Core the exports of src/wasm.rs that are used here
 * @property {{fromHtml: (html: string, options: {url: string}) => Analysis}} Analysis
 * @property {(document: Document, pieces: Piece[]) => DocumentFragment} writeArticle
 * @property {(article: Article) => string} toMarkdown
 * @property {(article: Article) => string} toText
 * @property {(article: Article) => string} toHtml
 * @property {(html: string, strings: string, tree: Uint32Array) => string | undefined} pageDifference
 */

/** The core could not be loaded, or it trapped; the message says which. */
export class CoreError extends Error {}

let generation = 0;
/** @type {Promise<Core> | null} */
let loading = null;

/** @returns {Promise<Core>} */
export function core() {
  loading ??= load();
  return loading;
}

/** @returns {Promise<Core>} */
async function load() {
  try {
    // The query makes each generation a module, and so an instance, of its own.
    const module = await import(new URL(`../wasm/standfirst.js?${generation}`, import.meta.url).href);
    await module.default({ module_or_path: new URL('../wasm/standfirst_bg.wasm', import.meta.url) });
    return module;
  } catch (error) {
    loading = null;
    throw new CoreError(`The core did not load. In a source tree, ./build.sh build makes it. (${error})`);
  }
}

/** A page that was read: its HTML, its address, and all that the core says of it. `free` it when done. */
export class Reading {
  /** @type {string[] | null} */
  #texts = null;

  /**
   * @param {Core} core
   * @param {Analysis} analysis
   * @param {{html: string, url: string}} page
   */
  constructor(core, analysis, { html, url }) {
    this.core = core;
    this.analysis = analysis;
    this.html = html;
    this.url = url;
    const { metadata, article } = analysis.read();
    /** @type {import('../../extension/shared/types.js').AnalysisResult} */
    const labels = unpack(analysis.labels());
    this.result = { ...labels, article, title: metadata.title ?? '' };
  }

  /** @param {number} block @returns {Trace} */
  explain(block) {
    return guard(() => this.analysis.explain(block));
  }

  /** The text of every block. */
  get texts() {
    this.#texts ??= this.result.blocks.map((_, block) => this.explain(block).text);
    return this.#texts;
  }

  /** The article's Markdown, text or HTML; empty where there is no article. @param {'toMarkdown' | 'toText' | 'toHtml'} format */
  write(format) {
    const { article } = this.result;
    return article ? guard(() => this.core[format](article)) : '';
  }

  free() {
    this.analysis.free();
  }
}

/**
 * Reads a page.
 * @param {string} html
 * @param {string} url
 */
export async function read(html, url) {
  const loaded = await core();
  return guard(() => new Reading(loaded, loaded.Analysis.fromHtml(html, { url }), { html, url }));
}

/**
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function guard(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    generation += 1;
    loading = null;
    throw new CoreError(
      `The core stopped on this page. That is a bug; the page would help to mend it. (${error.message})`,
    );
  }
}
