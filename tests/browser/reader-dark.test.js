// The reader's colours are its own: Dark Reader leaves them alone, whether it darkens the page behind, by new colours or
// by turning them round, or runs in the reader itself.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openAfresh, readerOpen, setToolbar } from './lib/modes.js';
import { describeReader } from './lib/reading.js';
import { startServer } from './lib/server.js';
import { until } from './lib/wait.js';
import { articles } from './reader-articles.js';

const source = readFileSync(createRequire(import.meta.url).resolve('darkreader'), 'utf8');
/** Darkens the document that it runs in; as the text of a function, for the reader's policy forbids `eval`. */
const darken = Object.assign(() => {}, { toString: () => `() => { ${source}; globalThis.DarkReader.enable({}); }` });
/** What Dark Reader does in its mode "filter". */
const turnRound = () => {
  const style = document.createElement('style');
  style.textContent = 'html { filter: invert(100%) hue-rotate(180deg) !important; background: #fff !important; }';
  document.head.append(style);
};

describeReader('Dark Reader', (reading) => {
  /** @type {import('./lib/server.js').Server} */
  let server;
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-dark-'));
  before(async () => {
    server = await startServer();
  });
  after(async () => {
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  /** The colour of the window at its left edge, as it is drawn. */
  async function edge() {
    const path = join(folder, 'window.png');
    await reading().browser.screenshot(path);
    return reading().page.evaluate(
      async (png) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(1, 1);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
        context.drawImage(bitmap, -4, -bitmap.height / 2);
        return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      },
      readFileSync(path, 'base64'),
    );
  }

  for (const [how, change] of /** @type {const} */ ([
    ['new colours', darken],
    ['turned colours', turnRound],
  ])) {
    test(`a page with ${how} behind the reader`, async () => {
      const { browser, page } = reading();
      await setToolbar(browser, 'reader');
      await browser.colorScheme('light');
      await openAfresh(browser, server.url('none', 'pages/extension/news.html'));
      const light = await edge();
      await page.evaluate(change);
      await until(async () => (await edge()).join() !== light.join(), 'the page to be dark');
      await browser.clickToolbar();
      await readerOpen(browser);
      await until(async () => (await edge()).join() === '253,253,251', 'the light paper of the reader');
    });
  }

  test('in the reader itself', async () => {
    await reading().open(articles.news, { theme: 'sepia' });
    const colours = () =>
      reading().page.evaluate(() =>
        ['html', '#article', '#article a', '.bar', '#article td'].map((selector) => {
          const { color, backgroundColor } = getComputedStyle(
            /** @type {Element} */ (document.querySelector(selector)),
          );
          return `${color} on ${backgroundColor}`;
        }),
      );
    const own = await colours();
    await reading().page.evaluate(darken);
    assert.deepEqual(await colours(), own);
    assert.equal(await reading().page.evaluate(() => document.querySelectorAll('style.darkreader').length), 0);
  });
});
