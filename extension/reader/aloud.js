// Reading aloud with the browser's voices: sentence by sentence, with the sentence and, where the voice reports it, the
// word highlighted. Highlights colour ranges; the article's nodes are not touched.
//
// Pausing ends the sentence and remembers it: `speechSynthesis.pause` is ignored by some voices and forgotten by
// others. A voice that falls silent without saying so is noticed and the next sentence begun.

import { paragraphsOf, rangeOf, sentencesOf } from './speech-text.js';

/**
 * @typedef {import('./speech-text.js').Paragraph} Paragraph
 * @typedef {import('./speech-text.js').Sentence} Sentence
 * @typedef {'idle' | 'speaking' | 'paused' | 'silent'} State silent: the browser has no voice that speaks
 */

/** A voice that has not begun after so many milliseconds will not; network voices take up to two seconds. */
const BEGINS_WITHIN = 6000;

/** Letters a second that even a slow voice says at rate 1; a sentence that takes longer has stalled. */
const SLOWEST = 5;

/** After the person scrolled by hand, the page does not follow the voice for this long, in milliseconds. */
const HANDS_OFF = 4000;

export class Aloud {
  /** @param {(state: State) => void} onState */
  constructor(onState) {
    this.onState = onState;
    /** @type {State} */
    this.state = 'idle';
    /** @type {HTMLElement | null} */
    this.root = null;
    /** @type {Paragraph[]} */
    this.paragraphs = [];
    /** @type {Sentence[]} */
    this.sentences = [];
    this.index = 0;
    this.rate = 1;
    /** @type {SpeechSynthesisVoice | null} */
    this.voice = null;
    this.lang = '';
    /** Kept, or the browser collects it and its events never come. @type {SpeechSynthesisUtterance | null} */
    this.utterance = null;
    this.timer = 0;
    this.scrolledAt = -HANDS_OFF;
    const byHand = () => {
      this.scrolledAt = performance.now();
    };
    for (const type of ['wheel', 'touchmove']) addEventListener(type, byHand, { passive: true });
  }

  /** Takes a new article, to begin at one of its paragraphs. @param {HTMLElement} root @param {string} lang */
  load(root, lang) {
    this.stop();
    this.lang = lang;
    this.root = root;
    this.paragraphs = [];
    this.sentences = [];
    this.index = 0;
  }

  /** Cutting a long article into sentences takes a while, so it waits until somebody wants to listen. */
  prepare() {
    if (this.sentences.length > 0 || !this.root) return;
    this.paragraphs = paragraphsOf(this.root);
    this.sentences = sentencesOf(this.paragraphs, this.lang);
  }

  play() {
    this.prepare();
    if (this.sentences.length === 0) return;
    this.setState('speaking');
    this.speak();
  }

  pause() {
    this.hush();
    this.setState('paused');
  }

  stop() {
    this.hush();
    CSS.highlights.delete('spoken');
    CSS.highlights.delete('word');
    this.setState('idle');
  }

  /** Changes the voice or the pace, also in the middle of a sentence. */
  adjust() {
    if (this.state === 'speaking') this.speak();
  }

  /** To the beginning of another paragraph. @param {1 | -1} step */
  skip(step) {
    const here = this.sentences[this.index]?.paragraph ?? 0;
    const begins = this.sentences.findIndex(({ paragraph }) => paragraph === here);
    // Back from the middle of a paragraph is its own beginning first.
    const back = step < 0 && this.index > begins ? here : here + step;
    this.startAt(Math.max(0, Math.min(back, this.paragraphs.length - 1)));
  }

  /** Begins at a paragraph. @param {number} paragraph */
  startAt(paragraph) {
    const index = this.sentences.findIndex((sentence) => sentence.paragraph === paragraph);
    if (index < 0) return;
    this.index = index;
    if (this.state === 'speaking') this.speak();
    else this.show(true);
  }

  /** The first paragraph that begins below the top of the window. */
  paragraphInView() {
    return Math.max(
      0,
      this.paragraphs.findIndex(({ element }) => element.getBoundingClientRect().bottom > 80),
    );
  }

  /** @param {State} state */
  setState(state) {
    if (state === this.state) return;
    this.state = state;
    this.onState(state);
  }

  hush() {
    clearTimeout(this.timer);
    this.utterance = null;
    speechSynthesis.cancel();
  }

  speak() {
    this.hush();
    const sentence = this.sentences[this.index];
    const paragraph = sentence && this.paragraphs[sentence.paragraph];
    if (!sentence || !paragraph) {
      this.index = 0;
      return this.stop();
    }
    const text = paragraph.text.slice(sentence.from, sentence.to);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.rate = this.rate;
    if (this.voice) utterance.voice = this.voice;
    utterance.lang = this.voice?.lang ?? this.lang;
    // Events of an utterance that was cancelled come late, and are not heard.
    const current = () => this.utterance === utterance;
    utterance.onstart = () =>
      current() && this.expect((text.length / (SLOWEST * this.rate)) * 1000 + BEGINS_WITHIN, () => this.next());
    utterance.onend = () => current() && this.next();
    utterance.onerror = ({ error }) => {
      if (current() && error !== 'canceled' && error !== 'interrupted') this.fallSilent();
    };
    utterance.onboundary = ({ name, charIndex, charLength }) => {
      if (current() && name !== 'sentence') this.showWord(paragraph, sentence, charIndex, charLength);
    };
    this.utterance = utterance;
    this.show(false);
    this.expect(BEGINS_WITHIN, () => this.fallSilent());
    speechSynthesis.speak(utterance);
  }

  /** @param {number} milliseconds @param {() => void} otherwise */
  expect(milliseconds, otherwise) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(otherwise, milliseconds);
  }

  next() {
    this.index += 1;
    this.speak();
  }

  fallSilent() {
    this.hush();
    this.setState('silent');
  }

  /** Colours the sentence and brings it into view. @param {boolean} always also against the person's own scrolling */
  show(always) {
    const sentence = this.sentences[this.index];
    const paragraph = sentence && this.paragraphs[sentence.paragraph];
    if (!sentence || !paragraph) return;
    const range = rangeOf(paragraph, sentence.from, sentence.to);
    CSS.highlights.set('spoken', new Highlight(range));
    CSS.highlights.delete('word');
    if (!always && performance.now() - this.scrolledAt < HANDS_OFF) return;
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 120) window.scrollBy({ top: top - innerHeight * 0.3 });
  }

  /**
   * @param {Paragraph} paragraph
   * @param {Sentence} sentence
   * @param {number} index
   * @param {number | undefined} length
   */
  showWord(paragraph, sentence, index, length) {
    const from = sentence.from + index;
    const rest = paragraph.text.slice(from, sentence.to);
    const word = length || (/^\S+/.exec(rest)?.[0].length ?? 0);
    if (word > 0)
      CSS.highlights.set('word', new Highlight(rangeOf(paragraph, from, Math.min(from + word, sentence.to))));
  }
}
