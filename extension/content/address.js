// Follows changes of the page's address without a load. Nothing is asked at intervals: where the browser does not tell
// (Firefox before 147 has no Navigation API), a change shows when the page changes next, which is when it matters.

/** The page's address; a place in the page is not another page. */
export const address = () => location.href.replace(/#.*$/, '');

/**
 * @param {() => void} changed
 * @returns {{look: () => void, stop: () => void}} look: to be called when the page changes
 */
export function followAddress(changed) {
  let last = address();
  let href = location.href;
  const look = () => {
    // The usual case costs one comparison.
    if (location.href === href) return;
    href = location.href;
    if (address() === last) return;
    last = address();
    changed();
  };
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (window));
  navigation?.addEventListener('currententrychange', look);
  addEventListener('popstate', look);
  return {
    look,
    stop() {
      navigation?.removeEventListener('currententrychange', look);
      removeEventListener('popstate', look);
    },
  };
}
