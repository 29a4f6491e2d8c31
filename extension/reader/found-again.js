// Where the words of a mark stand now: as they were, in the place whose surroundings are most alike; else where the text
// comes nearest to them, when an editor has changed a word or two.
//
// It gives up where more was changed than stayed sure: a mark on the wrong sentence is worse than one that says that its
// words are gone.

/** @typedef {{quote: string, before: string, after: string}} Words */

/** Letters of context on each side: enough to tell two equal sentences apart. */
export const CONTEXT = 40;

/** The share of a mark's letters that may be others, and how few letters a mark must have to be looked for so. */
const CHANGED = 0.25;
const SHORTEST = 12;
/** Longer marks are looked for by as many letters at either end: comparing costs time by length. */
const LONGEST = 1000;

/**
 * @param {Words} words
 * @param {string} text
 * @returns {Promise<[number, number] | null>}
 */
export async function placeOf(words, text) {
  return same(words, text) ?? (words.quote.length < SHORTEST ? null : alike(words, text));
}

/** @param {Words} words @param {string} text @returns {[number, number] | null} */
function same({ quote, before, after }, text) {
  /** @type {[number, number] | null} */
  let best = null;
  let most = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    const score = common(reversed(before), reversed(text.slice(0, at))) + common(after, text.slice(end));
    if (score > most) [best, most] = [[at, end], score];
  }
  return best;
}

/**
 * The place that differs from the words by the fewest letters; of equal ones that with the surroundings most alike.
 * @param {Words} words
 * @param {string} text
 * @returns {Promise<[number, number] | null>}
 */
async function alike({ quote, before, after }, text) {
  const long = quote.length > LONGEST;
  const begin = await nearest(text, long ? quote.slice(0, LONGEST / 2) : quote, before, long ? '' : after, 0);
  if (!begin || !long) return begin;
  const end = await nearest(text, quote.slice(-LONGEST / 2), '', after, begin[1]);
  return end && end[1] - begin[0] < quote.length * (1 + CHANGED) ? [begin[0], end[1]] : null;
}

/**
 * @param {string} text
 * @param {string} quote
 * @param {string} before
 * @param {string} after
 * @param {number} from
 * @returns {Promise<[number, number] | null>}
 */
async function nearest(text, quote, before, after, from) {
  const { default: search } = await import(/** @type {string} */ ('./vendor/approx-string-match.js'));
  /** @type {{start: number, end: number, errors: number}[]} */
  const found = search(text.slice(from), quote, Math.floor(quote.length * CHANGED));
  /** @type {[number, number] | null} */
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { start, end, errors } of found) {
    const [at, to] = [start + from, end + from];
    const around = common(reversed(before), reversed(text.slice(0, at))) + common(after, text.slice(to));
    // The surroundings decide among equals alone.
    const difference = errors - around / (2 * CONTEXT + 1);
    if (difference < least) [best, least] = [[at, to], difference];
  }
  return best && wholeWords(text, ...best);
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * Where letters differ, a place may begin or end within a word.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {[number, number]}
 */
function wholeWords(text, from, to) {
  const within = (/** @type {number} */ at) => LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at] ?? '');
  const limit = CONTEXT / 2;
  let [start, end] = [from, to];
  while (within(start) && from - start < limit) start -= 1;
  while (within(end) && end - to < limit) end += 1;
  // A script without spaces has no words to complete.
  return [within(start) ? from : start, within(end) ? to : end];
}

/** @param {string} text */
const reversed = (text) => [...text.slice(-CONTEXT)].reverse().join('');

/** How many letters two texts have in common at their beginning. @param {string} a @param {string} b */
function common(a, b) {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
