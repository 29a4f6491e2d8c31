// The panel of the why view: what the chosen piece of the page is, why, what weighed most, and the person's own word on
// it. An extension page in a frame, so that the page can neither read what is said of it nor press the buttons.

import { importCore, makeCore } from '../shared/core.js';
import { connect } from '../shared/frame-page.js';
import { fill } from '../shared/i18n.js';
import { KEYS, showPiece } from '../shared/piece.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

fill(document);
const core = makeCore(importCore('reader'));
const channel = await connect(({ strings, tree, options }) => core.label(strings, tree, options));

channel.listen(['piece'], (piece) => {
  showPiece(byId, () => document.createElement('li'), piece);
  fit();
});

/** The frame is as high as the panel. */
function fit() {
  if (byId('title').textContent === '') return;
  const { width, height } = document.body.getBoundingClientRect();
  channel.send({ type: 'resize', width: Math.ceil(width), height: Math.ceil(height) });
  document.documentElement.dataset.ready = '';
}

byId('article').addEventListener('click', () => channel.send({ type: 'correct-piece', want: 'article' }));
byId('clutter').addEventListener('click', () => channel.send({ type: 'correct-piece', want: 'clutter' }));
byId('undo').addEventListener('click', () => channel.send({ type: 'undo-correction' }));
byId('leave').addEventListener('click', () => channel.send({ type: 'leave' }));
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const step = KEYS[event.key];
  if (event.key === 'Escape') channel.send({ type: 'leave' });
  else if (step) channel.send({ type: 'pick', step });
  else return;
  event.preventDefault();
});
// Without a scroll bar there is more room for a line.
new ResizeObserver(fit).observe(byId('panel'));
byId('panel').focus();
