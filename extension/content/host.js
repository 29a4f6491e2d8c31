// The extension's elements in a page: a bare element at the end of the document with a closed shadow root, so that the
// page can neither read nor style what is inside. What is shown stands in the top layer, above dialogs and full screen.

import { page } from './native.js';

/** How a sheet of ours begins, in every version. */
const MARK = '/* Standfirst */';

/**
 * `all: initial` keeps the page's style sheets off the element itself; important rules of a shadow tree win over
 * important ones of the page.
 */
const HOST_CSS = `${MARK}
  :host { all: initial !important; position: fixed !important; inline-size: 0 !important; block-size: 0 !important; }
`;

/** Every host in this page, for the capture to leave out. @type {Set<Node>} */
export const hosts = new Set();

/** Whether this is the shadow root of a host, of this or another instance of the extension. @param {ShadowRoot | null} root */
export const isHost = (root) => root?.firstChild?.textContent?.startsWith(MARK) ?? false;

/** Whether an element of ours would be seen here: not in an SVG, an XML file or the like. */
export const canShow = () => page.root() instanceof HTMLElement;

/**
 * A host that stands nowhere yet, with a style sheet for what stands in it.
 * @param {string} css
 * @returns {{host: HTMLElement, root: ShadowRoot, remove(): void}}
 */
export function newHost(css) {
  const host = page.create('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = page.create('style');
  style.textContent = HOST_CSS + css;
  root.append(style);
  hosts.add(host);
  return {
    host,
    root,
    remove() {
      host.remove();
      hosts.delete(host);
    },
  };
}

/**
 * Adds a host to the page.
 * @param {string} css
 * @returns {{root: ShadowRoot, remove(): void}}
 */
export function addHost(css) {
  const { host, root, remove } = newHost(css);
  page.root().append(host);
  return { root, remove };
}
