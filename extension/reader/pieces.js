// Finishes what the core's writer of nodes left wordless: chips where something was removed, embeds that load on a
// click, images that do not come, wide tables, and links within the article.

import { plural, t } from '../shared/i18n.js';
import { roleName } from '../shared/words.js';
import { byId, element, icon, targetId } from './nodes.js';
import { scrollable } from './scrollable.js';

/** @typedef {(blocks: number[]) => void} Keep */

/** Files that the browser plays itself, instead of a frame around them. */
const PLAYS = { video: /\.(mp4|m4v|webm|ogv)$/i, audio: /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i };

/** One drawing a kind of embed, of 24 by 24 units. @type {Record<string, string>} */
const DRAWINGS = {
  video: 'M3 5h18v14H3zM10 9l5 3-5 3z',
  audio: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4',
  post: 'M4 5h16v11H11l-4 4v-4H4z',
  map: 'M12 21s-7-6.1-7-11.3A7 7 0 0 1 19 9.7C19 14.9 12 21 12 21zM12 7.5a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6',
  frame: 'M3 5h18v14H3zM3 9h18',
};

/**
 * @param {HTMLElement} root the article
 * @param {Keep} keep
 */
export function finishPieces(root, keep) {
  for (const chip of root.querySelectorAll('details[data-removed]'))
    finishChip(/** @type {HTMLDetailsElement} */ (chip), keep);
  for (const embed of root.querySelectorAll('div[data-embed]')) finishEmbed(/** @type {HTMLElement} */ (embed));
  for (const image of root.querySelectorAll('img')) watchImage(image);
  for (const link of root.querySelectorAll(':is(h2, h3, h4, h5, h6) a[href^="#"]')) {
    // A page's own way to link to a heading: "#" or "¶" behind it.
    if (/^[\s#¶§\u{1f517}\u200b]*$/u.test(link.textContent ?? '') && !link.querySelector('img')) link.remove();
  }
  for (const table of root.querySelectorAll('table')) finishTable(table);
  for (const source of root.querySelectorAll('math > semantics > mtext:first-child')) finishSource(source);
  for (const source of root.querySelectorAll('annotation')) finishAnnotation(source);
  fitFormulas(root);
  for (const formula of root.querySelectorAll('math[display="block"]')) finishFormula(formula);
  for (const pre of root.querySelectorAll('pre')) scrollable(pre, t('readerCode'));
  root.addEventListener('click', followWithin);
}

/**
 * @param {HTMLDetailsElement} chip
 * @param {Keep} keep
 */
function finishChip(chip, keep) {
  const roles = (chip.dataset.removed ?? '').split(' ').filter(Boolean);
  const names = new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format([
    ...new Set(roles.map(roleName)),
  ]);
  const count = Number(chip.dataset.blocks);
  chip.prepend(element('summary', {}, element('span', {}, plural('readerRemoved', count, names))));
  const blocks = [...chip.querySelectorAll('[data-block]')].map((node) =>
    Number(/** @type {HTMLElement} */ (node).dataset.block),
  );
  if (blocks.length === 0) return;
  const button = element('button', { type: 'button', class: 'plain', onclick: () => keep(blocks) }, t('readerKeep'));
  chip.append(element('p', { class: 'acts' }, button));
}

/** @param {HTMLElement} embed */
function finishEmbed(embed) {
  const kind = embed.dataset.embed ?? 'frame';
  const src = embed.dataset.src ?? '';
  const host = new URL(src).hostname.replace(/^www\./, '');
  const name = embed.dataset.title || t(`readerEmbed${kind[0]?.toUpperCase()}${kind.slice(1)}`);
  const load = element(
    'button',
    { type: 'button', class: 'plain', onclick: () => loadEmbed(embed, kind, src, name) },
    t('readerEmbedLoad', host),
  );
  const open = element('a', { href: src, target: '_blank', rel: 'noopener noreferrer' }, t('readerEmbedOpen'));
  embed.classList.add('embed');
  embed.replaceChildren(
    element(
      'div',
      { class: 'card' },
      icon(DRAWINGS[kind] ?? DRAWINGS.frame ?? ''),
      element('p', { class: 'name' }, name),
      element('p', { class: 'acts' }, load, open),
    ),
  );
}

/**
 * @param {HTMLElement} embed
 * @param {string} kind
 * @param {string} src
 * @param {string} name
 */
function loadEmbed(embed, kind, src, name) {
  const { pathname } = new URL(src);
  const card = embed.firstElementChild;
  if (kind === 'audio' && PLAYS.audio.test(pathname)) {
    embed.prepend(element('audio', { src, controls: true, autoplay: true, 'aria-label': name }));
  } else if (kind === 'video' && PLAYS.video.test(pathname)) {
    embed.prepend(
      element('video', {
        src,
        controls: true,
        autoplay: true,
        'aria-label': name,
        poster: embed.dataset.poster ?? null,
      }),
    );
  } else {
    // A frame of another origin than ours: it may run its scripts there, but not take the tab or open windows unasked.
    embed.prepend(
      element('iframe', {
        src,
        title: name,
        allow: 'fullscreen; encrypted-media; picture-in-picture',
        sandbox:
          'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation',
        referrerpolicy: 'strict-origin-when-cross-origin',
      }),
    );
  }
  card?.querySelector('button')?.remove();
  /** @type {HTMLElement | null} */ (embed.firstElementChild)?.focus();
}

/** @param {string} text */
const folded = (text) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Whether an image's caption holds its description. @param {HTMLImageElement} image */
export const isSaid = (image) =>
  folded(image.closest('figure')?.querySelector('figcaption')?.textContent ?? '').includes(folded(image.alt));

/** An image that does not come leaves its description, or nothing at all. @param {HTMLImageElement} image */
function watchImage(image) {
  const loaded = () => {
    image.setAttribute('data-loaded', '');
    // One that the window's height makes narrower than its place is as wide as it is seen.
    image.toggleAttribute('data-tall', image.naturalHeight > image.naturalWidth && image.naturalWidth >= image.width);
  };
  const failed = () => {
    const words = image.alt.trim();
    const figure = image.closest('figure');
    const place = image.closest('a') ?? image;
    // Where the caption says it anyway, the sentence ends before its colon.
    const sentence = isSaid(image)
      ? t('readerImageMissing', '').replace(/[\s:：]+$/u, '')
      : t('readerImageMissing', words);
    if (words)
      place.replaceWith(element('span', { class: 'missing', role: 'img', 'aria-label': words, dir: 'auto' }, sentence));
    else if (figure && figure.querySelectorAll('img').length === 1) figure.remove();
    else image.remove();
  };
  if (image.complete && image.naturalWidth > 0) loaded();
  image.addEventListener('load', loaded);
  image.addEventListener('error', failed);
}

/** @param {HTMLTableElement} table */
function finishTable(table) {
  if (table.parentElement?.closest('table')) return;
  const box = element('div', { class: 'scroll' });
  table.replaceWith(box);
  box.append(table);
  scrollable(box, table.caption?.textContent?.trim() || t('readerTable'));
}

/** The source of a formula that is drawn is said by an attribute: as text it would be counted and listed. @param {Element} source */
function finishAnnotation(source) {
  source.closest('math')?.setAttribute('alttext', source.textContent ?? '');
  source.remove();
}

/**
 * No browser breaks a formula in a line: one that is wider than the lines gets a box of its own to scroll in.
 * @param {HTMLElement} root
 */
function fitFormulas(root) {
  const formulas = [...root.querySelectorAll('math:not([display="block"])')].filter((math) => !math.closest('table'));
  if (formulas.length === 0) return;
  const body = byId('body');
  fitting?.disconnect();
  fitting = new ResizeObserver(() => {
    const room = body.clientWidth;
    // All is measured before anything changes.
    const wide = formulas.filter((math) => !math.closest('.scroll') && math.getBoundingClientRect().width > room);
    for (const math of wide) finishFormula(math);
  });
  fitting.observe(body);
}

/** @type {ResizeObserver | null} */
let fitting = null;

/** A formula that could not be set is its source. @param {Element} source */
function finishSource(source) {
  const formula = source.closest('math');
  const annotation = source.nextElementSibling;
  if (!formula || annotation?.localName !== 'annotation' || annotation.textContent !== source.textContent) return;
  formula.replaceWith(element('code', { class: 'tex', dir: 'ltr', translate: 'no' }, source.textContent));
}

/** @param {Element} formula */
function finishFormula(formula) {
  const box = element('span', { class: 'scroll' });
  formula.replaceWith(box);
  box.append(formula);
  scrollable(box, t('readerFormula'));
}

/**
 * Links within the article scroll; as navigations each would leave an entry in the tab's history.
 * @param {MouseEvent} event
 */
function followWithin(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  const target = document.getElementById(targetId(link));
  if (!target) return;
  target.scrollIntoView();
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
