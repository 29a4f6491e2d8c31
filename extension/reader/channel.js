// Where the article comes from and where the reader's wishes go: in the frame, a port to the content script of the page
// behind, which sends a capture of the page and gets its labels; as a page of its own (where frames of extensions cannot
// load), what tab.js finds.

import { connect, leaveFor } from '../shared/frame-page.js';
import { captures, core } from './core.js';
import { openTab } from './tab.js';

/**
 * @typedef {import('../shared/types.js').Article} Article
 * @typedef {import('../shared/messages.js').Want} Want
 * @typedef {{article: Article, url: string, position?: number, font?: string, again?: boolean}} Shown
 *
 * @typedef {object} Channel
 * @property {(block?: number) => void} leave back to the page, at that block
 * @property {(() => void) | null} declutter to the page with its clutter hidden, where there is a page behind
 * @property {((want: Want, blocks: number[]) => void) | null} correct what these blocks are, for this site from now on,
 *   where there is a capture of the page
 * @property {() => void} undoCorrection takes the last one back
 * @property {(callback: (message: import('../shared/messages.js').Corrected) => void) => void} onCorrected
 * @property {import('./pictures.js').Ask | null} pictures reads pictures of the page behind, where there is one
 * @property {(error: unknown) => void} fail nothing can be shown
 */

/**
 * Opens the channel. `onShow` is called with the article, and again whenever the page behind sends a better one.
 * Call it while the page's script first runs: the port may come as soon as the frame has loaded.
 * @param {(shown: Shown) => void} onShow
 * @returns {Promise<Channel>}
 */
export function openChannel(onShow) {
  const id = new URLSearchParams(location.search).get('id');
  return id === null ? openFrame(onShow) : openTab(id, onShow);
}

/**
 * @param {(shown: Shown) => void} onShow
 * @returns {Promise<Channel>}
 */
async function openFrame(onShow) {
  // Begun while the page behind is still packing; a failure shows where the core is used.
  core().catch(() => {});
  /** The article of the last capture. @type {{article: Article, url: string} | null} */
  let read = null;
  const channel = await connect(async ({ strings, tree, options }) => {
    const { labels, reading } = await captures.read(strings, tree, options);
    // A question about the page is no new version of the article.
    if (options.explain === undefined && options.describe === undefined)
      read = reading.article && { article: reading.article, url: options.url };
    return labels;
  });
  channel.listen(['show'], ({ type: _, ...how }) => {
    if (read) onShow({ ...read, ...how });
  });
  return {
    leave: (block) => leaveFor(read?.url, channel, block),
    declutter: () => channel.send({ type: 'declutter' }),
    correct: (want, blocks) => channel.send({ type: 'correct', want, blocks }),
    undoCorrection: () => channel.send({ type: 'undo-correction' }),
    onCorrected: (callback) => channel.listen(['corrected'], callback),
    pictures: (wanted) => askForPictures(channel, wanted),
    fail: (error) => channel.send({ type: 'failed', error: String(error) }),
  };
}

/** Milliseconds for all pictures; a page that does not answer by then keeps them. */
const PICTURES_LIMIT = 20_000;

let asked = 0;

/**
 * @param {import('../shared/frame-page.js').Channel} channel
 * @param {string[][]} wanted
 * @returns {ReturnType<import('./pictures.js').Ask>}
 */
function askForPictures(channel, wanted) {
  const id = asked++;
  return new Promise((resolve) => {
    channel.listen(['pictures-read'], (message) => message.id === id && resolve(message.files));
    setTimeout(() => resolve([]), PICTURES_LIMIT);
    channel.send({ type: 'pictures', id, wanted });
  });
}
