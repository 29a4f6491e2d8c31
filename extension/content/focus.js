// Where the keyboard is in the page: an element that is hidden loses it, and so does one that the person leaves for the
// bar. It goes back there at the end, with what was selected in it.
// It gives up where the page or the person has put the keyboard elsewhere meanwhile.

import { hosts } from './host.js';
import { page } from './native.js';
import { boxOf, isElement, isEmpty, stands } from './tree.js';

/** @returns {{giveBack: () => void}} giveBack: called when the page is as it was */
export function followFocus() {
  const nowhere = () => {
    const active = page.active();
    return active === null || active === page.body() || active === page.root();
  };
  let last = nowhere() ? null : page.active();
  const onFocus = (/** @type {FocusEvent} */ { target }) => {
    if (isElement(target) && !hosts.has(target)) last = target;
  };
  // Who clicks beside a field that is seen wants no field; the bar takes the keyboard for a while, and so does hiding.
  const onBlur = (/** @type {FocusEvent} */ { target, relatedTarget }) => {
    if (target !== last || relatedTarget !== null || !page.hasFocus()) return;
    setTimeout(() => {
      if (target === last && nowhere() && last && stands(last) && !isEmpty(boxOf(last))) last = null;
    });
  };
  addEventListener('focusin', onFocus, true);
  addEventListener('focusout', onBlur, true);
  return {
    giveBack() {
      removeEventListener('focusin', onFocus, true);
      removeEventListener('focusout', onBlur, true);
      const active = page.active();
      const isFree = nowhere() || (active !== null && hosts.has(active));
      if (isFree && last && stands(last)) /** @type {HTMLElement} */ (last).focus({ preventScroll: true });
    },
  };
}
