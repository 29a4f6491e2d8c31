// The extension on a hundred real saved pages in both browsers, without page scripts (which also forbids wasm in Chromium's
// content script): hiding in place ends in the decluttered page or in one sentence, nothing of ours fails, the paragraphs of
// the truth are still seen, and leaving gives the page back to the byte. On every fourth page the reader opens and leaves
// as well. Without the corpus the fixtures take its place.
//
// SCREENSHOTS=directory also saves every page before and after, wide and narrow in turn, for a person to look at.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { unpack } from '../../extension/shared/labels.js';
import { BROWSERS } from './lib/browser.js';
import { captureIn, loadCore } from './lib/capturing.js';
import { allLeft, barOpen, errors, openAfresh, setToolbar } from './lib/modes.js';
import { opened } from './lib/opened.js';
import { startServer, storedPages } from './lib/server.js';
import { until } from './lib/wait.js';

/** Pages of each set of the corpus, spread over the whole set. */
const PAGES_OF_A_SET = 50;
/** The element that holds a notice, alone at the end of the page; what it says is in a closed shadow root. */
const NOTICE = '<div></div>';

/** The reader opens on every so many pages. */
const READ = 4;

/** A text that is a paragraph, in UTF-16 units: shorter ones stand more than once on a page. */
const SHORTEST = 60;

/**
 * Paragraphs that the labels take for clutter, of some 2,300 on a hundred pages: one line that leads to another story.
 * This only ever goes down.
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

/** @type {('declutter' | 'reader')[]} */
const BOTH = ['declutter', 'reader'];

const directory = process.env.SCREENSHOTS;
/** The windows of the pictures, in pixels. */
const [WIDE, NARROW, HIGH] = [1280, 480, 1800];

for (const name of BROWSERS) {
  describe(`real pages in ${name}`, { timeout: 1_800_000 }, () => {
    /** @type {import('./lib/browser.js').Browser} */
    let browser;
    /** @type {import('./lib/server.js').Server} */
    let server;
    opened(name, startServer, (given) => ({ browser, server } = given));

    /**
     * Remembers the page's markup in the page, not in the markup itself: it is large, and asked for often.
     */
    const rememberMarkup = () =>
      browser.page.evaluate(() => void Object.assign(window, { markupOfTest: document.documentElement.outerHTML }));
    /** Whether the markup is as it was, with a notice at its end perhaps. @param {string} [notice] */
    const isAsItWas = (notice = '') =>
      browser.page.evaluate(
        (notice) =>
          document.documentElement.outerHTML ===
          /** @type {any} */ (window).markupOfTest.replace(/<\/html>$/, `${notice}</html>`),
        notice,
      );
    const paragraphs = { all: 0, lost: 0 };
    /** @type {string[]} */
    const lostOn = [];
    const count = { reader: 0, declutter: 0, sentence: 0 };

    /** Whether a frame has shown what it opened for. */
    const isReady = () => 'ready' in document.documentElement.dataset || document.getElementById('count')?.textContent;

    /** What the core, asked in Node, has to show of the page in each mode. */
    async function analysed() {
      const { strings, tree } = await captureIn(browser);
      const analysis = new core.Analysis(strings, Uint32Array.from(tree), { url: await browser.url() });
      const { hasArticle, clutter } = unpack(analysis.labels());
      analysis.free();
      return { reader: hasArticle, declutter: hasArticle && clutter.length > 0 };
    }

    /**
     * Remembers in the page, not in its markup, the elements that hold a paragraph of the truth and are seen: they have a
     * height, and nothing around them cuts them off to none.
     * @param {string[]} truth
     */
    const remember = (truth) =>
      browser.page.evaluate(
        (truth, shortest) => {
          const plain = (/** @type {Element} */ element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
          const isSeen = (/** @type {Element} */ element) => {
            if (element.getBoundingClientRect().height === 0) return false;
            for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
              const { overflowY, display } = getComputedStyle(at);
              const cuts = overflowY !== 'visible' && !/^(inline|contents)$/.test(display);
              if (cuts && at.getBoundingClientRect().height < 1) return false;
            }
            return true;
          };
          const paragraphs = new Set(truth);
          const elements = [...document.querySelectorAll('p, li, blockquote, h2, h3, div, td')];
          const found = elements.filter(
            (element) =>
              (element.textContent?.length ?? 0) >= shortest && paragraphs.has(plain(element)) && isSeen(element),
          );
          const lost = () => {
            const seen = new Set(found.filter(isSeen).map(plain));
            return [...new Set(found.map(plain))].filter((text) => !seen.has(text));
          };
          Object.assign(window, { lostOfTest: lost });
          return found.length;
        },
        truth,
        SHORTEST,
      );
    /** The remembered paragraphs of which no copy is seen any more. @returns {Promise<string[]>} */
    const lost = () => browser.page.evaluate(() => /** @type {any} */ (window).lostOfTest());

    /** @param {number} number @param {string} path @param {string} when */
    async function picture(number, path, when) {
      if (!directory) return;
      await browser.page.evaluate(() => {
        const headings = [...document.querySelectorAll('h1')].filter((heading) => heading.getClientRects().length > 0);
        const [longest] = headings.sort((a, b) => (b.textContent?.length ?? 0) - (a.textContent?.length ?? 0));
        longest?.scrollIntoView({ block: 'start', behavior: 'instant' });
      });
      const file = `${String(number).padStart(3, '0')}-${basename(path, '.html')}-${name}-${when}.png`;
      await browser.screenshot(join(directory, file));
    }

    for (const [number, page] of pages.entries()) {
      const { path = '', file = '' } = page ?? {};
      /** Asked once: the page is the same each time. @type {Awaited<ReturnType<typeof analysed>> | undefined} */
      let shows;
      for (const mode of number % READ === 0 ? BOTH : BOTH.slice(0, 1)) {
        test(`${mode}: ${path}`, async () => {
          await setToolbar(browser, mode);
          if (directory) {
            mkdirSync(directory, { recursive: true });
            await browser.resize(number % 2 === 0 ? WIDE : NARROW, HIGH);
          }
          await openAfresh(browser, server.url('styled', path));
          await rememberMarkup();
          shows ??= await analysed();
          const outcome = shows[mode] ? mode : 'sentence';
          count[outcome] += 1;
          const truth = mode === 'declutter' && outcome === mode ? truthOf(file) : [];
          paragraphs.all += await remember(truth);
          if (mode === 'declutter') await picture(number, path, 'before');
          await browser.clickToolbar();
          if (outcome === 'sentence') {
            // Escape takes the sentence away once it is there.
            await until(() => isAsItWas(NOTICE), 'the sentence');
            await until(async () => {
              await browser.page.press('Escape');
              return isAsItWas();
            }, 'the sentence to go');
          } else {
            const part = mode === 'reader' ? '/reader/reader.html' : '/bar/bar.html';
            const frame = await browser.frame(part);
            await until(() => frame.evaluate(isReady), 'the frame to show what it opened for');
            const gone = await lost();
            paragraphs.lost += gone.length;
            if (gone.length > 0) lostOn.push(`${path}: ${gone.map((text) => text.slice(0, 60)).join(' | ')}`);
            if (mode === 'declutter' && directory) {
              await barOpen(browser);
              await picture(number, path, 'after');
            }
            await browser.clickToolbar();
          }
          await allLeft(browser);
          await until(() => isAsItWas(), 'the page to be as it was');
          assert.deepEqual(await errors(browser), []);
        });
      }
    }

    test('the paragraphs of the truth are seen', (context) => {
      context.diagnostic(JSON.stringify(paragraphs));
      assert.ok(paragraphs.lost <= ADMITTED, lostOn.join('\n'));
    });

    test('most pages have an article to show', (context) => {
      context.diagnostic(JSON.stringify(count));
      const all = count.reader + count.declutter + count.sentence;
      assert.ok(count.reader + count.declutter > all * 0.7, JSON.stringify(count));
    });
  });
}
