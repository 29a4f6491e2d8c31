// Films Firefox's window: every frame that its compositor puts there, by the browser's own recorder.

import { coloursIn, film } from './film.js';

/** @param {(fn: Function, ...args: unknown[]) => Promise<any>} privileged runs a function in the browser's window */
export function filming(privileged) {
  /** @type {import('./browser.js').Browser['filmed']} */
  async function filmed(work, colours) {
    await privileged(start);
    /** @type {string[]} */
    let pictures = [];
    try {
      await work();
    } finally {
      pictures = await privileged(stop);
    }
    return privileged(look, film(pictures, colours));
  }
  return { filmed };
}

const start = () => /** @type {any} */ (globalThis).window.windowUtils.startCompositionRecording();

async function stop() {
  const { frames } = await /** @type {any} */ (globalThis).window.windowUtils.stopCompositionRecording(false);
  return frames.map((/** @type {{dataUri: string}} */ { dataUri }) => dataUri.replace(/^.*,/, ''));
}

/** `coloursIn`, behind the policy that every privileged function is given first. */
const look = Object.assign(() => {}, { toString: () => `(_, given) => (${coloursIn})(given)` });
