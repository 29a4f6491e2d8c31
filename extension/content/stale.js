// What an earlier instance of the extension left in this page when it was updated or reloaded: its elements stay, and
// nobody answers for them any more. The next instance takes them away when it is first called.

import { shadowOf } from '../shared/browser.js';
import { ATTRIBUTE, MARK } from './hide.js';
import { hosts, isHost } from './host.js';
import { page } from './native.js';

/** True when there was something. */
export function removeStale() {
  let found = false;
  for (const element of [...page.root().children]) {
    if (hosts.has(element) || !isHost(shadowOf(element))) continue;
    element.remove();
    found = true;
  }
  for (const name of page.root().getAttributeNames()) {
    if (!ATTRIBUTE.test(name) || !MARK.has(page.root().getAttribute(name) ?? '')) continue;
    for (const element of page.all(`[${name}]`)) {
      if (isHost(shadowOf(element))) element.remove();
      else element.removeAttribute(name);
    }
    found = true;
  }
  return found;
}
