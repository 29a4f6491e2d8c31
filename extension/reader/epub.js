// The article as an EPUB 3 book of one chapter, made from the nodes that the reader shows.
//
// Pictures are the exception: a book holds its pictures, and fetching them anew would need a permission for every
// site they come from. Those that the page itself carries (`data:`) and those that it could read when the person asked
// for them (pictures.js) are kept; of the others the description stays.

import { t } from '../shared/i18n.js';
import { targetId } from './nodes.js';
import { isSaid } from './pieces.js';
import { zip } from './zip.js';

/** @typedef {import('../shared/types.js').Article} Article */
/** @typedef {import('../content/pictures.js').PictureFile} PictureFile */

const XHTML = 'http://www.w3.org/1999/xhtml';
const EPUB = 'http://www.idpf.org/2007/ops';

const STYLE = `body { line-height: 1.5; margin: 5%; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; }
blockquote { margin: 1em 0 1em 1em; padding-left: 1em; border-left: 2px solid; }
table { border-collapse: collapse; }
th, td { padding: 0.3em 0.6em; border-bottom: 1px solid; text-align: start; vertical-align: top; }
figure { margin: 1em 0; }
figcaption, .byline { font-size: 0.85em; }
`;

/** What the reader adds to the article for the screen. */
const CONTROLS = '.code-tools, details[data-removed], [data-holds], #kicker';

/** What elements say of themselves in a book. */
const KEPT = /^(href|src|alt|lang|dir|id|title|datetime|colspan|rowspan|scope|start|reversed|value|cite|class|type)$/;
/** Of formulas everything that passed the list of `src/allow.rs`, but what the reader adds. */
const KEPT_OF_MATH = /^(?!data-|aria-|class$|style$|tabindex$|role$|id$)/;

/**
 * @param {Article} article
 * @param {HTMLElement} root the article as the reader shows it
 * @param {Map<string, PictureFile>} [pictures] by the address in the article
 * @returns {Blob}
 */
export function epub({ metadata }, root, pictures = new Map()) {
  const lang = root.lang || 'und';
  const title = metadata.title || t('readerSaveEpub');
  const headings = [...root.querySelectorAll('h1, .body :is(h2, h3)')].filter(({ id }) => id);
  const nodes = content(root, pathsOf(pictures));
  const hasMath = nodes.some((node) => node instanceof Element && node.querySelector('math'));
  const chapter = page(title, lang, root.dir, (body) => body.append(...nodes));
  const contents = page(title, lang, root.dir, (body, make) => {
    const nav = make('nav');
    nav.setAttributeNS(EPUB, 'epub:type', 'toc');
    const list = make('ol');
    const entry = (/** @type {string} */ href, /** @type {string} */ text) => {
      const link = make('a');
      link.setAttribute('href', href);
      link.textContent = text;
      const item = make('li');
      item.append(link);
      list.append(item);
    };
    entry('article.xhtml', title);
    for (const { id, textContent } of headings)
      entry(`article.xhtml#${encodeURIComponent(id)}`, textContent?.trim() ?? '');
    nav.append(list);
    body.append(nav);
  });
  const files = /** @type {[string, string | Uint8Array<ArrayBuffer>][]} */ ([
    // First and stored as it is: that is how a program knows a book.
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', CONTAINER],
    ['book/package.opf', packageOf(metadata, title, lang, pictures, hasMath)],
    ['book/contents.xhtml', contents],
    ['book/article.xhtml', chapter],
    ['book/style.css', STYLE],
    ...[...pathsOf(pictures)].map(([address, path]) => [
      `book/${path}`,
      new Uint8Array(/** @type {PictureFile} */ (pictures.get(address)).bytes),
    ]),
  ]);
  return new Blob([zip(files)], { type: 'application/epub+zip' });
}

/** Where each picture lies in the book. @param {Map<string, PictureFile>} pictures @returns {Map<string, string>} */
const pathsOf = (pictures) =>
  new Map(
    [...pictures].map(([address, { type }], index) => [
      address,
      `picture-${index + 1}.${type.replace(/^.*\/|\+.*$/g, '')}`,
    ]),
  );

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/**
 * @param {import('../shared/types.js').Metadata} metadata
 * @param {string} title
 * @param {string} lang
 * @param {Map<string, PictureFile>} pictures
 * @param {boolean} hasMath a program is told beforehand
 */
function packageOf(metadata, title, lang, pictures, hasMath) {
  const field = (/** @type {string} */ name, /** @type {string | null | undefined} */ value) =>
    value ? `<dc:${name}>${escaped(value)}</dc:${name}>\n` : '';
  const items = [...pathsOf(pictures)].map(
    ([address, path], index) =>
      `<item id="picture-${index + 1}" href="${path}" media-type="${pictures.get(address)?.type}"/>\n`,
  );
  const modified = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escaped(lang)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${escaped(metadata.url || `urn:uuid:${crypto.randomUUID()}`)}</dc:identifier>
${field('title', title)}${field('language', lang)}${field('creator', metadata.byline)}${field('publisher', metadata.site)}${field('date', metadata.date)}${field('source', metadata.url)}<meta property="dcterms:modified">${modified}</meta>
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="article" href="article.xhtml" media-type="application/xhtml+xml"${hasMath ? ' properties="mathml"' : ''}/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join('')}</manifest>
<spine><itemref idref="article"/></spine>
</package>
`;
}

/** @param {string} text */
const escaped = (text) =>
  text
    .replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');

/**
 * One XHTML file.
 * @param {string} title
 * @param {string} lang
 * @param {string} dir
 * @param {(body: Element, make: (tag: string) => Element) => void} fill
 */
function page(title, lang, dir, fill) {
  const file = document.implementation.createDocument(XHTML, 'html', null);
  const make = (/** @type {string} */ tag) => file.createElementNS(XHTML, tag);
  const head = make('head');
  const name = make('title');
  name.textContent = title;
  const style = make('link');
  style.setAttribute('rel', 'stylesheet');
  style.setAttribute('href', 'style.css');
  head.append(name, style);
  const body = make('body');
  if (dir) body.setAttribute('dir', dir);
  file.documentElement.setAttribute('lang', lang);
  file.documentElement.append(head, body);
  fill(body, make);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}`;
}

/**
 * The article's nodes without the reader's controls and marks.
 * @param {HTMLElement} root
 * @param {Map<string, string>} paths of the pictures in the book, by their addresses
 */
function content(root, paths) {
  const copy = /** @type {HTMLElement} */ (root.cloneNode(true));
  for (const control of copy.querySelectorAll(CONTROLS)) control.remove();
  for (const embed of copy.querySelectorAll('.embed')) {
    const link = document.createElement('a');
    link.href = embed.getAttribute('data-src') ?? '';
    link.textContent = embed.querySelector('.name')?.textContent ?? link.href;
    const line = document.createElement('p');
    line.append(link);
    embed.replaceWith(line);
  }
  for (const button of copy.querySelectorAll('button')) button.replaceWith(...button.childNodes);
  for (const image of copy.querySelectorAll('img')) {
    const path = paths.get(image.getAttribute('src') ?? '');
    if (path) image.setAttribute('src', path);
    else if (!image.src.startsWith('data:image/'))
      image.replaceWith(image.alt && !isSaid(image) ? `[${image.alt}]` : '');
  }
  // A link to what is not in the book would be an error of the book, and so would an id that a page has twice.
  /** @type {Set<string>} */
  const ids = new Set();
  for (const node of copy.querySelectorAll('[id]')) {
    if (ids.has(node.id)) node.removeAttribute('id');
    else ids.add(node.id);
  }
  for (const link of copy.querySelectorAll('a[href^="#"]')) {
    const target = targetId(link);
    if (ids.has(target)) link.setAttribute('href', `#${encodeURIComponent(target)}`);
    else link.replaceWith(...link.childNodes);
  }
  for (const node of copy.querySelectorAll('*')) {
    const kept = node instanceof MathMLElement ? KEPT_OF_MATH : KEPT;
    for (const { name } of [...node.attributes]) if (!kept.test(name)) node.removeAttribute(name);
  }
  return [...copy.childNodes];
}
