// The extension's capture, taken in a page under test, and what Node needs to read it. The module's text runs in the
// page by the driver, which no policy of the page forbids; that works because native.js is all that capture.js imports.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as lab from '../../../www/wasm/standfirst.js';

const root = new URL('../../../', import.meta.url);

/** @typedef {{strings: string, tree: number[]}} Packed */

/**
 * Captures the page that the browser shows.
 * @param {import('./browser.js').Browser} browser
 * @returns {Promise<Packed>}
 */
export async function captureIn(browser) {
  const [native = '', capture = ''] = ['native', 'capture'].map((name) =>
    readFileSync(new URL(`extension/content/${name}.js`, root), 'utf8'),
  );
  // Each module has its own names.
  const import_ = `const { native } = (() => { ${native}\nreturn { native }; })();\n`;
  const source = import_ + capture.replace(/^import \{ native \} from '.\/native.js';$/m, '');
  assert.doesNotMatch(source, /^import /m, 'capture.js imports more than native.js: this can no longer run it');
  const take = new Function(`${source.replaceAll(/^export /gm, '')}
    const { strings, tree } = capture(document);
    return { strings, tree: [...tree] };`);
  return browser.page.evaluate(/** @type {() => Packed} */ (take));
}

/** The attributes that the capture takes, as its text lists them: Node has no DOM to load it in. @returns {string[]} */
export function capturedAttributes() {
  const source = readFileSync(new URL('extension/content/capture.js', root), 'utf8');
  const [, list = ''] = /ATTRIBUTES = (\([^)]*\)\.split\(' '\))/.exec(source) ?? [];
  return new Function(`return ${list}`)();
}

/** The lab's build of the core: it reads captures and HTML text. */
export function loadCore() {
  lab.initSync({ module: readFileSync(new URL('www/wasm/standfirst_bg.wasm', root)) });
  return lab;
}

/**
 * A capture without what only a browser knows. `src/capture.rs` defines the words.
 * @param {Packed} packed
 */
export function withoutFacts({ strings, tree }) {
  const [, nodes = 0] = tree;
  const words = Uint32Array.from(tree);
  for (let node = 0, at = 3; node < nodes; node++) {
    const packed = words[at + 1] ?? 0;
    words[at + 1] = packed & 0xfffff;
    at += 2 + ((packed >>> 12) & 0xff);
  }
  return { strings, tree: words };
}
