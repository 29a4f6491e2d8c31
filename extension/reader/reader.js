// The reader page: opens the channel, shows the article, and lets the person leave. It runs in a frame over the page,
// or as a page of its own where frames of extensions cannot load. Every other file of this folder is one subject.

import { fill, t } from '../shared/i18n.js';
import { addActions, hearKeys } from './actions.js';
import { readNew, watchAloud } from './aloud-panel.js';
import { offerAlways } from './always.js';
import { applyToText, followSettings, offerSiteFont } from './appearance.js';
import { fillAppearancePanel } from './appearance-panel.js';
import { openChannel } from './channel.js';
import { finishCode } from './code.js';
import { goTo, sayOnce, watchCorrections } from './correct.js';
import { finishFootnotes } from './footnotes.js';
import { fillHelp } from './help.js';
import { watchLineFocus } from './line-focus.js';
import { readMarks } from './marks.js';
import { watchMarks } from './marks-panel.js';
import { byId, element, say } from './nodes.js';
import { readOutline, watchOutline } from './outline.js';
import { watchPanels } from './panels.js';
import { finishPieces } from './pieces.js';
import { blockAtTop, keepPlace, placeBefore, stayAt, watchPosition } from './position.js';
import { restore } from './restore.js';
import { fillSavePanel } from './save.js';
import { markScrollable } from './scrollable.js';
import { leaveTab } from './tab.js';
import { typeset } from './typeset.js';
import { showArticle } from './view.js';
import { finishPictures, watchZoom } from './zoom.js';

/**
 * @typedef {import('./channel.js').Shown} Shown
 * @typedef {import('./channel.js').Channel} Channel
 */

/** @type {Shown | null} */
let current = null;
/** @type {Channel | null} */
let open = null;

/** The article waits no longer for what only goes with it, in milliseconds: a store may fail, or not answer at all. */
const PATIENCE = 3000;
/** @param {Promise<unknown>} extra */
const atMost = (extra) =>
  Promise.race([extra.catch(console.error), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

fill(document);
byId('leave').addEventListener('click', leave);
addEventListener('keydown', (event) => {
  // Escape first closes what is open on top: a panel, a picture, full screen.
  const onTop = document.querySelector(':popover-open, dialog[open]') || document.fullscreenElement;
  if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing && !onTop) leave();
});
const styled = atMost(followSettings());
/** Articles are shown one after the other, and only when the channel that their controls speak through is open. */
let showing = openChannel((shown) => {
  showing = showing.then(async (channel) => {
    await show(shown, channel);
    return channel;
  });
  showing.catch(fail);
}).then((channel) => {
  start(channel);
  return channel;
});
showing.catch(fail);

/** @param {Channel} channel */
function start(channel) {
  open = channel;
  fillAppearancePanel();
  fillSavePanel(
    () => current && { ...current.article, metadata: { ...current.article.metadata, url: addressOf(current) } },
    channel.pictures,
  );
  watchPosition();
  // A frame whose page goes away may have no time left to keep anything.
  addEventListener('scrollend', () => current && keepPlace(current.url));
  watchOutline();
  watchZoom();
  watchLineFocus();
  watchAloud();
  watchMarks();
  watchCorrections(channel, () => showing);
  addActions(
    { id: 'contents', keys: ['o'], name: 'readerContents', run: () => byId('contents-button').click() },
    { id: 'appearance', keys: ['a'], name: 'readerAppearance', run: () => byId('appearance-button').click() },
    { id: 'save', keys: ['s'], name: 'readerSave', run: () => byId('save-button').click() },
  );
  if (document.fullscreenEnabled)
    addActions({ id: 'full-screen', keys: ['f'], name: 'readerFullScreen', run: fullScreen });
  const { declutter } = channel;
  if (declutter) {
    byId('declutter-button').hidden = false;
    byId('declutter-button').addEventListener('click', declutter);
    addActions({ id: 'declutter', keys: ['d'], name: 'readerDeclutter', run: declutter });
  }
  fillHelp();
  watchPanels();
  hearKeys();
}

/** Back to the page. A tab knows the way before it has an article too, and when it will never have one. */
function leave() {
  if (open) open.leave(current ? blockAtTop() : undefined);
  else if (parent === window) leaveTab();
}

/** The article's own address, else the page's. @param {Shown} shown */
const addressOf = ({ article, url }) => article.metadata.url ?? url;

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

/**
 * @param {Shown} shown
 * @param {Channel} channel
 */
async function show(shown, channel) {
  // A better version of the same article, after a correction: stay where the person is.
  const place = current ? blockAtTop() : ((shown.again ? await placeBefore(shown.url) : undefined) ?? shown.position);
  await styled;
  offerSiteFont(shown.font);
  const set = { ...shown, article: await typeset(shown.article) };
  await showArticle(set);
  if (parent !== window && shown.url !== current?.url) offerAlways(shown.url);
  current = set;
  const article = byId('article');
  finishPieces(article, (blocks) => keep(blocks, channel));
  finishCode(article);
  finishFootnotes(article);
  finishPictures(article);
  readOutline();
  applyToText();
  const address = addressOf(shown);
  readNew(address, article.lang);
  await atMost(readMarks(address));
  // Lines break elsewhere in another font, and nothing has a size in a frame that the page behind has not shown yet: what
  // is measured from here on stays as it is.
  const seen = whenSeen();
  await atMost(seen);
  await atMost(document.fonts.ready);
  delete document.body.dataset.waiting;
  markScrollable();
  seen.then(() => stayAt(place));
  byId('main').focus({ preventScroll: true });
  document.documentElement.dataset.ready = '';
}

/** Waits until the window has a size: a frame that the page behind has not shown yet has none, and does not scroll. */
const whenSeen = () =>
  new Promise((resolve) => {
    if (window.innerHeight > 0) resolve(undefined);
    else addEventListener('resize', resolve, { once: true });
  });

/**
 * Puts removed blocks back into the article: for the whole site where there is a page behind, which then sends the
 * article anew; else here alone.
 * @param {number[]} blocks
 * @param {Channel} channel
 */
async function keep(blocks, channel) {
  const [first] = blocks;
  if (!current || first === undefined) return;
  if (channel.correct) return sayOnce(channel.correct, 'article', blocks);
  const { article } = current;
  await show({ ...current, article: { ...article, body: restore(article.body, first) } }, channel);
  goTo(first);
  say(t('readerKept'));
}

/**
 * Tells the page behind, which then leaves the reader; as a page of its own, shows one sentence and the way back.
 * @param {unknown} error
 */
function fail(error) {
  console.error(error);
  open?.fail(error);
  current = null;
  /** @type {NodeListOf<HTMLButtonElement>} */
  const ofArticle = byId('bar').querySelectorAll('button:not(#leave)');
  for (const button of ofArticle) Object.assign(button, { hidden: true, disabled: true });
  byId('main').replaceChildren(element('div', { class: 'failure' }, element('p', {}, t('readerFailed'))));
  delete document.body.dataset.waiting;
}
