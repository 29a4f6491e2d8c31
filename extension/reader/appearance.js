// How the text looks: puts the reading settings on the page as custom properties, which every style sheet uses.

import { onSettings, readSettings } from '../shared/settings.js';

/** @typedef {import('../shared/settings.js').ReaderSettings} ReaderSettings */

const dark = matchMedia('(prefers-color-scheme: dark)');
const moreContrast = matchMedia('(prefers-contrast: more)');

/** @type {ReaderSettings | null} */
let current = null;

/** Applies the settings, now and whenever they or the system's preferences change. */
export async function followSettings() {
  for (const query of [dark, moreContrast]) query.addEventListener('change', () => current && apply(current));
  onSettings(({ reader }) => apply(reader));
  apply((await readSettings()).reader);
}

/** @param {ReaderSettings} reader */
export function apply(reader) {
  current = reader;
  const root = document.documentElement;
  root.dataset.theme = resolveTheme(reader.theme);
  root.dataset.font = reader.font;
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
}

/** @param {ReaderSettings['theme']} theme */
function resolveTheme(theme) {
  if (theme !== 'auto') return theme;
  // Of the two contrast themes a system can ask for, a light one is the light theme: its text is 16:1.
  if (!dark.matches) return 'light';
  return moreContrast.matches ? 'contrast' : 'dark';
}
