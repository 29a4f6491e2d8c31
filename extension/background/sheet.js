// The style sheet of USER origin that gives our attribute its meaning in a page; `content/hide.js` says who asks for
// which value. Nothing else of ours changes how a page looks, and taking the sheet out gives every look back.
// "still" is the page behind the reader: where it has a filter (a dark mode that turns colours round), Firefox would draw
// the reader through it too.

import { browser } from '../shared/browser.js';
import { WIDTHS } from '../shared/widths.js';

/** @param {string} attribute */
export const sheet = (attribute) => `
  [${attribute}=""] { display: none !important; }
  [${attribute}="peek"] { outline: 2px dashed #c4501b !important; outline-offset: -2px !important; opacity: .6 !important; }
  dialog[${attribute}="peek"] { display: block !important; }
  [${attribute}="still"] { overflow: hidden !important; filter: none !important; }
  [${attribute}="free"] { overflow: visible !important; position: static !important; touch-action: auto !important;
    block-size: auto !important; max-block-size: none !important; }
  [${attribute}="loose"] { position: relative !important; inset: auto !important; }
  [${attribute}="lifted"] { position: absolute !important; }
  [${attribute}="home"] { position: static !important; transform: none !important; }
  [${attribute}^="wide-"] { grid-column: 1 / -1 !important; justify-self: center !important; float: none !important;
    flex: 0 1 auto !important; inline-size: 100% !important; margin-inline: auto !important; }
  ${WIDTHS.map((width) => `[${attribute}="wide-${width}"] { max-inline-size: ${width}px !important; }`).join('\n  ')}
`;

/** @param {number} tabId @param {import('../shared/messages.js').Sheet} message */
export async function setSheet(tabId, { attribute, on, frames }) {
  // Of all frames the browser takes those of the origin that the click was for.
  const target = frames ? { tabId, allFrames: true } : { tabId, frameIds: [0] };
  /** @type {chrome.scripting.CSSInjection} */
  const injection = { target, css: sheet(attribute), origin: 'USER' };
  await (on ? browser.scripting.insertCSS(injection) : browser.scripting.removeCSS(injection));
  return true;
}
