// The page's own pictures as files, for an article that is to be saved with them. Nothing is fetched: what the page has
// loaded is drawn and encoded anew.
//
// It gives up on a picture that the page has not loaded, and on one of another site that does not allow it to be read
// (no CORS headers, or no `crossorigin` on the element): the canvas that draws it then keeps what it holds.

import { page } from './native.js';

/** Pictures of one article; what more there is stays on the web. */
const MOST = 100;

/** The longest side of a saved picture, in pixels: sharp on any screen at the width of a text, and not a wall poster. */
const LONGEST_SIDE = 1600;

/** How well a photograph is kept; higher than this only the file grows. */
const QUALITY = 0.86;

/** Formats that may hold transparency, or drawings with hard edges. */
const DRAWN = /\.(png|gif|svg|webp|avif)($|[?#])/i;

/** @typedef {{type: string, bytes: ArrayBuffer}} PictureFile */

/**
 * @param {string[][]} wanted for each picture the addresses it may have in the page
 * @returns {Promise<(PictureFile | null)[]>} in the same order
 */
export async function readPictures(wanted) {
  const loaded = /** @type {HTMLImageElement[]} */ ([...page.all('img')]).filter(
    (image) => image.complete && image.naturalWidth > 0,
  );
  /** @type {(PictureFile | null)[]} */
  const files = [];
  for (const addresses of wanted.slice(0, MOST)) {
    const fitting = loaded.filter((image) => addresses.includes(image.currentSrc) || addresses.includes(image.src));
    const [largest] = fitting.sort((a, b) => b.naturalWidth - a.naturalWidth);
    files.push(largest ? await encode(largest) : null);
  }
  return files;
}

/** @param {HTMLImageElement} image @returns {Promise<PictureFile | null>} */
async function encode(image) {
  const { naturalWidth, naturalHeight, currentSrc } = image;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(naturalWidth, naturalHeight));
  const canvas = page.create('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  try {
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const type = DRAWN.test(currentSrc) ? 'image/png' : 'image/jpeg';
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
    return blob && { type: blob.type, bytes: await blob.arrayBuffer() };
  } catch {
    // Of another site, which keeps it to itself.
    return null;
  }
}

/** The part of the channel that answers the reader. @param {import('./frame.js').Frame} frame */
export function servePictures(frame) {
  frame.listen(['pictures'], async ({ id, wanted }) => {
    frame.send({ type: 'pictures-read', id, files: await readPictures(wanted) });
  });
}
