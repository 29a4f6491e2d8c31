// The bundled news page in Chromium with the extension. With a display the browser stays open until it is closed;
// without one, dist/demo holds the page before, in the reader, and without its clutter, and the article is printed.
//
//     node tests/tools/demo.js TOOL          TOOL: the native tool, which prints the article

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../browser/lib/browser.js';
import { startServer } from '../browser/lib/server.js';
import { until } from '../browser/lib/wait.js';

const PAGE = 'fixtures/seed-wordpress--calderwire.example.html';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shown = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const server = await startServer();
const browser = await openBrowser('chromium', { headless: !shown });
await browser.open(server.url('none', PAGE));

if (shown) {
  console.log('Click the toolbar button (it may hide behind the puzzle piece): once for the article, again to leave.');
  console.log('Its context menu hides the clutter in place. Close the browser to end the demo.');
  await browser.closed();
} else {
  const folder = `${root}dist/demo`;
  mkdirSync(folder, { recursive: true });
  await browser.screenshot(`${folder}/before.png`);
  await browser.clickToolbar();
  const reader = await browser.frame('reader/reader.html');
  await until(() => reader.evaluate(() => document.querySelectorAll('main p').length > 3), 'the article in the reader');
  await browser.screenshot(`${folder}/reader.png`);
  await browser.clickToolbar();
  await until(async () => !(await browser.hasFrame('reader/reader.html')), 'the reader to leave');

  await browser.background(() =>
    /** @type {any} */ (globalThis).chrome.storage.sync.set({ settings: { schema: 1, toolbar: 'declutter' } }),
  );
  await browser.clickToolbar();
  const bar = await browser.frame('bar/bar.html');
  await until(() => bar.text(), 'the bar');
  await browser.screenshot(`${folder}/declutter.png`);
  const article = ['extract', '--format', 'markdown', `${root}tests/${PAGE}`];
  console.log(execFileSync(process.argv[2] ?? '', article, { encoding: 'utf8' }));
  console.log('Saved dist/demo/before.png, reader.png and declutter.png');
  await browser.close();
}
await server.close();
