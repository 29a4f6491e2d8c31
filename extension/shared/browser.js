// The browser's extension API. The one file that names `browser` and `chrome`, so that a difference between the
// browsers is met here once; everything else imports from it. (`content/loader.js` must name it too: a content script
// cannot import before it knows the extension's address.)

/** @type {typeof chrome} */
export const browser = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** The absolute address of a file of the extension. @param {string} path */
export const fileUrl = (path) => browser.runtime.getURL(path);

/** False when the extension was updated, reloaded or removed while this script lives on in an open page. */
export function isAlive() {
  try {
    return Boolean(browser.runtime?.id);
  } catch {
    return false;
  }
}

/**
 * Sends a message to the extension's other contexts.
 * @param {import('./messages.js').Message} message
 * @returns {Promise<any>}
 */
export const send = (message) => browser.runtime.sendMessage(message);

/**
 * An element's shadow root, also when it is closed: content scripts may, each browser in its own way.
 * @param {Element} element
 * @returns {ShadowRoot | null}
 */
export function shadowOf(element) {
  // Named apart from `browser`: web-ext takes Chromium's way for a mistake.
  const { dom } = /** @type {any} */ (browser);
  return dom ? dom.openOrClosedShadowRoot(element) : /** @type {any} */ (element).openOrClosedShadowRoot;
}

/** The options page exists in this build. */
export const hasOptions = () => Boolean(browser.runtime.getManifest().options_ui);
