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
 * Sends a message to the extension's other contexts. Rejects, too, when the background could not do what it says: its
 * answer `{error}` must not be taken for a success.
 * @param {import('./messages.js').Message} message
 * @returns {Promise<any>}
 */
export async function send(message) {
  const answer = /** @type {any} */ (await browser.runtime.sendMessage(message));
  if (typeof answer?.error === 'string' && answer.type === undefined) throw new Error(answer.error);
  return answer;
}

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

/**
 * Whether a page of ours may fill the tab that this script is in. In Chromium none is shown in a private window, where the
 * extension is the same one as in the others.
 */
export const canFillTab = () =>
  /** @type {any} */ (browser).dom === undefined || browser.extension?.inIncognitoContext !== true;

/** The options page exists in this build. */
export const hasOptions = () => Boolean(browser.runtime.getManifest().options_ui);
