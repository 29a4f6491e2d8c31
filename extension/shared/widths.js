// What `content/holes.js` may ask of the sheet in `background/sheet.js`.

/**
 * Widths that an article's column may take when the column beside it is gone, in pixels: a fixed few, because a value of
 * the attribute is all that a content script can say to the sheet.
 */
export const WIDTHS = [560, 640, 720, 800, 880, 960, 1040, 1120, 1200];
