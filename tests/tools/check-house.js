// The house rules that a machine can hold: one file for each dangerous thing, nothing parsed as HTML in our pages. Each
// breach is a line `file:line: what`. It reads text, not syntax: a rule that a string or a comment breaks by chance is
// better met than explained. What holds for the messages is in check-messages.js.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @type {{files: RegExp, but?: RegExp, never: RegExp, why: string}[]} */
const RULES = [
  {
    files: /^src\/.*\.rs$/,
    but: /^src\/wasm\.rs$/,
    never: /#\[wasm_bindgen/,
    why: 'only src/wasm.rs binds to JavaScript',
  },
  {
    files: /^extension\/.*\.js$/,
    // The loaders are no modules and can import nothing before they have asked where the modules are.
    but: /^extension\/(shared\/browser|content\/((auto-)?loader|early))\.js$/,
    never: /^(?!\s*(\/\/|\*|\/\*)).*\b(chrome\.|globalThis\.browser\b)/,
    why: 'only extension/shared/browser.js names the browser’s API',
  },
  {
    files: /^(extension|www)\/.*\.js$/,
    never: /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe|createContextualFragment)\b/,
    why: 'nothing is parsed as HTML in our pages',
  },
  {
    files: /^extension\/.*\.js$/,
    but: /^extension\/content\/capture\.js$/,
    never: /\bDOMParser\b/,
    why: 'only the capture parses, inert, what stands in a noscript',
  },
  {
    files: /^extension\/.*\.js$/,
    never: /\b(eval\(|new Function\(|setTimeout\(['"`])/,
    why: 'no code from text',
  },
  {
    files: /^extension\/.*\.css$/,
    // Four lengths of which the second and the fourth differ name the left and the right as well.
    never:
      /(?<!safe-area-)(margin|padding|border|inset)-(left|right)\b|^\s*(left|right):|text-align: (left|right)|(margin|padding|inset): [^\s(]+ (?<end>[^\s(]+) [^\s(]+ (?!\k<end>;)[^\s(]+;/,
    why: 'left and right are start and end, so that the interface turns with its language',
  },
];

/** @type {string[]} */
const breaches = [];

/**
 * @param {string} folder
 * @returns {string[]} the files below, from the root
 */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => !/\/(wasm|shared\/.*\.wasm|examples|node_modules)\//.test(name))
    .sort();
}

/** @param {string} file */
function linesOf(file) {
  return readFileSync(join(root, file), 'utf8').split('\n');
}

const files = [...filesBelow('src'), ...filesBelow('extension'), ...filesBelow('www')];

for (const { files: which, but, never, why } of RULES) {
  for (const file of files) {
    if (!which.test(file) || but?.test(file)) continue;
    linesOf(file).forEach((line, number) => {
      if (never.test(line)) breaches.push(`${file}:${number + 1}: ${why}`);
    });
  }
}
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;
else console.log('check-house: every rule holds');
