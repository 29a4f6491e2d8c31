// The extension may be removed or switched off while it acts on a page: Chromium then lets this script live on, cut off,
// and what is over the page would stay there. After an update its files are still there, and so does the page as it is:
// nothing that somebody reads is taken away, and the next click tidies up (stale.js).
// Firefox ends the script with the extension, and takes its sheets away; the reader there finds its own way out.

import { fileUrl, isAlive } from '../shared/browser.js';

/** Milliseconds between two looks: far apart, since they cost and nothing hurries. An update takes less. */
const PAUSE = 2000;

/**
 * @param {() => void} leave
 * @returns {() => void} stops watching
 */
export function watchRemoval(leave) {
  const file = fileUrl('content/loader.js');
  const look = async () => {
    if (isAlive()) return;
    clearInterval(timer);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const isThere = await fetch(file).then(
      () => true,
      () => false,
    );
    if (!isThere) leave();
  };
  const timer = setInterval(look, PAUSE);
  return () => clearInterval(timer);
}
