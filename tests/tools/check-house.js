// The house rules that a machine can hold: one file for each dangerous thing, nothing parsed as HTML in our pages, and
// no message missing or unused. Each breach is a line `file:line: what`. It reads text, not syntax: a rule that a string
// or a comment breaks by chance is better met than explained.

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
    but: /^extension\/(shared\/browser|content\/(auto-)?loader)\.js$/,
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
checkMessages();
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;
else console.log('check-house: every rule holds');

/** Every message that is asked for exists, every one that exists is asked for, and each language has the same. */
function checkMessages() {
  const source = 'extension/_locales/en/messages.json';
  const english = Object.keys(JSON.parse(readFileSync(join(root, source), 'utf8')));
  const known = new Set(english);
  /** The plural forms of one message. */
  const stem = (/** @type {string} */ key) => key.replace(/(Zero|One|Two|Few|Many|Other)$/, '');
  const stems = new Set(english.filter((key) => stem(key) !== key).map(stem));
  const named = new Set();
  /** Beginnings of keys that are put together, as in `role${name}`. @type {Set<string>} */
  const begun = new Set();

  for (const file of files.filter((name) => /^extension\/.*\.(js|html|json)$/.test(name))) {
    if (file.startsWith('extension/_locales/')) continue;
    linesOf(file).forEach((line, number) => {
      const asked = [...line.matchAll(/\bt\('(\w+)'|data-i18n="(\w+)"|__MSG_(\w+)__|[" ][\w-]+:(\w+)(?=[ "])/g)];
      for (const [, ...groups] of file.endsWith('.js') ? asked.filter((match) => match[1]) : asked) {
        const key = groups.find(Boolean) ?? '';
        if (!known.has(key) && !key.startsWith('@@')) breaches.push(`${file}:${number + 1}: no message ${key}`);
      }
      for (const [, key = ''] of line.matchAll(/\bplural\('(\w+)'/g)) {
        if (!known.has(`${key}Other`)) breaches.push(`${file}:${number + 1}: no message ${key}Other`);
      }
      for (const [word] of line.matchAll(/\w+/g)) named.add(word.replace(/^__MSG_(\w+)__$/, '$1'));
      for (const [, start = ''] of line.matchAll(/`([a-z]\w+)\$\{/g)) begun.add(start);
    });
  }
  for (const key of english) {
    const used = named.has(key) || (stems.has(stem(key)) && named.has(stem(key)));
    if (!used && ![...begun].some((start) => key.startsWith(start))) {
      const line = linesOf(source).findIndex((text) => text.includes(`"${key}"`)) + 1;
      breaches.push(`${source}:${line}: no one asks for ${key}`);
    }
  }
  for (const file of filesBelow('extension/_locales').filter((name) => name.endsWith('.json') && name !== source)) {
    const theirs = new Set(Object.keys(JSON.parse(readFileSync(join(root, file), 'utf8'))));
    // A language has its own plural forms; what must be there is `Other`.
    const isForm = (/** @type {string} */ key) => stems.has(stem(key)) && !key.endsWith('Other');
    for (const key of english) if (!theirs.has(key) && !isForm(key)) breaches.push(`${file}:1: ${key} is missing`);
    for (const key of theirs) if (!known.has(key) && !isForm(key)) breaches.push(`${file}:1: ${key} is not in English`);
  }
}
