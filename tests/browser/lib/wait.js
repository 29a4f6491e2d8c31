// Waiting for a condition, the only way a test waits: a fixed pause is too short on a slow machine and too long on
// every other one.

/** How often a condition is asked, in milliseconds: short against what a person notices, long against a round trip. */
const INTERVAL = 25;

/** How long a condition may take, in milliseconds. Only a failing test waits this long; two busy cores are slow. */
const DEADLINE = 20_000;

/**
 * Asks until the answer is truthy, and gives that answer. Errors count as "not yet"; the last one is told at the end.
 * @template T
 * @param {() => T | Promise<T>} condition
 * @param {string} what what is waited for, for the message
 * @param {number} [deadline] in milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(condition, what, deadline = DEADLINE) {
  const end = performance.now() + deadline;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      last = await condition();
      if (last) return /** @type {NonNullable<T>} */ (last);
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`waited ${deadline} ms for ${what}; last: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
