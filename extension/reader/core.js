// The core in the reader: it reads the article from a capture, writes its nodes, and its exports. Loaded once.

import { importCore, makeCore } from '../shared/core.js';

/**
 * @typedef {import('../shared/types.js').Article} Article
 * @typedef {import('../shared/types.js').Piece} Piece
 * @typedef {object} Core the exports of src/wasm.rs that the reader uses
 * @property {(document: Document, pieces: Piece[]) => DocumentFragment} writeArticle
 * @property {(article: Article) => string} toMarkdown
 * @property {(article: Article) => string} toMarkdownFile with front matter
 * @property {(article: Article) => string} toText
 * @property {(article: Article) => string} toHtml
 */

/** @type {Promise<Core> | null} */
let loading = null;

/** @returns {Promise<Core>} */
export function core() {
  loading ??= importCore('reader')(0);
  return loading;
}

/** Captures are read by the same instance; after a panic the frame is given up with it. */
export const captures = makeCore(() => /** @type {Promise<any>} */ (core()));
