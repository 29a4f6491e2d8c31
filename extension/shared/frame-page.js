// The extension page's side of a frame in a web page: how the reader and the bar get to know that it is our content
// script that speaks, and not the page around the frame. The address ends in a random token; the background confirms
// that this tab asked for it; only then is the port taken that came with the same token.
// The core runs here too, for pages whose policy forbids wasm to the content script.

import { browser, send } from './browser.js';
import { importCore, makeCore } from './core.js';
import { parse } from './messages.js';

/** @typedef {import('./messages.js').Message} Message */

/** A port whose messages are checked. */
export class Channel {
  /** @param {MessagePort} port @param {boolean} inTab the page fills the tab, and there is no page around it */
  constructor(port, inTab) {
    this.port = port;
    this.inTab = inTab;
  }

  /** @param {Message} message @param {Transferable[]} [transfer] */
  send(message, transfer = []) {
    this.port.postMessage(message, transfer);
  }

  /**
   * Calls back for every well-formed message of these types.
   * @template {Message['type']} T
   * @param {readonly T[]} types
   * @param {(message: Extract<Message, {type: T}>) => void} callback
   */
  listen(types, callback) {
    this.port.addEventListener('message', (event) => {
      const message = parse(event.data, types);
      if (message) callback(message);
    });
    this.port.start();
  }
}

/**
 * Resolves with the way to whoever made this page: the content script around the frame, when it has been confirmed, or
 * this page itself when the reader fills a tab. Call it while the page's script first runs: the content script speaks
 * as soon as the frame has loaded.
 * @returns {Promise<Channel>}
 */
export function connect() {
  const id = new URLSearchParams(location.search).get('id');
  return id && parent === window ? connectTab(id) : connectFrame();
}

/** @returns {Promise<Channel>} */
function connectFrame() {
  const token = location.hash.slice(1);
  return new Promise((resolve) => {
    /** @param {MessageEvent} event */
    const onMessage = async (event) => {
      const [port] = event.ports;
      if (event.source !== parent || event.data !== token || !port) return;
      removeEventListener('message', onMessage);
      const confirmed = await send({ type: 'frame-confirm', token });
      if (confirmed !== true) return;
      const channel = new Channel(port, false);
      serveCore(channel);
      resolve(channel);
      channel.send({ type: 'ready' });
    };
    addEventListener('message', onMessage);
  });
}

/**
 * The article waits in storage.session; the page it came from is one step back in the tab's history. After the browser
 * was started anew the article is gone, and the page itself opens, whose address is in the hash.
 * @param {string} id
 * @returns {Promise<Channel>}
 */
async function connectTab(id) {
  const key = `reader:${id}`;
  const stored = /** @type {any} */ ((await browser.storage.session.get(key))[key]);
  const url = decodeURIComponent(location.hash.slice(1));
  if (!stored) {
    if (/^(https?|file):/.test(url)) location.replace(url);
    return new Promise(() => {});
  }
  const { port1, port2 } = new MessageChannel();
  const near = new Channel(port1, true);
  const far = new Channel(port2, true);
  const back = () => history.back();
  far.listen(['leave', 'declutter', 'failed'], back);
  const own = await browser.tabs.getCurrent();
  browser.runtime.onMessage.addListener((raw, _sender, respond) => {
    if (parse(raw, ['leave-tab'])?.tab !== own?.id) return;
    respond(true);
    back();
  });
  // The reader starts to listen when it has been given the channel; the port keeps the message until then.
  far.send({ type: 'show', article: stored.article, url: stored.url });
  return near;
}

/** @param {Channel} channel */
function serveCore(channel) {
  const core = makeCore(importCore);
  channel.listen(['analyse'], async ({ id, strings, tree, options }) => {
    try {
      const words = tree instanceof Uint32Array ? tree : Uint32Array.from(tree);
      const result = await core.analyse(strings, words, options);
      channel.send({ type: 'analysed', id, result });
    } catch (error) {
      channel.send({ type: 'analysis-failed', id, error: String(error) });
    }
  });
}
