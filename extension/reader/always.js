// "Always open this site in the reader": a button while nothing is set for the site of the page behind.

import { always, unsetSiteAround } from '../shared/always.js';
import { t } from '../shared/i18n.js';
import { byId, say } from './nodes.js';

/** Call it once, when the reader is in a frame over a page. */
export async function offerAlways() {
  const site = await unsetSiteAround();
  if (!site) return;
  const button = byId('always-button');
  button.title = t('readerAlwaysOn', site.shown);
  button.ariaLabel = button.title;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const answer = await always(site, 'reader');
    if (answer === 'done') button.hidden = true;
    if (answer !== 'elsewhere') say(t(answer === 'done' ? 'readerAlwaysDone' : 'noticeRefused', site.shown));
  });
}
