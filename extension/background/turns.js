// What the parts of the background that write have in common: one piece of work after the other, asked for by the
// extension's own pages alone.

/**
 * A queue: most work reads, thinks and writes.
 * @returns {<T>(work: () => Promise<T>) => Promise<T>}
 */
export function turns() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}

/** Work that nobody waits for; a failure must be seen. @param {Promise<unknown>} work */
export const unwatched = (work) => void work.catch((error) => console.error('Standfirst:', error));

/** Whether one of the extension's own pages asks, not a script in a web page. @param {chrome.runtime.MessageSender} sender */
export const isOurPage = (sender) => /^(chrome|moz)-extension:/.test(sender.url ?? '');
