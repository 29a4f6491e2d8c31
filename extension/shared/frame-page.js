// The extension page's side of a frame in a web page: how the reader and the bar get to know that it is our content
// script that speaks, and not the page around the frame. The address ends in a random token; the background confirms
// that this tab asked for it; only then is the port taken that came with the same token.
// The core runs here too: the reader reads the article by itself, and the bar labels the pages whose policy forbids wasm
// to the content script.

import { isAlive, send } from './browser.js';
import { parse } from './messages.js';

/**
 * @typedef {import('./messages.js').Message} Message
 * @typedef {(capture: import('./messages.js').Analyse) => Promise<import('./types.js').AnalysisResult>} Label
 */

/** A port whose messages are checked. */
export class Channel {
  /** @param {MessagePort} port */
  constructor(port) {
    this.port = port;
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
 * Resolves when the content script that made this frame has been confirmed. Call it while the page's script first
 * runs: the content script speaks as soon as the frame has loaded.
 * @param {Label} label labels a capture for the content script
 * @returns {Promise<Channel>}
 */
export function connect(label) {
  const token = location.hash.slice(1);
  return new Promise((resolve) => {
    /** @param {MessageEvent} event */
    const onMessage = async (event) => {
      const [port] = event.ports;
      if (event.source !== parent || event.data !== token || !port) return;
      removeEventListener('message', onMessage);
      const confirmed = await send({ type: 'frame-confirm', token });
      if (confirmed !== true) return;
      const channel = new Channel(port);
      serve(channel, label);
      resolve(channel);
      channel.send({ type: 'ready' });
    };
    addEventListener('message', onMessage);
  });
}

/** Milliseconds that the script behind may take to leave. */
const LEAVE_LIMIT = 1000;

/**
 * Asks the page behind to be as it was. Firefox ends the script there when the extension is removed, and leaves our frame
 * standing with nobody to answer; then the page is loaded anew.
 * @param {string | undefined} url the page's
 * @param {Channel} channel
 * @param {number} [block] where the reader was
 */
export function leaveFor(url, channel, block) {
  channel.send(block === undefined ? { type: 'leave' } : { type: 'leave', block });
  setTimeout(() => !isAlive() && url && parent.location.replace(url), LEAVE_LIMIT);
}

/** @param {Channel} channel @param {Label} label */
function serve(channel, label) {
  channel.listen(['analyse'], async (message) => {
    const { id } = message;
    try {
      channel.send({ type: 'analysed', id, result: await label(message) });
    } catch (error) {
      channel.send({ type: 'analysis-failed', id, error: String(error) });
    }
  });
}
