// Firefox's own remote protocol, Marionette, over its TCP socket: what geckodriver speaks behind WebDriver. Speaking it
// directly saves building geckodriver (minutes) and gives chrome-privileged scripts, which reach the toolbar button.
// A message is `length:json`; a command is [0, id, name, parameters], an answer [1, id, error, result].

import { connect } from 'node:net';

/** The key under which WebDriver hands an element around. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class Marionette {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  #lastId = 0;
  #received = Buffer.alloc(0);
  #socket;

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('data', (data) => this.#read(data));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('Firefox closed the connection')));
  }

  /**
   * @param {string} name
   * @param {object} [parameters]
   * @returns {Promise<any>}
   */
  command(name, parameters = {}) {
    const id = ++this.#lastId;
    const message = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} data */
  #read(data) {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.toString('latin1', 0, colon));
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString('utf8', colon + 1, end));
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message)) this.#answer(message);
    }
  }

  /** @param {any[]} message */
  #answer([, id, error, result]) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
  }

  /** @param {Error} error */
  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/**
 * A page's function as Marionette's script text; it may be async.
 * @param {Function} fn
 */
export function scriptOf(fn) {
  return `return (${fn}).apply(null, arguments)`;
}

/**
 * The reference in an answer that holds an element.
 * @param {{value: any}} answer
 * @returns {string | undefined}
 */
export function elementId(answer) {
  return answer.value?.[ELEMENT];
}

/** @param {string} id */
export function elementReference(id) {
  return { [ELEMENT]: id };
}
