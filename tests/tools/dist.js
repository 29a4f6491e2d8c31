// Writes dist/<browser>: the files of extension/ with the common manifest and the browser's overlay made one.
// One manifest for both would carry keys that the other browser warns about.
//
//     node tests/tools/dist.js chromium firefox

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = join(root, 'extension');

/** What others wrote and the extension carries as it is, from the packages of tests/package.json. @type {[string, string][]} */
const CARRIED = [
  ['approx-string-match/build/src/index.js', 'reader/vendor/approx-string-match.js'],
  ['approx-string-match/LICENSE', 'reader/vendor/approx-string-match.LICENSE.txt'],
  ['temml/dist/temml.mjs', 'reader/vendor/temml.js'],
  ['temml/LICENSE', 'reader/vendor/temml.LICENSE.txt'],
];

/** Files of the source tree that only its author needs. */
const leftOut = /^(manifest(\..*)?\.json|tsconfig\.json|.*\.d\.ts|\..*)$/;

/**
 * Puts `over` on top of `base`: objects key by key, everything else (lists too) as a whole.
 * @param {unknown} base
 * @param {unknown} over
 * @returns {unknown}
 */
function merge(base, over) {
  if (!isObject(base) || !isObject(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = key in base ? merge(base[key], value) : value;
  return merged;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {string} name */
function readJson(name) {
  return JSON.parse(readFileSync(join(source, name), 'utf8'));
}

for (const browser of process.argv.slice(2)) {
  const directory = join(root, 'dist', browser);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  cpSync(source, directory, { recursive: true, filter: (path) => path === source || !leftOut.test(basename(path)) });
  for (const [from, to] of CARRIED) cpSync(join(root, 'tests/node_modules', from), join(directory, to));
  const manifest = merge(readJson('manifest.json'), readJson(`manifest.${browser}.json`));
  writeFileSync(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  if (!existsSync(join(directory, 'wasm/standfirst_bg.wasm'))) throw new Error('extension/wasm is not built');
  console.log(`dist/${browser}: ${/** @type {{version: string}} */ (manifest).version}`);
}
