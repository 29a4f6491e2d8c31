// Follows changes of the page's address without a load. Nothing is asked at intervals here: where the browser does not
// tell (Firefox before 147 has no Navigation API), whoever follows must look, when the page changes or now and then.

/** The page's address; a place in the page is not another page. */
export const address = () => location.href.replace(/#.*$/, '');

/**
 * @param {(how: string) => void} changed how: `push`, `replace` or `traverse`, as far as the browser tells
 * @returns {{look: () => void, stop: () => void, told: boolean}} look: to be called when the page changes; told: the
 *   browser tells of every change
 */
export function followAddress(changed) {
  let last = address();
  let href = location.href;
  const look = (how = 'push') => {
    // The usual case costs one comparison.
    if (location.href === href) return;
    href = location.href;
    if (address() === last) return;
    last = address();
    changed(how);
  };
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (window));
  const onEntry = (/** @type {any} */ { navigationType }) => look(navigationType ?? 'replace');
  const onBack = () => look('traverse');
  navigation?.addEventListener('currententrychange', onEntry);
  addEventListener('popstate', onBack);
  return {
    look: () => look(),
    stop() {
      navigation?.removeEventListener('currententrychange', onEntry);
      removeEventListener('popstate', onBack);
    },
    told: navigation !== undefined,
  };
}
