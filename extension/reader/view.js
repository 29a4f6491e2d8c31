// Puts an article on the page: its heading lines in words of the person's language, its pieces through the core's
// writer of nodes.

import { language, t } from '../shared/i18n.js';
import { core } from './core.js';
import { byId, element } from './nodes.js';
import { readingMinutes } from './reading-time.js';

/** @typedef {import('./channel.js').Shown} Shown */

/** Languages that are written from right to left, where the page does not say its direction. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)\b/i;

/**
 * Shows the article; everything that was shown before is gone.
 * @param {Shown} shown
 */
export async function showArticle({ article, url }) {
  const { metadata } = article;
  const { writeArticle } = await core();
  const root = byId('article');
  const lang = validLanguage(metadata.lang);
  if (lang) root.lang = lang;
  else root.removeAttribute('lang');
  root.dir = metadata.dir ?? (lang && RIGHT_TO_LEFT.test(lang) ? 'rtl' : lang ? 'ltr' : 'auto');

  const title = metadata.title || metadata.site || hostOf(url);
  document.title = title;
  byId('title').textContent = title;
  put('standfirst', article.standfirst ? writeArticle(document, [article.standfirst]) : null);
  put('lead', article.lead ? writeArticle(document, [article.lead]) : null);
  put('body', writeArticle(document, article.body));

  const site = metadata.site || hostOf(url);
  const address = webAddress(metadata.url) ?? webAddress(url);
  put('kicker', address ? element('a', { href: address, target: '_top', rel: 'noopener' }, site) : site);
  byId('site').textContent = title;
  put('byline', bylineOf(article, root.textContent ?? '', lang));
}

/**
 * @param {import('../shared/types.js').Article} article
 * @param {string} text
 * @param {string | null} lang
 */
function bylineOf({ metadata }, text, lang) {
  const line = document.createDocumentFragment();
  // The article's language is not the interface's, so each part says which one it is.
  if (metadata.byline) line.append(element('span', { class: 'names', dir: 'auto' }, metadata.byline));
  const ui = { lang: language(), dir: 'auto' };
  const date = metadata.date && localDate(metadata.date);
  if (date) line.append(element('time', { datetime: metadata.date, ...ui }, date));
  line.append(element('span', ui, t('readerMinutes', readingMinutes(text, lang).toLocaleString(language()))));
  return line;
}

/**
 * "4 March 2026" in the interface's language; the day means the same everywhere, so no time zone may move it.
 * @param {string} day
 */
function localDate(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return null;
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** @param {string | null | undefined} tag */
function validLanguage(tag) {
  if (!tag) return null;
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** @param {string} url */
function hostOf(url) {
  return webAddress(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}

/** The address when a link may lead there, else null. @param {string | null | undefined} url */
export function webAddress(url) {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

/**
 * Fills the element with this id, or hides it when there is nothing.
 * @param {string} id
 * @param {Node | string | null} content
 */
function put(id, content) {
  const place = byId(id);
  place.replaceChildren(...(content === null ? [] : [content]));
  place.hidden = place.childNodes.length === 0;
}
