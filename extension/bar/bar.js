// The bar over a page whose clutter is hidden: how much is hidden and of what kind, show it, say why, open the reader,
// always here, options, leave. It is an extension page, so the page can neither read nor click it.

import { offerAlways } from '../shared/always.js';
import { send } from '../shared/browser.js';
import { importCore, makeCore } from '../shared/core.js';
import { connect, leaveFor } from '../shared/frame-page.js';
import { fill, language, plural, t } from '../shared/i18n.js';
import { scopes } from '../shared/patterns.js';
import { roleName } from '../shared/words.js';
import { watchHandle } from './handle.js';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

fill(document);
const core = makeCore(importCore('reader'));
const channel = await connect(({ strings, tree, options }) => core.label(strings, tree, options));
const show = byId('show');
const count = byId('count');
let showing = false;
let whole = false;
/** The width that the window has for the bar, in CSS pixels. */
let room = Number.POSITIVE_INFINITY;
let url = '';
/** How large the frame has to be, in CSS pixels. */
let wanted = { width: 0, height: 0 };

channel.listen(['hidden', 'place'], (message) => {
  if (message.type === 'place') {
    document.documentElement.dataset.edge = message.edge;
    room = message.room;
    return fit();
  }
  const kinds = Object.entries(message.counts).sort(([, a], [, b]) => b - a);
  const total = kinds.reduce((sum, [, blocks]) => sum + blocks, 0);
  showing = message.showing;
  count.textContent = plural('barHidden', total);
  show.textContent = t(showing ? 'barHide' : 'barShow');
  show.ariaPressed = String(showing);
  byId('stopped').textContent = message.stopped ? t('barStopped') : '';
  byId('roles').replaceChildren(...kinds.filter(([, blocks]) => blocks > 0).map(kind));
  if (message.url) url = message.url;
  fit();
  if (!whole) offer();
});

/** How much of one kind is hidden. @param {[string, number]} kind */
function kind([role, blocks]) {
  const item = document.createElement('li');
  const number = document.createElement('b');
  const name = document.createElement('span');
  number.textContent = blocks.toLocaleString(language());
  name.textContent = roleName(role);
  item.append(number, ' ', name);
  return item;
}

/** The frame is as large as the bar in one line, or as high as it must be where the window is narrower than that. */
function fit() {
  if (!whole || count.textContent === '') return;
  const root = document.documentElement;
  root.classList.remove('narrow');
  const { width } = document.body.getBoundingClientRect();
  root.classList.toggle('narrow', width > room);
  document.body.style.maxInlineSize = width > room ? `${room}px` : '';
  const box = document.body.getBoundingClientRect();
  wanted = { width: Math.ceil(Math.min(width, room)), height: Math.ceil(box.height) };
  channel.send({ type: 'resize', ...wanted });
  settle();
}

/** Tells whether the frame is as large as the bar, within what a zoomed page rounds: until then its buttons still move. */
function settle() {
  const isThere = Math.abs(innerWidth - wanted.width) <= 1 && Math.abs(innerHeight - wanted.height) <= 1;
  document.documentElement.toggleAttribute('data-ready', isThere);
}
addEventListener('resize', settle);

/** @param {string} sentence */
function say(sentence) {
  const line = byId('said');
  line.hidden = false;
  line.textContent = sentence;
  fit();
}

count.addEventListener('click', () => {
  const open = byId('more').toggleAttribute('hidden');
  count.ariaExpanded = String(!open);
  fit();
});
show.addEventListener('click', () => channel.send({ type: 'show-all', on: !showing }));
byId('why').addEventListener('click', () => channel.send({ type: 'why' }));
byId('reader').addEventListener('click', () => channel.send({ type: 'reader' }));
byId('leave').addEventListener('click', () => leaveFor(url, channel));
byId('options').addEventListener('click', () => {
  const pattern = scopes(url)?.host ?? '';
  send({ type: 'open-options', pattern, mode: 'declutter' });
});
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') leaveFor(url, channel);
  peek(event, true);
});
addEventListener('keyup', (event) => peek(event, false));

/** Alt+W held: what is hidden is seen in its place, as long as it is held. @param {KeyboardEvent} event @param {boolean} on */
function peek(event, on) {
  if (event.code !== 'KeyW' || event.repeat || (on && !event.altKey)) return;
  if (on) event.preventDefault();
  channel.send({ type: 'peek', on });
}

watchHandle(byId('handle'), channel);

/** The bar is shown when it is whole, so that no button moves under the pointer. */
async function offer() {
  const site = byId('site');
  const offered = await offerAlways(byId('choice'), url, (sentence, done) => {
    site.hidden = done;
    if (sentence !== null) say(sentence);
  }).catch(() => false);
  site.hidden = !offered;
  whole = true;
  fit();
}
