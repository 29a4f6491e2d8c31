// The panel of the why view: what the chosen piece of the page is, why, what weighed most, and the person's own word on
// it. An extension page in a frame, so that the page can neither read what is said of it nor press the buttons.

import { importCore, makeCore } from '../shared/core.js';
import { connect } from '../shared/frame-page.js';
import { fill, t } from '../shared/i18n.js';
import { reasonSentence, roleName, weights } from '../shared/words.js';

/** What weighed most, in lines; more would be a table of numbers, which the lab has. */
const MOST_WEIGHTS = 3;
const MOST_REASONS = 3;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {Record<string, 'next' | 'previous' | 'wider' | 'narrower'>} */
const KEYS = { ArrowRight: 'next', ArrowLeft: 'previous', ArrowUp: 'wider', ArrowDown: 'narrower' };

/** What the panel says of the person's last word. @type {Record<string, string>} */
const SAID = {
  article: 'correctionArticle',
  clutter: 'correctionClutter',
  unclear: 'correctionUnclear',
  'too-much': 'reasonSaidTooMuch',
  undone: 'whyUndone',
};

/** @type {Record<'hidden' | 'kept' | 'left', string>} */
const TITLES = { hidden: 'whyHidden', kept: 'whyKept', left: 'whyLeft' };

fill(document);
const core = makeCore(importCore('reader'));
const channel = await connect(({ strings, tree, options }) => core.label(strings, tree, options));

/** @param {string[]} lines */
const list = (lines) =>
  lines.map((line) => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  });

channel.listen(['piece'], ({ role, state, text, reasons, features, undo, said }) => {
  byId('title').textContent = t(TITLES[state], roleName(role));
  byId('text').textContent = text;
  // The last rule had the last word.
  const rules = [...new Set(reasons.length > 0 ? reasons : ['none'])].reverse().slice(0, MOST_REASONS);
  byId('reasons').replaceChildren(...list(rules.map(reasonSentence)));
  const weighed = weights(features, MOST_WEIGHTS);
  byId('weighed').hidden = weighed.length === 0;
  byId('weights').replaceChildren(...list(weighed));
  byId('said').textContent = said === '' ? '' : t(SAID[said] ?? '');
  byId('article').ariaPressed = String(state === 'kept');
  byId('clutter').ariaPressed = String(state === 'hidden');
  byId('undo').hidden = !undo;
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
