// The lab: one page at a time, read by the core, shown as blocks, as a page and as what comes out. This file wires the
// parts together and holds the one page that is open.

import { CoreError, core, read } from '../core.js';
import { InputError } from '../decode.js';
import { byId, element, painted } from '../dom.js';
import { Preview } from '../preview.js';
import { KINDS, S } from '../strings.js';
import { BlockList } from './blocks.js';
import { Corpus } from './corpus.js';
import { Outputs } from './outputs.js';
import { makeSources } from './sources.js';
import { makeTabs } from './tabs.js';
import { showWhy } from './why.js';

/** @typedef {import('./sources.js').Source} Source */

/** @type {import('../core.js').Reading | null} */
let reading = null;
/** Pages are opened one after the other; only the last one asked for is shown. */
let turn = 0;
/** The page is put into its frame when it is first looked at. */
let previewed = Promise.resolve(false);
let previewReady = false;
/** @type {Source | null} */
let source = null;

const outputs = new Outputs();
const preview = new Preview(/** @type {HTMLIFrameElement} */ (byId('preview')), (block) => {
  blocks.select(block);
  chosen(block, 'open');
});
const blocks = new BlockList(chosen);
const left = makeTabs(byId('left-tabs'), (pane) => {
  if (pane === 'page') showPreview();
});
const right = makeTabs(byId('right-tabs'), (pane) => outputs.open(pane));
right.open('article-panel');
const corpus = new Corpus({ open, compare: () => right.open('compare') });

/** What can be asked from the pane of reasons. */
const wish = {
  move: (/** @type {number} */ step) => blocks.move(step),
  show: async () => {
    left.open('page');
    if (await previewed) preview.select(blocks.selected, true);
  },
};

/** @param {number} block @param {'move' | 'open'} how */
function chosen(block, how) {
  if (!reading) return;
  showWhy(byId('why'), reading, block, wish);
  if (how === 'open') {
    right.open('why');
    // Where the panes stand under each other, the answer may be out of sight.
    byId('right').scrollIntoView({ block: 'nearest' });
  }
  if (previewReady) preview.select(block, left.current() === 'page' && how === 'move');
}

/** @param {() => Promise<Source | null>} work */
async function open(work) {
  turn += 1;
  const mine = turn;
  byId('problem').hidden = true;
  document.body.setAttribute('aria-busy', 'true');
  try {
    const next = await work();
    await painted();
    if (!next || mine !== turn) return;
    // The loading of the core is no part of the reading.
    await core();
    const start = performance.now();
    const made = await read(next.html, next.url);
    const took = performance.now() - start;
    if (mine !== turn) return made.free();
    reading?.free();
    reading = made;
    source = next;
    show(took);
  } catch (error) {
    if (mine === turn) fail(error);
  } finally {
    if (mine === turn) document.body.removeAttribute('aria-busy');
  }
}

/** @param {unknown} error */
function fail(error) {
  if (!(error instanceof InputError) && !(error instanceof CoreError)) console.error(error);
  const problem = byId('problem');
  problem.textContent = error instanceof Error ? error.message : String(error);
  problem.hidden = false;
}

/** @param {number} took in milliseconds */
function show(took) {
  if (!reading || !source) return;
  const { kind, confidence, blocks: labels, title } = reading.result;
  document.title = `${title || source.name} · Standfirst: the lab`;
  byId('summary').replaceChildren(
    element('b', {}, title || source.name),
    element('span', {}, KINDS[kind] ?? kind),
    element('span', {}, S.confidence(confidence)),
    element('span', {}, S.keptOf(labels.filter(({ keep }) => keep).length, labels.length)),
    element('span', {}, S.took(took)),
    ...(reading.url ? [element('span', { class: 'address' }, reading.url)] : []),
  );
  blocks.show(reading);
  showWhy(byId('why'), reading, -1, wish);
  previewReady = false;
  previewed = Promise.resolve(false);
  outputs.show({ reading, assets: source.assets, name: source.name, showClutter }, right.current());
  sources.opened(source.name);
  corpus.opened(source.name);
  if (left.current() === 'page') showPreview();
}

/** Puts the page into its frame, once. */
function showPreview() {
  if (!reading || !source || previewReady) return previewed;
  previewReady = true;
  previewed = preview.show(reading, source.assets).then((coloured) => {
    byId('preview-says').textContent = coloured ? '' : S.previewPlain;
    applySwitches();
    if (blocks.selected >= 0) preview.select(blocks.selected, true);
    return coloured;
  });
  previewed.catch(fail);
  return previewed;
}

function applySwitches() {
  preview.colour(/** @type {HTMLInputElement} */ (byId('colours')).checked);
  preview.declutter(/** @type {HTMLInputElement} */ (byId('declutter')).checked);
}

/** @param {number} place in the list of clutter */
async function showClutter(place) {
  left.open('page');
  await previewed;
  preview.showClutter(place);
}

/** Keys that work everywhere but in fields. @param {KeyboardEvent} event */
function onKey(event) {
  const field = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'j') blocks.move(1);
  else if (event.key === 'k') blocks.move(-1);
  else if (event.key === 'n') corpus.nextWrong();
  else if (event.key === '/') {
    left.open('blocks');
    blocks.focusSearch();
  } else return;
  event.preventDefault();
}

// A click in the article finds its block in the list.
byId('article').addEventListener('click', (event) => {
  const piece = event.target instanceof Element ? event.target.closest('[data-block]') : null;
  if (!(piece instanceof HTMLElement) || (event.target instanceof Element && event.target.closest('a'))) return;
  blocks.select(Number(piece.dataset.block));
  chosen(Number(piece.dataset.block), 'move');
});
for (const id of ['colours', 'declutter']) byId(id).addEventListener('change', applySwitches);
addEventListener('keydown', onKey);
const sources = makeSources({ open, predictions: (files) => corpus.addPredictions(files) });
