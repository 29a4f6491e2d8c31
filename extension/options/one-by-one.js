// Reading and showing, one time after the other: stores answer when they like.

/**
 * Makes work that reads and shows run one time after the other, or what was read first might be shown last. One that
 * waits reads what is newest then, so that no other needs to wait with it.
 * @param {() => Promise<unknown>} work
 * @returns {() => Promise<unknown>} done when what was stored at the call is shown
 */
export function oneByOne(work) {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  let isWaiting = false;
  const next = () => {
    isWaiting = false;
    return work();
  };
  return () => {
    if (!isWaiting) last = last.then(next, next);
    isWaiting = true;
    return last;
  };
}
