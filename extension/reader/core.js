// The core in the reader: the writer of an article's nodes, and its exports. Loaded once.

import { fileUrl } from '../shared/browser.js';

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
  loading ??= load();
  return loading;
}

async function load() {
  const module = await import('../wasm/reader.js');
  await module.default({ module_or_path: fileUrl('wasm/reader_bg.wasm') });
  return module;
}
