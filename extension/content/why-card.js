// The panel of the why view where the page keeps our frames from loading: the same words and buttons in a closed shadow
// root. The page cannot read it; it sees that keys are pressed, and what is in an extension page it would not see either.
// Keys and buttons obey a person alone, not an event that the page makes.

import { direction, language, t } from '../shared/i18n.js';
import { KEYS, showPiece } from '../shared/piece.js';
import { addHost } from './host.js';
import { page } from './native.js';

/** @typedef {import('../shared/messages.js').Message} Message */

const CSS = `
  .card { position: fixed; inset: auto 10px 10px auto; margin: 0; box-sizing: border-box; inline-size: min(368px, calc(100vw - 20px));
    max-block-size: 60vh; overflow: auto; padding: 12px; border-radius: 10px; color-scheme: light dark; outline: none;
    border: 1px solid light-dark(#0003, #fff3); color: light-dark(#1b1c1e, #f1f1ee); background: light-dark(#fffefa, #242628);
    box-shadow: 0 2px 6px #0003; font: 14px/20px system-ui, sans-serif; }
  .head { display: flex; align-items: start; justify-content: space-between; gap: 8px; }
  h1 { margin: 2px 0 0; font-size: 16px; line-height: 22px; }
  h2 { margin: 10px 0 2px; font-size: 13px; line-height: 18px; }
  #text { margin: 4px 0 8px; }
  ul { margin: 0; padding-inline-start: 18px; }
  #said { margin: 10px 0 0; padding-inline-start: 10px; border-inline-start: 3px solid light-dark(#c4501b, #ff9b6b); }
  #said:empty, [hidden] { display: none; }
  .acts { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 12px; }
  .how { margin: 10px 0 0; font-size: 12px; line-height: 16px; }
  #text, h2, .how { color: light-dark(#55585c, #b5b6b2); }
  button { all: unset; box-sizing: border-box; padding: 5px 12px; border-radius: 7px; cursor: pointer; border: 1px solid; }
  #leave { border: 0; padding: 2px 8px; font-size: 18px; }
  button:hover, button[aria-pressed="true"] { background: light-dark(#0002, #fff3); }
  button:focus-visible { outline: 2px solid light-dark(#1a5fb4, #8fc1ff); outline-offset: 1px; }
`;

/** Asked and answered as an extension page in a frame is (frame.js). */
export class Card {
  constructor() {
    this.host = addHost(CSS);
    this.box = page.create('div');
    this.box.className = 'card';
    this.box.popover = 'manual';
    this.box.tabIndex = -1;
    this.box.role = 'dialog';
    this.box.lang = language();
    this.box.dir = direction();
    /** @type {{types: readonly string[], callback: (message: any) => void}[]} */
    this.listeners = [];
    /** Called when the card goes away without being asked to; nothing takes it away. */
    this.onLost = () => {};
    this.build();
    this.host.root.append(this.box);
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.key(event);
    addEventListener('keydown', this.onKey, true);
  }

  build() {
    /** @type {<N extends keyof HTMLElementTagNameMap>(name: N, key: string, text?: string) => HTMLElementTagNameMap[N]} */
    const made = (name, key, text = '') => {
      const element = page.create(name);
      if (key.startsWith('.')) element.className = key.slice(1);
      else element.id = key;
      element.textContent = text;
      return element;
    };
    const button = (/** @type {string} */ id, /** @type {string} */ text, /** @type {Message} */ message) => {
      const one = made('button', id, text);
      one.type = 'button';
      one.addEventListener('click', (event) => event.isTrusted && this.emit(message));
      return one;
    };
    const leave = button('leave', '×', { type: 'leave' });
    leave.ariaLabel = t('whyLeave');
    const head = made('div', '.head');
    head.append(made('h1', 'title'), leave);
    const text = made('p', 'text');
    text.dir = 'auto';
    const weighed = made('section', 'weighed');
    weighed.append(made('h2', '.title', t('whyWeighed')), made('ul', 'weights'));
    const said = made('p', 'said');
    said.role = 'status';
    const acts = made('div', '.acts');
    acts.append(
      button('article', t('whyArticle'), { type: 'correct-piece', want: 'article' }),
      button('clutter', t('whyClutter'), { type: 'correct-piece', want: 'clutter' }),
      button('undo', t('correctionUndo'), { type: 'undo-correction' }),
    );
    this.box.setAttribute('aria-labelledby', 'title');
    this.box.append(head, text, made('ul', 'reasons'), weighed, said, acts, made('p', '.how', t('whyHow')));
  }

  /** Keys that reach the card; Escape is the view's own. @param {KeyboardEvent} event */
  key(event) {
    const inside = page.active() === this.host.root.host;
    const step = KEYS[event.key];
    if (!event.isTrusted || !inside || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.emit({ type: 'pick', step });
  }

  /** @param {Message} message */
  emit(message) {
    for (const { types, callback } of this.listeners) if (types.includes(message.type)) callback(message);
  }

  /**
   * @template {Message['type']} T
   * @param {readonly T[]} types
   * @param {(message: Extract<Message, {type: T}>) => void} callback
   */
  listen(types, callback) {
    this.listeners.push({ types, callback });
  }

  /** @param {import('../shared/messages.js').PieceShown} piece */
  send(piece) {
    showPiece(
      (id) => /** @type {HTMLElement} */ (this.host.root.getElementById(id)),
      () => page.create('li'),
      piece,
    );
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  /** It is as large as what it says. */
  resize() {}

  close() {
    removeEventListener('keydown', this.onKey, true);
    this.host.remove();
  }
}
