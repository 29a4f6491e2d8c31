// Fills www/shared and www/examples, which are not kept in the repository: what the site shows as the reader does, the
// capture that finds blocks in a shown page, and the bundled examples with an index of them.
//
//     node tests/tools/site.js

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = join(root, 'tests/fixtures');
const shared = join(root, 'www/shared');
const examples = join(root, 'www/examples');

/** Files of the extension that the site uses as they are. */
const SHARED = [
  'reader/themes.css',
  'reader/article.css',
  'reader/languages.css',
  'reader/pieces.css',
  'reader/fonts.css',
  'reader/fonts',
  'content/capture.js',
  'content/facts.js',
  'content/frames.js',
  'content/level.js',
  'content/native.js',
  'content/taken.js',
  'shared/labels.js',
  'icons/icon.svg',
];

/** The character references that titles hold. @type {Record<string, string>} */
const ENTITIES = {
  amp: '&',
  quot: '"',
  '#39': "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
};

for (const folder of [shared, examples]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const path of SHARED) {
  const copy = join(shared, basename(path));
  cpSync(join(root, 'extension', path), copy, { recursive: true });
  // Types are checked where the file is kept; here those that it names are missing.
  if (path.endsWith('.js')) writeFileSync(copy, `// @ts-nocheck\n${readFileSync(copy, 'utf8')}`);
}

const index = readdirSync(fixtures)
  .filter((file) => file.endsWith('.html'))
  .sort()
  .map((file) => {
    const html = readFileSync(join(fixtures, file), 'utf8');
    const name = basename(file, '.html');
    const host = name.split('--')[1];
    if (!host) throw new Error(`${file}: an example is called <topic>--<host>.html`);
    // Some fixtures name a sound or a film that need not exist: nothing here loads it.
    const named = new Set(html.match(/(?<=["'( ])assets\/[\w.-]+/g) ?? []);
    const assets = [...named].filter((asset) => existsSync(join(fixtures, asset))).sort();
    for (const asset of assets) {
      mkdirSync(join(examples, dirname(asset)), { recursive: true });
      cpSync(join(fixtures, asset), join(examples, asset));
    }
    cpSync(join(fixtures, file), join(examples, file));
    return { file, name, title: titleOf(html) ?? name, url: canonical(html) ?? `https://${host}/`, assets };
  });
writeFileSync(join(examples, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
console.log(`www: ${index.length} examples`);

/** @param {string} html */
function titleOf(html) {
  const title = /<title[^>]*>([^<]*)</i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  return title?.replace(
    /&(amp|quot|#39|lt|gt|nbsp|ndash|mdash|rsquo|lsquo|ldquo|rdquo|middot);/g,
    (_, name) => ENTITIES[name] ?? '',
  );
}

/** The address that the page gives itself, if it is a whole one. @param {string} html */
function canonical(html) {
  return /<link rel="canonical" href="(https:[^"]+)"/.exec(html)?.[1];
}
