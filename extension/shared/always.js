// "Always on this site", in our frames over a page, the bar and the reader: what "this site" means here, and the mode.
// Nothing is offered where a rule decides already. Firefox gives such frames no permissions to ask with; there the
// options page opens with its form filled.

import { browser, send } from './browser.js';
import { t } from './i18n.js';
import { parsePattern, scopes } from './patterns.js';
import { setSite } from './permission.js';
import { readSites, siteFor } from './sites.js';

/**
 * @typedef {import('./patterns.js').Pattern} Pattern
 * @typedef {import('./messages.js').Mode} Mode
 */

/** The modes, the names of their buttons, and what they are called: the bar's own mode first. @type {[Mode, string, string][]} */
const MODES = [
  ['declutter', 'always-declutter', 'menuAlwaysDeclutter'],
  ['reader', 'always-reader', 'menuAlwaysReader'],
];

/**
 * Fills a box with the choice, when there is one.
 * @param {HTMLElement} box
 * @param {string} url the page's
 * @param {(sentence: string | null, done: boolean) => void} answered what came of it; null when it goes on in the options page
 * @returns {Promise<boolean>} whether there is one
 */
export async function offerAlways(box, url, answered) {
  const patterns = await patternsFor(url);
  const scope = document.createElement('select');
  scope.id = 'scope';
  scope.ariaLabel = t('alwaysScope');
  scope.append(...patterns.map(({ shown, text }) => new Option(shown, text)));
  const buttons = MODES.map(([mode, id, key]) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', id, className: 'plain', textContent: t(key) });
    button.addEventListener('click', async () => {
      const pattern = patterns[scope.selectedIndex];
      const answer = await always(pattern, mode).catch((error) => {
        console.error('Standfirst:', error);
        return 'failed';
      });
      if (answer === 'failed') return answered(t('optionsNotStored'), false);
      const done = answer === 'done';
      answered(answer === 'elsewhere' ? null : t(done ? 'alwaysDone' : 'noticeRefused', pattern.shown), done);
    });
    return button;
  });
  box.replaceChildren(scope, ...buttons);
  return patterns.length > 0;
}

/** What "this site" can mean at an address, while nothing is set for it. @param {string} url @returns {Promise<Pattern[]>} */
async function patternsFor(url) {
  const { host, section, subdomains } = scopes(url) ?? {};
  if (!host || siteFor(url, (await readSites()).sites)) return [];
  return [host, section, subdomains].flatMap((text) => parsePattern(text ?? '').pattern ?? []);
}

/**
 * Straight from a click.
 * @param {Pattern} pattern
 * @param {Mode} mode
 * @returns {Promise<'done' | 'refused' | 'elsewhere'>}
 */
async function always(pattern, mode) {
  if (!browser.permissions?.request) {
    await send({ type: 'open-options', pattern: pattern.text, mode });
    return 'elsewhere';
  }
  return (await setSite(pattern, { mode })) ? 'done' : 'refused';
}
