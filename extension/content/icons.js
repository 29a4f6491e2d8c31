// Bars of share icons: links and buttons that are drawn and not written, so that the core, which labels text, has no block
// for them. They are told by what they do, taking this page's address elsewhere, or by the name of what they stand in.
// What does that and nothing else may have a word or two.
// It gives up on a single icon without such a name, and on what stands in the site's own bars, which stay.

import { native, page } from './native.js';
import { childrenOf, holds, isShown, parentOf } from './tree.js';

/** @typedef {import('./hide.js').Item} Item */

/** What may be pressed; scripts make a button of a span, too. */
const PRESSED = 'a, button, [role=button], [role=link], span[class*="share-button" i]';
/** What the names of such a bar have in them, as a word of their own. */
const NAMED =
  ':is([class*="share" i], [class*="sharing" i], [class*="social" i], [id*="share" i], [id*="social" i], [data-testid*="share" i])';
const WORD = /(^|[^a-z])(share|shares|sharing|social|socials)([^a-z]|$)/;
/** What leads out by itself, with a text that another program takes over. */
const SENDS = /^(mailto:\?|sms:|whatsapp:|tg:|fb-messenger:|viber:|line:)/i;
/** The site's own bars. */
const BARS = 'header, nav, footer, [role=banner], [role=navigation], [role=contentinfo]';
/** Elements that are looked at on one page at most, and that a bar holds. */
const MAX_ASKED = 200;
const MAX_HELD = 120;
/** The largest icon, in pixels. */
const ICON = 72;
/** The longest word of a share link, in UTF-16 units. */
const MAX_WORD = 30;
/** So small is a text that only screen readers read, in pixels. */
const UNSEEN = 2;

/**
 * @param {Set<Element>} chain the article's elements and all above them
 * @param {Element} main the smallest element that holds the article
 * @param {(element: Element) => boolean} isGone whether it or something above it is hidden by now
 * @returns {Item[]}
 */
export function shareIcons(chain, main, isGone) {
  const addresses = ownAddresses();
  const isSharing = (/** @type {Element} */ link) => {
    const href = native.getAttribute.call(link, 'href') ?? '';
    if (SENDS.test(href)) return true;
    if (!/^(https?:)?\/\/.*[?&=]/i.test(href) || isOwn(href)) return false;
    const said = decoded(href);
    return addresses.some((address) => said.indexOf(address, 8) > 0);
  };
  const links = [...page.all('a[href]')].filter(isSharing);
  const starts = [...page.all(NAMED)].filter(isNamed).slice(0, MAX_ASKED);
  /** @type {Map<Element, Item>} */
  const found = new Map();
  for (const start of [...starts, ...links.slice(0, MAX_ASKED)]) {
    const named = isNamed(start);
    let bar = null;
    const words = named ? 0 : MAX_WORD;
    for (let at = /** @type {Element | null} */ (start); at && isIcons(at, chain, words); at = parentOf(at)) bar = at;
    if (!bar || found.has(bar) || isGone(bar) || isOfSite(bar, main)) continue;
    const pressed = [bar, ...native.querySelectorAll.call(bar, PRESSED)].filter((one) =>
      native.matches.call(one, PRESSED),
    );
    const sharing = pressed.filter((one) => links.includes(one));
    const several = sharing.length > 1 && sharing.length * 2 >= pressed.length;
    if (several || (named && pressed.length > 0))
      found.set(bar, { element: bar, role: 'share', reason: named ? 'name' : 'call', blocks: 1 });
  }
  return [...found.values()];
}

/** Whether an address is one of this page's site, which takes people back there after they have signed in. @param {string} href */
function isOwn(href) {
  if (!URL.canParse(href, location.href)) return true;
  const siteOf = (/** @type {string} */ host) => host.split('.').slice(-2).join('.');
  return siteOf(new URL(href, location.href).hostname) === siteOf(location.hostname);
}

/** How this page is called in addresses: without its scheme, so that any form of it is found. */
function ownAddresses() {
  const [canonical] = page.all('link[rel=canonical]');
  const [graph] = page.all('meta[property="og:url"]');
  const said = [
    location.href,
    canonical && native.getAttribute.call(canonical, 'href'),
    graph && native.getAttribute.call(graph, 'content'),
  ];
  const names = said.flatMap((one) => {
    if (!one || !URL.canParse(one, location.href)) return [];
    const { host, pathname } = new URL(one, location.href);
    // A front page's address stands in too many links.
    return pathname.length > 1 ? [host.replace(/^www\./, '') + pathname.replace(/\/$/, '')] : [];
  });
  return [...new Set(names.map(decoded))];
}

/** @param {string} address */
function decoded(address) {
  try {
    return decodeURIComponent(decodeURIComponent(address));
  } catch {
    return address;
  }
}

/** Whether an element is named for sharing. @param {Element} element */
function isNamed(element) {
  const names = ['class', 'id', 'data-testid'].map((name) => native.getAttribute.call(element, name) ?? '');
  // `shareBar` and `post__share-button` are words too.
  return WORD.test(
    names
      .join(' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase(),
  );
}

/**
 * Whether an element holds nothing that is seen but things to press, and none of them reads longer than so.
 * @param {Element} element @param {Set<Element>} chain @param {number} words in UTF-16 units
 */
function isIcons(element, chain, words) {
  if (chain.has(element) || element === page.body()) return false;
  const pending = [element];
  let held = 0;
  let pressed = 0;
  for (let at = pending.pop(); at; at = pending.pop()) {
    held += 1;
    if (
      held > MAX_HELD ||
      /^(form|input|textarea|select|video|audio|iframe|figure|table)$/.test(native.localName.call(at))
    )
      return false;
    const isPressed = native.matches.call(at, PRESSED);
    if (isPressed) pressed += 1;
    for (let node = native.firstChild.call(at); node; node = native.nextSibling.call(node))
      if (native.nodeType.call(node) === Node.TEXT_NODE && isTooLong(node.data.trim(), at, words)) return false;
    if (/^(img|svg|canvas)$/.test(native.localName.call(at)) && !isIcon(at)) return false;
    if (!/^(svg|script|style|template|noscript)$/.test(native.localName.call(at))) pending.push(...childrenOf(at));
  }
  return pressed > 0;
}

/**
 * Whether a drawing belongs to what is pressed, and is small where it is a picture file; any other is a picture.
 * @param {Element} drawing
 */
function isIcon(drawing) {
  if (!native.closest.call(drawing, PRESSED)) return false;
  if (native.localName.call(drawing) !== 'img') return true;
  const { complete, naturalWidth } = /** @type {HTMLImageElement} */ (drawing);
  const hasCome = complete && naturalWidth > 0;
  const said = (/** @type {string} */ name) => Number.parseFloat(native.getAttribute.call(drawing, name) ?? 'NaN');
  const { width, height } = hasCome
    ? native.getBoundingClientRect.call(drawing)
    : { width: said('width'), height: said('height') };
  return width <= ICON && height <= ICON;
}

/** @param {string} text @param {Element} element that it stands in @param {number} words how long it may be in something to press */
const isTooLong = (text, element, words) =>
  text !== '' && (text.length > words || !native.closest.call(element, PRESSED)) && isRead(element);

/** Whether a person sees the text of an element. @param {Element} element */
function isRead(element) {
  if (/^(script|style|template|noscript)$/.test(native.localName.call(element)) || !isShown(element)) return false;
  const { width, height } = native.getBoundingClientRect.call(element);
  const { fontSize, textIndent } = getComputedStyle(element);
  return (
    width > UNSEEN && height > UNSEEN && Number.parseFloat(fontSize) > UNSEEN && !(Number.parseFloat(textIndent) < -100)
  );
}

/** @param {Element} bar @param {Element} main */
function isOfSite(bar, main) {
  const around = native.closest.call(bar, BARS);
  return around !== null && !holds(main, around);
}
