// The article as something to say: paragraphs in reading order, each cut into sentences short enough for every voice,
// and the way back from a place in the sentence to the place on the page.

/**
 * @typedef {{node: Text, at: number}} Run a text node and where its text begins in the paragraph's
 * @typedef {{element: HTMLElement, text: string, runs: Run[]}} Paragraph
 * @typedef {{paragraph: number, from: number, to: number}} Sentence places in the paragraph's text
 */

/** Not read: what stands beside the text, how a word sounds (the word itself is read), and the marks of footnotes. */
const SILENT =
  '.byline, details[data-removed], .embed, .code, .kicker, figure.missing, rt, rp, .noteref, math, [hidden], [aria-hidden="true"]';

/** The elements that are one paragraph to the ear. */
const PARAGRAPH = 'p, li, dt, dd, h1, h2, h3, h4, h5, h6, figcaption, caption, td, th, blockquote, summary, div';

/**
 * Letters in one utterance. Chromium's network voices fall silent after about fifteen seconds and never say so; at
 * a slow pace that is some 200 letters.
 */
const LONGEST = 200;

/** @param {HTMLElement} root the article @returns {Paragraph[]} */
export function paragraphsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Paragraph[]} */
  const paragraphs = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const element = /** @type {HTMLElement | null | undefined} */ (parent?.closest(PARAGRAPH));
    if (!parent || !element || parent.closest(SILENT)) continue;
    let last = paragraphs.at(-1);
    if (last?.element !== element) {
      last = { element, text: '', runs: [] };
      paragraphs.push(last);
    }
    const text = /** @type {Text} */ (node);
    last.runs.push({ node: text, at: last.text.length });
    last.text += text.data;
  }
  return paragraphs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/**
 * @param {Paragraph[]} paragraphs
 * @param {string} lang
 * @returns {Sentence[]}
 */
export function sentencesOf(paragraphs, lang) {
  const segmenter = new Intl.Segmenter(lang || undefined, { granularity: 'sentence' });
  return paragraphs.flatMap(({ text }, paragraph) =>
    [...segmenter.segment(text)].flatMap(({ segment, index }) =>
      chunks(segment).map(([from, to]) => ({ paragraph, from: index + from, to: index + to })),
    ),
  );
}

/**
 * Cuts a long sentence behind a comma where there is one, else between words, else anywhere.
 * @param {string} sentence
 * @returns {[number, number][]}
 */
function chunks(sentence) {
  /** @type {[number, number][]} */
  const cut = [];
  let from = 0;
  while (sentence.length - from > LONGEST) {
    const window = sentence.slice(from, from + LONGEST);
    const comma = Math.max(...[...window.matchAll(/[,;:–—、，；：،](?=\s|[^ -~])/g)].map(({ index }) => index + 1), 0);
    const space = window.lastIndexOf(' ') + 1;
    const length = (comma > LONGEST / 3 && comma) || (space > LONGEST / 3 && space) || LONGEST;
    cut.push([from, from + length]);
    from += length;
  }
  cut.push([from, sentence.length]);
  return cut.filter(([start, end]) => /[\p{L}\p{N}]/u.test(sentence.slice(start, end)));
}

/**
 * The place of a piece of a paragraph's text on the page.
 * @param {Paragraph} paragraph
 * @param {number} from
 * @param {number} to
 */
export function rangeOf({ text, runs }, from, to) {
  const range = new Range();
  // A sentence ends with the white space behind it, which should not be coloured.
  const end = from + text.slice(from, to).trimEnd().length;
  range.setStart(...placeOf(runs, from));
  range.setEnd(...placeOf(runs, end));
  return range;
}

/**
 * @param {Run[]} runs
 * @param {number} at
 * @returns {[Text, number]}
 */
function placeOf(runs, at) {
  const run = /** @type {Run} */ (runs.findLast((candidate) => candidate.at <= at) ?? runs[0]);
  return [run.node, Math.min(at - run.at, run.node.length)];
}
