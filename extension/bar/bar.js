// The bar over a page whose clutter is hidden: how much is hidden, show it, hide it again, open the reader, leave.
// It is an extension page, so the page can neither read nor click it.

import { connect } from '../shared/frame-page.js';
import { fill, plural, t } from '../shared/i18n.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

fill(document);
const channel = await connect();
const show = byId('show');
let showing = false;

channel.listen(['hidden'], (message) => {
  const total = Object.values(message.counts).reduce((sum, count) => sum + count, 0);
  showing = message.showing;
  byId('count').textContent = plural('barHidden', total);
  show.textContent = t(showing ? 'barHide' : 'barShow');
  show.ariaPressed = String(showing);
  const { width, height } = document.body.getBoundingClientRect();
  channel.send({ type: 'resize', width: Math.ceil(width), height: Math.ceil(height) });
});

show.addEventListener('click', () => channel.send({ type: 'show-all', on: !showing }));
byId('reader').addEventListener('click', () => channel.send({ type: 'reader' }));
byId('leave').addEventListener('click', () => channel.send({ type: 'leave' }));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') channel.send({ type: 'leave' });
});
