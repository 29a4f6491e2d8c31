// The same page gives the same labels, bit for bit: the native tool on the saved HTML, and the core's wasm on what each
// browser captured. What only a browser knows is taken out of the capture; it may change labels, and has its own tests.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { unpack } from '../../extension/shared/labels.js';
import { BROWSERS, openBrowser } from './lib/browser.js';
import { captureIn, loadCore, withoutFacts } from './lib/capturing.js';
import { comparedPages } from './lib/pages.js';
import { startServer } from './lib/server.js';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));
const core = loadCore();
const pages = comparedPages();

/** @typedef {{role: string, keep: boolean, hide: boolean, score: number}} Label */

/**
 * The native tool's labels by file.
 * @returns {Map<string, Label[]>}
 */
function nativeLabels() {
  const files = pages.map(({ file }) => file);
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 30 };
  const output = execFileSync(`${target}/release/standfirst`, ['blocks', '--format', 'jsonl', ...files], options);
  const labels = new Map(files.map((file) => [file, /** @type {Label[]} */ ([])]));
  for (const line of output.trim().split('\n')) {
    const { file, role, keep, hide, score } = JSON.parse(line);
    labels.get(file)?.push({ role, keep, hide, score });
  }
  return labels;
}

for (const name of BROWSERS) {
  test(`${name}: the labels of ${pages.length} pages are those of the native tool`, async () => {
    const native = nativeLabels();
    const server = await startServer();
    const browser = await openBrowser(name);
    const differences = [];
    try {
      for (const { path, file } of pages) {
        await browser.open(server.url('scriptless', path));
        const { strings, tree } = withoutFacts(await captureIn(browser));
        const analysis = new core.Analysis(strings, tree, { url: '' });
        const { blocks } = unpack(analysis.labels());
        analysis.free();
        const found = blocks.map(({ role, keep, hide, score }) => ({ role, keep, hide, score }));
        const expected = native.get(file) ?? [];
        const first = expected.findIndex((label, block) => JSON.stringify(label) !== JSON.stringify(found[block]));
        if (first >= 0 || found.length !== expected.length) {
          differences.push({ path, first, native: expected[first], wasm: found[first] });
        }
      }
    } finally {
      await browser.close();
      await server.close();
    }
    assert.deepEqual(differences, []);
  });
}
