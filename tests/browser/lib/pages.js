// The pages on which the browser is compared with the native tool: our fixtures, and real ones where the corpus lies
// beside the repository.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { storedPages } from './server.js';

/** How many pages of each part of the corpus: enough markup of every kind, and a test of a minute or two. */
const FROM_EACH = 20;

/**
 * What keeps a saved page from standing still while it is read.
 */
const LEAVES = /http-equiv=["']?refresh/i;

/** @param {string} file */
export function readPage(file) {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

export function comparedPages() {
  const parts = ['corpus/mozilla', 'corpus/defuddle', 'corpus/news', 'corpus/wcxb'].flatMap((folder) => {
    const pages = storedPages(folder).filter(({ file }) => !LEAVES.test(readPage(file)));
    const step = Math.max(1, Math.floor(pages.length / FROM_EACH));
    return pages.filter((_, number) => number % step === 0).slice(0, FROM_EACH);
  });
  return [...storedPages('fixtures'), ...parts];
}
