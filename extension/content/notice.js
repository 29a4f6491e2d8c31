// One sentence where the person looks, in a closed shadow root: it works on every page that has room for an element,
// whatever the page's policy. It goes away by itself, by Esc and by its button.

import { direction, language, t } from '../shared/i18n.js';
import { addHost } from './host.js';
import { page } from './native.js';

/** Milliseconds it stays: long enough to read twice. It waits while the pointer or the focus is on it. */
const STAY = 8000;

const CSS = `
  div { position: fixed; inset: 16px 16px auto auto; margin: 0; box-sizing: border-box; max-inline-size: min(26rem, calc(100vw - 32px));
    display: flex; gap: 12px; align-items: flex-start; padding: 12px 12px 12px 16px; border-radius: 10px;
    border: 1px solid light-dark(#0003, #fff3); color: light-dark(#1b1c1e, #f1f1ee); background: light-dark(#fffefa, #242628);
    box-shadow: 0 6px 24px #0004; color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; overflow: visible; }
  p { margin: 0; flex: 1; }
  button { all: unset; flex: none; padding-inline: 8px; border-radius: 6px; cursor: pointer; text-decoration: underline; }
  .close { inline-size: 24px; block-size: 24px; padding: 0; text-align: center; text-decoration: none;
    font-size: 18px; line-height: 22px; }
  button:hover { background: light-dark(#0001, #fff2); }
  button:focus-visible { outline: 2px solid light-dark(#1a5fb4, #8fc1ff); }
  @media (prefers-reduced-motion: no-preference) { div { animation: come 160ms ease-out; } }
  @keyframes come { from { opacity: 0; transform: translateY(-8px); } }
`;

/** @type {(() => void) | null} */
let dismissCurrent = null;

/** Takes the notice away that is shown, if any. */
export const dismissNotice = () => dismissCurrent?.();

/**
 * A button beside the sentence; it obeys a person's click alone.
 * @typedef {{name: string, run: () => void}} Offer
 */

/** @param {string} sentence @param {Offer} [offer] */
export function showNotice(sentence, offer) {
  dismissNotice();
  const host = addHost(CSS);
  const box = page.create('div');
  box.popover = 'manual';
  box.lang = language();
  box.dir = direction();
  const text = page.create('p');
  text.role = 'status';
  if (offer) box.append(offering(offer));
  const button = page.create('button');
  button.type = 'button';
  button.className = 'close';
  button.ariaLabel = t('noticeClose');
  button.textContent = '×';
  box.prepend(text);
  box.append(button);
  host.root.append(box);
  box.showPopover();
  // Said after the element stands there, or a screen reader would not notice a change.
  text.textContent = sentence;

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === 'Escape' && event.isTrusted) dismiss();
  };
  let timer = setTimeout(dismiss, STAY);
  const wait = () => clearTimeout(timer);
  const resume = () => {
    clearTimeout(timer);
    timer = setTimeout(dismiss, STAY);
  };
  function dismiss() {
    clearTimeout(timer);
    removeEventListener('keydown', onKey, true);
    host.remove();
    dismissCurrent = null;
  }
  dismissCurrent = dismiss;
  addEventListener('keydown', onKey, true);
  button.addEventListener('click', dismiss);
  box.addEventListener('pointerenter', wait);
  box.addEventListener('pointerleave', resume);
  box.addEventListener('focusin', wait);
  box.addEventListener('focusout', resume);
}

/** @param {Offer} offer */
function offering({ name, run }) {
  const button = page.create('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    dismissNotice();
    run();
  });
  return button;
}
