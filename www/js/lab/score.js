// Scores a text against the truth as the benchmark does: a bag of words, lower case. `\w` of the benchmark's language
// knows every script's letters and digits, hence the pattern. It gives up on scripts without spaces, where a whole
// sentence counts as one word; there a score says little.

const WORD = /[\p{L}\p{N}_]+/gu;
/** A page with at least this score is good; below it, it is wrong. */
export const GOOD = 0.95;
/** A page whose recall is below this is lost. */
export const LOST = 0.5;

/** @typedef {{p: number, r: number, f1: number}} Score */

/** @param {string} text */
export function words(text) {
  return text.toLowerCase().match(WORD) ?? [];
}

/**
 * Precision, recall and their harmonic mean.
 * @param {string} predicted
 * @param {string} truth
 * @returns {Score}
 */
export function wordScore(predicted, truth) {
  const ours = words(predicted);
  const theirs = words(truth);
  if (theirs.length === 0) return ours.length === 0 ? { p: 1, r: 1, f1: 1 } : { p: 0, r: 0, f1: 0 };
  if (ours.length === 0) return { p: 0, r: 0, f1: 0 };
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  let overlap = 0;
  for (const word of ours) {
    const amount = left.get(word) ?? 0;
    if (amount > 0) {
      overlap += 1;
      left.set(word, amount - 1);
    }
  }
  const p = overlap / ours.length;
  const r = overlap / theirs.length;
  return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}

/**
 * The means of some pages' scores.
 * @param {Score[]} scores
 */
export function summary(scores) {
  const mean = (/** @type {(score: Score) => number} */ of) =>
    scores.reduce((sum, score) => sum + of(score), 0) / (scores.length || 1);
  return {
    pages: scores.length,
    f1: mean(({ f1 }) => f1),
    p: mean(({ p }) => p),
    r: mean(({ r }) => r),
    good: mean(({ f1 }) => Number(f1 >= GOOD)),
    lost: mean(({ r }) => Number(r < LOST)),
  };
}
