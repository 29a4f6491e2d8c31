// "This belongs to the article": a removed piece becomes part of the article that is shown, and so of every export.

/** @typedef {import('../shared/types.js').Piece} Piece */

/**
 * Every block number inside, in document order.
 * @param {Piece[]} pieces
 * @returns {number[]}
 */
export function blocksIn(pieces) {
  return pieces.flatMap((piece) => {
    if (!('children' in piece)) return [];
    const own = piece.type === 'element' && piece.block !== undefined ? [piece.block] : [];
    return [...own, ...blocksIn(piece.children ?? [])];
  });
}

/**
 * The pieces with the removed one that holds this block put back in its place.
 * @param {Piece[]} pieces
 * @param {number} block
 * @returns {Piece[]}
 */
export function restore(pieces, block) {
  return pieces.flatMap((piece) => {
    if (!('children' in piece) || !piece.children) return [piece];
    if (piece.type === 'removed' && blocksIn(piece.children).includes(block)) return piece.children;
    return [{ ...piece, children: restore(piece.children, block) }];
  });
}
