// A word diff of two texts: Myers' greedy algorithm on words, on lines where the words differ too much to be worth it.
// Cost grows with the square of the difference, so beyond a bound the rest counts as replaced.

/** @typedef {{kind: 'same' | 'cut' | 'new', text: string}} Change */

/** Most edits that are looked for; a larger difference needs no word by word account. */
const MAX_EDITS = 1500;

/**
 * What makes `after` of `before`: `cut` stands only in before, `new` only in after.
 * @param {string} before
 * @param {string} after
 * @returns {Change[]}
 */
export function diff(before, after) {
  // A word with the white space behind it, so that pieces can be joined.
  const words = (/** @type {string} */ text) => text.match(/\S+\s*|\s+/g) ?? [];
  const lines = (/** @type {string} */ text) => text.match(/[^\n]*\n+|[^\n]+/g) ?? [];
  const changes = compare(words(before), words(after)) ??
    compare(lines(before), lines(after)) ?? [
      { kind: /** @type {const} */ ('cut'), text: before },
      { kind: /** @type {const} */ ('new'), text: after },
    ];
  return changes.filter(({ text }) => text);
}

/** @param {string} token */
function key(token) {
  return token.trim();
}

/**
 * One word in both, with the more of the white space behind it, so that no two words run together.
 * @param {string} a
 * @param {string} b
 * @returns {Change}
 */
function same(a, b) {
  return { kind: 'same', text: a.length > b.length ? a : b };
}

/**
 * @param {string[]} before
 * @param {string[]} after
 * @returns {Change[] | null} null when there are too many edits
 */
function compare(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && key(before[start] ?? '') === key(after[start] ?? ''))
    start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && key(before[before.length - 1 - end] ?? '') === key(after[after.length - 1 - end] ?? ''))
    end += 1;
  const middle = greedy(before.slice(start, before.length - end), after.slice(start, after.length - end));
  if (!middle) return null;
  return join([
    ...after.slice(0, start).map((text, i) => same(before[i] ?? '', text)),
    ...middle,
    ...after.slice(after.length - end).map((text, i) => same(before[before.length - end + i] ?? '', text)),
  ]);
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Change[] | null}
 */
function greedy(a, b) {
  const keysA = a.map(key);
  const keysB = b.map(key);
  const bound = Math.min(a.length + b.length, MAX_EDITS);
  const middle = bound + 1;
  /** Farthest place in `a` on each diagonal, shifted by `middle`. */
  const farthest = new Int32Array(2 * bound + 3);
  /** @type {Int32Array[]} */
  const trail = [];
  for (let edits = 0; edits <= bound; edits += 1) {
    trail.push(farthest.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepsDown(farthest, middle, diagonal, edits)
        ? at(farthest, middle + diagonal + 1)
        : at(farthest, middle + diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && keysA[x] === keysB[x - diagonal]) x += 1;
      farthest[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, trail);
    }
  }
  return null;
}

/** @param {Int32Array} list @param {number} place */
function at(list, place) {
  return list[place] ?? 0;
}

/** Whether the best way to a diagonal takes a word of `b`. @param {Int32Array} farthest @param {number} middle @param {number} diagonal @param {number} edits */
function stepsDown(farthest, middle, diagonal, edits) {
  return (
    diagonal === -edits ||
    (diagonal !== edits && at(farthest, middle + diagonal - 1) < at(farthest, middle + diagonal + 1))
  );
}

/** @param {string[]} a @param {string[]} b @param {Int32Array[]} trail */
function walkBack(a, b, trail) {
  /** @type {Change[]} */
  const changes = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trail.length - 1; edits >= 0; edits -= 1) {
    const farthest = trail[edits] ?? new Int32Array();
    const middle = edits + 1;
    const diagonal = x - y;
    const down = stepsDown(farthest, middle, diagonal, edits);
    const fromX = edits === 0 ? 0 : at(farthest, middle + (down ? diagonal + 1 : diagonal - 1));
    const fromY = edits === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (
      x > fromX &&
      y > fromY &&
      (edits === 0 || x > (down ? fromX : fromX + 1) || y > (down ? fromY + 1 : fromY))
    ) {
      changes.push(same(a[x - 1] ?? '', b[y - 1] ?? ''));
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    if (down) changes.push({ kind: 'new', text: b[fromY] ?? '' });
    else changes.push({ kind: 'cut', text: a[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return changes.reverse();
}

/** Neighbours of one kind as one. @param {Change[]} changes */
function join(changes) {
  /** @type {Change[]} */
  const joined = [];
  for (const { kind, text } of changes) {
    const last = joined.at(-1);
    if (last?.kind === kind) last.text += text;
    else joined.push({ kind, text });
  }
  return joined;
}
