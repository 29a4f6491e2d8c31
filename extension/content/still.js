// Waits until a page has come to rest: sites that build their pages by script do so some time after they were loaded, or
// after their address has changed.

/** A page is still when nothing was added to it for this time; it is not waited for longer than the limit. Milliseconds. */
const STILL = 400;
const STILL_LIMIT = 5000;

/** @returns {Promise<boolean>} whether something was added meanwhile */
export function still() {
  return growth(
    (changed) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          clearTimeout(limit);
          resolve(undefined);
        };
        let timer = setTimeout(end, STILL);
        const limit = setTimeout(end, STILL_LIMIT);
        changed(() => {
          clearTimeout(timer);
          timer = setTimeout(end, STILL);
        });
      }),
  );
}

/**
 * Whether something was added to the page during a wait.
 * @param {(changed: (callback: () => void) => void) => Promise<unknown>} wait
 */
export async function growth(wait) {
  let grown = false;
  let callback = () => {};
  const observer = new MutationObserver((records) => {
    if (!records.some(({ addedNodes }) => addedNodes.length > 0)) return;
    grown = true;
    callback();
  });
  observer.observe(document, { childList: true, subtree: true });
  await wait((whenChanged) => {
    callback = whenChanged;
  });
  observer.disconnect();
  return grown;
}
