// What early.js left for the modules: a page into which the automatic mode was brought later has no such thing, and
// there is nothing to undo there.

/**
 * @typedef {object} Early
 * @property {() => string} shape of this address
 * @property {<T>(work: () => T) => T} without does something while the page is as it would be without early.js
 * @property {() => void} lift takes the veil away
 * @property {() => void} release takes everything of early.js away
 * @property {number} hides how many selectors it hides by
 * @property {boolean} veiled it held the page back for the reader
 */

/** @type {Early} */
export const early = /** @type {any} */ (globalThis).standfirstEarly ?? {
  shape: () => '',
  without: (/** @type {() => any} */ work) => work(),
  lift() {},
  release() {},
  hides: 0,
  veiled: false,
};
