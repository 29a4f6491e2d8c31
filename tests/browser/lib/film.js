// Films what a browser's window shows: each driver takes a picture of every frame that it can get hold of, and this says
// which colours are in them. A page under test is painted in colours that nothing else has.

/** Pixels of a colour from which on it is there: less may be a border between two others. */
const ENOUGH = 50;

/** How far each part of a colour may be off: pictures are scaled, and windows have profiles. */
const TOLERANCE = 8;

/**
 * @typedef {object} Film
 * @property {readonly string[]} pictures PNG, in base64
 * @property {readonly string[]} colours to look for, as `#rrggbb`
 * @property {number} enough
 * @property {number} tolerance
 */

/** What `coloursIn` is given. @param {readonly string[]} pictures @param {readonly string[]} colours @returns {Film} */
export const film = (pictures, colours) => ({ pictures, colours, enough: ENOUGH, tolerance: TOLERANCE });

/**
 * The colours in each of the pictures. It runs in a browser, so it uses nothing from here.
 * @param {Film} film
 * @returns {Promise<string[][]>}
 */
export async function coloursIn({ pictures, colours, enough, tolerance }) {
  const wanted = colours.map((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));
  /** Most pictures are what the one before was. @type {Map<string, string[]>} */
  const known = new Map();
  for (const picture of new Set(pictures)) {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas?.drawImage(image, 0, 0);
    const data = canvas?.getImageData(0, 0, image.width, image.height).data ?? [];
    const isThere = (/** @type {number[]} */ [red = 0, green = 0, blue = 0]) => {
      let count = 0;
      for (let at = 0; at < data.length && count < enough; at += 4) {
        const off = Math.max(Math.abs(data[at] - red), Math.abs(data[at + 1] - green), Math.abs(data[at + 2] - blue));
        if (off <= tolerance) count += 1;
      }
      return count >= enough;
    };
    known.set(
      picture,
      colours.filter((_, number) => isThere(wanted[number])),
    );
  }
  return pictures.map((picture) => known.get(picture) ?? []);
}
