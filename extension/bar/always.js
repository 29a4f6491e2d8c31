// "Always on this site" in the bar: the mode, and what "this site" means here. Nothing is offered where something is set.

import { always, unsetSiteAround } from '../shared/always.js';
import { t } from '../shared/i18n.js';
import { parsePattern, scopes } from '../shared/patterns.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} url the page's
 * @param {(sentence: string) => void} say
 */
export async function offerAlways(url, say) {
  const site = await unsetSiteAround();
  if (!site) return;
  const { host = site.text, section, subdomains } = scopes(url) ?? {};
  const scope = /** @type {HTMLSelectElement} */ (byId('scope'));
  scope.replaceChildren(
    ...[host, section, subdomains].flatMap((text) => {
      const { pattern } = parsePattern(text ?? '');
      return pattern ? [new Option(pattern.shown, pattern.text)] : [];
    }),
  );
  byId('site').hidden = false;
  for (const [id, mode] of /** @type {const} */ ([
    ['always', 'declutter'],
    ['always-reader', 'reader'],
  ])) {
    byId(id).addEventListener('click', async () => {
      const { pattern } = parsePattern(scope.value);
      const answer = await always(pattern ?? site, mode);
      if (answer === 'elsewhere') return;
      byId('site').hidden = answer === 'done';
      say(t(answer === 'done' ? 'barAlwaysDone' : 'noticeRefused', (pattern ?? site).shown));
    });
  }
}
