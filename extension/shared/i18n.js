// The words that a person reads, from `_locales`. Elements carry `data-i18n="key"` for their text and
// `data-i18n-attr="title:key aria-label:key"` for attributes; both are filled without parsing anything as HTML.

import { browser } from './browser.js';

/**
 * The message for `key` with its placeholders filled; the key itself when it is missing, so that it is seen.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function t(key, ...values) {
  return browser.i18n.getMessage(key, values.map(String)) || key;
}

/**
 * The form of `key` for a number: `<key>One`, `<key>Few`, ... by the plural rules of the messages' language, else
 * `<key>Other`. The number is `$1`.
 * @param {string} key
 * @param {number} number
 * @param {...(string | number)} values more placeholders
 */
export function plural(key, number, ...values) {
  const category = new Intl.PluralRules(language()).select(number);
  const shown = [number.toLocaleString(language()), ...values.map(String)];
  const form = key + category[0].toUpperCase() + category.slice(1);
  return browser.i18n.getMessage(form, shown) || t(`${key}Other`, ...shown);
}

/**
 * The language of the messages in use, as a BCP 47 tag: the browser's own language may have no translation here, and
 * then its plural rules and its `lang` would be wrong.
 */
export function language() {
  return t('locale');
}

/** Languages of _locales that are written from right to left. */
const RIGHT_TO_LEFT = ['ar', 'he'];

/**
 * The writing direction of the messages in use. The browser's `@@bidi_dir` is that of its own language, which may have
 * no translation here.
 * @returns {'ltr' | 'rtl'}
 */
export function direction() {
  return RIGHT_TO_LEFT.includes(language()) ? 'rtl' : 'ltr';
}

/**
 * Fills every marked element inside `root`, and the document's language and direction when `root` is a document.
 * @param {ParentNode} root
 */
export function fill(root) {
  if (root instanceof Document) {
    root.documentElement.lang = language();
    root.documentElement.dir = direction();
  }
  for (const element of root.querySelectorAll('[data-i18n]')) {
    element.textContent = t(/** @type {HTMLElement} */ (element).dataset.i18n ?? '');
  }
  for (const element of root.querySelectorAll('[data-i18n-attr]')) {
    for (const pair of (element.getAttribute('data-i18n-attr') ?? '').split(/\s+/)) {
      const [name, key] = pair.split(':');
      if (name && key) element.setAttribute(name, t(key));
    }
  }
}
