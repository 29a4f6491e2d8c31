// Emphasis on the beginnings of words, which some people find easier to follow. Off unless asked for. It colours ranges
// (the ends of words step back), so the text itself, its copy and what a screen reader says stay as they are.

import { byId } from './nodes.js';
import { paragraphsOf, rangeOf } from './speech-text.js';

/** How much of a word stays in full colour. */
const SHARE = 0.45;

/** @param {boolean} on */
export function emphasiseWordStarts(on) {
  CSS.highlights.delete('word-end');
  if (!on) return;
  const ends = new Highlight();
  const segmenter = new Intl.Segmenter(byId('article').lang || undefined, { granularity: 'word' });
  for (const paragraph of paragraphsOf(byId('body'))) {
    for (const { segment, index, isWordLike } of segmenter.segment(paragraph.text)) {
      if (!isWordLike || segment.length < 2) continue;
      ends.add(rangeOf(paragraph, index + Math.ceil(segment.length * SHARE), index + segment.length));
    }
  }
  // Beneath the colours of the voice.
  ends.priority = -1;
  CSS.highlights.set('word-end', ends);
}
