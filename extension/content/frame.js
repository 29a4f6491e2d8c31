// An extension page in an iframe over the page: the reader or the bar. The iframe stands in a closed shadow root, and
// a token that the background confirms makes sure that both ends are ours (see shared/frame-page.js). It gives up,
// with null, where the page's policy keeps the frame from loading (Cross-Origin-Embedder-Policy, CSP sandbox).

import { fileUrl, send } from '../shared/browser.js';
import { t } from '../shared/i18n.js';
import { newToken, parse } from '../shared/messages.js';
import { addHost, hosts } from './host.js';
import { page as here, native } from './native.js';

/** @typedef {import('../shared/messages.js').Message} Message */
/** @typedef {'reader' | 'bar' | 'why'} Page */

/** Milliseconds until the reader opens in the tab instead; most frames answer within 250. */
const LOAD_LIMIT = 2000;
/** The same, counted from the frame's load event: a page that was kept from loading has that event too. */
const ANSWER_LIMIT = 1000;

/** How often the reader comes to the front again where the page puts something over it; then the page has its way. */
const MOST_RAISES = 10;
/** When something may have come over the reader: a dialog or popover that opens, full screen, the focus gone elsewhere. */
const OVER = ['toggle', 'focusin', 'fullscreenchange'];

/** Their names for screen readers. @type {Record<Page, string>} */
const NAMES = { reader: 'barReader', bar: 'barLabel', why: 'barWhy' };

/** @type {Record<Page, string>} */
const CSS = {
  // A modal dialog: the keyboard cannot get into the page behind it, and it stands above the page's own dialogs.
  reader: `
    dialog { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; max-inline-size: none; max-block-size: none;
      margin: 0; padding: 0; border: 0; overflow: hidden; background: Canvas; color-scheme: light dark; }
    dialog::backdrop { background: none; }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; color-scheme: light dark; }
  `,
  // Not seen until the bar has said how large it is.
  bar: `
    div { position: fixed; inset: auto 10px 10px auto; margin: 0; padding: 0; border: 0; overflow: visible;
      background: none; color-scheme: light dark; max-inline-size: calc(100% - 20px); }
    iframe { display: block; inline-size: 640px; block-size: 48px; max-inline-size: 100%; border: 0; opacity: 0;
      background: none; color-scheme: light dark; }
    iframe.sized { opacity: 1; }
  `,
  why: `
    div { position: fixed; inset: auto 10px 10px auto; margin: 0; padding: 0; border: 0; overflow: visible;
      background: none; color-scheme: light dark; inline-size: min(380px, calc(100vw - 20px)); }
    iframe { display: block; inline-size: 100%; max-inline-size: 100%; block-size: 60vh; max-block-size: 60vh; border: 0;
      opacity: 0; background: none; color-scheme: light dark; }
    iframe.sized { opacity: 1; }
  `,
};

/** A connected frame. */
export class Frame {
  /**
   * @param {Page} page
   * @param {{root: ShadowRoot, remove(): void}} host
   * @param {HTMLElement} box
   * @param {HTMLIFrameElement} iframe
   */
  constructor(page, host, box, iframe) {
    this.page = page;
    this.host = host;
    this.box = box;
    this.iframe = iframe;
    this.open = true;
    this.raises = 0;
    this.raising = false;
    /** It stands in the page. */
    this.shown = false;
    this.nextId = 0;
    /** What waits for labels. @type {Set<(reason: Error) => void>} */
    this.waiting = new Set();
    /** Called once when the frame goes away without being asked to. */
    this.onLost = () => {};
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.farPort = port2;
    // The extension was reloaded, or the page removed the frame.
    this.port.addEventListener('close', () => this.lose());
    // No port tells of the latter. Only what stands at the very top of the page is watched, where nearly nothing happens.
    this.watching = new MutationObserver(() => {
      if (this.shown && !iframe.isConnected) this.lose();
    });
    this.watching.observe(document, { childList: true });
    this.watching.observe(here.root(), { childList: true });
    if (box instanceof HTMLDialogElement) {
      box.addEventListener('cancel', (event) => {
        event.preventDefault();
        this.lose();
      });
    }
  }

  /** @param {Message} message */
  send(message) {
    this.port.postMessage(message);
  }

  /**
   * Calls back for every well-formed message of these types; gives what stops it.
   * @template {Message['type']} T
   * @param {readonly T[]} types
   * @param {(message: Extract<Message, {type: T}>) => void} callback
   */
  listen(types, callback) {
    /** @param {MessageEvent} event */
    const listener = (event) => {
      const message = parse(event.data, types);
      if (message && this.open) callback(message);
    };
    this.port.addEventListener('message', listener);
    this.port.start();
    return () => this.port.removeEventListener('message', listener);
  }

  /**
   * Labels a capture in the frame, where wasm is always allowed. Rejects when the frame goes meanwhile.
   * @param {import('./capture.js').Capture} captured
   * @param {import('../shared/types.js').AnalysisOptions} options
   * @returns {Promise<import('../shared/types.js').AnalysisResult>}
   */
  analyse({ strings, tree }, options) {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(new Error('the frame is closed'));
      this.waiting.add(reject);
      const stop = this.listen(['analysed', 'analysis-failed'], (message) => {
        if (message.id !== id) return;
        stop();
        this.waiting.delete(reject);
        if (message.type === 'analysed') resolve(message.result);
        else reject(new Error(message.error));
      });
      this.send({ type: 'analyse', id, strings, tree, options });
    });
  }

  /** Shows the frame; the reader also takes the keyboard. */
  show() {
    if (!(this.box instanceof HTMLDialogElement)) return;
    this.box.showModal();
    this.focus();
    for (const type of OVER) addEventListener(type, this.raise, true);
  }

  /**
   * What the page opens later stands above what was opened before, and a dialog takes the keyboard: the reader comes to
   * the front again. What opens in a shadow tree is told by the focus alone.
   * @param {Event} event
   */
  raise = ({ target, type }) => {
    if (!(target instanceof Element) || hosts.has(target) || !this.open || this.raising || this.raises === MOST_RAISES)
      return;
    if (type !== 'focusin' && !native.matches.call(target, ':modal, :popover-open, :fullscreen')) return;
    this.raises += 1;
    // A dialog that closes gives the focus back, which tells of the focus again.
    this.raising = true;
    const dialog = /** @type {HTMLDialogElement} */ (this.box);
    dialog.close();
    dialog.showModal();
    this.focus();
    this.raising = false;
  };

  focus() {
    this.iframe.focus();
  }

  /** @param {{width: number, height: number}} size */
  resize({ width, height }) {
    this.iframe.style.inlineSize = `${width}px`;
    this.iframe.style.blockSize = `${height}px`;
    this.iframe.className = 'sized';
  }

  lose() {
    if (!this.open) return;
    this.close();
    this.onLost();
  }

  close() {
    this.open = false;
    this.watching.disconnect();
    for (const type of OVER) removeEventListener(type, this.raise, true);
    for (const reject of this.waiting) reject(new Error('the frame is closed'));
    this.waiting.clear();
    this.port.close();
    this.host.remove();
  }
}

/**
 * Opens an extension page over this page; null when it does not answer in time. It goes at once when the mode that wants
 * it is left, though it may still be opening.
 * @param {Page} page
 * @param {AbortSignal} left
 * @returns {Promise<Frame | null>}
 */
export async function openFrame(page, left) {
  if (left.aborted) return null;
  // A sandbox takes the origin away and is inherited by every frame. An isolated page keeps our frame from loading in
  // Chromium, and the pictures in it in Firefox.
  if (window.origin === 'null' || window.crossOriginIsolated) return null;
  const token = newToken();
  const registered = send({ type: 'frame-token', token });
  const host = addHost(CSS[page]);
  const box = here.create(page === 'reader' ? 'dialog' : 'div');
  const iframe = here.create('iframe');
  iframe.title = page === 'bar' ? t(NAMES.bar) : `Standfirst: ${t(NAMES[page])}`;
  if (page === 'reader') box.ariaLabel = iframe.title;
  // What the reader's own controls need, and the videos that it loads on a click.
  iframe.allow = 'clipboard-write; fullscreen; encrypted-media; picture-in-picture';
  const frame = new Frame(page, host, box, iframe);
  box.append(iframe);
  left.addEventListener('abort', () => frame.close(), { once: true });
  try {
    await within(LOAD_LIMIT, registered);
    left.throwIfAborted();
    iframe.src = `${fileUrl(`${page}/${page}.html`)}#${token}`;
    host.root.append(box);
    frame.shown = true;
    if (page !== 'reader') {
      box.popover = 'manual';
      box.showPopover();
    }
    await answer(frame, token, left);
    return frame;
  } catch {
    frame.close();
    return null;
  }
}

/**
 * The answer, or an error when it takes longer: a message to a background that is just starting can get lost.
 * @template T
 * @param {number} limit
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
function within(limit, answer) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), limit);
    answer.then(resolve, reject);
  });
}

/**
 * Waits until the page in the frame has been confirmed.
 * @param {Frame} frame
 * @param {string} token
 * @param {AbortSignal} left
 * @returns {Promise<void>}
 */
function answer(frame, token, left) {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('the frame did not answer'));
    let timer = setTimeout(giveUp, LOAD_LIMIT);
    left.addEventListener('abort', giveUp, { once: true });
    const stop = frame.listen(['ready'], () => {
      clearTimeout(timer);
      stop();
      resolve();
    });
    const onLoad = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ANSWER_LIMIT);
      frame.iframe.contentWindow?.postMessage(token, '*', [frame.farPort]);
    };
    frame.iframe.addEventListener('load', onLoad, { once: true });
  });
}
