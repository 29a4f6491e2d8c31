// Pictures at the size of the window, with their captions, one after the other by the arrow keys.

import { t } from '../shared/i18n.js';
import { byId, element } from './nodes.js';

/** Smaller pictures are signs in the text, in CSS pixels. */
const SMALLEST = 160;

/** @type {HTMLImageElement[]} */
let pictures = [];
let shown = 0;
/** Where a picture's link led. @type {WeakMap<HTMLImageElement, string>} */
const larger = new WeakMap();

/** Makes the article's pictures open. @param {HTMLElement} root */
export function finishPictures(root) {
  pictures = [];
  for (const image of root.querySelectorAll('img')) {
    unlink(image);
    if (image.closest('a, button, details')) continue;
    if (image.hasAttribute('data-loaded')) offer(image);
    else image.addEventListener('load', () => offer(image), { once: true });
  }
}

/** Files that are pictures, by their addresses. */
const PICTURE = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

/** A picture that is nothing but a link to itself, larger, opens here. @param {HTMLImageElement} image */
function unlink(image) {
  const link = image.closest('a');
  if (!link || link.textContent?.trim() || link.querySelectorAll('img').length > 1) return;
  if (!PICTURE.test(link.pathname)) return;
  larger.set(image, link.href);
  link.replaceWith(image);
}

/** @param {HTMLImageElement} image */
function offer(image) {
  if (image.naturalWidth < SMALLEST || image.naturalHeight < SMALLEST || image.closest('button')) return;
  const button = element('button', {
    type: 'button',
    class: 'zoom',
    'aria-label': t('readerZoom', image.alt.trim()).trim(),
    onclick: () => open(image),
  });
  image.replaceWith(button);
  button.append(image);
  pictures.push(image);
  pictures.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

/** Wires the dialog. Call it once. */
export function watchZoom() {
  const dialog = dialogElement();
  byId('zoom-close').addEventListener('click', () => dialog.close());
  byId('zoom-previous').addEventListener('click', () => move(-1));
  byId('zoom-next').addEventListener('click', () => move(1));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target === byId('zoom-stage')) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === forward) move(1);
    else if (event.key === backward) move(-1);
  });
  dialog.addEventListener('close', () => pictures[shown]?.closest('button')?.focus());
}

const dialogElement = () => /** @type {HTMLDialogElement} */ (byId('zoom'));

/** @param {HTMLImageElement} image */
function open(image) {
  shown = pictures.indexOf(image);
  show();
  dialogElement().showModal();
}

/** @param {number} step */
function move(step) {
  shown = (shown + step + pictures.length) % pictures.length;
  show();
}

function show() {
  const image = pictures[shown];
  if (!image) return;
  // The largest that the page offers: the sizes attribute spoke of a column, the window is wider.
  const linked = larger.get(image);
  const large = element('img', {
    src: linked ?? (image.currentSrc || image.src),
    srcset: (!linked && image.srcset) || null,
    sizes: '100vw',
    alt: image.alt,
    referrerpolicy: 'no-referrer',
  });
  if (linked) large.addEventListener('error', () => large.setAttribute('src', image.src), { once: true });
  byId('zoom-stage').replaceChildren(large);
  const caption = byId('zoom-caption');
  caption.textContent = image.closest('figure')?.querySelector('figcaption')?.textContent?.trim() ?? image.alt;
  caption.lang = byId('article').lang;
  caption.dir = 'auto';
  const many = pictures.length > 1;
  byId('zoom-count').textContent = many ? t('readerZoomCount', shown + 1, pictures.length) : '';
  byId('zoom-previous').hidden = byId('zoom-next').hidden = !many;
}
