// How long Standfirst takes to read a page, as ratios to a bare walk over its nodes in the same run: the capture, the
// labels (the content script's wasm), the model's inference within them, and Readability.js and Defuddle for comparison.
// The pages are the fixtures, and some of the corpus where it is; a last table shows how the cost a node grows with the
// page. Nothing fails here: milliseconds are the machine's, ratios are for people to look at.
//
//     node tests/tools/bench/bench.js [--quick]        --quick: a few pages in each browser

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { BROWSERS, openBrowser } from '../../browser/lib/browser.js';
import { comparedPages, readPage } from '../../browser/lib/pages.js';
import { until } from '../../browser/lib/wait.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const quick = process.argv.includes('--quick');

/** Sizes, in nodes, at which the cost a node is compared. */
const SIZES = [10_000, 100_000, 1_000_000];
/** Every so many of the pages that the other tests compare: enough for a median. */
const STEP = quick ? 12 : 3;
/** Milliseconds that one page may take in all. */
const LIMIT = 120_000;

/** What a page may load: our modules, and no script of its own. @type {Record<string, string>} */
const LIB = {
  'page.js': 'tests/tools/bench/page.js',
  'capture.js': 'extension/content/capture.js',
  'facts.js': 'extension/content/facts.js',
  'frames.js': 'extension/content/frames.js',
  'level.js': 'extension/content/level.js',
  'native.js': 'extension/content/native.js',
  'taken.js': 'extension/content/taken.js',
  'standfirst.js': 'extension/wasm/standfirst.js',
  'standfirst_bg.wasm': 'extension/wasm/standfirst_bg.wasm',
  'reader.js': 'extension/wasm/reader.js',
  'reader_bg.wasm': 'extension/wasm/reader_bg.wasm',
  'Readability.js': 'tests/node_modules/@mozilla/readability/Readability.js',
  'defuddle.js': 'tests/node_modules/defuddle/dist/index.js',
};

/**
 * @typedef {{nodes: number, walk: number, capture: number, analysis: number, inference: number,
 *   readability: number | null, defuddle: number | null, error?: string}} Measured
 */

/** A page of about so many nodes: stories with teasers between them. @param {number} nodes */
function synthetic(nodes) {
  const words = 'the harbour line was closed after the storm and will open again when its piers have been made whole';
  const piece = `<div class="story"><h2>${words.slice(0, 40)}</h2><p>${words}, ${words}. <a href="/a">${words.slice(0, 20)}</a></p>
    <ul class="related"><li><a href="/b">Ferry prices rise</a></li><li><a href="/c">Bridge opens</a></li></ul></div>`;
  const inPiece = 21;
  return `<!doctype html><title>Harbour</title><body><main>${piece.repeat(Math.round(nodes / inPiece))}</main>`;
}

const pages = comparedPages().filter((_, number) => number % STEP === 0);
const server = createServer((request, response) => {
  const [, folder = '', name = ''] = (request.url ?? '').split('/');
  const file = LIB[name];
  if (folder === 'lib' && file) {
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    let body = readFileSync(root + file);
    if (name === 'Readability.js') body = Buffer.concat([body, Buffer.from('\nexport { Readability };\n')]);
    return response.writeHead(200, { 'content-type': type }).end(body);
  }
  const page = pages[Number(name)];
  const html =
    folder === 'page' && page ? readPage(page.file) : folder === 'synthetic' ? synthetic(Number(name)) : null;
  if (html === null) return response.writeHead(404).end();
  const own = `http://${request.headers.host}/lib/`;
  const policy = `default-src 'none'; connect-src ${own}; script-src ${own} 'wasm-unsafe-eval'; style-src 'unsafe-inline'`;
  // A module starts when the whole page is there.
  const start = `<script type="module" src="/lib/page.js"></script>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(html.replace(/<\/body>\s*(<\/html>\s*)?$|$/, (end) => start + end));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
/** @param {string[]} cells */
const row = (cells) => console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(22) : cell.padStart(11))).join(''));

for (const name of BROWSERS) {
  const browser = await openBrowser(name);
  /** @param {string} path @returns {Promise<Measured>} */
  const measure = async (path) => {
    await browser.open(`http://127.0.0.1:${port}/${path}`);
    let found = '';
    const done = async () => {
      found = (await browser.page.evaluate(() => document.documentElement.dataset.bench)) ?? '';
      return found !== '';
    };
    await until(done, `the measures of ${path}`, LIMIT);
    return JSON.parse(found);
  };
  /** @type {Measured[]} */
  const all = [];
  for (const number of pages.keys()) {
    const found = await measure(`page/${number}`);
    if (found.error) console.error(`${pages[number]?.path}: ${found.error}`);
    else all.push(found);
  }
  console.log(`\n${name}, ${all.length} pages, medians: ratio to a bare walk, and milliseconds on this machine`);
  for (const key of /** @type {const} */ (['walk', 'capture', 'analysis', 'inference', 'readability', 'defuddle'])) {
    const some = all.filter((page) => page[key] !== null && page.walk > 0);
    const ratios = some.map((page) => Number(page[key]) / page.walk);
    row([key, median(ratios).toFixed(2), `${median(some.map((page) => Number(page[key]))).toFixed(2)} ms`]);
  }
  const whole = median(all.map((page) => (page.capture + page.analysis) / page.walk));
  row(['capture + analysis', whole.toFixed(2)]);
  for (const peer of /** @type {const} */ (['readability', 'defuddle'])) {
    const some = all.filter((page) => page[peer] !== null);
    const ratio = median(some.map((page) => (page.capture + page.analysis) / Number(page[peer])));
    row([`  of ${peer}'s time`, ratio.toFixed(2)]);
  }
  row(['inference / capture', median(all.map((page) => page.inference / page.capture)).toFixed(2)]);

  console.log(`\n${name}, microseconds a node as the page grows`);
  row(['nodes', 'walk', 'capture', 'analysis', 'inference']);
  for (const size of quick ? SIZES.slice(0, 2) : SIZES) {
    const found = await measure(`synthetic/${size}`);
    if (found.error) console.error(`${size} nodes: ${found.error}`);
    const each = (/** @type {number} */ value) => ((value * 1000) / found.nodes).toFixed(3);
    const { nodes, walk, capture, analysis, inference } = found;
    row([String(nodes), each(walk), each(capture), each(analysis), each(inference)]);
  }
  await browser.close();
}
server.close();
