// The extension on a hundred real saved pages in Chromium, without page scripts (which also forbids wasm in the content
// script there): each click ends in the reader, in the decluttered page or in one sentence, nothing of ours fails, and
// leaving gives the page back to the byte; hiding in place leaves the paragraphs of the truth to be seen. Without the
// corpus the fixtures take its place.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
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

/** A text that is a paragraph, in UTF-16 units: shorter ones stand more than once on a page. */
const SHORTEST = 60;

/**
 * Paragraphs that the labels take for clutter, of some 1,100: one line that leads to another story. This only ever goes
 * down.
 */
const ADMITTED = 1;

/** The paragraphs of a page's truth, which lies beside it. @param {string} file @returns {string[]} */
function truthOf(file) {
  const truth = file.replace('/html/', '/ground-truth/').replace(/\.html(\.gz)?$/, '.json');
  if (truth === file || !existsSync(truth)) return [];
  const { ground_truth } = JSON.parse(readFileSync(truth, 'utf8'));
  const lines = String(ground_truth?.main_content ?? '').split(/\n+/);
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line.length >= SHORTEST);
}

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
  const paragraphs = { all: 0, lost: 0 };
  /** @type {string[]} */
  const lostOn = [];
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

  /**
   * Remembers in the page, not in its markup, the elements that hold a paragraph of the truth and are seen.
   * @param {string[]} truth
   */
  const remember = (truth) =>
    browser.page.evaluate(
      (truth, shortest) => {
        const plain = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();
        const paragraphs = new Set(truth);
        const elements = [...document.querySelectorAll('p, li, blockquote, h2, h3, div, td')];
        const found = elements.filter(
          (element) =>
            (element.textContent?.length ?? 0) >= shortest &&
            paragraphs.has(plain(element.textContent ?? '')) &&
            element.getBoundingClientRect().height > 0,
        );
        Object.assign(window, { truthOfTest: found });
        return found.length;
      },
      truth,
      SHORTEST,
    );
  /** The remembered paragraphs of which no copy is seen any more. @returns {Promise<string[]>} */
  const lost = () =>
    browser.page.evaluate(() => {
      const plain = (/** @type {Element} */ element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
      const found = /** @type {Element[]} */ (/** @type {any} */ (window).truthOfTest);
      const seen = new Set(found.filter((element) => element.getBoundingClientRect().height > 0).map(plain));
      return [...new Set(found.map(plain))].filter((text) => !seen.has(text));
    });

  for (const [number, page] of pages.entries()) {
    const mode = number % 2 === 0 ? 'reader' : 'declutter';
    test(`${mode}: ${page?.path}`, async () => {
      await setToolbar(browser, mode);
      await openAfresh(browser, server.url('scriptless', page?.path ?? ''));
      const original = await markup();
      const outcome = await expected(mode);
      count[outcome] += 1;
      const truth = mode === 'declutter' && outcome === mode ? truthOf(page?.file ?? '') : [];
      paragraphs.all += await remember(truth);
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
        const gone = await lost();
        paragraphs.lost += gone.length;
        if (gone.length > 0) lostOn.push(`${page?.path}: ${gone.map((text) => text.slice(0, 60)).join(' | ')}`);
        await browser.clickToolbar();
      }
      await allLeft(browser);
      await until(async () => (await markup()) === original, 'the page to be as it was');
      assert.deepEqual(await errors(browser), []);
    });
  }

  test('the paragraphs of the truth are seen', (context) => {
    context.diagnostic(JSON.stringify(paragraphs));
    assert.ok(paragraphs.lost <= ADMITTED, lostOn.join('\n'));
  });

  test('most pages have an article to show', (context) => {
    context.diagnostic(JSON.stringify(count));
    assert.ok(count.reader + count.declutter > pages.length * 0.7, JSON.stringify(count));
  });
});
