// The extension on a hundred real saved pages in Chromium, without page scripts (which also forbids wasm in the content
// script there): each click ends in the reader, in the decluttered page or in one sentence, nothing of ours fails, and
// leaving gives the page back to the byte. Without the corpus the fixtures take its place.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './lib/browser.js';
import { allLeft, errors, setToolbar } from './lib/modes.js';
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

  /** Whether a frame has shown what it opened for; one that opens for the analysis alone goes again without. */
  const isReady = () => 'ready' in document.documentElement.dataset || document.getElementById('count')?.textContent;

  /**
   * Waits for what the click leads to.
   * @param {'reader' | 'declutter'} mode @param {string} original
   * @returns {Promise<'reader' | 'declutter' | 'sentence'>}
   */
  async function outcome(mode, original) {
    const part = mode === 'reader' ? '/reader/reader.html' : '/bar/bar.html';
    let sentence = false;
    await until(async () => {
      if (await browser.hasFrame(part)) {
        const frame = await browser.frame(part).catch(() => null);
        return Boolean(await frame?.evaluate(isReady).catch(() => false));
      }
      sentence = (await markup()) === original.replace(/<\/html>$/, NOTICE);
      return sentence;
    }, 'the click to lead somewhere');
    return sentence ? 'sentence' : mode;
  }

  for (const [number, page] of pages.entries()) {
    const mode = number % 2 === 0 ? 'reader' : 'declutter';
    test(`${mode}: ${page?.path}`, async () => {
      await setToolbar(browser, mode);
      await browser.open('about:blank');
      await browser.open(server.url('scriptless', page?.path ?? ''));
      const original = await markup();
      await browser.clickToolbar();
      const result = await outcome(mode, original);
      count[result] += 1;
      if (result === 'sentence') await browser.page.press('Escape');
      else await browser.clickToolbar();
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
