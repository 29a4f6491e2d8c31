// The bundled news page in Chromium with the extension. With a display the browser stays open until it is closed;
// without one, dist/demo holds the page before, in the reader, and without its clutter, and the article is printed.
//
//     node tests/tools/demo.js TOOL          TOOL: the native tool, which prints the article

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../browser/lib/browser.js';
import { allLeft, barOpen, readerOpen, setToolbar } from '../browser/lib/modes.js';
import { startServer } from '../browser/lib/server.js';
import { until } from '../browser/lib/wait.js';

const PAGE = 'fixtures/seed-wordpress--calderwire.example.html';

/** Two frames from now what is in the document is on the screen. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));

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
  const reader = await readerOpen(browser);
  const seen = () => Array.from(document.images).every((image) => image.complete || image.loading === 'lazy');
  await until(() => reader.evaluate(seen), 'the pictures in the reader');
  await until(() => reader.evaluate(painted), 'the reader to be drawn');
  await browser.screenshot(`${folder}/reader.png`);
  await browser.clickToolbar();
  await allLeft(browser);

  await setToolbar(browser, 'declutter');
  await browser.clickToolbar();
  const bar = await barOpen(browser);
  await until(() => bar.evaluate(() => 'ready' in document.documentElement.dataset), 'the bar to be whole');
  await until(() => bar.evaluate(painted), 'the bar to be drawn');
  await browser.screenshot(`${folder}/declutter.png`);
  const article = ['extract', '--format', 'markdown', `${root}tests/${PAGE}`];
  console.log(execFileSync(process.argv[2] ?? '', article, { encoding: 'utf8' }));
  console.log('Saved dist/demo/before.png, reader.png and declutter.png');
  await browser.close();
}
await server.close();
