// The extension on a hundred real saved pages in Chromium, without page scripts (which also forbids wasm in the content
// script there): each click ends in the reader, in the decluttered page or in one sentence, nothing of ours fails, and
// leaving gives the page back to the byte. Without the corpus the fixtures take its place.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unpack } from '../../extension/shared/labels.js';
import { openBrowser } from './lib/browser.js';
import { captureIn, loadCore } from './lib/capturing.js';
import { allLeft, errors, openAfresh, setToolbar } from './lib/modes.js';
import { startServer, storedPages } from './lib/server.js';
import { until } from './lib/wait.js';

/** Pages of each set of the corpus, spread over the whole set. */
const PAGES_OF_A_SET = 50;
/** The element that holds a notice, alone at the end of the page; what it says is in a closed shadow root. */
const NOTICE = '<div></div></html>';

/** @param {string} folder @param {number} count */
function spread(folder, count) {
  const pages = storedPages(folder);
  const step = Math.max(1, pages.length / count);
  return Array.from({ length: Math.min(count, pages.length) }, (_, at) => pages[Math.floor(at * step)]);
}

const corpus = [...spread('corpus/news', PAGES_OF_A_SET), ...spread('corpus/wcxb', PAGES_OF_A_SET)];
const pages = corpus.length > 0 ? corpus : spread('fixtures', PAGES_OF_A_SET);

const core = loadCore();

describe('real pages in Chromium', { timeout: 900_000 }, () => {
  /** @type {import('./lib/browser.js').Browser} */
  let browser;
  /** @type {import('./lib/server.js').Server} */
  let server;
  before(async () => {
    server = await startServer();
    browser = await openBrowser('chromium');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const markup = () => browser.page.evaluate(() => document.documentElement.outerHTML);
  const count = { reader: 0, declutter: 0, sentence: 0 };

  /** Whether a frame has shown what it opened for. */
  const isReady = () => 'ready' in document.documentElement.dataset || document.getElementById('count')?.textContent;

  /** What the core, asked in Node, has for a mode: something to show, or only a sentence. @param {'reader' | 'declutter'} mode */
  async function expected(mode) {
    const { strings, tree } = await captureIn(browser);
    const analysis = new core.Analysis(strings, Uint32Array.from(tree), { url: await browser.url() });
    const { hasArticle, clutter } = unpack(analysis.labels());
    analysis.free();
    return hasArticle && (mode === 'reader' || clutter.length > 0) ? mode : 'sentence';
  }

  for (const [number, page] of pages.entries()) {
    const mode = number % 2 === 0 ? 'reader' : 'declutter';
    test(`${mode}: ${page?.path}`, async () => {
      await setToolbar(browser, mode);
      await openAfresh(browser, server.url('scriptless', page?.path ?? ''));
      const original = await markup();
      const outcome = await expected(mode);
      count[outcome] += 1;
      await browser.clickToolbar();
      if (outcome === 'sentence') {
        // Escape takes the sentence away once it is there.
        await until(async () => (await markup()) === original.replace(/<\/html>$/, NOTICE), 'the sentence');
        await until(async () => {
          await browser.page.press('Escape');
          return (await markup()) === original;
        }, 'the sentence to go');
      } else {
        const part = mode === 'reader' ? '/reader/reader.html' : '/bar/bar.html';
        const frame = await browser.frame(part);
        await until(() => frame.evaluate(isReady), 'the frame to show what it opened for');
        await browser.clickToolbar();
      }
      await allLeft(browser);
      await until(async () => (await markup()) === original, 'the page to be as it was');
      assert.deepEqual(await errors(browser), []);
    });
  }

  test('most pages have an article to show', (context) => {
    context.diagnostic(JSON.stringify(count));
    assert.ok(count.reader + count.declutter > pages.length * 0.7, JSON.stringify(count));
  });
});
