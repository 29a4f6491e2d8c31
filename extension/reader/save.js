// Keeping and sharing: the article as Markdown, rich text, plain text or one HTML file, to the clipboard or to a file,
// and on paper. What is written is the core's export of the same article that is shown.

import { plural, t } from '../shared/i18n.js';
import { copy } from './copy.js';
import { core } from './core.js';
import { epub } from './epub.js';
import { marksAsPieces } from './marks-panel.js';
import { byId, element, say } from './nodes.js';
import { linkToSection } from './outline.js';
import { withPictures } from './pictures.js';

/** @typedef {import('../shared/types.js').Article} Article */
/** @typedef {import('./core.js').Core} Core */
/** @typedef {import('../content/pictures.js').PictureFile} PictureFile */

/** The article with what the person highlighted and noted behind it. @param {Article} article @returns {Article} */
const withMarks = (article) => ({ ...article, body: [...article.body, ...marksAsPieces()] });

/** @type {[string, (core: Core, article: Article) => Promise<boolean>][]} a button each: its name, and what it copies */
const COPIES = [
  ['readerCopyMarkdown', ({ toMarkdown }, article) => copy(toMarkdown(withMarks(article)))],
  ['readerCopyRich', ({ toText, toHtml }, article) => copy(toText(article), toHtml(article))],
  ['readerCopyText', ({ toText }, article) => copy(toText(article))],
  ['readerCopyLink', (_core, { metadata }) => copy(linkToSection(metadata.url ?? ''))],
];

/**
 * Name, ending, kind, content, and whether it can hold pictures.
 * @type {[string, string, string, (core: Core, article: Article, files: Map<string, PictureFile>) => string | Blob, boolean?][]}
 */
const FILES = [
  ['readerSaveMarkdown', 'md', 'text/markdown', ({ toMarkdownFile }, article) => toMarkdownFile(withMarks(article))],
  ['readerSaveHtml', 'html', 'text/html', ({ toHtml }, article) => toHtml(article), true],
  [
    'readerSaveEpub',
    'epub',
    'application/epub+zip',
    (_core, article, files) => epub(article, byId('article'), files),
    true,
  ],
  ['readerSaveText', 'txt', 'text/plain', ({ toText }, article) => toText(article)],
];

/**
 * Fills the panel. Call it once.
 * @param {() => Article | null} shownArticle
 * @param {import('./pictures.js').Ask | null} pictures
 */
export function fillSavePanel(shownArticle, pictures) {
  const panel = byId('save');
  const wantsPictures = element('input', { type: 'checkbox', id: 'save-pictures' });
  /** @param {string} name @param {(core: Core, article: Article) => Promise<string>} act gives what to say */
  const button = (name, act) =>
    element(
      'button',
      {
        type: 'button',
        class: 'plain',
        onclick: async () => {
          const article = shownArticle();
          if (!article) return;
          const sentence = await act(await core(), article);
          panel.hidePopover();
          say(sentence);
        },
      },
      t(name),
    );

  byId('save-rows').append(
    element('h3', {}, t('readerCopy')),
    element(
      'div',
      { class: 'rows' },
      ...COPIES.map(([name, act]) =>
        button(name, async (api, article) => t((await act(api, article)) ? 'readerCopied' : 'readerCopyFailed')),
      ),
    ),
    element('h3', {}, t('readerSaveFile')),
    element(
      'div',
      { class: 'rows' },
      ...FILES.map(([name, ending, kind, write, holdsPictures]) =>
        button(name, async (api, article) => {
          const inside = holdsPictures && wantsPictures.checked;
          const none = { article, files: new Map(), remote: 0 };
          const saved = inside ? await withPictures(article, pictures) : none;
          download(
            `${fileName(article)}.${ending}`,
            new Blob([write(api, saved.article, saved.files)], { type: kind }),
          );
          return saved.remote > 0 ? plural('readerSavedWithout', saved.remote) : t('readerSaved');
        }),
      ),
    ),
    element('label', { class: 'switch' }, wantsPictures, element('span', {}, t('readerSavePictures'))),
    element('h3', {}, t('readerPaper')),
    element(
      'div',
      { class: 'rows' },
      element('button', { type: 'button', class: 'plain', onclick: printArticle }, t('readerPrint')),
    ),
  );
}

/** How long printing waits for pictures, in milliseconds: a server may never answer, and the person looks at nothing. */
const PRINT_LIMIT = 5000;

/** Prints; pictures that were to come later come first. */
export async function printArticle() {
  byId('save').hidePopover();
  const images = [...byId('article').querySelectorAll('img')];
  for (const image of images) image.loading = 'eager';
  // A picture that fails is printed as its description.
  const decoded = Promise.allSettled(images.map((image) => image.decode()));
  await Promise.race([decoded, new Promise((resolve) => setTimeout(resolve, PRINT_LIMIT))]);
  print();
}

/** @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  // The browser reads the blob after the click has returned; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The title as a file name: no character that a file system refuses, not too long for any. @param {Article} article */
export function fileName({ metadata }) {
  const name = (metadata.title || metadata.site || 'article')
    .normalize('NFC')
    .replace(/[\p{C}\\/:*?"<>|#%]+/gu, ' ')
    .replace(/\s+/g, ' ');
  return [...name.trim().replace(/^\.+|\.+$/g, '')].slice(0, 80).join('').trim() || 'article';
}
