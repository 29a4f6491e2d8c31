// The reader page: opens the channel, shows the article, and lets the person leave. It runs in a frame over the page,
// or as a page of its own where frames of extensions cannot load. Every other file of this folder is one subject.

import { fill, t } from '../shared/i18n.js';
import { followSettings, offerSiteFont } from './appearance.js';
import { fillAppearancePanel } from './appearance-panel.js';
import { openChannel } from './channel.js';
import { byId, element } from './nodes.js';
import { watchPanels } from './panels.js';
import { finishPieces } from './pieces.js';
import { blockAtTop, scrollToBlock, watchPosition } from './position.js';
import { showArticle } from './view.js';

/** @typedef {import('./channel.js').Shown} Shown */

fill(document);
const styled = followSettings();

/** Shown only after the channel is open, since the controls in the article speak through it. @type {Promise<void>} */
let showing = Promise.resolve();
/** @type {(channel: import('./channel.js').Channel) => void} */
let opened = () => {};
/** @type {Promise<import('./channel.js').Channel>} */
const channelOpen = new Promise((resolve) => {
  opened = resolve;
});

openChannel((shown) => {
  showing = showing.then(() => show(shown)).catch(fail);
}).then(start, fail);

/** @param {import('./channel.js').Channel} channel */
function start(channel) {
  const leave = () => channel.leave(blockAtTop());
  byId('leave').addEventListener('click', leave);
  addEventListener('keydown', (event) => {
    // Escape first closes what is open on top: a panel, a picture, full screen.
    const onTop = document.querySelector(':popover-open, dialog[open]') || document.fullscreenElement;
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing && !onTop) leave();
  });
  fillAppearancePanel();
  watchPanels();
  opened(channel);
}

/** @param {Shown} shown */
async function show(shown) {
  const channel = await channelOpen;
  // A better version of the same article, after a correction: stay where the person is.
  const place = document.body.hasAttribute('data-waiting') ? shown.position : blockAtTop();
  await styled;
  offerSiteFont(shown.font);
  await showArticle(shown);
  finishPieces(byId('article'), channel.keep);
  delete document.body.dataset.waiting;
  if (place === undefined) window.scrollTo(0, 0);
  else scrollToBlock(place);
  watchPosition();
  byId('main').focus({ preventScroll: true });
  document.documentElement.dataset.ready = '';
}

/**
 * Tells the page behind, which then leaves the reader; as a page of its own, shows one sentence.
 * @param {unknown} error
 */
function fail(error) {
  console.error(error);
  channelOpen.then((channel) => channel.fail(error));
  byId('main').replaceChildren(element('div', { class: 'failure' }, element('p', {}, t('readerFailed'))));
  delete document.body.dataset.waiting;
}
