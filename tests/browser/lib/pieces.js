// Pieces of an article as the core would hand them over, written short.

/** @typedef {import('../../../extension/shared/types.js').Piece} Piece */

let block = 0;

/**
 * An element; attributes are given as an object, text as strings. Elements of their own line get a block number.
 * @param {string} tag
 * @param {Record<string, string> | Piece | string} [first]
 * @param {...(Piece | string)} rest
 * @returns {Piece}
 */
export function h(tag, first = {}, ...rest) {
  const isPiece = typeof first === 'string' || 'children' in first || 'kind' in first;
  const children = (isPiece ? [first, ...rest] : rest).map((child) =>
    typeof child === 'string' ? { type: /** @type {const} */ ('text'), text: child } : /** @type {Piece} */ (child),
  );
  const attrs = isPiece ? [] : Object.entries(/** @type {Record<string, string>} */ (first));
  const numbered = /^(p|h[2-6]|li|pre|figcaption|td|th|dt|dd)$/.test(tag);
  return { type: 'element', tag, attrs, ...(numbered && { block: block++ }), children };
}

/** A picture that needs no network. @param {number} width @param {number} height @param {string} colour */
const picture = (width, height, colour) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${colour}"/><stop offset="1" stop-color="#223"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="70%" cy="35%" r="${height / 6}" fill="#fff8" /><path d="M0 ${height} L${width * 0.3} ${height * 0.5} L${width * 0.55} ${height * 0.8} L${width * 0.75} ${height * 0.6} L${width} ${height}Z" fill="#0006"/></svg>`,
  )}`;

/** @param {number} width @param {number} height @param {string} colour @param {string} caption @param {string} alt */
export const figure = (width, height, colour, caption, alt) =>
  h(
    'figure',
    h('img', { src: picture(width, height, colour), width: String(width), height: String(height), alt }),
    h('figcaption', caption),
  );
