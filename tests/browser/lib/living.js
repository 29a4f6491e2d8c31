// The frame of the tests of hiding in place: each runs in both browsers, with the page's server beside it and the toolbar
// button set to hide; at the end nothing of the extension may have gone wrong.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS } from './browser.js';
import { errors, setToolbar } from './modes.js';
import { opened } from './opened.js';
import { inPlace } from './place.js';
import { startServer } from './server.js';

/**
 * @typedef {object} Given what each test gets
 * @property {import('./browser.js').Browser} browser
 * @property {import('./server.js').Server} server
 * @property {ReturnType<typeof inPlace>} place
 * @property {(message: string) => void} diagnostic prints a measure with the test's result
 */

/**
 * @param {number} timeout of all tests of one browser, in milliseconds
 * @param {(test: (name: string, run: (given: Given) => Promise<void>) => void) => void} tests
 */
export function inBoth(timeout, tests) {
  for (const name of BROWSERS) {
    describe(name, { timeout }, () => {
      /** @type {import('./browser.js').Browser} */
      let browser;
      /** @type {import('./server.js').Server} */
      let server;
      opened(name, startServer, async (given) => {
        ({ browser, server } = given);
        await setToolbar(browser, 'declutter');
      });
      tests((what, run) => {
        test(what, (context) =>
          run({
            browser,
            server,
            place: inPlace(browser, server),
            diagnostic: (message) => context.diagnostic(message),
          }),
        );
      });
      test('nothing went wrong on the way', async () => {
        assert.deepEqual(await errors(browser), []);
      });
    });
  }
}
