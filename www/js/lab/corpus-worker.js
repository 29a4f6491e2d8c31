// Reads the pages of a corpus one by one, away from the page that shows the list. A page on which the core stops counts
// as an empty text, with the problem beside it; the next page gets a new instance.

import { read } from '../core.js';
import { decodeFile } from '../decode.js';
import { textOf } from './text.js';

/** @typedef {{pages: {html: File, url: string}[], standfirst: boolean}} Order */

addEventListener('message', async (/** @type {MessageEvent<Order>} */ { data }) => {
  for (const [index, page] of data.pages.entries()) {
    try {
      const reading = await read(await decodeFile(page.html), page.url);
      postMessage({ index, text: textOf(reading, data.standfirst) });
      reading.free();
    } catch (error) {
      postMessage({ index, text: '', problem: error instanceof Error ? error.message : String(error) });
    }
  }
});
