// "Always on this site" in the reader: a button and its panel, while nothing is set for the page behind.

import { offerAlways as offer } from '../shared/always.js';
import { byId, say } from './nodes.js';

/**
 * Call it for each article, when the reader is in a frame over a page.
 * @param {string} url the page's
 */
export async function offerAlways(url) {
  const button = byId('always-button');
  const offered = await offer(byId('always-choice'), url, (sentence, done) => {
    // The sentence stands where the panel may be.
    byId('always').hidePopover();
    button.hidden = done;
    if (sentence !== null) say(sentence);
  });
  button.hidden = !offered;
}
