// Shows an article as the reader does, with the core's own writer of nodes. Pictures would have to be fetched from
// elsewhere, so only those that come with an example are shown; the others leave their description.

import { element } from './dom.js';
import { roleName } from './roles.js';
import { S } from './strings.js';

/**
 * @typedef {import('./core.js').Reading} Reading
 * @typedef {import('../../extension/shared/types.js').Piece} Piece
 */

/**
 * Fills `root` with the article.
 * @param {HTMLElement} root
 * @param {Reading} reading
 * @param {import('./preview.js').Assets} assets
 */
export function showArticle(root, reading, assets) {
  const { article } = reading.result;
  if (!article) return root.replaceChildren();
  const { title, byline, date, site, lang, dir } = article.metadata;
  // A document that is not shown fetches nothing while the nodes are made.
  const inert = document.implementation.createHTMLDocument();
  const write = (/** @type {Piece[]} */ pieces) => {
    const fragment = reading.core.writeArticle(inert, pieces);
    finish(fragment, assets, reading.url);
    return document.adoptNode(fragment);
  };
  root.lang = lang ?? '';
  root.dir = dir ?? '';
  root.replaceChildren(
    ...(site ? [element('p', { class: 'kicker' }, site)] : []),
    element('h1', {}, title ?? ''),
    ...(article.standfirst ? [element('div', { class: 'standfirst' }, write([article.standfirst]))] : []),
    ...(byline || date
      ? [
          element(
            'p',
            { class: 'byline' },
            byline ? element('span', { class: 'names' }, byline) : null,
            date ? dayOf(date) : null,
          ),
        ]
      : []),
    ...(article.lead ? [element('div', { class: 'lead' }, write([article.lead]))] : []),
    element('div', { class: 'body' }, write(article.body)),
  );
}

/** @param {string} date an ISO day */
function dayOf(date) {
  const day = new Date(`${date}T12:00:00Z`);
  const words = Number.isNaN(day.getTime()) ? date : day.toLocaleDateString('en', { dateStyle: 'long' });
  return element('time', { datetime: date }, words);
}

/**
 * Gives words to what the writer of nodes left wordless, and takes away what would load.
 * @param {DocumentFragment} fragment
 * @param {import('./preview.js').Assets} assets
 * @param {string} url
 */
function finish(fragment, assets, url) {
  for (const image of fragment.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? '';
    const data = src.startsWith('data:image/') ? src : findAsset(assets, src, url);
    image.removeAttribute('srcset');
    image.removeAttribute('loading');
    if (data) {
      image.setAttribute('src', data);
      // The reader gives drawings a light ground in dark themes once they have come.
      image.setAttribute('data-loaded', '');
    } else {
      image.replaceWith(element('span', { class: 'missing' }, image.alt || S.imageNotLoaded));
    }
  }
  for (const source of fragment.querySelectorAll('source')) source.remove();
  for (const link of fragment.querySelectorAll('a[target]')) link.setAttribute('target', '_blank');
  for (const chip of fragment.querySelectorAll('details[data-removed]')) {
    const roles = [...new Set((chip.getAttribute('data-removed') ?? '').split(' ').filter(Boolean))]
      .map(roleName)
      .join(', ');
    chip.prepend(
      element('summary', {}, element('span', {}, S.removed(Number(chip.getAttribute('data-blocks')), roles))),
    );
  }
  for (const embed of fragment.querySelectorAll('div[data-embed]')) {
    const src = embed.getAttribute('data-src') ?? '';
    const words =
      embed.getAttribute('data-title') ||
      S.embed(embed.getAttribute('data-embed') ?? '', URL.parse(src)?.hostname ?? src);
    embed.replaceChildren(element('span', { class: 'missing' }, words));
  }
}

/**
 * @param {import('./preview.js').Assets} assets
 * @param {string} src
 * @param {string} url
 */
function findAsset(assets, src, url) {
  for (const [address, data] of assets) {
    if (URL.parse(address, url || undefined)?.href === src) return data;
  }
  return undefined;
}
