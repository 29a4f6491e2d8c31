// Both readers give an equal page: the capture of the live document and the reader of its HTML text. The page's own
// scripts are blocked, because the reader of HTML text knows only what the parser made.

import assert from 'node:assert/strict';
import test from 'node:test';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { capturedAttributes, captureIn, loadCore } from './lib/capturing.js';
import { comparedPages, readPage } from './lib/pages.js';
import { startServer } from './lib/server.js';

const core = loadCore();
const pages = comparedPages();

test('the capture takes the attributes that the core keeps', () => {
  assert.deepEqual(capturedAttributes(), core.attributeNames());
});

for (const name of BROWSERS) {
  test(`${name}: the capture of ${pages.length} pages equals the page read from their HTML`, async () => {
    const server = await startServer();
    const browser = await openBrowser(name);
    const differences = [];
    try {
      for (const { path, file } of pages) {
        await browser.open(server.url('scriptless', path));
        const { strings, tree } = await captureIn(browser);
        const difference = core.pageDifference(readPage(file), strings, Uint32Array.from(tree));
        if (difference !== undefined) differences.push(`${path}: ${difference}`);
      }
    } finally {
      await browser.close();
      await server.close();
    }
    assert.ok(pages.length >= 27, 'the fixtures at least');
    assert.deepEqual(differences, []);
  });
}
