// What a group of tests needs around it: a browser, and the server of its pages.

import { after, before } from 'node:test';
import { openBrowser } from './browser.js';
import { openAfresh, readerOpen, setToolbar } from './modes.js';
import { startServer } from './server.js';

/**
 * Opens both before the tests of the group that calls this, and closes them after these, whatever was opened.
 * @template {{close: () => Promise<unknown>}} S
 * @param {'chromium' | 'firefox'} name
 * @param {() => Promise<S>} serve
 * @param {(opened: {browser: import('./browser.js').Browser, server: S}) => unknown} take called when both are open, and waited for
 * @param {Parameters<typeof openBrowser>[1]} [options]
 */
export function opened(name, serve, take, options) {
  /** @type {S | undefined} */
  let server;
  /** @type {import('./browser.js').Browser | undefined} */
  let browser;
  before(async () => {
    server = await serve();
    browser = await openBrowser(name, options);
    await take({ browser, server });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

/**
 * The same with the pages of tests/, a small window, and a toolbar button that opens the reader.
 * @param {'chromium' | 'firefox'} name
 * @param {(opened: {browser: import('./browser.js').Browser, server: import('./server.js').Server}) => void} take
 */
export function openedSmall(name, take) {
  opened(name, startServer, async (given) => {
    await given.browser.resize(1000, 700);
    await setToolbar(given.browser, 'reader');
    take(given);
  });
}

/**
 * The same with a page of tests/ open, as it stands there, and the reader on it by a click on the toolbar button.
 * @param {'chromium' | 'firefox'} name
 * @param {string} path
 * @param {(reader: import('./browser.js').View) => void} take
 */
export function openedReader(name, path, take) {
  opened(name, startServer, async ({ browser, server }) => {
    await browser.resize(1280, 900);
    await openAfresh(browser, server.url('none', path));
    await browser.clickToolbar();
    take(await readerOpen(browser));
  });
}
