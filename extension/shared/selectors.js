// Selectors that mean the same element on every page of a site, today and next week: a tag with an id, class words or a
// data attribute that a person has written. Build tools make names too, `css-1x2y3z` or `sc-bdVaJa`; those change with
// every release and are left alone. Pure; it gives up on names in other scripts than the Latin one. The core judges names
// too (src/correction/token.rs), where it may cut off a tool's end; tests/stable-names.txt holds both to the same.

/** Longest name in letters, and most class words in one selector: more say nothing more. */
const LONGEST = 40;
const MOST_CLASSES = 3;

/** Attributes that sites name their parts by. */
export const NAMED_BY = ['data-testid', 'data-component'];

/** What tools put in front of a name that they make. */
const MADE = /^(css|sc|jsx|jss|svelte|emotion|styled|chakra|mui|tw|ng|ember|astro)[-_]/i;
/** Letters without a vowel that are words of the trade all the same. */
const SHORT = /^(ad|ads|btn|cta|nav|hdr|ftr|rhs|lhs|sns|rss|tv|tts|ctn|wp|fb|yt)$/i;

/** Words of states, which come and go. */
const STATES = new Set(
  (
    'active animated closed collapsed disabled expanded hidden hide hover is has js lazy lazyload lazyloaded loaded ' +
    'loading open opened selected show shown visible'
  ).split(' '),
);

/** What `selectorOf` can make, and nothing that could end a style rule early. */
const SHAPE = /^[a-z][a-z-]*(#[\w-]+|(\.[\w-]+){1,3}|\[(data-testid|data-component)="[\w-]+"\])?$/;

/** @param {unknown} value @returns {value is string} */
export const isSelector = (value) => typeof value === 'string' && value.length <= 200 && SHAPE.test(value);

/**
 * Whether a name looks as if a person had written it.
 * @param {string} name
 */
export function isStable(name) {
  if (name.length > LONGEST || !/^[A-Za-z]+(?:[-_]{1,2}[A-Za-z]+)*$/.test(name) || MADE.test(name)) return false;
  const parts = name.split(/[-_]+/);
  return parts.every((part, at) => {
    // `c-related`: a component, in a widespread way to name things.
    if (at === 0 && part.length === 1 && parts.length > 1) return true;
    const words = part.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
    // `bdVaJa`: made of many bits.
    return part.length >= 2 * words.length + (words.length > 1 ? 1 : 0) && words.every(isWord);
  });
}

/** @param {string} word */
function isWord(word) {
  if (STATES.has(word.toLowerCase())) return false;
  if (SHORT.test(word)) return true;
  return word.length >= 2 && word.length <= 16 && /[aeiouy]/i.test(word) && !/[^aeiouy]{5}/i.test(word);
}

/**
 * The selector of an element, or null when nothing about it is stable.
 * @param {{tag: string, id: string | null, classes: string | null, names: Record<string, string | null>}} element
 */
export function selectorOf({ tag, id, classes, names }) {
  if (!/^[a-z]+(-[a-z]+)*$/.test(tag)) return null;
  if (id && isStable(id)) return `${tag}#${id}`;
  const attribute = NAMED_BY.find((name) => isStable(names[name] ?? ''));
  if (attribute) return `${tag}[${attribute}="${names[attribute]}"]`;
  const words = [...new Set((classes ?? '').split(/\s+/))].filter(isStable).sort().slice(0, MOST_CLASSES);
  if (words.length > 0) return `${tag}.${words.join('.')}`;
  // A custom element is named by its tag.
  return tag.includes('-') && isStable(tag) ? tag : null;
}
