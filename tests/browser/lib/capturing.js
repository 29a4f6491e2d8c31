// The extension's capture, taken in a page under test, and what Node needs to read it. The text of the module, and of
// those that it imports, runs in the page by the driver, which no policy of the page forbids.

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
  const take = new Function(`const { capture } = ${inOneText('capture')};
    const { strings, tree } = capture(document);
    return { strings, tree: [...tree] };`);
  return browser.page.evaluate(/** @type {() => Packed} */ (take));
}

/**
 * A module of the content script, with those that it imports, as one expression: an object of what it exports.
 * @param {string} name
 * @returns {string}
 */
function inOneText(name) {
  const source = readFileSync(new URL(`extension/content/${name}.js`, root), 'utf8');
  const imported = source.replaceAll(
    /^import (\{[^}]*\}) from '\.\/(\w+)\.js';$/gm,
    (_, names, other) => `const ${names} = ${inOneText(other)};`,
  );
  assert.doesNotMatch(imported, /^import /m, `${name}.js imports what this cannot follow`);
  const exported = [...imported.matchAll(/^export (?:const|class|function\*?) (\w+)/gm)].map(([, one]) => one);
  return `(() => { ${imported.replaceAll(/^export /gm, '')}\nreturn { ${exported.join(', ')} }; })()`;
}

/** The attributes that the capture takes, as its text lists them: Node has no DOM to load it in. @returns {string[]} */
export function capturedAttributes() {
  const source = readFileSync(new URL('extension/content/taken.js', root), 'utf8');
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
