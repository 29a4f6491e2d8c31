// How the text looks: puts the reading settings on the page as custom properties, which every style sheet uses.

import { defaults, onSettings, readSettings } from '../shared/settings.js';
import { focusLines } from './line-focus.js';
import { emphasiseWordStarts } from './word-starts.js';

/** @typedef {import('../shared/settings.js').ReaderSettings} ReaderSettings */

const dark = matchMedia('(prefers-color-scheme: dark)');
const moreContrast = matchMedia('(prefers-contrast: more)');

let current = defaults().reader;

/** The settings that the page shows. */
export const chosen = () => current;

/** Applies the settings, now and whenever they or the system's preferences change. */
export async function followSettings() {
  for (const query of [dark, moreContrast]) query.addEventListener('change', () => apply(current));
  onSettings(({ reader }) => apply(reader));
  apply((await readSettings()).reader);
}

/** @param {ReaderSettings} reader */
export function apply(reader) {
  const before = current;
  current = reader;
  const root = document.documentElement;
  root.dataset.theme = resolveTheme(reader.theme);
  root.dataset.font = reader.font;
  root.toggleAttribute('data-dim', reader.dim);
  const properties = {
    '--size': reader.size,
    '--width': reader.width,
    '--leading': reader.lineHeight,
    '--tracking': `${reader.letterSpacing}em`,
    '--word-gap': `${reader.wordSpacing}em`,
    '--align': reader.align,
    '--hyphens': reader.hyphens ? 'auto' : 'manual',
  };
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, String(value));
  focusLines(lines());
  if (reader.wordStarts !== before.wordStarts) emphasiseWordStarts(reader.wordStarts);
}

const lines = () => (current.lines === 'off' ? 0 : Number(current.lines));

/** The part of the settings that depends on the article's text: again when there is a new one. */
export function applyToText() {
  focusLines(lines());
  emphasiseWordStarts(current.wordStarts);
}

/**
 * The fonts of the page behind, for the setting "the site's own": those that are installed here. Its web fonts would
 * have to come from the network.
 * @param {string | undefined} families as CSS has them
 */
export function offerSiteFont(families) {
  if (families && CSS.supports('font-family', families))
    document.documentElement.style.setProperty('--site-font', families);
}

/** @param {ReaderSettings['theme']} theme */
function resolveTheme(theme) {
  if (theme !== 'auto') return theme;
  // A system that asks for contrast on light gets the light theme, whose text is 16:1.
  if (!dark.matches) return 'light';
  return moreContrast.matches ? 'contrast' : 'dark';
}
