// The labels as they leave the core: numbers and a list of names, because a few arrays cross into JavaScript faster than
// an object for every block, and need less code on the wasm side. `Labels` in src/wasm.rs defines the order.

/**
 * @typedef {import('./types.js').AnalysisResult} AnalysisResult
 * @typedef {{readonly numbers: Uint32Array, readonly names: string, readonly marks: Float64Array, free(): void}} PackedLabels
 */

/** Numbers before the blocks, of each block, and of each element of clutter. */
const HEAD = 4;
const BLOCK = 7;
const CLUTTER = 5;

/**
 * Unpacks the labels and frees what was packed.
 * @param {PackedLabels} packed
 * @returns {AnalysisResult}
 */
export function unpack(packed) {
  const { numbers, names: joined, marks } = packed;
  packed.free();
  const names = joined.split('\n');
  const [kind = 0, confidence = 0, hasArticle, count = 0] = numbers;
  const name = (/** @type {number} */ place) => names[place] ?? '';
  const behind = HEAD + count * BLOCK;

  /** @type {AnalysisResult['blocks']} */
  const blocks = [];
  for (let at = HEAD; at < behind; at += BLOCK) {
    const [node = 0, first = 0, last = 0, role = 0, flags = 0, score = 0, words = 0] = numbers.subarray(at, at + BLOCK);
    const [keep, hide] = [(flags & 1) > 0, (flags & 2) > 0];
    const mark = marks[blocks.length] ?? Number.NaN;
    const remembered = Number.isNaN(mark) ? {} : { mark };
    blocks.push({ node, first, last, role: name(role), keep, hide, score: score / 1000, words, ...remembered });
  }
  /** @type {AnalysisResult['clutter']} */
  const clutter = [];
  for (let at = behind; at < numbers.length; at += CLUTTER) {
    const [node = 0, role = 0, blocks = 0, words = 0, reason = 0] = numbers.subarray(at, at + CLUTTER);
    clutter.push({ node, role: name(role), blocks, words, reason: name(reason) });
  }
  return { kind: name(kind), confidence: confidence / 1000, hasArticle: hasArticle === 1, clutter, blocks };
}
