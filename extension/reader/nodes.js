// Small helpers for the reader's own controls: building elements, icons and the status line. The nodes of the article
// are not made here (that is src/dom.rs).

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element with attributes and children; `on…` keys are event listeners, `false` and null leave an attribute out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * A decorative icon of 24 by 24 units, drawn in lines.
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/**
 * The element with this id in reader.html.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`reader.html has no #${id}`);
  return /** @type {T} */ (found);
}

/**
 * The id that a link within the article leads to. Pages write signs in it that are no encoding: `#50%`.
 * @param {Element} link
 */
export function targetId(link) {
  const written = (link.getAttribute('href') ?? '').slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** How long a sentence in the status line stays, in milliseconds: long enough to read twice. */
const STATUS_STAYS = 5000;
let statusTimer = 0;

/** Says what just happened, to the eye and to a screen reader. @param {string} sentence */
export function say(sentence) {
  const status = byId('status');
  status.textContent = sentence;
  clearTimeout(statusTimer);
  statusTimer = window.setTimeout(() => status.replaceChildren(), STATUS_STAYS);
}
