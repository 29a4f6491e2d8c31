// The bar over a page whose clutter is hidden: how much is hidden, show it, hide it again, open the reader, leave.
// It is an extension page, so the page can neither read nor click it.

import { always, unsetSiteAround } from '../shared/always.js';
import { importCore, makeCore } from '../shared/core.js';
import { connect } from '../shared/frame-page.js';
import { fill, plural, t } from '../shared/i18n.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

fill(document);
const core = makeCore(importCore('reader'));
const channel = await connect(({ strings, tree, options }) => core.label(strings, tree, options));
const show = byId('show');
let showing = false;
let whole = false;

channel.listen(['hidden'], (message) => {
  const total = Object.values(message.counts).reduce((sum, count) => sum + count, 0);
  showing = message.showing;
  byId('count').textContent = plural('barHidden', total);
  show.textContent = t(showing ? 'barHide' : 'barShow');
  show.ariaPressed = String(showing);
  byId('stopped').textContent = message.stopped ? t('barStopped') : '';
  fit();
});

/** The frame is as large as the bar in one line, or as high as it must be where the window is narrower than that. */
function fit() {
  if (!whole || byId('count').textContent === '') return;
  const root = document.documentElement;
  root.classList.remove('narrow');
  const { width } = document.body.getBoundingClientRect();
  root.classList.toggle('narrow', width > innerWidth);
  const { height } = document.body.getBoundingClientRect();
  channel.send({ type: 'resize', width: Math.ceil(width), height: Math.ceil(height) });
  root.dataset.ready = '';
}

addEventListener('resize', fit);
show.addEventListener('click', () => channel.send({ type: 'show-all', on: !showing }));
byId('reader').addEventListener('click', () => channel.send({ type: 'reader' }));
byId('leave').addEventListener('click', () => channel.send({ type: 'leave' }));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') channel.send({ type: 'leave' });
});

// The bar is shown when it is whole, so that no button moves under the pointer.
const site = await unsetSiteAround().catch(() => null);
whole = true;
if (site) {
  const button = byId('always');
  button.title = t('barAlwaysTitle', site.shown);
  button.hidden = false;
  button.addEventListener('click', async () => {
    const answer = await always(site, 'declutter');
    if (answer === 'elsewhere') return;
    button.hidden = answer === 'done';
    byId('count').textContent = t(answer === 'done' ? 'barAlwaysDone' : 'noticeRefused', site.shown);
    fit();
  });
}
fit();
